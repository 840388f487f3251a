import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DATASETS, fieldOf, isField, marksPath, pointsOf } from '../../../components/frontend/chrome/thumbnails.js';

const JITTER = 0.2; // five standard deviations of the noise in the pictures

test('pictures of classes hold both of them, within the square, and are the same every time', () => {
  for (const name of Object.keys(DATASETS).filter((name) => !isField(name))) {
    const points = pointsOf(name);
    assert.deepEqual(points, pointsOf(name));
    assert.equal(points.filter(({ label }) => label < 0).length, points.length / 2);
    for (const { x, y } of points) assert.ok(Math.max(Math.abs(x), Math.abs(y)) <= 1, `${name}: ${x}, ${y}`);
  }
});

test('the classes lie where learning/datasets.py puts them', () => {
  for (const { x, y, label } of pointsOf('circles')) {
    assert.ok(Math.abs(Math.hypot(x, y) - (label < 0 ? 0.8 : 0.32)) < JITTER);
  }
  const right = pointsOf('xor').filter(({ x, y, label }) => Math.sign(x * y) === label);
  assert.ok(right.length >= 60, `${right.length} of 64`);
  for (const { x, y, label } of pointsOf('blobs')) assert.ok((x + y) * label > 0);
});

test('the fields of the regression sets have row 0 at the lowest x2', () => {
  const plane = fieldOf('plane', 3);
  assert.ok(Math.abs(plane[0] + 1.25) < 1e-6 && Math.abs(plane[8] - 1.25) < 1e-6 && Math.abs(plane[4]) < 1e-6);
  const sine = fieldOf('sine', 5);
  assert.ok(Math.abs(sine[2 * 5 + 3] - 1) < 1e-6, 'sin(π/2) cos(0)');
  const gauss = fieldOf('gauss', 11);
  assert.ok(gauss[7 * 11 + 7] > 0.99 && gauss[3 * 11 + 3] < -0.99);
});

test('one path per class, upwards on the screen for larger x2', () => {
  const path = marksPath([{ x: 0.5, y: 0.5, label: 1 }, { x: 0, y: 0, label: -1 }], 1, 20);
  assert.ok(path.startsWith('M10.0 -10.0m'));
  assert.equal(path.match(/M/g).length, 1);
});
