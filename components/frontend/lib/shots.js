// @ts-check
/**
 * What shots do to the decision map, worked out from the map itself, so that it follows the hand. Pure.
 *
 * A readout that measures one Pauli string, f = constant + weight ⟨P⟩, is estimated from outcomes ±1 of the mean
 * m = kept ⟨P⟩ + shift; kept and shift are those of the readout errors that are inverted, 1 and 0 otherwise. A single
 * shot has the variance (weight / kept)² (1 − m²), S shots that divided by S. Of sums the simulator sends it as a map.
 */

/** Half of the interval that holds 95 % of the estimates, in standard deviations. */
export const INTERVAL = 1.96;
/** Standard deviations between 0 and a readout whose sign is right with 95 %: Φ(1.645) = 0.95. */
export const SURE = 1.645;
/** Decades that the map of shots tells apart, 1 to 10 000. */
export const DECADES = 4;

/**
 * @typedef {{constant: number, weight: number, kept: number, shift: number}} Reading
 * @typedef {{data: Float32Array, rows: number, cols: number}} Field
 * @typedef {(index: number) => number} Variance of a single shot at a pixel
 */

/** What a device without errors measures as ⟨P⟩. @type {Reading} */
export const PLAIN = { constant: 0, weight: 1, kept: 1, shift: 0 };

/** Variance of a single shot. @param {Reading} reading @param {number} f */
export function varianceOf({ constant, weight, kept, shift }, f) {
  const mean = (kept * (f - constant)) / weight + shift;
  return (weight / kept) ** 2 * Math.max(0, 1 - mean * mean);
}

/**
 * Shots until the sign of f is right with 95 %, in the normal approximation: z² v / f², at least 1.
 * @param {number} f
 * @param {number} variance of a single shot
 */
export const shotsNeeded = (f, variance) => Math.max(1, Math.ceil((SURE * SURE * variance) / (f * f)));

/**
 * How the variance is known at every pixel of the map on the screen; null where it is not.
 * @param {Pick<import('./types.js').Scene, 'reading'> | null} scene
 * @param {Pick<import('./types.js').Frame, 'swapped' | 'arrays'> | null} frame
 * @returns {Variance | null}
 */
export function varianceIn(scene, frame) {
  const map = frame?.arrays.map;
  if (!scene || !frame || !map) return null;
  const { spread } = frame.arrays;
  if (spread && spread.data.length === map.data.length) return (index) => spread.data[index];
  const { reading } = scene;
  if (!reading) return null;
  // The ideal network has no readout errors, and so none to invert.
  const used = frame.swapped ? { ...reading, kept: 1, shift: 0 } : reading;
  return (index) => varianceOf(used, map.data[index]);
}

/**
 * |f| − 1.96 σ, which is below 0 where S shots leave the class open.
 * @param {Float32Array} out
 * @param {Float32Array} data f
 * @param {Variance} variance
 * @param {number} shots
 */
export function fillMargin(out, data, variance, shots) {
  for (let k = 0; k < data.length; k += 1) out[k] = Math.abs(data[k]) - INTERVAL * Math.sqrt(variance(k) / shots);
}

/**
 * Logarithm of the shots that every pixel needs, brought to −1 (1 shot) … +1 (10 000 and more).
 * @param {Float32Array} out
 * @param {Float32Array} data f
 * @param {Variance} variance
 */
export function fillNeeded(out, data, variance) {
  for (let k = 0; k < data.length; k += 1) {
    const needed = (SURE * SURE * variance(k)) / (data[k] * data[k]);
    out[k] = Math.min(1, (2 * Math.log10(Math.max(1, needed))) / DECADES - 1);
  }
}

/** Shots as people write them: 1 000, 12 M; none is exact. @param {number | null} shots */
export function shotsText(shots) {
  if (shots === null) return '∞';
  if (!Number.isFinite(shots)) return '∞';
  if (shots >= 1e7) return `${Number((shots / 1e6).toPrecision(3)).toLocaleString('en').replaceAll(',', '\u202f')} M`;
  return String(Math.round(shots)).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}
