// @ts-check
/** A small decision map in the app's colours, with its zero line and the data. */
import { means } from '../chrome/means.js';
import { ramp, tokens } from '../lib/colors.js';
import { h } from '../lib/dom.js';
import { createField, createZeroLine, paintPoints } from '../plot/map-layers.js';
import { followUi } from '../plot/follow.js';

/**
 * @param {import('./main.js').LabContext} ctx
 * @param {string} label under it, and its accessible name
 * @param {import('../chrome/means.js').Key} [key] of the meaning of the number that the label gets
 */
export function createMap({ store, host }, label, key) {
  const [canvas, line, points] = ['map-field', 'map-layer', 'map-layer'].map((name) => h('canvas', { class: name }));
  const frame = h('div', { role: 'img', 'aria-label': `Decision map: ${label}` }, canvas, line, points);
  const caption = h('figcaption', { title: label }, label);
  if (key) means(caption, key);
  const [field, zero] = [createField(canvas), createZeroLine(line)];
  /** @type {Float32Array | null} */
  let data = null;
  const paint = () => {
    const size = frame.clientWidth;
    if (!data || !size) return;
    const [colours, edge] = [tokens(host), Math.round(Math.sqrt(data.length))];
    const shown = { data, rows: edge, cols: edge };
    field.paint(shown, ramp(store.ui.theme));
    zero.paint(shown, size, colours.ink, 2);
    if (store.scene) paintPoints(points, thinned(store.scene.data), size, colours, RADIUS);
  };
  followUi(store, { theme: paint });
  new ResizeObserver(() => requestAnimationFrame(paint)).observe(frame);
  return {
    element: h('figure', { class: 'lab-map' }, frame, caption),
    /** @param {readonly number[]} values row by row, row 0 with the lowest x2 @param {string} [text] another label */
    set(values, text = label) {
      data = Float32Array.from(values);
      caption.textContent = caption.title = text;
      frame.setAttribute('aria-label', `Decision map: ${text}`);
      paint();
    },
  };
}

const MOST_POINTS = 160;
const RADIUS = 2;

/**
 * So many points that a small map still shows through, evenly taken.
 * @param {{x: number[][], y: number[], train: number[]}} data
 */
function thinned({ x, y, train }) {
  const step = Math.ceil(x.length / MOST_POINTS);
  const kept = (/** @type {any} */ _, /** @type {number} */ k) => k % step === 0;
  return { x: x.filter(kept), y: y.filter(kept), train: train.filter(kept) };
}
