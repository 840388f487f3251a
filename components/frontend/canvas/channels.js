// @ts-check
/** What each decoherence channel is called, and what it leaves of the Bloch ball. */

/**
 * @typedef {object} Decohere a channel layer as it stands in the experiment
 * @property {string} channel
 * @property {number} [strength]
 * @property {number} [ground_population]
 * @property {number} [t1]
 * @property {number} [t2]
 * @property {number} [time]
 * @property {number} [thermal_population]
 * @property {number} [angle]
 *
 * @typedef {object} Ball the image of the unit ball: factors along x, y, z, negative where an axis turns over, and its
 *   centre on z
 * @property {number} x
 * @property {number} y
 * @property {number} z
 * @property {number} centre
 *
 * @typedef {object} Channel
 * @property {string} name in full, as in accessible names
 * @property {string} tile name on the palette
 * @property {string} short note on a narrow card
 * @property {string} symbol of its one dial
 * @property {string} field that the dial turns
 * @property {string} effect one line on what it does
 * @property {boolean} [pairs] whether it acts on pairs of qurons
 * @property {(layer: Decohere) => [number, number]} [range] of its dial, where that is not from 0 to 1
 * @property {(layer: Decohere, acts?: number) => Ball} ball what is left of one quron that it acts on so many times;
 *   on a pair, with a partner of ⟨Z⟩ = 0
 */

/** @type {(x: number, y: number, z: number, centre?: number) => Ball} */
const ball = (x, y, z, centre = 0) => ({ x, y, z, centre });
/** @param {Decohere} layer */
const strength = (layer) => layer.strength ?? 0;
/** @param {Decohere} layer factor across the axis of a flip */
const across = (layer) => 1 - 2 * strength(layer);

/** @param {Decohere} layer */
function damped(layer) {
  const g = strength(layer);
  const ground = layer.channel === 'amplitude_damping' ? 1 : (layer.ground_population ?? 1);
  return ball(Math.sqrt(1 - g), Math.sqrt(1 - g), 1 - g, (2 * ground - 1) * g);
}

/** @param {Decohere} layer relaxation with T1 and T2 during a time */
function relaxed(layer) {
  const { t1 = Infinity, t2 = Infinity, time = 0, thermal_population: excited = 0 } = layer;
  const e1 = Math.exp(-time / t1);
  const e2 = Math.exp(-time / t2);
  return ball(e2, e2, e1, (1 - 2 * excited) * (1 - e1));
}

/** @type {Record<string, Channel>} */
export const CHANNELS = {
  amplitude_damping: {
    name: 'amplitude damping', tile: 'Amplitude', short: 'amplitude', symbol: 'γ', field: 'strength',
    effect: 'falls to |0⟩', ball: damped,
  },
  phase_damping: {
    name: 'phase damping', tile: 'Phase', short: 'phase', symbol: 'λ', field: 'strength',
    effect: 'x and y shrink',
    ball: (layer) => ball(Math.sqrt(1 - strength(layer)), Math.sqrt(1 - strength(layer)), 1),
  },
  depolarizing: {
    name: 'depolarizing', tile: 'Depolarizing', short: 'depol.', symbol: 'p', field: 'strength',
    effect: 'all shrinks',
    ball: (layer) => {
      const left = 1 - (4 / 3) * strength(layer);
      return ball(left, left, left);
    },
  },
  bit_flip: {
    name: 'bit flip', tile: 'Bit flip', short: 'bit flip', symbol: 'p', field: 'strength',
    effect: 'X with probability p', ball: (layer) => ball(1, across(layer), across(layer)),
  },
  phase_flip: {
    name: 'phase flip', tile: 'Phase flip', short: 'phase flip', symbol: 'p', field: 'strength',
    effect: 'Z with probability p', ball: (layer) => ball(across(layer), across(layer), 1),
  },
  bit_phase_flip: {
    name: 'bit phase flip', tile: 'Bit-phase flip', short: 'bit-phase', symbol: 'p', field: 'strength',
    effect: 'Y with probability p', ball: (layer) => ball(across(layer), 1, across(layer)),
  },
  generalized_amplitude_damping: {
    name: 'generalized amplitude damping', tile: 'Warm amplitude', short: 'warm amp.', symbol: 'γ', field: 'strength',
    effect: 'falls to a mixture of |0⟩ and |1⟩', ball: damped,
  },
  thermal: {
    name: 'thermal', tile: 'Thermal T₁ T₂', short: 'T₁ T₂', symbol: 't', field: 'time',
    effect: 'relaxes with T1 and T2 for a time t', ball: relaxed,
    range: (layer) => [0, 3 * (layer.t1 ?? 1)], // three times T1 leave 5 %: a longer time shows nothing new
  },
  pair_depolarizing: {
    name: 'pair depolarizing', tile: 'Pair depolarizing', short: 'pair depol.', symbol: 'p', field: 'strength', pairs: true,
    effect: 'shrinks pairs: each of the 15 Pauli strings with p/15',
    ball: (layer, acts = 1) => {
      const left = (1 - (16 / 15) * strength(layer)) ** acts;
      return ball(left, left, left);
    },
  },
  zz_crosstalk: {
    name: 'ZZ crosstalk', tile: 'ZZ crosstalk', short: 'ZZ', symbol: 'ζt', field: 'angle', pairs: true,
    effect: 'turns pairs by exp(−i ζt ZZ/4)', range: () => [-2 * Math.PI, 2 * Math.PI],
    ball: (layer, acts = 1) => {
      const left = Math.cos((layer.angle ?? 0) / 2) ** acts;
      return ball(left, left, 1);
    },
  },
};

/** The three on the palette; the others open from its menu. */
export const COMMON_CHANNELS = ['amplitude_damping', 'phase_damping', 'depolarizing'];

/**
 * How often a channel acts on every quron: once, or once for each of its pairs.
 * @param {Pick<import('../lib/types.js').LayerScene, 'n_out' | 'qurons' | 'pairs'>} layer
 */
export const actsOn = ({ n_out, qurons, pairs }) =>
  Array.from({ length: n_out }, (_, quron) =>
    pairs.length ? pairs.filter((pair) => pair.includes(quron)).length : Number(qurons.includes(quron)),
  );
