import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Planes, fillWeights } from '../../../components/frontend/lib/planes.js';
import { createHand } from '../../../components/frontend/lib/planes-hand.js';
import { createActions } from '../../../components/frontend/lib/actions.js';
import { createStore } from '../../../components/frontend/lib/store.js';

/** float32 on the wire: 6e-8 of the value, and sums of a few of them. */
const CLOSE = 1e-6;

const plane = (shape, values) => ({ shape, data: Float32Array.from(values) });
const linspace = (count) => Array.from({ length: count }, (_, k) => -1 + (2 * k) / (count - 1));
const near = (found, wanted) => {
  assert.equal(found.length, wanted.length);
  wanted.forEach((value, k) => assert.ok(Math.abs(found[k] - value) < CLOSE, `${k}: ${found[k]} is not ${value}`));
};

/** map(x1, x2; t) = 0.1 + cos t · x1 + sin t · x2, on two nodes a side between which everything is a straight line. */
function linearMap(pixels) {
  const rows = linspace(pixels).flatMap((x) => [(1 - x) / 2, (1 + x) / 2]); // from nodes at -1 and 1
  const first = [-1, 1, -1, 1]; // x1 at the nodes, (x2, x1)
  const second = [-1, -1, 1, 1];
  return {
    'plane 0': plane([3, 1, 2, 2], [...Array(4).fill(0.1), ...first, ...second]),
    'rows 0 x1': plane([pixels, 2], rows),
    'rows 0 x2': plane([pixels, 2], rows),
  };
}

const ANGLE = { kind: 'trigonometric', base: 1 };
const header = (patch = {}) => ({
  id: 1, path: ['parameters', 1], basis: ANGLE, span: null,
  parts: [{ name: 'map', which: [0], turns: null }], ...patch,
});
const wantedMap = (pixels, t) =>
  linspace(pixels).flatMap((x2) => linspace(pixels).map((x1) => 0.1 + Math.cos(t) * x1 + Math.sin(t) * x2));

test('a map follows an angle, rows are x2 from below', () => {
  const planes = new Planes(header(), linearMap(5));
  const arrays = { map: plane([5, 5], Array(25).fill(9)) };
  for (const t of [0, 0.7, -2.5]) {
    planes.combine(t, arrays);
    near(arrays.map.data, wantedMap(5, t));
  }
});

test('only the nodes that the dial moves are written', () => {
  const arrays = { nodes: plane([3, 2, 2], Array(12).fill(7)) };
  const parts = [{ name: 'nodes', which: [2, 0], turns: null }];
  const own = {
    'plane 0': plane([2, 2, 1, 1], [1, 2, 10, 20]), // quron 2: 1 + 10 cos t, quron 0: 2 + 20 cos t
    'rows 0 x1': plane([2, 1], [1, 1]),
    'rows 0 x2': plane([2, 1], [1, 1]),
  };
  new Planes(header({ parts }), own).combine(Math.PI / 3, arrays);
  near(arrays.nodes.data, [12, 12, 12, 12, 7, 7, 7, 7, 6, 6, 6, 6]);
});

test('half angles of a controlled rotation', () => {
  const weights = new Float64Array(5);
  fillWeights(weights, { kind: 'trigonometric', base: 0.5 }, 1.2);
  near(weights, [1, Math.cos(0.6), Math.sin(0.6), Math.cos(1.2), Math.sin(1.2)]);
});

test('polynomials of a strength, in the variable of its channel', () => {
  const weights = new Float64Array(4);
  const chebyshev = { kind: 'chebyshev', low: 0, high: 0.75 };
  fillWeights(weights, { ...chebyshev, variable: 'root' }, 0.51); // u = 0.7 between 1 and 0.5: z = 0.2 from the start
  const z = (2 * 0.7 - 1.5) / -0.5;
  near(weights, [1, z, 2 * z * z - 1, 4 * z ** 3 - 3 * z]);
  fillWeights(weights, { ...chebyshev, variable: 'value' }, 0.75);
  near(weights, [1, 1, 1, 1]);
  fillWeights(weights, { kind: 'chebyshev', variable: 'rate', low: 1, high: 4 }, 2);
  near(weights.subarray(0, 2), [1, (2 * 0.5 - 1.25) / -0.75]);
});

test('a scale turns the rows: cos(s x1) times a straight line in x1', () => {
  const line = linspace(4);
  const own = {
    'plane 0': plane([1, 1, 1, 6], [0, 0, -1, 1, 0, 0]), // x1 at its two nodes, with the cosine only
    'rows 0 x1': plane([4, 2], line.flatMap((x) => [(1 - x) / 2, (1 + x) / 2])),
    'line 0 x1': plane([4], line),
    'rows 0 x2': plane([4, 1], [1, 1, 1, 1]),
    'line 0 x2': plane([4], line),
  };
  const parts = [{ name: 'map', which: [0], turns: [1, 0] }];
  const planes = new Planes(header({ path: ['network', 'layers', 0, 'scale'], parts }), own);
  const arrays = { map: plane([4, 4], Array(16).fill(9)) };
  for (const s of [1.3, -20]) {
    planes.combine(s, arrays);
    near(arrays.map.data, line.flatMap(() => line.map((x) => x * Math.cos(s * x))));
  }
});

test('planes end where their channel ends', () => {
  const planes = new Planes(header({ span: [0, 0.75] }), linearMap(2));
  assert.deepEqual([-0.1, 0, 0.75, 0.8].map((value) => planes.covers(value)), [false, true, true, false]);
});

/** A store that has its first frame, a hand, and frames of the simulator with the dial at `t`. */
function scene() {
  const store = createStore();
  store.setUi({ status: 'live' });
  const sent = [];
  const runs = [];
  const differences = [];
  let painted = 0;
  const watch = { painted: () => (painted += 1), confirmed: (difference) => differences.push(difference) };
  const clock = { schedule: (run) => runs.push(run), now: () => 0 };
  const hand = createHand(store, watch, clock);
  const actions = createActions((message) => sent.push(message), store, clock, hand);
  const shown = [];
  store.on('frame', (frame) => shown.push(Array.from(frame.arrays.map.data)));
  const frame = (t, patch = {}, more = {}) => ({
    frame: 1, run: 1, epoch: 3, echo: null, purity: 1, planes: null, ...patch,
    arrays: {
      map: plane([3, 3], wantedMap(3, t)), nodes: plane([1, 1, 1], [0]), bloch: plane([1, 3], [0, 0, 0]),
      purities: plane([1], [1]), theta: plane([2], [0.5, t]), ...more,
    },
  });
  const flush = () => runs.splice(0).forEach((run) => run());
  const show = (value) => {
    hand.receive(value);
    store.setFrame(hand.accept(value));
  };
  const { onHold, onRelease } = actions.grip(() => ['parameters', 1]);
  return { store, hand, actions, sent, shown, frame, flush, show, onHold, onRelease, differences, count: () => painted };
}
const withPlanes = (s, t) => s.frame(t, { planes: header() }, linearMap(3));

test('the picture follows the hand without any frame', () => {
  const s = scene();
  s.onHold(-Math.PI, Math.PI);
  assert.deepEqual(s.sent, [{ type: 'hold', path: ['parameters', 1], low: -Math.PI, high: Math.PI }]);
  s.show(withPlanes(s, 0.2));
  near(s.shown.at(-1), wantedMap(3, 0.2));
  for (const t of [0.4, 0.9]) {
    s.actions.set(['parameters', 1], t, false);
    s.actions.set(['parameters', 1], t + 0.01, false);
    s.flush();
    near(s.shown.at(-1), wantedMap(3, t + 0.01));
    near(s.store.frame.arrays.theta.data, [0.5, t + 0.01]);
  }
  assert.equal(s.count(), 2);
});

test('an older frame never shows over a newer hand', () => {
  const s = scene();
  s.onHold(-3, 3);
  s.show(withPlanes(s, 0.2));
  s.actions.set(['parameters', 1], 1.1, false);
  s.show(s.frame(0.2, { planes: { id: 1 }, epoch: 4 })); // worked out before the hand moved
  near(s.shown.at(-1), wantedMap(3, 1.1));
  assert.equal(s.store.frame.epoch, 4);
  const pictures = s.shown.length;
  s.flush();
  assert.equal(s.shown.length, pictures); // the frame has painted it already
  s.actions.set(['parameters', 1], 1.2, true);
  s.flush();
  s.show(s.frame(1.1, { planes: { id: 1 } })); // on its way when the hand let go
  near(s.shown.at(-1), wantedMap(3, 1.2));
});

test('the truth that follows is compared with the last picture and then stands', () => {
  const s = scene();
  s.onHold(-3, 3);
  s.show(withPlanes(s, 0.2));
  s.actions.set(['parameters', 1], 1.2, true);
  s.flush();
  s.show(s.frame(1.2));
  assert.equal(s.differences.length, 1);
  assert.ok(s.differences[0] < CLOSE);
  s.show(s.frame(0.3)); // training goes on
  near(s.shown.at(-1), wantedMap(3, 0.3));
  assert.equal(s.differences.length, 1);
});

test('without planes the frames of the simulator show the hand', () => {
  const s = scene();
  s.onHold(-3, 3);
  s.actions.set(['parameters', 1], 1.2, false);
  s.flush();
  s.show(s.frame(1.2));
  near(s.shown.at(-1), wantedMap(3, 1.2));
  assert.equal(s.count(), 0);
});

test('another dial, another network or a lost connection ends them', () => {
  const s = scene();
  s.onHold(-3, 3);
  s.show(withPlanes(s, 0.2));
  s.actions.set(['parameters', 0], 1.2, false); // by another control
  s.flush();
  near(s.shown.at(-1), wantedMap(3, 0.2));
  s.show(s.frame(0.4, { planes: { id: 2 } })); // new planes that never came
  s.actions.set(['parameters', 1], 1.2, false);
  s.flush();
  near(s.shown.at(-1), wantedMap(3, 0.4));
  s.show(withPlanes(s, 0.2));
  s.store.setUi({ status: 'lost' });
  s.actions.set(['parameters', 1], 1.3, false);
  s.flush();
  assert.equal(s.count(), 0);
});

test('planes of a frame that a newer one has replaced are not lost', () => {
  const s = scene();
  s.onHold(-3, 3);
  s.hand.receive(withPlanes(s, 0.2));
  s.show(s.frame(0.2, { planes: { id: 1 } }));
  s.actions.set(['parameters', 1], 1.2, false);
  s.flush();
  near(s.shown.at(-1), wantedMap(3, 1.2));
});

test('letting go where it was asks for nothing but the end', () => {
  const s = scene();
  s.onHold(-3, 3);
  s.onRelease();
  assert.deepEqual(s.sent.at(-1), { type: 'release' });
  s.show(withPlanes(s, 0.2));
  near(s.shown.at(-1), wantedMap(3, 0.2));
});
