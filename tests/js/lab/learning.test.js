import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareFigure, compareRows, spreadText } from '../../../components/frontend/lab/compare-figure.js';
import { METHODS, extrapolateFigure, extrapolateRows } from '../../../components/frontend/lab/extrapolate-figure.js';
import { csvText } from '../../../components/frontend/lab/parts.js';
import { QUANTITIES, dialText, sweepFigure, sweepRows } from '../../../components/frontend/lab/sweep-figure.js';

const colours = new Proxy({}, { get: (_, name) => `token ${String(name)}` });
const column = (/** @type {number} */ start) => [start, start + 0.1, start + 0.2];
const quantities = Object.fromEntries(QUANTITIES.map(({ name }, k) => [name, column(k)]));
const sweep = {
  dial: { path: ['device', 't1'], name: 'device T1', unit: 'us' }, values: [10, 20, 30], range: [10, 30], logarithmic: false, quantities, epochs: 0,
  formula: 'a line', exact_values: [10, 30], exact: { accuracy: [0, 0.2] }, deviation: 1e-15,
};

test('a sweep draws an exact curve where there is one, and lines between the points where not', () => {
  const { data, layout } = sweepFigure(sweep, ['accuracy', 'margin'], 20, colours);
  assert.deepEqual(data.map(({ name, mode }) => [name, mode]), [
    ['Accuracy, exact', 'lines'], ['Accuracy', 'markers'], ['Margin', 'lines+markers'],
  ]);
  assert.equal(layout.xaxis.title, 'device T1 (µs)');
  assert.equal(layout.shapes[0].x0, 20);
  assert.equal(sweepFigure(sweep, ['accuracy'], 40, colours).layout.shapes.length, 0);
});

test('losses have an axis of their own, which stands alone where nothing else is drawn', () => {
  const both = sweepFigure({ ...sweep, logarithmic: true }, ['accuracy', 'train_loss'], null, colours).layout;
  assert.deepEqual([both.yaxis.visible, both.yaxis2.visible, both.yaxis2.side, both.xaxis.type], [true, true, 'right', 'log']);
  const alone = sweepFigure(sweep, ['train_loss'], null, colours).layout;
  assert.deepEqual([alone.yaxis.visible, alone.yaxis2.side], [false, 'left']);
});

test('no two quantities look the same, even without colour', () => {
  assert.equal(new Set(QUANTITIES.map(({ symbol, dash }) => `${symbol} ${dash}`)).size, QUANTITIES.length);
  assert.equal(new Set(METHODS.map(({ symbol, dash }) => `${symbol} ${dash}`)).size, METHODS.length);
});

test('the table of a sweep has units, and its names are no formulas', () => {
  const text = csvText(sweepRows({ ...sweep, dial: { ...sweep.dial, name: '=HYPERLINK(1)' } }));
  const [head, first] = text.split('\n');
  assert.equal(head.split(',')[0], ' =HYPERLINK(1) [us]');
  assert.equal(head.split(',')[1], 'accuracy [1]');
  assert.deepEqual(first.split(',').slice(0, 2), ['10', '0']);
  assert.equal(dialText({ path: [], name: 'l2', unit: '' }), 'l2');
});

const compared = {
  regression: false, seeds: [3, 4], epochs: [1, 2],
  accuracies: { reference: [1, 0.8], exposed: [0.5, 0.7], adapted: [0.9, 0.9], gain: [0.4, 0.2] },
  spread: {}, best: {}, maps: [], theta: [],
  losses: { ideal: [[1, 0.5], [0.6, 0.3]], noisy: [[1, 0.8], [1, 0.6]] },
};

test('loss curves are means, solid for ideal and dashed for noisy training, with each seed thin', () => {
  const { data } = compareFigure(compared, colours);
  assert.equal(data.length, 6);
  const [ideal, noisy] = data.slice(4);
  assert.deepEqual(ideal.y, [0.8, 0.4]);
  assert.deepEqual([ideal.line.dash, noisy.line.dash], ['solid', 'dash']);
  const single = { ...compared, seeds: [3], losses: { ideal: [[1, 0.5]], noisy: [[1, 0.8]] } };
  assert.equal(compareFigure(single, colours).data.length, 2);
  assert.deepEqual(compareRows(compared)[2], [4, 0.8, 0.7, 0.9, 0.2]);
});

test('one seed has no spread', () => {
  const write = (/** @type {number} */ value) => value.toFixed(1);
  assert.equal(spreadText([0.5, 0.1], write), '0.5 ± 0.1');
  assert.equal(spreadText([0.5, null], write), '0.5');
});

const estimate = (/** @type {number | null} */ value) => ({ value, sigma: value && 0.1, curve: [value, 0.4], price: 19 });
const extrapolated = {
  factors: [1, 2], values: [0.4, 0.3], sigma: [0.01, 0.02], ideal: 0.5, at: [0, 1],
  estimates: { linear: estimate(0.5), richardson: estimate(0.52), exponential: estimate(null) },
  over: { regression: false, scores: { ideal: 1, noisy: 0.8, linear: 0.9, richardson: 0.95, exponential: 0.9 }, errors: { linear: 0.1, richardson: 0.2, exponential: 0.1 }, applies: 0.9 },
  maps: {},
};

test('estimates that do not apply are left out of the chart and stay empty in the table', () => {
  const { data } = extrapolateFigure(extrapolated, colours);
  const ends = data.filter(({ mode, name }) => mode === 'markers' && name !== 'measured');
  assert.deepEqual(ends.map(({ name }) => name), ['linear', 'Richardson']);
  assert.deepEqual(data.at(-1).error_y.array, [0.01, 0.02]);
  const rows = extrapolateRows(extrapolated);
  assert.deepEqual(rows.find(([what]) => what === 'exponential'), ['exponential', 0, null, null, 0.9, 0.1]);
  assert.equal(csvText(rows).split('\n').length, 8);
});

test('without shots there are no error bars', () => {
  const { data } = extrapolateFigure({ ...extrapolated, sigma: [0, 0] }, colours);
  assert.equal(data.at(-1).error_y.visible, false);
});
