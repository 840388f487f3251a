// @ts-check
/** Curves and projections inside the cards: pure functions of numbers. */

const AZIMUTH = 0.55;
const ELEVATION = 0.32;
const COS_A = Math.cos(AZIMUTH);
const SIN_A = Math.sin(AZIMUTH);
const COS_E = Math.cos(ELEVATION);
/** Height of the equator's ellipse over its width. */
export const TILT = Math.sin(ELEVATION);

/**
 * Horizontal coordinate of a Bloch vector seen from the fixed view; z points up.
 * @param {number} x
 * @param {number} y
 */
export const projectU = (x, y) => y * COS_A - x * SIN_A;

/**
 * Vertical coordinate (downwards, as on screen) of the same projection.
 * @param {number} x
 * @param {number} y
 * @param {number} z
 */
export const projectV = (x, y, z) => (y * SIN_A + x * COS_A) * TILT - z * COS_E;

/**
 * A vertical run for each coupling: 0 is the straight line between neighbours, 1, 2, ... lie further left.
 * Runs that overlap get different numbers.
 * @param {readonly (readonly number[])[]} pairs
 * @returns {number[]}
 */
export function couplingTracks(pairs) {
  /** @type {[number, number][][]} */
  const taken = [];
  const tracks = pairs.map(() => 0);
  const far = pairs
    .map((pair, index) => ({ index, low: Math.min(...pair), high: Math.max(...pair) }))
    .filter(({ low, high }) => high - low > 1)
    .sort((a, b) => a.high - a.low - (b.high - b.low) || a.low - b.low);
  for (const { index, low, high } of far) {
    let track = 1;
    while (taken[track]?.some(([a, b]) => a < high && low < b)) track += 1;
    (taken[track] ??= []).push([low, high]);
    tracks[index] = track;
  }
  return tracks;
}

/**
 * How far left of the dots a run lies; more than six runs share the room of six.
 * @param {number} track
 * @param {number} most number of the leftmost run
 */
export const trackOffset = (track, most) => (track ? 7 + (most <= 6 ? 8 * track : (48 * track) / most) : 0);

/**
 * @param {number} x of the dots
 * @param {number} top wire
 * @param {number} bottom wire
 * @param {number} offset of the run to the left
 */
export function couplingPath(x, top, bottom, offset) {
  if (!offset) return `M${x} ${top}V${bottom}`;
  const bend = Math.min(34, (bottom - top) / 2);
  const near = bend * 0.41;
  const far = bend * 0.7;
  const left = x - offset;
  return (
    `M${x} ${bottom}C${left} ${bottom - near} ${left} ${bottom - far} ${left} ${bottom - bend}` +
    `V${top + bend}C${left} ${top + far} ${left} ${top + near} ${x} ${top}`
  );
}

/**
 * The curve from an input of a perceptron to one of its fresh qurons.
 * @param {number} x0
 * @param {number} y0
 * @param {number} x1
 * @param {number} y1
 */
export function fanPath(x0, y0, x1, y1) {
  const middle = (x0 + x1) / 2;
  return `M${x0} ${y0}C${middle} ${y0} ${middle} ${y1} ${x1} ${y1}`;
}

/**
 * The row under which each pair's dial stands: one of its two qurons, so that the rows fill evenly.
 * @param {readonly (readonly number[])[]} pairs
 * @param {number} n
 * @returns {number[]}
 */
export function pairRows(pairs, n) {
  const load = new Array(n).fill(0);
  return pairs.map(([a, b]) => {
    const row = load[a] <= load[b] ? a : b;
    load[row] += 1;
    return row;
  });
}

/**
 * Value of a sampled map between its samples (Catmull-Rom in both directions, error of fourth order).
 * @param {Float32Array} data row by row, from the lowest x2 upwards, over [-1, 1] in both directions
 * @param {number} rows
 * @param {number} columns
 * @param {readonly number[]} point (x1, x2)
 */
export function sampleMap(data, rows, columns, point) {
  const u = ((clampUnit(point[0]) + 1) / 2) * (columns - 1);
  const v = ((clampUnit(point[1]) + 1) / 2) * (rows - 1);
  const column = Math.min(columns - 2, Math.floor(u));
  const row = Math.min(rows - 2, Math.floor(v));
  let sum = 0;
  for (let i = -1; i <= 2; i += 1) {
    const start = Math.max(0, Math.min(rows - 1, row + i)) * columns;
    const weight = spline(v - row - i);
    for (let j = -1; j <= 2; j += 1) {
      sum += weight * spline(u - column - j) * data[start + Math.max(0, Math.min(columns - 1, column + j))];
    }
  }
  return sum;
}

/** @param {number} value */
const clampUnit = (value) => Math.max(-1, Math.min(1, value));

/** @param {number} t distance from the sample, in samples */
function spline(t) {
  const d = Math.abs(t);
  if (d < 1) return (1.5 * d - 2.5) * d * d + 1;
  return d < 2 ? ((-0.5 * d + 2.5) * d - 4) * d + 2 : 0;
}

/**
 * All pairs of n qurons, in the order in which the simulator lists them: 01, 02, ..., 12, ...
 * @param {number} n
 * @returns {[number, number][]}
 */
export const pairsOf = (n) =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n - i - 1 }, (__, j) => /** @type {[number, number]} */ ([i, i + j + 1]))).flat();

/** Reach of an arc's handles to the right: the further apart two qurons are, the wider it swings. @param {number} distance */
export const arcBulge = (distance) => Math.min(46, 16 + 10 * (distance - 1));

/** @type {(x: number, top: number, bottom: number, bulge: number) => string} */
export const arcPath = (x, top, bottom, bulge) => `M${x} ${top}C${x + bulge} ${top} ${x + bulge} ${bottom} ${x} ${bottom}`;
