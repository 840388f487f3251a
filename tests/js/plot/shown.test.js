import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readoutName, shownField, valueAt } from '../../../components/frontend/plot/shown.js';

const linspace = (n) => Array.from({ length: n }, (_, k) => -1 + (2 * k) / (n - 1));
const sample = (n, f) => Float32Array.from(linspace(n).flatMap((y) => linspace(n).map((x) => f(x, y))));
const block = (n, f) => ({ shape: [n, n], data: sample(n, f) });

const scene = { widths: [2, 2, 1] };
const fields = [(x) => x, (x, y) => y, (x, y) => x * y + 0.1];
const nodes = { shape: [3, 4, 4], data: Float32Array.from(fields.flatMap((f) => [...sample(4, f)])) };
const map = block(10, (x, y) => x + y);

test('without a node under the pointer the readout is shown', () => {
  const shown = shownField(scene, { arrays: { map, nodes } }, null);
  assert.equal(shown.data, map.data);
  assert.equal(shown.node, null);
});

test('nothing to show before the first frame', () => {
  assert.equal(shownField(scene, null, null), null);
  assert.equal(shownField(scene, { arrays: {} }, null), null);
});

test('a node shows its own small map at once', () => {
  const shown = shownField(scene, { arrays: { map, nodes } }, { layer: 1, quron: 0 });
  assert.deepEqual([...shown.data], [...sample(4, fields[2])]);
  assert.deepEqual([shown.rows, shown.node], [4, { layer: 1, quron: 0 }]);
});

test('the fine map replaces it when it is that node\'s', () => {
  const own = block(10, fields[1]);
  const frame = { arrays: { map, nodes, hover: own } };
  assert.equal(shownField(scene, frame, { layer: 0, quron: 1 }).data, own.data);
  const other = shownField(scene, frame, { layer: 0, quron: 0 });
  assert.equal(other.rows, 4);
});

test('a node that is not there leaves the readout', () => {
  for (const hover of [{ layer: -1, quron: 0 }, { layer: 1, quron: 1 }, { layer: 7, quron: 0 }]) {
    assert.equal(shownField(scene, { arrays: { map, nodes } }, hover).node, null);
  }
});

test('values between the samples; bilinear is exact for x, y and xy', () => {
  const f = (x, y) => 0.3 * x - 0.2 * y + 0.5 * x * y + 0.1;
  const field = { data: sample(7, f), rows: 7, cols: 7 };
  for (const point of [[0, 0], [-1, -1], [1, 1], [0.42, -0.3], [0.999, -0.999]]) {
    assert.ok(Math.abs(valueAt(field, point) - f(...point)) < 1e-6);
  }
  assert.ok(Math.abs(valueAt(field, [3, -3]) - f(1, -1)) < 1e-6);
});

test('readouts have a name', () => {
  assert.equal(readoutName('ZIII'), '⟨Z₀⟩');
  assert.equal(readoutName('IZX'), '⟨Z₁X₂⟩');
  assert.equal(readoutName({ terms: { IZ: 1 } }), '⟨Z₁⟩');
  assert.equal(readoutName({ terms: { ZI: 0.5, XX: 0.1 } }), '⟨O⟩');
});
