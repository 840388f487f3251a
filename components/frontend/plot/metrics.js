// @ts-check
/** Three key numbers: how well it does, how clearly, and what decoherence has left of the state. */

import { means } from '../chrome/means.js';
import { calmly } from '../lib/calm.js';
import { h, hide, say } from '../lib/dom.js';
import { fixed } from '../lib/format.js';

/** @typedef {import('./output.js').Context} Context */

/** @param {string} name @param {string} note @param {string} key of its meaning */
function metric(name, note, key) {
  const label = h('span', { class: 'k', text: name });
  const number = h('span', { class: 'metric-number', text: '–' });
  const unit = h('span', { class: 'metric-unit' });
  const plain = h('span', { class: 'k' }, note);
  const thin = document.createTextNode('');
  const other = h('span', { class: 'k metric-ghost', hidden: true, title: 'The other of both networks: the same parameters without decoherence, or with it' }, h('i', { class: 'ghost-key' }), thin);
  const element = h('div', { class: 'metric', role: 'group', 'aria-label': name }, label, h('b', {}, number, unit), plain, other);
  means(element, key);
  let said = '';
  return {
    element,
    /** @param {string} text @param {string} [suffix] */
    set(text, suffix = '') {
      if (text + suffix === said) return;
      said = text + suffix;
      say(number, text);
      say(unit, suffix);
    },
    /** The number of the ideal network below, or the note. @param {string | null} text */
    ghost(text) {
      hide(plain, text !== null);
      hide(other, text === null);
      if (text !== null) say(thin, text);
    },
    noted: () => plain.textContent ?? '',
    /** What stands below where there is no ghost. @param {string} text */
    note(text) {
      say(plain, text);
    },
    /** @param {string} text @param {string} meaning its key @param {() => string} [tell] more about it at the moment */
    rename(text, meaning, tell) {
      if (label.textContent !== text) label.textContent = text;
      element.setAttribute('aria-label', text);
      means(element, meaning, { tell });
    },
  };
}

/** @param {Context} ctx */
export function createMetrics({ store }) {
  const accuracy = metric('Accuracy', 'test points', 'accuracy');
  const margin = metric('Margin', 'mean y f', 'margin');
  const purity = metric('Purity', 'at the probe', 'purity');

  /** Without shots, or where both numbers are one. */
  const plain = () => {
    if (store.scene?.regression) accuracy.rename('R²', 'determination');
    else accuracy.rename('Accuracy', 'accuracy');
    accuracy.note('test points');
  };
  store.on('scene', plain);
  const exactly = () => accuracy.noted();
  const show = () => {
    const frame = store.frame;
    if (!frame) return;
    const noisy = { accuracy: frame.accuracy, margin: frame.margin, purity: frame.purity };
    const [solid, thin] = frame.ghost && frame.swapped ? [frame.ghost, noisy] : [noisy, frame.ghost];
    const rated = store.scene?.regression ? (/** @type {number | null} */ value) => number(value, 2) : (/** @type {number | null} */ value) => number(percent(value), 1);
    const unit = store.scene?.regression ? '' : ' %';
    accuracy.set(rated(solid.accuracy), unit);
    if (frame.exact_accuracy === null) accuracy.note('test points');
    else {
      const exact = rated(frame.exact_accuracy) + unit;
      accuracy.rename(store.scene?.regression ? 'R² sampled' : 'Sampled acc.', 'sampled', exactly);
      accuracy.note(`exact ${exact}`);
    }
    margin.set(number(solid.margin, 2));
    purity.set(number(solid.purity, 2));
    accuracy.ghost(thin && rated(thin.accuracy) + unit);
    margin.ghost(thin && number(thin.margin, 2));
    purity.ghost(thin && number(thin.purity, 2));
  };
  store.on('frame', calmly(show));
  const metrics = [accuracy, margin, purity].map(({ element }) => element);
  return { element: h('section', { class: 'metrics', 'aria-label': 'Metrics' }, ...metrics) };
}

/** @param {number | null} value @param {number} digits */
const number = (value, digits) => (value === null ? '–' : fixed(value, digits));

/** @param {number | null} fraction */
const percent = (fraction) => (fraction === null ? null : 100 * fraction);
