/** Square complex matrices by rows, for the tests of formulas. */
import assert from 'node:assert/strict';

const TOLERANCE = 1e-12; // a handful of double-precision operations
const times = (a, b) => ({ re: a.re * b.re - a.im * b.im, im: a.re * b.im + a.im * b.re });

export const plus = (a, b) => a.map((entry, k) => ({ re: entry.re + b[k].re, im: entry.im + b[k].im }));

export const product = (a, b) => {
  const size = Math.sqrt(a.length);
  return a.map((_, k) => {
    const [row, col] = [Math.floor(k / size), k % size];
    const terms = Array.from({ length: size }, (__, j) => times(a[size * row + j], b[size * j + col]));
    return terms.reduce((p, q) => ({ re: p.re + q.re, im: p.im + q.im }));
  });
};

export const adjoint = (a) => {
  const size = Math.sqrt(a.length);
  return a.map((_, k) => a[size * (k % size) + Math.floor(k / size)]).map(({ re, im }) => ({ re, im: -im }));
};

/** Kronecker product. */
export const kron = (a, b) => {
  const [m, n] = [Math.sqrt(a.length), Math.sqrt(b.length)];
  return Array.from({ length: (m * n) ** 2 }, (_, k) => {
    const [row, col] = [Math.floor(k / (m * n)), k % (m * n)];
    return times(a[m * Math.floor(row / n) + Math.floor(col / n)], b[n * (row % n) + (col % n)]);
  });
};

export function closeTo(matrix, wanted) {
  matrix.forEach((entry, k) => {
    const { re, im } = typeof wanted[k] === 'number' ? { re: wanted[k], im: 0 } : wanted[k];
    assert.ok(Math.hypot(entry.re - re, entry.im - im) < TOLERANCE, `entry ${k}: ${entry.re} + ${entry.im}i, not ${re} + ${im}i`);
  });
}
