import assert from 'node:assert/strict';
import { test } from 'node:test';
import { densityMatrix } from '../../../components/frontend/chrome/density.js';
import { gateOf, rotationMatrix } from '../../../components/frontend/chrome/gates.js';
import { product, adjoint, closeTo } from './matrices.js';

test('the scene names rotations, controlled rotations and couplings', () => {
  assert.deepEqual(gateOf('RY'), { family: 'rotation', axis: 'y' });
  assert.deepEqual(gateOf('CRX'), { family: 'controlled', axis: 'x' });
  assert.deepEqual(gateOf('RZZ'), { family: 'coupling', axis: 'z' });
  assert.deepEqual(gateOf('XX'), { family: 'coupling', axis: 'x' });
  assert.equal(gateOf('scale').family, 'encoding');
});

test('rotations are unitary and turn the Bloch vector by the right-hand rule', () => {
  const cases = [
    ['x', [0, 1, 0], [0, 0, 1]],
    ['y', [0, 0, 1], [1, 0, 0]],
    ['z', [1, 0, 0], [0, 1, 0]],
  ];
  for (const [axis, before, after] of cases) {
    const turn = rotationMatrix(axis, Math.PI / 2);
    closeTo(product(turn, adjoint(turn)), [1, 0, 0, 1]);
    closeTo(product(product(turn, densityMatrix(...before)), adjoint(turn)), densityMatrix(...after));
  }
});

test('a whole turn is −1', () => {
  for (const axis of ['x', 'y', 'z']) closeTo(rotationMatrix(axis, 2 * Math.PI), [-1, 0, 0, -1]);
});
