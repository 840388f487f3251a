// @ts-check
/** A quron after a layer: its live map of ⟨Z⟩ over the inputs and its Bloch vector at the probe. */
import { h, s } from '../lib/dom.js';
import { TILT, projectU, projectV } from './geometry.js';

/**
 * @typedef {object} NodeEvents
 * @property {(quron: number) => void} select
 * @property {(quron: number | null) => void} hover
 * @property {(quron: number) => string} describe exact values, for the title
 *
 * @typedef {object} NodeView
 * @property {HTMLElement} element
 * @property {HTMLCanvasElement} map
 * @property {(name: string) => void} rename
 * @property {(left: number, middle: number, picture: number, step: number) => void} place
 * @property {(x: number, y: number, z: number) => void} point turns the arrow
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
  const explain = () => {
    element.title = events.describe(quron);
    events.hover(quron);
  };
  element.addEventListener('pointerenter', explain);
  element.addEventListener('focus', explain);
  element.addEventListener('pointerleave', () => events.hover(null));
  element.addEventListener('blur', () => events.hover(null));
  element.addEventListener('click', (event) => {
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

/** The sphere seen from the fixed view, and the arrow in it. */
function createGlyph() {
  const circle = s('circle', { class: 'glyph-ball' });
  const equator = s('ellipse', { class: 'glyph-line' });
  const axis = s('path', { class: 'glyph-line' });
  const shaft = s('path', { class: 'glyph-arrow' });
  const tip = s('circle', { class: 'glyph-tip', r: 2.5 });
  const arrow = s('g', {}, shaft, tip);
  const element = s('svg', { class: 'node-bloch', 'aria-hidden': 'true' }, circle, equator, axis, arrow);
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
    arrow.setAttribute('opacity', clarity(Math.hypot(x, y, z)));
    if (sign !== (z < 0 ? -1 : 1)) {
      sign = z < 0 ? -1 : 1;
      arrow.setAttribute('class', sign < 0 ? 'minus' : 'plus');
    }
  };
  return { element, size, point };
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
  const element = nodeButton(quron, events, [map, glyph.element]);
  return {
    element,
    map,
    rename: (name) => element.setAttribute('aria-label', name),
    place: (left, middle, picture, step) => {
      element.style.left = `${left}px`;
      element.style.top = `${middle - picture / 2}px`;
      element.style.width = `${picture + step}px`;
      element.style.height = `${picture}px`;
      glyph.size(picture);
    },
    point: glyph.point,
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
  const element = nodeButton(quron, events, [svg]);
  return {
    element,
    rename: (/** @type {string} */ name) => element.setAttribute('aria-label', name),
    place: (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ radius) => {
      const edge = radius * 1.05;
      element.style.left = `${x - edge}px`;
      element.style.top = `${y - edge}px`;
      element.style.width = element.style.height = `${2 * edge}px`;
    },
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
