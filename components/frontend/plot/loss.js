// @ts-check
/** The loss over the epochs: a Plotly line chart on its own clock, with a switch between log and linear. */

import { tokens } from '../lib/colors.js';
import { h, hide, s } from '../lib/dom.js';
import { fixed } from '../lib/format.js';
import { followUi } from './follow.js';
import { MARGIN, epochRange, lossFigure } from './loss-figure.js';
import { createChart } from './plotly.js';
import { createRuns } from './runs.js';
import { createScrubber } from './scrubber.js';
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
export function createLoss(ctx, clock) {
  const { store, host } = ctx;
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
      const { runs } = store;
      const swapped = store.frame?.swapped;
      return lossFigure({ rows, runs, swapped, colours: tokens(host), scale, revision, window, height: holder.clientHeight });
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
  store.on('runs', () => chart.invalidate(true));
  const history = createHistory(ctx, () => zoom.state(scale).window);
  const head = h('div', { class: 'head' }, h('h2', { text: 'Loss' }), createLegend(store), choice.element);
  const plot = h('div', { class: 'loss-frame' }, holder, history.cursor);
  const element = h('section', { class: 'loss', 'aria-label': 'Loss' }, head, plot, history.element);
  return { element, holder, open: chart.open };
}

/** What the curves are called. @param {Context['store']} store */
function createLegend(store) {
  const ideal = key('ideal');
  store.on('frame', ({ ghost }) => hide(ideal, !ghost));
  return h('div', { class: 'legend' }, key('train'), key('test'), ideal);
}

/**
 * Under the chart and as wide as its curves: the way back through the run, and the list of earlier runs. A line through
 * the curves stands at the epoch that is shown, if that is not the newest.
 *
 * @param {Context} ctx @param {() => [number, number] | null} window
 */
function createHistory(ctx, window) {
  const { store } = ctx;
  const range = () => epochRange({ rows: store.losses.rows, runs: store.runs, window: window() });
  const place = (/** @type {number} */ epoch) => {
    const [from, to] = range();
    return Math.min(1, Math.max(0, (epoch - from) / (to - from)));
  };
  const epochAt = (/** @type {number} */ at) => {
    const [from, to] = range();
    return from + at * (to - from);
  };
  const scrubber = createScrubber(ctx, place, epochAt);
  const cursor = h('i', { class: 'loss-cursor', hidden: true });
  cursor.style.top = `${MARGIN.t}px`;
  cursor.style.bottom = `${MARGIN.b}px`;
  store.on('frame', ({ epoch, reach }) => {
    hide(cursor, epoch >= reach[1]);
    cursor.style.left = `calc(${MARGIN.l}px + (100% - ${MARGIN.l + MARGIN.r}px) * ${place(epoch).toFixed(4)})`;
  });
  store.on('runs', scrubber.show);
  const track = h('div', { class: 'scrub-track' }, scrubber.element);
  track.style.marginLeft = `${MARGIN.l}px`;
  const runs = createRuns(ctx).element;
  return { element: h('div', { class: 'history' }, track, h('div', { class: 'history-end' }, runs)), cursor };
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

/** @param {'train' | 'test' | 'ideal'} name */
const key = (name) =>
  h('span', {}, s('svg', { viewBox: '0 0 10 10', class: `key-${name}` }, s('path', { d: 'M0 5h10' })), name);
