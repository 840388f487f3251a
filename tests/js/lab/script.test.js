// @ts-check
import assert from 'node:assert/strict';
import test from 'node:test';
import { putLines } from '../../../components/frontend/lab/script.js';

test('only lines that differ are touched, and the list follows the length', () => {
  /** @type {{textContent: string | null}[]} */
  const shown = [];
  /** @type {(string | null)[]} */
  const dropped = [];
  const put = (/** @type {string[]} */ lines) =>
    putLines(shown, lines, (line) => ({ textContent: line }), (extra) => void dropped.push(extra.textContent));
  assert.equal(put(['a', 'b', 'c']), 3);
  const [first] = shown;
  assert.equal(put(['a', 'x', 'c']), 1);
  assert.equal(shown[0], first);
  assert.equal(put(['a']), 2);
  assert.deepEqual(dropped, ['x', 'c']);
  assert.deepEqual(shown.map(({ textContent }) => textContent), ['a']);
});
