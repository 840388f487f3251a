// @ts-check
import assert from 'node:assert/strict';
import test from 'node:test';
import { defaultLayer } from '../../../components/frontend/canvas/defaults.js';
import {
  noteOf, parameterNames, quronsRead, rangeOf, readoutFormula, readoutName, subscript, valueOf,
} from '../../../components/frontend/canvas/describe.js';
import { matchCards, signatureOf } from '../../../components/frontend/canvas/match.js';

/** @typedef {import('../../../components/frontend/lib/types.js').ParameterScene} ParameterScene */

/** @type {(layer: number, qurons: number[], axis: string) => ParameterScene} */
const label = (layer, qurons, axis) => ({ index: 0, layer, qurons, axis });

test('dials are named by layer, axis and qurons, and no two alike', () => {
  const rotations = [label(1, [0], 'RY'), label(1, [0], 'RZ')];
  assert.deepEqual(parameterNames('rotate', rotations), ['layer 2 RY q0', 'layer 2 RZ q0']);
  assert.deepEqual(parameterNames('entangle', [label(5, [0, 1], 'RXX')]), ['layer 6 RXX q0 q1']);
  assert.deepEqual(
    parameterNames('perceptron', [
      label(2, [0, 1], 'XX'), label(2, [1], 'RZ'), label(2, [1], 'RY'), label(2, [1], 'RZ'),
    ]),
    ['layer 3 XX q0 p1', 'layer 3 RZ p1', 'layer 3 RY p1', 'layer 3 RZ p1 2'],
  );
});

test('notes say what a layer does', () => {
  const size = { n_in: 4, n_out: 4 };
  assert.equal(noteOf({ kind: 'encode', axis: 'x', scale: 3 }, size), 'RX(3x)');
  assert.equal(noteOf({ kind: 'encode', axis: 'z', scale: 1 }, size), 'RZ(x)');
  assert.equal(noteOf({ kind: 'encode', axis: 'z', scale: 1, trainable: true }, size), 'RZ(θx)');
  assert.equal(noteOf({ kind: 'entangle', gate: 'cz', pattern: 'ring' }, size), 'CZ ring');
  assert.equal(noteOf({ kind: 'entangle', gate: 'rxx', pattern: null, pairs: [[0, 2]] }, size), 'RXX pairs');
  assert.equal(noteOf({ kind: 'perceptron', width: 2 }, { n_in: 4, n_out: 2 }), '4 → 2 qurons');
  assert.equal(noteOf({ kind: 'perceptron', width: 1 }, { n_in: 4, n_out: 1 }), '4 → 1 quron');
});

test('angles are shown within a turn, trained scales as they are', () => {
  const [angle, scale] = [label(0, [0], 'RY'), label(0, [0], 'scale')];
  assert.equal(valueOf('rotate', angle, 4).toFixed(4), (4 - 2 * Math.PI).toFixed(4));
  assert.equal(valueOf('encode', scale, 4), 4);
});

test('angles of a pulse do not repeat, whatever they are called', () => {
  const coupling = label(0, [0, 1], 'ZZ');
  assert.equal(valueOf('evolve', coupling, 4), 4);
  assert.ok(valueOf('perceptron', coupling, 4) < 0);
  assert.equal(rangeOf('evolve', label(0, [0], 'DX')), 'pulse');
});

test('drives and couplings of a pulse are named like angles of gates', () => {
  const pulse = [label(1, [0], 'DX'), label(1, [1], 'DX'), label(1, [0, 1], 'XY')];
  assert.deepEqual(parameterNames('evolve', pulse), ['layer 2 DX q0', 'layer 2 DX q1', 'layer 2 XY q0 q1']);
});

test('a card takes a new duration over, but is built anew for other drives', () => {
  const layer = { n_in: 2, n_out: 2, qurons: [0, 1], pairs: [] };
  const spec = { kind: 'evolve', drives: 'x', duration: 1 };
  assert.equal(signatureOf(spec, layer), signatureOf({ ...spec, duration: 2 }, layer));
  assert.notEqual(signatureOf(spec, layer), signatureOf({ ...spec, drives: 'xz' }, layer));
});

test('readouts are named by the qurons they look at', () => {
  assert.equal(readoutName('ZIII'), '⟨Z₀⟩');
  assert.equal(readoutName('IXIZ'), '⟨X₁Z₃⟩');
  assert.deepEqual([...quronsRead('IXIZ')], [1, 3]);
  const sum = { terms: { ZI: 0.5, IX: -1 } };
  assert.equal(readoutName(sum), '⟨O⟩');
  assert.deepEqual([...quronsRead(sum)].sort(), [0, 1]);
  assert.equal(readoutFormula(sum), 'O = 0.5 Z₀ + −1 X₁');
  assert.equal(subscript(12), '₁₂');
});

test('a tile stands for a layer that fits where it lands', () => {
  const where = { qurons: 5, features: 2, layers: [{ kind: 'encode', axis: 'y', scale: 2.5 }] };
  assert.deepEqual(defaultLayer('encode', where), { kind: 'encode', axis: 'y', features: [0, 1], scale: 2.5 });
  assert.deepEqual(defaultLayer('perceptron', { ...where, qurons: 1 }), { kind: 'perceptron', width: 1 });
  assert.equal(defaultLayer('perceptron', where).width, 2);
  for (const qurons of [2, 3, 4, 5, 6, 7]) {
    const { width } = defaultLayer('perceptron', { ...where, qurons });
    assert.ok(width >= 1 && qurons + width <= 8, `${qurons} inputs and ${width} fresh qurons`);
  }
  const pulse = defaultLayer('evolve', where);
  assert.equal(pulse.coupling, undefined, 'a coupling would not fit every number of qurons');
  assert.ok(pulse.drives.length > 0);
  const phase = { kind: 'decohere', channel: 'phase_damping', strength: 0.05 };
  assert.deepEqual(defaultLayer('phase_damping', where), phase);
  const thermal = defaultLayer('thermal', where);
  assert.ok(thermal.t2 <= 2 * thermal.t1, 'T2 of the default must not exceed 2 T1');
  assert.throws(() => defaultLayer('nonsense', where), RangeError);
});

const SIZE = { n_in: 4, n_out: 4, qurons: [0, 1, 2, 3], pairs: [] };

test('a continuous value does not change a card, a discrete one does', () => {
  const noise = { kind: 'decohere', channel: 'depolarizing', strength: 0.1 };
  assert.equal(signatureOf(noise, SIZE), signatureOf({ ...noise, strength: 0.7 }, SIZE));
  const crosstalk = { kind: 'decohere', channel: 'zz_crosstalk', angle: 0.1 };
  assert.equal(signatureOf(crosstalk, SIZE), signatureOf({ ...crosstalk, angle: -2 }, SIZE));
  assert.notEqual(signatureOf(noise, SIZE), signatureOf({ ...noise, channel: 'bit_flip' }, SIZE));
  assert.notEqual(signatureOf(noise, SIZE), signatureOf(noise, { ...SIZE, n_in: 3, n_out: 3 }));
});

test('cards stay over insertion, removal, duplication and moves', () => {
  assert.deepEqual(matchCards([...'abcr'], [...'abcr']), [0, 1, 2, 3]);
  assert.deepEqual(matchCards([...'abcr'], [...'abxcr']), [0, 1, -1, 2, 3]);
  assert.deepEqual(matchCards([...'abcr'], [...'acr']), [0, 2, 3]);
  assert.deepEqual(matchCards([...'abcr'], [...'abbcr']), [0, 1, -1, 2, 3]);
  assert.deepEqual(matchCards([...'abcr'], [...'bacr']), [1, 0, 2, 3]);
  assert.deepEqual(matchCards([], [...'ar']), [-1, -1]);
});

/** Random rows over a small alphabet: whatever is taken over is built alike, and no card is used twice. */
test('matched cards are always alike and never shared', () => {
  let seed = 7;
  const next = (/** @type {number} */ below) => ((seed = (seed * 1103515245 + 12345) % 2147483648) >> 8) % below;
  for (let round = 0; round < 500; round += 1) {
    const row = () => Array.from({ length: next(7) }, () => 'abc'[next(3)]);
    const [before, after] = [row(), row()];
    const match = matchCards(before, after);
    const used = match.filter((old) => old !== -1);
    assert.equal(new Set(used).size, used.length);
    match.forEach((old, index) => old === -1 || assert.equal(before[old], after[index]));
    for (const letter of 'abc') {
      const count = (/** @type {string[]} */ list) => list.filter((name) => name === letter).length;
      const reused = match.filter((old) => old !== -1 && before[old] === letter).length;
      assert.equal(reused, Math.min(count(before), count(after)), 'every card that can stay does stay');
    }
  }
});
