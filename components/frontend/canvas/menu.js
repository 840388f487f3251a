// @ts-check
/** A menu that opens below a tile of the palette: arrow keys inside, Escape and leaving it close it. */
import { h } from '../lib/dom.js';

/** Whether the focus is inside. @param {Element} element */
export const hasFocus = (element) =>
  element.contains(/** @type {Document | ShadowRoot} */ (element.getRootNode()).activeElement);

/**
 * @param {HTMLElement} button
 * @param {HTMLElement} menu
 * @returns {{element: HTMLElement, close: () => void}}
 */
export function dropDown(button, menu) {
  // Safari, and Firefox on a Mac, give a pressed button no focus; what it lies in then keeps it, and the menu stays open.
  const element = h('div', { class: 'palette-more', tabindex: -1 }, button, menu);
  const items = () => /** @type {HTMLElement[]} */ ([...menu.querySelectorAll('button, input')]);
  const close = () => {
    menu.hidden = true;
    button.setAttribute('aria-expanded', 'false');
  };
  close();
  button.addEventListener('click', () => {
    if (!menu.hidden) return close();
    menu.hidden = false;
    button.setAttribute('aria-expanded', 'true');
    items()[0]?.focus();
  });
  element.addEventListener('keydown', (event) => {
    const list = items();
    const at = list.indexOf(/** @type {HTMLElement} */ (event.target));
    if (event.key === 'Escape' && !menu.hidden) {
      close();
      button.focus();
    } else if (at >= 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      const step = event.key === 'ArrowDown' ? 1 : list.length - 1;
      list[(at + step) % list.length].focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  // Asked a moment later: a row that is drawn anew loses the focus and takes it back.
  const left = () => {
    if (!hasFocus(element) && !element.querySelector('.held')) close();
  };
  element.addEventListener('focusout', () => setTimeout(left));
  return { element, close };
}
