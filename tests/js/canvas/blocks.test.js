// @ts-check
import assert from 'node:assert/strict';
import test from 'node:test';
import { Blocks, LONGEST_NAME, readBlocks } from '../../../components/frontend/canvas/blocks.js';
import { textOf } from '../../../components/frontend/canvas/clipboard.js';

const ROTATE = { kind: 'rotate', axes: 'yz' };

/** A browser's storage. @param {string | null} [text] */
function storageOf(text = null) {
  const storage = { text, getItem: () => storage.text, setItem: (/** @type {string} */ _, /** @type {string} */ value) => { storage.text = value; } };
  return storage;
}

test('blocks are saved, renamed, deleted and found again', () => {
  const storage = storageOf();
  const blocks = new Blocks(storage);
  assert.equal(blocks.save(' one ', [ROTATE]), '');
  assert.equal(blocks.save('two', [ROTATE, ROTATE]), '');
  assert.match(blocks.save('one', [ROTATE]), /already/);
  assert.match(blocks.save('  ', [ROTATE]), /name/);
  assert.match(blocks.save('x'.repeat(LONGEST_NAME + 1), [ROTATE]), /name/);
  assert.equal(blocks.rename('two', 'three'), '');
  assert.match(blocks.rename('three', 'one'), /already/);
  assert.equal(blocks.rename('three', 'three'), '');
  assert.deepEqual(new Blocks(storage).list.map(({ name }) => name), ['one', 'three']);
  assert.equal(blocks.remove('one'), '');
  assert.deepEqual(new Blocks(storage).list, [{ name: 'three', layers: [ROTATE, ROTATE] }]);
});

test('there is an end to number and size', () => {
  const blocks = new Blocks(storageOf());
  const large = Array.from({ length: 24 }, () => ({ kind: 'entangle', note: 'x'.repeat(3000) }));
  assert.match(blocks.save('large', large), /64 KiB/);
  for (let count = 0; count < 24; count += 1) assert.equal(blocks.save(`block ${count}`, [ROTATE]), '');
  assert.match(blocks.save('one more', [ROTATE]), /no room/);
  assert.equal(blocks.list.length, 24);
});

test('without storage, or with one that is full, blocks last as long as the page, and it says so', () => {
  const full = { getItem: () => null, setItem: () => { throw new Error('full'); } };
  for (const storage of [null, full]) {
    const blocks = new Blocks(storage);
    assert.match(blocks.save('one', [ROTATE]), /keeps nothing/);
    assert.equal(blocks.list.length, 1);
  }
  const closed = { getItem: () => { throw new Error('forbidden'); }, setItem: () => undefined };
  assert.deepEqual(new Blocks(closed).list, []);
});

test('what somebody else wrote into the storage is left out', () => {
  const good = { name: 'good', layers: [ROTATE] };
  const bad = [null, 1, 'x', {}, { name: 'a' }, { name: '', layers: [ROTATE] }, { name: 'b', layers: [] },
    { name: 'c', layers: [1] }, { name: 'd', layers: 'rotate' }, { name: 5, layers: [ROTATE] }, good];
  assert.deepEqual(readBlocks(JSON.stringify([good, ...bad])), [good]);
  for (const text of ['', 'null', '{', '{}', '"x"', `[${' '.repeat(70000)}]`]) assert.deepEqual(readBlocks(text), []);
});

test('copied layers are JSON with the angles of the moment', () => {
  const scene = /** @type {any} */ ({
    experiment: { network: { layers: [ROTATE, { kind: 'encode' }, ROTATE] } },
    layers: [{ parameters: [0, 1] }, { parameters: [] }, { parameters: [2, 3] }],
  });
  assert.deepEqual(JSON.parse(textOf(scene, [0.5, 1, 1.5, 2], [1, 2])), {
    quron: 'layers', version: 1, layers: [{ kind: 'encode' }, ROTATE], angles: [[], [1.5, 2]],
  });
  assert.equal('angles' in JSON.parse(textOf(scene, undefined, [0])), false);
});
