// @ts-check
/** The pictures that lie on top of one another in the decision map: field, zero line, data points. */

import { paintMap } from '../lib/colors.js';
import { contourSegments } from './contour.js';

/** @typedef {{data: Float32Array, rows: number, cols: number}} Field */

/**
 * Place on the map of a point of the input plane, in pixels from the upper left corner.
 *
 * @param {readonly number[]} point @param {number} size edge of the map @returns {[number, number]}
 */
export const toPixels = ([x1, x2], size) => [((x1 + 1) / 2) * size, ((1 - x2) / 2) * size];

/** @param {readonly number[]} pixels @param {number} size @returns {[number, number]} clamped to the plane */
export function toPlane([left, top], size) {
  const clamp = (/** @type {number} */ value) => Math.max(-1, Math.min(1, value));
  return [clamp((2 * left) / size - 1), clamp(1 - (2 * top) / size)];
}

/**
 * A field as a picture of one pixel per sample, which the browser scales smoothly. The first and last samples
 * lie on the edges of the plane, so half a pixel hangs over on every side.
 *
 * @param {HTMLCanvasElement} canvas
 */
export function createField(canvas) {
  let fitted = '';
  return {
    /** @param {Field} field @param {Uint8ClampedArray} lut */
    paint({ data, rows, cols }, lut) {
      const fit = `${rows} ${cols}`;
      if (fit !== fitted) {
        fitted = fit;
        Object.assign(canvas.style, {
          width: `${(100 * cols) / (cols - 1)}%`,
          height: `${(100 * rows) / (rows - 1)}%`,
          left: `${-50 / (cols - 1)}%`,
          top: `${-50 / (rows - 1)}%`,
        });
      }
      paintMap(canvas, data, rows, cols, lut);
    },
  };
}

/** Sets a canvas to the pixels of the screen. @param {HTMLCanvasElement} canvas @param {number} size */
export function fitCanvas(canvas, size) {
  const pixels = Math.max(1, Math.round(size * devicePixelRatio));
  if (canvas.width !== pixels || canvas.height !== pixels) canvas.width = canvas.height = pixels;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  context.setTransform(pixels / size, 0, 0, pixels / size, 0, 0);
  context.clearRect(0, 0, size, size);
  return context;
}

/** @param {HTMLCanvasElement} canvas */
export function createZeroLine(canvas) {
  /** @type {number[]} */
  const segments = [];
  return {
    /**
     * @param {Field} field @param {number} size @param {string} ink
     * @param {number} [width] thinner for a ghost, which is drawn over what is there
     */
    paint({ data, rows, cols }, size, ink, width = 2) {
      const context = width < 2 ? /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d')) : fitCanvas(canvas, size);
      contourSegments(data, rows, cols, 0, segments);
      context.beginPath();
      for (let k = 0; k < segments.length; k += 4) {
        context.moveTo(segments[k] * size, (1 - segments[k + 1]) * size);
        context.lineTo(segments[k + 2] * size, (1 - segments[k + 3]) * size);
      }
      context.strokeStyle = ink;
      context.lineWidth = width;
      context.lineCap = 'round';
      context.stroke();
    },
  };
}

/**
 * The mark of a class: circle for -1, diamond for +1.
 *
 * @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {number} radius
 * @param {boolean} positive
 */
export function traceMark(context, x, y, radius, positive) {
  context.beginPath();
  if (!positive) context.arc(x, y, radius, 0, 2 * Math.PI);
  else {
    const reach = 1.25 * radius;
    context.moveTo(x, y - reach);
    context.lineTo(x + reach, y);
    context.lineTo(x, y + reach);
    context.lineTo(x - reach, y);
    context.closePath();
  }
}

/**
 * The data: solid marks are trained on, hollow ones are held back as the test.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {{x: number[][], y: number[], train: number[]}} data
 * @param {number} size
 * @param {Record<string, string>} colours
 * @param {number} [radius]
 */
export function paintPoints(canvas, { x, y, train }, size, colours, radius = x.length > 300 ? 2.6 : 3.2) {
  const context = fitCanvas(canvas, size);
  for (const trained of [false, true]) {
    for (let k = 0; k < x.length; k++) {
      if (Boolean(train[k]) !== trained) continue;
      const [left, top] = toPixels(x[k], size);
      const colour = y[k] > 0 ? colours.blue : colours.orange;
      traceMark(context, left, top, trained ? radius : radius - 0.4, y[k] > 0);
      context.fillStyle = trained ? colour : colours.surface;
      context.strokeStyle = trained ? colours.surface : colour;
      context.lineWidth = trained ? 1 : 1.25;
      context.fill();
      context.stroke();
    }
  }
}
