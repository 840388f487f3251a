// @ts-check
/** The loss chart as a Plotly figure: a pure function of the history and the tokens. */

import { fixed } from '../lib/format.js';
import { decimate, logTicks, spread } from './history.js';
import { baseAxis, baseLayout } from './plotly.js';

const MARGIN = { l: 34, r: 60, t: 6, b: 19 };

/**
 * @typedef {object} LossState
 * @property {ArrayLike<ArrayLike<number>>} rows epoch, train loss, test loss
 * @property {Record<string, string>} colours
 * @property {'log' | 'linear'} scale
 * @property {string} revision while it stays the same, the user's zoom is kept
 * @property {number} height of the chart in pixels
 * @property {[number, number] | null} window epochs in sight; null: all
 *
 * @typedef {Record<'train' | 'test', {x: number[], y: number[]}>} Curves
 */

/** @param {LossState} state @returns {import('./plotly.js').Figure} */
export function lossFigure({ rows, colours, scale, revision, height, window }) {
  const [from, to] = window ?? [-Infinity, Infinity];
  const curves = { train: decimate(rows, 1, { from, to }), test: decimate(rows, 2, { from, to }) };
  const vertical = lossAxis(scale, curves);
  const last = rows.length ? rows[rows.length - 1] : null;
  const range = window ?? [0, Math.max(100, last ? last[0] : 0)];
  const horizontal = { range, nticks: 5, showgrid: false, showline: true };
  return {
    data: [trace('test', curves.test, colours.ink3, 1.5), trace('train', curves.train, colours.ink, 2)],
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

/** @param {string} name @param {{x: number[], y: number[]}} curve @param {string} color @param {number} width */
const trace = (name, curve, color, width) => ({
  type: 'scatter',
  mode: 'lines',
  name,
  ...curve,
  line: { color, width, simplify: false },
  hovertemplate: `${name} %{y:.4f}<extra></extra>`,
});

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
function bounds({ train, test }) {
  let low = Infinity;
  let high = -Infinity;
  for (const value of [...train.y, ...test.y]) {
    if (value > 0 && value < low) low = value;
    if (value > high) high = value;
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
