// @ts-check
/**
 * Marching squares on a regular grid: where does a sampled field cross a level?
 *
 * Coordinates run over the unit square, u from the first to the last column and v from the first to the last
 * row, because the samples of a decision map lie on `linspace(lo, hi, n)`, ends included.
 */

/**
 * Which edges of a cell the level line joins, by the corners above the level (bit 0: row i, column j; then
 * counter-clockwise). Edges: 0 bottom, 1 right, 2 top, 3 left. The two saddles (5 and 10) are listed for a
 * centre below the level; `CENTRE_ABOVE` has them for a centre above.
 */
const CROSSINGS = [
  [], [3, 0], [0, 1], [3, 1], [1, 2], [3, 0, 1, 2], [0, 2], [3, 2],
  [2, 3], [2, 0], [0, 1, 2, 3], [2, 1], [1, 3], [1, 0], [0, 3], [],
];
const CENTRE_ABOVE = { 5: [3, 2, 1, 0], 10: [3, 0, 1, 2] };

/**
 * The line segments of one level, each as u0, v0, u1, v1.
 *
 * @param {ArrayLike<number>} data values in row-major order
 * @param {number} rows
 * @param {number} cols
 * @param {number} [level]
 * @param {number[]} [out] an array to fill again, to spare the collector one per frame
 * @returns {number[]}
 */
export function contourSegments(data, rows, cols, level = 0, out = []) {
  out.length = 0;
  for (let i = 0; i + 1 < rows; i++) {
    const below = i * cols;
    const above = below + cols;
    for (let j = 0; j + 1 < cols; j++) {
      const a = data[below + j] - level;
      const b = data[below + j + 1] - level;
      const c = data[above + j + 1] - level;
      const d = data[above + j] - level;
      const corners = (a > 0 ? 1 : 0) | (b > 0 ? 2 : 0) | (c > 0 ? 4 : 0) | (d > 0 ? 8 : 0);
      if (corners !== 0 && corners !== 15) cellSegments(out, corners, i, j, rows, cols, a, b, c, d);
    }
  }
  return out;
}

/**
 * @param {number[]} out
 * @param {number} corners @param {number} i @param {number} j @param {number} rows @param {number} cols
 * @param {number} a @param {number} b @param {number} c @param {number} d corner values, counter-clockwise
 */
function cellSegments(out, corners, i, j, rows, cols, a, b, c, d) {
  const saddle = (corners === 5 || corners === 10) && a + b + c + d > 0;
  const edges = saddle ? CENTRE_ABOVE[/** @type {5 | 10} */ (corners)] : CROSSINGS[corners];
  for (const edge of edges) {
    let u = j;
    let v = i;
    if (edge === 0) u += a / (a - b);
    else if (edge === 2) (u += d / (d - c)), (v += 1);
    else if (edge === 3) v += a / (a - d);
    else (u += 1), (v += b / (b - c));
    out.push(u / (cols - 1), v / (rows - 1));
  }
}
