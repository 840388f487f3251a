// @ts-check
/** Lets a number say what it means: hovered, or in focus, it shows the card of its entry in `meanings.js`. */
import { h, say } from '../lib/dom.js';
import { explain } from './hover-card.js';
import { MEANINGS, inWords } from './meanings.js';

/** @typedef {keyof typeof MEANINGS} Key */

export const FOCUSABLE = 'button, input, select, summary, [tabindex]';

/**
 * @param {Element} element with the number
 * @param {string} key of `MEANINGS`; may be called again with another one
 * @param {object} [options]
 * @param {Element} [options.stop] what takes the keyboard's focus for it: a dial or a slider; the element itself by default
 * @param {() => string} [options.tell] something about the number of the moment
 */
export function means(element, key, { stop = element, tell } = {}) {
  const meaning = MEANINGS[/** @type {Key} */ (key)];
  for (const each of new Set([element, stop])) {
    if (each.getAttribute('data-means') === key) continue;
    each.setAttribute('data-means', key);
    explain(each, () => note(meaning, tell));
  }
  stop.setAttribute('aria-description', inWords(meaning));
  if (stop === element && !element.matches(FOCUSABLE)) element.setAttribute('tabindex', '0');
}

/** @type {(meaning: import('./meanings.js').Meaning, tell?: () => string) => import('./hover-card.js').Note} */
function note({ name, unit, convention, source }, tell) {
  const now = h('p', { class: 'note-text' });
  const elements = [
    h('dl', null, h('dt', null, 'Unit'), h('dd', null, unit)),
    h('p', { class: 'note-text' }, convention),
    ...(tell ? [now] : []),
    h('p', { class: 'note-text k wide' }, source),
  ];
  const follow = () => {
    if (tell) say(now, tell());
  };
  return { title: name, elements, follow };
}
