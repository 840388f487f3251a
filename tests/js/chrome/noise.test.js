import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toggleNoise } from '../../../components/frontend/chrome/noise-rail.js';
import { fadeStops, isNoisy } from '../../../components/frontend/chrome/noise.js';
import { createStore } from '../../../components/frontend/lib/store.js';

const QUIET = { amplitude_damping: 0, phase_damping: 0, depolarizing: 0 };
const IDEAL = { t1: null, t2: null, error_1q: 0, error_2q: 0, readout_p01: 0, readout_p10: 0, zz_crosstalk: 0 };

/** A store whose scene takes over what is edited, as the simulator does. */
function bench(noise, device = IDEAL) {
  const store = createStore();
  const sent = [];
  store.scene = { experiment: { noise, device } };
  const edit = (message) => {
    sent.push(message);
    store.scene = { experiment: { noise: message.noise, device: { ...IDEAL, ...message.device } } };
  };
  return { ctx: { store, actions: { edit } }, sent, now: () => store.scene.experiment };
}

test('the switch turns all noise off in one entry, and back to what it was', () => {
  const noise = { amplitude_damping: 0.3, phase_damping: 0, depolarizing: 0.01 };
  const device = { ...IDEAL, name: 'NV centre, 300 K', t1: 5000, t2: 600 };
  const { ctx, sent, now } = bench(noise, device);
  toggleNoise(ctx);
  assert.equal(isNoisy(now()), false);
  assert.deepEqual(sent.map(({ kind }) => kind), ['set_noise']);
  toggleNoise(ctx);
  assert.deepEqual(now(), { noise, device });
});

test('a device alone is noise too', () => {
  for (const fault of [{ t1: 50, t2: 60 }, { t2: [null, 4] }, { error_2q: 1e-3 }, { readout_p01: [0, 0.1] }, { zz_crosstalk: 0.1 }]) {
    assert.ok(isNoisy({ noise: QUIET, device: { ...IDEAL, ...fault } }), JSON.stringify(fault));
  }
});

test('without a former noise the switch leads to a usual one', () => {
  const { ctx, now } = bench(QUIET);
  toggleNoise(ctx);
  assert.ok(isNoisy(now()));
});

test('before the first scene nothing is sent', () => {
  const sent = [];
  toggleNoise({ store: createStore(), actions: { edit: (...all) => sent.push(all) } });
  assert.deepEqual(sent, []);
});

test('the bar is coloured as far as the state is pure', () => {
  assert.match(fadeStops(1), /--blue\) 50%.*--line-2\) 112%/);
  assert.match(fadeStops(0.5), /--blue\) 25%.*--line-2\) 62%/);
});
