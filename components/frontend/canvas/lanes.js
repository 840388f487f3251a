// @ts-check
/**
 * Two lanes below the cards, column by column under them: the purity that is left after every layer, and the
 * size of the gradient of every parameter.
 */
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

/** Texts and bars of one column of the purity lane. */
function purityColumn() {
  const lost = s('rect', { class: 'purity-lost', fill: 'url(#quron-hatch)' });
  const bar = s('rect', { class: 'purity-bar' });
  const value = s('text', { class: 'purity-value' });
  const change = s('text', { class: 'purity-change' });
  return { lost, bar, value, change, elements: [lost, bar, value, change], drawn: '' };
}

export function createLanes() {
  const ceiling = s('path', { class: 'lane-ceiling' });
  const bases = s('path', { class: 'lane-base' });
  const haar = s('path', { class: 'lane-haar' });
  const haarText = s('text', { class: 'lane-note', 'text-anchor': 'end' });
  const purities = s('g', {});
  const gradients = s('g', {});
  const chosen = s('path', { class: 'gradient-bars chosen' });
  const drawing = s('svg', { class: 'lanes-art', role: 'img' });
  drawing.append(purities, gradients, chosen, ceiling, bases, haar, haarText);
  const names = h(
    'div',
    { class: 'lane-names' },
    h('div', { class: 'lane-name purity' }, h('b', {}, 'Purity'), h('span', {}, 'Tr ρ²')),
    h('div', { class: 'lane-name gradient' }, h('b', {}, 'Gradient'), h('span', {}, '|∂C/∂θ|')),
  );
  const element = h('div', { class: 'lanes' }, names, drawing);
  drawing.setAttribute('aria-label', 'purity after each layer and gradient of each parameter');

  /** @type {{columns: ReturnType<typeof purityColumn>[], bars: (SVGElement | null)[], cards: readonly Card[]}} */
  const view = { columns: [], bars: [], cards: [] };
  /** @type {(SVGElement | null)[]} */
  let dashes = [];
  /** @type {Layout | null} */
  let layout = null;
  let focus = /** @type {{layer: number, parameter: number | null}} */ ({ layer: -1, parameter: null });

  /** @param {readonly Card[]} cards */
  const build = (cards) => {
    view.cards = cards;
    view.columns = cards.map(purityColumn);
    purities.replaceChildren(...view.columns.flatMap((column) => column.elements));
    view.bars = cards.map((card) => (card.data.labels.length ? s('path', { class: 'gradient-bars' }) : null));
    dashes = cards.map((card, index) =>
      view.bars[index] || card.data.spec.kind === 'readout' ? null : s('text', { class: 'lane-dash' }, '–'),
    );
    gradients.replaceChildren(...[...view.bars, ...dashes].filter((item) => item !== null));
    const outputs = cards[cards.length - 1]?.data.layer.n_in ?? 1;
    haarText.textContent = `Haar 1/${2 ** outputs + 1}`;
  };

  /** @param {Layout} next */
  const place = (next) => {
    layout = next;
    const y = heights(next.measures.small);
    const { places } = next;
    const last = places[places.length - 1];
    const left = next.measures.gutter;
    const right = last ? last.x + last.width : next.worldWidth;
    drawing.setAttribute('width', String(next.worldWidth));
    drawing.setAttribute('height', String(next.measures.foot));
    element.style.height = `${next.measures.foot}px`;
    ceiling.setAttribute('d', `M${left} ${y.base - y.unit}H${right}`);
    bases.setAttribute('d', `M${left} ${y.base}H${right}M${left} ${y.floor}H${right}`);
    const outputs = view.cards[view.cards.length - 1]?.data.layer.n_in ?? 1;
    const level = y.floor - gradientLevel(1 / (2 ** outputs + 1)) * y.bar;
    haar.setAttribute('d', `M${left} ${level}H${right}`);
    haarText.setAttribute('x', String(right));
    haarText.setAttribute('y', String(level + 12));
    placeColumns(view, next, y);
    dashes.forEach((dash, index) => {
      dash?.setAttribute('x', String(places[index].x + places[index].width / 2));
      dash?.setAttribute('y', String(y.floor - 5));
    });
  };

  /** @type {(purity: Float32Array, gradient: Float32Array | undefined) => void} */
  const paint = (purity, gradient) => {
    if (!layout) return;
    paintPurity(view, layout, purity);
    if (gradient) paintGradient(view, layout, gradient, focus, chosen);
  };
  return {
    element,
    build,
    place,
    paint,
    /** @type {(layer: number, parameter: number | null) => void} */
    mark: (layer, parameter) => {
      focus = { layer, parameter };
      view.columns.forEach((column, index) => column.bar.classList.toggle('chosen', index === layer));
    },
  };
}

/**
 * Everything of a column that does not follow the frames.
 * @type {(view: {columns: ReturnType<typeof purityColumn>[]}, layout: Layout, y: ReturnType<typeof heights>) => void}
 */
function placeColumns(view, layout, y) {
  view.columns.forEach((column, index) => {
    const { x, width } = layout.places[index];
    column.drawn = '';
    for (const rect of [column.lost, column.bar]) {
      rect.setAttribute('x', String(x));
      rect.setAttribute('width', String(width));
    }
    for (const text of [column.value, column.change]) text.setAttribute('x', String(x + width / 2));
    column.change.setAttribute('y', String(y.base - y.unit - 4));
  });
}

/**
 * @type {(view: {columns: ReturnType<typeof purityColumn>[]}, layout: Layout, purity: Float32Array) => void}
 *   purity before the first layer, after it, ...; the readout repeats the last
 */
function paintPurity(view, layout, purity) {
  const { base, unit } = heights(layout.measures.small);
  const layers = purity.length - 1;
  let worst = 0;
  for (let index = 1; index < layers; index += 1) {
    if (purity[index] - purity[index + 1] > purity[worst] - purity[worst + 1]) worst = index;
  }
  view.columns.forEach((column, index) => {
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

/**
 * One vertical line per parameter, all lines of a layer in one path; the chosen parameter's lies over it in ink.
 * @type {(view: {cards: readonly Card[], bars: (SVGElement | null)[]}, layout: Layout, gradient: Float32Array,
 *   focus: {layer: number, parameter: number | null}, chosen: SVGElement) => void}
 */
function paintGradient(view, layout, gradient, focus, chosen) {
  const { floor, bar } = heights(layout.measures.small);
  let ink = '';
  view.cards.forEach((card, layer) => {
    const path = view.bars[layer];
    if (!path) return;
    const { labels } = card.data;
    const { x, width } = layout.places[layer];
    const column = Math.min(12, (width - 12) / labels.length);
    const start = x + width / 2 - (labels.length * column) / 2 + column / 2;
    const stroke = Math.max(1, column - 2).toFixed(1);
    let d = '';
    for (let place = 0; place < labels.length; place += 1) {
      const tall = Math.max(1.5, gradientLevel(gradient[labels[place].index]) * bar);
      const line = `M${(start + place * column).toFixed(1)} ${floor}v${(-tall).toFixed(1)}`;
      d += line;
      if (layer === focus.layer && labels[place].index === focus.parameter) {
        ink = line;
        chosen.setAttribute('stroke-width', stroke);
      }
    }
    path.setAttribute('d', d);
    path.setAttribute('stroke-width', stroke);
  });
  chosen.setAttribute('d', ink || 'M0 0');
}
