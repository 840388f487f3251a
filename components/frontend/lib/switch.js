// @ts-check
/** A small switch: its knob stands right where it is on. */
import { h } from './dom.js';

/**
 * @param {string} label Accessible name.
 * @param {() => void} flip
 */
export function switchButton(label, flip) {
  const attributes = { type: 'button', role: 'switch', 'aria-checked': 'false', 'aria-label': label };
  const button = h('button', { class: 'switch small', ...attributes }, h('b'));
  button.addEventListener('click', (event) => {
    event.stopPropagation();
    flip();
  });
  return button;
}
