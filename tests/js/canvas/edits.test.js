// @ts-check
import assert from 'node:assert/strict';
import test from 'node:test';
import { cardData } from '../../../components/frontend/canvas/describe.js';
import { gridBlocks } from '../../../components/frontend/canvas/dial-grid.js';
import { insertLayer, insertionIndex, moveLayer } from '../../../components/frontend/canvas/insert.js';
import { gradientLevel } from '../../../components/frontend/canvas/lanes.js';
import { layerKey } from '../../../components/frontend/canvas/layer-keys.js';
import { describeNode } from '../../../components/frontend/canvas/painter.js';
import { couplingStrength } from '../../../components/frontend/canvas/perceptron.js';
import { createStore } from '../../../components/frontend/lib/store.js';

/** @type {(count: number) => any} a scene of rotate layers on two qurons */
function sceneOf(count) {
  const layers = Array.from({ length: count }, () => ({ kind: 'rotate', axes: 'y' }));
  return {
    experiment: { network: { features: 2, layers, readouts: ['ZI'] } },
    layers: layers.map((_, index) => ({
      kind: 'rotate', n_in: 2, n_out: 2, qurons: [0, 1], pairs: [], parameters: [2 * index, 2 * index + 1],
    })),
    parameters: layers.flatMap((_, layer) =>
      [0, 1].map((quron) => ({ index: 2 * layer + quron, layer, qurons: [quron], axis: 'RY' })),
    ),
    widths: new Array(count + 1).fill(2),
    readouts: ['ZI'],
  };
}

/** @type {(count: number) => {env: any, sent: any[]}} */
function bench(count) {
  const store = createStore();
  store.setScene(sceneOf(count));
  /** @type {any[]} */
  const sent = [];
  const actions = {
    edit: (/** @type {any} */ edit) => sent.push(edit),
    select: (/** @type {any} */ patch) => store.setUi(patch),
  };
  return { env: { store, actions }, sent };
}

test('a tile that is clicked lands behind the chosen layer, else at the end', () => {
  const { env } = bench(3);
  env.store.ui.layer = 1;
  assert.equal(insertionIndex(env.store), 2);
  env.store.ui.layer = -1;
  assert.equal(insertionIndex(env.store), 0);
  env.store.ui.layer = 7;
  assert.equal(insertionIndex(env.store), 3);
});

test('an inserted layer is chosen once it is there, and not when it was refused', () => {
  const { env, sent } = bench(3);
  env.store.ui.layer = 0;
  insertLayer(env, 'rotate', 1);
  assert.deepEqual(sent, [{ kind: 'insert_layer', index: 1, layer: { kind: 'rotate', axes: 'yz' } }]);
  assert.equal(env.store.ui.layer, 0);
  env.store.setScene(sceneOf(4));
  assert.equal(env.store.ui.layer, 1);
  insertLayer(env, 'rotate', 3);
  env.store.setScene(sceneOf(4));
  assert.equal(env.store.ui.layer, 1);
  env.store.setScene(sceneOf(5));
  assert.equal(env.store.ui.layer, 1, 'a later scene no longer belongs to that edit');
});

test('moves stay inside the row', () => {
  const { env, sent } = bench(3);
  moveLayer(env, 0, -1);
  moveLayer(env, 2, 3);
  moveLayer(env, 1, 1);
  assert.deepEqual(sent, []);
  moveLayer(env, 0, 2);
  assert.deepEqual(sent, [{ kind: 'move_layer', source: 0, target: 2 }]);
});

test('Delete removes the chosen layer and Alt with an arrow moves it, but not while a number is typed', () => {
  const { env, sent } = bench(3);
  env.store.ui.layer = 1;
  const cards = /** @type {any[]} */ (
    Array.from({ length: 4 }, (_, index) => ({ data: { index }, element: { contains: () => false, parentElement: null } }))
  );
  const key = (/** @type {string} */ name, altKey = false, inField = false) =>
    layerKey(env, cards, /** @type {any} */ ({ key: name, altKey, target: { closest: () => (inField ? {} : null) } }));
  assert.equal(key('Delete', false, true), false);
  assert.equal(key('ArrowLeft'), false);
  assert.equal(key('ArrowRight', true), true);
  assert.equal(key('Delete'), true);
  assert.deepEqual(sent, [{ kind: 'move_layer', source: 1, target: 2 }, { kind: 'remove_layer', index: 1 }]);
  env.store.ui.layer = -1;
  assert.equal(key('Delete'), false, 'the input is no layer');
});

test('there is a card for every layer and one for the readout', () => {
  const cards = cardData(sceneOf(2));
  assert.deepEqual(cards.map((card) => card.spec.kind), ['rotate', 'rotate', 'readout']);
  assert.deepEqual(cards[1].names, ['layer 2 RY q0', 'layer 2 RY q1']);
  assert.equal(cards[2].layer.n_in, 2);
});

/** Labels of a perceptron from two inputs to two fresh qurons, in the order of the experiment. */
const PERCEPTRON = [0, 1].flatMap((fresh) => [
  ...[0, 1].flatMap((input) => ['XX', 'YY', 'ZZ'].map((axis) => ({ qurons: [input, fresh], axis }))),
  ...['RZ', 'RY', 'RZ'].map((axis) => ({ qurons: [fresh], axis })),
]).map((label, index) => ({ ...label, index, layer: 0 }));

test('every angle of a layer has exactly one place in its list', () => {
  const blocks = gridBlocks(/** @type {any} */ ({ spec: { kind: 'perceptron' }, labels: PERCEPTRON }));
  assert.deepEqual(blocks.map((block) => block.title), ['fresh q₀', 'fresh q₁']);
  assert.deepEqual(blocks[0].lines.map((line) => line.name), ['q₀', 'q₁', 'own']);
  const pairs = Array.from({ length: 28 }, (_, index) => ({ qurons: [0, 1], axis: 'RXX', index, layer: 0 }));
  const columns = gridBlocks(/** @type {any} */ ({ spec: { kind: 'entangle' }, labels: pairs }));
  assert.deepEqual(columns.map((block) => block.lines.length), [7, 7, 7, 7]);
  for (const [list, count] of /** @type {const} */ ([[blocks, 18], [columns, 28]])) {
    const places = list.flatMap((block) => block.lines.flatMap((line) => line.cells.map((cell) => cell.place)));
    assert.deepEqual(places.sort((a, b) => a - b), Array.from({ length: count }, (_, place) => place));
  }
});

test('a coupling is as strong as its angle vector is long, with the sign of its largest angle', () => {
  const theta = new Float32Array(18);
  theta.set([0.3, -0.4, 0]);
  const data = /** @type {any} */ ({ labels: PERCEPTRON });
  assert.ok(Math.abs(couplingStrength([0, 1, 2], data, theta) + 0.5) < 1e-6);
  theta.set([0.4 + 2 * Math.PI, -0.3, 0]);
  assert.ok(Math.abs(couplingStrength([0, 1, 2], data, theta) - 0.5) < 1e-6, 'whole turns do not count');
});

test('the gradient lane is logarithmic from 1e-4 to 1', () => {
  assert.equal(gradientLevel(1), 1);
  assert.equal(gradientLevel(-1), 1);
  assert.equal(gradientLevel(0), 0);
  assert.equal(gradientLevel(1e-4), 0);
  assert.ok(Math.abs(gradientLevel(1e-2) - 0.5) < 1e-12);
});

test('the title of a node gives its exact values at the probe', () => {
  const { env } = bench(1);
  const bloch = Float32Array.from([0, 0, 1, 0, 0, 1, 0.6, 0, 0.8, 0.1, -0.2, 0.2]);
  env.store.frame = { arrays: { bloch: { shape: [4, 3], data: bloch } } };
  const text = describeNode(env.store, 0, 1);
  assert.match(text, /^q1 after layer 1/);
  assert.match(text, /⟨X⟩ 0\.1000  ⟨Y⟩ −0\.2000  ⟨Z⟩ 0\.2000/);
  assert.match(text, /\|r\| 0\.3000, purity 0\.5450, fires with P\(1\) 0\.4000/);
});
