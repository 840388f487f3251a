// @ts-check
/** The loss history as a chart needs it: few points, nothing that stands out lost. Pure, tested under node. */

/** @typedef {ArrayLike<number>} Row one epoch: [epoch, train loss, test loss] */

/**
 * First index whose epoch is not below `epoch`; rows are in order of epochs.
 *
 * @param {ArrayLike<Row>} rows @param {number} epoch
 */
export function firstFrom(rows, epoch) {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle][0] < epoch) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * At most `limit` points of one column between two epochs (and one neighbour on either side, so that a line
 * leaves the window where it should). Longer stretches keep the smallest and the largest value of each
 * bucket, so that a spike of one epoch stays visible; the two ends are kept as they are.
 *
 * @param {ArrayLike<Row>} rows
 * @param {number} column 1 train, 2 test
 * @param {{limit?: number, from?: number, to?: number}} [window]
 * @returns {{x: number[], y: number[]}}
 */
export function decimate(rows, column, { limit = 1000, from = -Infinity, to = Infinity } = {}) {
  const start = Math.max(0, firstFrom(rows, from) - 1);
  const stop = Math.min(rows.length, firstFrom(rows, to) + 1);
  const points = { x: /** @type {number[]} */ ([]), y: /** @type {number[]} */ ([]) };
  const push = (/** @type {number} */ at) => {
    points.x.push(rows[at][0]);
    points.y.push(rows[at][column]);
  };
  if (stop - start <= limit) {
    for (let at = start; at < stop; at++) push(at);
    return points;
  }
  const buckets = Math.max(1, Math.floor((limit - 2) / 2));
  const width = (stop - start - 2) / buckets;
  push(start);
  for (let bucket = 0; bucket < buckets; bucket++) {
    const first = start + 1 + Math.floor(bucket * width);
    const last = start + 1 + Math.floor((bucket + 1) * width);
    for (const at of extremes(rows, column, first, last)) push(at);
  }
  push(stop - 1);
  return points;
}

/**
 * Indices of the smallest and largest value in [first, last), in order and without repeats.
 *
 * @param {ArrayLike<Row>} rows @param {number} column @param {number} first @param {number} last
 */
function extremes(rows, column, first, last) {
  let lowest = first;
  let highest = first;
  for (let at = first + 1; at < last; at++) {
    if (rows[at][column] < rows[lowest][column]) lowest = at;
    if (rows[at][column] > rows[highest][column]) highest = at;
  }
  if (lowest === highest) return [lowest];
  return lowest < highest ? [lowest, highest] : [highest, lowest];
}

/**
 * Moves labels apart so that none covers another: heights in order of the input, at least `gap` apart, inside
 * [low, high] as far as that holds them all.
 *
 * @param {number[]} heights @param {number} gap @param {number} low @param {number} high
 * @returns {number[]}
 */
export function spread(heights, gap, low, high) {
  const order = heights.map((_, index) => index).sort((p, q) => heights[p] - heights[q]);
  const placed = heights.slice();
  order.forEach((index, rank) => {
    const floor = rank ? placed[order[rank - 1]] + gap : low;
    placed[index] = Math.max(heights[index], floor);
  });
  for (let rank = order.length - 1, ceiling = high; rank >= 0; rank--, ceiling -= gap) {
    placed[order[rank]] = Math.min(placed[order[rank]], ceiling);
  }
  return placed;
}

/**
 * Round values for a logarithmic axis, as many as are legible: the densest of 1-2-5, 1-3 and whole powers of
 * ten that has at most `most` values between the ends, and finer ones where a curve hardly moves.
 *
 * @param {number} low @param {number} high @param {number} [most]
 * @returns {number[]}
 */
export function logTicks(low, high, most = 4) {
  const ladders = [[1, 1.5, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 3, 5, 7], [1, 2, 5], [1, 3], [1]];
  for (const ladder of ladders) {
    const ticks = [];
    for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
      for (const step of ladder) {
        const value = Number((step * 10 ** power).toPrecision(2));
        if (value >= low && value <= high) ticks.push(value);
      }
    }
    if (ticks.length <= most) return ticks;
  }
  const decades = Math.ceil((Math.log10(high) - Math.log10(low)) / most);
  const first = Math.ceil(Math.log10(low));
  return Array.from({ length: most }, (_, k) => Number(`1e${first + k * decades}`)).filter((value) => value <= high);
}
