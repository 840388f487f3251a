// @ts-check
/** Zero-noise extrapolation at the probe as a chart, and its table. Pure. */

/**
 * @typedef {{value: number | null, sigma: number | null, curve: (number | null)[], price: number | null}} Estimate
 *
 * @typedef {object} Extrapolation Answer of the study.
 * @property {number[]} factors
 * @property {number[]} values at the probe
 * @property {number[]} sigma their standard deviations; 0 without shots
 * @property {number} ideal
 * @property {number[]} at
 * @property {Record<Method, Estimate>} estimates
 * @property {{regression: boolean, scores: Record<string, number>, errors: Record<string, number>, applies: number}} over
 * @property {Record<string, number[]>} maps
 *
 * @typedef {'linear' | 'richardson' | 'exponential'} Method
 */

/** @type {{name: Method, title: string, dash: string, symbol: string, shift: number}[]} */
export const METHODS = [
  { name: 'linear', title: 'linear', dash: 'dash', symbol: 'square-open', shift: -0.03 },
  { name: 'richardson', title: 'Richardson', dash: 'solid', symbol: 'diamond-open', shift: 0 },
  { name: 'exponential', title: 'exponential', dash: 'dot', symbol: 'triangle-up-open', shift: 0.03 },
];

/**
 * @param {Extrapolation} found
 * @param {Record<string, string>} colours
 * @returns {import('../plot/plotly.js').Figure}
 */
export function extrapolateFigure({ factors, values, sigma, ideal, at, estimates }, colours) {
  const bars = (/** @type {number[]} */ array) => ({ type: 'data', array, visible: array.some((value) => value > 0), color: colours.ink2, thickness: 1.25, width: 4 });
  const last = factors[factors.length - 1];
  const curves = METHODS.map(({ name, title, dash }) => ({
    type: 'scatter', mode: 'lines', name: title, x: at, y: estimates[name].curve, line: { color: colours.ink2, width: 1.5, dash }, hoverinfo: 'skip',
  }));
  const ends = METHODS.filter(({ name }) => estimates[name].value !== null).map(({ name, title, symbol, shift }) => ({
    type: 'scatter', mode: 'markers', name: title, showlegend: false, x: [shift * last], y: [estimates[name].value],
    error_y: bars([estimates[name].sigma ?? 0]), marker: { symbol, size: 9, color: colours.ink },
    hovertemplate: `${title} %{y:.4f}<extra></extra>`,
  }));
  const points = {
    type: 'scatter', mode: 'markers', name: 'measured', showlegend: false, x: factors, y: values, error_y: bars(sigma),
    marker: { symbol: 'circle', size: 7, color: colours.ink }, hovertemplate: 'noise × %{x:~g}: %{y:.4f}<extra></extra>',
  };
  const line = { type: 'scatter', mode: 'lines', name: 'ideal', showlegend: false, x: [-0.06 * last, last], y: [ideal, ideal], line: { color: colours.ink3, width: 1.25, dash: 'longdashdot' }, hovertemplate: 'ideal %{y:.4f}<extra></extra>' };
  return {
    data: [line, ...curves, ...ends, points],
    layout: {
      margin: { l: 54, r: 10, t: 26, b: 38 },
      annotations: [{ x: last, y: ideal, text: 'ideal', showarrow: false, xanchor: 'right', yanchor: 'bottom', font: { color: colours.ink2, size: 11 } }],
      showlegend: true,
      xaxis: { title: 'noise, times what it is', range: [-0.08 * last, 1.04 * last], tickformat: '~g' },
      yaxis: { title: 'readout at the probe', tickformat: '~g' },
    },
  };
}

/** @param {Extrapolation} found @returns {(string | number | null)[][]} */
export function extrapolateRows({ factors, values, sigma, ideal, estimates, over }) {
  const measured = factors.map((factor, k) => ['measured', factor, values[k], sigma[k], null, null]);
  const found = METHODS.map(({ name, title }) => [title, 0, estimates[name].value, estimates[name].sigma, over.scores[name], over.errors[name]]);
  const head = ['what', 'noise factor [1]', 'readout at probe [1]', 'standard deviation [1]', `${over.regression ? 'R²' : 'accuracy'} on test points [1]`, 'rms error over map [1]'];
  return [head, ...measured, ...found, ['ideal', 0, ideal, 0, over.scores.ideal, 0]];
}
