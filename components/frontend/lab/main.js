// @ts-check
/**
 * The laboratory: a drawer under the network with one tab for each kind of question. Network and output stay in sight,
 * unless it is expanded.
 */
import { icon } from '../canvas/icons.js';
import { h } from '../lib/dom.js';
import { createStudies } from './study.js';
import { TABS } from './tabs.js';

/**
 * @typedef {object} LabContext
 * @property {import('../lib/store.js').Store} store
 * @property {import('../lib/actions.js').Actions} actions
 * @property {HTMLElement} host whose style carries the tokens
 * @property {(name: string) => import('./study.js').Study} study
 *
 * @typedef {ReturnType<typeof createLab>} Lab
 */

/**
 * @param {{store: import('../lib/store.js').Store, actions: import('../lib/actions.js').Actions, host: HTMLElement}} base
 * @param {{onClose: () => void}} acts what else happens when it is closed
 */
export function createLab(base, { onClose }) {
  const ctx = { ...base, study: createStudies(base) };
  const { host } = base;
  const panels = createPanels(ctx, TABS);
  const button = h(
    'button',
    { class: 'tile lab-open', type: 'button', 'aria-label': 'Lab', 'aria-expanded': 'false', on: { click: () => toggle() } },
    icon('lab'),
    h('span', {}, 'Lab'),
  );
  button.title = 'Laboratory: what noise does, in numbers (A)';
  const wide = tool('Expand laboratory', 'Over the whole column, or beside the network', 'expand', () => expand(host.dataset.lab !== 'full'));
  const shut = tool('Close laboratory', 'Close (A)', 'remove', () => close());
  const bar = h('div', { class: 'bar' }, panels.list, h('span', { class: 'grow' }), wide, shut);
  const element = h('section', { class: 'lab', 'aria-label': 'Laboratory', hidden: true }, bar, panels.element);

  /** @param {boolean} full */
  const expand = (full) => {
    host.dataset.lab = full ? 'full' : 'open';
    wide.setAttribute('aria-pressed', String(full));
  };
  /** @param {string} [name] of a tab; the last one otherwise */
  const open = (name) => {
    element.hidden = false;
    button.setAttribute('aria-expanded', 'true');
    if (!host.dataset.lab) expand(false);
    panels.choose(name);
  };
  const close = () => {
    const focused = element.contains(/** @type {Node | null} */ (/** @type {Document | ShadowRoot} */ (element.getRootNode()).activeElement));
    element.hidden = true;
    delete host.dataset.lab;
    button.setAttribute('aria-expanded', 'false');
    panels.hide();
    if (focused) button.focus();
    onClose();
  };
  const toggle = () => {
    if (!element.hidden) return close();
    open();
    panels.focus();
  };
  return { element, button, open, close, toggle };
}

/** @param {string} name @param {string} title @param {string} picture @param {() => void} click */
const tool = (name, title, picture, click) =>
  h('button', { class: 'btn bare tool', type: 'button', 'aria-label': name, title, on: { click } }, icon(picture));

/**
 * The list of tabs and what the chosen one shows.
 * @param {LabContext} ctx @param {import('./tabs.js').Row[]} rows
 */
function createPanels(ctx, rows) {
  /** @type {Map<string, import('./tabs.js').Tab>} */
  const made = new Map();
  let chosen = '';
  let seen = false;
  const element = h('div', { class: 'lab-body' });
  const tabs = rows.map(({ name, title }) => {
    const look = { class: 'lab-tab', type: 'button', role: 'tab', tabindex: -1, 'aria-selected': 'false' };
    const ids = { id: `lab-tab-${name}`, 'aria-controls': `lab-panel-${name}` };
    return h('button', { ...look, ...ids, on: { click: () => choose(name) } }, title);
  });
  const list = h('div', { class: 'lab-tabs', role: 'tablist', 'aria-label': 'Laboratory' }, ...tabs);
  list.addEventListener('keydown', (event) => {
    const at = rows.findIndex(({ name }) => name === chosen);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: rows.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    choose(rows[(to + rows.length) % rows.length].name);
    focus();
  });
  /** @param {string} [name] */
  const choose = (name = chosen || rows[0]?.name) => {
    const row = rows.find((other) => other.name === name);
    if (!row) return;
    if (chosen !== name) hide();
    chosen = row.name;
    seen = true;
    for (const [index, button] of tabs.entries()) {
      const selected = rows[index].name === chosen;
      button.setAttribute('aria-selected', String(selected));
      button.tabIndex = selected ? 0 : -1;
    }
    void bring(row);
  };
  /** @param {import('./tabs.js').Row} row */
  const bring = async (row) => {
    try {
      if (!made.has(row.name)) make(row, await row.load());
    } catch (error) {
      console.error(error);
      ctx.store.emit('message', { level: 'error', text: `The tab ${row.title} could not be loaded. Look at the connection and choose it again.` });
    }
    for (const panel of element.children) /** @type {HTMLElement} */ (panel).hidden = panel.id !== `lab-panel-${chosen}`;
    if (seen && chosen === row.name) made.get(row.name)?.show();
  };
  /** @param {import('./tabs.js').Row} row @param {import('./tabs.js').Create} create */
  const make = (row, create) => {
    if (made.has(row.name)) return; // chosen twice while it was on its way
    const tab = create(ctx);
    made.set(row.name, tab);
    const look = { class: 'lab-panel', role: 'tabpanel', id: `lab-panel-${row.name}`, 'aria-labelledby': `lab-tab-${row.name}` };
    element.append(h('div', look, tab.element));
  };
  const hide = () => {
    seen = false;
    made.get(chosen)?.hide();
  };
  const focus = () => tabs[rows.findIndex(({ name }) => name === chosen)]?.focus();
  return { element, list, choose, hide, focus };
}
