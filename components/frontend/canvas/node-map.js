// @ts-check
/** Colours of small maps, from a slice of one long array, without making anything new. */
import { h } from '../lib/dom.js';

/** @typedef {{canvas: HTMLCanvasElement, context: CanvasRenderingContext2D, image: ImageData, pixels: Uint32Array}} Palette */

/** Samples on their way to a sheet, by size. @type {Map<string, Palette>} */
const palettes = new Map();

/** @type {WeakMap<Uint8ClampedArray, Uint32Array>} */
const words = new WeakMap();

/** Four colour bytes as one number. @param {Uint8ClampedArray} lut */
export function wordsOf(lut) {
  const known = words.get(lut);
  if (known) return known;
  const made = new Uint32Array(lut.buffer, lut.byteOffset, lut.length / 4);
  words.set(lut, made);
  return made;
}

/** @type {(rows: number, columns: number) => Palette} */
export function paletteOf(rows, columns) {
  const key = `${rows} ${columns}`;
  const known = palettes.get(key);
  if (known) return known;
  const canvas = /** @type {HTMLCanvasElement} */ (h('canvas', { width: columns, height: rows }));
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d', { alpha: false, willReadFrequently: true }));
  const image = context.createImageData(columns, rows);
  const palette = { canvas, context, image, pixels: new Uint32Array(image.data.buffer) };
  palettes.set(key, palette);
  return palette;
}

/**
 * Colours of stacked maps; row 0 of each is its lowest x2 and comes to its bottom.
 * @param {Uint32Array} pixels
 * @param {Float32Array} data values in [-1, 1]
 * @param {number} offset of the first value
 * @param {readonly number[]} shape maps, rows, columns
 * @param {Uint32Array} colours 256 of them, from -1 to +1
 */
export function colourMaps(pixels, data, offset, [maps, rows, columns], colours) {
  let from = offset;
  for (let map = 0; map < maps; map += 1) {
    for (let row = rows - 1; row >= 0; row -= 1) {
      const start = (map * rows + row) * columns;
      for (let column = 0; column < columns; column += 1) {
        const level = (data[from] * 127.5 + 128) | 0;
        pixels[start + column] = colours[level < 0 ? 0 : level > 255 ? 255 : level];
        from += 1;
      }
    }
  }
}
