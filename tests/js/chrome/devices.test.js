import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALL, FIELDS, collapsed, edited, isSame, readField, writeField } from '../../../components/frontend/chrome/device-fields.js';
import { errorText, originOf, reachOf, time, timeRange, titleOf } from '../../../components/frontend/chrome/devices.js';

const FIGURES = { t1: 283, t2: 144, error_1q: 2e-4, error_2q: 1.8e-3, readout_p01: 0.01, readout_p10: 0.01, zz_crosstalk: 0, exaggeration: 1 };
const KINGSTON = { name: 'Heron r2 kingston', ...FIGURES };
const PRESETS = [{ device: KINGSTON, gate: 'CZ', date: '2026-04', source: 'a snapshot', note: 'T2 is lowered' }];
const IDEAL = { name: 'ideal', t1: null, t2: null, error_1q: 0, error_2q: 0, readout_p01: 0, readout_p10: 0, zz_crosstalk: 0, exaggeration: 1 };
const field = (name) => FIELDS.find((one) => one.name === name);

test('a device bears the name of its preset until a figure is changed; exaggeration is no figure', () => {
  assert.equal(titleOf(KINGSTON, PRESETS), 'Heron r2 kingston');
  assert.equal(titleOf({ ...KINGSTON, exaggeration: 80 }, PRESETS), 'Heron r2 kingston');
  assert.equal(titleOf({ ...KINGSTON, t1: 50 }, PRESETS), 'Heron r2 kingston, changed');
  assert.equal(titleOf(IDEAL, PRESETS), 'Ideal');
  assert.equal(titleOf({ ...IDEAL, t2: 5 }, PRESETS), 'Own device');
  assert.equal(originOf(KINGSTON, PRESETS), 'a snapshot, 2026-04. T2 is lowered');
});

test('times have the unit that leaves few digits', () => {
  assert.deepEqual([0.068, 283, 5000, 2e6, null].map(time), ['68\u00a0ns', '283\u00a0µs', '5\u00a0ms', '2\u00a0s', '∞']);
  assert.equal(timeRange([283, null, 71.25]), '71.3\u00a0µs–∞');
  assert.equal(timeRange([283, 40]), '40–283\u00a0µs');
  assert.equal(timeRange([5, 5000]), '5\u00a0µs–5\u00a0ms');
  assert.equal(timeRange([5, 5]), '5\u00a0µs');
  assert.equal(timeRange(null), '∞');
  assert.deepEqual([0, 1.8e-3, 0.13].map(errorText), ['0', '1.8e−3', '0.130']);
});

test('a dial ends where T2 = 2 T1', () => {
  assert.deepEqual(reachOf(KINGSTON, 't1'), [72, 1e5]);
  assert.deepEqual(reachOf(KINGSTON, 't2'), [1, 566]);
  assert.deepEqual(reachOf({ t1: null, t2: 4 }, 't2'), [1, 1e5]);
  assert.deepEqual(reachOf({ t1: 0.1, t2: 0.1 }, 't2'), [0.2, 0.2]);
});

test('fields are read in their unit, and nothing is infinite only for times', () => {
  assert.equal(readField(field('gate_time_2q'), '68'), 0.068);
  assert.equal(writeField(field('gate_time_2q'), 0.068, ALL), '68');
  assert.equal(readField(field('t1'), ''), null);
  assert.equal(readField(field('error_1q'), ''), undefined);
  assert.equal(readField(field('t1'), 'soon'), undefined);
  assert.equal(writeField(field('t1'), [5, null], 1), '');
  assert.equal(writeField(field('t1'), 5, 3), '5');
});

test('what was typed is one device, for all qurons or for one', () => {
  const typed = [{ field: field('t1'), quron: 1, value: 50 }, { field: field('error_1q'), quron: ALL, value: 0.01 }];
  const next = edited(IDEAL, typed, 3);
  assert.deepEqual([next.name, next.t1, next.error_1q], ['Own device', [null, 50, null], 0.01]);
  assert.deepEqual(edited(next, [{ field: field('t1'), quron: 2, value: 7 }], 3).t1, [null, 50, 7]);
  assert.equal(collapsed({ ...next, t1: [9, 50, 7] }).t1, 9);
  assert.ok(isSame({ ...next, other: 1 }, next));
  assert.ok(!isSame({ ...next, t1: 50 }, next));
});
