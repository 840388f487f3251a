import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chosenParameter, crumbsOf, dialName, dialPath } from '../../../components/frontend/chrome/crumbs.js';

const scene = {
  layers: [
    { kind: 'encode', parameters: [] },
    { kind: 'rotate', parameters: [0, 1] },
    { kind: 'entangle', parameters: [2] },
    { kind: 'perceptron', parameters: [3, 4, 5] },
    { kind: 'encode', parameters: [6] },
  ],
  parameters: [
    { index: 0, layer: 1, qurons: [0], axis: 'RY' },
    { index: 1, layer: 1, qurons: [1], axis: 'RY' },
    { index: 2, layer: 2, qurons: [0, 1], axis: 'RXX' },
    { index: 3, layer: 3, qurons: [1, 0], axis: 'XX' },
    { index: 4, layer: 3, qurons: [0], axis: 'RZ' },
    { index: 5, layer: 3, qurons: [0], axis: 'RZ' },
    { index: 6, layer: 4, qurons: [2], axis: 'scale' },
  ],
};
const at = (layer, quron, parameter) => crumbsOf(scene, { layer, quron, parameter }).join(' / ');

test('the way to a quron, a parameter, a pair and a fresh quron', () => {
  assert.equal(at(0, 1, null), 'Layer 1 / encode / q₁');
  assert.equal(at(1, 1, 1), 'Layer 2 / rotate / q₁ / RY(θ)');
  assert.equal(at(2, null, 2), 'Layer 3 / entangle / q₀q₁ / RXX(θ)');
  assert.equal(at(3, 0, 3), 'Layer 4 / perceptron / q₁ → p₀ / XX(θ)');
  assert.equal(at(3, 0, 5), 'Layer 4 / perceptron / p₀ / RZ(θ)');
  assert.equal(at(4, 2, 6), 'Layer 5 / encode / q₂ / scale');
  assert.equal(at(-1, null, null), 'Input / q₀');
});

test('a parameter of another layer, or one that has gone, is not chosen', () => {
  assert.equal(chosenParameter(scene, { layer: 2, quron: 0, parameter: 0 }), null);
  assert.equal(chosenParameter(scene, { layer: 2, quron: 0, parameter: 99 }), null);
  assert.equal(chosenParameter(null, { layer: 1, quron: 0, parameter: 0 }), null);
  assert.equal(chosenParameter(scene, { layer: 1, quron: 0, parameter: 0 })?.axis, 'RY');
});

test('a parameter is named as its dial on the card', () => {
  assert.equal(dialName(scene, 1), 'layer 2 RY q1');
  assert.equal(dialName(scene, 3), 'layer 4 XX q1 p0');
  assert.equal(dialName(scene, 5), 'layer 4 RZ p0 2');
  assert.equal(dialName(scene, 6), 'layer 5 scale q2');
});

test('the dial that can be swept is the chosen parameter, or that of the layer', () => {
  const layers = [
    { kind: 'encode', scale: 1 }, { kind: 'rotate' }, { kind: 'entangle' }, { kind: 'decohere', channel: 'thermal' },
    { kind: 'encode', trainable: true },
  ];
  const known = { ...scene, experiment: { network: { layers } } };
  const path = (layer, parameter = null) => dialPath(known, { layer, quron: 0, parameter });
  assert.deepEqual(path(1, 1), ['parameters', 1]);
  assert.deepEqual(path(0), ['network', 'layers', 0, 'scale']);
  assert.deepEqual(path(3), ['network', 'layers', 3, 'time']);
  assert.deepEqual([path(1), path(2), path(4), path(-1), dialPath(null, { layer: 0, quron: 0, parameter: null })], [null, null, null, null, null]);
});
