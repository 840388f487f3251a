import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { CHANNELS } from '../../../components/frontend/canvas/channels.js';
import { GATES, PATTERNS, channelFields } from '../../../components/frontend/chrome/layer-fields.js';
import { DATASETS } from '../../../components/frontend/chrome/thumbnails.js';

const source = readFileSync(new URL('../../../playground/spec/choices.py', import.meta.url), 'utf8');
const quoted = (text) => [...text.matchAll(/"(\w+)"/g)].map(([, name]) => name);
const choices = (name) => quoted(new RegExp(`^${name} = Literal\\[([^\\]]*)\\]`, 'm').exec(source)[1]).sort();

test('the menus offer exactly what the experiment can hold', () => {
  assert.deepEqual([...GATES].sort(), choices('Gate'));
  assert.deepEqual(Object.keys(PATTERNS).sort(), choices('Pattern'));
  assert.deepEqual(Object.keys(CHANNELS).sort(), choices('Channel'));
  assert.deepEqual(Object.keys(DATASETS).sort(), choices('DatasetName'));
});

test('every channel shows its own fields', () => {
  const table = /^CHANNEL_PARAMETERS[^{]*\{([^}]*)\}/m.exec(source)[1];
  const rows = table.trim().split('\n').map(quoted);
  assert.equal(rows.length, Object.keys(CHANNELS).length);
  for (const [channel, ...fields] of rows) assert.deepEqual(channelFields(channel), fields);
});
