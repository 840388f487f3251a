// @ts-check
/** Chart and words of the tab Device, from the study's answer. Pure, no DOM. */
import { time } from '../chrome/devices.js';
import { fixed } from '../lib/format.js';

/**
 * @typedef {object} T1Answer
 * @property {number} goal
 * @property {'accuracy' | 'R²'} metric
 * @property {{t1: number | null, accuracy: number}} present
 * @property {number} exaggeration
 * @property {boolean} listed Whether qurons differ; T1 is then that of the one that relaxes fastest.
 * @property {number[]} t1
 * @property {number[]} accuracy
 * @property {number} infinite Accuracy without decay.
 * @property {{t1: number, rises: boolean}[]} crossings
 * @property {'at' | 'always' | 'beyond' | 'never'} reach
 * @property {number | null} needed
 * @property {{accuracy: number, t1: number | null}} best
 * @property {Record<string, any> | null} device
 *
 * @typedef {Record<string, string>} Colours
 */

/** A score as it is read: in percent where it is a share of points. @param {string} metric @param {number} value */
export const scoreText = (metric, value) => (metric === 'R²' ? fixed(value, 3) : `${fixed(100 * value, 1)} %`);

/** The answer in one sentence. @param {T1Answer} answer */
export function sentence(answer) {
  const { goal, metric, reach, needed, crossings, infinite, best } = answer;
  const wanted = `${metric === 'R²' ? 'R² of ' : ''}${scoreText(metric, goal)}`;
  const subject = answer.listed ? 'the quron that relaxes fastest' : 'every quron';
  const earlier = crossings.length > 1 ? ` It is reached and lost again below that: accuracy does not only rise with T1.` : '';
  if (reach === 'at') return `For ${wanted}, ${subject} needs a T1 of ${time(needed)}.${earlier}`;
  if (reach === 'always') return `${wanted} is reached at every T1 that was tried, from ${time(answer.t1[0])} on.`;
  if (reach === 'beyond') return `${wanted} is reached only without any decay: ${time(answer.t1[answer.t1.length - 1])} is not enough.`;
  const peak = best.t1 !== null && best.accuracy > infinite ? ` The most is ${scoreText(metric, best.accuracy)}, at ${time(best.t1)}.` : '';
  return `Even an infinite T1 does not give ${wanted}: it gives ${scoreText(metric, infinite)}. What is missing is other noise, or training.${peak}`;
}

/**
 * Accuracy against T1: the goal dashed, the answer marked, the present T1 and those of real devices as ticks.
 * @param {T1Answer} answer
 * @param {import('../lib/types.js').Preset[]} presets
 * @param {Colours} colours
 */
export function t1Figure(answer, presets, colours) {
  const { t1, accuracy, metric, goal, infinite, needed, present } = answer;
  const floor = Math.min(goal, infinite, present.accuracy, ...accuracy);
  const [low, high] = [Math.max(-1, floor - 0.08), Math.max(1, goal) + 0.02];
  const [first, last] = [t1[0] ?? 1, t1[t1.length - 1] ?? 1e3];
  const line = (/** @type {number} */ y, /** @type {string} */ dash, /** @type {string} */ color) => ({ type: 'line', xref: 'paper', x0: 0, x1: 1, y0: y, y1: y, line: { color, width: 1, dash } });
  const side = (/** @type {number} */ y, /** @type {string} */ text) => ({ xref: 'paper', x: 1, y, text, showarrow: false, xanchor: 'left', xshift: 4, font: { color: colours.ink2, size: 11 } });
  const real = presets.filter(({ device }) => typeof device.t1 === 'number' && device.t1 >= first && device.t1 <= last);
  const hover = `T1 %{x:.3~g} µs<br>${metric} %{y:.3f}<extra></extra>`;
  const data = [
    { x: t1, y: accuracy, mode: 'lines', line: { color: colours.ink, width: 2 }, hovertemplate: hover },
    {
      x: real.map(({ device }) => device.t1), y: real.map(() => low), mode: 'markers', cliponaxis: false,
      marker: { symbol: 'line-ns-open', size: 14, color: colours.ink2, line: { width: 1.5, color: colours.ink2 } },
      text: real.map(({ device, date }) => `${device.name}, ${date}`), hovertemplate: '%{text}<br>T1 %{x:.4~g} µs<extra></extra>',
    },
    ...(present.t1 === null ? [] : [{ x: [present.t1], y: [present.accuracy], mode: 'markers', marker: { symbol: 'circle-open', size: 10, color: colours.ink, line: { width: 2 } }, hovertemplate: `now: ${hover}` }]),
    ...(needed === null ? [] : [{ x: [needed], y: [goal], mode: 'markers+text', text: [time(needed)], textposition: 'bottom right', textfont: { color: colours.ink, size: 12 }, marker: { symbol: 'diamond', size: 11, color: colours.ink }, hovertemplate: `needed: ${hover}` }]),
  ];
  const apart = Math.abs(goal - infinite) > 0.05 * (high - low);
  return {
    data,
    layout: {
      margin: { l: 52, r: 104, t: 12, b: 40 },
      xaxis: { type: 'log', range: [Math.log10(first), Math.log10(last)], title: 'T1 in µs', exponentformat: 'power', dtick: 1 },
      yaxis: { range: [low, high], title: metric === 'R²' ? 'R² on the test points' : 'accuracy on the test points', tickformat: metric === 'R²' ? '.2f' : '.0%' },
      shapes: [line(goal, 'dash', colours.ink), line(infinite, 'dot', colours.ink3), ...(needed === null ? [] : [{ type: 'line', x0: needed, x1: needed, y0: low, y1: goal, line: { color: colours.ink, width: 1, dash: 'dash' } }])],
      annotations: [side(low + 0.06 * (high - low), real.length ? 'ticks: real devices' : ''), side(goal, `goal ${scoreText(metric, goal)}`), ...(apart ? [side(infinite, `T1 = ∞ ${scoreText(metric, infinite)}`)] : [])],
    },
  };
}

/** The curve as a table. @param {T1Answer} answer @returns {(string | number)[][]} */
export const t1Rows = ({ t1, accuracy, metric }) => [['T1 (µs)', `${metric} on the test points`], ...t1.map((one, index) => [one, accuracy[index]])];
