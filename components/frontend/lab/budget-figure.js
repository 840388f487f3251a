// @ts-check
/** Charts and tables of the tab Budget, from the study's answer. Pure, no DOM. */
import { subscript, titleOf } from '../canvas/describe.js';
import { spread } from '../plot/history.js';

/**
 * @typedef {[layer: number, quron: number | null, cause: string, bits: number]} Share
 * @typedef {{accuracy: number, margin: number, fidelity: number, purity: number}} Scores
 * @typedef {Scores & {layer?: number | null, qurons?: string[], causes?: string[]}} Harm of a layer (null: the readout), or of a gate
 * @typedef {{layer: number, noisy: Scores, gates: Harm[]}} Gates of a layer, counted from 1
 * @typedef {{entropy: number[], concurrence: number[][]}} Branch
 * @typedef {{pair: [number, number], ideal: number, now: number, factor: number | null}} Death
 *
 * @typedef {object} Budget parts that are not known yet are left out
 * @property {number} bits
 * @property {number[]} purity
 * @property {Share[]} shares
 * @property {Branch} [noisy_depth]
 * @property {Branch} [ideal_depth]
 * @property {number[]} [fidelity]
 * @property {Scores} [noisy]
 * @property {Scores} [ideal]
 * @property {Harm[]} [harms]
 *
 * @typedef {Record<string, string>} Colours
 */

/** So many pairs are drawn at most. */
export const MOST_PAIRS = 5;
const ALIVE = 1e-6;
const PATTERNS = ['', '/', 'x', '\\', '-', '.', '|', '+'];
const SYMBOLS = ['circle', 'diamond', 'square', 'triangle-up', 'cross', 'x'];

/** Name of a pair as on the canvas. @param {readonly number[]} pair */
export const pairName = (pair) => pair.map((quron) => `q${subscript(quron)}`).join('');

/** Pairs in the order of the wire. @param {number} width @returns {[number, number][]} */
export function pairsOf(width) {
  /** @type {[number, number][]} */
  const pairs = [];
  for (let i = 0; i < width; i++) for (let j = i + 1; j < width; j++) pairs.push([i, j]);
  return pairs;
}

/**
 * Layers on a chart's axis by their numbers, as on the cards.
 * @param {string[]} kinds @param {boolean} start whether the place before the first has a tick too
 */
function layerAxis(kinds, start) {
  const names = kinds.map((_, index) => (index || start ? `${index + 1}` : 'layer 1'));
  const ticktext = start ? ['input', ...names] : names;
  return { tickvals: ticktext.map((_, index) => index + (start ? 0 : 1)), ticktext, tickangle: 0, showgrid: false };
}

/** Around the bars, and around the curves. */
const [MARGIN, BESIDE] = [{ l: 44, r: 8, t: 20, b: 18 }, { l: 44, t: 8, b: 18 }];
/** Names close together: those of qurons are short. */
const LEGEND = { itemwidth: 30, y: 1.02 };

/**
 * Stacked bars: what each quron adds to the loss of purity at each layer. Grey is noise; hatching tells qurons apart.
 * @param {Budget} budget @param {string[]} kinds of the layers @param {Colours} colours
 */
export function sharesFigure({ shares }, kinds, colours) {
  const qurons = [...new Set(shares.map(([, quron]) => quron))].sort((a, b) => (a ?? Infinity) - (b ?? Infinity));
  const greys = [colours.ink2, colours.ink3, colours.line2];
  const data = qurons.map((quron) => {
    const own = kinds.map((_, layer) => shares.filter((share) => share[0] === layer && share[1] === quron));
    const traced = quron === null;
    const color = traced ? colours.violet : greys[quron % greys.length];
    return {
      type: 'bar',
      name: traced ? 'traced out' : `q${subscript(quron)}`,
      x: kinds.map((_, layer) => layer + 1),
      y: own.map((list) => sum(list.map((share) => share[3]))),
      customdata: own.map((list, layer) => [titleOf(kinds[layer]), list.map(([, , cause, bits]) => `${cause} ${bits.toFixed(3)}`).join(', ')]),
      hovertemplate: 'layer %{x} %{customdata[0]}, %{fullData.name}: %{y:.3f} bit<br>%{customdata[1]}<extra></extra>',
      marker: {
        color,
        line: { color: colours.surface, width: 0.5 },
        pattern: { shape: traced ? '' : PATTERNS[quron % PATTERNS.length], fgcolor: colours.surface, fillmode: 'overlay', size: 5, solidity: 0.25 },
      },
    };
  });
  return {
    data,
    layout: {
      barmode: 'relative', bargap: 0.35, showlegend: qurons.length > 0, margin: MARGIN, legend: LEGEND,
      xaxis: { ...layerAxis(kinds, false), range: [0.4, kinds.length + 0.6] },
      yaxis: { title: 'lost, bit', tickformat: '.2~g', rangemode: 'tozero', zeroline: true, zerolinecolor: colours.line2 },
    },
  };
}

/**
 * Pairs whose concurrence is worth drawing: the strongest ones, with or without noise, at any layer.
 * @param {Budget} budget @param {number[]} widths
 */
export function strongestPairs({ noisy_depth: noisy, ideal_depth: ideal }, widths) {
  if (!noisy || !ideal) return [];
  const most = Math.max(...widths);
  /** @param {[number, number]} pair */
  const along = (pair) => ({
    pair,
    noisy: noisy.concurrence.map((values, mark) => at(values, pair, widths[mark])),
    ideal: ideal.concurrence.map((values, mark) => at(values, pair, widths[mark])),
  });
  const peak = (/** @type {ReturnType<typeof along>} */ one) => Math.max(...one.noisy.map(Number), ...one.ideal.map(Number));
  return pairsOf(most).map(along).filter((one) => peak(one) > ALIVE).sort((a, b) => peak(b) - peak(a)).slice(0, MOST_PAIRS);
}

/** @param {number[]} values @param {[number, number]} pair @param {number} width @returns {number | null} null where there is no such pair */
function at(values, [i, j], width) {
  const place = pairsOf(width).findIndex((pair) => pair[0] === i && pair[1] === j);
  return place < 0 ? null : values[place];
}

/**
 * Along the depth: concurrence of pairs, or what the whole state is like. Noisy solid, ideal dashed.
 * @param {'concurrence' | 'fidelity' | 'entropy'} what
 * @param {Budget} budget
 * @param {string[]} kinds
 * @param {number[]} widths
 * @param {Colours} colours
 * @param {number} height of the chart in pixels
 */
export function depthFigure(what, budget, kinds, widths, colours, height) {
  const x = widths.map((_, mark) => mark);
  const solid = { color: colours.ink, width: 2 };
  const dashed = { color: colours.ink3, width: 1.25, dash: '3px,2px' };
  /** @param {string} name @param {(number | null)[]} y @param {object} line @param {string} unit @param {object} [more] */
  const curve = (name, y, line, unit, more = {}) => {
    const look = { type: 'scatter', mode: 'lines+markers', line, marker: { size: 5 } };
    return { ...look, name, x, y, hovertemplate: `${name} %{y:.3f}${unit}<extra></extra>`, ...more };
  };
  const violet = { color: colours.violet, width: 1.75 };
  const drawn = {
    concurrence: () =>
      strongestPairs(budget, widths).flatMap(({ pair, noisy, ideal }, index) => [
        curve(pairName(pair), noisy, violet, '', { marker: { size: 6, symbol: SYMBOLS[index] } }),
        curve(`${pairName(pair)} ideal`, ideal, { ...violet, width: 1, dash: '3px,2px' }, '', { mode: 'lines', opacity: 0.6 }),
      ]),
    fidelity: () => [
      curve('fidelity to ideal', budget.fidelity ?? [], solid, ''),
      curve('purity', budget.purity, { color: colours.ink3, width: 1.75 }, '', { marker: { size: 6, symbol: 'square' } }),
    ],
    entropy: () => [
      curve('entropy', budget.noisy_depth?.entropy ?? [], solid, ' bit'),
      curve('ideal', budget.ideal_depth?.entropy ?? [], dashed, ' bit', { mode: 'lines' }),
    ],
  }[what]();
  const title = { concurrence: 'concurrence', fidelity: '', entropy: 'entropy, bit' }[what];
  const values = drawn.flatMap(({ y }) => y.map(Number));
  const most = what === 'fidelity' ? 1.05 : 1.08 * Math.max(...values, 0.02);
  return {
    data: drawn,
    layout: {
      hovermode: 'x unified', margin: { ...BESIDE, r: what === 'concurrence' ? 44 : 94 },
      xaxis: { ...layerAxis(kinds, true), range: [-0.3, kinds.length + 0.3], unifiedhovertitle: { text: 'after layer %{x}' } },
      yaxis: { ...(title ? { title } : {}), tickformat: '.2~g', nticks: 5, range: [0, most] },
      annotations: names(drawn, colours, most, height),
    },
  };
}

/**
 * Names at the right of the curves that are drawn with markers, at the height of their ends but apart from one another.
 * @param {any[]} curves
 * @param {Colours} colours
 * @param {number} most upper end of the axis, which starts at 0
 * @param {number} height of the chart in pixels
 */
function names(curves, colours, most, height) {
  const inner = height - BESIDE.t - BESIDE.b;
  const marked = curves.filter(({ mode }) => mode === 'lines+markers');
  const ends = marked.map(({ y }) => (y.findLast((/** @type {number | null} */ value) => value !== null) / most) * inner);
  const placed = spread(ends, 12, 4, inner - 4);
  const place = { xref: 'paper', yref: 'paper', x: 1, xanchor: 'left', xshift: 8, yanchor: 'middle', showarrow: false, borderpad: 0 };
  return marked.map(({ name }, index) => ({ ...place, y: placed[index] / inner, text: name, font: { size: 11, color: colours.ink2 } }));
}

/**
 * What comes back when some noise alone is taken away, the most harmful first.
 * @param {Scores | undefined} noisy scores with all of it
 * @param {Harm[]} harms scores without it
 * @param {'fidelity' | 'margin' | 'accuracy'} by
 * @returns {Harm[]} gains instead of scores
 */
export function ranked(noisy, harms, by) {
  if (!noisy) return [];
  /** @param {Harm} harm */
  const gain = (harm) => {
    const [accuracy, margin, fidelity] = [harm.accuracy - noisy.accuracy, harm.margin - noisy.margin, harm.fidelity - noisy.fidelity];
    return { ...harm, accuracy, margin, fidelity };
  };
  return harms.map(gain).sort((a, b) => b[by] - a[by] || b.fidelity - a.fidelity);
}

/** Whose noise it is, as on the canvas. @param {Harm} harm @param {string[]} kinds */
export function harmName({ layer, qurons, causes }, kinds) {
  if (qurons) return `${qurons.map((name) => name[0] + subscript(Number(name.slice(1)))).join('')} ${(causes ?? []).join(', ')}`;
  return layer === null || layer === undefined ? 'readout errors' : `${layer + 1} ${titleOf(kinds[layer] ?? '').toLowerCase()}`;
}

/** At which multiple of the noise a pair's entanglement ends, in words. @param {Death} death */
export function endOf({ ideal, factor }) {
  if (ideal <= ALIVE) return 'never entangled';
  if (factor === null) return 'outlives 64×';
  return `${Number(factor.toPrecision(3))}×`;
}

/** @param {Budget} budget @param {string[]} kinds @returns {(string | number | null)[][]} */
export function sharesTable({ shares, bits }, kinds) {
  const rows = shares.map(([layer, quron, cause, share]) => [layer + 1, kinds[layer], quron, cause, share]);
  return [['layer', 'kind', 'quron', 'cause', 'share of -log2 purity (bit)'], ...rows, ['all', '', '', '', bits]];
}

/** @param {number[]} values */
const sum = (values) => values.reduce((total, value) => total + value, 0);
