import assert from 'node:assert/strict';
import test from 'node:test';
import { fillMap, ramp } from '../../../components/frontend/lib/colors.js';

const pixel = (bytes, i) => [...bytes.slice(4 * i, 4 * i + 3)];

test('the ramp runs from orange through neutral to blue', () => {
  const lut = ramp('light');
  assert.deepEqual(pixel(lut, 0), [0xc9, 0x5a, 0x00]);
  assert.deepEqual(pixel(lut, 255), [0x14, 0x63, 0xbd]);
  const [r, g, b] = pixel(lut, 128);
  assert.ok(Math.max(r, g, b) - Math.min(r, g, b) < 8);
});

test('row 0 of a map lies at the bottom, values beyond ±1 take the end colours', () => {
  const lut = ramp('light');
  const out = new Uint8ClampedArray(4 * 4);
  fillMap(out, Float32Array.of(-1, 1, -3, 3), 2, 2, lut);
  assert.deepEqual(pixel(out, 2), pixel(lut, 0));
  assert.deepEqual(pixel(out, 3), pixel(lut, 255));
  assert.deepEqual(pixel(out, 0), pixel(lut, 0));
  assert.deepEqual(pixel(out, 1), pixel(lut, 255));
});
