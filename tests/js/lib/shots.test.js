import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fillMargin, fillNeeded, INTERVAL, PLAIN, shotsNeeded, shotsText, SURE, varianceIn, varianceOf } from '../../../components/frontend/lib/shots.js';

test('the variance of a shot is that of a coin, and 1/K² of it with errors inverted', () => {
  assert.equal(varianceOf(PLAIN, 0), 1);
  assert.ok(Math.abs(varianceOf(PLAIN, 0.6) - 0.64) < 1e-12);
  assert.equal(varianceOf(PLAIN, 1.0000001), 0);
  const inverted = { constant: 0, weight: 1, kept: 0.86, shift: 0.08 };
  const m = 0.86 * 0.5 + 0.08;
  assert.ok(Math.abs(varianceOf(inverted, 0.5) - (1 - m * m) / 0.86 ** 2) < 1e-12);
  const weighted = { constant: 0.2, weight: -2, kept: 1, shift: 0 };
  assert.ok(Math.abs(varianceOf(weighted, -1) - 4 * (1 - 0.6 ** 2)) < 1e-12);
});

test('shots until the sign is right with 95 %: the numbers of playground/analysis/shots.py', () => {
  assert.deepEqual([0.1, -0.1, 0.5, 1, 0].map((f) => shotsNeeded(f, varianceOf(PLAIN, f))), [268, 268, 9, 1, Infinity]);
});

test('the band ends where |f| is 1.96 deviations', () => {
  const edge = INTERVAL / Math.sqrt(100 + INTERVAL ** 2); // |f| = z sqrt((1 − f²)/S), solved for f
  const data = Float32Array.from([0, 0.99 * edge, -0.99 * edge, 1.01 * edge, -1.01 * edge]);
  const out = new Float32Array(5);
  fillMargin(out, data, (k) => varianceOf(PLAIN, data[k]), 100);
  assert.deepEqual([...out].map((margin) => margin < 0), [true, true, true, false, false]);
});

test('the map of shots is logarithmic, from 1 to 10 000 and more', () => {
  const hundred = SURE / Math.sqrt(100 + SURE ** 2);
  const data = Float32Array.from([1, hundred, 1e-4, 0]);
  const out = new Float32Array(4);
  fillNeeded(out, data, (k) => varianceOf(PLAIN, data[k]));
  assert.equal(out[0], -1);
  assert.ok(Math.abs(out[1]) < 1e-5);
  assert.deepEqual([out[2], out[3]], [1, 1]);
});

test('the variance follows from the map, or comes with the frame, or is not known', () => {
  const map = { shape: [1, 2], data: Float32Array.from([0.5, 0]) };
  const reading = { constant: 0, weight: 1, kept: 0.5, shift: 0 };
  const frame = { swapped: false, arrays: { map } };
  assert.equal(varianceIn({ reading }, frame)?.(1), 4);
  assert.equal(varianceIn({ reading }, { ...frame, swapped: true })?.(1), 1, 'the ideal network has nothing to invert');
  assert.equal(varianceIn({ reading: null }, frame), null);
  const spread = { shape: [1, 2], data: Float32Array.from([0.25, 2]) };
  assert.equal(varianceIn({ reading: null }, { ...frame, arrays: { map, spread } })?.(0), 0.25);
  assert.equal(varianceIn(null, frame), null);
});

test('shots are written in groups of three', () => {
  assert.deepEqual([null, 10, 1000, 12345, 268e5, Infinity].map(shotsText), ['∞', '10', '1\u202f000', '12\u202f345', '26.8 M', '∞']);
});
