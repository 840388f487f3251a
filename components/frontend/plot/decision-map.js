// @ts-check
/**
 * The decision map: the field over the input plane, its zero line, the data, and the probe.
 *
 * The field and its line are painted on every frame; the points only when the data change; the probe follows
 * the pointer and the arrow keys.
 */

import { ramp, tokens } from '../lib/colors.js';
import { h, s } from '../lib/dom.js';
import { fixed } from '../lib/format.js';
import { followUi } from './follow.js';
import { createField, createZeroLine, paintPoints, toPixels, toPlane } from './map-layers.js';
import { readoutName, shownField, subscript, valueAt } from './shown.js';

/** @typedef {import('./output.js').Context} Context */

const HELP = 'Click or drag to place the probe. With the map in focus: arrow keys move it, with Shift faster.';
const STEPS = /** @type {Record<string, [number, number]>} */ ({
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
});

/** @param {() => void} onEnlarge */
function parts(onEnlarge) {
  const field = h('canvas', { class: 'map-field' });
  const line = h('canvas', { class: 'map-layer' });
  const points = h('canvas', { class: 'map-layer' });
  const probe = s(
    'g',
    { class: 'map-probe' },
    s('circle', { r: 7 }),
    s('path', { d: 'M-12 0h5M7 0h5M0 -12v5M0 7v5' }),
  );
  const caption = h('span', { class: 'map-caption' });
  const frame = h(
    'div',
    { class: 'map-frame', role: 'application', tabindex: 0, title: HELP, 'aria-roledescription': 'map with a probe' },
    field, line, points, s('svg', { class: 'map-layer' }, probe), caption,
    h('span', { class: 'map-axis map-x2', text: 'x₂' }), h('span', { class: 'map-axis map-x1', text: 'x₁' }),
  );
  const icon = s('svg', { viewBox: '0 0 16 16' }, s('path', { d: 'M9.5 2.5h4v4M6.5 13.5h-4v-4M13 3 9.5 6.5M3 13l3.5-3.5' }));
  const enlarge = h('button', { class: 'map-enlarge', type: 'button', 'aria-label': 'Enlarge the decision map', title: 'Enlarge: zoom into the decision map', on: { click: onEnlarge } }, icon);
  return { field, line, points, probe, caption, frame, element: h('div', { class: 'map' }, frame, enlarge) };
}

/**
 * @param {Context} ctx
 * @param {{onEnlarge: () => void, onName: (title: string, detail: string) => void}} options `onName`: what the map shows now
 */
export function createDecisionMap({ store, actions, host }, { onEnlarge, onName }) {
  const { field, line, points, probe, caption, frame, element } = parts(onEnlarge);
  const fieldPicture = createField(field);
  const zeroLine = createZeroLine(line);
  let colours = tokens(host);
  let lut = ramp(store.ui.theme);
  let size = 0;
  let moving = false;
  /** @type {ReturnType<typeof shownField>} */
  let shown = null;

  function paintField() {
    shown = shownField(store.scene, store.frame, store.ui.hover);
    if (!shown || !size) return;
    fieldPicture.paint(shown, lut);
    zeroLine.paint(shown, size, colours.ink);
    tell();
  }

  function paintData() {
    const data = store.scene?.data;
    if (data && size) paintPoints(points, data, size, colours);
  }

  function placeProbe() {
    const [left, top] = toPixels(store.ui.probe, size);
    probe.setAttribute('transform', `translate(${left.toFixed(1)} ${top.toFixed(1)})`);
    describe();
  }

  const said = { name: '', caption: '', label: '' };
  function tell() {
    const [title, detail] = shown?.node ? nodeName(store.scene, shown.node) : ['Output', readoutName(store.scene?.readouts[0])];
    if (title + detail !== said.name) onName(title, detail);
    said.name = title + detail;
    const text = moving ? probeText() : `solid train · hollow test · line ${shown?.node ? '⟨Z⟩' : detail} = 0`;
    if (text !== said.caption) caption.textContent = said.caption = text;
  }

  const probeText = () => {
    const [x1, x2] = store.ui.probe;
    const value = shown ? ` · ${fixed(valueAt(shown, store.ui.probe), 2)}` : '';
    return `probe (${fixed(x1, 2)}, ${fixed(x2, 2)})${value}`;
  };
  function describe() {
    const label = `Decision map, ${probeText().replace(' · ', ', value ')}`;
    if (label !== said.label) frame.setAttribute('aria-label', (said.label = label));
    tell();
  }

  const restyle = () => {
    colours = tokens(host);
    lut = ramp(store.ui.theme);
    paintField();
    paintData();
  };

  store.on('frame', paintField);
  store.on('scene', () => (paintData(), paintField(), placeProbe()));
  followUi(store, { hover: paintField, probe: placeProbe, theme: restyle });
  followHand(frame, {
    size: () => size,
    probe: () => store.ui.probe,
    move(point, busy) {
      moving = busy;
      actions.probe(point);
    },
    rest() {
      moving = false;
      describe();
    },
  });
  const fit = () => {
    size = frame.clientWidth;
    if (!size) return;
    restyle();
    placeProbe();
  };
  new ResizeObserver(() => requestAnimationFrame(fit)).observe(frame);
  return { element, focus: () => frame.focus() };
}

/** @param {any} scene @param {{layer: number, quron: number}} node */
function nodeName(scene, { layer, quron }) {
  return [`Layer ${layer + 1} ${scene.layers[layer].kind}`, `q${subscript(quron)}`];
}

/**
 * Pointer and arrow keys on the map.
 *
 * @param {HTMLElement} frame
 * @param {object} hand
 * @param {() => number} hand.size
 * @param {() => readonly number[]} hand.probe
 * @param {(point: [number, number], busy: boolean) => void} hand.move
 * @param {() => void} hand.rest
 */
function followHand(frame, { size, probe, move, rest }) {
  const at = (/** @type {PointerEvent} */ event) => {
    const box = frame.getBoundingClientRect();
    const place = [event.clientX - box.left - frame.clientLeft, event.clientY - box.top - frame.clientTop];
    move(toPlane(place, size()), true);
  };
  frame.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    frame.setPointerCapture(event.pointerId);
    at(event);
  });
  frame.addEventListener('pointermove', (event) => frame.hasPointerCapture(event.pointerId) && at(event));
  frame.addEventListener('lostpointercapture', rest);
  frame.addEventListener('blur', rest);
  frame.addEventListener('keydown', (event) => {
    const step = STEPS[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const length = event.shiftKey ? 0.1 : 0.02;
    const [x1, x2] = probe();
    const clamp = (/** @type {number} */ value) => Math.max(-1, Math.min(1, Number(value.toFixed(6))));
    move([clamp(x1 + length * step[0]), clamp(x2 + length * step[1])], true);
  });
}
