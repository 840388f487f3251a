import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  VIEW, axes, blochRow, cloudOf, eyeOf, greatCircles, meanLength, pathLabels, pathOf, project,
} from '../../../components/frontend/plot/sphere-geometry.js';

const near = (a, b, tolerance = 1e-12) => assert.ok(Math.abs(a - b) < tolerance, `${a} is not ${b}`);

test('the circles lie on the unit sphere and close', () => {
  const { x, y, z } = greatCircles(36);
  assert.equal(x.filter((value) => value === null).length, 3);
  x.forEach((value, k) => value !== null && near(Math.hypot(value, y[k], z[k]), 1));
  for (let circle = 0; circle < 3; circle++) {
    const [first, last] = [circle * 38, circle * 38 + 36];
    for (const column of [x, y, z]) near(column[first], column[last]);
  }
});

test('each axis starts at the centre', () => {
  const { x, y, z } = axes();
  for (let k = 0; k < x.length; k += 3) assert.deepEqual([x[k], y[k], z[k]], [0, 0, 0]);
  assert.deepEqual([x[1], y[1], z[1]], [0, 0, 1]); // |0> is the north pole
});

test('projection keeps lengths, and what faces the eye comes out in the middle', () => {
  const view = { azimuth: 0.7, elevation: 0.4 };
  const eye = eyeOf(view);
  const [right, up, out] = project([eye.x, eye.y, eye.z], view);
  near(right, 0);
  near(up, 0);
  near(out, 1);
  near(Math.hypot(...project([0.3, -0.5, 0.2], view)), Math.hypot(0.3, -0.5, 0.2));
});

test('north is up, y to the right, x towards the viewer', () => {
  assert.ok(project([0, 0, 1], VIEW)[1] > 0.9);
  assert.ok(project([0, 1, 0], VIEW)[0] > 0.7);
  assert.ok(project([1, 0, 0], VIEW)[2] > 0.7);
});

test('a cloud is split by class', () => {
  const cloud = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  assert.deepEqual(cloudOf(cloud, [1, -1, 0.5], true), { x: [1, 7], y: [2, 8], z: [3, 9] });
  assert.deepEqual(cloudOf(cloud, [1, -1, 0.5], false), { x: [4], y: [5], z: [6] });
  assert.deepEqual(cloudOf(cloud, [1], true), { x: [1], y: [2], z: [3] });
});

test('mean length', () => {
  near(meanLength([3, 4, 0, 0, 0, 1]), 3);
  assert.equal(meanLength([]), null);
});

test('rows run over the qurons after every layer, the input first', () => {
  const widths = [4, 4, 2, 2];
  assert.equal(blochRow(widths, -1, 3), 3);
  assert.equal(blochRow(widths, 0, 0), 4);
  assert.equal(blochRow(widths, 1, 1), 9);
  assert.equal(blochRow(widths, 2, 0), 10);
});

test('a path joins the same quron through the layers, and breaks where a perceptron makes new ones', () => {
  const scene = { widths: [2, 2, 1, 1], layers: [{ kind: 'rotate' }, { kind: 'perceptron' }, { kind: 'rotate' }] };
  const bloch = Float32Array.from({ length: 18 }, (_, k) => k);
  const first = pathOf(scene, bloch, 0);
  assert.deepEqual(first.map(({ layer, joined }) => [layer, joined]), [[0, false], [1, true], [2, false], [3, true]]);
  assert.deepEqual(first.map(({ vector }) => vector[0]), [0, 6, 12, 15]);
  assert.deepEqual(pathOf(scene, bloch, 1).map(({ layer }) => layer), [0, 1]);
});

test('layers at the same place share one label', () => {
  const at = (...vector) => ({ layer: 0, vector, joined: true });
  const path = [at(0, 0, 1), at(0, 0.02, 1), at(1, 0, 0), at(0, 0, 0.98)].map((point, layer) => ({ ...point, layer }));
  assert.deepEqual(pathLabels(path), ['0,1,3', '', '2', '']);
});
