// @ts-check
/** The loss over the epochs: a Plotly line chart on its own clock, with a switch between log and linear. */

import { tokens } from '../lib/colors.js';
import { h, s } from '../lib/dom.js';
import { fixed } from '../lib/format.js';
import { followUi } from './follow.js';
import { lossFigure } from './loss-figure.js';
import { createChart } from './plotly.js';
import { segmented } from './segmented.js';

/** @typedef {import('./output.js').Context} Context */

const SCALES = [
  { value: 'log', text: 'log', label: 'Logarithmic loss axis' },
  { value: 'linear', text: 'lin', label: 'Linear loss axis' },
];

/**
 * @param {Context} ctx
 * @param {import('./clock.js').Clock} clock
 */
export function createLoss({ store, host }, clock) {
  const holder = /** @type {import('./plotly.js').Graph} */ (
    h('div', { class: 'plot loss-plot', role: 'img', title: 'Drag to zoom, double click to see all' })
  );
  let scale = /** @type {'log' | 'linear'} */ ('log');
  let drawn = '';
  const zoom = createZoom(store, holder, () => chart.invalidate(true));
  const chart = createChart({
    holder,
    clock,
    figure: () => {
      const { rows } = store.losses;
      drawn = extent(store.losses);
      const { revision, window } = zoom.state(scale);
      return lossFigure({ rows, colours: tokens(host), scale, revision, window, height: holder.clientHeight });
    },
    onReady: zoom.listen,
  });
  const choice = segmented(SCALES, scale, 'Loss axis', (value) => {
    scale = /** @type {'log' | 'linear'} */ (value);
    chart.invalidate(true);
  });
  store.on('losses', () => {
    chart.invalidate();
    describe(holder, store.losses.rows.at(-1));
  });
  store.on('frame', () => {
    // The rows of a frame arrive before it: only now is it known whether the page has come to rest.
    if (!store.frame?.playing && drawn !== extent(store.losses)) chart.invalidate(true);
  });
  followUi(store, { theme: () => chart.invalidate(true) });
  const legend = h('div', { class: 'legend' }, key('train'), key('test'));
  const head = h('div', { class: 'head' }, h('h2', { text: 'Loss' }), legend, choice.element);
  return { element: h('section', { class: 'loss', 'aria-label': 'Loss' }, head, holder), holder, open: chart.open };
}

/**
 * Which epochs are in sight, so that a stretch that has been zoomed into is drawn with all its points. Plotly keeps
 * the zoom while the revision stays the same; a new run and a double click show everything again.
 *
 * @param {Context['store']} store @param {import('./plotly.js').Graph} holder @param {() => void} redraw
 */
function createZoom(store, holder, redraw) {
  /** @type {[number, number] | null} */
  let window = null;
  let run = store.losses.run;
  let reset = 0;
  return {
    /** @param {string} scale */
    state(scale) {
      if (run !== store.losses.run) window = null;
      run = store.losses.run;
      return { window, revision: `${run} ${scale} ${reset}` };
    },
    listen() {
      holder.on?.('plotly_relayout', (change) => {
        if (!('xaxis.range[0]' in change)) return;
        window = [change['xaxis.range[0]'], change['xaxis.range[1]']];
        redraw();
      });
      holder.on?.('plotly_doubleclick', () => {
        window = null;
        reset += 1;
        redraw();
      });
    },
  };
}

/** @param {HTMLElement} holder @param {ArrayLike<number> | undefined} last */
function describe(holder, last) {
  const text = last ? `Loss after ${last[0]} epochs: train ${fixed(last[1], 2)}, test ${fixed(last[2], 2)}` : 'Loss';
  holder.setAttribute('aria-label', text);
}

/** What tells one state of the curve from another. @param {Context['store']['losses']} losses */
const extent = ({ run, rows }) => `${run} ${rows.length} ${rows.at(-1)?.[0]}`;

/** @param {'train' | 'test'} name */
const key = (name) =>
  h('span', {}, s('svg', { viewBox: '0 0 10 10', class: `key-${name}` }, s('path', { d: 'M0 5h10' })), name);
