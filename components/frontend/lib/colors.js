// @ts-check
/** The colour grammar: orange is −1, blue is +1, neutral is 0; the tokens live in styles/tokens.css. */

/** Colours of the map at −1, −½, 0, +½, +1. @type {Record<string, string[]>} */
const STOPS = {
  light: ['#c95a00', '#f0a566', '#f1f3f5', '#7fb2ea', '#1463bd'],
  dark: ['#ff9d4a', '#9c5f2c', '#1b212a', '#2d6295', '#62b0ff'],
};

/** @type {Record<string, string>} */
const NAMES = {
  bg: '--bg', surface: '--surface', sunk: '--sunk', line: '--line', line2: '--line-2', ink: '--ink', ink2: '--ink-2',
  ink3: '--ink-3', orange: '--orange', blue: '--blue', violet: '--violet', red: '--red', ok: '--ok', font: '--font',
};

/** @type {Map<string, Uint8ClampedArray>} */
const ramps = new Map();

/**
 * The tokens in force at an element, for canvases and charts, which do not inherit CSS.
 * @param {Element} host
 * @returns {Record<string, string>}
 */
export function tokens(host) {
  const style = getComputedStyle(host);
  return Object.fromEntries(Object.entries(NAMES).map(([key, name]) => [key, style.getPropertyValue(name).trim()]));
}

/**
 * 256 colours from −1 to +1, as RGBA bytes.
 * @param {'light' | 'dark'} theme
 */
export function ramp(theme) {
  const known = ramps.get(theme);
  if (known) return known;
  const stops = STOPS[theme].map((hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)));
  const lut = new Uint8ClampedArray(256 * 4);
  for (let i = 0; i < 256; i++) {
    const position = (i / 255) * (stops.length - 1);
    const left = Math.min(Math.floor(position), stops.length - 2);
    const part = position - left;
    for (let c = 0; c < 3; c++) lut[4 * i + c] = Math.round(stops[left][c] * (1 - part) + stops[left + 1][c] * part);
    lut[4 * i + 3] = 255;
  }
  ramps.set(theme, lut);
  return lut;
}

/**
 * @param {Uint8ClampedArray} lut
 * @param {number} value in [−1, 1]
 * @returns {number[]} red, green, blue
 */
export function colourAt(lut, value) {
  const level = 4 * Math.round(Math.min(1, Math.max(-1, value)) * 127.5 + 127.5);
  return [...lut.subarray(level, level + 3)];
}

/** Text that can be read on a colour. @param {readonly number[]} colour red, green, blue */
export const inkOn = ([red, green, blue]) =>
  (0.299 * red + 0.587 * green + 0.114 * blue) / 255 > 0.55 ? '#14181f' : '#ffffff';

/** @type {WeakMap<HTMLCanvasElement, ImageData>} */
const images = new WeakMap();

/**
 * Paint a map of values in [−1, 1]; row 0 has the lowest x2 and is drawn at the bottom.
 * @param {HTMLCanvasElement} canvas
 * @param {Float32Array} data
 * @param {number} rows
 * @param {number} cols
 * @param {Uint8ClampedArray} lut
 */
export function paintMap(canvas, data, rows, cols, lut) {
  const context = canvas.getContext('2d');
  if (!context) return;
  if (canvas.width !== cols || canvas.height !== rows) {
    canvas.width = cols;
    canvas.height = rows;
  }
  let image = images.get(canvas);
  if (!image || image.width !== cols || image.height !== rows) {
    image = context.createImageData(cols, rows);
    images.set(canvas, image);
  }
  fillMap(image.data, data, rows, cols, lut);
  context.putImageData(image, 0, 0);
}

/**
 * @param {Uint8ClampedArray} out RGBA bytes.
 * @param {Float32Array} data
 * @param {number} rows
 * @param {number} cols
 * @param {Uint8ClampedArray} lut
 */
export function fillMap(out, data, rows, cols, lut) {
  const colours = new Uint32Array(lut.buffer, lut.byteOffset, 256);
  const pixels = new Uint32Array(out.buffer, out.byteOffset, rows * cols);
  for (let row = 0; row < rows; row++) {
    const from = row * cols;
    const to = (rows - 1 - row) * cols;
    for (let col = 0; col < cols; col++) {
      const level = (data[from + col] + 1) * 127.5 + 0.5;
      pixels[to + col] = colours[level < 0 ? 0 : level > 255 ? 255 : level | 0];
    }
  }
}
