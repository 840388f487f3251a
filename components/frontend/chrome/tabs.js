// @ts-check
/** On narrow screens the columns share the place: the network, or data and noise beside the output. */
import { h } from '../lib/dom.js';

const TABS = { network: 'Network', data: 'Data, noise and output', lab: 'Laboratory' };

/**
 * @param {HTMLElement} root Whose `data-tab` the style sheet follows.
 * @param {(part: string) => void} onChoose
 */
export function createTabs(root, onChoose) {
  /** @param {string} chosen */
  const choose = (chosen) => {
    root.dataset.tab = chosen;
    for (const button of buttons) {
      const selected = button.dataset.tab === chosen;
      button.setAttribute('aria-selected', String(selected));
      button.tabIndex = selected ? 0 : -1;
    }
    onChoose(chosen);
  };
  const buttons = Object.entries(TABS).map(([name, text]) =>
    h('button', { class: 'tab', type: 'button', role: 'tab', 'data-tab': name, on: { click: () => choose(name) } }, text),
  );
  const element = h('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Parts of the screen' }, ...buttons);
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    const at = buttons.findIndex((button) => button.dataset.tab === root.dataset.tab);
    const other = buttons[(at + (event.key === 'ArrowRight' ? 1 : -1) + buttons.length) % buttons.length];
    choose(other.dataset.tab ?? 'network');
    other.focus();
  });
  choose('network');
  return { element, choose };
}
