// @ts-check
/** Which side of the probe's state the inspector shows: one quron, its way through the layers, or a density matrix. */
import { h } from '../lib/dom.js';

/** @typedef {'state' | 'path' | 'rho'} Tab */

const TABS = /** @type {Record<Tab, {text: string, title: string}>} */ ({
  state: { text: 'State', title: 'The chosen quron after the chosen layer' },
  path: { text: 'Path', title: 'Every quron at the probe through all layers; the path of the chosen one on the Bloch sphere' },
  rho: { text: 'ρ', title: 'Density matrix at the probe as coloured cells' },
});
const NAMES = /** @type {Tab[]} */ (Object.keys(TABS));

/** @param {import('./types.js').Context} ctx */
export function createProbeTabs({ store, actions }) {
  /** @param {Tab} tab */
  const choose = (tab) => actions.select({ tab });
  const buttons = NAMES.map((name) => {
    const { text, title } = TABS[name];
    const look = { type: 'button', role: 'tab', title, 'aria-label': `${text === 'ρ' ? 'Density matrix' : text} at the probe` };
    return h('button', { ...look, on: { click: () => choose(name) } }, text);
  });
  const element = h('div', { class: 'probe-tabs', role: 'tablist', 'aria-label': 'State at the probe' }, ...buttons);
  element.addEventListener('keydown', (event) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? NAMES.length - 1 : 0;
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const next = (NAMES.indexOf(store.ui.tab) + step) % NAMES.length;
    choose(NAMES[next]);
    buttons[next].focus();
  });
  const update = () =>
    buttons.forEach((button, place) => {
      const selected = NAMES[place] === store.ui.tab;
      button.setAttribute('aria-selected', String(selected));
      button.tabIndex = selected ? 0 : -1;
    });
  store.on('ui', update);
  update();
  return { element };
}
