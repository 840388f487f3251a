import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contourSegments } from '../../../components/frontend/plot/contour.js';

/** Samples f(x, y) on linspace(-1, 1, n) squared, rows along y. */
function sample(n, f) {
  const at = (k) => -1 + (2 * k) / (n - 1);
  return Float32Array.from({ length: n * n }, (_, k) => f(at(k % n), at(Math.floor(k / n))));
}
const plane = (unit) => 2 * unit - 1;

/** Every crossing point in plane coordinates. */
function points(segments) {
  const found = [];
  for (let k = 0; k < segments.length; k += 2) found.push([plane(segments[k]), plane(segments[k + 1])]);
  return found;
}

/** Total length of the line, in plane units. */
function length(segments) {
  const ends = points(segments);
  let total = 0;
  for (let k = 0; k < ends.length; k += 2) {
    total += Math.hypot(ends[k][0] - ends[k + 1][0], ends[k][1] - ends[k + 1][1]);
  }
  return total;
}

test('a circle is found to the order of the grid step squared, and closes', () => {
  // Linear interpolation of a smooth field errs by h^2 |f''| / (8 |f'|) = h^2 / (8 r) with f = x^2 + y^2 - r^2.
  const n = 100;
  const r = 0.7;
  const segments = contourSegments(sample(n, (x, y) => x * x + y * y - r * r), n, n);
  const h = 2 / (n - 1);
  for (const [x, y] of points(segments)) assert.ok(Math.abs(Math.hypot(x, y) - r) < (h * h) / (8 * r) + 1e-6);
  assert.ok(Math.abs(length(segments) - 2 * Math.PI * r) < 1e-3);
  const ends = new Map();
  for (const [x, y] of points(segments)) {
    const key = `${x.toFixed(9)} ${y.toFixed(9)}`;
    ends.set(key, (ends.get(key) ?? 0) + 1);
  }
  assert.deepEqual(new Set(ends.values()), new Set([2]));
});

test('a straight line is exact, whatever its slope and sign', () => {
  // A linear field is what the interpolation assumes: only float32 rounding is left.
  for (const [a, b, c] of [[1, 0, 0.13], [0, 1, -0.31], [1, 2, 0.1], [-3, 1, 0.2], [1, 1, 0.017], [-1, -1, 0.4]]) {
    const f = (x, y) => a * x + b * y + c;
    const segments = contourSegments(sample(33, f), 33, 33);
    assert.ok(segments.length > 0);
    for (const [x, y] of points(segments)) assert.ok(Math.abs(f(x, y)) < 1e-6, `${a} ${b} ${c} at ${x}, ${y}`);
  }
});

test('another level moves the line', () => {
  for (const [x] of points(contourSegments(sample(20, (x) => x), 20, 20, 0.25))) assert.ok(Math.abs(x - 0.25) < 1e-6);
});

test('a saddle separates the corners that its centre does not join', () => {
  const squares = { highCentre: [1, -0.5, 1, -0.5], lowCentre: [0.5, -1, 0.5, -1] };
  for (const [a, b, c, d] of [squares.highCentre, squares.lowCentre, [-0.5, 1, -0.5, 1], [-1, 0.5, -1, 0.5]]) {
    const segments = contourSegments([a, b, d, c], 2, 2);
    assert.equal(segments.length, 8);
    // A segment cuts off the corner nearest to its middle: it must be one of the minority sign.
    const majority = Math.sign(a + b + c + d);
    for (const k of [0, 4]) {
      const u = (segments[k] + segments[k + 2]) / 2 > 0.5;
      const v = (segments[k + 1] + segments[k + 3]) / 2 > 0.5;
      const corner = u ? (v ? c : b) : v ? d : a;
      assert.equal(Math.sign(corner), -majority);
    }
  }
});

test('all sixteen cells: each crossing lies between corners of unlike sign', () => {
  for (let corners = 0; corners < 16; corners++) {
    const [a, b, c, d] = [1, 2, 4, 8].map((bit) => (corners & bit ? 1 : -1));
    const segments = contourSegments([a, b, d, c], 2, 2);
    const edges = [a !== b, b !== c, c !== d, d !== a].filter(Boolean).length;
    assert.equal(segments.length, 2 * edges);
    const middles = new Set();
    for (let k = 0; k < segments.length; k += 2) middles.add(`${segments[k]} ${segments[k + 1]}`);
    assert.equal(middles.size, edges);
  }
});

test('no line in a field of one sign; the given array is filled again', () => {
  const out = [1, 2, 3];
  assert.equal(contourSegments(sample(10, () => 0.5), 10, 10, 0, out), out);
  assert.equal(out.length, 0);
});

test('a hundred maps take less than a second', () => {
  const field = sample(100, (x, y) => Math.sin(9 * x) * Math.cos(9 * y));
  const out = [];
  const start = performance.now();
  for (let k = 0; k < 100; k++) contourSegments(field, 100, 100, 0, out);
  assert.ok(performance.now() - start < 1000); // 20 to 40 ms on an idle core
});
