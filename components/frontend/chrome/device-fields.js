// @ts-check
/** The fields of the device's editor: what they are called, their units, and how they are read and written. Pure. */
import { parseNumber } from '../lib/format.js';
import { IDEAL, OWN, each } from './devices.js';

/**
 * @typedef {import('./devices.js').Device} Device
 *
 * @typedef {object} Field
 * @property {string} name In the experiment.
 * @property {string} label
 * @property {string} unit
 * @property {number} [size] What one of the unit is in the experiment's unit.
 * @property {boolean} [infinite] Whether nothing written means infinite.
 * @property {string} hint
 */

/** Instead of the number of a quron: the value is that of all. */
export const ALL = -1;

/** @type {Field[]} */
export const FIELDS = [
  { name: 't1', label: 'T1', unit: 'µs', infinite: true, hint: 'Energy relaxation time; nothing means infinite' },
  { name: 't2', label: 'T2', unit: 'µs', infinite: true, hint: 'Coherence time, at most 2 T1; nothing means infinite' },
  { name: 'thermal_population', label: 'Thermal population', unit: '', hint: 'Probability of |1⟩ in equilibrium' },
  { name: 'readout_p01', label: 'Readout P(1|0)', unit: '', hint: 'Probability to read 1 from |0⟩' },
  { name: 'readout_p10', label: 'Readout P(0|1)', unit: '', hint: 'Probability to read 0 from |1⟩' },
  { name: 'gate_time_1q', label: 'One-quron gate', unit: 'ns', size: 1e-3, hint: 'Its duration, during which T1 and T2 act' },
  { name: 'gate_time_2q', label: 'Two-quron gate', unit: 'ns', size: 1e-3, hint: 'Its duration, during which T1 and T2 act' },
  { name: 'error_1q', label: 'One-quron error', unit: '', hint: 'Average infidelity of a one-quron gate, as a depolarizing channel' },
  { name: 'error_2q', label: 'Two-quron error', unit: '', hint: 'Average infidelity of a two-quron gate, as a depolarizing channel' },
  { name: 'zz_crosstalk', label: 'ZZ crosstalk ζ', unit: 'rad/µs', hint: 'H = (ζ/4) ZZ on the pair of every two-quron gate, during the gate' },
];

/** Fields that may differ from quron to quron, as in `playground/spec/per_quron.py`. */
export const PER_QURON = ['t1', 't2', 'thermal_population', 'readout_p01', 'readout_p10'];

/**
 * What is written in a field; a list that is to be shown as one stands for its first entry.
 * @param {Field} field @param {any} value @param {number} quron
 */
export function writeField({ size = 1 }, value, quron) {
  const values = each(value);
  const one = values[Math.min(Math.max(quron, 0), values.length - 1)];
  return one === null || one === undefined ? '' : String(Number((one / size).toPrecision(6)));
}

/** @param {Field} field @param {string} text @returns {number | null | undefined} undefined if it is no number */
export function readField({ size = 1, infinite = false }, text) {
  if (infinite && ['', '∞'].includes(text.trim())) return null;
  const typed = parseNumber(text);
  return Number.isFinite(typed) ? Number((typed * size).toPrecision(12)) : undefined;
}

/**
 * The device with what was typed; an ideal one that gets figures is no longer called so.
 * @param {Device} device
 * @param {{field: Field, quron: number, value: any}[]} typed
 * @param {number} qurons
 */
export function edited(device, typed, qurons) {
  /** @type {Device} */
  const next = { ...device, name: device.name === IDEAL ? OWN : device.name };
  for (const { field, quron, value } of typed) {
    const old = next[field.name];
    if (quron === ALL) next[field.name] = value;
    else {
      const list = Array.isArray(old) ? [...old] : new Array(qurons).fill(old);
      list[quron] = value;
      next[field.name] = list;
    }
  }
  return next;
}

/** The device whose qurons are all like the first. @param {Device} device */
export const collapsed = (device) => ({ ...device, ...Object.fromEntries(PER_QURON.map((name) => [name, each(device[name])[0]])) });

/** Whether a device has every value of another. @param {Device} device @param {Device} other */
export const isSame = (device, other) => Object.entries(other).every(([name, value]) => JSON.stringify(device[name]) === JSON.stringify(value));
