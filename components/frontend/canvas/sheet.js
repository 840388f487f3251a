// @ts-check
/**
 * The pictures of all nodes of a card on one canvas: browsers keep a layer for every canvas and lay out every SVG anew
 * that changes, and with one for every quron they would spend more time on that than on painting.
 */
import { h } from '../lib/dom.js';
import { drawGlyph } from './glyph.js';
import { colourMaps, paletteOf, wordsOf } from './node-map.js';

/** Corners of a map, as in `.node-map`. */
const CORNER = 5;
/** Room around the pictures for tips of arrows. */
const MARGIN = 3;

/**
 * @typedef {import('./glyph.js').Vector} Vector
 * @typedef {{lut: Uint8ClampedArray, colours: import('./glyph.js').Colours}} Look
 * @typedef {{data: Float32Array, offset: number, rows: number, columns: number}} Maps one for every node, from `offset` on
 * @typedef {{left: number, step: number, tops: readonly number[], edge: number}} Places CSS pixels of the card: of the maps;
 *   the glyphs stand `step` further right
 *
 * @typedef {object} Sheet
 * @property {HTMLCanvasElement} element
 * @property {(places: Places) => void} place
 * @property {(quron: number, x: number, y: number, z: number) => void} point turns an arrow, at the next painting
 * @property {(quron: number, x: number, y: number, z: number) => void} ghost turns a thin arrow; NaN takes it away
 * @property {(maps: Maps, look: Look) => void} paint
 */

/**
 * @param {number} count
 * @returns {Sheet}
 */
export function createSheet(count) {
  const element = /** @type {HTMLCanvasElement} */ (h('canvas', { class: 'node-sheet', 'aria-hidden': 'true' }));
  const pen = element.getContext('2d');
  const vectors = Array.from({ length: count }, () => ({ x: 0, y: 0, z: 1 }));
  const thin = Array.from({ length: count }, () => ({ x: NaN, y: NaN, z: NaN }));
  let ratio = 1;
  let placed = '';
  /** @type {number[]} */
  let tops = [];
  let step = 0;
  let edge = 0;
  const frames = { path: new Path2D() };

  return {
    element,
    place: (places) => {
      ({ step, edge } = places);
      const first = Math.min(...places.tops);
      tops = places.tops.map((top) => top - first);
      ratio = Math.max(1, Math.min(3, globalThis.devicePixelRatio));
      element.style.left = `${places.left - MARGIN}px`;
      element.style.top = `${first - MARGIN}px`;
      const shape = [ratio, edge, step, ...tops].join(' ');
      if (shape === placed) return; // a new size would wipe the pictures
      placed = shape;
      fit(element, step + edge + 2 * MARGIN, Math.max(...tops) + edge + 2 * MARGIN, ratio);
      frames.path = new Path2D();
      for (const top of tops) frames.path.roundRect(0, top, edge, edge, CORNER);
    },
    point: (quron, x, y, z) => Object.assign(vectors[quron], { x, y, z }),
    ghost: (quron, x, y, z) => Object.assign(thin[quron], { x, y, z }),
    paint: (maps, look) => {
      if (!pen || !edge) return;
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      pen.clearRect(0, 0, element.width, element.height);
      pen.translate(MARGIN, MARGIN);
      pen.save();
      pen.clip(frames.path);
      paintMaps(pen, maps, tops, edge, look.lut);
      pen.restore();
      pen.translate(step + edge / 2, edge / 2);
      vectors.forEach((vector, quron) => {
        pen.translate(0, tops[quron]);
        drawGlyph(pen, edge / 2 - 1, vector, thin[quron], look.colours);
        pen.translate(0, -tops[quron]);
      });
    },
  };
}

/** @type {(element: HTMLCanvasElement, width: number, height: number, ratio: number) => void} */
function fit(element, width, height, ratio) {
  element.style.width = `${width}px`;
  element.style.height = `${height}px`;
  element.width = Math.round(width * ratio);
  element.height = Math.round(height * ratio);
}

/**
 * The few samples of a map are smoothed where it is drawn larger.
 * @param {CanvasRenderingContext2D} pen
 * @param {Maps} maps
 * @param {readonly number[]} tops
 * @param {number} edge
 * @param {Uint8ClampedArray} lut
 */
function paintMaps(pen, { data, offset, rows, columns }, tops, edge, lut) {
  const { canvas, context, image, pixels } = paletteOf(rows * tops.length, columns);
  colourMaps(pixels, data, offset, [tops.length, rows, columns], wordsOf(lut));
  context.putImageData(image, 0, 0);
  tops.forEach((top, map) => pen.drawImage(canvas, 0, map * rows, columns, rows, 0, top, edge, edge));
}
