import assert from 'node:assert/strict';
import { test } from 'node:test';
import { complexText, densityMatrix, entropyOf, purityOf, shortComplex } from '../../../components/frontend/chrome/density.js';

const near = (a, b) => assert.ok(Math.abs(a - b) < 1e-12, `${a} is not ${b}`);

test('the poles and the axes of the Bloch ball have their known density matrices', () => {
  assert.deepEqual(densityMatrix(0, 0, 1).map(({ re }) => re), [1, 0, 0, 0]);
  assert.deepEqual(densityMatrix(0, 0, -1).map(({ re }) => re), [0, 0, 0, 1]);
  assert.deepEqual(densityMatrix(1, 0, 0).map(({ re }) => re), [0.5, 0.5, 0.5, 0.5]);
  // (|0⟩ + i|1⟩)/√2 has ρ01 = −i/2.
  const [, upper, lower] = densityMatrix(0, 1, 0);
  assert.equal(upper.im, -0.5);
  assert.equal(lower.im, 0.5);
});

test('trace 1, Hermitian, and Tr ρ² is the purity', () => {
  const [x, y, z] = [0.2, -0.5, 0.6];
  const [a, b, c, d] = densityMatrix(x, y, z);
  near(a.re + d.re, 1);
  assert.equal(b.re, c.re);
  assert.equal(b.im, -c.im);
  const square = a.re ** 2 + d.re ** 2 + 2 * (b.re ** 2 + b.im ** 2);
  near(square, purityOf(Math.hypot(x, y, z)));
});

test('entropy is 0 for a pure and 1 bit for the maximally mixed quron', () => {
  assert.equal(entropyOf(1), 0);
  assert.equal(entropyOf(1 + 1e-7), 0);
  assert.equal(entropyOf(0), 1);
  // Eigenvalues 3/4 and 1/4: 2 − (3/4) log2 3.
  near(entropyOf(0.5), 2 - 0.75 * Math.log2(3));
});

test('complex numbers are written with a true minus and no negative zero', () => {
  assert.equal(complexText({ re: -0.11, im: 0.16 }), '−0.11 + 0.16i');
  assert.equal(complexText({ re: 0.5, im: -0.25 }), '0.50 − 0.25i');
  assert.equal(complexText({ re: -0.001, im: -0.001 }), '0.00 + 0.00i');
  assert.equal(shortComplex({ re: 0, im: 0 }), '0');
  assert.equal(shortComplex({ re: 0.987, im: 0 }), '0.99');
  assert.equal(shortComplex({ re: 0, im: -0.5 }), '−0.50i');
  assert.equal(shortComplex({ re: 0.84, im: -0.54 }), '0.84−0.54i');
});
