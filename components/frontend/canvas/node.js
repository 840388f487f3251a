// @ts-check
/** A quron after a layer: what is pointed at and focused; its pictures are painted over it (`sheet.js`). */
import { explain } from '../chrome/hover-card.js';
import { h, s } from '../lib/dom.js';

/**
 * @typedef {object} NodeEvents
 * @property {(quron: number) => void} select
 * @property {(quron: number | null) => void} hover
 * @property {(quron: number) => import('../chrome/hover-card.js').Note | null} note exact values, for the card
 *
 * @typedef {object} NodeView
 * @property {HTMLElement} element
 * @property {(name: string) => void} rename
 * @property {(left: number, middle: number, picture: number, step: number) => void} place
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

/**
 * A node with the frame of its map and room for its glyph side by side (`sheet.js` paints both); the wire meets the middle of both.
 * @param {number} quron
 * @param {NodeEvents} events
 * @returns {NodeView}
 */
export function createNode(quron, events) {
  const map = h('div', { class: 'node-map', 'aria-hidden': 'true' });
  const element = nodeButton(quron, events, [map]);
  return {
    element,
    rename: (name) => element.setAttribute('aria-label', name),
    place: (left, middle, picture, step) => {
      element.style.left = `${left}px`;
      element.style.top = `${middle - picture / 2}px`;
      element.style.width = `${picture + step}px`;
      element.style.height = `${picture}px`;
    },
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
    /** @type {(x: number, y: number, radius: number) => void} */
    place: (x, y, radius) => {
      const edge = radius * 1.05;
      element.style.left = `${x - edge}px`;
      element.style.top = `${y - edge}px`;
      element.style.width = element.style.height = `${2 * edge}px`;
    },
    /** @param {import('./channels.js').Ball | null} ball null: the quron is left alone */
    deform: (ball) => {
      const { x, z, centre: shift } = ball ?? { x: 1, z: 1, centre: 0 };
      element.classList.toggle('idle', !ball);
      left.setAttribute('rx', String(Math.abs(x)));
      left.setAttribute('ry', String(Math.abs(z)));
      left.setAttribute('cy', String(-shift));
      centre.setAttribute('cy', String(-shift));
    },
    mark: (/** @type {boolean} */ on) => element.classList.toggle('chosen', on),
  };
}
