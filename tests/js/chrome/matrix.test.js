import assert from 'node:assert/strict';
import test from 'node:test';
import { basisName, entryOf, phaseColour, summary } from '../../../components/frontend/chrome/matrix.js';

const luminance = (colour) => {
  const [red, green, blue] = colour.match(/\d+/g).map((part) => (Number(part) / 255) ** 2.2);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

test('+1 and −1 have the colours of the classes, and the circle closes', () => {
  assert.equal(phaseColour('light', 0), 'rgb(20 99 189)');
  assert.equal(phaseColour('light', Math.PI), 'rgb(201 90 0)');
  assert.equal(phaseColour('light', 2 * Math.PI), phaseColour('light', 0));
  assert.equal(phaseColour('dark', -Math.PI / 2), phaseColour('dark', (3 * Math.PI) / 2));
});

test('+i and −i are told apart without colour', () => {
  for (const theme of ['light', 'dark']) {
    const [up, down] = [0.5, -0.5].map((part) => luminance(phaseColour(theme, part * Math.PI)));
    assert.ok((up + 0.05) / (down + 0.05) > 3, theme);
  }
});

test('entries lie row by row, real before imaginary; purity is the sum of their squares', () => {
  const rho = [0.5, 0, 0.25, -0.25, 0.25, 0.25, 0.5, 0];
  assert.deepEqual(entryOf(rho, 2, 0, 1), { re: 0.25, im: -0.25 });
  const { largest, purity } = summary(rho);
  assert.equal(largest, 0.5);
  assert.ok(Math.abs(purity - 0.75) < 1e-12);
  assert.equal(basisName(5, 4), '0101');
});
