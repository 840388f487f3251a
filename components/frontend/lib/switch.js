// @ts-check
/** A small switch: its knob stands right where it is on. */
import { h } from './dom.js';

/**
 * @param {string} label Accessible name.
 * @param {() => void} flip
 */
export function switchButton(label, flip) {
  const button = h('button', { class: 'switch', type: 'button', role: 'switch', 'aria-checked': 'false', 'aria-label': label });
  button.addEventListener('click', (event) => {
    event.stopPropagation();
    flip();
  });
  return button;
}
