// @ts-check
/** Names of layers, parameters and readouts as the cards show and announce them. */
import { wrap } from '../lib/format.js';
import { CHANNELS } from './channels.js';

/**
 * @typedef {{kind: string, [field: string]: any}} LayerSpec a layer as it stands in the experiment
 * @typedef {import('../lib/types.js').ParameterScene} ParameterLabel
 */

const TITLES = /** @type {Record<string, string>} */ ({
  encode: 'Encode',
  rotate: 'Rotate',
  entangle: 'Entangle',
  evolve: 'Evolve',
  decohere: 'Noise',
  perceptron: 'Perceptron',
});

/** @param {string} kind */
export const titleOf = (kind) => TITLES[kind] ?? kind;

/** @param {number} index */
export const subscript = (index) =>
  String(index).replace(/\d/g, (digit) => String.fromCharCode(0x2080 + Number(digit)));

/** @param {number} value at most two digits behind the point, none where it is whole */
const short = (value) => String(Math.round(value * 100) / 100).replace('-', '−');

/** @param {LayerSpec} spec */
function scaleText({ scale = 1, trainable = false }) {
  if (trainable) return 'θ';
  return scale === 1 ? '' : short(scale);
}

/**
 * Largest scale, or angle of a pulse, that a hand turns a dial to, in radians; a larger one can be learnt, or typed in
 * settings.
 */
export const MOST_SCALE = 2 * Math.PI;

/**
 * Whether a parameter is the scale of an encoder; scales do not repeat, as angles do.
 * @param {{axis: string}} label
 */
export const isScale = ({ axis }) => axis === 'scale';

/**
 * What a parameter is: an angle that repeats, a scale, or the angle of a pulse. Other things act during a pulse, so that
 * one with a whole turn more is another one.
 * @param {string} kind of the layer
 * @param {{axis: string}} label
 * @returns {'angle' | 'scale' | 'pulse'}
 */
export const rangeOf = (kind, label) => (isScale(label) ? 'scale' : kind === 'evolve' ? 'pulse' : 'angle');

/**
 * A parameter as it is shown: angles that repeat in (−π, π], others as they are.
 * @param {string} kind of the layer
 * @param {{axis: string}} label
 * @param {number} value
 */
export const valueOf = (kind, label, value) => (rangeOf(kind, label) === 'angle' ? wrap(value) : value);

/**
 * The one note below a card's title.
 * @param {LayerSpec} spec
 * @param {{n_in: number, n_out: number}} layer
 * @returns {string}
 */
export function noteOf(spec, layer) {
  switch (spec.kind) {
    case 'encode':
      return `R${String(spec.axis).toUpperCase()}(${scaleText(spec)}x)`;
    case 'entangle':
      return `${String(spec.gate).toUpperCase()} ${spec.pattern ?? 'pairs'}`;
    case 'decohere':
      return CHANNELS[spec.channel]?.short ?? spec.channel;
    case 'perceptron':
      return `${layer.n_in} → ${layer.n_out} quron${layer.n_out === 1 ? '' : 's'}`;
    default:
      return '';
  }
}

/**
 * Accessible name of a parameter's dial, as `layer 2 RY q0`, `layer 6 RXX q0 q1` or, in a perceptron,
 * `layer 3 XX q0 p1` from input 0 to fresh quron 1. A rotation that occurs twice on a quron is numbered.
 * @param {string} kind of the layer
 * @param {ParameterLabel} label
 * @param {number} [occurrence] 1 for the first of that name
 * @returns {string}
 */
export function parameterName(kind, label, occurrence = 1) {
  const perceptron = kind === 'perceptron';
  const wires = label.qurons.map((quron, place) => {
    const fresh = perceptron && place === label.qurons.length - 1;
    return `${fresh ? 'p' : 'q'}${quron}`;
  });
  const again = occurrence > 1 ? ` ${occurrence}` : '';
  return `layer ${label.layer + 1} ${label.axis} ${wires.join(' ')}${again}`;
}

/**
 * Names of all parameters of one layer, in their order.
 * @param {string} kind
 * @param {readonly ParameterLabel[]} labels
 * @returns {string[]}
 */
export function parameterNames(kind, labels) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  return labels.map((label) => {
    const plain = parameterName(kind, label);
    const occurrence = (seen.get(plain) ?? 0) + 1;
    seen.set(plain, occurrence);
    return parameterName(kind, label, occurrence);
  });
}

/** @typedef {string | {terms: Record<string, number>}} ReadoutSpec */

/**
 * Which qurons a readout looks at.
 * @param {ReadoutSpec} readout a Pauli string over the last qurons, or a weighted sum of such strings
 * @returns {Set<number>}
 */
export function quronsRead(readout) {
  const strings = typeof readout === 'string' ? [readout] : Object.keys(readout.terms ?? {});
  const read = new Set(/** @type {number[]} */ ([]));
  for (const text of strings) {
    [...text].forEach((letter, quron) => {
      if (letter !== 'I') read.add(quron);
    });
  }
  return read;
}

/** @param {string} text */
const pauliName = (text) =>
  [...text].map((letter, quron) => (letter === 'I' ? '' : letter + subscript(quron))).join('') || '1';

/**
 * @param {ReadoutSpec} readout
 * @returns {string} such as ⟨Z₀⟩, ⟨Z₀Z₁⟩; a sum is ⟨O⟩ on the card and written out in its title
 */
export function readoutName(readout) {
  if (typeof readout === 'string') return `⟨${pauliName(readout)}⟩`;
  const terms = Object.entries(readout.terms ?? {});
  return terms.length === 1 && terms[0][1] === 1 ? `⟨${pauliName(terms[0][0])}⟩` : '⟨O⟩';
}

/**
 * @param {ReadoutSpec} readout
 * @returns {string} every term with its weight
 */
export function readoutFormula(readout) {
  if (typeof readout === 'string') return readoutName(readout);
  const terms = Object.entries(readout.terms ?? {}).map(([text, weight]) => `${short(weight)} ${pauliName(text)}`);
  return `O = ${terms.join(' + ')}`;
}

/**
 * What the cards show, one entry per layer and one for the readout.
 * @param {import('../lib/types.js').Scene} scene
 * @returns {import('./types.js').CardData[]}
 */
export function cardData(scene) {
  /** @type {{layers: LayerSpec[], readouts: ReadoutSpec[]}} */
  const { layers, readouts } = scene.experiment.network;
  const cards = scene.layers.map((layer, index) => {
    const labels = layer.parameters.map((parameter) => scene.parameters[parameter]);
    return { index, spec: layers[index], layer, labels, names: parameterNames(layer.kind, labels) };
  });
  const left = scene.widths[scene.widths.length - 1];
  const nothing = { qurons: [], pairs: [], parameters: [] };
  cards.push({
    index: cards.length,
    spec: { kind: 'readout', readout: readouts[0], others: readouts.length - 1 },
    layer: { kind: 'readout', n_in: left, n_out: left, ...nothing },
    labels: [],
    names: [],
  });
  return cards;
}
