// @ts-check
/**
 * The wires between the cards: a hairline that always stays, and over it a stroke as opaque as the quron's Bloch vector
 * at the probe is long. What a quron has lost to noise or to entanglement is missing from its wire.
 */
import { s } from '../lib/dom.js';
import { wireY } from '../lib/layout.js';
import { quronsRead } from './describe.js';

/**
 * @typedef {import('./card.js').Card} Card
 * @typedef {{from: number, to: number, y: number}} Line
 */

/** Patterns and gradients that all drawings of the canvas refer to. */
export function definitions() {
  const hatch = s(
    'pattern',
    { id: 'quron-hatch-fine', width: 0.24, height: 0.24, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
    s('path', { d: 'M0 0V0.24', class: 'hatch-line', 'stroke-width': 0.06 }),
  );
  const ball = s(
    'radialGradient',
    { id: 'quron-ball', cx: 0.35, cy: 0.3 },
    s('stop', { offset: 0, class: 'ball-light' }),
    s('stop', { offset: 1, class: 'ball-dark' }),
  );
  return s('svg', { class: 'definitions', width: 0, height: 0, 'aria-hidden': 'true' }, s('defs', {}, hatch, ball));
}

const START = 54; // right of the quron labels

export class Wires {
  constructor() {
    /** One for every quron before every card, as the Bloch vectors stand in a frame. @type {Line[]} */
    this.lines = [];
  }

  /** @type {(cards: readonly Card[], layout: import('./types.js').Layout) => void} */
  place(cards, layout) {
    this.lines = cards.flatMap((card, index) => wireLines(card, layout, index));
  }

  /**
   * @param {CanvasRenderingContext2D} pen its origin is the upper left of the cards
   * @param {Float32Array | null} bloch x, y, z of every quron before the first layer, after it, ...; null: not known yet
   * @param {import('./surface.js').Look} look
   */
  paint(pen, bloch, { colours }) {
    pen.fillStyle = colours.line2;
    for (const { from, to, y } of this.lines) pen.fillRect(from, y - 0.5, to - from, 1);
    if (!bloch) return;
    pen.fillStyle = colours.ink2;
    this.lines.forEach(({ from, to, y }, line) => {
      pen.globalAlpha = Math.min(1, Math.hypot(bloch[3 * line], bloch[3 * line + 1], bloch[3 * line + 2]));
      pen.fillRect(from, y - 1, to - from, 2);
    });
    pen.globalAlpha = 1;
  }
}

/**
 * The pieces of wire that end in a card; what is not read stops at its bar.
 * @param {Card} card
 * @param {import('./types.js').Layout} layout
 * @param {number} index of the card
 * @returns {Line[]}
 */
function wireLines(card, layout, index) {
  const { spec, layer } = card.data;
  const before = layout.places[index - 1];
  const to = layout.places[index];
  const from = before ? before.x + before.width - before.leave : START;
  const read = spec.kind === 'readout' ? quronsRead(spec.readout) : null;
  return Array.from({ length: layer.n_in }, (_, quron) => {
    const end = to.x + to.enter + (read && !read.has(quron) ? 6 : 0);
    return { from, to: end, y: wireY(layout, layer.n_in, quron) };
  });
}
