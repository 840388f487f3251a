import assert from 'node:assert/strict';
import test from 'node:test';
import { createStore } from '../../../components/frontend/lib/store.js';

const scene = (widths, parameters = []) => ({ layers: widths.slice(1).map(() => ({})), widths, parameters });

test('a choice that the new network no longer has moves to the nearest that it has', () => {
  const store = createStore();
  store.setUi({ layer: 5, quron: 3, parameter: 7 });
  store.setScene(scene([4, 4, 2], []));
  assert.equal(store.ui.layer, 1);
  assert.equal(store.ui.quron, 1);
  assert.equal(store.ui.parameter, null);
});

test('listeners hear their topic until they stop', () => {
  const store = createStore();
  const heard = [];
  const off = store.on('frame', (frame) => heard.push(frame.epoch));
  store.setFrame({ epoch: 1 });
  off();
  store.setFrame({ epoch: 2 });
  assert.deepEqual(heard, [1]);
});

test('loss rows add up within a run, start over with a new one, and stay bounded', () => {
  const store = createStore();
  const rows = (...values) => ({ shape: [values.length / 3, 3], data: Float32Array.from(values) });
  store.addLosses(1, rows(0, 1, 1));
  store.addLosses(1, rows(1, 0.5, 0.75));
  assert.deepEqual(store.losses.rows, [[0, 1, 1], [1, 0.5, 0.75]]);
  store.addLosses(2, rows(0, 2, 2));
  assert.deepEqual(store.losses.rows, [[0, 2, 2]]);
  const many = Float32Array.from({ length: 3 * 30000 }, (_, i) => Math.floor(i / 3));
  store.addLosses(2, { shape: [30000, 3], data: many });
  assert.ok(store.losses.rows.length <= 20000);
});

test('a choice beyond the new network is brought back although a view throws', () => {
  const store = createStore();
  store.setUi({ layer: 5, quron: 3 });
  store.on('scene', () => {
    throw new Error('view');
  });
  assert.throws(() => store.setScene({ layers: [{}], widths: [2, 2], parameters: [] }), /view/);
  assert.deepEqual([store.ui.layer, store.ui.quron], [0, 1]);
});

test('a node is kept large until other layers stand there, or it is gone', () => {
  const store = createStore();
  const network = (...kinds) => ({ layers: kinds.map((kind) => ({ kind })), widths: new Array(kinds.length + 1).fill(2), parameters: [] });
  const pinned = { layer: 1, quron: 1 };
  store.setScene(network('encode', 'rotate'));
  store.setUi({ pinned });
  store.setScene(network('encode', 'rotate'));
  assert.deepEqual(store.ui.pinned, pinned);
  store.setScene({ ...network('encode', 'rotate'), widths: [1, 1, 1] });
  assert.equal(store.ui.pinned, null);
  store.setUi({ layer: 0, quron: 0, pinned: { layer: 1, quron: 0 } });
  store.setScene(network('encode', 'decohere', 'rotate'));
  assert.equal(store.ui.pinned, null);
});
