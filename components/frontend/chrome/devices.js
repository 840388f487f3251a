// @ts-check
/** The device as numbers and words for its card and its editor. Pure. */
import { MINUS, fixed } from '../lib/format.js';

/**
 * @typedef {Record<string, any>} Device As in the experiment; times in microseconds, null is infinite.
 * @typedef {import('../lib/types.js').Preset} Preset
 */

/** How far the dials of T1 and T2 reach, in microseconds; the editor takes any time. @type {[number, number]} */
export const TIMES = [1, 1e5];

/** Names that belong to no preset. */
export const IDEAL = 'ideal';
export const OWN = 'Own device';

/** @param {Device} device Whether it does nothing that an ideal one would not do. */
export const isIdeal = (device) =>
  [device.t1, device.t2].every((time) => each(time).every((one) => one === null)) &&
  [device.error_1q, device.error_2q, device.readout_p01, device.readout_p10, device.zz_crosstalk].every((error) => each(error).every((one) => one === 0));

/** The numbers of a value that may differ from quron to quron. @param {any} value @returns {(number | null)[]} */
export const each = (value) => (Array.isArray(value) ? value : [value]);

/** @param {Device} device @param {Preset[]} presets @returns {Preset | undefined} The preset that it bears the name of. */
export const presetOf = (device, presets) => presets.find((preset) => preset.device.name === device.name);

/** Whether a device has the figures of a preset; exaggeration is no figure. @param {Device} device @param {Preset} preset */
export const isAsMeasured = (device, preset) =>
  Object.entries(preset.device).every(([field, value]) => field === 'exaggeration' || JSON.stringify(device[field]) === JSON.stringify(value));

/** What the menu shows for a device. @param {Device} device @param {Preset[]} presets */
export function titleOf(device, presets) {
  const preset = presetOf(device, presets);
  if (preset) return isAsMeasured(device, preset) ? device.name : `${device.name}, changed`;
  return isIdeal(device) ? 'Ideal' : device.name === IDEAL ? OWN : device.name;
}

/** Date, source and what is missing, for the hover. @param {Device} device @param {Preset[]} presets */
export function originOf(device, presets) {
  const preset = presetOf(device, presets);
  if (!preset) return isIdeal(device) ? 'No relaxation, no errors. Choose a device that exists, or edit your own' : 'Your own figures';
  const note = preset.note && `. ${preset.note}`;
  const changed = isAsMeasured(device, preset) ? '' : '. Changed by hand since';
  return `${preset.source}, ${preset.date}${note}${changed}`;
}

/** Units of time by their size in microseconds, the largest first. @type {[string, number][]} */
const UNITS = [['s', 1e6], ['ms', 1e3], ['µs', 1], ['ns', 1e-3]];
const SPACE = '\u00a0'; // a number and its unit stay on one line

/** @param {number} microseconds @returns {[string, string]} three digits, and the unit that needs few of them */
function measured(microseconds) {
  const [unit, size] = UNITS.find(([, least]) => microseconds >= least) ?? UNITS[UNITS.length - 1];
  return [String(Number((microseconds / size).toPrecision(3))), unit];
}

/** A time with its unit. @param {number | null} microseconds */
export const time = (microseconds) => (microseconds === null ? '∞' : measured(microseconds).join(SPACE));

/** Several times: one if they agree, else from the shortest to the longest. @param {any} value */
export function timeRange(value) {
  const sorted = each(value).map((one) => one ?? Infinity).sort((a, b) => a - b);
  const [low, high] = [sorted[0], sorted[sorted.length - 1]];
  if (low === high) return time(low === Infinity ? null : low);
  if (high === Infinity) return `${time(low)}–∞`;
  const [from, to] = [measured(low), measured(high)];
  return from[1] === to[1] ? `${from[0]}–${to.join(SPACE)}` : `${from.join(SPACE)}–${to.join(SPACE)}`;
}

/** An error probability: two digits. @param {number} error */
export const errorText = (error) =>
  error === 0 ? '0' : error < 0.01 ? error.toExponential(1).replace('e-', `e${MINUS}`) : fixed(error, 3);

/** Where T1 or T2 may be while the other stays: T2 ≤ 2 T1. @param {Device} device @param {string} name @returns {[number, number]} */
export function reachOf(device, name) {
  const [low, high] = TIMES;
  if (name === 't1') return [Math.max(low, (device.t2 ?? 0) / 2), Math.max(high, (device.t2 ?? 0) / 2)];
  return [Math.min(low, 2 * (device.t1 ?? Infinity)), Math.min(high, 2 * (device.t1 ?? Infinity))];
}

/** Steps of exaggeration: two digits. @param {number} value */
export const roundFactor = (value) => Number(value.toPrecision(2));
