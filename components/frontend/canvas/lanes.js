// @ts-check
/**
 * Two lanes below the cards, column by column under them: the purity that is left after every layer, and the
 * size of the gradient of every parameter.
 */
import { means } from '../chrome/means.js';
import { h } from '../lib/dom.js';
import { fixed } from '../lib/format.js';
import { Surface } from './surface.js';

/**
 * @typedef {import('./card.js').Card} Card
 * @typedef {import('./types.js').Layout} Layout
 * @typedef {import('./surface.js').Look} Look
 * @typedef {CanvasRenderingContext2D} Pen
 * @typedef {ReturnType<typeof heights>} Heights
 */

const SMALLEST = 1e-4; // lower end of the gradient's logarithmic scale; the upper end is 1
export const NOTED = 0.015; // a smaller change of purity has no number
const HATCH = 4; // pixels from line to line

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
export function heights(small) {
  const start = small ? 8 : 12;
  const base = start + (small ? 52 : 66);
  const top = base + (small ? 8 : 12);
  return { start, base, unit: (small ? 52 : 66) - 14, top, floor: top + (small ? 28 : 34), bar: small ? 28 : 34 };
}

/** Names at the left of the lanes, and what is pointed at in them. */
function laneParts() {
  /** @type {(kind: string, name: string, formula: string) => HTMLElement} */
  const entry = (kind, name, formula) =>
    h('div', { class: `lane-name ${kind}`, tabindex: 0 }, h('b', {}, name), h('span', {}, formula));
  const [purity, gradient] = [entry('purity', 'Purity', 'Tr ρ²'), entry('gradient', 'Gradient', '|∂C/∂θ|')];
  const areas = ['purity', 'gradient'].map((kind) => h('div', { class: `lane-area ${kind}` }));
  return { names: h('div', { class: 'lane-names' }, purity, gradient), purity, gradient, areas };
}

export class Lanes {
  constructor() {
    const { names, purity, gradient, areas } = laneParts();
    this.surface = new Surface('lanes-art', { role: 'img', 'aria-label': 'purity after each layer, gradient of each parameter' });
    this.areas = areas;
    this.values = 0;
    means(areas[0], 'lane_purity', { stop: purity });
    means(areas[1], 'lane_gradient', { stop: gradient, tell: () => scaleText(this.values) });
    this.element = h('div', { class: 'lanes' }, names, this.surface.element, ...areas);
    /** @type {readonly Card[]} */
    this.cards = [];
    /** @type {Layout | null} */
    this.layout = null;
    /** @type {{layer: number, parameter: number | null}} */
    this.focus = { layer: -1, parameter: null };
  }

  /** @param {readonly Card[]} cards */
  build(cards) {
    this.cards = cards;
    this.layout = null; // until the new cards have their places
  }

  /** @param {Layout} layout @param {number} scale */
  place(layout, scale) {
    this.layout = layout;
    const { measures } = layout;
    const y = heights(measures.small);
    this.values = 2 ** this.cards[this.cards.length - 1].data.layer.n_in + 1;
    this.element.style.height = `${measures.foot}px`;
    this.surface.fit(layout.worldWidth, measures.foot, scale);
    const [left, right] = ends(layout);
    [[y.start, y.base], [y.top, y.floor]].forEach(([top, bottom], area) => {
      const box = { left, width: right - left, top, height: bottom - top };
      for (const [name, value] of Object.entries(box)) this.areas[area].style.setProperty(name, `${value}px`);
    });
  }

  /** @type {(purity: Float32Array, gradient: Float32Array | undefined, look: Look) => void} */
  paint(purity, gradient, look) {
    const { layout } = this;
    const pen = layout && layout.measures.foot > heights(true).floor ? this.surface.open() : null;
    if (!pen || !layout) return;
    const y = heights(layout.measures.small);
    pen.textAlign = 'center';
    paintPurity(pen, layout, purity, y, { look, chosen: this.focus.layer });
    this.cards.forEach((card, index) => this.paintGradient(pen, layout.places[index], card, { gradient, y, look }));
    paintScales(pen, layout, this.values, y, look);
  }

  /**
   * One bar for each parameter, the chosen one in ink; a dash under a layer without.
   * @param {Pen} pen
   * @param {import('./types.js').Place} place
   * @param {Card} card
   * @param {{gradient: Float32Array | undefined, y: Heights, look: Look}} how
   */
  paintGradient(pen, { x, width }, { data, ghost }, { gradient, y, look }) {
    const { labels, spec, index } = data;
    if (ghost || spec.kind === 'readout') return; // no gradient is known of what has not been made
    pen.fillStyle = look.colours.ink3;
    if (!labels.length) {
      pen.font = look.plain;
      pen.fillText('–', x + width / 2, y.floor - 5);
      return;
    }
    if (!gradient) return;
    const column = Math.min(12, (width - 12) / labels.length);
    const thick = Math.max(1, column - 2);
    const start = x + (width - (labels.length - 1) * column) / 2 - thick / 2;
    labels.forEach((label, place) => {
      const tall = Math.max(1.5, gradientLevel(gradient[label.index]) * y.bar);
      const chosen = index === this.focus.layer && label.index === this.focus.parameter;
      pen.fillStyle = chosen ? look.colours.ink : look.colours.ink3;
      pen.fillRect(start + place * column, y.floor - tall, thick, tall);
    });
  }

  /** @type {(layer: number, parameter: number | null) => void} */
  mark(layer, parameter) {
    this.focus = { layer, parameter };
  }
}

/** From the first card to the end of the last. @param {Layout} layout */
function ends({ measures, places }) {
  const last = places[places.length - 1];
  return [measures.gutter, last.x + last.width];
}

/**
 * What the gradient lane shows, in words: the reference is a variance, the bars are values.
 * @param {number} values 2^n + 1
 */
const scaleText = (values) =>
  `Dotted: 1/(2ⁿ + 1) = 1/${values}, the variance of ⟨Z⟩ over Haar-random states. It is a variance, not a slope: random ` +
  `circuits of this size have slopes of about its root, ${(1 / Math.sqrt(values)).toFixed(2)}, or less; bars far below it ` +
  'everywhere are a barren plateau.';

/**
 * Under every card what is left, and hatched what its layer has lost; the number of the largest loss stands out.
 * @param {Pen} pen
 * @param {Layout} layout
 * @param {Float32Array} purity before the first layer, after it, ...; the readout repeats the last
 * @param {Heights} heights
 * @param {{look: Look, chosen: number}} how
 */
function paintPurity(pen, { places }, purity, { base, unit }, { look, chosen }) {
  const layers = purity.length - 1;
  let worst = 0;
  for (let index = 1; index < layers; index += 1) {
    if (purity[index] - purity[index + 1] > purity[worst] - purity[worst + 1]) worst = index;
  }
  places.forEach(({ x, width }, index) => {
    const after = purity[Math.min(index + 1, layers)];
    const before = index < layers ? purity[index] : after;
    const middle = x + width / 2;
    hatch(pen, x, base - Math.max(before, after) * unit, width, Math.max(0, before - after) * unit, look.colours.line2);
    pen.fillStyle = look.colours.ink;
    pen.globalAlpha = index === chosen ? 0.32 : 0.06 + 0.2 * after;
    pen.fillRect(x, base - after * unit, width, after * unit);
    pen.globalAlpha = 1;
    pen.font = look.strong;
    pen.fillText(fixed(after), middle, base - Math.max(after * unit - 13, 4));
    if (Math.abs(after - before) <= NOTED) return;
    pen.font = index === worst ? look.strong : look.plain;
    pen.fillStyle = index === worst ? look.colours.ink : look.colours.ink3;
    pen.fillText(fixed(after - before), middle, base - unit - 4);
  });
}

/** @type {(pen: Pen, x: number, y: number, width: number, height: number, colour: string) => void} */
function hatch(pen, x, y, width, height, colour) {
  if (height < 0.5) return;
  const area = new Path2D();
  area.rect(x, y, width, height);
  pen.save();
  pen.clip(area);
  pen.beginPath();
  for (let from = x - height; from < x + width; from += HATCH * Math.SQRT2) {
    pen.moveTo(from, y + height);
    pen.lineTo(from + height, y);
  }
  pen.strokeStyle = colour;
  pen.lineWidth = 1;
  pen.stroke();
  pen.restore();
  pen.strokeStyle = colour;
  pen.lineWidth = 0.75;
  pen.stroke(area);
}

/** Purity 1, both grounds, and what gradients are compared with. @type {(pen: Pen, layout: Layout, values: number, y: Heights, look: Look) => void} */
function paintScales(pen, layout, values, { base, unit, floor, bar }, look) {
  const [left, right] = ends(layout);
  const level = floor - gradientLevel(1 / values) * bar;
  /** @type {(y: number, colour: string, dashes: number[]) => void} */
  const line = (y, colour, dashes) => {
    pen.beginPath();
    pen.moveTo(left, y);
    pen.lineTo(right, y);
    pen.setLineDash(dashes);
    pen.strokeStyle = colour;
    pen.stroke();
  };
  pen.lineWidth = 1;
  line(base - unit, look.colours.ink3, [3, 3]);
  line(level, look.colours.ink3, [1, 3]);
  line(base, look.colours.line2, []);
  line(floor, look.colours.line2, []);
  pen.font = look.plain;
  pen.textAlign = 'right';
  pen.fillStyle = look.colours.ink3;
  pen.fillText(`Haar var⟨Z⟩ 1/${values}`, right, level + 12);
}
