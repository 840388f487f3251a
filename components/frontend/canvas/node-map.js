// @ts-check
/** Small maps, painted from a slice of one long array without making anything new. */

/** @typedef {{context: CanvasRenderingContext2D, image: ImageData, pixels: Uint32Array}} Brush */

/** @type {WeakMap<HTMLCanvasElement, Brush>} */
const brushes = new WeakMap();

/** @type {WeakMap<Uint8ClampedArray, Uint32Array>} */
const words = new WeakMap();

/** Four colour bytes as one number. @param {Uint8ClampedArray} lut */
function wordsOf(lut) {
  const known = words.get(lut);
  if (known) return known;
  const made = new Uint32Array(lut.buffer, lut.byteOffset, lut.length / 4);
  words.set(lut, made);
  return made;
}

/** @type {(canvas: HTMLCanvasElement, rows: number, columns: number) => Brush | null} */
function brushOf(canvas, rows, columns) {
  const known = brushes.get(canvas);
  if (known && known.image.width === columns && known.image.height === rows) return known;
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) return null;
  canvas.width = columns;
  canvas.height = rows;
  const image = context.createImageData(columns, rows);
  const brush = { context, image, pixels: new Uint32Array(image.data.buffer) };
  brushes.set(canvas, brush);
  return brush;
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Float32Array} data values in [-1, 1]; row 0 is the lowest x2 and is painted at the bottom
 * @param {number} offset of the first value
 * @param {number} rows
 * @param {number} columns
 * @param {Uint8ClampedArray} lut 256 colours from -1 to +1, four bytes each
 */
export function paintSamples(canvas, data, offset, rows, columns, lut) {
  const brush = brushOf(canvas, rows, columns);
  if (!brush) return;
  const colours = wordsOf(lut);
  let from = offset;
  for (let row = rows - 1; row >= 0; row -= 1) {
    const start = row * columns;
    for (let column = 0; column < columns; column += 1) {
      const level = (data[from] * 127.5 + 128) | 0;
      brush.pixels[start + column] = colours[level < 0 ? 0 : level > 255 ? 255 : level];
      from += 1;
    }
  }
  brush.context.putImageData(brush.image, 0, 0);
}
