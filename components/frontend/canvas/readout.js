// @ts-check
/** The last card: what is read from which qurons, its map over the inputs and its value at the probe. */
import { means } from '../chrome/means.js';
import { h, hide, s, say } from '../lib/dom.js';
import { fillMap } from '../lib/colors.js';
import { fixed } from '../lib/format.js';
import { wireY } from '../lib/layout.js';
import { moveTo } from './bodies.js';
import { quronsRead } from './describe.js';
import { sampleMap } from './geometry.js';
import { paletteOf } from './node-map.js';
import { CORNER, FRAME } from './sheet.js';

/**
 * @typedef {import('./types.js').CardData} CardData
 * @typedef {import('./types.js').Body} Body
 */

/** Class marks, so that the sign does not hang on colour alone: a diamond is +1, a circle −1. */
const MARKS = { plus: 'M0-4.5 4.5 0 0 4.5-4.5 0Z', minus: 'M3.6 0A3.6 3.6 0 1 1-3.6 0A3.6 3.6 0 1 1 3.6 0Z' };

/** The value at the probe, with the mark of its class. */
function valueLine() {
  const number = document.createTextNode('');
  const mark = s('path', {});
  const svg = s('svg', { viewBox: '-5 -5 10 10', 'aria-hidden': 'true' }, mark);
  const element = h('div', { class: 'readout-value' }, svg, h('b', {}, number));
  let sign = 0;
  /** @param {number} value */
  const show = (value) => {
    say(number, fixed(value));
    if (sign === (value < 0 ? -1 : 1)) return;
    sign = value < 0 ? -1 : 1;
    mark.setAttribute('d', sign < 0 ? MARKS.minus : MARKS.plus);
    mark.setAttribute('class', `class-mark ${sign < 0 ? 'minus' : 'plus'}`);
  };
  return { element, show };
}

/**
 * @param {import('./types.js').Env} env
 * @param {CardData} data its spec holds the readout, its layer the qurons that are left
 * @returns {Body}
 */
export function readoutBody(env, data) {
  const read = quronsRead(data.spec.readout);
  const first = Math.min(...read, data.layer.n_in - 1);
  const picture = h('div', { class: 'node readout-map' }, h('div', { class: 'node-map', 'aria-hidden': 'true' }));
  let [left, top, size] = [0, 0, 0];
  let roomy = true; // for a second number, above the next wire
  const value = valueLine();
  means(value.element, 'readout');
  const thin = document.createTextNode('');
  const ghost = h('div', { class: 'line readout-ghost', hidden: true }, h('i', { class: 'ghost-key' }), thin);
  const bars = s('path', { class: 'unread-bar' });
  const joint = s('path', { class: 'readout-joint' });
  const art = s('svg', { class: 'art', 'aria-hidden': 'true' }, bars, joint);
  const unread = Array.from({ length: data.layer.n_in }, (_, quron) => quron).filter((quron) => !read.has(quron));
  const words = unread.map(() => h('div', { class: 'line faint' }, 'unread'));
  return {
    elements: [art, picture, value.element, ghost, ...words],
    sheet: null,
    place: (place, layout) => {
      const { pad, picture: edge } = layout.measures;
      const y = (/** @type {number} */ quron) => wireY(layout, data.layer.n_in, quron);
      [left, top, size] = [place.picture, y(first) - edge / 2, edge];
      moveTo(picture, left, top);
      picture.style.width = picture.style.height = `${edge}px`;
      const below = y(first) + edge / 2 + (edge < 32 ? 1 : 4);
      moveTo(value.element, place.picture, below);
      moveTo(ghost, place.picture, below + 18);
      roomy = below + 36 < y(first) + layout.measures.pitch - 8;
      bars.setAttribute('d', unread.map((quron) => `M${pad + 6} ${y(quron) - 5}v10m3-2v-6`).join(''));
      unread.forEach((quron, index) => moveTo(words[index], pad + 14, y(quron) - 8));
      const ends = read.size > 1 ? [...read] : [];
      const dot = 'm0-2a2 2 0 1 1 0 4a2 2 0 1 1 0-4';
      joint.setAttribute('d', ends.map((quron) => `M${pad - 3} ${y(first)}V${y(quron)}${dot}`).join(''));
    },
    readout: (pen, { data: samples, shape: [rows, columns] }, look, probe) => {
      const { canvas, context, image } = paletteOf(rows, columns);
      fillMap(image.data, samples, rows, columns, look.lut);
      context.putImageData(image, 0, 0);
      const frame = new Path2D();
      frame.roundRect(left + FRAME, top + FRAME, size - 2 * FRAME, size - 2 * FRAME, CORNER);
      pen.save();
      pen.clip(frame);
      pen.drawImage(canvas, left, top, size, size);
      pen.restore();
      value.show(sampleMap(samples, rows, columns, probe));
    },
    readoutGhost: (plane, probe) => {
      hide(ghost, !plane || !roomy);
      if (plane) say(thin, fixed(sampleMap(plane.data, plane.shape[0], plane.shape[1], probe)));
    },
  };
}
