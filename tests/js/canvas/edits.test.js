// @ts-check
import assert from 'node:assert/strict';
import test from 'node:test';
import { cardData } from '../../../components/frontend/canvas/describe.js';
import { gridBlocks } from '../../../components/frontend/canvas/dial-grid.js';
import { duplicateLayers, insertCargo, insertionIndex, pasteLayers, removeLayers, stepLayers } from '../../../components/frontend/canvas/commands.js';
import { gradientLevel } from '../../../components/frontend/canvas/lanes.js';
import { layerKey } from '../../../components/frontend/canvas/layer-keys.js';
import { couplingStrength } from '../../../components/frontend/canvas/perceptron.js';
import { blochAt, nodeNumbers } from '../../../components/frontend/chrome/notes.js';
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

/** @type {(count: number) => {env: any, sent: any[], said: string[]}} */
function bench(count) {
  const store = createStore();
  store.setScene(sceneOf(count));
  /** @type {any[]} */
  const sent = [];
  const actions = {
    edit: (/** @type {any} */ edit) => sent.push(edit),
    undo: () => sent.push('undo'),
    select: (/** @type {any} */ patch) => store.setUi(patch),
  };
  /** @type {string[]} */
  const said = [];
  store.on('said', (text) => said.push(text));
  return { env: { store, actions }, sent, said };
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

const ROTATE = /** @type {const} */ ({ kind: 'tile', tile: 'rotate' });

test('an inserted layer is chosen and announced once it is there, and not when it was refused', () => {
  const { env, sent, said } = bench(3);
  env.store.ui.layer = 0;
  insertCargo(env, ROTATE, { name: 'Rotate' });
  assert.deepEqual(sent, [{ kind: 'insert_layer', index: 1, layer: { kind: 'rotate', axes: 'yz' } }]);
  assert.equal(env.store.ui.layer, 0);
  env.store.setScene(sceneOf(4));
  assert.equal(env.store.ui.layer, 1);
  assert.deepEqual(said, ['Rotate added as layer 2.']);
  env.store.ui.layer = 2;
  insertCargo(env, ROTATE, { name: 'Rotate' });
  env.store.emit('message', { level: 'error', text: 'refused' });
  env.store.setScene(sceneOf(4));
  env.store.setScene(sceneOf(5));
  assert.equal(env.store.ui.layer, 2, 'a later scene does not belong to the edit that was refused');
  assert.equal(said.length, 1);
});

test('a channel can be put on the chosen quron only, a saved block goes in as one edit', () => {
  const { env, sent } = bench(2);
  env.store.ui.layer = 0;
  insertCargo(env, { kind: 'tile', tile: 'bit_flip' }, { name: 'Bit flip', quron: 1 });
  assert.deepEqual(sent[0].layer, { kind: 'decohere', channel: 'bit_flip', strength: 0.05, qurons: [1] });
  const layers = [{ kind: 'rotate', axes: 'x' }, { kind: 'entangle', gate: 'cz', pattern: 'ring' }];
  insertCargo(env, { kind: 'block', layers }, { name: 'Mine' });
  assert.deepEqual(sent[1], { kind: 'insert_layers', index: 1, layers });
});

test('moves stay inside the row, and several layers move together', () => {
  const { env, sent } = bench(4);
  stepLayers(env, [0], -1);
  stepLayers(env, [3], 1);
  assert.deepEqual(sent, []);
  stepLayers(env, [0], 1);
  stepLayers(env, [1, 2], 1);
  stepLayers(env, [1, 2], -1);
  assert.deepEqual(sent.map((edit) => edit.order), [[1, 0, 2, 3], [0, 3, 1, 2], [1, 2, 0, 3]]);
});

test('copies stand behind the last one and are chosen together; a removal offers the way back', () => {
  const { env, sent } = bench(3);
  duplicateLayers(env, [0, 2]);
  assert.deepEqual(sent[0], { kind: 'arrange_layers', order: [0, 1, 2, 0, 2], count: 3 });
  env.store.setScene(sceneOf(5));
  assert.deepEqual(env.store.ui.selected, [3, 4]);
  /** @type {any[]} */
  const messages = [];
  env.store.on('message', (message) => messages.push(message));
  removeLayers(env, [3, 4]);
  assert.deepEqual(messages, []);
  env.store.setScene(sceneOf(3));
  assert.equal(messages[0].text, 'Removed layers 4 and 5.');
  messages[0].action.act();
  assert.equal(sent[2], 'undo');
});

test('pasted text goes to the simulator as it is, and what came of it is chosen', () => {
  const { env, sent } = bench(2);
  env.store.ui.layer = 0;
  pasteLayers(env, 'whatever');
  assert.deepEqual(sent, [{ kind: 'paste_layers', index: 1, text: 'whatever' }]);
  env.store.setScene(sceneOf(4));
  assert.deepEqual(env.store.ui.selected, [1, 2]);
});

test('keys act on the chosen layers, but not while a number is typed', () => {
  const { env, sent } = bench(3);
  env.store.ui.layer = 1;
  const cards = /** @type {any[]} */ (
    Array.from({ length: 4 }, (_, index) => ({
      data: { index }, element: { contains: () => false, parentElement: null, focus: () => undefined },
    }))
  );
  /** @type {number[][]} */
  const named = [];
  const bar = { name: (/** @type {number[]} */ indices) => named.push(indices) };
  /** @type {(name: string, keys?: object, inField?: boolean) => boolean} */
  const key = (name, keys = {}, inField = false) =>
    layerKey(env, cards, /** @type {any} */ ({ key: name, ...keys, target: { closest: () => (inField ? {} : null) } }), bar);
  assert.equal(key('Delete', {}, true), false);
  assert.equal(key('ArrowLeft'), false);
  assert.equal(key('ArrowRight', { altKey: true }), true);
  assert.equal(key('Delete'), true);
  assert.equal(key('d', { ctrlKey: true }), true);
  assert.deepEqual(sent.map((edit) => edit.order), [[0, 2, 1], [0, 2], [0, 1, 1, 2]]);
  assert.equal(key('ArrowRight', { shiftKey: true }), true);
  assert.deepEqual(env.store.ui.selected, [1, 2]);
  assert.equal(key('b'), true);
  assert.deepEqual(named, [[1, 2]]);
  assert.equal(key('a', { ctrlKey: true }), true);
  assert.deepEqual(env.store.ui.selected, [0, 1, 2]);
  assert.equal(key('Escape'), true);
  assert.deepEqual(env.store.ui.selected, []);
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
  const vector = blochAt(env.store, 0, 1);
  assert.ok(vector);
  assert.deepEqual(nodeNumbers(vector), {
    vector: '0.1000, −0.2000, 0.2000', length: '0.3000', purity: '0.5450', fires: '(1 − 0.2000)/2 = 0.4000',
  });
  assert.equal(blochAt(env.store, 0, 2), null);
  env.store.frame.arrays.bloch.shape = [6, 3]; // still of the old network
  assert.equal(blochAt(env.store, 0, 1), null);
});
