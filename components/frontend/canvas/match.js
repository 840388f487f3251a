// @ts-check
/** Which cards may stay when the experiment changes: those whose layer is built alike. */

/**
 * Fields that a card takes over without being built anew; t1 sets the range of a dial and is not
 * among them.
 */
const CONTINUOUS = new Set(['strength', 'ground_population', 't2', 'time', 'thermal_population', 'angle', 'scale', 'duration']);

/**
 * Two layers with the same signature have cards with the same parts.
 * @param {import('./describe.js').LayerSpec} spec
 * @param {{n_in: number, n_out: number, qurons: number[], pairs: number[][]}} layer
 * @returns {string}
 */
export function signatureOf(spec, layer) {
  const fixed = Object.entries(spec).filter(([field]) => !CONTINUOUS.has(field));
  fixed.sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([layer.n_in, layer.n_out, layer.qurons, layer.pairs, fixed]);
}

/**
 * For every new layer the old card that it takes over, or -1. Cards at both ends that have not changed stay
 * in
 * place; between them an old card is used again wherever its signature comes up.
 * @param {readonly string[]} before
 * @param {readonly string[]} after
 * @returns {number[]}
 */
export function matchCards(before, after) {
  const taken = new Set();
  const result = after.map(() => -1);
  /** @type {(next: number, old: number) => boolean} */
  const take = (next, old) => {
    if (result[next] !== -1 || taken.has(old) || before[old] !== after[next]) return false;
    result[next] = old;
    taken.add(old);
    return true;
  };
  const least = Math.min(before.length, after.length);
  let front = 0;
  while (front < least && take(front, front)) front += 1;
  let back = 1;
  while (back <= least - front && take(after.length - back, before.length - back)) back += 1;
  after.forEach((signature, next) => {
    if (result[next] !== -1) return;
    const old = before.findIndex((text, index) => text === signature && !taken.has(index));
    if (old !== -1) take(next, old);
  });
  return result;
}
