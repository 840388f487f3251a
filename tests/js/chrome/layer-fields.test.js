import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CHANNELS } from '../../../components/frontend/canvas/channels.js';
import { fieldsOf, shortestPeriod, switched } from '../../../components/frontend/chrome/layer-fields.js';

const layer = { n_in: 3, qurons: [0, 1, 2] };
const names = (spec, at = layer, features = 2) => fieldsOf(spec, at, features).map(({ field }) => field);

test('every kind of layer has its own settings and the qurons it acts on', () => {
  assert.deepEqual(names({ kind: 'encode', axis: 'x', features: [0, 1], scale: 2 }), ['axis', 'features', 'scale', 'trainable', 'qurons']);
  assert.deepEqual(names({ kind: 'rotate', axes: 'yz' }), ['axes', 'qurons']);
  assert.deepEqual(names({ kind: 'entangle', gate: 'cz', pattern: 'ring' }), ['gate', 'pattern', 'qurons']);
  assert.deepEqual(names({ kind: 'perceptron', width: 1 }), ['width', 'qurons']);
});

test('a channel shows its own fields only', () => {
  const fields = (channel) => names({ kind: 'decohere', channel }).slice(1, -1);
  assert.deepEqual(fields('thermal'), ['t1', 't2', 'time', 'thermal_population']);
  assert.deepEqual(fields('generalized_amplitude_damping'), ['strength', 'ground_population']);
  for (const channel of Object.keys(CHANNELS)) {
    if (CHANNELS[channel].field === 'strength') assert.equal(fields(channel)[0], 'strength');
  }
});

test('the present value is among the options of every menu', () => {
  const unusual = [
    { kind: 'encode', axis: 'z', features: [0, 0, 1], scale: 1 },
    { kind: 'rotate', axes: 'xyxz' },
    { kind: 'entangle', gate: 'crx', pattern: null, pairs: [[0, 2]] },
  ];
  for (const spec of unusual) {
    for (const { field, control, options } of fieldsOf(spec, layer, 2)) {
      if (control !== 'menu') continue;
      const values = options.map(([value]) => JSON.stringify(value));
      assert.ok(values.includes(JSON.stringify(spec[field])), field);
      assert.equal(new Set(values).size, values.length);
    }
  }
});

test('further features may be encoded all in turn, backwards, by neighbours, or alone', () => {
  const menu = fieldsOf({ kind: 'encode', axis: 'x', features: [0, 1] }, layer, 3).find(({ field }) => field === 'features');
  assert.deepEqual(menu.options.map(([, text]) => text), ['x₁ x₂ x₃', 'x₃ x₂ x₁', 'x₁ x₂', 'x₂ x₃', 'x₁', 'x₂', 'x₃']);
});

test('a perceptron cannot hold more than 8 qurons at one time', () => {
  const width = (reached) => {
    const qurons = Array.from({ length: reached }, (_, quron) => quron);
    return fieldsOf({ kind: 'perceptron', width: 1 }, { n_in: reached, qurons }, 2)[0].most;
  };
  assert.equal(width(3), 5);
  assert.equal(width(7), 1);
});

test('a list of features is known by its shortest period', () => {
  assert.deepEqual(shortestPeriod([0, 1, 0, 1]), [0, 1]);
  assert.deepEqual(shortestPeriod([0, 1, 0]), [0, 1]);
  assert.deepEqual(shortestPeriod([1, 1]), [1]);
  assert.deepEqual(shortestPeriod([0, 1, 1]), [0, 1, 1]);
  assert.deepEqual(shortestPeriod([0]), [0]);
});

test('all qurons are written as null, and a layer keeps the qurons it needs', () => {
  assert.deepEqual(switched([0, 1, 2], 1, 3, 1), [0, 2]);
  assert.equal(switched([0, 2], 1, 3, 1), null);
  assert.equal(switched([1], 1, 3, 1), undefined);
  assert.equal(switched([0, 2], 0, 3, 2), undefined);
  assert.deepEqual(switched([2], 0, 3, 1), [0, 2]);
});
