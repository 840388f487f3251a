// @ts-check
/** The state of one quron from its Bloch vector, and complex numbers as text. Pure. */
import { fixed } from '../lib/format.js';

/** @typedef {{re: number, im: number}} Complex */

const MINUS = '\u2212';

/**
 * ρ = (1 + x X + y Y + z Z)/2, by rows.
 * @param {number} x
 * @param {number} y
 * @param {number} z
 * @returns {[Complex, Complex, Complex, Complex]}
 */
export const densityMatrix = (x, y, z) => [
  { re: (1 + z) / 2, im: 0 },
  { re: x / 2, im: -y / 2 },
  { re: x / 2, im: y / 2 },
  { re: (1 - z) / 2, im: 0 },
];

/**
 * @param {number} length Of the Bloch vector.
 * @returns {number} Tr ρ²
 */
export const purityOf = (length) => (1 + length * length) / 2;

/**
 * Von Neumann entropy in bits; the eigenvalues are (1 ± |r|)/2.
 * @param {number} length Of the Bloch vector.
 */
export function entropyOf(length) {
  const bounded = Math.min(1, Math.abs(length));
  return [(1 + bounded) / 2, (1 - bounded) / 2].reduce((sum, p) => (p > 1e-12 ? sum - p * Math.log2(p) : sum), 0);
}

/**
 * @param {Complex} value
 * @param {number} [digits]
 */
export function complexText({ re, im }, digits = 2) {
  const size = Math.abs(im).toFixed(digits);
  return `${fixed(re, digits)} ${im < 0 && Number(size) !== 0 ? MINUS : '+'} ${size}i`;
}

/**
 * As short as its value allows: a part that vanishes by construction is left out.
 * @param {Complex} value
 * @param {number} [digits]
 */
export function shortComplex({ re, im }, digits = 2) {
  if (im === 0) return Number.isInteger(re) ? fixed(re, 0) : fixed(re, digits);
  if (re === 0) return `${fixed(im, digits)}i`;
  return complexText({ re, im }, digits).replaceAll(' ', '');
}
