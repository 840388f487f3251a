import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withFeature } from '../../../components/frontend/chrome/features.js';

test('a feature in the hand leaves the others, and those not yet set at 0', () => {
  assert.deepEqual(withFeature([0.4, -0.3], 2, 0.9), [0.4, -0.3, 0.9]);
  assert.deepEqual(withFeature([0.4, -0.3], 4, 0.9), [0.4, -0.3, 0, 0, 0.9]);
  assert.deepEqual(withFeature([0.4, -0.3, 0.9], 2, 0), [0.4, -0.3, 0]);
});
