// @ts-check
/** The layer that a tile of the palette stands for, ready to be used where it lands. */
import { MOST_QURONS } from '../lib/limits.js';
import { CHANNELS } from './channels.js';

/** @typedef {import('./describe.js').LayerSpec} LayerSpec */

/** Strength that shows at once in maps and arrows and still leaves the network able to learn. */
const STRENGTH = 0.05;

/** @type {Record<string, Record<string, number>>} */
const CHANNEL_FIELDS = {
  generalized_amplitude_damping: { strength: STRENGTH, ground_population: 0.9 },
  thermal: { t1: 50, t2: 70, time: 5, thermal_population: 0 },
  zz_crosstalk: { angle: 0.5 },
};

/**
 * @param {string} tile a layer kind or the name of a channel
 * @param {{qurons: number, features: number, layers: readonly LayerSpec[]}} where qurons there, features of
 *   the
 *   data, and the layers that stand already
 * @returns {LayerSpec}
 */
export function defaultLayer(tile, { qurons, features, layers }) {
  if (tile in CHANNELS) {
    return { kind: 'decohere', channel: tile, ...(CHANNEL_FIELDS[tile] ?? { strength: STRENGTH }) };
  }
  switch (tile) {
    case 'encode': {
      const model = layers.find((layer) => layer.kind === 'encode');
      return {
        kind: 'encode',
        axis: model?.axis ?? 'x',
        features: Array.from({ length: features }, (_, feature) => feature), // qurons take them in turn
        scale: model?.scale ?? 1,
      };
    }
    case 'rotate':
      return { kind: 'rotate', axes: 'yz' };
    case 'entangle':
      return { kind: 'entangle', gate: 'cz', pattern: 'ring' };
    case 'evolve':
      return { kind: 'evolve', drives: 'xz', duration: 1 }; // driven off resonance; no coupling fits every width
    case 'perceptron':
      return { kind: 'perceptron', width: Math.max(1, Math.min(Math.floor(qurons / 2), MOST_QURONS - qurons)) };
    default:
      throw new RangeError(`Argument \`tile\` must name a layer kind or a channel, but is ${tile}.`);
  }
}
