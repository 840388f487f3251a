// @ts-check
/** The last card: what is read from which qurons, its map over the inputs and its value at the probe. */
import { h, s } from '../lib/dom.js';
import { paintMap } from '../lib/colors.js';
import { fixed } from '../lib/format.js';
import { wireY } from '../lib/layout.js';
import { moveTo, write } from './bodies.js';
import { quronsRead } from './describe.js';
import { sampleMap } from './geometry.js';
import { mapCanvas } from './node.js';

/**
 * @typedef {import('./types.js').CardData} CardData
 * @typedef {import('./types.js').Body} Body
 */

/** Class marks, so that the sign does not hang on colour alone: a diamond is +1, a circle −1. */
const MARKS = { plus: 'M0-4.5 4.5 0 0 4.5-4.5 0Z', minus: 'M3.6 0A3.6 3.6 0 1 1-3.6 0A3.6 3.6 0 1 1 3.6 0Z' };

/**
 * @param {import('./types.js').Env} env
 * @param {CardData} data its spec holds the readout, its layer the qurons that are left
 * @returns {Body}
 */
export function readoutBody(env, data) {
  const read = quronsRead(data.spec.readout);
  const first = Math.min(...read, data.layer.n_in - 1);
  const map = mapCanvas();
  const picture = h('div', { class: 'node readout-map' }, map);
  const number = document.createTextNode('');
  const mark = s('path', { class: 'class-mark' });
  const value = h('div', { class: 'readout-value' }, s('svg', { viewBox: '-5 -5 10 10' }, mark), h('b', {}, number));
  const art = s('svg', { class: 'art', 'aria-hidden': 'true' });
  const bars = s('path', { class: 'unread-bar' });
  const joint = s('path', { class: 'readout-joint' });
  art.append(bars, joint);
  const unread = Array.from({ length: data.layer.n_in }, (_, quron) => quron).filter((quron) => !read.has(quron));
  const words = unread.map(() => h('div', { class: 'line faint' }, 'unread'));
  let sign = 0;

  return {
    elements: [art, picture, value, ...words],
    maps: [],
    place: (place, layout) => {
      const { measures } = layout;
      const y = (/** @type {number} */ quron) => wireY(layout, data.layer.n_in, quron);
      moveTo(picture, place.picture, y(first) - measures.picture / 2);
      picture.style.width = picture.style.height = `${measures.picture}px`;
      moveTo(value, place.picture, y(first) + measures.picture / 2 + (measures.picture < 32 ? 1 : 4));
      const end = measures.pad + 6;
      bars.setAttribute('d', unread.map((q) => `M${end} ${y(q) - 5}v10m3-2v-6`).join(''));
      unread.forEach((quron, index) => moveTo(words[index], end + 8, y(quron) - 8));
      const others = [...read].filter((quron) => quron !== first);
      const x = measures.pad - 3;
      const ends = others.length ? [first, ...others] : [];
      joint.setAttribute('d', ends.map((q) => `M${x} ${y(first)}V${y(q)}m0-2a2 2 0 1 1 0 4a2 2 0 1 1 0-4`).join(''));
    },
    readout: (plane, lut, probe) => {
      paintMap(map, plane.data, plane.shape[0], plane.shape[1], lut);
      const f = sampleMap(plane.data, plane.shape[0], plane.shape[1], probe);
      write(number, fixed(f));
      if (sign === (f < 0 ? -1 : 1)) return;
      sign = f < 0 ? -1 : 1;
      mark.setAttribute('d', sign < 0 ? MARKS.minus : MARKS.plus);
      mark.setAttribute('class', `class-mark ${sign < 0 ? 'minus' : 'plus'}`);
    },
  };
}
