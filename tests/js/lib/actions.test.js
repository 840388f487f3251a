import assert from 'node:assert/strict';
import test from 'node:test';
import { createActions } from '../../../components/frontend/lib/actions.js';
import { createStore } from '../../../components/frontend/lib/store.js';

/** Actions with a hand-driven animation frame. */
function bench() {
  const sent = [];
  const frames = [];
  const store = createStore();
  const clock = { schedule: (run) => void frames.push(run), now: () => 5 };
  const actions = createActions((message) => void sent.push(message), store, clock);
  return { actions, sent, store, frame: () => frames.splice(0).forEach((run) => run()) };
}

test('a drag sends the newest value of each path once per animation frame', () => {
  const { actions, sent, frame } = bench();
  for (let i = 0; i < 50; i++) {
    actions.set(['noise', 'depolarizing'], i / 100, false);
    actions.set(['parameters', 3], i, false);
  }
  assert.equal(sent.length, 0);
  frame();
  assert.deepEqual(sent.map(({ path, value, sent: at }) => [path.join('.'), value, at]), [['noise.depolarizing', 0.49, 5], ['parameters.3', 49, 5]]);
  frame();
  assert.equal(sent.length, 2);
});

test('while the hand draws by itself, the simulator is told of a value every 40 ms, of the newest, and at once of the last', () => {
  const sent = [];
  const frames = [];
  let time = 0;
  const hand = { turn() {}, leads: () => true };
  const clock = { schedule: (run) => void frames.push(run), now: () => time };
  const actions = createActions((message) => void sent.push(message), createStore(), clock, hand);
  for (time = 0; time <= 100; time += 10) {
    actions.set(['parameters', 3], time, false);
    frames.splice(0).forEach((run) => run());
  }
  assert.deepEqual(sent.map(({ value }) => value), [0, 40, 80]);
  actions.set(['parameters', 3], 7, true);
  frames.splice(0).forEach((run) => run());
  assert.deepEqual(sent.slice(3).map(({ value, commit }) => [value, commit]), [[7, true]]);
});

test('letting go sends at once and nothing stale afterwards', () => {
  const { actions, sent, store, frame } = bench();
  actions.set(['noise', 'depolarizing'], 0.1, false);
  assert.equal(store.ui.held.size, 1);
  actions.set(['noise', 'depolarizing'], 0.2, true);
  assert.equal(store.ui.held.size, 0);
  frame();
  assert.deepEqual(sent.map(({ value, commit }) => [value, commit]), [[0.2, true]]);
});

test('the view on the wire counts layers from the input', () => {
  const { actions, sent, frame } = bench();
  actions.select({ layer: 2, quron: 1 });
  actions.hover({ layer: 0, quron: 3 });
  frame();
  assert.deepEqual(sent, [{ type: 'view', layer: 3, quron: 1, hover: { layer: 1, quron: 3 }, pairs: null, sent: 5 }]);
});

test('a probe put on the map keeps the features that the map does not show', () => {
  const { actions, sent, store, frame } = bench();
  actions.probe([0.1, 0.2, 0.3, 0.4]);
  actions.probe([0.5, 0.6]);
  frame();
  assert.deepEqual(store.ui.probe, [0.5, 0.6, 0.3, 0.4]);
  assert.deepEqual(sent.map(({ type, point }) => [type, point]), [['probe', [0.5, 0.6, 0.3, 0.4]]]);
});
