// @ts-check
/** The small tile under the pointer while a layer is carried, with a word on what letting go would do. */
import { h } from '../lib/dom.js';
import { icon } from './icons.js';

/**
 * @param {Element} near any element of the page; the ghost hangs at its root, above everything
 * @param {string} kind layer kind or channel
 * @param {string} name
 */
export function createGhost(near, kind, name) {
  const root = near.closest('.quron-root') ?? near.parentElement ?? near;
  const word = h('span', { class: 'carried-word' });
  const element = h('div', { class: 'tile carried', 'aria-hidden': 'true' }, icon(kind), h('span', {}, name), word);
  root.append(element);
  return {
    /** @param {{clientX: number, clientY: number}} point */
    move: ({ clientX, clientY }) => {
      element.style.transform = `translate(${clientX - 24}px, ${clientY - 14}px)`;
    },
    /** @param {string} text @param {boolean} leaving whether letting go would remove it */
    say: (text, leaving) => {
      if (word.textContent !== text) word.textContent = text;
      element.classList.toggle('leaving', leaving);
    },
    remove: () => element.remove(),
  };
}
