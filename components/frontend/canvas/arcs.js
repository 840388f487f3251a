// @ts-check
/**
 * Entanglement between qurons after every layer, at the probe: violet arcs from quron to quron behind the card. Width
 * and opacity follow the value, and the arcs of the chosen layer carry it as a number.
 */
import { put, s } from '../lib/dom.js';
import { fixed } from '../lib/format.js';
import { wireY } from '../lib/layout.js';
import { arcBulge, arcPath, pairsOf } from './geometry.js';

/**
 * @typedef {import('./card.js').Card} Card
 * @typedef {import('../lib/types.js').Ui} Ui
 *
 * @typedef {{path: SVGElement, text: SVGElement, from: number, to: number, shown: string}} Arc
 */

/** @type {Record<string, {name: string, most: number, unit: string}>} */
export const PAIR_MEASURES = {
  concurrence: { name: 'concurrence', most: 1, unit: '' },
  mutual_information: { name: 'mutual information', most: 2, unit: ' bit' },
};

const LEAST = 0.005; // what two digits show as nothing
const ALL_NUMBERED = 4; // with more qurons only the pairs of the chosen one carry numbers

export class Arcs {
  constructor() {
    this.element = s('svg', { class: 'arcs', role: 'img', 'aria-label': '', visibility: 'hidden' });
    /** @type {{card: Card, at: number, arcs: Arc[]}[]} one for each layer; `at`: place of its first pair */
    this.rows = [];
    this.count = 0;
    this.said = '';
    /** @type {readonly Card[]} */
    this.cards = [];
    /** @type {import('./types.js').Layout | null} */
    this.layout = null;
  }

  /** @param {readonly Card[]} cards */
  build(cards) {
    this.cards = cards;
    this.rows = [];
    this.element.replaceChildren();
  }

  /** @type {(layout: import('./types.js').Layout) => void} */
  place(layout) {
    this.layout = layout;
    this.element.setAttribute('width', String(layout.worldWidth));
    this.element.setAttribute('height', String(layout.height));
    this.rows.forEach((row, index) => placeRow(row, layout, index));
  }

  /** Elements are made when they are first asked for. */
  fill() {
    const layers = this.cards.filter((card) => card.data.spec.kind !== 'readout');
    let at = pairsOf(this.cards[0].data.layer.n_in).length;
    this.rows = layers.map((card) => {
      const arcs = pairsOf(card.data.layer.n_out).map(([from, to]) => ({
        path: s('path', { class: 'arc', visibility: 'hidden' }),
        text: s('text', { class: 'arc-number' }),
        from,
        to,
        shown: '',
      }));
      const row = { card, at, arcs };
      at += arcs.length;
      return row;
    });
    this.count = at;
    this.element.append(...this.rows.flatMap(({ arcs }) => arcs.flatMap(({ path, text }) => [path, text])));
    if (this.layout) this.place(this.layout);
  }

  /**
   * @param {import('./types.js').Plane | undefined} pairs measure of every pair before the first layer, after it, ...
   * @param {Ui} ui
   */
  paint(pairs, ui) {
    const wanted = ui.pairs !== null && pairs !== undefined;
    if (wanted && !this.rows.length && this.cards.length) this.fill();
    const shown = wanted && pairs.shape[0] === this.count;
    put(this.element, 'visibility', shown ? 'visible' : 'hidden');
    if (!shown) return;
    const measure = PAIR_MEASURES[/** @type {string} */ (ui.pairs)];
    const words = /** @type {string[]} */ ([]);
    this.rows.forEach(({ at, arcs }, layer) =>
      arcs.forEach((arc, place) => {
        const value = pairs.data[at + place];
        const chosen = layer === ui.layer;
        const few = arcs.length <= pairsOf(ALL_NUMBERED).length;
        draw(arc, value, value / measure.most, chosen && (few || arc.from === ui.quron || arc.to === ui.quron));
        if (chosen && value >= LEAST) words.push(`q${arc.from} q${arc.to} ${fixed(value)}`);
      }),
    );
    const label = `${measure.name} after layer ${ui.layer + 1}: ${words.join(', ') || 'none'}`;
    if (label !== this.said) this.element.setAttribute('aria-label', (this.said = label));
  }
}

/** @type {(row: {card: Card, arcs: Arc[]}, layout: import('./types.js').Layout, index: number) => void} */
function placeRow({ card, arcs }, layout, index) {
  const place = layout.places[index];
  if (!place) return;
  const x = place.x + place.width - place.leave + 1;
  const y = (/** @type {number} */ quron) => wireY(layout, card.data.layer.n_out, quron);
  for (const { path, text, from, to } of arcs) {
    const bulge = arcBulge(to - from);
    path.setAttribute('d', arcPath(x, y(from), y(to), bulge));
    text.setAttribute('x', String(x + 0.75 * bulge + 4));
    // Neighbours have theirs low, where the next card is empty; the others below a wire, or half-way between two.
    const middle = (y(from) + y(to)) / 2 + ((to - from) % 2 ? Math.min(8, layout.measures.pitch / 2 - 42) : 17);
    text.setAttribute('y', String(to - from > 1 ? middle : y(to) - 22));
  }
}

/** @type {(arc: Arc, value: number, part: number, numbered: boolean) => void} */
function draw(arc, value, part, numbered) {
  const shown = value < LEAST ? '' : `${fixed(value)} ${numbered}`;
  if (shown === arc.shown) return;
  arc.shown = shown;
  const { path, text } = arc;
  path.setAttribute('visibility', shown ? 'inherit' : 'hidden');
  text.textContent = shown && numbered ? fixed(value) : '';
  path.setAttribute('stroke-width', (1 + 5 * part).toFixed(2));
  path.setAttribute('stroke-opacity', (0.35 + 0.6 * part).toFixed(2));
}
