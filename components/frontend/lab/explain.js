// @ts-check
/** What a number of the laboratory means and where it comes from, in the card of everything else that is pointed at. */
import { explain as tell } from '../chrome/hover-card.js';
import { h } from '../lib/dom.js';

/**
 * @param {HTMLElement} element that can have the focus
 * @param {{text: string, source: string}} words convention of the number; paper, equation or solver it comes from
 */
export function explain(element, { text, source }) {
  element.setAttribute('aria-description', source ? `${text} Source: ${source}` : text);
  tell(element, () => ({
    title: '',
    elements: [h('p', { class: 'note-text' }, text), ...(source ? [h('p', { class: 'note-text k wide' }, source)] : [])],
    follow: () => undefined,
  }));
}
