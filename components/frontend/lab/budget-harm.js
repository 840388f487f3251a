// @ts-check
/** Part of the tab Budget: whose noise hurts most, of all layers or of the gates of one. */
import { h } from '../lib/dom.js';
import { fixed } from '../lib/format.js';
import { CHEAP_MS, runAlone } from './alone.js';
import { harmName, ranked } from './budget-figure.js';
import { kindsOf, layerMenu, section } from './budget-parts.js';
import { controls, csvButton, runBar, table } from './parts.js';

/** @typedef {import('./budget-figure.js').Harm} Harm */

/** @type {[string, string][]} */
const ORDERS = [['fidelity', 'fidelity'], ['margin', 'margin'], ['accuracy', 'accuracy']];
/** @type {Parameters<typeof table>[0]} */
const COLUMNS = [
  { name: 'Noise of', text: true },
  { name: 'Fidelity', key: 'harm_fidelity' },
  { name: 'Margin', key: 'harm_margin' },
  { name: 'Accuracy', unit: 'pt', key: 'harm_accuracy' },
];
const NAMES = ['noise of', 'fidelity regained', 'margin regained', 'accuracy regained'];

/** @param {number} value @param {number} digits */
const signed = (value, digits) => (Number(value.toFixed(digits)) > 0 ? '+' : '') + fixed(value, digits);

/** @param {import('./main.js').LabContext} ctx */
export function createHarms(ctx) {
  const { store } = ctx;
  const study = ctx.study('gates');
  const grid = table(COLUMNS, 'Harm');
  /** @type {import('./budget-figure.js').Budget | null} */
  let shown = null;
  /** @type {import('./budget-figure.js').Gates | null} */
  let gates = null;
  const menu = layerMenu('Harm of', (name, index) => [index + 1, `gates of ${name}`], [[0, 'all layers']]);
  const chosen = () => Number(menu.element.value || 0);
  const options = () => ({ layer: chosen() });
  const alone = runAlone(store, study, options);
  const bar = runBar({ label: 'Measure', study, options });
  const order = controls([{ name: 'by', value: 'fidelity', label: 'Ranked by', control: 'menu', options: ORDERS }], () => fill());
  const rows = () => {
    const by = /** @type {'fidelity'} */ (order.values().by);
    if (!chosen()) return ranked(shown?.noisy, shown?.harms ?? [], by);
    return gates?.layer === chosen() ? ranked(gates.noisy, gates.gates, by) : [];
  };
  const fill = () => grid.set(rows().map((row) => [nameOf(ctx, row), signed(row.fidelity, 4), signed(row.margin, 4), signed(100 * row.accuracy, 1)]));
  const follow = () => {
    bar.element.hidden ||= !chosen();
    if (chosen()) alone.start();
    else alone.stop();
    fill();
  };
  menu.element.addEventListener('change', follow);
  study.on(({ state, cost_ms, result }) => {
    if (state === 'estimate') bar.element.hidden = cost_ms <= CHEAP_MS;
    if (state === 'failed') bar.element.hidden = false;
    if (state !== 'done') return;
    gates = result;
    fill();
  });
  const update = () => {
    menu.update(kindsOf(store), 'first');
    if (!chosen()) alone.stop();
  };
  store.on('scene', update);
  update();
  bar.element.hidden = true;
  const csv = csvButton('harm', () => [NAMES, ...rows().map((row) => [harmName(row, kindsOf(store)), row.fidelity, row.margin, row.accuracy])]);
  const convention = h('p', { class: 'k wide' }, 'What comes back if this noise alone is taken away');
  const body = h('div', { class: 'budget-scroll' }, bar.element, grid.element);
  return {
    element: section('What hurts most', 'Harm', [menu.element, order.element, csv], convention, body),
    show: follow,
    hide: alone.stop,
    /** @param {import('./budget-figure.js').Budget} budget */
    update(budget) {
      shown = budget;
      const root = /** @type {Document | ShadowRoot} */ (grid.element.getRootNode());
      if (!grid.element.contains(root.activeElement)) fill(); // a row that is being pressed stays where it is
    },
  };
}

/** A layer's name leads to the layer. @param {import('./main.js').LabContext} ctx @param {Harm} row */
function nameOf({ store, actions }, row) {
  const text = harmName(row, kindsOf(store));
  const { layer } = row;
  if (layer === undefined || layer === null) return text;
  const click = () => actions.select({ layer, parameter: null });
  return h('button', { class: 'plain-link', type: 'button', title: 'Look at this layer', on: { click } }, text);
}
