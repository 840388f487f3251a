// @ts-check
/**
 * Two lanes below the cards, column by column under them: the purity that is left after every layer, and the
 * size of the gradient of every parameter.
 */
import { means } from '../chrome/means.js';
import { h, s } from '../lib/dom.js';
import { fixed } from '../lib/format.js';

/**
 * @typedef {import('./card.js').Card} Card
 * @typedef {import('./types.js').Layout} Layout
 */

const SMALLEST = 1e-4; // lower end of the gradient's logarithmic scale; the upper end is 1

/**
 * Height of a bar of the gradient lane, 0 at 1e-4 and 1 at 1.
 * @param {number} gradient
 */
export const gradientLevel = (gradient) =>
  Math.min(1, Math.max(0, 1 - Math.log10(Math.max(Math.abs(gradient), SMALLEST)) / Math.log10(SMALLEST)));

/**
 * Vertical measures of both lanes.
 * @param {boolean} small
 */
function heights(small) {
  const start = small ? 8 : 12;
  const base = start + (small ? 52 : 66);
  const top = base + (small ? 8 : 12);
  return { start, base, unit: (small ? 52 : 66) - 14, top, floor: top + (small ? 28 : 34), bar: small ? 28 : 34 };
}

/**
 * Everything under one card: what is left of the purity and what was lost, and bars of gradients or a dash.
 * @typedef {{lost: SVGElement, bar: SVGElement, value: SVGElement, change: SVGElement, bars: SVGElement |
 *   null,
 *   dash: SVGElement | null, drawn: string}} Column
 * @param {Card} card
 * @returns {Column}
 */
function createColumn({ data, ghost }) {
  const trained = data.labels.length > 0 && !ghost; // no gradient is known of what has not been made
  return {
    lost: s('rect', { class: 'purity-lost', fill: 'url(#quron-hatch)' }),
    bar: s('rect', { class: 'purity-bar' }),
    value: s('text', { class: 'purity-value' }),
    change: s('text', { class: 'purity-change' }),
    bars: trained ? s('path', { class: 'gradient-bars' }) : null,
    dash: trained || data.spec.kind === 'readout' ? null : s('text', { class: 'lane-dash' }, '–'),
    drawn: '',
  };
}

function laneNames() {
  /** @type {(kind: string, name: string, formula: string) => HTMLElement} */
  const entry = (kind, name, formula) =>
    h('div', { class: `lane-name ${kind}` }, h('b', {}, name), h('span', {}, formula));
  const [purity, gradient] = [entry('purity', 'Purity', 'Tr ρ²'), entry('gradient', 'Gradient', '|∂C/∂θ|')];
  for (const name of [purity, gradient]) name.tabIndex = 0;
  return { element: h('div', { class: 'lane-names' }, purity, gradient), purity, gradient };
}

export class Lanes {
  constructor() {
    this.ceiling = s('path', { class: 'lane-ceiling' });
    this.bases = s('path', { class: 'lane-base' });
    this.haar = s('path', { class: 'lane-haar' });
    this.haarText = s('text', { class: 'lane-note', 'text-anchor': 'end' });
    this.values = 0;
    this.area = s('rect', { class: 'lane-area' });
    this.purities = s('g', {});
    this.gradients = s('g', {});
    this.ink = s('path', { class: 'gradient-bars chosen' });
    this.drawing = s(
      'svg',
      { class: 'lanes-art', role: 'img', 'aria-label': 'purity after each layer, gradient of each parameter' },
      this.purities, this.area, this.gradients, this.ink, this.ceiling, this.bases, this.haar, this.haarText,
    );
    const { element, purity, gradient } = laneNames();
    means(this.purities, 'lane_purity', { stop: purity });
    const tell = () => scaleText(this.values);
    for (const part of [this.area, this.gradients, this.haarText]) means(part, 'lane_gradient', { stop: gradient, tell });
    this.element = h('div', { class: 'lanes' }, element, this.drawing);
    /** @type {readonly Card[]} */
    this.cards = [];
    /** @type {Column[]} */
    this.columns = [];
    /** @type {Layout | null} */
    this.layout = null;
    /** @type {{layer: number, parameter: number | null}} */
    this.focus = { layer: -1, parameter: null };
  }

  /** @param {readonly Card[]} cards */
  build(cards) {
    this.cards = cards;
    this.columns = cards.map(createColumn);
    this.purities.replaceChildren(
      ...this.columns.flatMap(({ lost, bar, value, change }) => [lost, bar, value, change]),
    );
    this.gradients.replaceChildren(...this.columns.flatMap(({ bars, dash }) => bars ?? dash ?? []));
  }

  /** @param {Layout} layout */
  place(layout) {
    this.layout = layout;
    const y = heights(layout.measures.small);
    const last = layout.places[layout.places.length - 1];
    const [left, right] = [layout.measures.gutter, last.x + last.width];
    this.drawing.setAttribute('width', String(layout.worldWidth));
    this.drawing.setAttribute('height', String(layout.measures.foot));
    this.element.style.height = `${layout.measures.foot}px`;
    this.ceiling.setAttribute('d', `M${left} ${y.base - y.unit}H${right}`);
    this.bases.setAttribute('d', `M${left} ${y.base}H${right}M${left} ${y.floor}H${right}`);
    this.placeHaar(left, right, y);
    this.columns.forEach((column, index) => placeColumn(column, layout.places[index], y));
  }

  /** @type {(left: number, right: number, y: ReturnType<typeof heights>) => void} */
  placeHaar(left, right, y) {
    const values = 2 ** this.cards[this.cards.length - 1].data.layer.n_in + 1;
    const level = y.floor - gradientLevel(1 / values) * y.bar;
    this.haar.setAttribute('d', `M${left} ${level}H${right}`);
    this.haarText.textContent = `Haar var⟨Z⟩ 1/${values}`;
    this.values = values;
    this.haarText.setAttribute('x', String(right));
    for (const [name, value] of Object.entries({ x: left, y: y.top, width: right - left, height: y.bar })) {
      this.area.setAttribute(name, String(value));
    }
    this.haarText.setAttribute('y', String(level + 12));
  }

  /** @type {(purity: Float32Array, gradient: Float32Array | undefined) => void} */
  paint(purity, gradient) {
    if (!this.layout) return;
    paintPurity(this.columns, this.layout, purity);
    if (gradient) this.paintGradient(this.layout, gradient);
  }

  /**
   * One vertical line per parameter, all of a layer in one path; the chosen one lies over it in ink.
   * @param {Layout} layout
   * @param {Float32Array} gradient
   */
  paintGradient(layout, gradient) {
    const { layer: chosen, parameter } = this.focus;
    let ink = '';
    this.columns.forEach(({ bars }, layer) => {
      if (!bars) return;
      const { labels } = this.cards[layer].data;
      const { lines, width } = gradientLines(labels, layout, layer, gradient);
      bars.setAttribute('d', lines.join(''));
      bars.setAttribute('stroke-width', width);
      const place = layer === chosen ? labels.findIndex((label) => label.index === parameter) : -1;
      if (place < 0) return;
      ink = lines[place];
      this.ink.setAttribute('stroke-width', width);
    });
    this.ink.setAttribute('d', ink);
  }

  /** @type {(layer: number, parameter: number | null) => void} */
  mark(layer, parameter) {
    this.focus = { layer, parameter };
    this.columns.forEach((column, index) => column.bar.classList.toggle('chosen', index === layer));
  }
}

/**
 * @param {readonly import('./types.js').ParameterLabel[]} labels
 * @param {Layout} layout
 * @param {number} layer
 * @param {Float32Array} gradient
 */
function gradientLines(labels, layout, layer, gradient) {
  const { floor, bar } = heights(layout.measures.small);
  const { x, width } = layout.places[layer];
  const column = Math.min(12, (width - 12) / labels.length);
  const start = x + (width - (labels.length - 1) * column) / 2;
  const lines = labels.map((label, place) => {
    const tall = Math.max(1.5, gradientLevel(gradient[label.index]) * bar);
    return `M${(start + place * column).toFixed(1)} ${floor}v${(-tall).toFixed(1)}`;
  });
  return { lines, width: Math.max(1, column - 2).toFixed(1) };
}

/**
 * What the gradient lane shows, in words: the reference is a variance, the bars are values.
 * @param {number} values 2^n + 1
 */
const scaleText = (values) =>
  `Dotted: 1/(2ⁿ + 1) = 1/${values}, the variance of ⟨Z⟩ over Haar-random states. It is a variance, not a slope: random ` +
  `circuits of this size have slopes of about its root, ${(1 / Math.sqrt(values)).toFixed(2)}, or less; bars far below it ` +
  'everywhere are a barren plateau.';

/** @param {Column} column @param {import('./types.js').Place} place @param {ReturnType<typeof heights>} y */
function placeColumn(column, { x, width }, y) {
  column.drawn = '';
  for (const rect of [column.lost, column.bar]) {
    rect.setAttribute('x', String(x));
    rect.setAttribute('width', String(width));
  }
  for (const text of [column.value, column.change, column.dash]) text?.setAttribute('x', String(x + width / 2));
  column.change.setAttribute('y', String(y.base - y.unit - 4));
  column.dash?.setAttribute('y', String(y.floor - 5));
}

/**
 * @param {readonly Column[]} columns
 * @param {Layout} layout
 * @param {Float32Array} purity before the first layer, after it, ...; the readout repeats the last
 */
function paintPurity(columns, layout, purity) {
  const { base, unit } = heights(layout.measures.small);
  const layers = purity.length - 1;
  let worst = 0;
  for (let index = 1; index < layers; index += 1) {
    if (purity[index] - purity[index + 1] > purity[worst] - purity[worst + 1]) worst = index;
  }
  columns.forEach((column, index) => {
    const after = purity[Math.min(index + 1, layers)];
    const before = index < layers ? purity[index] : after;
    const look = `${before.toFixed(3)} ${after.toFixed(3)} ${index === worst}`;
    if (look === column.drawn) return;
    column.drawn = look;
    const top = Math.max(before, after) * unit;
    column.lost.setAttribute('y', (base - top).toFixed(1));
    column.lost.setAttribute('height', (top - after * unit).toFixed(1));
    column.bar.setAttribute('y', (base - after * unit).toFixed(1));
    column.bar.setAttribute('height', (after * unit).toFixed(1));
    column.bar.setAttribute('fill-opacity', (0.06 + 0.2 * after).toFixed(2));
    column.value.textContent = fixed(after);
    column.value.setAttribute('y', (base - Math.max(after * unit - 13, 4)).toFixed(1));
    const change = after - before;
    column.change.textContent = Math.abs(change) > 0.015 ? fixed(change) : '';
    column.change.classList.toggle('most', index === worst);
  });
}
