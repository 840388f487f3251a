// @ts-check
/**
 * A transparent canvas that lies over a part of the network. What moves in every picture is painted on a few of them,
 * and no element changes: browsers lay out every text and every SVG anew that changes, and keep a layer for whatever
 * lies on a canvas, which costs them more than the painting does.
 */
import { h } from '../lib/dom.js';

/** What everything on a canvas is painted with. @typedef {ReturnType<typeof createLook>} Look */

/**
 * @param {string} theme
 * @param {Uint8ClampedArray} lut colours of the maps
 * @param {Record<string, string>} colours the tokens in force
 */
export function createLook(theme, lut, colours) {
  const plain = `400 11px ${colours.font}`;
  const strong = `500 11px ${colours.font}`;
  /** Widths of texts that have been written, in the strong type. @type {Map<string, number>} */
  const widths = new Map();
  return { theme, lut, colours, plain, strong, widths };
}

export class Surface {
  /** @param {string} name its class @param {Record<string, string>} [props] */
  constructor(name, props = { 'aria-hidden': 'true' }) {
    this.element = /** @type {HTMLCanvasElement} */ (h('canvas', { class: `surface ${name}`, ...props }));
    this.pen = this.element.getContext('2d');
    this.ratio = 1;
  }

  /**
   * @param {number} width in pixels of the network
   * @param {number} height
   * @param {number} scale at which the network is drawn
   */
  fit(width, height, scale) {
    const { element } = this;
    this.ratio = Math.min(3, Math.max(1, globalThis.devicePixelRatio * scale));
    element.style.width = `${width}px`;
    element.style.height = `${height}px`;
    const [across, down] = [Math.round(width * this.ratio), Math.round(height * this.ratio)];
    if (element.width !== across) element.width = across;
    if (element.height !== down) element.height = down;
  }

  /** A pen on the empty surface, in pixels of the network. */
  open() {
    const { pen, ratio, element } = this;
    if (!pen) return null;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, element.width, element.height);
    return pen;
  }
}

/** A drawing that hardly changes: drawn once, it is stamped from then on, which is cheaper than its curves. */
export class Stamp {
  #canvas = /** @type {HTMLCanvasElement | null} */ (null);
  #shown = '';

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {string} key all that the drawing depends on, but for its size
   * @param {{width: number, height: number}} size
   * @param {readonly {x: number, y: number}[]} places of its upper left corner
   * @param {(pen: CanvasRenderingContext2D) => void} draw
   */
  paint(pen, key, { width, height }, places, draw) {
    const ratio = pen.getTransform().a;
    const [across, down] = [Math.ceil(width * ratio), Math.ceil(height * ratio)];
    if (!across || !down) return; // nothing has been laid out yet
    this.#canvas ??= /** @type {HTMLCanvasElement} */ (h('canvas', {}));
    const canvas = this.#canvas;
    const wanted = `${key} ${across} ${down}`;
    if (wanted !== this.#shown) {
      this.#shown = wanted;
      [canvas.width, canvas.height] = [across, down]; // which also wipes it
      const own = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
      own.scale(ratio, ratio);
      draw(own);
    }
    for (const { x, y } of places) pen.drawImage(canvas, x, y, across / ratio, down / ratio);
  }
}
