// @ts-check
/** Noise as a value, ambient and of the device: off, on, and back to what it was. Pure. */
import { isIdeal } from './devices.js';

/**
 * @typedef {{amplitude_damping: number, phase_damping: number, depolarizing: number}} Noise
 * @typedef {{noise: Noise, device: import('./devices.js').Device}} AllNoise The ambient dials and the device.
 */

/** @type {Noise} */
const NONE = { amplitude_damping: 0, phase_damping: 0, depolarizing: 0 };
/** Where the switch leads when there is nothing to go back to. @type {Noise} */
const USUAL = { amplitude_damping: 0.02, phase_damping: 0.02, depolarizing: 0.005 };

/** @param {AllNoise} all */
export const isNoisy = ({ noise, device }) => Object.values(noise).some((value) => value > 0) || !isIdeal(device);

/**
 * @param {AllNoise} now
 * @param {AllNoise | undefined} former The last noise that was switched off.
 * @returns {AllNoise}
 */
export function noiseAfterToggle(now, former) {
  if (isNoisy(now)) return { noise: { ...NONE }, device: {} };
  return former ?? { noise: { ...USUAL }, device: now.device };
}

/**
 * The bar above the dials: colour as far as the state is pure, grey beyond.
 * @param {number} purity
 */
export function fadeStops(purity) {
  const blue = Math.round(50 * purity);
  const grey = Math.round(100 * purity + 12);
  return `linear-gradient(90deg, var(--orange), var(--blue) ${blue}%, var(--line-2) ${grey}%)`;
}
