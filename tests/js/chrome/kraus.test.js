import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CHANNELS } from '../../../components/frontend/canvas/channels.js';
import { densityMatrix } from '../../../components/frontend/chrome/density.js';
import { krausOf } from '../../../components/frontend/chrome/kraus.js';
import { adjoint, closeTo, plus, product } from './matrices.js';

const SIMPLE = ['amplitude_damping', 'phase_damping', 'depolarizing', 'bit_flip', 'phase_flip', 'bit_phase_flip'];
const strengths = [0, 0.02, 0.3, 1];

test('the operators of every channel sum to one: Σ K†K = 1', () => {
  for (const channel of SIMPLE) {
    for (const strength of strengths) {
      const terms = krausOf({ channel, strength }).map(({ matrix }) => product(adjoint(matrix), matrix));
      closeTo(terms.reduce(plus), [1, 0, 0, 1]);
    }
  }
});

test('they act on the Bloch ball as the picture of the channel shows', () => {
  for (const channel of SIMPLE) {
    for (const strength of [0.02, 0.3]) {
      const { x, y, z, centre } = CHANNELS[channel].ball({ channel, strength });
      const rho = densityMatrix(0.5, -0.4, 0.3);
      const after = krausOf({ channel, strength })
        .map(({ matrix }) => product(product(matrix, rho), adjoint(matrix)))
        .reduce(plus);
      closeTo(after, densityMatrix(0.5 * x, -0.4 * y, 0.3 * z + centre));
    }
  }
});

test('channels with many operators have none listed', () => {
  assert.deepEqual(krausOf({ channel: 'thermal' }), []);
  assert.deepEqual(krausOf({ channel: 'generalized_amplitude_damping', strength: 0.1 }), []);
});
