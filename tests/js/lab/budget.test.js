import assert from 'node:assert/strict';
import test from 'node:test';
import { MOST_PAIRS, depthFigure, endOf, harmName, pairsOf, ranked, sharesFigure, sharesTable, strongestPairs } from '../../../components/frontend/lab/budget-figure.js';

const COLOURS = { ink: '#000', ink2: '#222', ink3: '#444', line2: '#666', violet: '#70c', surface: '#fff' };
const KINDS = ['rotate', 'entangle', 'perceptron'];
const BUDGET = {
  bits: 0.75,
  purity: [1, 0.9, 0.8, 0.59],
  shares: [[0, 0, 'ambient', 0.1], [0, 1, 'ambient', 0.05], [1, 0, 'gate', 0.2], [1, 0, 'ambient', -0.05], [2, null, 'traced out', 0.45]],
  noisy_depth: { entropy: [0, 0.1, 0.2, 0.3], concurrence: [[0, 0, 0], [0, 0.2, 0], [0, 0.1, 0.05], []] },
  ideal_depth: { entropy: [0, 0, 0, 0.2], concurrence: [[0, 0, 0], [0, 0.4, 0], [0, 0.3, 0.9], []] },
  fidelity: [1, 0.9, 0.8, 0.7],
  noisy: { accuracy: 0.8, margin: 0.4, fidelity: 0.7, purity: 0.59 },
  ideal: { accuracy: 0.9, margin: 0.6, fidelity: 1, purity: 1 },
  harms: [
    { layer: 0, accuracy: 0.8, margin: 0.45, fidelity: 0.75, purity: 0.6 },
    { layer: 1, accuracy: 0.85, margin: 0.42, fidelity: 0.85, purity: 0.7 },
    { layer: null, accuracy: 0.8, margin: 0.5, fidelity: 0.7, purity: 0.59 },
  ],
};
const WIDTHS = [3, 3, 3, 1];

test('the bars of the chart add up to the whole loss', () => {
  const { data } = sharesFigure(BUDGET, KINDS, COLOURS);
  assert.deepEqual(data.map(({ name }) => name), ['q₀', 'q₁', 'traced out']);
  const total = data.flatMap(({ y }) => y).reduce((sum, value) => sum + value, 0);
  assert.ok(Math.abs(total - BUDGET.bits) < 1e-12);
  assert.ok(Math.abs(data[0].y[1] - 0.15) < 1e-12, 'causes of one quron in one layer are one bar');
  assert.match(data[0].customdata[1][1], /gate 0\.200, ambient -0\.050/);
  assert.equal(data[2].marker.color, COLOURS.violet);
});

test('qurons are told apart by hatching too', () => {
  const shares = Array.from({ length: 8 }, (_, quron) => [0, quron, 'ambient', 0.1]);
  const looks = sharesFigure({ ...BUDGET, shares }, KINDS, COLOURS).data.map(({ marker }) => marker.pattern.shape);
  assert.equal(new Set(looks).size, 8);
});

test('the strongest pairs are drawn, with and without noise, and end where their qurons do', () => {
  const found = strongestPairs(BUDGET, WIDTHS);
  assert.deepEqual(found.map(({ pair }) => pair), [[1, 2], [0, 2]]);
  assert.deepEqual(found[0].ideal, [0, 0, 0.9, null]);
  const many = { ...BUDGET, noisy_depth: { concurrence: [pairsOf(8).map(() => 0.5)] }, ideal_depth: { concurrence: [pairsOf(8).map(() => 0.5)] } };
  assert.equal(strongestPairs(many, [8]).length, MOST_PAIRS);
  assert.deepEqual(strongestPairs({ bits: 0, purity: [1], shares: [] }, [3]), []);
});

test('along the depth every curve has a point for every place between layers', () => {
  for (const what of ['concurrence', 'fidelity', 'entropy']) {
    const { data, layout } = depthFigure(what, BUDGET, KINDS, WIDTHS, COLOURS, 100);
    assert.ok(data.length >= 2);
    for (const { x, y } of data) {
      assert.equal(x.length, y.length);
      assert.ok(y.every((value) => value === null || value <= layout.yaxis.range[1]));
    }
  }
  const names = depthFigure('concurrence', BUDGET, KINDS, WIDTHS, COLOURS, 100).data.map(({ name, line }) => [name, line.dash]);
  assert.deepEqual(names.slice(0, 2), [['q₁q₂', undefined], ['q₁q₂ ideal', '3px,2px']]);
});

test('names of curves stand beside their ends, and not on one another', () => {
  const { layout } = depthFigure('concurrence', BUDGET, KINDS, WIDTHS, COLOURS, 126);
  assert.deepEqual(layout.annotations.map(({ text }) => text), ['q₁q₂', 'q₀q₂']);
  const heights = layout.annotations.map(({ y }) => 100 * y);
  assert.ok(Math.abs(heights[0] - heights[1]) > 11);
  assert.ok(heights.every((y) => y >= 0 && y <= 100));
});

test('the most harmful layer comes first, by what was asked for', () => {
  assert.deepEqual(ranked(BUDGET.noisy, BUDGET.harms, 'fidelity').map(({ layer }) => layer), [1, 0, null]);
  assert.deepEqual(ranked(BUDGET.noisy, BUDGET.harms, 'margin').map(({ layer }) => layer), [null, 0, 1]);
  assert.ok(Math.abs(ranked(BUDGET.noisy, BUDGET.harms, 'accuracy')[0].accuracy - 0.05) < 1e-12);
  assert.deepEqual(ranked(undefined, [], 'fidelity'), []);
});

test('the end of entanglement in words', () => {
  assert.equal(endOf({ ideal: 0, now: 0, factor: 0 }), 'never entangled');
  assert.equal(endOf({ ideal: 1, now: 0.9, factor: null }), 'outlives 64×');
  assert.equal(endOf({ ideal: 1, now: 0.9, factor: 3.14159 }), '3.14×');
});

test('the file of the budget holds every share and the whole', () => {
  const rows = sharesTable(BUDGET, KINDS);
  assert.equal(rows.length, BUDGET.shares.length + 2);
  assert.deepEqual(rows[1], [1, 'rotate', 0, 'ambient', 0.1]);
  assert.equal(rows.at(-1).at(-1), BUDGET.bits);
});

test('noise is called after its layer, or after its gate as on the canvas', () => {
  assert.equal(harmName({ layer: 1 }, KINDS), '2 entangle');
  assert.equal(harmName({ layer: null }, KINDS), 'readout errors');
  assert.equal(harmName({ qurons: ['q0', 'p1'], causes: ['gate', 'crosstalk'] }, KINDS), 'q₀p₁ gate, crosstalk');
});
