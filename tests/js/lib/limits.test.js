import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { MOST_QURONS } from '../../../components/frontend/lib/limits.js';

const source = readFileSync(new URL('../../../playground/live/limits.py', import.meta.url), 'utf8');

test('the page offers as many qurons as the server takes', () => {
  assert.equal(MOST_QURONS, Number(/^PAGE_QURONS = (\d+)$/m.exec(source)[1]));
});
