// @ts-check
/**
 * The pictures of the nodes of a card: map and glyph side by side, between them a bar for how probably the quron fires,
 * above them that probability as a number where there is room, below them ⟨Z⟩ and |r| where no dials stand.
 */
import { fixed } from '../lib/format.js';
import { drawArrow, drawSphere, traceThin } from './glyph.js';
import { colourMaps, paletteOf, wordsOf } from './node-map.js';
import { Stamp } from './surface.js';

/** Corners of a map, as in `.node-map`, whose frame is drawn around it. */
export const CORNER = 4;
export const FRAME = 1;
/** The bar: right of the map, and how wide. */
const BAR = { gap: 2, width: 4, corner: 2 };
/** Of lines of text 16 pixels high: from the picture up, and from their upper edge down, to where the letters stand. */
const BASELINE = { above: 5, below: 12 };

/**
 * @typedef {import('./glyph.js').Vector} Vector
 * @typedef {import('./surface.js').Look} Look
 * @typedef {CanvasRenderingContext2D} Pen its origin is the card's
 * @typedef {{data: Float32Array, offset: number, rows: number, columns: number}} Maps one for every node, from `offset` on
 * @typedef {{left: number, step: number, tops: readonly number[], edge: number, roomy: boolean, below: number}} Places
 *   pixels from the card's corner: of the maps; the glyphs stand `step` further right, the line under a picture `below`
 *   its upper edge
 *
 * @typedef {object} Sheet
 * @property {(places: Places) => void} place
 * @property {(quron: number, x: number, y: number, z: number) => void} point turns an arrow, at the next painting
 * @property {(quron: number, x: number, y: number, z: number) => void} ghost turns a thin arrow; NaN takes it away
 * @property {(pen: Pen, maps: Maps, look: Look) => void} paint
 */

/**
 * @param {number} count
 * @param {boolean} [valued] whether ⟨Z⟩ and |r| stand below
 * @returns {Sheet}
 */
export function createSheet(count, valued = false) {
  const vectors = Array.from({ length: count }, () => ({ x: 0, y: 0, z: 1 }));
  const thin = Array.from({ length: count }, () => ({ x: NaN, y: NaN, z: NaN }));
  /** @type {Places} */
  let places = { left: 0, step: 0, tops: [], edge: 0, roomy: false, below: 0 };
  let corners = /** @type {{x: number, y: number}[]} */ ([]);
  const frame = new Stamp();

  return {
    place: (next) => {
      places = next;
      corners = next.tops.map((top) => ({ x: next.left, y: top }));
    },
    point: (quron, x, y, z) => Object.assign(vectors[quron], { x, y, z }),
    ghost: (quron, x, y, z) => Object.assign(thin[quron], { x, y, z }),
    paint: (pen, maps, look) => {
      const { left, step, tops, edge } = places;
      if (!edge) return;
      paintMaps(pen, maps, places, look.lut);
      frame.paint(pen, look.theme, { width: step + edge, height: edge }, corners, (own) => drawFrame(own, places, look.colours));
      paintBars(pen, places, vectors, look.colours);
      const [radius, x] = [edge / 2 - 1, left + step + edge / 2];
      tops.forEach((top, quron) => {
        const y = top + edge / 2;
        pen.translate(x, y);
        drawArrow(pen, radius, vectors[quron], look.colours);
        pen.translate(-x, -y);
      });
      pen.beginPath();
      tops.forEach((top, quron) => traceThin(pen, x, top + edge / 2, radius, thin[quron]));
      pen.lineWidth = 1.25;
      pen.lineCap = 'butt';
      pen.strokeStyle = look.colours.ink3;
      pen.stroke();
      if (places.roomy) writeChances(pen, vectors.map(({ z }, quron) => ({ z, x: left + step + edge, top: tops[quron] })), look);
      if (valued) writeValues(pen, places, vectors, look);
    },
  };
}

/**
 * The few samples of a map are smoothed where it is drawn larger.
 * @param {Pen} pen
 * @param {Maps} maps
 * @param {Places} places
 * @param {Uint8ClampedArray} lut
 */
function paintMaps(pen, { data, offset, rows, columns }, { left, tops, edge }, lut) {
  const { canvas, context, image, pixels } = paletteOf(rows * tops.length, columns);
  colourMaps(pixels, data, offset, [tops.length, rows, columns], wordsOf(lut));
  context.putImageData(image, 0, 0);
  const [skip, size] = [(FRAME * columns) / edge, edge - 2 * FRAME];
  const part = columns - 2 * skip;
  tops.forEach((top, map) => {
    pen.drawImage(canvas, skip, map * rows + skip, part, part, left + FRAME, top + FRAME, size, size);
  });
}

/**
 * What does not move: the corners around a map, the empty bar, and the empty sphere.
 * @param {Pen} pen its origin is the node's
 * @param {Places} places
 * @param {Record<string, string>} colours
 */
function drawFrame(pen, { edge, step }, colours) {
  const inside = edge - 2 * FRAME;
  pen.rect(FRAME, FRAME, inside, inside);
  pen.roundRect(FRAME, FRAME, inside, inside, CORNER);
  pen.fillStyle = colours.surface;
  pen.fill('evenodd');
  pen.beginPath();
  pen.roundRect(edge + BAR.gap, 0, BAR.width, edge, BAR.corner);
  pen.fillStyle = colours.line2;
  pen.fill();
  pen.fillStyle = colours.surface;
  pen.fillRect(edge + BAR.gap + 1, 1, BAR.width - 2, edge - 2);
  pen.translate(step + edge / 2, edge / 2);
  drawSphere(pen, edge / 2 - 1, colours);
}

/** How probably a quron fires. @param {number} z ⟨Z⟩; P(1) = (1 − ⟨Z⟩)/2 */
const chance = (z) => (1 - z) / 2;

/** @type {(pen: Pen, places: Places, vectors: readonly Vector[], colours: Record<string, string>) => void} */
function paintBars(pen, { left, tops, edge }, vectors, colours) {
  const x = left + edge + BAR.gap;
  pen.fillStyle = colours.ink2;
  tops.forEach((top, quron) => {
    const level = (edge - 2) * Math.min(1, Math.max(0, chance(vectors[quron].z)));
    pen.fillRect(x + 1, top + edge - 1 - level, BAR.width - 2, level);
  });
}

/** @type {(pen: Pen, text: string, look: Look) => number} */
function widthOf(pen, text, { strong, widths }) {
  let width = widths.get(text);
  if (width === undefined) {
    pen.font = strong;
    widths.set(text, (width = pen.measureText(text).width));
  }
  return width;
}

/**
 * P₁ and how probably the quron fires, above pictures.
 * @param {Pen} pen
 * @param {readonly {z: number, x: number, top: number}[]} places ⟨Z⟩, right edge and top of each picture
 * @param {Look} look
 * @param {boolean} [centred] then `x` is the middle
 */
export function writeChances(pen, places, look, centred = false) {
  const texts = places.map(({ z, x, top }) => {
    const number = fixed(chance(z));
    const width = widthOf(pen, number, look);
    const right = centred ? x + (width + widthOf(pen, 'P₁ ', look)) / 2 : x;
    return { number, right, left: right - width, y: top - BASELINE.above };
  });
  pen.textAlign = 'right';
  pen.font = look.plain;
  pen.fillStyle = look.colours.ink3;
  for (const { left, y } of texts) pen.fillText('P₁ ', left, y);
  pen.font = look.strong;
  pen.fillStyle = look.colours.ink2;
  for (const { number, right, y } of texts) pen.fillText(number, right, y);
}

/**
 * ⟨Z⟩ under a map, |r| under its glyph; where they are small only |r|, flush with the glyph's edge.
 * @type {(pen: Pen, places: Places, vectors: readonly Vector[], look: Look) => void}
 */
function writeValues(pen, { left, step, tops, edge, below }, vectors, look) {
  const tight = edge < 40;
  pen.font = look.plain;
  pen.fillStyle = look.colours.ink3;
  pen.textAlign = tight ? 'right' : 'center';
  vectors.forEach(({ x, y, z }, quron) => {
    const line = tops[quron] + below + BASELINE.below;
    const length = `|r| ${fixed(Math.hypot(x, y, z))}`;
    if (tight) return pen.fillText(length, left + step + edge + 2, line);
    pen.fillText(`⟨Z⟩ ${fixed(z, 1)}`, left + edge / 2, line);
    pen.fillText(length, left + step + edge / 2, line);
  });
}
