// @ts-check
import assert from 'node:assert/strict';
import test from 'node:test';
import { verdict } from '../../../components/frontend/chrome/badge.js';

/** @param {number} deviation @param {Record<string, number>} [more] */
const measured = (deviation, more = {}) => ({ deviation, ms: 12.3, parts: { readouts: deviation, ...more }, unsolved: false });

test('up to 1e-6 it is good, and says by how much', () => {
  const { state, text, title, remedy } = verdict(measured(3e-15));
  assert.equal(state, 'good');
  assert.equal(text, 'QuTiP 3e−15');
  assert.match(title, /readouts 3e−15/);
  assert.equal(remedy, '');
  assert.equal(verdict(measured(1e-6)).state, 'good');
});

test('above it is red, marked by a cross and words, and says what to do', () => {
  const { state, text, title, remedy } = verdict(measured(2e-6));
  assert.equal(state, 'bad');
  assert.equal(text, '✗ Differs from QuTiP by 2e−6');
  assert.match(remedy, /report/);
  assert.ok(title.startsWith(remedy));
});

test('what is no number is red: it arrives as null, which is not small', () => {
  for (const deviation of [null, NaN, Infinity]) {
    const found = verdict({ ...measured(0), deviation, parts: { readouts: deviation } });
    assert.equal(found.state, 'bad');
  }
  assert.match(verdict({ ...measured(0), deviation: null }).text, /no number/);
});

test('it says whether mesolve has had its say', () => {
  assert.equal(verdict(measured(1e-14, { mesolve: 2e-13 })).text, 'QuTiP, mesolve 1e−14');
  assert.match(verdict({ ...measured(1e-14), unsolved: true }).title, /mesolve is left out/);
});
