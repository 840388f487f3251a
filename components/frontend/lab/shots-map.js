// @ts-check
/** The map of shots large: how many until the class of a point is 95 % safe; drawn from the decision map on the screen. */
import { means } from '../chrome/means.js';
import { tokens } from '../lib/colors.js';
import { h } from '../lib/dom.js';
import { fixed } from '../lib/format.js';
import { shotsNeeded, shotsText, varianceIn } from '../lib/shots.js';
import { followUi } from '../plot/follow.js';
import { createField, createZeroLine, paintPoints, toPlane } from '../plot/map-layers.js';
import { createNeeded, shotsLegend, shotsRamp } from '../plot/shots-layer.js';
import { shownField, valueAt } from '../plot/shown.js';

const UNKNOWN = 'The variance of this readout does not follow from its value. Choose a number of shots above, and the simulator sends it.';

/** Edge from which on the data fit into the map, in pixels. */
const ROOMY = 200;

/** @param {import('./main.js').LabContext} ctx */
export function createShotsMap({ store, host }) {
  const [canvas, lines, zero, points] = ['map-field', 'map-layer', 'map-layer', 'map-layer'].map((name) => h('canvas', { class: name }));
  const frame = h('div', { class: 'shots-frame', role: 'img', tabindex: 0, 'aria-label': 'Shots until a class is 95 % safe' }, canvas, lines, zero, points);
  const place = h('span', { class: 'k' });
  const legend = shotsLegend();
  means(place, 'shots_needed');
  means(legend, 'shots_needed', { stop: place });
  legend.removeAttribute('title');
  const element = h('figure', { class: 'shots-map' }, h('div', { class: 'head' }, h('h2', null, 'Shots for 95 %'), legend), h('figcaption', null, place), h('div', { class: 'shots-square' }, frame));
  const [field, needed, line] = [createField(canvas), createNeeded(lines), createZeroLine(zero)];
  let seen = false;
  /** Where the pointer is; the probe otherwise. @type {[number, number] | null} */
  let at = null;

  const tell = () => {
    const shown = shownField(store.scene, store.frame, null);
    const variance = varianceIn(store.scene, store.frame);
    if (!shown || !variance) {
      place.textContent = variance ? '' : UNKNOWN;
      return;
    }
    const [x1, x2] = at ?? store.ui.probe;
    const cell = (/** @type {number} */ x, /** @type {number} */ count) => Math.round(((Math.max(-1, Math.min(1, x)) + 1) / 2) * (count - 1));
    const index = cell(x2, shown.rows) * shown.cols + cell(x1, shown.cols);
    const f = valueAt(shown, [x1, x2]);
    const text = `${at ? 'here' : 'probe'} (${fixed(x1, 2)}, ${fixed(x2, 2)}): f ${fixed(f, 2)}, ${shotsText(shotsNeeded(f, variance(index)))} shots`;
    if (place.textContent !== text) place.textContent = text;
    frame.setAttribute('aria-description', text);
  };
  const paint = () => {
    const size = frame.clientWidth;
    const shown = shownField(store.scene, store.frame, null);
    if (!seen || !size || !shown) return;
    const variance = varianceIn(store.scene, store.frame);
    frame.classList.toggle('unknown', !variance);
    tell();
    if (!variance) return;
    const colours = tokens(host);
    const shots = needed.field(shown, variance);
    field.paint(shots, shotsRamp(store.ui.theme));
    needed.lines(shots, size, colours.ink);
    line.paint(shown, size, colours.ink);
    points.hidden = size < ROOMY;
    if (store.scene && !points.hidden) paintPoints(points, store.scene.data, size, colours);
  };
  frame.addEventListener('pointermove', (event) => {
    const box = frame.getBoundingClientRect();
    at = toPlane([event.clientX - box.left, event.clientY - box.top], box.width);
    tell();
  });
  frame.addEventListener('pointerleave', () => {
    at = null;
    tell();
  });
  for (const topic of /** @type {const} */ (['frame', 'scene'])) store.on(topic, paint);
  followUi(store, { theme: paint, probe: () => seen && tell() });
  new ResizeObserver(() => requestAnimationFrame(paint)).observe(frame);
  return {
    element,
    /** @param {boolean} visible */
    show(visible) {
      seen = visible;
      paint();
    },
  };
}
