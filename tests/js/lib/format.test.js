import assert from 'node:assert/strict';
import test from 'node:test';
import { fixed, parseNumber, scientific, strength, wrap } from '../../../components/frontend/lib/format.js';

test('numbers carry the true minus sign and never a negative zero', () => {
  assert.equal(fixed(-1.146), '−1.15');
  assert.equal(fixed(-0.001), '0.00');
  assert.equal(fixed(NaN), '–');
  assert.equal(strength(0.0195), '0.019');
  assert.equal(strength(0.25), '0.25');
  assert.equal(scientific(3.1e-15), '3e−15');
});

test('angles wrap into (−π, π] and stay the same angle', () => {
  for (let t = -20; t <= 20; t += 0.37) {
    const w = wrap(t);
    assert.ok(w > -Math.PI && w <= Math.PI);
    assert.ok(Math.abs(Math.sin(w) - Math.sin(t)) < 1e-12 && Math.abs(Math.cos(w) - Math.cos(t)) < 1e-12);
  }
  assert.equal(wrap(Math.PI), Math.PI);
  assert.equal(wrap(-Math.PI), Math.PI);
});

test('typed numbers: either minus, comma, multiples of pi; anything else is no number', () => {
  assert.equal(parseNumber('−0,5'), -0.5);
  assert.equal(parseNumber('pi/2'), Math.PI / 2);
  assert.equal(parseNumber('-π'), -Math.PI);
  assert.equal(parseNumber('2pi'), 2 * Math.PI);
  assert.equal(parseNumber('1e-3'), 1e-3);
  for (const text of ['', 'abc', '1;2', 'alert(1)']) assert.ok(Number.isNaN(parseNumber(text)), text);
});
