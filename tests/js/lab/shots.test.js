import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shotsOptions } from '../../../components/frontend/chrome/shots.js';
import { curveFigure, hasErrors, histogramFigure, shotsTable } from '../../../components/frontend/lab/shots-figure.js';
import { noteOf } from '../../../components/frontend/lab/shots.js';
import { shotsRamp } from '../../../components/frontend/plot/shots-layer.js';

const COLOURS = { ink: '#111', ink2: '#222', ink3: '#333', line2: '#444' };
const part = (mean, deviation) => ({
  mean, deviation, variance: 100 * deviation ** 2, low: mean - 1.96 * deviation, high: mean + 1.96 * deviation, needed: 30, needed_exactly: 31,
  histogram: { at: [mean - 0.1, mean, mean + 0.1], share: [0.25, 0.5, 0.25], width: 0.1 },
});
const curve = { shots: [1, 10, 100], accuracy: [0.6, 0.8, 0.9], safe: [0, 0.5, 0.8], accuracy_now: 0.9, safe_now: 0.8, exact: 0.95 };
const answer = { shots: 100, circuits: { loss: 1, gradient: 2 }, raw: part(0.3, 0.1), inverted: part(0.2, 0.12), refused: '', curve };

test('the menu offers exact, powers of ten, the present number in its place, and one of one\'s own', () => {
  assert.deepEqual(shotsOptions(null).map(([value]) => value), ['', '10', '100', '1000', '10000', 'own']);
  assert.deepEqual(shotsOptions(250).map(([value]) => value), ['', '10', '100', '250', '1000', '10000', 'own']);
  assert.equal(shotsOptions(100).length, 6);
});

test('raw and inverted estimates are two histograms; without readout errors one', () => {
  const both = histogramFigure(answer, true, '⟨Z₀⟩', COLOURS);
  assert.deepEqual(both.data.map(({ name }) => name), ['read', 'inverted']);
  const shaded = both.layout.shapes.find(({ type }) => type === 'rect');
  assert.deepEqual([shaded.x0, shaded.x1], [answer.inverted.low, answer.inverted.high]);
  const raw = histogramFigure(answer, false, '⟨Z₀⟩', COLOURS).layout.shapes.find(({ type }) => type === 'rect');
  assert.equal(raw.x0, answer.raw.low);
  const same = { ...answer, inverted: answer.raw };
  assert.equal(hasErrors(same), false);
  assert.equal(histogramFigure(same, true, 'f', COLOURS).data.length, 1);
  assert.equal(histogramFigure({ ...answer, inverted: null }, true, 'f', COLOURS).data.length, 1);
});

test('every bar and 0 are within the chart', () => {
  const [low, high] = histogramFigure({ ...answer, inverted: null }, false, 'f', COLOURS).layout.xaxis.range;
  assert.ok(low <= 0 && high >= 0.45);
});

test('accuracy and safe points rise with the logarithm of the shots', () => {
  const { data, layout } = curveFigure(curve, 100, COLOURS);
  assert.equal(layout.xaxis.type, 'log');
  assert.deepEqual(data.map(({ line }) => line.dash), ['solid', 'dash'], 'told apart without colours');
  assert.deepEqual(data[0].y, [60, 80, 90]);
});

test('the file holds both histograms and the curve', () => {
  const rows = shotsTable(answer);
  assert.equal(rows.length, 1 + 3 + 3 + 3);
  assert.deepEqual(rows[1].slice(0, 2), ['read', 100]);
  assert.deepEqual(rows.at(-1), ['accuracy', 100, 0.9, 0.8]);
});

test('the page says which shot noise training has', () => {
  assert.match(noteOf(null, 'adam'), /no shot noise/);
  assert.match(noteOf(10, 'adam'), /of outputs, and of slopes at its largest; not of slopes of scales and pulses/);
  assert.match(noteOf(10, 'spsa'), /all of it/);
});

test('many shots are further from the paper, in both themes', () => {
  for (const theme of /** @type {const} */ (['light', 'dark'])) {
    const lut = shotsRamp(theme);
    const steps = [0, 64, 128, 192, 255].map((level) => lut[4 * level]);
    const sorted = [...steps].sort((p, q) => (theme === 'light' ? q - p : p - q));
    assert.deepEqual(steps, sorted);
    assert.ok(Math.abs(steps[0] - steps[4]) > 100);
  }
});
