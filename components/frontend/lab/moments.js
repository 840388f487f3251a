// @ts-check
/**
 * Moments of a view in time: where they lie along the axis, what holds between them. Pure, tested under node.
 *
 * @typedef {object} QuronPath
 * @property {number} name its number on the cards
 * @property {number} born layer that brought it, from 0; -1 is the start
 * @property {number} first moment from which on it is there
 * @property {number[][]} bloch vectors from then on
 *
 * @typedef {{qurons: [number, number], first: number, concurrence: number[]}} PairPath qurons by place in the list
 * @typedef {{time: number, mark: number, operator: string, qurons: number[]}} Jump
 * @typedef {{bloch: number[][][], jumps: Jump[]}} SingleRun
 *
 * @typedef {object} Runs
 * @property {number} count
 * @property {number[][]} mean of <Z>, for every quron
 * @property {number[][]} standard_error
 * @property {{runs: number[], rms: number[]}} error
 * @property {number} expected_error
 * @property {SingleRun[]} [single]
 *
 * @typedef {object} View
 * @property {number[]} starts of the layers, and the end of the last one, in microseconds
 * @property {boolean[]} drawn whether a layer's length is for drawing only
 * @property {number[]} pulses of every layer
 * @property {number[]} times in microseconds
 * @property {number[]} marks the same moments in layers
 * @property {QuronPath[]} qurons
 * @property {number[]} purity
 * @property {PairPath[]} pairs
 * @property {boolean} [is_quiet] nothing decoheres
 * @property {{layer: number, bloch: number, readouts: number[]}} [difference]
 * @property {number} [solver_ms]
 * @property {Runs} [runs]
 *
 * @typedef {'time' | 'layers'} Scale
 * @typedef {{index: number, part: number}} Place between moment `index` and the next one
 */

/** Whether a view can be drawn to scale: something in it must take time. @param {View} view */
export const takesTime = ({ starts }) => starts[starts.length - 1] > 0;

/** Nanoseconds for what is shorter than a microsecond. @param {View} view */
export function unitOf({ starts }) {
  return starts[starts.length - 1] < 1 ? { unit: 'ns', factor: 1000 } : { unit: 'µs', factor: 1 };
}

/**
 * Where the moments lie: in the unit of `unitOf`, or in layers.
 * @param {View} view @param {Scale} scale
 */
export function axisOf(view, scale) {
  const { unit, factor } = unitOf(view);
  const layers = view.starts.length - 1;
  if (scale === 'layers' || !takesTime(view)) return { unit: '', xs: view.marks, edges: view.starts.map((_, k) => k), end: layers };
  const edges = view.starts.map((time) => time * factor);
  return { unit, xs: view.times.map((time) => time * factor), edges, end: edges[layers] };
}

/**
 * The place of a number in a list that does not fall; of equal ones the last.
 * @param {readonly number[]} list @param {number} value
 * @returns {Place}
 */
export function placeOf(list, value) {
  let [low, high] = [0, list.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (list[middle] <= value) low = middle;
    else high = middle - 1;
  }
  const step = low + 1 < list.length ? list[low + 1] - list[low] : 0;
  return { index: low, part: step > 0 ? Math.min(1, Math.max(0, (value - list[low]) / step)) : 0 };
}

/**
 * A value between two moments.
 * @param {readonly number[]} list @param {Place} place
 */
export function between(list, { index, part }) {
  const next = list[Math.min(index + 1, list.length - 1)];
  return list[index] + part * (next - list[index]);
}

/**
 * A vector of a path at a moment; null while its quron is not there.
 * @param {readonly number[][]} path @param {number} first @param {Place} place
 * @returns {number[] | null}
 */
export function vectorAt(path, first, { index, part }) {
  const at = index - first;
  if (at < 0 || at >= path.length) return null;
  const [from, to] = [path[at], path[Math.min(at + 1, path.length - 1)]];
  return from.map((value, axis) => value + part * (to[axis] - value));
}

/**
 * The largest concurrence at a moment, and its pair.
 * @param {View} view @param {Place} place
 */
export function mostEntangled({ pairs }, place) {
  let best = { value: 0, qurons: /** @type {[number, number] | null} */ (null) };
  for (const { qurons, first, concurrence } of pairs) {
    const at = { index: place.index - first, part: place.part };
    if (at.index < 0 || at.index >= concurrence.length) continue;
    const value = between(concurrence, at);
    if (value > best.value) best = { value, qurons };
  }
  return best;
}

/**
 * Where a key leads: to the next moment, the next layer, or an end.
 * @param {string} key @param {readonly number[]} marks @param {number} mark where the cursor is
 * @returns {number | null} the new mark; null for another key
 */
export function stepOf(key, marks, mark) {
  const last = marks[marks.length - 1];
  const near = 1e-9;
  if (key === 'ArrowRight' || key === 'ArrowUp') return marks.find((other) => other > mark + near) ?? last;
  if (key === 'ArrowLeft' || key === 'ArrowDown') return marks.findLast((other) => other < mark - near) ?? 0;
  if (key === 'PageUp') return Math.min(last, Math.floor(mark + near) + 1);
  if (key === 'PageDown') return Math.max(0, Math.ceil(mark - near) - 1);
  if (key === 'Home') return 0;
  if (key === 'End') return last;
  return null;
}

/** What a jump does, in words. @type {Record<string, string>} */
const WORDS = { decay: 'decays', excitation: 'is excited', X: 'flips (X)', Y: 'flips (Y)', Z: 'flips its phase (Z)' };

/** @param {View} view @param {number} quron */
export function nameOf({ qurons }, quron) {
  const { name, born } = qurons[quron];
  return born < 0 ? `q${name}` : `q${name} of layer ${born + 1}`;
}

/**
 * A jump as a sentence: "q2 decays at 84 ns".
 * @param {View} view @param {Jump} jump
 */
export function jumpText(view, { operator, qurons, time }) {
  const { unit, factor } = unitOf(view);
  const who = qurons.map((quron) => nameOf(view, quron)).join(' and ');
  const what = WORDS[operator] ?? `jump together (${operator})`;
  const amount = time * factor;
  return `${who} ${what} at ${amount < 10 ? amount.toFixed(2) : amount.toFixed(0)} ${unit}`;
}

/**
 * Everything as rows of a table.
 * @param {View} view
 * @returns {(string | number | null)[][]}
 */
export function rowsOf(view) {
  const names = view.qurons.flatMap((_, quron) => ['X', 'Y', 'Z'].map((axis) => `<${axis}> ${nameOf(view, quron)}`));
  const pairs = view.pairs.map(({ qurons: [a, b] }) => `concurrence ${nameOf(view, a)} ${nameOf(view, b)}`);
  const rows = view.times.map((time, at) => [
    time,
    view.marks[at],
    ...view.qurons.flatMap(({ first, bloch }) => bloch[at - first] ?? [null, null, null]),
    view.purity[at],
    ...view.pairs.map(({ first, concurrence }) => concurrence[at - first] ?? null),
  ]);
  return [['time (us)', 'layer', ...names, 'purity', ...pairs], ...rows];
}
