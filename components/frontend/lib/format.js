// @ts-check
/** Numbers as people read them: the true minus sign, a fixed number of digits, no "−0.00". */

export const MINUS = '\u2212';

/**
 * @param {number} value
 * @param {number} [digits]
 */
export function fixed(value, digits = 2) {
  if (!Number.isFinite(value)) return '–';
  const text = Math.abs(value).toFixed(digits);
  return value < 0 && Number(text) !== 0 ? MINUS + text : text;
}

/**
 * An angle in radians, brought into (−π, π].
 * @param {number} value
 */
export function wrap(value) {
  const turn = 2 * Math.PI;
  const left = value - turn * Math.ceil((value - Math.PI) / turn);
  return left === -Math.PI ? Math.PI : left;
}

/**
 * Two digits of an angle, wrapped.
 * @param {number} value
 */
export const angle = (value) => fixed(wrap(value), 2);

/**
 * A channel strength: three digits below 0.1, two above.
 * @param {number} value
 */
export const strength = (value) => fixed(value, value > 0 && value < 0.1 ? 3 : 2);

/**
 * Exponent form for small numbers: 3e−15.
 * @param {number} value
 */
export function scientific(value) {
  if (value === 0) return '0';
  return value.toExponential(0).replaceAll('-', MINUS);
}

/**
 * What somebody typed as a number: both minus signs, a comma for a point, a factor of pi.
 * @param {string} text
 * @returns {number} NaN if it is no number.
 */
export function parseNumber(text) {
  const plain = text.trim().replaceAll(MINUS, '-').replace(',', '.').toLowerCase();
  const factor = /^([+-]?\d*\.?\d*)\s*\*?\s*(?:pi|π)(?:\s*\/\s*(\d+\.?\d*))?$/.exec(plain);
  if (factor) {
    const times = factor[1] === '' || factor[1] === '+' ? 1 : factor[1] === '-' ? -1 : Number(factor[1]);
    return (times * Math.PI) / Number(factor[2] ?? 1);
  }
  return plain === '' ? NaN : Number(plain);
}
