// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { axisOf, between, jumpText, mostEntangled, nameOf, placeOf, rowsOf, stepOf, unitOf, vectorAt } from '../../../components/frontend/lab/moments.js';
import { lineThrough } from '../../../components/frontend/lab/spheres.js';
import { densityFigure, runsFigure } from '../../../components/frontend/lab/time-figure.js';

/** Two layers of 35 and 70 ns; the second is a perceptron, whose quron comes at moment 3. */
const view = {
  starts: [0, 0.035, 0.105],
  drawn: [false, false],
  pulses: [1, 2],
  times: [0, 0.0175, 0.035, 0.035, 0.07, 0.105],
  marks: [0, 0.5, 1, 1, 1.5, 2],
  qurons: [
    { name: 0, born: -1, first: 0, bloch: [[0, 0, 1], [0, 1, 0], [0, 0, -1], [0, 0, -1], [0, 0, 0]] },
    { name: 0, born: 1, first: 3, bloch: [[0, 0, 1], [0, 0, 0.5], [0, 0, 0]] },
  ],
  purity: [1, 1, 1, 1, 0.8, 0.6],
  pairs: [{ qurons: /** @type {[number, number]} */ ([0, 1]), first: 3, concurrence: [0, 0.4] }],
};
const runs = {
  count: 4,
  mean: [[1, 0, -1, -1, 0.2], [1, 0.5, 0]],
  standard_error: [[0, 0.1, 0.1, 0.1, 0.1], [0, 0.1, 0.1]],
  error: { runs: [1, 2, 4], rms: [0.4, 0.3, 0.2] },
  expected_error: 0.25,
  single: [{ bloch: [[[0, 0, 1], [0, 1, 0], [0, 0, -1], [0, 0, 1], [0, 0, 1]], [[0, 0, 1], [0, 0, 1], [0, 0, 1]]], jumps: [{ time: 0.0525, mark: 1.25, operator: 'decay', qurons: [0] }] }],
};
const colours = Object.fromEntries(['ink', 'ink2', 'ink3', 'line', 'line2', 'violet'].map((name) => [name, '#123456']));

test('an axis is to scale in a fitting unit, or gives every layer the same length', () => {
  assert.equal(unitOf(view).unit, 'ns');
  assert.deepEqual(axisOf(view, 'time').edges.map(Math.round), [0, 35, 105]);
  assert.deepEqual(axisOf(view, 'layers').edges, [0, 1, 2]);
  const still = { ...view, starts: [0, 0, 0], times: view.times.map(() => 0) };
  assert.equal(axisOf(still, 'time').end, 2);
});

test('a place lies between moments, and after both of two at the same time', () => {
  assert.deepEqual(placeOf(view.marks, 0.25), { index: 0, part: 0.5 });
  assert.deepEqual(placeOf(view.marks, 1), { index: 3, part: 0 });
  assert.equal(between(view.marks, placeOf(view.marks, 1.75)), 1.75);
  assert.deepEqual(placeOf(view.marks, 9), { index: 5, part: 0 });
});

test('a quron has a vector only while it lives', () => {
  const [input, output] = view.qurons;
  assert.deepEqual(vectorAt(input.bloch, input.first, placeOf(view.marks, 0.25)), [0, 0.5, 0.5]);
  assert.equal(vectorAt(output.bloch, output.first, placeOf(view.marks, 0.25)), null);
  assert.equal(vectorAt(input.bloch, input.first, placeOf(view.marks, 2)), null);
  assert.deepEqual(mostEntangled(view, placeOf(view.marks, 1.25)), { value: 0.2, qurons: [0, 1] });
});

test('keys lead from moment to moment and from layer to layer', () => {
  const step = (/** @type {string} */ key, /** @type {number} */ mark) => stepOf(key, view.marks, mark);
  assert.equal(step('ArrowRight', 1), 1.5);
  assert.equal(step('ArrowLeft', 1), 0.5);
  assert.equal(step('PageUp', 0.5), 1);
  assert.equal(step('PageDown', 1.5), 1);
  assert.deepEqual([step('Home', 1), step('End', 1), step('ArrowRight', 2), step('x', 1)], [0, 2, 2, null]);
});

test('jumps and names in words, everything as a table', () => {
  assert.equal(nameOf(view, 1), 'q0 of layer 2');
  assert.equal(jumpText(view, runs.single[0].jumps[0]), 'q0 decays at 53 ns');
  const rows = rowsOf(view);
  assert.equal(rows.length, 7);
  assert.ok(rows.every((row) => row.length === rows[0].length));
  assert.deepEqual(rows[6].slice(2, 5), [null, null, null]);
});

test('figures: a curve for each quron and pair where they live, and a law that meets the last error it expects', () => {
  const look = /** @type {const} */ ({ colours, scale: 'time', quantity: 'p', quron: 0 });
  const density = densityFigure(view, look);
  assert.deepEqual(density.data.map((trace) => /** @type {any} */ (trace).x.length), [5, 3, 2, 6]);
  assert.deepEqual(/** @type {any} */ (density.data[0]).y, [0, 0.5, 1, 1, 0.5]);
  const both = runsFigure({ ...view, runs }, look);
  const law = /** @type {any} */ (both.data.find((trace) => /** @type {any} */ (trace).xaxis === 'x2'));
  assert.deepEqual(law.y, [0.5, 0.25 * Math.SQRT2, 0.25]);
  const jumps = /** @type {any} */ (both.data.find((trace) => /** @type {any} */ (trace).mode === 'markers+text'));
  assert.deepEqual([jumps.x, jumps.marker.symbol, jumps.text], [[52.5], ['triangle-down'], ['q0']]);
});

test('a path on a sphere is a line through its points', () => {
  assert.match(lineThrough([[0, 0, 1], [0, 0, -1]]), /^M-?0\.000 -0\.949L-?0\.000 0\.949$/);
  assert.equal(lineThrough([]), '');
});
