// @ts-check
/**
 * The wires between the cards: a hairline that always stays, and over it a stroke as opaque as the quron's
 * Bloch
 * vector at the probe is long. What a quron has lost to noise or to entanglement is missing from its wire.
 */
import { s } from '../lib/dom.js';
import { wireY } from '../lib/layout.js';
import { quronsRead } from './describe.js';

/** @typedef {import('./card.js').Card} Card */

/** Patterns and gradients that all drawings of the canvas refer to. */
export function definitions() {
  /** @type {(id: string, size: number, width: number) => SVGElement} */
  const hatch = (id, size, width) =>
    s(
      'pattern',
      { id, width: size, height: size, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
      s('path', { d: `M0 0V${size}`, class: 'hatch-line', 'stroke-width': width }),
    );
  return s(
    'defs',
    {},
    hatch('quron-hatch', 4, 1),
    hatch('quron-hatch-fine', 0.24, 0.06),
    s(
      'radialGradient',
      { id: 'quron-ball', cx: 0.35, cy: 0.3 },
      s('stop', { offset: 0, class: 'ball-light' }),
      s('stop', { offset: 1, class: 'ball-dark' }),
    ),
  );
}

const START = 54; // right of the quron labels

export class Wires {
  constructor() {
    this.hair = s('path', { class: 'wire-hair' });
    this.strokes = s('g', {});
    this.element = s('svg', { class: 'wires', 'aria-hidden': 'true' }, definitions(), this.hair, this.strokes);
    /** @type {{path: SVGElement, bloch: number, opacity: string}[]} */
    this.segments = [];
  }

  /**
   * One segment per quron before every card.
   * @param {readonly Card[]} cards
   */
  build(cards) {
    let state = 0; // counts the Bloch vectors of a frame: before the first layer, after it, ...
    this.segments = cards.flatMap((card) =>
      Array.from({ length: card.data.layer.n_in }, () => {
        const segment = { path: s('path', { class: 'wire' }), bloch: state, opacity: '' };
        state += 1;
        return segment;
      }),
    );
    this.strokes.replaceChildren(...this.segments.map((segment) => segment.path));
  }

  /** @type {(cards: readonly Card[], layout: import('./types.js').Layout) => void} */
  place(cards, layout) {
    this.element.setAttribute('width', String(layout.worldWidth));
    this.element.setAttribute('height', String(layout.height));
    const lines = cards.flatMap((card, index) => wireLines(card, layout, index));
    lines.forEach((line, index) => this.segments[index].path.setAttribute('d', line));
    this.hair.setAttribute('d', lines.join(''));
  }

  /** @param {Float32Array} bloch x, y, z of every quron before the first layer, after it, ... */
  paint(bloch) {
    for (const segment of this.segments) {
      const at = 3 * segment.bloch;
      const opacity = Math.min(1, Math.hypot(bloch[at], bloch[at + 1], bloch[at + 2])).toFixed(2);
      if (opacity === segment.opacity) continue;
      segment.opacity = opacity;
      segment.path.setAttribute('stroke-opacity', opacity);
    }
  }
}

/**
 * The pieces of wire that end in a card; what is not read stops at its bar.
 * @param {Card} card
 * @param {import('./types.js').Layout} layout
 * @param {number} index of the card
 * @returns {string[]}
 */
function wireLines(card, layout, index) {
  const { spec, layer } = card.data;
  const from = layout.places[index - 1];
  const to = layout.places[index];
  const start = from ? from.x + from.width - from.leave : START;
  const read = spec.kind === 'readout' ? quronsRead(spec.readout) : null;
  return Array.from({ length: layer.n_in }, (_, quron) => {
    const end = to.x + to.enter + (read && !read.has(quron) ? 6 : 0);
    return `M${start} ${wireY(layout, layer.n_in, quron)}H${end}`;
  });
}
