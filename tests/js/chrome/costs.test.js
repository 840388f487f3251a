import assert from 'node:assert/strict';
import test from 'node:test';
import { costsOf, signed } from '../../../components/frontend/chrome/costs.js';

const exact_accuracy = null;
const ghost = { epoch: 3, train_loss: 0.2, accuracy: 0.905, margin: 0.49, purity: 1, noisy_purity: 0.5, fidelity: 0.654 };

test('what noise costs is noisy minus ideal, in points, with its sign', () => {
  assert.deepEqual(costsOf({ accuracy: 0.875, exact_accuracy, margin: 0.38, ghost }, false), {
    accuracy: '−3.0 pt', margin: '−0.11', fidelity: '0.65',
  });
  assert.equal(costsOf({ accuracy: 0.915, exact_accuracy, margin: 0.5, ghost }, false)?.accuracy, '+1.0 pt');
  assert.equal(costsOf({ accuracy: 0.5, exact_accuracy: 0.915, margin: 0.5, ghost }, false)?.accuracy, '+1.0 pt', 'shots are no noise');
  assert.equal(costsOf({ accuracy: 0.805, exact_accuracy, margin: 0.5, ghost }, true)?.accuracy, '−0.10');
});

test('without noise nothing is said, and nothing is nothing', () => {
  assert.equal(costsOf({ accuracy: 0.9, exact_accuracy, margin: 0.5, ghost: null }, false), null);
  assert.equal(signed(0.0001, 2), '0.00');
  assert.equal(signed(-0.0001, 2), '0.00');
});
