// @ts-check
import assert from 'node:assert/strict';
import test from 'node:test';
import { USUAL_PROBE, readProbe, withProbe } from '../../../components/frontend/lib/probe-link.js';
import { withView } from '../../../components/frontend/lib/view-options.js';

const PAGE = 'https://example.org/app?e=abc&hide=lr,noise#part';

test('a slice through eight features comes back from the address as it was', () => {
  const probe = [0.1234, -1, 0.9, 0, 0, -0.01, 0, 1];
  const href = withProbe(PAGE, probe);
  assert.equal(href, 'https://example.org/app?e=abc&hide=lr,noise&probe=0.1234,-1,0.9,0,0,-0.01,0,1#part');
  assert.deepEqual(readProbe(new URL(href).search), probe);
});

test('the address stays short: four decimals, no features at 0 in the end, nothing for the usual probe', () => {
  assert.match(withProbe(PAGE, [1 / 3, -1e-9, 0, 0]), /&probe=0\.3333,0#/);
  assert.equal(withProbe(`${PAGE.split('#')[0]}&probe=1,1`, USUAL_PROBE), PAGE.split('#')[0]);
  assert.match(withProbe(PAGE, [...USUAL_PROBE, 0.5]), /probe=0\.42,-0\.3,0\.5/);
});

test('what is no probe leaves it where it usually stands', () => {
  for (const text of ['', 'e=1', 'probe=', 'probe=0.1', 'probe=a,b', 'probe=1,,2', 'probe=NaN,0', `probe=${'0,'.repeat(8)}0`]) {
    assert.deepEqual(readProbe(text), [0.42, -0.3], text);
  }
  assert.deepEqual(readProbe('?probe=%2B3, -Infinity'), [1, -1], 'outside the maps: at their edge');
});

test('other options of the view leave the probe readable', () => {
  assert.equal(
    withView('https://example.org/?probe=0.1,0.2,0.3', { view: 'embed', hide: [] }),
    'https://example.org/?probe=0.1,0.2,0.3&view=embed',
  );
});
