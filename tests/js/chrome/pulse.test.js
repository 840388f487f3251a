// @ts-check
import assert from 'node:assert/strict';
import test from 'node:test';
import { collapseRates, groupOf, pulseTerms } from '../../../components/frontend/chrome/pulse.js';

test('a group is all that couplings join, also over others', () => {
  const pairs = [[0, 1], [3, 4], [1, 2]];
  assert.deepEqual([...groupOf(pairs, 2)].sort(), [0, 1, 2]);
  assert.deepEqual([...groupOf(pairs, 3)].sort(), [3, 4]);
  assert.deepEqual([...groupOf([], 5)], [5]);
});

test('the Hamiltonian on a quron has its own drives, its couplings, and those of its partner', () => {
  const spec = { kind: 'evolve', axis: 'y', features: [0, 1], scale: 2 };
  const parameters = [[[0], 'DX'], [[1], 'DX'], [[2], 'DX'], [[0, 1], 'XY']].map(([qurons, axis], index) => ({ index, layer: 0, qurons, axis }));
  const scene = /** @type {any} */ ({
    experiment: { network: { layers: [spec] } },
    layers: [{ qurons: [0, 1, 2], pairs: [[0, 1]], parameters: [0, 1, 2, 3] }],
    parameters,
  });
  const operators = (/** @type {number} */ quron) => pulseTerms(scene, 0, quron).map(({ operator }) => operator);
  assert.deepEqual(operators(1), ['X₀', 'X₁', '(X₀X₁ + Y₀Y₁)', 'Y₀', 'Y₁']);
  assert.deepEqual(pulseTerms(scene, 0, 2), [
    { operator: 'X₂', index: 2 },
    { operator: 'Y₂', index: null, feature: 0, scale: 2 },
  ]);
});

test('rates of a device relax z with 1/T1 and x with 1/T2', () => {
  const rates = collapseRates({ t1: 50, t2: 40, thermal_population: 0.1 });
  assert.deepEqual(rates.map(({ operator }) => operator), ['σ₋', 'σ₊', 'Z']);
  const [down, up, dephasing] = rates.map(({ rate }) => rate);
  assert.ok(Math.abs(down + up - 1 / 50) < 1e-12);
  assert.ok(Math.abs(up / (down + up) - 0.1) < 1e-12); // population of the steady state
  assert.ok(Math.abs((down + up) / 2 + 2 * dephasing - 1 / 40) < 1e-12); // √γ Z dephases with 2 γ
  assert.deepEqual(collapseRates({ t1: null, t2: null, thermal_population: 0.1 }), []);
  assert.deepEqual(collapseRates({ t1: 30, t2: 60, thermal_population: 0 }).map(({ operator }) => operator), ['σ₋']);
});
