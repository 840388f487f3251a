// @ts-check
/** Bloch sphere of the chosen quron after the chosen layer: arrow at the probe, cloud of the data by class. */

import { tokens } from '../lib/colors.js';
import { means } from '../chrome/means.js';
import { calmly } from '../lib/calm.js';
import { h, hide, say } from '../lib/dom.js';
import { fixed } from '../lib/format.js';
import { ownFinger } from '../lib/touch.js';
import { followUi } from './follow.js';
import { createChart } from './plotly.js';
import { segmented } from './segmented.js';
import { subscript } from './shown.js';
import { createSphereCanvas } from './sphere-canvas.js';
import { sphereFigure } from './sphere-figure.js';
import { blochRow, meanLength, pathOf } from './sphere-geometry.js';
import { createSwiftArrow } from './sphere-swift.js';
import { createTurning } from './sphere-turning.js';

/** @typedef {import('./output.js').Context} Context */

const NOTHING = new Float32Array(0);
const TURNABLE = {
  role: 'application',
  tabindex: 0,
  'aria-roledescription': 'turnable picture',
  title: 'Drag, or press arrow keys, to turn',
};
const FLAT = 'Drawn flat: no WebGL.';

/** Whether the browser can draw in three dimensions. */
function hasWebGL() {
  const context = document.createElement('canvas').getContext('webgl');
  context?.getExtension('WEBGL_lose_context')?.loseContext(); // a page has only sixteen
  return Boolean(context);
}

/** @param {number} k quron */
const option = (k) => ({ value: String(k), text: `q${subscript(k)}`, label: `Bloch sphere of q${k}` });

/** The node that is looked at; a layer may have fewer qurons than the one before. @param {Context['store']} store */
function chosen({ scene, ui }) {
  const layer = Math.min(ui.layer, scene ? scene.layers.length - 1 : -1);
  const width = scene ? scene.widths[layer + 1] : 1;
  return { layer, width, quron: Math.min(ui.quron ?? 0, width - 1) };
}

/** @param {Context['store']} store @param {Record<string, string>} colours */
function sphereState(store, colours) {
  const { layer, quron } = chosen(store);
  const arrays = store.frame?.arrays ?? {};
  const row = store.scene ? blochRow(store.scene.widths, layer, quron) : 0;
  const arrow = arrays.bloch?.data.subarray(3 * row, 3 * row + 3);
  const thin = arrays.ghost_bloch?.data.subarray(3 * row, 3 * row + 3);
  return {
    arrow: arrow?.length === 3 ? arrow : [0, 0, 0],
    thin: thin?.length === 3 ? thin : null,
    cloud: arrays.cloud?.data ?? NOTHING,
    labels: store.scene?.data.y ?? [],
    path: pathShown(store, quron),
    colours,
  };
}

/** The path through the layers, while the inspector is about it. @param {Context['store']} store @param {number} quron */
function pathShown({ scene, frame, ui }, quron) {
  const bloch = frame?.arrays.bloch;
  const fits = scene && bloch && blochRow(scene.widths, scene.widths.length - 1, 0) === bloch.shape[0];
  return ui.tab === 'path' && fits ? pathOf(scene, bloch.data, quron) : [];
}

/** @param {string} name @param {string} [key] of its meaning, if it is a number */
function stat(name, key) {
  const value = h('div', { class: 'v' });
  const thin = document.createTextNode('');
  const ghost = h('div', { class: 'k metric-ghost', hidden: true }, h('i', { class: 'ghost-key' }), thin);
  const element = h('div', { class: 'stat' }, h('span', { class: 'k', text: name }), value, ghost);
  if (key) means(element, key);
  return {
    element,
    /** @param {string | null} text */
    ghost(text) {
      hide(ghost, text === null);
      if (text !== null) say(thin, text);
    },
    /** @param {string} text */
    set(text) {
      say(value, text);
    },
  };
}

/** @param {Context} ctx */
function createStats({ store }) {
  const after = stat('After layer');
  const mean = stat('Mean |r|', 'mean_length');
  const probe = stat('Probe |r|', 'length');
  return {
    element: h('div', { class: 'stats' }, after.element, mean.element, probe.element),
    /** @param {ReturnType<typeof sphereState>} state @returns {string} the same in words */
    show({ arrow, thin, cloud }) {
      const { layer, quron } = chosen(store);
      const name = layer < 0 ? 'input' : `${layer + 1} ${store.scene?.layers[layer].kind}`;
      const length = meanLength(cloud);
      const values = [length === null ? '–' : fixed(length, 2), fixed(Math.hypot(arrow[0], arrow[1], arrow[2]), 2)];
      after.set(name);
      mean.set(values[0]);
      probe.set(values[1]);
      probe.ghost(thin && fixed(Math.hypot(thin[0], thin[1], thin[2]), 2));
      return `Bloch sphere of q${quron} after ${name}: mean length ${values[0]}, at the probe ${values[1]}`;
    },
  };
}

/**
 * @param {Context} ctx
 * @param {import('./clock.js').Clock} clock
 */
export function createSphere(ctx, clock) {
  const { store, actions, host } = ctx;
  const stats = createStats(ctx);
  const choose = (/** @type {string} */ value) => actions.select({ layer: chosen(store).layer, quron: Number(value) });
  const choice = segmented([], '', 'Quron', choose);
  const picture = createPicture((colours = tokens(host)) => sphereState(store, colours), clock);

  let listed = '';
  const list = () => {
    const { width, quron } = chosen(store);
    if (listed !== String(width)) {
      listed = String(width);
      choice.fill(Array.from({ length: width }, (_, k) => option(k)));
    }
    choice.set(String(quron));
  };
  const show = () => {
    if (!store.scene || !store.frame) return;
    picture.describe(stats.show(sphereState(store, {})));
  };
  const tell = calmly(show);
  const turn = () => (list(), show(), picture.invalidate(true));
  store.on('scene', turn);
  store.on('frame', () => (tell(), store.ui.held.size ? picture.follow() : picture.rest(!store.frame?.playing)));
  followUi(store, { layer: turn, quron: turn, tab: () => picture.invalidate(true), theme: () => picture.invalidate(true) });

  const head = h('div', { class: 'head' }, h('h2', { text: 'Bloch sphere' }), choice.element);
  stats.element.append(picture.notice);
  const body = h('div', { class: 'bloch' }, picture.element, stats.element);
  return { element: h('section', { class: 'sphere', 'aria-label': 'Bloch sphere' }, head, body), open: picture.open };
}

/**
 * The picture: flat until Plotly is there, and where there is no WebGL.
 *
 * @param {(colours?: Record<string, string>) => ReturnType<typeof sphereState>} state
 * @param {import('./clock.js').Clock} clock
 */
function createPicture(state, clock) {
  const canvas = h('canvas', { class: 'sphere-flat' });
  const holder = /** @type {import('./plotly.js').Graph} */ (h('div', { class: 'plot sphere-plot' }));
  const notice = h('p', { class: 'notice', role: 'status', hidden: true, text: FLAT });
  const over = h('canvas', { class: 'sphere-swift' });
  const element = h('div', { class: 'sphere-picture', ...TURNABLE }, canvas, holder, over);
  ownFinger(element);
  const swift = createSwiftArrow(over, holder, state);
  const flat = createSphereCanvas(canvas, () => flatTurn.invalidate(true));
  const flatTurn = clock.add(() => flat.paint(state()));
  const turning = createTurning(element, holder, flat.view, () => flatTurn.invalidate(true));
  let solid = false;
  const invalidate = (/** @type {boolean} */ urgent) => (solid ? chart : flatTurn).invalidate(urgent);
  const chart = createChart({
    holder,
    clock,
    figure() {
      requestAnimationFrame(() => swift.wipe());
      return sphereFigure({ ...state(), bare: swift.drawn });
    },
    onReady(plotly) {
      solid = true;
      element.dataset.drawn = 'webgl';
      turning.take(plotly);
    },
  });

  function stayFlat() {
    solid = false;
    element.dataset.drawn = 'flat';
    notice.removeAttribute('hidden');
    turning.release();
    swift.clear();
    swift.wipe();
    chart.close();
    flatTurn.invalidate(true);
  }
  holder.addEventListener('webglcontextlost', () => stayFlat(), true);
  new ResizeObserver(() => solid || flatTurn.invalidate(true)).observe(canvas);
  return {
    element,
    notice,
    open: async () => (hasWebGL() ? chart.open() : stayFlat()),
    invalidate,
    /** A dial is in the hand: its arrow does not wait for Plotly. */
    follow() {
      if (solid) chart.invalidate(swift.paint());
      else flatTurn.invalidate(true);
    },
    /** The hand is empty. @param {boolean} urgent */
    rest: (urgent) => invalidate(swift.clear() || urgent),
    /** @param {string} text */
    describe(text) {
      if (element.getAttribute('aria-label') !== text) element.setAttribute('aria-label', text);
    },
  };
}
