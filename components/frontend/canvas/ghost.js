// @ts-check
/**
 * The small tile under the pointer while a layer is carried, with a word on what letting go would do, and the reason
 * where nothing is previewed: beside the hand, in its plain size however small the network is drawn.
 */
import { h } from '../lib/dom.js';
import { icon } from './icons.js';

const NOTE = { width: 300, height: 90 }; // room that a reason takes beside the tile

/**
 * @param {Element} near any element of the page; the ghost hangs at its root, above everything
 * @param {string} kind layer kind or channel
 * @param {string} name
 */
export function createGhost(near, kind, name) {
  const root = near.closest('.quron-root') ?? near.parentElement ?? near;
  const word = h('span', { class: 'carried-word' });
  const note = h('p', { class: 'drop-note', hidden: true });
  const element = h('div', { class: 'tile carried', 'aria-hidden': 'true' }, icon(kind), h('span', {}, name), word, note);
  root.append(element);
  return {
    /** @param {{clientX: number, clientY: number}} point */
    move: ({ clientX, clientY }) => {
      element.style.transform = `translate(${clientX - 24}px, ${clientY - 14}px)`;
      note.classList.toggle('left', clientX + NOTE.width > window.innerWidth);
      note.classList.toggle('above', clientY + NOTE.height > window.innerHeight);
    },
    /** @param {string} text @param {boolean} leaving whether letting go would remove it */
    say: (text, leaving) => {
      if (word.textContent !== text) word.textContent = text;
      element.classList.toggle('leaving', leaving);
    },
    /** Why nothing is previewed; null takes it back. @param {{level: string, text: string} | null} reason */
    explain: (reason) => {
      note.hidden = !reason;
      note.textContent = reason?.text ?? '';
      note.classList.toggle('error', reason?.level === 'error');
    },
    remove: () => element.remove(),
  };
}
