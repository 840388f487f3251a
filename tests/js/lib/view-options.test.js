// @ts-check
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { HIDEABLE, guardKeys, readView, withView } from '../../../components/frontend/lib/view-options.js';

test('a list of words hides controls; what is unknown or written twice is left out', () => {
  assert.deepEqual(readView('?hide=noise,lr,LR,nonsense,__proto__&e=x'), { view: 'full', hide: ['lr', 'noise'] });
  assert.deepEqual(readView('hide=optimiser%20decoherence').hide, ['optimizer', 'noise']);
  assert.deepEqual(readView(''), { view: 'full', hide: [] });
});

test('only embed is another view', () => {
  assert.equal(readView('?view=Embed').view, 'embed');
  assert.equal(readView('?view=constructor').view, 'full');
  assert.equal(readView('?embed=true').view, 'full', 'that key belongs to Streamlit');
});

test('the address keeps everything else and reads back the same', () => {
  const options = /** @type {const} */ ({ view: 'embed', hide: ['lr', 'noise'] });
  const href = withView('https://example.org/app?e=abc&hide=seed#part', { ...options, hide: [...options.hide] });
  assert.equal(href, 'https://example.org/app?e=abc&view=embed&hide=lr,noise#part');
  assert.deepEqual(readView(new URL(href).search), options);
  assert.equal(withView(href, { view: 'full', hide: [] }), 'https://example.org/app?e=abc#part');
});

test('a hidden control does not answer to its key', () => {
  const pressed = /** @type {string[]} */ ([]);
  let hidden = ['noise'];
  const keys = guardKeys({ N: () => pressed.push('N'), R: () => pressed.push('R') }, () => hidden);
  keys.N();
  keys.R();
  assert.deepEqual(pressed, ['R']);
  hidden = [];
  keys.N();
  assert.deepEqual(pressed, ['R', 'N']);
});

test('the style sheet knows every word, and no other', () => {
  const sheet = readFileSync(new URL('../../../components/frontend/styles/view.css', import.meta.url), 'utf8');
  const known = new Set([...sheet.matchAll(/data-hide~='([^']+)'/g)].map(([, word]) => word));
  assert.deepEqual([...known].sort(), Object.keys(HIDEABLE).sort());
});
