// @ts-check
/** The band in which S shots leave the class open, and the map of shots that a class needs. */
import { h } from '../lib/dom.js';
import { DECADES, fillMargin, fillNeeded, shotsText, varianceIn } from '../lib/shots.js';
import { contourSegments } from './contour.js';
import { fitCanvas } from './map-layers.js';

/** @typedef {import('./map-layers.js').Field} Field */

/** Distance of the dots of the band, in pixels. */
const GRAIN = 5;
const THEMES = {
  light: ['#ffffff', '#c3c9d2', '#67717f'],
  dark: ['#161b22', '#465161', '#8b96a5'],
};

/** Greys of the map of shots: 1 shot is paper, 10 000 and more are dark on it. @param {'light' | 'dark'} theme */
export function shotsRamp(theme) {
  const stops = THEMES[theme].map((hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)));
  const lut = new Uint8ClampedArray(256 * 4);
  for (let level = 0; level < 256; level += 1) {
    const at = (level / 255) * (stops.length - 1);
    const left = Math.min(Math.floor(at), stops.length - 2);
    for (let c = 0; c < 3; c += 1) lut[4 * level + c] = Math.round(stops[left][c] + (at - left) * (stops[left + 1][c] - stops[left][c]));
    lut[4 * level + 3] = 255;
  }
  return lut;
}

/**
 * Draws lines of a level.
 * @param {CanvasRenderingContext2D} context @param {Field} field @param {number} level @param {number} size
 */
function strokeLevel(context, { data, rows, cols }, level, size) {
  const segments = contourSegments(data, rows, cols, level);
  context.beginPath();
  for (let k = 0; k < segments.length; k += 4) {
    context.moveTo(segments[k] * size, (1 - segments[k + 1]) * size);
    context.lineTo(segments[k + 2] * size, (1 - segments[k + 3]) * size);
  }
  context.stroke();
}

/** Dots in ink, a tile of them. @param {string} ink */
function dots(ink) {
  const tile = h('canvas', null);
  const side = Math.round(GRAIN * devicePixelRatio);
  tile.width = tile.height = side;
  const context = /** @type {CanvasRenderingContext2D} */ (tile.getContext('2d'));
  context.fillStyle = ink;
  context.beginPath();
  context.arc(side / 2, side / 2, 0.95 * devicePixelRatio, 0, 2 * Math.PI);
  context.fill();
  return tile;
}

/**
 * The band of a map: dotted, with a fine line around it. Dots are shots; hatching is the environment's.
 * @param {HTMLCanvasElement} canvas
 */
export function createBand(canvas) {
  const mask = h('canvas', null);
  let margin = new Float32Array(0);
  /** Writes where the class is open; false if it is nowhere. @param {Field} field */
  const fillMask = ({ rows, cols }) => {
    const context = /** @type {CanvasRenderingContext2D} */ (mask.getContext('2d'));
    if (mask.width !== cols || mask.height !== rows) [mask.width, mask.height] = [cols, rows];
    const image = context.createImageData(cols, rows);
    let open = false;
    for (let k = 0; k < margin.length; k += 1) {
      if (margin[k] >= 0) continue;
      open = true;
      image.data[4 * ((rows - 1 - Math.floor(k / cols)) * cols + (k % cols)) + 3] = 255;
    }
    context.putImageData(image, 0, 0);
    return open;
  };
  return {
    clear(/** @type {number} */ size) {
      fitCanvas(canvas, size);
    },
    /**
     * @param {Field} field the decision map
     * @param {{variance: import('../lib/shots.js').Variance, shots: number, size: number, ink: string}} look
     */
    paint(field, { variance, shots, size, ink }) {
      const context = fitCanvas(canvas, size);
      const { data, rows, cols } = field;
      if (margin.length !== data.length) margin = new Float32Array(data.length);
      fillMargin(margin, data, variance, shots);
      if (!fillMask(field)) return;
      // The samples lie on the edges of the plane: half a pixel hangs over on every side, as that of the map.
      const [dx, dy] = [size / (cols - 1), size / (rows - 1)];
      context.drawImage(mask, -dx / 2, -dy / 2, size + dx, size + dy);
      context.globalCompositeOperation = 'source-in';
      const pattern = /** @type {CanvasPattern} */ (context.createPattern(dots(ink), 'repeat'));
      pattern.setTransform(new DOMMatrix().scale(1 / devicePixelRatio));
      context.globalAlpha = 0.6;
      context.fillStyle = pattern;
      context.fillRect(0, 0, size, size);
      context.globalCompositeOperation = 'source-over';
      context.globalAlpha = 0.75;
      context.strokeStyle = ink;
      context.lineWidth = 1;
      context.setLineDash([3, 2]);
      strokeLevel(context, { data: margin, rows, cols }, 0, size);
      context.setLineDash([]);
      context.globalAlpha = 1;
    },
  };
}

/**
 * The map of shots for 95 %: a field for the map's own painter, and lines at 10, 100 and 1 000.
 * @param {HTMLCanvasElement} canvas of the lines
 */
export function createNeeded(canvas) {
  let values = new Float32Array(0);
  return {
    /** @param {Field} field @param {import('../lib/shots.js').Variance} variance @returns {Field} */
    field({ data, rows, cols }, variance) {
      if (values.length !== data.length) values = new Float32Array(data.length);
      fillNeeded(values, data, variance);
      return { data: values, rows, cols };
    },
    /** @param {Field} field that of `field` @param {number} size @param {string} ink */
    lines(field, size, ink) {
      const context = fitCanvas(canvas, size);
      context.strokeStyle = ink;
      context.lineWidth = 0.75;
      context.globalAlpha = 0.8;
      for (let decade = 1; decade < DECADES; decade += 1) strokeLevel(context, field, (2 * decade) / DECADES - 1, size);
      context.globalAlpha = 1;
    },
  };
}

/** What greys and lines of the map of shots stand for. */
export function shotsLegend() {
  const title = 'Shots until the sign of the output is right with 95 %: z² v / f², z = 1.645, v the variance of one shot. Lines at 10, 100, 1 000.';
  return h('div', { class: 'legend legend-shots', title }, h('span', {}, '1'), h('span', { class: 'shots-ramp' }), h('span', {}, `≥ ${shotsText(10 ** DECADES)} shots`));
}

/**
 * What is on the map beside its colours: a caption for the band, a button for the map of shots.
 * @param {import('./output.js').Context} ctx
 */
export function createShotsMarks({ store }) {
  const text = h('span', {});
  const band = h('span', { class: 'map-band', hidden: true }, h('i', { class: 'band-key' }), text);
  const button = h('button', {
    class: 'map-needed', type: 'button', 'aria-pressed': 'false', 'aria-label': 'Shots for 95 %',
    on: { click: () => store.setUi({ needed: !store.ui.needed }) },
  }, '95 %');
  const update = () => {
    const shots = store.scene?.experiment.measurement.shots ?? null;
    text.textContent = `± 1.96 σ, ${shotsText(shots)} shots`;
    band.title = 'Dotted: |f| < 1.96 σ. With so many shots the sign of the output is not certain there; σ² = v/S, v the variance of one shot.';
    button.setAttribute('aria-pressed', String(store.ui.needed));
    const known = varianceIn(store.scene, store.frame) !== null;
    button.disabled = !known;
    button.title = known
      ? 'How many shots until the class of a point is 95 % safe, as a map'
      : 'The variance of this readout does not follow from its value. Choose a number of shots, and the simulator sends it.';
  };
  for (const topic of /** @type {const} */ (['scene', 'ui'])) store.on(topic, update);
  let known = false;
  store.on('frame', () => {
    const now = varianceIn(store.scene, store.frame) !== null;
    if (now !== known) update();
    known = now;
  });
  return { band, button };
}
