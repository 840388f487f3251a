// @ts-check
/** Which settings a layer has, and between what one may choose. Pure; names as in spec/choices.py. */
import { CHANNELS } from '../canvas/channels.js';
import { MOST_SCALE } from '../canvas/describe.js';
import { MOST_QURONS } from '../lib/limits.js';

/**
 * @typedef {import('./types.js').LayerSpec} LayerSpec
 *
 * @typedef {object} Field
 * @property {string} field Name in the layer.
 * @property {string} label
 * @property {'menu' | 'number' | 'reach' | 'share' | 'count' | 'toggle' | 'wires'} control
 * @property {[value: any, text: string][]} [options] Of a menu.
 * @property {number} [most] Of a count; largest on the slider of a number; number of qurons of wires.
 * @property {string} [unit]
 * @property {boolean} [narrow] Two of them stand side by side.
 * @property {boolean} [wordy] With room for a word before the value, also where it is narrow.
 * @property {string} [hint]
 * @property {(value: any) => any} [read] What a menu shows of the layer's field.
 * @property {(value: any) => Record<string, any>} [patch] All fields that a choice changes together.
 */

const AXES = ['x', 'y', 'z', 'xy', 'yz', 'zx', 'yx', 'zy', 'xz', 'xyz', 'zyz', 'zxz'];
export const GATES = ['cz', 'cnot', 'iswap', 'swap', 'crx', 'cry', 'crz', 'rxx', 'ryy', 'rzz'];
export const PATTERNS = { ring: 'ring', chain: 'chain', all: 'all pairs', star: 'star' };

/** @type {Record<string, Omit<Field, 'field'>>} */
const CHANNEL_FIELDS = {
  strength: { label: 'Strength', control: 'share' },
  ground_population: { label: 'P(0)', control: 'share', hint: 'Probability of |0⟩ in equilibrium' },
  t1: { label: 'T1', control: 'number', narrow: true, unit: 'µs', hint: 'Relaxation time; T2 is at most 2 T1' },
  t2: { label: 'T2', control: 'number', narrow: true, unit: 'µs', hint: 'Coherence time; at most 2 T1' },
  time: { label: 'Time', control: 'number', narrow: true, unit: 'µs' },
  angle: { label: 'ζt', control: 'reach', most: MOST_SCALE, hint: 'Radians: ζ times time; the pair turns by exp(−i ζt ZZ/4)' },
  thermal_population: { label: 'P(1)', control: 'number', narrow: true, hint: 'Probability of |1⟩ in equilibrium' },
};

/** Fields of each channel. @param {string} channel */
export function channelFields(channel) {
  if (channel === 'thermal') return ['t1', 't2', 'time', 'thermal_population'];
  if (channel === 'zz_crosstalk') return ['angle'];
  return channel === 'generalized_amplitude_damping' ? ['strength', 'ground_population'] : ['strength'];
}

/** @param {string} text */
const capital = (text) => text[0].toUpperCase() + text.slice(1);

/** @param {number} feature */
const featureName = (feature) => `x${String.fromCharCode(0x2081 + feature)}`;

/**
 * Options with the present value among them.
 * @param {[any, string][]} options
 * @param {any} value
 * @param {(value: any) => string} name
 * @returns {[any, string][]}
 */
function including(options, value, name) {
  const known = options.some(([other]) => JSON.stringify(other) === JSON.stringify(value));
  return known ? options : [...options, [value, name(value)]];
}

/** @param {number} features */
function featureOptions(features) {
  const all = Array.from({ length: features }, (_, feature) => feature);
  const pairs = features > 2 ? all.slice(1).map((feature) => [feature - 1, feature]) : [];
  const lists = features > 1 ? [all, [...all].reverse(), ...pairs, ...all.map((feature) => [feature])] : [all];
  return lists.map((list) => /** @type {[number[], string]} */ ([list, listName(list)]));
}

/** @param {number[]} list */
const listName = (list) => list.map(featureName).join(' ');

/**
 * @param {number[]} list As written in the layer.
 * @returns {number[]} The shortest list that gives every quron the same feature when it is repeated.
 */
export function shortestPeriod(list) {
  const length = list.findIndex((_, n) => n > 0 && list.every((value, i) => value === list[i % n]));
  return length > 0 ? list.slice(0, length) : list;
}

/** Most qurons that may be coupled to one another, as in spec/choices.py; fewer where features drive them. */
const MOST_COUPLED = 3;
const MOST_COUPLED_DRIVEN = 2;

/**
 * Neighbours in twos, which may be coupled in any layer.
 * @param {readonly number[]} qurons
 * @returns {[number, number][]}
 */
export const inTwos = (qurons) => qurons.flatMap((quron, k) => (k % 2 ? [/** @type {[number, number]} */ ([qurons[k - 1], quron])] : []));

/** @type {(spec: LayerSpec, features: number, qurons: number[]) => Field[]} */
function evolveFields(spec, features, qurons) {
  const twos = inTwos(qurons);
  const pairs = spec.pairs ?? spec.pattern;
  const most = spec.features.length ? MOST_COUPLED_DRIVEN : MOST_COUPLED;
  /** @type {Field[]} */
  const drive = [
    { field: 'axis', label: 'About', control: 'menu', narrow: true, wordy: true, hint: 'Axis of the drives that are features', options: ['x', 'y', 'z'].map((axis) => [axis, axis]) },
    { field: 'scale', label: 'Scale', control: 'reach', most: MOST_SCALE, hint: 'Radians per unit of the feature' },
  ];
  /** @type {Field} */
  const coupled = {
    field: 'pattern', label: 'Pairs', control: 'menu', narrow: true, wordy: true, read: ({ pairs: listed, pattern }) => listed ?? pattern,
    options: including([...(twos.length ? [/** @type {[any, string]} */ ([twos, 'twos'])] : []), ...Object.entries(PATTERNS)], pairs, () => 'as listed'),
    patch: (value) => (typeof value === 'string' ? { pattern: value, pairs: null } : { pairs: value }),
  };
  return [
    { field: 'duration', label: 'Duration', control: 'number', narrow: true, wordy: true, unit: 'µs', hint: 'T1 and T2 of the device act so long' },
    {
      field: 'drives', label: 'Drives', control: 'menu', narrow: true, wordy: true, hint: 'Axes of the trainable drives; z is a detuning',
      options: including(['', 'x', 'y', 'z', 'xy', 'xz', 'yz', 'xyz'].map((axes) => [axes, axes || 'none']), spec.drives, (axes) => axes),
    },
    {
      field: 'features', label: 'Data', control: 'menu', narrow: true, wordy: true, hint: 'Features as drives: one per quron from the top, repeated',
      options: including([[[], 'none'], ...featureOptions(features)], shortestPeriod(spec.features), listName),
    },
    ...(spec.features.length ? drive : []),
    {
      field: 'coupling', label: 'Coupling', control: 'menu', narrow: true, wordy: true, options: [[null, 'none'], ['zz', 'ZZ'], ['exchange', 'XX + YY']],
      patch: (value) => ({ coupling: value, ...(value && !spec.pairs && twos.length && qurons.length > most ? { pairs: twos } : {}) }),
    },
    ...(spec.coupling ? [coupled] : []),
  ];
}

/** Which pairs a layer joins. @type {(spec: LayerSpec) => Field} */
const pairsField = (spec) => ({
  field: 'pattern', label: 'Pairs', control: 'menu',
  options: including(Object.entries(PATTERNS), spec.pattern, () => 'as listed'),
});

/** @type {Record<string, (spec: LayerSpec, features: number, qurons: number[]) => Field[]>} */
const FIELDS = {
  encode: (spec, features) => [
    { field: 'axis', label: 'Axis', control: 'menu', options: ['x', 'y', 'z'].map((axis) => [axis, axis]) },
    {
      field: 'features', label: 'Features', control: 'menu', hint: 'One per quron from the top, repeated',
      options: including(featureOptions(features), shortestPeriod(spec.features), listName),
    },
    {
      field: 'scale', label: 'Scale', control: spec.trainable ? 'number' : 'reach', most: MOST_SCALE,
      hint: spec.trainable ? 'Where all scales start; a new value starts them there' : 'Radians per unit of the feature',
    },
    {
      field: 'trainable', label: 'Trained', control: 'toggle',
      hint: 'Learns a scale for every quron. Switched off, their mean stays.',
    },
  ],
  rotate: (spec) => [
    {
      field: 'axes', label: 'Axes', control: 'menu', hint: 'Turns about these axes, one after the other',
      options: including(AXES.map((axes) => [axes, [...axes].join(' ')]), spec.axes, (axes) => [...axes].join(' ')),
    },
  ],
  entangle: (spec) => [
    { field: 'gate', label: 'Gate', control: 'menu', options: GATES.map((gate) => [gate, gate.toUpperCase()]) },
    pairsField(spec),
  ],
  evolve: evolveFields,
  decohere: (spec) => [
    {
      field: 'channel', label: 'Channel', control: 'menu',
      options: Object.entries(CHANNELS).map(([channel, { name }]) => [channel, capital(name)]),
    },
    ...channelFields(spec.channel).map((field) => ({ field, ...CHANNEL_FIELDS[field] })),
    ...(CHANNELS[spec.channel].pairs ? [pairsField(spec)] : []),
  ],
  perceptron: (_spec, _features, { length: reached }) => [
    {
      field: 'width', label: 'Outputs', control: 'count', most: Math.max(1, MOST_QURONS - reached),
      hint: 'Fresh qurons, each in |0⟩, that replace all qurons before the layer',
    },
  ],
};

/**
 * @param {LayerSpec} spec
 * @param {{n_in: number, qurons: number[]}} layer
 * @param {number} features Of the network.
 * @returns {Field[]}
 */
export function fieldsOf(spec, layer, features) {
  const label = spec.kind === 'perceptron' ? 'Reads' : 'Acts on';
  return [
    ...FIELDS[spec.kind](spec, features, layer.qurons),
    { field: 'qurons', label, control: 'wires', most: layer.n_in },
  ];
}

/**
 * The `qurons` of a layer after one of them was switched; null stands for all.
 * @param {readonly number[]} acting
 * @param {number} quron
 * @param {number} count Qurons that reach the layer.
 * @param {number} fewest The layer needs.
 * @returns {number[] | null | undefined} undefined: too few would be left.
 */
export function switched(acting, quron, count, fewest) {
  const next = acting.includes(quron) ? acting.filter((other) => other !== quron) : [...acting, quron].sort((a, b) => a - b);
  if (next.length < fewest) return undefined;
  return next.length === count ? null : next;
}
