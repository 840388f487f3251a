// @ts-check
/** What a number means and where it comes from, in a card beside it while it is hovered or has the focus. */
import { h } from '../lib/dom.js';

const GAP = 6;

/**
 * @param {HTMLElement} element that can have the focus
 * @param {{text: string, source: string}} words convention of the number; paper, equation or solver it comes from
 */
export function explain(element, { text, source }) {
  element.setAttribute('aria-description', source ? `${text} Source: ${source}` : text);
  /** @type {HTMLElement | null} */
  let card = null;
  const show = () => {
    const root = element.closest('.quron-root');
    if (card || !root) return;
    card = h('div', { class: 'lab-tip', role: 'tooltip' }, h('p', null, text), source && h('p', { class: 'k wide' }, source));
    root.append(card);
    const [at, size] = [element.getBoundingClientRect(), card.getBoundingClientRect()];
    const above = at.top - size.height - GAP;
    card.style.left = `${Math.max(GAP, Math.min(at.left, window.innerWidth - size.width - GAP))}px`;
    card.style.top = `${above > GAP ? above : at.bottom + GAP}px`;
  };
  const hide = () => {
    card?.remove();
    card = null;
  };
  const listeners = { pointerenter: show, pointerleave: hide, focus: show, blur: hide };
  for (const [event, listener] of Object.entries(listeners)) element.addEventListener(event, listener);
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') hide();
  });
}
