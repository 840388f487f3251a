// @ts-check
/** Ambient noise as a value: off, on, and back to what it was. Pure. */

/** @typedef {{amplitude_damping: number, phase_damping: number, depolarizing: number}} Noise */

/** @type {Noise} */
const NONE = { amplitude_damping: 0, phase_damping: 0, depolarizing: 0 };
/** Where the switch leads when there is nothing to go back to. @type {Noise} */
const USUAL = { amplitude_damping: 0.02, phase_damping: 0.02, depolarizing: 0.005 };

/** @param {Noise} noise */
export const isNoisy = (noise) => Object.values(noise).some((value) => value > 0);

/**
 * @param {Noise} now
 * @param {Noise | undefined} former The last noise that was switched off.
 * @returns {Noise}
 */
export const noiseAfterToggle = (now, former) => (isNoisy(now) ? { ...NONE } : { ...(former ?? USUAL) });

/**
 * The bar above the dials: colour as far as the state is pure, grey beyond.
 * @param {number} purity
 */
export function fadeStops(purity) {
  const blue = Math.round(50 * purity);
  const grey = Math.round(100 * purity + 12);
  return `linear-gradient(90deg, var(--orange), var(--blue) ${blue}%, var(--line-2) ${grey}%)`;
}
