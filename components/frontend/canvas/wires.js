// @ts-check
/**
 * The wires between the cards: a hairline that always stays, and over it a stroke as opaque as the quron's Bloch
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

/** Where the wires live in the world: x0 of the first card's gutter. */
const START = 54;

export function createWires() {
  const hair = s('path', { class: 'wire-hair' });
  const strokes = s('g', {});
  const element = s('svg', { class: 'wires', 'aria-hidden': 'true' }, definitions(), hair, strokes);
  /** @type {{path: SVGElement, bloch: number, opacity: string}[]} */
  let segments = [];

  /**
   * One segment per quron before every card.
   * @param {readonly Card[]} cards
   */
  const build = (cards) => {
    segments = [];
    let offset = 0;
    for (const card of cards) {
      for (let quron = 0; quron < card.data.layer.n_in; quron += 1) {
        segments.push({ path: s('path', { class: 'wire' }), bloch: offset + quron, opacity: '' });
      }
      offset += card.data.layer.n_in;
    }
    strokes.replaceChildren(...segments.map((segment) => segment.path));
  };

  /** @type {(cards: readonly Card[], layout: import('./types.js').Layout) => void} */
  const place = (cards, layout) => {
    element.setAttribute('width', String(layout.worldWidth));
    element.setAttribute('height', String(layout.height));
    const all = [];
    let index = 0;
    for (const [number, card] of cards.entries()) {
      const from = layout.places[number - 1];
      const to = layout.places[number];
      const x0 = from ? from.x + from.width - from.leave : START;
      const read = card.data.spec.kind === 'readout' ? quronsRead(card.data.spec.readout) : null;
      for (let quron = 0; quron < card.data.layer.n_in; quron += 1) {
        const y = wireY(layout, card.data.layer.n_in, quron);
        const into = read && !read.has(quron) ? to.enter + 6 : to.enter;
        const line = `M${x0} ${y}H${to.x + into}`;
        segments[index].path.setAttribute('d', line);
        all.push(line);
        index += 1;
      }
    }
    hair.setAttribute('d', all.join(''));
  };

  /** @param {Float32Array} bloch x, y, z of every quron before the first layer, after it, ... */
  const paint = (bloch) => {
    for (const segment of segments) {
      const at = 3 * segment.bloch;
      const opacity = Math.min(1, Math.hypot(bloch[at], bloch[at + 1], bloch[at + 2])).toFixed(2);
      if (opacity === segment.opacity) continue;
      segment.opacity = opacity;
      segment.path.setAttribute('stroke-opacity', opacity);
    }
  };
  return { element, build, place, paint };
}
