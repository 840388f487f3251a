// @ts-check
/** The small tile under the pointer while a layer is carried. */
import { h } from '../lib/dom.js';
import { icon } from './icons.js';

/**
 * @param {Element} near any element of the page; the ghost hangs at its root, above everything
 * @param {string} kind layer kind or channel
 * @param {string} name
 */
export function createGhost(near, kind, name) {
  const root = near.closest('.quron-root') ?? near.parentElement ?? near;
  const element = h('div', { class: 'tile carried', 'aria-hidden': 'true' }, icon(kind), h('span', {}, name));
  root.append(element);
  return {
    /** @param {PointerEvent} event */
    move: (event) => {
      element.style.transform = `translate(${event.clientX - 24}px, ${event.clientY - 14}px)`;
    },
    remove: () => element.remove(),
  };
}
