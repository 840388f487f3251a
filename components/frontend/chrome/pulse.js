// @ts-check
/** The Lindblad equation of a layer in continuous time, with its numbers. */
import { subscript } from '../canvas/describe.js';
import { h, say } from '../lib/dom.js';
import { fixed } from '../lib/format.js';
import { line } from './formula.js';

/**
 * @typedef {import('../lib/types.js').Scene} Scene
 * @typedef {import('../lib/store.js').Store} Store
 *
 * @typedef {object} Term of the Hamiltonian
 * @property {string} operator such as Z₀Z₁
 * @property {number | null} index of its angle in theta; null: a feature of the data
 * @property {number} [feature]
 * @property {number} [scale] radians per unit of the feature
 */

/**
 * The qurons that couplings join with one of them, itself included.
 * @param {readonly (readonly number[])[]} pairs
 * @param {number} quron
 * @returns {Set<number>}
 */
export function groupOf(pairs, quron) {
  const group = new Set([quron]);
  for (let size = 0; size < group.size; ) {
    size = group.size;
    for (const pair of pairs) if (pair.some((end) => group.has(end))) pair.forEach((end) => group.add(end));
  }
  return group;
}

/** @param {string} letters @param {readonly number[]} qurons */
const placed = (letters, qurons) => [...letters].map((letter, k) => letter + subscript(qurons[k])).join('');

/** @param {{axis: string, qurons: readonly number[]}} label as in the scene: DX, DY, DZ, ZZ, XY */
function operatorOf({ axis, qurons }) {
  if (axis === 'XY') return `(${placed('XX', qurons)} + ${placed('YY', qurons)})`;
  return placed(axis.replace('D', ''), qurons);
}

/**
 * What acts on a quron and on those that it is coupled to.
 * @param {Pick<Scene, 'experiment' | 'layers' | 'parameters'>} scene
 * @param {number} layer
 * @param {number} quron
 * @returns {Term[]}
 */
export function pulseTerms({ experiment, layers, parameters }, layer, quron) {
  const spec = experiment.network.layers[layer];
  const { qurons, pairs, parameters: own } = layers[layer];
  const group = groupOf(pairs, quron);
  const trained = own.map((index) => parameters[index]).filter((label) => group.has(label.qurons[0]));
  const driven = spec.features.length ? qurons.map((target, k) => ({ target, feature: spec.features[k % spec.features.length] })) : [];
  return [
    ...trained.map((label) => ({ operator: operatorOf(label), index: label.index })),
    ...driven
      .filter(({ target }) => group.has(target))
      .map(({ target, feature }) => ({ operator: placed(spec.axis.toUpperCase(), [target]), index: null, feature, scale: spec.scale })),
  ];
}

/**
 * Rates of the collapse operators of every quron, per microsecond.
 * @param {{t1: number | null, t2: number | null, thermal_population: number}} device times in microseconds; null: infinite
 * @returns {{operator: string, rate: number}[]} none where nothing decays
 */
export function collapseRates({ t1, t2, thermal_population: excited }) {
  const relaxing = t1 === null ? 0 : 1 / t1;
  const dephasing = (t2 === null ? relaxing / 2 : 1 / t2) - relaxing / 2;
  const rates = [
    { operator: 'σ₋', rate: (1 - excited) * relaxing },
    { operator: 'σ₊', rate: excited * relaxing },
    { operator: 'Z', rate: dephasing / 2 },
  ];
  return rates.filter(({ rate }) => rate > 1e-15);
}

/** @param {number | null} time */
const timeText = (time) => (time === null ? '∞' : `${Number(time.toPrecision(4))} µs`);

/**
 * The equation of motion, and what decays.
 * @param {{t1: number | null, t2: number | null, thermal_population: number}} device
 */
function motionLines(device) {
  const rates = collapseRates(device);
  const motion = h('span', null, h('i', null, 'dρ/dt'), ' = −i [', h('i', null, 'H'), ', ', h('i', null, 'ρ'), ']');
  if (!rates.length) return [line(motion), h('div', { class: 'k' }, 'No decoherence: ideal device')];
  const sum = h('span', null, '+ Σ (c', h('i', null, 'ρ'), 'c† − ½{c†c, ', h('i', null, 'ρ'), '})');
  const operators = rates.map(({ operator, rate }) => `√${fixed(rate, 4)} ${operator}`).join(', ');
  return [
    line(motion, sum),
    line(h('span', null, 'c ='), h('b', null, operators)),
    h('div', { class: 'k' }, `Every quron; device T1 = ${timeText(device.t1)}, T2 = ${timeText(device.t2)}`),
  ];
}

/**
 * The equation on a quron and what it is coupled to; the numbers follow the frames and the probe.
 * @param {Store} store
 * @param {{layer: number, quron: number, index?: number}} place `index` of the angle that is in the hand
 * @param {{digits?: number, brief?: boolean}} [look] brief: without what the device does
 * @returns {import('./formula.js').Formula}
 */
export function pulseFormula(store, { layer, quron, index }, { digits = 2, brief = false } = {}) {
  const scene = /** @type {Scene} */ (store.scene);
  const { duration } = scene.experiment.network.layers[layer];
  const terms = pulseTerms(scene, layer, quron).map((term) => ({ ...term, value: h('b') }));
  const sum = terms.map(({ value, operator, index: own }, place) => h('span', { class: own !== null && own === index ? 'own' : '' }, place ? '' : '(', value, ` ${operator}`));
  const hamiltonian = terms.length ? [...sum, h('span', null, ') / 2', h('i', null, 'T'), ',')] : ['0,'];
  const elements = [
    h('div', { class: 'formula pulse' }, h('span', null, h('i', null, 'H'), ' ='), ...hamiltonian, h('span', null, h('i', null, 'T'), ` = ${timeText(duration)}`)),
    ...motionLines(scene.experiment.device).slice(0, brief ? 1 : undefined),
  ];
  return {
    elements,
    set: (angle) => {
      const theta = store.frame?.arrays.theta;
      if (theta?.shape[0] !== scene.parameters.length) return;
      terms.forEach(({ value, index: own, feature, scale = 1 }, place) => {
        const size = own === null ? scale * (store.ui.probe[feature ?? 0] ?? 0) : own === index ? angle : theta.data[own];
        const text = signed(size, digits, place === 0);
        say(value, text);
      });
    },
  };
}

/** @type {(value: number, digits: number, first: boolean) => string} */
function signed(value, digits, first) {
  const text = fixed(value, digits);
  if (first) return text;
  return text.startsWith('−') ? `− ${text.slice(1)}` : `+ ${text}`;
}
