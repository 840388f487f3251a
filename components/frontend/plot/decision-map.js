// @ts-check
/**
 * The decision map: the field over the input plane, its zero line, the data, and the probe.
 *
 * The field and its line are painted on every frame; the points only when the data change; the probe follows
 * the pointer and the arrow keys.
 */

import { ramp, tokens } from '../lib/colors.js';
import { h, hide, s } from '../lib/dom.js';
import { fixed } from '../lib/format.js';
import { varianceIn } from '../lib/shots.js';
import { ownFinger } from '../lib/touch.js';
import { followUi } from './follow.js';
import { createField, createZeroLine, paintPoints, toPixels, toPlane } from './map-layers.js';
import { createBand, createNeeded, createShotsMarks, shotsRamp } from './shots-layer.js';
import { readoutName, shownField, subscript, valueAt } from './shown.js';
import { createSwap } from './swap.js';

/** @typedef {import('./output.js').Context} Context */

const HELP = 'Solid marks are trained on, hollow ones are the test. Click or drag to place the probe. With the map in focus: arrow keys move it, with Shift faster.';
/** A slider in two directions: the number is x₁, the text says both and the value there. */
const SLIDER = { role: 'slider', 'aria-valuemin': -1, 'aria-valuemax': 1, 'aria-valuenow': 0 };
const ARROWS = 'M9.5 2.5h4v4M6.5 13.5h-4v-4M13 3 9.5 6.5M3 13l3.5-3.5';
const STEPS = /** @type {Record<string, [number, number]>} */ ({
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
});

/**
 * @param {() => void} onEnlarge @param {HTMLElement} swap
 * @param {ReturnType<typeof createShotsMarks>} marks
 */
function createParts(onEnlarge, swap, marks) {
  const field = h('canvas', { class: 'map-field' });
  const shots = h('canvas', { class: 'map-layer' });
  const line = h('canvas', { class: 'map-layer' });
  const points = h('canvas', { class: 'map-layer' });
  const probe = s(
    'g',
    { class: 'map-probe' },
    s('circle', { r: 7 }),
    s('path', { d: 'M-12 0h5M7 0h5M0 -12v5M0 7v5' }),
  );
  const caption = h('span', { class: 'map-caption' });
  const preview = h('span', { class: 'map-preview', hidden: true }, 'preview');
  const frame = h(
    'div',
    { class: 'map-frame', tabindex: 0, title: HELP, 'aria-roledescription': 'map with a probe', ...SLIDER },
    field, shots, line, points, s('svg', { class: 'map-layer' }, probe), caption, preview,
    h('span', { class: 'map-axis map-x2', text: 'x₂' }), h('span', { class: 'map-axis map-x1', text: 'x₁' }),
  );
  const icon = s('svg', { viewBox: '0 0 16 16' }, s('path', { d: ARROWS }));
  const enlarge = h(
    'button',
    {
      class: 'map-enlarge',
      type: 'button',
      'aria-label': 'Enlarge the decision map',
      title: 'Enlarge: zoom into the decision map',
      on: { click: onEnlarge },
    },
    icon,
  );
  const element = h('div', { class: 'map' }, frame, swap, enlarge, marks.button, marks.band);
  return { field, shots, line, points, probe, caption, preview, swap, band: marks.band, frame, element };
}

class DecisionMap {
  #ctx;
  #parts;
  #onName;
  #field;
  #line;
  #band;
  #needed;
  #colours;
  #lut;
  #greys;
  #size = 0;
  #moving = false;
  /** @type {ReturnType<typeof shownField>} */
  #shown = null;
  #said = { name: '', caption: '', label: '' };

  /**
   * @param {Context} ctx
   * @param {ReturnType<typeof createParts>} parts
   * @param {(title: string, detail: string) => void} onName
   */
  constructor(ctx, parts, onName) {
    this.#ctx = ctx;
    this.#parts = parts;
    this.#onName = onName;
    this.#field = createField(parts.field);
    this.#line = createZeroLine(parts.line);
    this.#band = createBand(parts.shots);
    this.#needed = createNeeded(parts.shots);
    this.#colours = tokens(ctx.host);
    this.#lut = ramp(ctx.store.ui.theme);
    this.#greys = shotsRamp(ctx.store.ui.theme);
  }

  follow() {
    const { store } = this.#ctx;
    store.on('frame', () => this.#paint());
    store.on('preview', (preview) => {
      this.#parts.preview.hidden = !preview;
      this.#parts.frame.classList.toggle('previewing', preview !== null);
      this.#paint();
    });
    store.on('scene', () => this.#paintAll());
    const paint = () => this.#paint();
    followUi(store, { hover: paint, pinned: paint, needed: paint, probe: () => this.#placeProbe(), theme: () => this.#restyle() });
    const fit = () => {
      this.#size = this.#parts.frame.clientWidth;
      if (this.#size) this.#restyle();
    };
    new ResizeObserver(() => requestAnimationFrame(fit)).observe(this.#parts.frame);
  }

  /** The hand puts the probe somewhere. @param {[number, number]} point */
  move(point) {
    this.#moving = true;
    this.#ctx.actions.probe(point);
  }

  /** The hand has left the map. */
  rest() {
    this.#moving = false;
    this.#describe();
  }

  size = () => this.#size;
  probe = () => this.#ctx.store.ui.probe;

  #restyle() {
    this.#colours = tokens(this.#ctx.host);
    this.#lut = ramp(this.#ctx.store.ui.theme);
    this.#greys = shotsRamp(this.#ctx.store.ui.theme);
    this.#paintAll();
  }

  #paintAll() {
    const data = this.#ctx.store.scene?.data;
    if (data && this.#size) paintPoints(this.#parts.points, data, this.#size, this.#colours);
    this.#paint();
    this.#placeProbe();
  }

  #paint() {
    const { scene, frame, preview, ui } = this.#ctx.store;
    this.#shown = preview ? shownField(preview, preview, null) : shownField(scene, frame, ui.hover ?? ui.pinned);
    if (!this.#shown || !this.#size) return;
    this.#paintField(this.#shown);
    this.#line.paint(this.#shown, this.#size, this.#colours.ink);
    const thin = preview || this.#shown.node ? undefined : frame?.arrays.ghost_map;
    if (thin) {
      const [rows, cols] = thin.shape;
      this.#line.paint({ data: thin.data, rows, cols }, this.#size, this.#colours.ink2, 1.25);
    }
    this.#tell();
  }

  /** The map with its band, or the map of shots. @param {NonNullable<ReturnType<typeof shownField>>} shown */
  #paintField(shown) {
    const { scene, frame, preview, ui } = this.#ctx.store;
    const variance = preview || shown.node ? null : varianceIn(scene, frame);
    const shots = scene?.experiment.measurement.shots ?? null;
    const needed = variance && ui.needed;
    const banded = Boolean(variance && !needed && shots !== null);
    hide(this.#parts.band, !banded);
    hide(this.#parts.shots, !banded && !needed);
    if (variance && needed) {
      const field = this.#needed.field(shown, variance);
      this.#field.paint(field, this.#greys);
      this.#needed.lines(field, this.#size, this.#colours.ink);
      return;
    }
    this.#field.paint(shown, this.#lut);
    if (variance && banded) this.#band.paint(shown, { variance, shots: Number(shots), size: this.#size, ink: this.#colours.ink });
    else this.#band.clear(this.#size);
  }

  #placeProbe() {
    const [left, top] = toPixels(this.probe(), this.#size);
    this.#parts.probe.setAttribute('transform', `translate(${left.toFixed(1)} ${top.toFixed(1)})`);
    this.#describe();
  }

  #tell() {
    const { scene } = this.#ctx.store;
    const said = this.#said;
    const node = this.#shown?.node;
    const [title, detail] = node ? nodeName(scene, node) : ['Output', readoutName(scene?.readouts[0])];
    if (title + detail !== said.name) this.#onName(title, detail);
    said.name = title + detail;
    const line = this.#size < 230 ? '' : ` · line ${node ? '⟨Z⟩' : detail} = 0`;
    const still = `solid train · hollow test${line}`;
    const text = this.#moving ? this.#probeText() : still;
    if (text !== said.caption) this.#parts.caption.textContent = said.caption = text;
    // With a ghost on the map, what is solid and what is thin matters more; the caption waits in the title of the map.
    const { frame, preview } = this.#ctx.store;
    const ghostly = Boolean(frame?.ghost) && !preview && !node && !this.#moving;
    hide(this.#parts.swap, !ghostly);
    hide(this.#parts.caption, ghostly);
  }

  #probeText() {
    const [x1, x2] = this.probe();
    const value = this.#shown ? ` · ${fixed(valueAt(this.#shown, this.probe()), 2)}` : '';
    return `probe (${fixed(x1, 2)}, ${fixed(x2, 2)})${value}`;
  }

  #describe() {
    const label = `Decision map, ${this.#probeText().replace(' · ', ', value ')}`;
    if (label !== this.#said.label) {
      const { frame } = this.#parts;
      frame.setAttribute('aria-label', (this.#said.label = label));
      frame.setAttribute('aria-valuenow', this.probe()[0].toFixed(2));
      frame.setAttribute('aria-valuetext', this.#probeText());
    }
    this.#tell();
  }
}

/**
 * @param {Context} ctx
 * @param {{onEnlarge: () => void, onName: (title: string, detail: string) => void}} options `onName`: what is shown
 */
export function createDecisionMap(ctx, { onEnlarge, onName }) {
  const parts = createParts(onEnlarge, createSwap(ctx).element, createShotsMarks(ctx));
  const map = new DecisionMap(ctx, parts, onName);
  map.follow();
  followHand(parts.frame, map);
  return { element: parts.element };
}

/** @param {any} scene @param {{layer: number, quron: number}} node */
function nodeName(scene, { layer, quron }) {
  return [`Layer ${layer + 1} ${scene.layers[layer].kind}`, `q${subscript(quron)}`];
}

/**
 * Pointer and arrow keys on the map.
 *
 * @param {HTMLElement} frame @param {DecisionMap} map
 */
function followHand(frame, map) {
  /** Where the hand is; the probe follows it once in an animation frame. @type {PointerEvent | null} */
  let newest = null;
  const follow = () => {
    if (!newest) return;
    const box = frame.getBoundingClientRect();
    map.move(toPlane([newest.clientX - box.left, newest.clientY - box.top], map.size()));
    newest = null;
  };
  const at = (/** @type {PointerEvent} */ event) => {
    if (!newest) requestAnimationFrame(follow);
    newest = event;
  };
  ownFinger(frame);
  frame.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    frame.setPointerCapture(event.pointerId);
    at(event);
  });
  frame.addEventListener('pointermove', (event) => frame.hasPointerCapture(event.pointerId) && at(event));
  frame.addEventListener('lostpointercapture', () => {
    follow();
    map.rest();
  });
  frame.addEventListener('blur', () => map.rest());
  frame.addEventListener('keydown', (event) => {
    const step = STEPS[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const length = event.shiftKey ? 0.1 : 0.02;
    const [x1, x2] = map.probe();
    const clamp = (/** @type {number} */ value) => Math.max(-1, Math.min(1, Number(value.toFixed(6))));
    map.move([clamp(x1 + length * step[0]), clamp(x2 + length * step[1])]);
  });
}
