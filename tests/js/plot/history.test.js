import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decimate, firstFrom, logTicks, spread } from '../../../components/frontend/plot/history.js';

const rows = (n, f = (k) => 1 / (1 + k)) => Array.from({ length: n }, (_, k) => [k, f(k), 2 * f(k)]);

test('a short history is kept point by point', () => {
  const { x, y } = decimate(rows(5), 2);
  assert.deepEqual(x, [0, 1, 2, 3, 4]);
  assert.deepEqual(y, [2, 1, 2 / 3, 0.5, 0.4]);
});

test('an empty history has no points', () => {
  assert.deepEqual(decimate([], 1), { x: [], y: [] });
});

test('a long history has at most the wanted number of points, in order, with both ends', () => {
  for (const n of [1000, 1001, 1002, 2500, 99_999]) {
    const { x, y } = decimate(rows(n), 1, { limit: 1000 });
    assert.ok(x.length <= 1000 && x.length > 490, `${n}: ${x.length}`);
    assert.equal(x.length, y.length);
    assert.equal(x[0], 0);
    assert.equal(x.at(-1), n - 1);
    assert.ok(x.every((value, k) => k === 0 || value > x[k - 1]));
  }
});

test('a spike of one epoch survives', () => {
  const history = rows(50_000, (k) => (k === 31_337 ? 9 : 0.5));
  const { x, y } = decimate(history, 1);
  assert.equal(Math.max(...y), 9);
  assert.equal(x[y.indexOf(9)], 31_337);
});

test('a window shows what is in it finely, and one neighbour on either side', () => {
  const { x } = decimate(rows(10_000), 1, { from: 200, to: 210 });
  assert.deepEqual(x, [199, 200, 201, 202, 203, 204, 205, 206, 207, 208, 209, 210]);
});

test('firstFrom finds the place of an epoch', () => {
  const history = rows(10);
  assert.equal(firstFrom(history, -3), 0);
  assert.equal(firstFrom(history, 4), 4);
  assert.equal(firstFrom(history, 4.5), 5);
  assert.equal(firstFrom(history, 99), 10);
});

test('labels that would cover one another move apart and stay inside', () => {
  assert.deepEqual(spread([10, 50], 14, 0, 100), [10, 50]);
  assert.deepEqual(spread([50, 40], 14, 0, 100), [54, 40]);
  assert.deepEqual(spread([98, 99], 14, 0, 100), [86, 100]);
  assert.deepEqual(spread([-5, 2], 14, 0, 100), [0, 14]);
  assert.deepEqual(spread([], 14, 0, 100), []);
});

test('ticks of a logarithmic axis are round, few and inside', () => {
  assert.deepEqual(logTicks(0.3, 1.05), [0.3, 0.5, 0.7, 1]);
  assert.deepEqual(logTicks(0.008, 1.2), [0.01, 0.03, 0.1, 0.3, 1].filter((_, k) => k % 2 === 0));
  assert.deepEqual(logTicks(0.41, 0.55), [0.5]);
  for (const [low, high] of [[1e-9, 1], [1e-5, 2], [0.02, 0.9], [0.3, 40], [0.5, 0.51]]) {
    const ticks = logTicks(low, high);
    assert.ok(ticks.length <= 4 && ticks.every((value) => value >= low && value <= high), `${low} ${high}: ${ticks}`);
  }
  assert.equal(logTicks(1e-9, 1).length >= 3, true);
});
