// @ts-check
/** The loss chart as a Plotly figure: a pure function of the history and the tokens. */

import { fixed } from '../lib/format.js';
import { decimate, logTicks, spread } from './history.js';
import { baseAxis, baseLayout } from './plotly.js';
import { dashOf } from './runs.js';

/** Around the curves, in pixels. The scrubber below keeps the same sides. */
export const MARGIN = { l: 34, r: 60, t: 6, b: 19 };

/**
 * @typedef {object} LossState
 * @property {ArrayLike<ArrayLike<number>>} rows epoch, train loss, test loss, ideal train loss where it is known
 * @property {readonly import('../lib/types.js').Run[]} [runs] earlier ones
 * @property {Record<string, string>} colours
 * @property {boolean} [swapped] the ideal curve is drawn solid, the noisy ones thin
 * @property {'log' | 'linear'} scale
 * @property {string} revision while it stays the same, the user's zoom is kept
 * @property {number} height of the chart in pixels
 * @property {[number, number] | null} window epochs in sight; null: all
 *
 * @typedef {Record<'train' | 'test' | 'ideal', {x: number[], y: number[]}> & {runs: {x: number[], y: number[]}[]}} Curves
 */

/**
 * Epochs in sight: all of the run and of those before it, at least a hundred.
 * @param {Pick<LossState, 'rows' | 'runs' | 'window'>} state
 * @returns {[number, number]}
 */
export function epochRange({ rows, runs = [], window }) {
  const last = rows.length ? rows[rows.length - 1][0] : 0;
  return window ?? [0, Math.max(100, last, ...runs.map((run) => run.epoch))];
}

/** @param {LossState} state @returns {import('./plotly.js').Figure} */
export function lossFigure({ rows, runs = [], swapped = false, colours, scale, revision, height, window }) {
  const [from, to] = window ?? [-Infinity, Infinity];
  const curves = {
    train: decimate(rows, 1, { from, to }),
    test: decimate(rows, 2, { from, to }),
    ideal: decimate(Array.from(rows).filter((row) => Number.isFinite(row[3])), 3, { from, to }),
    runs: runs.map((run) => decimate(run.rows, 1, { from, to })),
  };
  const vertical = lossAxis(scale, curves);
  const last = rows.length ? rows[rows.length - 1] : null;
  const solid = { color: colours.ink, width: 2, dash: 'solid' };
  const thin = { color: colours.ink3, width: 1.25, dash: '3px,2px' };
  const horizontal = { range: epochRange({ rows, runs, window }), nticks: 5, showgrid: false, showline: true };
  return {
    data: [
      ...curves.runs.map((curve, k) => trace(runs[k].name, curve, { ...thin, dash: dashOf(runs[k]).plotly })),
      ...(curves.ideal.x.length ? [trace('ideal', curves.ideal, swapped ? solid : thin)] : []),
      trace('test', curves.test, { color: colours.ink3, width: 1.5, dash: 'solid' }),
      trace('train', curves.train, swapped ? thin : solid),
    ],
    layout: {
      ...baseLayout(colours),
      margin: MARGIN,
      uirevision: revision,
      dragmode: 'zoom',
      hovermode: 'x unified',
      xaxis: { ...baseAxis(colours), ...horizontal, hoverformat: ',d', unifiedhovertitle: { text: 'epoch %{x:,d}' } },
      yaxis: { ...baseAxis(colours), ...vertical, fixedrange: true },
      annotations: [unit(colours), ...(last ? values(last, colours, scale, vertical.range, height) : [])],
    },
  };
}

/** @type {(name: string, curve: {x: number[], y: number[]}, line: {color: string, width: number, dash: string}) => object} */
const trace = (name, curve, line) => ({
  type: 'scatter',
  mode: 'lines',
  name,
  ...curve,
  line: { ...line, simplify: false },
  hovertemplate: `${plain(name)} %{y:.4f}<extra></extra>`,
});

/** A name that somebody typed, without what Plotly would read as markup or as a field. @param {string} name */
const plain = (name) => name.replace(/[<>%{}]/g, ' ');

/**
 * Range and ticks: round values on the logarithmic axis, zero included on the linear one.
 *
 * @param {'log' | 'linear'} scale @param {Curves} curves
 */
function lossAxis(scale, curves) {
  const { low, high } = bounds(curves);
  if (scale === 'linear') return { type: 'linear', range: [0, 1.08 * high], nticks: 4, tickformat: '.2~g' };
  const edge = 0.08 * Math.max(0.3, Math.log10(high / low));
  const range = [Math.log10(low) - edge, Math.log10(high) + edge];
  return { type: 'log', range, tickvals: logTicks(10 ** range[0], 10 ** range[1]), tickformat: '~g' };
}

/** @param {Curves} curves smallest and largest loss shown; losses at or below zero cannot stand on a log axis */
function bounds({ train, test, ideal, runs }) {
  let low = Infinity;
  let high = -Infinity;
  for (const { y } of [train, test, ideal, ...runs]) {
    for (const value of y) {
      if (value > 0 && value < low) low = value;
      if (value > high) high = value;
    }
  }
  return high > 0 && low < Infinity ? { low, high } : { low: 0.1, high: 1 };
}

const PLACE = { xref: 'paper', yref: 'paper', x: 1, xanchor: 'left', showarrow: false, borderpad: 0 };

/** What the horizontal axis counts, behind its last figure. @param {Record<string, string>} colours */
const unit = (colours) => {
  const below = { y: 0, yanchor: 'top', yshift: -2, xshift: 20 };
  return { ...PLACE, ...below, text: 'epoch', font: { color: colours.ink3 } };
};

/**
 * The present values at the right, at the height of their curves but apart from one another.
 *
 * @param {ArrayLike<number>} last @param {Record<string, string>} colours
 * @param {'log' | 'linear'} scale @param {number[]} range @param {number} height
 */
function values(last, colours, scale, [low, high], height) {
  const inner = height - MARGIN.t - MARGIN.b;
  const lines = [
    { name: 'train', value: last[1], color: colours.ink },
    { name: 'test', value: last[2], color: colours.ink3 },
    { name: 'ideal', value: last[3], color: colours.ink3 },
  ].filter(({ value }) => Number.isFinite(value));
  const heights = lines.map(({ value }) => {
    const at = scale === 'log' ? Math.log10(Math.max(value, 1e-12)) : value;
    return ((at - low) / (high - low)) * inner;
  });
  const placed = spread(heights, 14, 5, inner - 5);
  return lines.map(({ name, value, color }, k) => {
    const text = `${name} ${fixed(value, 2)}`;
    return { ...PLACE, y: placed[k] / inner, yanchor: 'middle', xshift: 5, text, font: { color } };
  });
}
