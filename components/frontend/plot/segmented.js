// @ts-check
import { h, replace } from '../lib/dom.js';

/** @typedef {{value: string, text: string, label?: string}} Option */

/**
 * A row of buttons of which one is pressed.
 *
 * @param {Option[]} options
 * @param {string} chosen
 * @param {string} name of the group
 * @param {(value: string) => void} onChoose
 */
export function segmented(options, chosen, name, onChoose) {
  const element = h('div', { class: 'seg', role: 'group', 'aria-label': name });
  /** @type {Map<string, Element>} */
  const buttons = new Map();

  function mark() {
    for (const [value, button] of buttons) button.setAttribute('aria-pressed', String(value === chosen));
  }

  /** @param {Option[]} next */
  function fill(next) {
    buttons.clear();
    for (const { value, text, label } of next) {
      const click = () => {
        set(value);
        onChoose(value);
      };
      const name = label ?? text;
      buttons.set(value, h('button', { type: 'button', text, 'aria-label': name, title: name, on: { click } }));
    }
    replace(element, ...buttons.values());
    mark();
  }

  /** @param {string} value */
  function set(value) {
    if (value === chosen) return;
    chosen = value;
    mark();
  }

  fill(options);
  return { element, set, fill };
}
