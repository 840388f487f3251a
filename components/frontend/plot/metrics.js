// @ts-check
/** Three key numbers: how well it does, how clearly, and what decoherence has left of the state. */

import { h } from '../lib/dom.js';
import { fixed } from '../lib/format.js';

/** @typedef {import('./output.js').Context} Context */

/** @param {string} name @param {string} note @param {string} title */
function metric(name, note, title) {
  const label = h('span', { class: 'k', text: name });
  const number = h('span', { class: 'metric-number', text: '–' });
  const unit = h('span', { class: 'metric-unit' });
  const plain = h('span', { class: 'k' }, note);
  const thin = document.createTextNode('');
  const other = h('span', { class: 'k metric-ghost', hidden: true, title: 'The other of both networks: the same parameters without decoherence, or with it' }, h('i', { class: 'ghost-key' }), thin);
  let said = '';
  return {
    element: h('div', { class: 'metric', title }, label, h('b', {}, number, unit), plain, other),
    /** @param {string} text @param {string} [suffix] */
    set(text, suffix = '') {
      if (text + suffix === said) return;
      said = text + suffix;
      number.textContent = text;
      unit.textContent = suffix;
    },
    /** The number of the ideal network below, or the note. @param {string | null} text */
    ghost(text) {
      plain.hidden = text !== null;
      other.hidden = text === null;
      if (text !== null && thin.data !== text) thin.data = text;
    },
    /** @param {string} text @param {string} help */
    rename(text, help) {
      label.textContent = text;
      label.parentElement?.setAttribute('title', help);
    },
  };
}

const ACCURACY = 'Fraction of the test points on the right side';
const MARGIN = 'Mean over the test points of label times output: how clearly the classes are told apart';
const DETERMINATION = 'Coefficient of determination on the test points: 1 is perfect, 0 no better than the mean';

/** @param {Context} ctx */
export function createMetrics({ store }) {
  const accuracy = metric('Accuracy', 'test points', ACCURACY);
  const margin = metric('Margin', 'mean y f', MARGIN);
  const purity = metric('Purity', 'at the probe', 'Tr ρ² of the whole state after the last layer, at the probe');

  store.on('scene', () => {
    if (store.scene?.regression) accuracy.rename('R²', DETERMINATION);
    else accuracy.rename('Accuracy', ACCURACY);
  });
  store.on('frame', () => {
    const frame = store.frame;
    if (!frame) return;
    const noisy = { accuracy: frame.accuracy, margin: frame.margin, purity: frame.purity };
    const [solid, thin] = frame.ghost && frame.swapped ? [frame.ghost, noisy] : [noisy, frame.ghost];
    const rated = store.scene?.regression ? (/** @type {number | null} */ value) => number(value, 2) : (/** @type {number | null} */ value) => number(percent(value), 1);
    const unit = store.scene?.regression ? '' : ' %';
    accuracy.set(rated(solid.accuracy), unit);
    margin.set(number(solid.margin, 2));
    purity.set(number(solid.purity, 2));
    accuracy.ghost(thin && rated(thin.accuracy) + unit);
    margin.ghost(thin && number(thin.margin, 2));
    purity.ghost(thin && number(thin.purity, 2));
  });
  const metrics = [accuracy, margin, purity].map(({ element }) => element);
  return { element: h('section', { class: 'metrics', 'aria-label': 'Metrics' }, ...metrics) };
}

/** @param {number | null} value @param {number} digits */
const number = (value, digits) => (value === null ? '–' : fixed(value, digits));

/** @param {number | null} fraction */
const percent = (fraction) => (fraction === null ? null : 100 * fraction);
