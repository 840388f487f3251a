// @ts-check
/** The decision map as a Plotly figure to zoom into: a pure function of the field, the data and the tokens. */

import { baseAxis, baseLayout } from './plotly.js';

/** @typedef {{data: Float32Array, rows: number, cols: number}} Field */

/**
 * @typedef {object} BoundaryState
 * @property {Field} field
 * @property {Float32Array | null} [open] below 0 where shots leave the class open: |f| − 1.96 σ
 * @property {{x: number[][], y: number[], train: number[]}} data
 * @property {readonly number[]} probe
 * @property {string} name of the readout
 * @property {Record<string, string>} colours
 * @property {Uint8ClampedArray} lut 256 colours from -1 to +1
 * @property {string} revision while it stays the same, the user's zoom is kept
 */

/** @param {BoundaryState} state @returns {import('./plotly.js').Figure} */
export function boundaryFigure({ field, open = null, data, probe, name, colours, lut, revision }) {
  const grid = { z: rowsOf(field), x: linspace(field.cols), y: linspace(field.rows) };
  return {
    data: [
      heat(grid, name, colours, lut),
      zeroLine(grid, colours),
      ...[false, true].flatMap((train) => [false, true].map((positive) => points(data, train, positive, colours))),
      cross(probe, colours),
      ...(open ? [edge({ ...grid, z: rowsOf({ ...field, data: open }) }, colours)] : []),
    ],
    layout: {
      ...baseLayout(colours),
      margin: { l: 48, r: 8, t: 8, b: 40 },
      uirevision: revision,
      dragmode: 'pan',
      hovermode: 'closest',
      xaxis: { ...planeAxis(colours, 'x₁'), constrain: 'domain' },
      yaxis: { ...planeAxis(colours, 'x₂'), scaleanchor: 'x', constrain: 'domain' },
    },
  };
}

/** Rows as views on the frame's own numbers, nothing copied. @param {Field} field */
function rowsOf({ data, rows, cols }) {
  return Array.from({ length: rows }, (_, i) => data.subarray(i * cols, (i + 1) * cols));
}

/** @param {number} count */
const linspace = (count) => Array.from({ length: count }, (_, k) => -1 + (2 * k) / (count - 1));

/** @param {Record<string, string>} colours @param {string} title */
const planeAxis = (colours, title) => ({
  ...baseAxis(colours),
  title: { text: title, standoff: 6, font: { size: 12, color: colours.ink2 } },
  range: [-1, 1],
  showgrid: false,
  nticks: 9,
});

/** @param {object} grid @param {string} name @param {Record<string, string>} colours @param {Uint8ClampedArray} lut */
const heat = (grid, name, colours, lut) => ({
  type: 'heatmap',
  ...grid,
  zmin: -1,
  zmax: 1,
  zsmooth: 'best',
  colorscale: scaleOf(lut),
  colorbar: {
    thickness: 8,
    outlinewidth: 0,
    len: 0.6,
    tickvals: [-1, -0.5, 0, 0.5, 1],
    tickfont: { color: colours.ink3, size: 11 },
  },
  hovertemplate: `x₁ %{x:.2f}, x₂ %{y:.2f}<br>${name} %{z:.4f}<extra></extra>`,
});

/** Nine stops of the map's own ramp. @param {Uint8ClampedArray} lut @returns {[number, string][]} */
function scaleOf(lut) {
  return Array.from({ length: 9 }, (_, k) => {
    const at = 4 * Math.round((255 * k) / 8);
    return [k / 8, `rgb(${lut[at]},${lut[at + 1]},${lut[at + 2]})`];
  });
}

/** @param {object} grid @param {Record<string, string>} colours */
const zeroLine = (grid, colours) => ({
  type: 'contour',
  ...grid,
  autocontour: false,
  contours: { start: 0, end: 0, size: 1, coloring: 'none' },
  line: { color: colours.ink, width: 2, smoothing: 0 },
  showscale: false,
  hoverinfo: 'skip',
});

/** The edge of the band in which shots leave the class open. @param {object} grid @param {Record<string, string>} colours */
const edge = (grid, colours) => ({ ...zeroLine(grid, colours), line: { color: colours.ink, width: 1, dash: 'dash', smoothing: 0 } });

/**
 * The points of one class: solid if trained on, hollow if held back.
 *
 * @param {BoundaryState['data']} data @param {boolean} train @param {boolean} positive
 * @param {Record<string, string>} colours
 */
function points({ x, y, train: trained }, train, positive, colours) {
  const chosen = x.filter((_, k) => Boolean(trained[k]) === train && y[k] > 0 === positive);
  const colour = positive ? colours.blue : colours.orange;
  const name = `${train ? 'train' : 'test'} ${positive ? '+1' : '−1'}`;
  return {
    type: 'scatter',
    mode: 'markers',
    x: chosen.map((point) => point[0]),
    y: chosen.map((point) => point[1]),
    marker: {
      symbol: positive ? 'diamond' : 'circle',
      size: positive ? 9 : 8,
      color: train ? colour : colours.surface,
      line: { width: train ? 1 : 1.5, color: train ? colours.surface : colour },
    },
    hovertemplate: `${name}<br>x₁ %{x:.3f}, x₂ %{y:.3f}<extra></extra>`,
  };
}

/** @param {readonly number[]} probe @param {Record<string, string>} colours */
const cross = (probe, colours) => ({
  type: 'scatter',
  mode: 'markers',
  x: [probe[0]],
  y: [probe[1]],
  marker: { symbol: 'circle-cross-open', size: 18, color: colours.ink, line: { width: 1.5 } },
  hovertemplate: 'probe<br>x₁ %{x:.2f}, x₂ %{y:.2f}<extra></extra>',
});
