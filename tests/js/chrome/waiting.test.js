// @ts-check
import assert from 'node:assert/strict';
import test from 'node:test';
import { whenBehind } from '../../../components/frontend/chrome/waiting.js';
import { createStore } from '../../../components/frontend/lib/store.js';

/** A store that is shown scenes and frames by their revisions. */
function watched() {
  const store = createStore();
  const told = /** @type {boolean[]} */ ([]);
  whenBehind(store, (behind) => told.push(behind));
  /** @type {any} */
  const scene = { layers: [{ kind: 'encode' }], widths: [2, 2], parameters: [] };
  return {
    store,
    told,
    scene: (/** @type {number} */ revision) => store.setScene({ ...scene, revision }),
    frame: (/** @type {number} */ revision) => store.setFrame(/** @type {any} */ ({ revision })),
  };
}

test('a picture that comes in time needs no word', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { told, scene, frame } = watched();
  scene(1);
  t.mock.timers.tick(600);
  frame(1);
  t.mock.timers.tick(5000);
  assert.deepEqual(told, []);
});

test('an old picture is named as such until the new one is there, however often the network changes', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { told, scene, frame } = watched();
  scene(1);
  frame(1);
  for (let revision = 2; revision < 6; revision += 1) {
    scene(revision);
    t.mock.timers.tick(200);
  }
  assert.deepEqual(told, [true]);
  frame(4);
  assert.deepEqual(told, [true], 'that one is old too');
  frame(5);
  assert.deepEqual(told, [true, false]);
});

test('a lost connection has words of its own', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { store, told, scene } = watched();
  scene(1);
  store.setUi({ status: 'lost' });
  t.mock.timers.tick(5000);
  assert.deepEqual(told, []);
});
