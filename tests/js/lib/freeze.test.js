import assert from 'node:assert/strict';
import test from 'node:test';
import { allFrozen, parametersInFocus, parametersOfQuron, toggled } from '../../../components/frontend/lib/freeze.js';

/** Rotate, couple and end in a perceptron of one fresh quron, whose own rotation follows; then rotate that one. */
const scene = /** @type {any} */ ({
  layers: [
    { kind: 'rotate', parameters: [0, 1] },
    { kind: 'entangle', parameters: [2] },
    { kind: 'perceptron', parameters: [3, 4, 5] },
    { kind: 'rotate', parameters: [6] },
    { kind: 'encode', parameters: [] },
  ],
  parameters: [
    { index: 0, layer: 0, qurons: [0] },
    { index: 1, layer: 0, qurons: [1] },
    { index: 2, layer: 1, qurons: [0, 1] },
    { index: 3, layer: 2, qurons: [0, 0] },
    { index: 4, layer: 2, qurons: [1, 0] },
    { index: 5, layer: 2, qurons: [0] },
    { index: 6, layer: 3, qurons: [0] },
  ],
});

test('some frozen of several: the others join them; all frozen: all are freed', () => {
  assert.deepEqual(toggled([4], [2, 4]), [2, 4]);
  assert.deepEqual(toggled([1, 2, 4], [4, 2]), [1]);
  assert.deepEqual(toggled([], [10, 9]), [9, 10]);
  assert.equal(allFrozen([1], []), false);
});

test('a quron has the angles that act on it until a perceptron replaces it', () => {
  assert.deepEqual(parametersOfQuron(scene, 0), [0, 2, 3]);
  assert.deepEqual(parametersOfQuron(scene, 1), [1, 2, 4]);
});

test('the key means the chosen dial, or else the layer', () => {
  assert.deepEqual(parametersInFocus(scene, { layer: 0, parameter: 1 }), [1]);
  assert.deepEqual(parametersInFocus(scene, { layer: 2, parameter: null }), [3, 4, 5]);
  assert.deepEqual(parametersInFocus(scene, { layer: 4, parameter: null }), []);
  assert.deepEqual(parametersInFocus(scene, { layer: -1, parameter: null }), []);
});
