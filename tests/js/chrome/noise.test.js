import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toggleNoise } from '../../../components/frontend/chrome/noise-rail.js';
import { fadeStops, isNoisy } from '../../../components/frontend/chrome/noise.js';
import { createStore } from '../../../components/frontend/lib/store.js';

/** A store whose scene takes over what is set, as the simulator does. */
function bench(noise) {
  const store = createStore();
  const sent = [];
  store.scene = { experiment: { noise } };
  const set = (path, value, commit) => {
    sent.push({ path, value, commit });
    store.scene = { experiment: { noise: value } };
  };
  return { ctx: { store, actions: { set } }, sent, now: () => store.scene.experiment.noise };
}

test('the switch turns all noise off in one entry, and back to what it was', () => {
  const noise = { amplitude_damping: 0.3, phase_damping: 0, depolarizing: 0.01 };
  const { ctx, sent, now } = bench(noise);
  toggleNoise(ctx);
  assert.equal(isNoisy(now()), false);
  assert.deepEqual(sent.map(({ path, commit }) => [path, commit]), [[['noise'], true]]);
  toggleNoise(ctx);
  assert.deepEqual(now(), noise);
});

test('without a former noise the switch leads to a usual one', () => {
  const { ctx, now } = bench({ amplitude_damping: 0, phase_damping: 0, depolarizing: 0 });
  toggleNoise(ctx);
  assert.ok(isNoisy(now()));
});

test('before the first scene nothing is sent', () => {
  const sent = [];
  toggleNoise({ store: createStore(), actions: { set: (...all) => sent.push(all) } });
  assert.deepEqual(sent, []);
});

test('the bar is coloured as far as the state is pure', () => {
  assert.match(fadeStops(1), /--blue\) 50%.*--line-2\) 112%/);
  assert.match(fadeStops(0.5), /--blue\) 25%.*--line-2\) 62%/);
});
