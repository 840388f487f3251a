// @ts-check
import assert from 'node:assert/strict';
import test from 'node:test';
import { CHANNELS } from '../../../components/frontend/canvas/channels.js';
import { fieldsOf } from '../../../components/frontend/chrome/layer-fields.js';
import { MEANINGS, inWords, settingMeaning } from '../../../components/frontend/chrome/meanings.js';

const NUMBERS = ['number', 'share', 'reach', 'count'];

test('every meaning has a name, a unit, a convention and a source, each a text of its own', () => {
  for (const [key, { name, unit, convention, source }] of Object.entries(MEANINGS)) {
    for (const text of [name, unit, convention, source]) assert.ok(text.length > 1, key);
    assert.match(convention, /[.)]$/, key);
    assert.match(source, /\.$/, key);
    assert.match(inWords(MEANINGS[/** @type {keyof typeof MEANINGS} */ (key)]), /^Unit: .+\. .+ Source: .+\.$/, key);
  }
});

test('every number that a layer has as a setting means something', () => {
  const size = { n_in: 4, qurons: [0, 1, 2, 3] };
  const specs = [
    ...['encode', 'rotate', 'entangle', 'evolve', 'perceptron'].map((kind) => /** @type {any} */ ({ kind })),
    ...Object.keys(CHANNELS).map((channel) => /** @type {any} */ ({ kind: 'decohere', channel })),
  ];
  let numbers = 0;
  for (const spec of specs) {
    for (const { field, control } of fieldsOf({ features: [0, 1], axes: 'yz', drives: 'x', pattern: 'ring', ...spec }, size, 2)) {
      if (!NUMBERS.includes(control)) continue;
      numbers += 1;
      assert.notEqual(settingMeaning(field, spec), null, `${spec.kind} ${spec.channel ?? ''} ${field}`);
    }
  }
  assert.ok(numbers > Object.keys(CHANNELS).length);
});

test('names that any object has are no meanings', () => {
  assert.equal(settingMeaning('constructor', {}), null);
  assert.equal(settingMeaning('strength', { channel: 'toString' }), null);
});
