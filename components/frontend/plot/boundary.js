// @ts-check
/** The decision map large, in a dialog: a Plotly figure that can be zoomed while the network learns. */

import { ramp, tokens } from '../lib/colors.js';
import { h } from '../lib/dom.js';
import { fillMargin, shotsText, varianceIn } from '../lib/shots.js';
import { boundaryFigure } from './boundary-figure.js';
import { followUi } from './follow.js';
import { createChart, loadPlotly } from './plotly.js';
import { readoutName, shownField } from './shown.js';

/** @typedef {import('./output.js').Context} Context */

const NOTHING = { data: new Float32Array(4), rows: 2, cols: 2 };

/** @param {{reset: () => void, save: () => void, close: () => void}} acts */
function createParts({ reset, save, close }) {
  const holder = /** @type {import('./plotly.js').Graph} */ (h('div', { class: 'plot boundary-plot' }));
  const notice = h('p', { class: 'notice', role: 'status', hidden: true });
  const title = h('h2', {});
  const button = (/** @type {string} */ text, /** @type {() => void} */ click) =>
    h('button', { class: 'btn', type: 'button', text, on: { click } });
  const help = h('span', { class: 'k boundary-help' }, 'Scroll to zoom, drag to move · solid train · hollow test');
  const buttons = [button('Reset view', reset), button('Save picture', save), button('Close', close)];
  const head = h('div', { class: 'head' }, title, help, ...buttons);
  const element = h('dialog', { class: 'boundary', 'aria-label': 'Decision map' }, head, holder, notice);
  element.addEventListener('click', (event) => event.target === element && close());
  return { element, holder, notice, title };
}

/**
 * @param {Context} ctx
 * @param {import('./clock.js').Clock} clock
 */
export function createBoundary({ store, host }, clock) {
  let revision = 0;
  const reset = () => {
    revision += 1;
    chart.invalidate(true);
  };
  const parts = createParts({ reset, save: () => void savePicture(holder), close: () => element.close() });
  const { element, holder, notice, title } = parts;
  const chart = createChart({
    holder,
    clock,
    config: { scrollZoom: true },
    figure() {
      const { scene, ui } = store;
      const name = readoutName(scene?.readouts[0]);
      const shots = scene?.experiment.measurement.shots ?? null;
      title.textContent = shots === null ? `Output ${name}` : `Output ${name}, dashed: ± 1.96 σ of ${shotsText(shots)} shots`;
      const field = shownField(scene, store.frame, null) ?? NOTHING;
      const open = openClass(store, field.data, shots);
      const data = scene?.data ?? { x: [], y: [], train: [] };
      const look = { colours: tokens(host), lut: ramp(ui.theme), revision: `${revision}` };
      return boundaryFigure({ field, open, data, name, probe: ui.probe, ...look });
    },
    onReady: () => holder.on?.('plotly_doubleclick', reset),
  });
  const update = (urgent = false) => {
    if (element.open) chart.invalidate(urgent);
  };
  store.on('frame', () => update(!store.frame?.playing));
  store.on('scene', () => update(true));
  followUi(store, { probe: () => update(true), theme: () => update(true) });
  return { element, open: () => show(element, chart, notice) };
}

/**
 * |f| − 1.96 σ over the map; null where readouts are exact, or their variance is not known.
 * @param {Context['store']} store @param {Float32Array} f @param {number | null} shots
 */
function openClass({ scene, frame }, f, shots) {
  const variance = shots === null ? null : varianceIn(scene, frame);
  if (!variance || shots === null || f === NOTHING.data) return null;
  const margin = new Float32Array(f.length);
  fillMargin(margin, f, variance, shots);
  return margin;
}

/** @param {HTMLDialogElement} dialog @param {import('./plotly.js').Chart} chart @param {HTMLElement} notice */
async function show(dialog, chart, notice) {
  dialog.showModal();
  notice.setAttribute('hidden', '');
  try {
    await chart.open();
  } catch (error) {
    notice.textContent = /** @type {Error} */ (error).message;
    notice.removeAttribute('hidden');
  }
}

/** @param {import('./plotly.js').Graph} holder */
async function savePicture(holder) {
  const plotly = await loadPlotly();
  const { clientWidth: width, clientHeight: height } = holder;
  await plotly.downloadImage(holder, { format: 'png', filename: 'decision-map', scale: 2, width, height });
}
