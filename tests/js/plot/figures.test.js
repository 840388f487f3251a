import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boundaryFigure } from '../../../components/frontend/plot/boundary-figure.js';
import { lossFigure } from '../../../components/frontend/plot/loss-figure.js';
import { sphereFigure } from '../../../components/frontend/plot/sphere-figure.js';

const inks = { ink: '#111111', ink2: '#222222', ink3: '#333333' };
const colours = { ...inks, orange: '#c95a00', blue: '#1463bd', surface: '#ffffff' };
const state = { colours, scale: 'log', revision: 'a', height: 116, window: null };
const rows = (n) => Array.from({ length: n }, (_, k) => [k, Math.exp(-k / n), 1.2 * Math.exp(-k / n)]);

test('the loss chart never holds more than a thousand points of a curve', () => {
  const { data } = lossFigure({ ...state, rows: rows(30_000) });
  for (const { x } of data) assert.ok(x.length <= 1000);
  assert.equal(data[1].x.at(-1), 29_999);
});

test('train stands out: ink and 2 px over a thinner grey', () => {
  const [test_, train] = lossFigure({ ...state, rows: rows(10) }).data;
  assert.deepEqual([train.name, train.line.color, train.line.width], ['train', colours.ink, 2]);
  assert.ok(test_.line.width < 2 && test_.line.color === colours.ink3);
});

test('the logarithmic range holds both curves, the linear one starts at zero', () => {
  const [low, high] = lossFigure({ ...state, rows: rows(50) }).layout.yaxis.range;
  assert.ok(10 ** low < Math.exp(-0.98) && 10 ** high > 1.2);
  const linear = lossFigure({ ...state, scale: 'linear', rows: rows(50) }).layout.yaxis;
  assert.equal(linear.type, 'linear');
  assert.ok(linear.range[0] === 0 && linear.range[1] > 1.2);
});

test('the ideal curve stands where it is known, thin beside the noisy one; swapped, it is the solid one', () => {
  const known = rows(10).map((row, k) => [...row, k % 3 ? NaN : 0.1]);
  const named = (figure) => Object.fromEntries(figure.data.map((trace) => [trace.name, trace]));
  const plain = named(lossFigure({ ...state, rows: known }));
  assert.deepEqual(plain.ideal.x, [0, 3, 6, 9]);
  assert.ok(plain.ideal.line.dash !== 'solid' && plain.ideal.line.width < plain.train.line.width);
  const swapped = named(lossFigure({ ...state, rows: known, swapped: true }));
  assert.deepEqual([swapped.ideal.line, swapped.train.line], [plain.train.line, plain.ideal.line]);
  assert.equal(named(lossFigure({ ...state, rows: rows(10) })).ideal, undefined);
});

test('earlier runs are dashed ghosts in sight as a whole, and a typed name is only a name', () => {
  const run = { number: 2, name: '<b>%{x}</b>', epoch: 300, train_loss: 0.01, accuracy: 1, rows: [[0, 1, 1], [300, 0.01, 0.02]] };
  const { data, layout } = lossFigure({ ...state, rows: rows(10), runs: [run] });
  assert.deepEqual(layout.xaxis.range, [0, 300]);
  assert.ok(10 ** layout.yaxis.range[0] < 0.01);
  assert.equal(data[0].line.dash, 'dash');
  assert.ok(!/[<{]/.test(data[0].hovertemplate.replace('%{y:.4f}<extra></extra>', '')));
});

test('a window is kept as it was dragged, and drawn with all its points', () => {
  const figure = lossFigure({ ...state, rows: rows(20_000), window: [100, 200] });
  assert.deepEqual(figure.layout.xaxis.range, [100, 200]);
  assert.deepEqual(figure.data[1].x, Array.from({ length: 102 }, (_, k) => 99 + k));
});

test('losses that are zero, missing or absent leave an axis that can be drawn', () => {
  for (const history of [[], [[0, 0, 0]], [[0, NaN, NaN]], [[0, 0.5, NaN]]]) {
    for (const scale of ['log', 'linear']) {
      const { range } = lossFigure({ ...state, scale, rows: history }).layout.yaxis;
      assert.ok(range.every(Number.isFinite) && range[0] < range[1], `${JSON.stringify(history)} ${scale}: ${range}`);
    }
  }
});

test('the values at the right name both curves and do not cover one another', () => {
  const { annotations } = lossFigure({ ...state, rows: [[0, 0.5, 0.5]] }).layout;
  const labels = annotations.filter(({ text }) => text !== 'epoch');
  assert.deepEqual(labels.map(({ text }) => text).sort(), ['test 0.50', 'train 0.50']);
  assert.ok(Math.abs(labels[0].y - labels[1].y) * (116 - 25) > 13);
});

test('the large map shows the frame\'s numbers row by row and every point once', () => {
  const field = { data: Float32Array.from([0, 1, 2, 3, 4, 5]), rows: 2, cols: 3 };
  const data = { x: [[0, 0], [0.1, 0.1], [0.2, 0.2]], y: [1, -1, 1], train: [1, 0, 0] };
  const look = { name: 'f', colours, lut: new Uint8ClampedArray(1024), revision: '' };
  const figure = boundaryFigure({ field, data, probe: [0, 0], ...look });
  assert.deepEqual([...figure.data[0].z[1]], [3, 4, 5]);
  assert.deepEqual([figure.data[0].x, figure.data[0].y], [[-1, 0, 1], [-1, 1]]);
  assert.equal(figure.data.slice(2, 6).flatMap(({ x }) => x).length, 3);
  assert.equal(figure.data.length, 7);
  const open = Float32Array.from(field.data, (value) => value - 2);
  const band = boundaryFigure({ field, open, data, probe: [0, 0], ...look }).data.at(-1);
  assert.deepEqual([band.type, band.line.dash, [...band.z[1]]], ['contour', 'dash', [1, 2, 3]]);
});

test('the sphere: circles are the class −1, diamonds +1, and the arrow ends at the Bloch vector', () => {
  const { data } = sphereFigure({ arrow: [0.1, 0.2, 0.3], cloud: [1, 0, 0, 0, 1, 0], labels: [-1, 1], path: [], colours });
  const marks = (symbol) => data.find(({ marker }) => marker?.symbol === symbol);
  const [circles, diamonds] = [marks('circle'), marks('diamond')];
  assert.deepEqual([circles.x, circles.marker.color], [[1], colours.orange]);
  assert.deepEqual([diamonds.y, diamonds.marker.color], [[1], colours.blue]);
  assert.deepEqual([data.at(-1).x, data.at(-1).y, data.at(-1).z], [[0.1], [0.2], [0.3]]);
});

test('the sphere is bare while its arrows are drawn elsewhere, for a hand', () => {
  const given = { arrow: [0.1, 0.2, 0.3], thin: [0, 0, 1], cloud: [], labels: [], path: [], colours };
  assert.equal(sphereFigure(given).data.length - sphereFigure({ ...given, bare: true }).data.length, 3);
});

test('the sphere: a path is numbered by its layers and broken where it is not joined', () => {
  const path = [[0, 0, 1], [0, 1, 0], [1, 0, 0]].map((vector, layer) => ({ layer, vector, joined: layer === 1 }));
  const { data } = sphereFigure({ arrow: [0, 0, 1], cloud: [], labels: [], path, colours });
  const line = data.find(({ mode }) => mode === 'lines+markers+text');
  assert.deepEqual([line.x, line.text], [[0, 0, null, 1], ['0', '1', '', '2']]);
});
