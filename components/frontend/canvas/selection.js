// @ts-check
/** Which layers are chosen together. Pure; positions are kept in rising order. */

/** @param {Iterable<number>} indices */
const rising = (indices) => [...new Set(indices)].sort((a, b) => a - b);

/**
 * Adds a layer, or takes it out; the layer chosen alone before counts as the first.
 * @type {(selected: readonly number[], alone: number, index: number) => number[]}
 */
export function toggled(selected, alone, index) {
  const before = selected.length ? selected : alone >= 0 ? [alone] : [];
  return rising(before.includes(index) ? before.filter((other) => other !== index) : [...before, index]);
}

/**
 * Everything from one layer to another.
 * @type {(from: number, to: number) => number[]}
 */
export function between(from, to) {
  const [low, high] = from < to ? [from, to] : [to, from];
  return Array.from({ length: high - low + 1 }, (_, place) => low + place);
}

/**
 * The layers that an action is about: those chosen together, else the one that was meant.
 * @type {(selected: readonly number[], meant: number) => number[]}
 */
export const heldWith = (selected, meant) => (selected.includes(meant) ? [...selected] : meant >= 0 ? [meant] : []);

/**
 * In words: "layer 3", "layers 2 to 4", "layers 1, 3 and 4".
 * @param {readonly number[]} indices 0-based
 */
export function named(indices) {
  const numbers = indices.map((index) => index + 1);
  if (numbers.length < 2) return `layer ${numbers.join('')}`;
  const last = numbers[numbers.length - 1];
  const unbroken = last - numbers[0] === numbers.length - 1;
  if (unbroken) return `layers ${numbers[0]} ${numbers.length === 2 ? 'and' : 'to'} ${last}`;
  return `layers ${numbers.slice(0, -1).join(', ')} and ${last}`;
}
