// @ts-check
/** Earlier runs: a button that opens their list; each can be brought back, renamed and removed. */
import { h, replace, s } from '../lib/dom.js';
import { fixed } from '../lib/format.js';

/** Dashes of the ghost curves, oldest first; Plotly's words and what SVG writes for them. */
export const DASHES = [
  { plotly: 'dot', svg: '1 3' },
  { plotly: 'dash', svg: '5 3' },
  { plotly: 'dashdot', svg: '6 2 1 2' },
  { plotly: 'longdash', svg: '9 3' },
];

/**
 * The dash of a run: it keeps its own while others come and go.
 * @param {{number: number}} run
 */
export const dashOf = ({ number }) => DASHES[(number - 1) % DASHES.length];

/** @param {import('./output.js').Context} ctx */
export function createRuns({ store, actions }) {
  const count = document.createTextNode('0');
  const button = h(
    'button',
    { class: 'runs-button', type: 'button', 'aria-label': 'Earlier runs', 'aria-expanded': 'false', title: 'Earlier runs: compare, bring back, remove' },
    'runs ', count,
  );
  const list = h('ul', { class: 'runs-list', hidden: true, 'aria-label': 'Earlier runs' });
  const element = h('div', { class: 'runs', hidden: true }, button, list);
  const open = (/** @type {boolean} */ wanted) => {
    list.hidden = !wanted;
    button.setAttribute('aria-expanded', String(wanted));
  };
  button.addEventListener('click', () => open(list.hidden));
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || list.hidden) return;
    event.stopPropagation();
    open(false);
    button.focus();
  });
  window.addEventListener('pointerdown', (event) => {
    if (!event.composedPath().includes(element)) open(false);
  });
  store.on('runs', (runs) => {
    count.data = String(runs.length);
    element.hidden = runs.length === 0;
    if (!runs.length) open(false);
    replace(list, ...[...runs].reverse().map((/** @type {import('../lib/types.js').Run} */ run) => entry(run, actions, () => open(false))));
  });
  return { element };
}

/**
 * @param {import('../lib/types.js').Run} run
 * @param {import('../lib/actions.js').Actions} actions
 * @param {() => void} close
 */
function entry(run, actions, close) {
  const restore = () => {
    actions.restore(run.number);
    close();
  };
  const stroke = s('svg', { viewBox: '0 0 24 8', class: 'run-key', 'aria-hidden': 'true' }, s('path', { d: 'M0 4h24', 'stroke-dasharray': dashOf(run).svg }));
  const name = h('span', { class: 'run-name' }, run.name);
  const note = `${run.epoch} epochs · loss ${fixed(run.train_loss, 3)}`;
  const back = h(
    'button',
    { class: 'run-restore', type: 'button', 'aria-label': `Bring back ${run.name}`, title: `${run.name}: bring back experiment, weights and curve; undo returns here`, on: { click: restore } },
    stroke, h('span', { class: 'run-text' }, name, h('span', { class: 'k' }, note)),
  );
  const rename = tool('✎', `Rename ${run.name}`, () => typeName(back, run, actions));
  const remove = tool('×', `Remove ${run.name}`, () => actions.forget(run.number));
  return h('li', null, back, rename, remove);
}

/** @param {string} sign @param {string} label @param {() => void} act */
const tool = (sign, label, act) =>
  h('button', { class: 'run-tool', type: 'button', 'aria-label': label, title: label, on: { click: act } }, sign);

/**
 * A field in place of the name until Enter or Escape.
 * @param {HTMLElement} back
 * @param {import('../lib/types.js').Run} run
 * @param {import('../lib/actions.js').Actions} actions
 */
function typeName(back, run, actions) {
  const input = /** @type {HTMLInputElement} */ (h('input', { class: 'run-rename', type: 'text', maxlength: 60, 'aria-label': 'Name of the run' }));
  input.value = run.name;
  const end = (/** @type {boolean} */ keep) => {
    input.replaceWith(back);
    if (keep && input.value !== run.name) actions.rename(run.number, input.value);
  };
  input.addEventListener('keydown', (event) => {
    event.stopPropagation();
    if (event.key === 'Enter') end(true);
    if (event.key === 'Escape') end(false);
  });
  back.replaceWith(input);
  input.focus();
  input.select();
}
