// @ts-check
/** A Plotly chart of the laboratory: styled by the tokens, updated in place, drawn anew when the theme changes. */
import { means } from '../chrome/means.js';
import { tokens } from '../lib/colors.js';
import { h } from '../lib/dom.js';
import { Clock } from '../plot/clock.js';
import { followUi } from '../plot/follow.js';
import { baseAxis, baseLayout, createChart as createPlot, loadPlotly } from '../plot/plotly.js';

/** @typedef {(colours: Record<string, string>, height: number) => import('../plot/plotly.js').Figure} Draw traces and layout in these colours, for so many pixels of height */

const clock = new Clock();
const MARGIN = { l: 52, r: 12, t: 10, b: 36 };

/**
 * Layout of a chart: that of every chart, with `axes` and the rest on top.
 * @param {Record<string, string>} colours
 * @param {Record<string, any>} layout whose axes need only what differs
 */
export function chartLayout(colours, layout) {
  const font = { size: 11, color: colours.ink2 };
  const title = (/** @type {any} */ text) => ({ font, standoff: 6, ...(typeof text === 'string' ? { text } : text) });
  /** @type {[string, any][]} */
  const axes = Object.entries({ xaxis: {}, yaxis: {}, ...layout }).filter(([name]) => /^[xy]axis\d*$/.test(name));
  const styled = axes.map(([name, axis]) => [name, { ...baseAxis(colours), ...axis, ...(axis.title ? { title: title(axis.title) } : {}) }]);
  const legend = { orientation: 'h', x: 0, y: 1, xanchor: 'left', yanchor: 'bottom', font: { size: 11, color: colours.ink2 }, ...layout.legend };
  return { ...baseLayout(colours), margin: MARGIN, dragmode: 'zoom', uirevision: 'lab', ...layout, legend, ...Object.fromEntries(styled) };
}

/**
 * @param {import('./main.js').LabContext} ctx
 * @param {{label: string, key: import('../chrome/means.js').Key, hint?: string}} options accessible name; its meaning, behind the question mark; what to do before there is anything to draw
 */
export function createChart({ store, host }, { label, key, hint = '' }) {
  const holder = /** @type {import('../plot/plotly.js').Graph} */ (h('div', { class: 'plot lab-plot', role: 'img', 'aria-label': label }));
  const notice = h('p', { class: 'lab-message', role: 'status', hidden: !hint, 'data-level': 'info' }, hint);
  const asks = h('span', { class: 'lab-asks', role: 'note', 'aria-label': `${label}: what it shows` }, '?');
  means(asks, key);
  const element = h('div', { class: 'lab-chart', 'data-means': key }, holder, notice, asks);
  /** @type {Draw} */
  let draw = () => ({ data: [], layout: {} });
  let asked = false;
  const chart = createPlot({
    holder,
    clock,
    figure: () => {
      const colours = tokens(host);
      const { data, layout } = draw(colours, holder.clientHeight);
      return { data, layout: chartLayout(colours, layout) };
    },
  });
  const open = async () => {
    asked = true;
    try {
      await chart.open();
      notice.hidden = true;
    } catch (error) {
      asked = false; // the next drawing tries again
      notice.textContent = /** @type {Error} */ (error).message;
      notice.dataset.level = 'error';
      notice.hidden = false;
    }
  };
  followUi(store, { theme: () => chart.invalidate(true) });
  return {
    element,
    /** Show this from now on; it is asked again when theme or size change. @param {Draw} next */
    draw(next) {
      draw = next;
      if (!asked) void open();
      chart.invalidate(true);
    },
    resize: () => chart.invalidate(true),
    /** What the chart shows, in words, for those who do not see it. @param {string} text */
    describe: (text) => holder.setAttribute('aria-label', `${label}: ${text}`),
    /** Save it as a file. @param {'png' | 'svg'} format @param {string} name */
    async image(format, name) {
      const plotly = await loadPlotly();
      const { clientWidth: width, clientHeight: height } = holder;
      await plotly.downloadImage(holder, { format, filename: name, scale: format === 'png' ? 2 : 1, width, height });
    },
  };
}

/** @typedef {ReturnType<typeof createChart>} Chart */
