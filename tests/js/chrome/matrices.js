/** 2 × 2 complex matrices by rows, for the tests of formulas. */
import assert from 'node:assert/strict';

const TOLERANCE = 1e-12; // a handful of double-precision operations
const times = (a, b) => ({ re: a.re * b.re - a.im * b.im, im: a.re * b.im + a.im * b.re });

export const plus = (a, b) => a.map((entry, k) => ({ re: entry.re + b[k].re, im: entry.im + b[k].im }));

export const product = (a, b) =>
  [0, 1, 2, 3].map((k) => {
    const [row, col] = [k >> 1, k & 1];
    return [0, 1].map((j) => times(a[2 * row + j], b[2 * j + col])).reduce((p, q) => ({ re: p.re + q.re, im: p.im + q.im }));
  });

export const adjoint = ([a, b, c, d]) => [a, c, b, d].map(({ re, im }) => ({ re, im: -im }));

export function closeTo(matrix, wanted) {
  matrix.forEach((entry, k) => {
    const { re, im } = typeof wanted[k] === 'number' ? { re: wanted[k], im: 0 } : wanted[k];
    assert.ok(Math.hypot(entry.re - re, entry.im - im) < TOLERANCE, `entry ${k}: ${entry.re} + ${entry.im}i, not ${re} + ${im}i`);
  });
}
