// @ts-check
/** The right column: decision map, key numbers, loss, Bloch sphere. */

import { h, s } from '../lib/dom.js';
import { createBoundary } from './boundary.js';
import { Clock } from './clock.js';
import { createDecisionMap } from './decision-map.js';
import { createLoss } from './loss.js';
import { createMetrics } from './metrics.js';
import { afterFirstPaint } from './plotly.js';
import { shotsLegend } from './shots-layer.js';
import { createSphere } from './sphere.js';

/**
 * @typedef {object} Context
 * @property {import('../lib/store.js').Store} store
 * @property {import('../lib/actions.js').Actions} actions
 * @property {HTMLElement} host whose style carries the tokens
 */

/** What the marks and colours of the map stand for. */
function legend() {
  const minus = s('svg', { viewBox: '0 0 10 10', class: 'mark-minus' }, s('circle', { cx: 5, cy: 5, r: 4 }));
  const plus = s('svg', { viewBox: '0 0 10 10', class: 'mark-plus' }, s('path', { d: 'M5 0l5 5-5 5-5-5z' }));
  return h(
    'div',
    { class: 'legend', title: 'Circles: class −1. Diamonds: class +1. Colours of the map: from −1 to +1.' },
    h('span', {}, minus, '−1'),
    h('span', { class: 'legend-ramp' }),
    h('span', {}, plus, '+1'),
  );
}

/** What the colours of the map stand for, of whichever map is shown. @param {Context} ctx */
function legends({ store }) {
  const [classes, shots] = [legend(), shotsLegend()];
  const update = () => {
    const { needed, hover, pinned } = store.ui;
    shots.hidden = !needed || Boolean(hover ?? pinned);
    classes.hidden = !shots.hidden;
  };
  store.on('ui', update);
  update();
  return [classes, shots];
}

/** Back to the readout while a node's map is kept large. @param {Context} ctx */
function wayBack({ store, actions }) {
  const look = { class: 'btn bare way-back', type: 'button', title: 'Show the output again (Escape)', hidden: true };
  const button = h('button', { ...look, on: { click: () => actions.pin(null) } }, '← Output');
  store.on('ui', (ui) => (button.hidden = !ui.pinned));
  return button;
}

/** @param {Context} ctx */
export function createOutput(ctx) {
  const { store } = ctx;
  // While a hand is on a dial, pictures that follow it come first.
  const clock = new Clock({ least: () => (store.ui.held.size ? (store.frame?.playing ? 1000 : 2000) : 0) });
  const boundary = createBoundary(ctx, clock);
  const title = h('span', { text: 'Output' });
  const detail = h('span', { class: 'k' });
  const map = createDecisionMap(ctx, {
    onEnlarge: () => void boundary.open(),
    onName(what, which) {
      title.textContent = what;
      detail.textContent = which;
    },
  });
  const loss = createLoss(ctx, clock);
  const sphere = createSphere(ctx, clock);
  const head = h('div', { class: 'head' }, h('h2', {}, title, ' ', detail), wayBack(ctx), ...legends(ctx));
  const element = h(
    'aside',
    { class: 'side', 'aria-label': 'Output' },
    h('section', { 'aria-label': 'Decision map' }, head, map.element),
    createMetrics(ctx).element,
    loss.element,
    sphere.element,
    boundary.element,
  );
  openCharts(ctx, loss.holder, [loss, sphere]);
  return { element };
}

/**
 * Fetches Plotly when the first frame has been painted: the network is to move before the charts arrive.
 *
 * @param {Context} ctx @param {HTMLElement} place of the message if they do not come
 * @param {{open: () => Promise<unknown>}[]} charts
 */
function openCharts({ store }, place, charts) {
  const notice = h('p', { class: 'notice', role: 'status' });
  const open = async () => {
    try {
      for (const chart of charts) await chart.open();
    } catch (error) {
      const click = () => {
        notice.remove();
        void open();
      };
      const retry = h('button', { class: 'btn', type: 'button', text: 'Try again', on: { click } });
      notice.replaceChildren(/** @type {Error} */ (error).message, ' ', retry);
      place.append(notice);
    }
  };
  const off = store.on('frame', () => {
    off();
    afterFirstPaint(() => void open());
  });
}
