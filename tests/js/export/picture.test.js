// @ts-check
import assert from 'node:assert/strict';
import test from 'node:test';
import { networkPicture } from '../../../components/frontend/export/picture.js';

/** @typedef {import('../../../components/frontend/export/marks.js').Tree} Tree */

const LAYERS = [
  { kind: 'encode', axis: 'x', features: [0, 1], scale: 1 },
  { kind: 'rotate', axes: 'yz' },
  { kind: 'entangle', gate: 'cz', pattern: 'ring' },
  { kind: 'decohere', channel: 'amplitude_damping', strength: 0.25 },
];

/** Two qurons through four layers, with numbers that can be told apart. */
function source() {
  const of = (/** @type {string} */ kind, /** @type {any} */ more = {}) => ({ kind, n_in: 2, n_out: 2, qurons: [0, 1], pairs: [], parameters: [], ...more });
  const layers = [of('encode'), of('rotate', { parameters: [0, 1, 2, 3] }), of('entangle', { pairs: [[0, 1]] }), of('decohere')];
  const parameters = [0, 1].flatMap((quron) => ['RY', 'RZ'].map((axis) => ({ layer: 1, qurons: [quron], axis }))).map((label, index) => ({ index, ...label }));
  const plane = (/** @type {number[]} */ shape, /** @type {(index: number) => number} */ value) => ({
    shape,
    data: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, index) => value(index)),
  });
  const arrays = {
    nodes: plane([8, 2, 2], (index) => Math.floor(index / 4) / 10),
    bloch: plane([10, 3], (index) => [0, 0.6, 0.8][index % 3]),
    theta: plane([4], (index) => [0.5, -1.25, 4, 0][index]),
    map: plane([3, 3], () => -0.5),
    purities: plane([5], (index) => [1, 1, 1, 1, 0.625][index]),
    gradient: plane([4], (index) => [1, -0.01, 1e-9, 0][index]),
  };
  /** @type {any} */
  const scene = { layers, widths: [2, 2, 2, 2, 2], parameters, experiment: { network: { layers: LAYERS, readouts: ['ZI'] }, data: { name: '<circles & "moons">' } } };
  /** @type {any} */
  const frame = { epoch: 7, accuracy: 0.875, train_loss: 0.25, arrays };
  const seen = /** @type {number[]} */ ([]);
  const raster = (/** @type {Float32Array} */ values) => {
    seen.push(values[0]);
    return `data:image/png;base64,${seen.length}`;
  };
  return { scene, frame, probe: [0.42, -0.3], theme: /** @type {const} */ ('light'), raster, seen };
}

/** @param {Tree} tree @returns {Tree[]} */
const all = (tree) => [tree, ...tree.children.flatMap((child) => (typeof child === 'string' ? [] : all(child)))];
/** @param {Tree} tree @returns {string} */
const words = (tree) => tree.children.map((child) => (typeof child === 'string' ? child : words(child))).join('');

test('the image names every layer and carries the values that are simulated', () => {
  const given = source();
  const tree = /** @type {Tree} */ (networkPicture(given));
  const nodes = all(tree);
  const groups = nodes.map(({ attributes }) => attributes['aria-label']).filter(Boolean);
  assert.deepEqual(groups, ['layer 1 encode', 'layer 2 rotate', 'layer 3 entangle', 'layer 4 decohere', 'readout ⟨Z₀⟩']);
  const texts = nodes.filter(({ tag }) => tag === 'text').map(words);
  for (const text of ['0.50', '−1.25', '−2.28', '0.00', 'x₁ = 0.42', 'γ 0.25', '−0.50', 'unread', '1 Encode']) assert.ok(texts.includes(text), text);
  assert.match(words(nodes.filter(({ tag }) => tag === 'title')[2]), /layer 2 RY q1 = −2\.2832/);
});

test('a map for every node that has one, in the order of the qurons, and that of the readout', () => {
  const given = source();
  const tree = /** @type {Tree} */ (networkPicture(given));
  const images = all(tree).filter(({ tag }) => tag === 'image');
  assert.equal(images.length, 7);
  assert.deepEqual(given.seen.map((value) => Number(value.toFixed(2))), [0, 0.1, 0.2, 0.3, 0.4, 0.5, -0.5]);
});

test('nothing outside is referred to, and every number is one', () => {
  for (const { attributes } of all(/** @type {Tree} */ (networkPicture(source())))) {
    for (const [name, value] of Object.entries(attributes)) {
      assert.doesNotMatch(String(value), /NaN|undefined|Infinity/, name);
      if (name === 'href') assert.match(String(value), /^data:image\/png;base64,/);
      else assert.doesNotMatch(String(value), /https?:|var\(/, name);
    }
  }
});

test('a frame of another network makes no image', () => {
  const given = source();
  given.scene.parameters.pop();
  assert.equal(networkPicture(given), null);
});

test('the lanes say what is left of the purity and how large each slope is', () => {
  const nodes = all(/** @type {Tree} */ (networkPicture(source())));
  const texts = nodes.filter(({ tag }) => tag === 'text').map(words);
  for (const text of ['Purity', 'Gradient', '0.63', '−0.38', 'Haar var⟨Z⟩ 1/5']) assert.ok(texts.includes(text), text);
  assert.equal(texts.filter((text) => text === '1.00').length, 3, 'after the three layers without noise');
  assert.equal(texts.filter((text) => text === '0.63').length, 2, 'after the channel, and at the readout');

  const opaque = nodes.filter(({ tag, attributes }) => tag === 'rect' && attributes['fill-opacity'] && attributes.fill !== 'url(#hatch)');
  const tall = opaque.map(({ attributes }) => Number(attributes.height));
  assert.equal(tall.length, 5);
  assert.ok(Math.abs(tall[3] / tall[0] - 0.625) < 1e-3);
  const lost = nodes.filter(({ attributes }) => attributes.fill === 'url(#hatch)' && attributes['stroke-width'] === 0.75);
  assert.equal(lost.length, 1);
  assert.ok(Math.abs(Number(lost[0].attributes.height) / tall[0] - 0.375) < 1e-3);

  // Four decades, 1e-4 to 1, are 34 pixels; what is below stays a mark.
  const bars = nodes.map(({ attributes }) => String(attributes.d)).find((d) => d.split('v-').length === 5) ?? '';
  assert.deepEqual([...bars.matchAll(/v(-[\d.]+)/g)].map(([, size]) => Number(size)), [-34, -17, -1.5, -1.5]);
});

test('a frame that has no gradient yet makes an image without that lane', () => {
  const given = source();
  delete given.frame.arrays.gradient;
  const texts = all(/** @type {Tree} */ (networkPicture(given))).filter(({ tag }) => tag === 'text').map(words);
  assert.ok(texts.includes('Purity') && !texts.includes('Gradient'));
});
