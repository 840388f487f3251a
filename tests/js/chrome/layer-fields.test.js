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

test('a pulse shows what its drives and couplings need', () => {
  const pulse = { kind: 'evolve', drives: 'x', duration: 1, features: [], scale: 1, axis: 'x', coupling: null, pattern: 'chain', pairs: null };
  assert.deepEqual(names(pulse), ['duration', 'drives', 'features', 'coupling', 'qurons']);
  assert.deepEqual(names({ ...pulse, features: [0] }).slice(3, 5), ['axis', 'scale']);
  assert.deepEqual(names({ ...pulse, coupling: 'zz' }).slice(-2), ['pattern', 'qurons']);
});

test('a coupling is chosen between no more qurons than may be coupled', () => {
  const pulse = { kind: 'evolve', drives: 'x', features: [], coupling: null, pattern: 'chain', pairs: null };
  const choose = (spec, qurons) =>
    fieldsOf(spec, { n_in: qurons.length, qurons }, 2).find(({ field }) => field === 'coupling').patch('zz');
  assert.deepEqual(choose(pulse, [0]), { coupling: 'zz' });
  assert.deepEqual(choose(pulse, [0, 1, 2]), { coupling: 'zz' });
  assert.deepEqual(choose(pulse, [0, 2, 3, 5, 6]), { coupling: 'zz', pairs: [[0, 2], [3, 5]] });
  assert.deepEqual(choose({ ...pulse, features: [1] }, [0, 1, 2]), { coupling: 'zz', pairs: [[0, 1]] });
  const listed = { ...pulse, pairs: [[0, 2]] };
  assert.deepEqual(choose(listed, [0, 1, 2, 3]), { coupling: 'zz' });
  const pattern = fieldsOf({ ...listed, coupling: 'zz' }, layer, 2).find(({ field }) => field === 'pattern');
  assert.deepEqual(pattern.patch('ring'), { pattern: 'ring', pairs: null });
  assert.ok(pattern.options.some(([value]) => JSON.stringify(value) === JSON.stringify(pattern.read(listed))));
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
