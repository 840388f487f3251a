// @ts-check
/**
 * A quron after a layer: its live map of ⟨Z⟩ over the inputs, and at the probe how probably it fires and its Bloch
 * vector.
 */
import { explain } from '../chrome/hover-card.js';
import { h, s } from '../lib/dom.js';
import { fixed } from '../lib/format.js';
import { TILT, projectU, projectV } from './geometry.js';

/**
 * @typedef {object} NodeEvents
 * @property {(quron: number) => void} select
 * @property {(quron: number | null) => void} hover
 * @property {(quron: number) => import('../chrome/hover-card.js').Note | null} note exact values, for the card
 *
 * @typedef {object} NodeView
 * @property {HTMLElement} element
 * @property {HTMLCanvasElement} map
 * @property {(name: string) => void} rename
 * @property {(left: number, middle: number, picture: number, step: number, roomy: boolean) => void} place `roomy`:
 *   there is room for a number above the picture
 * @property {(x: number, y: number, z: number) => void} point turns the arrow
 * @property {(x: number, y: number, z: number) => void} ghost turns the thin arrow; NaN takes it away
 * @property {(on: boolean) => void} mark as the chosen one
 */

/**
 * The button that every quron of every card is, without a picture yet.
 * @param {number} quron
 * @param {NodeEvents} events
 * @param {Element[]} pictures
 */
export function nodeButton(quron, events, pictures) {
  const element = h('div', { class: 'node', role: 'button', tabindex: 0 }, ...pictures);
  explain(element, () => events.note(quron));
  element.addEventListener('pointerenter', () => events.hover(quron));
  element.addEventListener('focus', () => events.hover(quron));
  element.addEventListener('pointerleave', () => events.hover(null));
  element.addEventListener('blur', () => events.hover(null));
  element.addEventListener('click', (event) => {
    if (event.shiftKey || event.ctrlKey || event.metaKey) return; // the card is meant, together with others
    event.stopPropagation();
    events.select(quron);
  });
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    event.stopPropagation();
    events.select(quron);
  });
  return element;
}

/** A canvas for a map; its few samples are smoothed by the browser when it is drawn larger. */
export const mapCanvas = () =>
  /** @type {HTMLCanvasElement} */ (h('canvas', { class: 'node-map', width: 20, height: 20, 'aria-hidden': 'true' }));

/** Opacity of the arrow: a short one is paler too. @param {number} length */
const clarity = (length) => (0.35 + 0.65 * Math.min(1, length)).toFixed(2);

/**
 * The sphere seen from the fixed view, the arrow in it, and as a disc the inner sphere that its tip lies on: from every
 * side the disc is as large as the state is pure, however the arrow is foreshortened.
 */
function createGlyph() {
  const circle = s('circle', { class: 'glyph-ball' });
  const shell = s('circle', { class: 'glyph-shell' });
  const equator = s('ellipse', { class: 'glyph-line' });
  const axis = s('path', { class: 'glyph-line' });
  const shaft = s('path', { class: 'glyph-arrow' });
  const thin = s('path', { class: 'glyph-ghost' });
  const tip = s('circle', { class: 'glyph-tip', r: 2.5 });
  const arrow = s('g', {}, shaft, tip);
  const element = s('svg', { class: 'node-bloch', 'aria-hidden': 'true' }, circle, shell, equator, axis, arrow, thin);
  let radius = 0;
  let sign = 0;
  const vector = [0, 0, 1];

  /** @param {number} picture */
  const size = (picture) => {
    radius = picture / 2 - 1;
    element.setAttribute('viewBox', `${-picture / 2} ${-picture / 2} ${picture} ${picture}`);
    circle.setAttribute('r', String(radius));
    equator.setAttribute('rx', String(radius));
    equator.setAttribute('ry', String(radius * TILT));
    axis.setAttribute('d', `M0 ${-radius}V${radius}`);
    point(vector[0], vector[1], vector[2]);
  };
  /** @type {(x: number, y: number, z: number) => void} */
  const point = (x, y, z) => {
    vector[0] = x;
    vector[1] = y;
    vector[2] = z;
    const u = (projectU(x, y) * radius).toFixed(2);
    const v = (projectV(x, y, z) * radius).toFixed(2);
    shaft.setAttribute('d', `M0 0L${u} ${v}`);
    tip.setAttribute('cx', u);
    tip.setAttribute('cy', v);
    const length = Math.min(1, Math.hypot(x, y, z));
    shell.setAttribute('r', (length * radius).toFixed(1));
    arrow.setAttribute('opacity', clarity(length));
    if (sign !== (z < 0 ? -1 : 1)) {
      sign = z < 0 ? -1 : 1;
      arrow.setAttribute('class', sign < 0 ? 'minus' : 'plus');
    }
  };
  /** The other network's arrow, ideal beside noisy. @type {(x: number, y: number, z: number) => void} NaN: none */
  const ghost = (x, y, z) => {
    const path = Number.isFinite(z) ? `M0 0L${(projectU(x, y) * radius).toFixed(2)} ${(projectV(x, y, z) * radius).toFixed(2)}` : '';
    if (thin.getAttribute('d') !== path) thin.setAttribute('d', path);
  };
  return { element, size, point, ghost };
}

/** How probably a quron fires: a bar beside its map, and the number above where there is room. */
function createFiring() {
  const level = h('i', {});
  const text = document.createTextNode('');
  const bar = h('div', { class: 'node-firing', 'aria-hidden': 'true' }, level);
  const number = h('div', { class: 'node-chance', 'aria-hidden': 'true' }, 'P₁ ', h('b', {}, text));
  let shown = '';
  /** @param {number} z ⟨Z⟩; P(1) = (1 − ⟨Z⟩)/2 */
  const show = (z) => {
    const value = fixed((1 - z) / 2);
    if (value === shown) return;
    shown = text.data = value;
    level.style.transform = `scaleY(${value})`;
  };
  return { bar, number, show };
}

/**
 * A node with map and glyph side by side; the wire meets the middle of both.
 * @param {number} quron
 * @param {NodeEvents} events
 * @returns {NodeView}
 */
export function createNode(quron, events) {
  const map = mapCanvas();
  const glyph = createGlyph();
  const firing = createFiring();
  const element = nodeButton(quron, events, [map, firing.bar, glyph.element, firing.number]);
  return {
    element,
    map,
    rename: (name) => element.setAttribute('aria-label', name),
    place: (left, middle, picture, step, roomy) => {
      firing.number.hidden = !roomy;
      element.style.left = `${left}px`;
      element.style.top = `${middle - picture / 2}px`;
      element.style.width = `${picture + step}px`;
      element.style.height = `${picture}px`;
      glyph.size(picture);
    },
    point: (x, y, z) => {
      glyph.point(x, y, z);
      firing.show(z);
    },
    ghost: glyph.ghost,
    mark: (on) => element.classList.toggle('chosen', on),
  };
}

/**
 * On a channel tile: the unit ball, hatched, and to scale what the channel leaves of it.
 * @param {number} quron
 * @param {NodeEvents} events
 */
export function createBallNode(quron, events) {
  const unit = s('circle', { r: 1, class: 'ball-unit' });
  const lost = s('circle', { r: 1, class: 'ball-lost', fill: 'url(#quron-hatch-fine)' });
  const left = s('ellipse', { class: 'ball-left', fill: 'url(#quron-ball)' });
  const centre = s('circle', { r: 0.075, class: 'ball-centre' });
  const svg = s('svg', { viewBox: '-1.05 -1.05 2.1 2.1', class: 'node-ball', 'aria-hidden': 'true' });
  svg.append(unit, lost, left, centre);
  const firing = createFiring();
  const element = nodeButton(quron, events, [svg, firing.number]);
  return {
    element,
    rename: (/** @type {string} */ name) => element.setAttribute('aria-label', name),
    /** @type {(x: number, y: number, radius: number, roomy: boolean) => void} */
    place: (x, y, radius, roomy) => {
      firing.number.hidden = !roomy;
      const edge = radius * 1.05;
      element.style.left = `${x - edge}px`;
      element.style.top = `${y - edge}px`;
      element.style.width = element.style.height = `${2 * edge}px`;
    },
    point: (/** @type {number} */ _x, /** @type {number} */ _y, /** @type {number} */ z) => firing.show(z),
    /** @param {import('./channels.js').Ball | null} ball null: the quron is left alone */
    deform: (ball) => {
      const { x, z, centre: shift } = ball ?? { x: 1, z: 1, centre: 0 };
      element.classList.toggle('idle', !ball);
      left.setAttribute('rx', String(x));
      left.setAttribute('ry', String(z));
      left.setAttribute('cy', String(-shift));
      centre.setAttribute('cy', String(-shift));
    },
    mark: (/** @type {boolean} */ on) => element.classList.toggle('chosen', on),
  };
}
