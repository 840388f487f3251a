import assert from 'node:assert/strict';
import test from 'node:test';
import { decodeFrame } from '../../../components/frontend/lib/wire.js';

/** A frame as the server packs it: length, header padded to 4 bytes, float32 arrays. */
function packed(header, ...arrays) {
  let text = JSON.stringify(header);
  while ((4 + Buffer.byteLength(text)) % 4) text += ' ';
  const head = Buffer.alloc(4);
  head.writeUInt32LE(Buffer.byteLength(text));
  const parts = [head, Buffer.from(text), ...arrays.map((a) => Buffer.from(a.buffer))];
  const all = Buffer.concat(parts);
  return all.buffer.slice(all.byteOffset, all.byteOffset + all.length);
}

test('arrays come back with their shapes and values', () => {
  const header = { frame: 3, epoch: 7, note: 'γ', arrays: [['map', [2, 2]], ['theta', [3]], ['losses', [0, 3]]] };
  const frame = decodeFrame(packed(header, Float32Array.of(1, 2, 3, 4), Float32Array.of(-1, 0, 0.5)));
  assert.equal(frame.epoch, 7);
  assert.deepEqual([...frame.arrays.map.data], [1, 2, 3, 4]);
  assert.deepEqual(frame.arrays.map.shape, [2, 2]);
  assert.deepEqual([...frame.arrays.theta.data], [-1, 0, 0.5]);
  assert.equal(frame.arrays.losses.data.length, 0);
});

test('a name from the wire cannot reach a prototype', () => {
  const frame = decodeFrame(packed({ frame: 1, arrays: [['__proto__', [1]]] }, Float32Array.of(2)));
  assert.deepEqual([...frame.arrays['__proto__'].data], [2]);
  assert.equal(/** @type {any} */ ({}).data, undefined);
});

test('a frame that was cut off is an error, not a picture', () => {
  const whole = packed({ frame: 1, arrays: [['map', [4]]] }, Float32Array.of(1, 2, 3, 4));
  assert.throws(() => decodeFrame(whole.slice(0, whole.byteLength - 4)), RangeError);
});
