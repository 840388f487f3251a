// @ts-check
/** Charts of the tab Shots, from the study's answer. Pure, no DOM. */
import { shotsText } from '../lib/shots.js';

/**
 * @typedef {{at: number[], share: number[], width: number}} Histogram
 *
 * @typedef {object} Measured the readout at the probe, raw or with readout errors inverted
 * @property {number} mean
 * @property {number} deviation of an estimate from S shots
 * @property {number} variance of one shot
 * @property {number} low
 * @property {number} high
 * @property {number | null} needed shots for 95 %, normal approximation; null: never
 * @property {number | null} needed_exactly
 * @property {Histogram} histogram
 *
 * @typedef {object} Curve
 * @property {number[]} shots
 * @property {number[]} accuracy
 * @property {number[]} safe
 * @property {number} accuracy_now
 * @property {number} safe_now
 * @property {number} exact
 *
 * @typedef {object} Answer
 * @property {number} shots
 * @property {{loss: number, gradient: number}} circuits
 * @property {Measured} raw
 * @property {Measured | null} inverted
 * @property {string} refused why nothing can be inverted
 * @property {Curve} [curve] of classes only
 *
 * @typedef {Record<string, string>} Colours
 */

/** Whether readout errors change anything. @param {Pick<Answer, 'raw' | 'inverted'>} answer */
export const hasErrors = ({ raw, inverted }) => !inverted || raw.mean !== inverted.mean || raw.variance !== inverted.variance;

/** @param {number} x @param {string} color @param {string} dash @param {number} [width] */
const upright = (x, color, dash, width = 1.5) => ({ type: 'line', xref: 'x', yref: 'paper', x0: x, x1: x, y0: 0, y1: 1, line: { color, dash, width } });

/** @param {Measured} part @param {string} color */
const interval = ({ low, high }, color) => ({ type: 'rect', xref: 'x', yref: 'paper', x0: low, x1: high, y0: 0, y1: 1, line: { width: 0 }, fillcolor: color, opacity: 0.1, layer: 'below' });

/**
 * Estimates at the probe, raw and inverted, with their means and the interval that holds 95 % of them.
 * @param {Pick<Answer, 'raw' | 'inverted'>} answer @param {boolean} invert which of both is in use @param {string} name of the readout @param {Colours} colours
 */
export function histogramFigure({ raw, inverted }, invert, name, colours) {
  const both = inverted !== null && hasErrors({ raw, inverted });
  const bars = [
    bar(raw, both ? 'read' : 'estimates', { color: colours.line2, line: { color: colours.ink3, width: 1 } }),
    ...(both && inverted ? [bar(inverted, 'inverted', { color: 'rgba(0,0,0,0)', line: { color: colours.ink, width: 1 }, pattern: { shape: '/', fgcolor: colours.ink, size: 5, solidity: 0.18 } })] : []),
  ];
  const used = invert && inverted ? inverted : raw;
  const ends = [raw, ...(both && inverted ? [inverted] : [])].flatMap(({ histogram: { at, width } }) => [Math.min(...at) - width, Math.max(...at) + width]);
  const shapes = [interval(used, colours.ink), upright(0, colours.ink3, 'dot', 1), upright(raw.mean, colours.ink3, 'solid'), ...(both && inverted ? [upright(inverted.mean, colours.ink, 'dash')] : [])];
  return {
    data: bars,
    layout: { barmode: 'overlay', bargap: 0, shapes, showlegend: both, margin: { l: 44, r: 10, t: both ? 22 : 8, b: 36 }, xaxis: { title: `estimate of ${name}`, range: [Math.min(0, ...ends), Math.max(0, ...ends)] }, yaxis: { title: 'share', rangemode: 'tozero' } },
  };
}

/** @param {Measured} part @param {string} name @param {object} marker */
const bar = ({ histogram: { at, share, width } }, name, marker) => ({ type: 'bar', name, x: at, y: share, width: at.map(() => width), marker, hovertemplate: '%{x:.3f}: %{y:.3f}<extra>%{fullData.name}</extra>' });

/**
 * Accuracy and share of safe points by the number of shots.
 * @param {Curve} curve @param {number} shots @param {Colours} colours
 */
export function curveFigure({ shots: x, accuracy, safe, exact }, shots, colours) {
  const line = (/** @type {string} */ name, /** @type {number[]} */ y, /** @type {string} */ dash, /** @type {string} */ color) => ({ type: 'scatter', mode: 'lines', name, x, y: y.map((value) => 100 * value), line: { color, dash, width: 2 }, hovertemplate: `%{x} shots: %{y:.1f} %<extra>${name}</extra>` });
  const level = { type: 'line', xref: 'paper', yref: 'y', x0: 0, x1: 1, y0: 100 * exact, y1: 100 * exact, line: { color: colours.ink3, dash: 'dot', width: 1 } };
  const decades = [1, 100, 1e4, 1e6];
  return {
    data: [line('accuracy', accuracy, 'solid', colours.ink), line('safe points', safe, 'dash', colours.ink3)],
    layout: {
      shapes: [level, upright(shots, colours.ink2, 'dot', 1)], showlegend: true, margin: { l: 44, r: 10, t: 22, b: 36 },
      xaxis: { type: 'log', title: 'shots', tickvals: decades, ticktext: decades.map(shotsText) },
      yaxis: { title: '%', range: [0, 102] },
    },
  };
}

/** Rows of the file. @param {Answer} answer @returns {(string | number | null)[][]} */
export function shotsTable({ shots, raw, inverted, curve }) {
  /** @param {string} name @param {Measured | null} part @returns {(string | number | null)[][]} */
  const rows = (name, part) => (part ? part.histogram.at.map((at, k) => [name, shots, at, part.histogram.share[k]]) : []);
  const lines = (curve?.shots ?? []).map((count, k) => ['accuracy', count, curve?.accuracy[k] ?? null, curve?.safe[k] ?? null]);
  return [['what', 'shots', 'estimate or accuracy', 'share of estimates or of safe points'], ...rows('read', raw), ...rows('inverted', inverted), ...lines];
}
