// @ts-check
/** Charts of a view in time as Plotly figures: pure functions of the answer and the tokens. */
import { fixed } from '../lib/format.js';
import { logTicks, spread } from '../plot/history.js';
import { axisOf, nameOf, placeOf, vectorAt } from './moments.js';

/**
 * @typedef {import('./moments.js').View} View
 * @typedef {object} Look
 * @property {Record<string, string>} colours
 * @property {import('./moments.js').Scale} scale
 * @property {'z' | 'p'} quantity <Z>, or the probability to fire
 * @property {number} quron chosen, by place in the list
 * @property {number} [run] single run that stands out
 */

/** Around the curves, in pixels; the strip of layers and the cursor keep the same sides. */
export const MARGIN = { l: 46, r: 58, t: 6, b: 34 };
const DASHES = ['solid', '6px,3px', '2px,3px', '8px,3px,2px,3px', '10px,4px', '4px,2px', '1px,2px'];
/** @type {Record<string, string>} */
const SYMBOLS = { decay: 'triangle-down', excitation: 'triangle-up', Z: 'diamond' };
/** Axes need curves, even empty ones. @type {import('./moments.js').Runs} */
const NO_RUNS = { count: 1, mean: [], standard_error: [], error: { runs: [], rms: [] }, expected_error: 0 };
const [UPPER, LOWER] = [[0.44, 1], [0, 0.35]];

/** @param {Look} look @returns {(z: number) => number} */
const shownBy = ({ quantity }) => (quantity === 'p' ? (z) => (1 - z) / 2 : (z) => z);

/** @param {number[]} x @param {number[]} y @param {object} line @param {object} [more] */
const curve = (x, y, line, more = {}) => ({ type: 'scatter', mode: 'lines', x, y, line: { simplify: false, ...line }, hoverinfo: 'skip', ...more });

/** @param {View} view @param {Look} look */
function upperAxes(view, look) {
  const axis = axisOf(view, look.scale);
  const { colours, quantity } = look;
  const title = axis.unit ? `time in ${axis.unit}` : 'layers, drawn equally long';
  return {
    axis,
    xaxis: { range: [0, axis.end], title, showgrid: false, fixedrange: true, nticks: 8, ...(axis.unit ? {} : { showticklabels: false }) },
    yaxis: { range: quantity === 'p' ? [-0.03, 1.03] : [-1.06, 1.06], domain: UPPER, title: quantity === 'p' ? 'P(1)' : '⟨Z⟩', fixedrange: true, nticks: 5, zeroline: quantity === 'z', zerolinecolor: colours.line2 },
    shapes: axis.edges.slice(1, -1).map((x) => ({ type: 'line', x0: x, x1: x, y0: 0, y1: 1, yref: 'paper', layer: 'below', line: { color: colours.line2, width: 1 } })),
  };
}

/**
 * Names at the right end, beside their curves but apart from one another.
 * @param {{text: string, value: number, color: string}[]} ends @param {string} yref @param {number} low @param {number} high of the axis @param {number} lines that fit one above the other
 */
function endLabels(ends, yref, low, high, lines) {
  const placed = spread(ends.map(({ value }) => value), (high - low) / lines, low, high);
  return ends.map(({ text, color }, k) => ({ xref: 'paper', x: 1, xanchor: 'left', xshift: 5, yref, y: placed[k], yanchor: 'middle', showarrow: false, text, font: { color, size: 11 } }));
}

/** The density matrix. @param {View} view @param {Look} look @returns {import('../plot/plotly.js').Figure} */
export function densityFigure(view, look) {
  const { colours, quron: chosen } = look;
  const { axis, xaxis, yaxis, shapes } = upperAxes(view, look);
  const shown = shownBy(look);
  const moments = view.times.length;
  const qurons = view.qurons.map(({ first, bloch }, quron) =>
    curve(axis.xs.slice(first, first + bloch.length), bloch.map(([, , z]) => shown(z)), { color: quron === chosen ? colours.ink : colours.ink3, width: quron === chosen ? 2.25 : 1.25, dash: DASHES[quron % DASHES.length] }),
  );
  const pairs = view.pairs.map(({ first, concurrence }, pair) =>
    curve(axis.xs.slice(first, first + concurrence.length), concurrence, { color: colours.violet, width: 1.5, dash: DASHES[pair % DASHES.length] }, { yaxis: 'y2' }),
  );
  const purity = curve(axis.xs, view.purity, { color: colours.ink2, width: 2 }, { yaxis: 'y2' });
  const there = view.qurons.flatMap(({ first, bloch }, quron) =>
    first + bloch.length < moments ? [] : [{ text: `q${view.qurons[quron].name}`, value: shown(bloch[bloch.length - 1][2]), color: quron === chosen ? colours.ink : colours.ink3 }],
  );
  const [most] = view.pairs
    .filter(({ first, concurrence }) => first + concurrence.length === moments)
    .map(({ qurons: [a, b], concurrence }) => ({ text: `C ${nameOf(view, a)} ${nameOf(view, b)}`.replace(/ of layer \d+/g, ''), value: concurrence[concurrence.length - 1], color: colours.violet }))
    .sort((p, q) => q.value - p.value);
  const below = [{ text: 'purity', value: view.purity[moments - 1], color: colours.ink2 }, ...(most ? [most] : [])];
  const [low, high] = yaxis.range;
  return {
    data: [...qurons, ...pairs, purity],
    layout: {
      margin: MARGIN,
      dragmode: false,
      xaxis: { ...xaxis, anchor: 'y2' },
      yaxis,
      yaxis2: { range: [-0.03, 1.05], domain: LOWER, title: 'purity, C', fixedrange: true, nticks: 3 },
      shapes,
      annotations: [...endLabels(there, 'y', low, high, 8), ...endLabels(below, 'y2', 0, 1, 5)],
    },
  };
}

/** Single runs of the chosen quron and their mean; below, how the error of the mean falls. @param {View} view @param {Look} look */
export function runsFigure(view, look) {
  const { colours, quron: chosen, run = 0 } = look;
  const { axis, xaxis, yaxis, shapes } = upperAxes(view, look);
  const shown = shownBy(look);
  const { runs } = view;
  const { first, bloch } = view.qurons[chosen];
  const xs = axis.xs.slice(first, first + bloch.length);
  const exact = curve(xs, bloch.map(([, , z]) => shown(z)), { color: colours.ink, width: 2.25 });
  const [low, high] = yaxis.range;
  const convergence = convergenceOf(runs ?? NO_RUNS, colours);
  const mean = runs?.mean[chosen] ?? [];
  const band = mean.map((value, k) => runs?.standard_error[chosen][k] ?? 0);
  const edge = { width: 0, color: colours.ink3 };
  const singles = (runs?.single ?? []).map((single, k) =>
    curve(xs, single.bloch[chosen].map(([, , z]) => shown(z)), { color: k === run ? colours.ink2 : colours.line2, width: k === run ? 1.75 : 1 }),
  );
  const end = mean.length ? [{ text: 'mean', value: shown(mean[mean.length - 1]), color: colours.ink3 }] : [];
  const path = runs?.single?.[run]?.bloch[chosen];
  const alone = path ? [{ text: `run ${run + 1}`, value: shown(path[path.length - 1][2]), color: colours.ink2 }] : [];
  const labels = first + bloch.length < view.times.length ? [] : [{ text: 'exact', value: shown(bloch[bloch.length - 1][2]), color: colours.ink }, ...end, ...alone];
  return {
    data: [
      curve(xs, mean.map((value, k) => shown(value - band[k])), edge),
      curve(xs, mean.map((value, k) => shown(value + band[k])), edge, { fill: 'tonexty', fillcolor: translucent(colours.ink3) }),
      ...singles,
      exact,
      curve(xs, mean.map(shown), { color: colours.ink3, width: 1.75, dash: '4px,3px' }),
      ...(runs?.single?.length ? [jumpsOf(view, look, run)] : []),
      ...convergence.data,
    ],
    layout: {
      margin: MARGIN,
      dragmode: false,
      xaxis: { ...xaxis, anchor: 'y' },
      yaxis: { ...yaxis, domain: [0.52, 1] },
      xaxis2: convergence.xaxis2,
      yaxis2: convergence.yaxis2,
      shapes: shapes.map((shape) => ({ ...shape, y0: 0.52 })),
      annotations: endLabels(labels, 'y', low, high, 6),
    },
  };
}

/** A colour as a light veil. @param {string} hex six digits */
const translucent = (hex) => `rgba(${[1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)).join(',')},0.25)`;

/** Error of the mean against the number of runs, and what 1/sqrt(N) makes of the spread. @param {import('./moments.js').Runs} runs @param {Record<string, string>} colours */
function convergenceOf({ count, error, expected_error: expected }, colours) {
  const law = error.runs.map((n) => expected * Math.sqrt(count / n));
  const lower = { xaxis: 'x2', yaxis: 'y2' };
  const positive = [...error.rms, ...law].filter((value) => value > 0);
  const ends = positive.length ? [Math.min(...positive), Math.max(...positive)] : [0.01, 1];
  return {
    data: [
      curve(error.runs, law, { color: colours.ink3, width: 1.5, dash: '5px,4px' }, lower),
      { ...curve(error.runs, error.rms, { color: colours.ink, width: 1.75 }, lower), mode: 'lines+markers', marker: { size: 4, color: colours.ink } },
    ],
    xaxis2: { type: 'log', domain: [0, 1], anchor: 'y2', title: 'runs N', fixedrange: true, range: [0, Math.log10(Math.max(count, 10)) + 0.02], tickvals: [1, 3, 10, 30, 100, 300, 1000] },
    yaxis2: { type: 'log', domain: [0, 0.26], anchor: 'x2', title: 'error', fixedrange: true, tickvals: logTicks(ends[0], ends[1], 3), tickformat: '~g', range: [Math.log10(ends[0]) - 0.15, Math.log10(ends[1]) + 0.15] },
  };
}

/** Jumps of the run that stands out: filled on the chosen quron, open on others. @param {View} view @param {Look} look @param {number} run */
function jumpsOf(view, look, run) {
  const { colours, quron: chosen } = look;
  const axis = axisOf(view, look.scale);
  const { first } = view.qurons[chosen];
  const single = view.runs?.single?.[run];
  const shown = shownBy(look);
  const [low, high] = [shown(1), shown(-1)];
  const seen = (single?.jumps ?? []).flatMap((jump) => {
    const place = placeOf(view.marks, jump.mark);
    const vector = vectorAt(single?.bloch[chosen] ?? [], first, place);
    if (!vector) return [];
    const x = axis.xs[place.index] + place.part * ((axis.xs[place.index + 1] ?? axis.xs[place.index]) - axis.xs[place.index]);
    const symbol = `${SYMBOLS[jump.operator] ?? 'x'}${jump.qurons.includes(chosen) ? '' : '-open'}`;
    return [{ x, y: shown(vector[2]), symbol, name: jump.qurons.map((quron) => `q${view.qurons[quron].name}`).join() }];
  });
  return {
    type: 'scatter',
    mode: 'markers+text',
    x: seen.map(({ x }) => x),
    y: seen.map(({ y }) => y),
    text: seen.map(({ name }) => name),
    textposition: seen.map(({ y }) => (y > (low + high) / 2 ? 'bottom center' : 'top center')),
    textfont: { color: colours.ink2, size: 10 },
    cliponaxis: false,
    hoverinfo: 'skip',
    marker: { size: 10, symbol: seen.map(({ symbol }) => symbol), color: colours.ink, line: { width: 1.5, color: colours.ink } },
  };
}

/** What the chart shows, in words. @param {View} view */
export function summary(view) {
  const last = view.purity[view.purity.length - 1];
  const error = view.runs ? ` The mean of ${view.runs.count} runs is ${fixed(view.runs.error.rms[view.runs.error.rms.length - 1], 4)} away from it.` : '';
  return `${view.starts.length - 1} layers, final purity ${fixed(last, 3)}.${error}`;
}
