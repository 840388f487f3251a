// @ts-check
/** Where the inspector looks, as words. Pure. */
import { isScale, parameterNames, subscript } from '../canvas/describe.js';

/**
 * @typedef {import('../lib/types.js').Scene} Scene
 * @typedef {Pick<import('../lib/types.js').Ui, 'layer' | 'quron' | 'parameter'>} View
 */

/** @param {number} quron */
const wire = (quron) => `q${subscript(quron)}`;

/**
 * The chosen parameter, if it belongs to the chosen layer.
 * @param {Scene | null} scene
 * @param {View} ui
 */
export function chosenParameter(scene, ui) {
  const parameter = ui.parameter === null ? undefined : scene?.parameters[ui.parameter];
  return parameter && parameter.layer === ui.layer ? parameter : null;
}

/**
 * @param {Scene} scene
 * @param {View} ui
 * @returns {string[]} such as Layer 5, rotate, q₀, RY(θ)
 */
export function crumbsOf(scene, ui) {
  const layer = scene.layers[ui.layer];
  if (!layer) return ['Input', wire(ui.quron ?? 0)];
  const parameter = chosenParameter(scene, ui);
  const start = [`Layer ${ui.layer + 1}`, layer.kind];
  if (!parameter) return [...start, wire(ui.quron ?? 0)];
  const what = isScale(parameter) ? parameter.axis : `${parameter.axis}(θ)`;
  return [...start, couple(layer.kind, parameter.qurons), what];
}

/** The dial of a layer without parameters. @type {Record<string, (spec: any) => string | null>} */
const LAYER_DIALS = {
  encode: ({ trainable }) => (trainable ? null : 'scale'),
  evolve: () => 'duration',
  decohere: ({ channel }) => ({ thermal: 'time', zz_crosstalk: 'angle' })[/** @type {string} */ (channel)] ?? 'strength',
};

/**
 * Where the chosen dial stands in the experiment: that of the chosen parameter, or of a layer that has one of its own.
 * @param {Scene | null} scene
 * @param {View} ui
 * @returns {(string | number)[] | null}
 */
export function dialPath(scene, ui) {
  const parameter = chosenParameter(scene, ui);
  if (parameter) return ['parameters', parameter.index];
  const spec = scene?.experiment.network.layers[ui.layer];
  const field = spec ? (LAYER_DIALS[spec.kind]?.(spec) ?? null) : null;
  return field ? ['network', 'layers', ui.layer, field] : null;
}

/** @param {string} kind @param {readonly number[]} qurons */
function couple(kind, qurons) {
  if (kind !== 'perceptron') return qurons.map(wire).join('');
  const fresh = `p${subscript(qurons[qurons.length - 1])}`;
  return qurons.length > 1 ? `${wire(qurons[0])} → ${fresh}` : fresh;
}

/**
 * The name that the parameter's dial has on its card.
 * @param {Scene} scene
 * @param {number} index
 */
export function dialName(scene, index) {
  const { layer } = scene.parameters[index];
  const { kind, parameters } = scene.layers[layer];
  return parameterNames(kind, parameters.map((k) => scene.parameters[k]))[parameters.indexOf(index)];
}
