import assert from 'node:assert/strict';
import test from 'node:test';
import { createStore } from '../../../components/frontend/lib/store.js';
import { matrixGroup, viewMessage } from '../../../components/frontend/lib/view.js';

const scene = (widths) => ({ widths, layers: widths.slice(1).map(() => ({ kind: 'rotate' })), parameters: [] });
const look = (patch) => ({ ...createStore().ui, ...patch });

test('nothing about pairs and matrices is asked for while nobody looks at them', () => {
  const message = viewMessage(look({ layer: 1, quron: 2 }), scene([4, 4, 4]));
  assert.deepEqual(message, { type: 'view', layer: 2, quron: 2, hover: null, pairs: null });
});

test('a node stays large while it is kept, and another one under the pointer goes first', () => {
  const pinned = { layer: 0, quron: 1 };
  assert.deepEqual(viewMessage(look({ pinned }), null).hover, { layer: 1, quron: 1 });
  assert.deepEqual(viewMessage(look({ pinned, hover: { layer: 2, quron: 0 } }), null).hover, { layer: 3, quron: 0 });
});

test('the density matrix is of all qurons after the last layer, counted from the input', () => {
  const message = viewMessage(look({ tab: 'rho', pairs: 'concurrence' }), scene([4, 4, 2]));
  assert.deepEqual(message.matrix, { layer: 2, qurons: [0, 1] });
  assert.equal(message.pairs, 'concurrence');
});

test('more than five qurons are reduced to the chosen one, or to a pair with it', () => {
  const large = scene([6, 6]);
  const ask = (of, quron) => matrixGroup(look({ layer: 0, quron, matrix: { last: true, of } }), large).qurons;
  assert.deepEqual(ask('all', 4), [4]);
  assert.deepEqual(ask('one', 4), [4]);
  assert.deepEqual(ask(1, 4), [1, 4]);
  assert.deepEqual(ask(4, 4), [4]);
  assert.deepEqual(ask(7, 4), [4]);
});

test('the chosen layer counts where it is asked for; the readout has the state of the last one', () => {
  const ask = (layer) => matrixGroup(look({ layer, matrix: { last: false, of: 'all' } }), scene([3, 3, 1])).layer;
  assert.deepEqual([-1, 0, 1, 2].map(ask), [-1, 0, 1, 1]);
});
