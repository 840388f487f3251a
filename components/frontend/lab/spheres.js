// @ts-check
/** Small Bloch spheres, one a quron: the whole path, the part behind the cursor, and the vector at the cursor. */
import { means } from '../chrome/means.js';
import { colourAt, ramp } from '../lib/colors.js';
import { h, replace, s } from '../lib/dom.js';
import { fixed } from '../lib/format.js';
import { VIEW, project } from '../plot/sphere-geometry.js';
import { vectorAt } from './moments.js';

/** @typedef {import('./moments.js').View} View */

const EQUATOR = Array.from({ length: 49 }, (_, k) => [Math.cos((Math.PI * k) / 24), Math.sin((Math.PI * k) / 24), 0]);

/** @param {ArrayLike<number>} point */
const flat = (point) => {
  const [right, up] = project(point, VIEW);
  return `${right.toFixed(3)} ${(-up).toFixed(3)}`;
};

/** A line through points as SVG path data. @param {ArrayLike<number>[]} points */
export const lineThrough = (points) => (points.length ? `M${points.map(flat).join('L')}` : '');

class Sphere {
  #path = s('path', { class: 'sphere-path' });
  #done = s('path', { class: 'sphere-done' });
  #arrow = s('line', { class: 'sphere-arrow', x1: 0, y1: 0 });
  #tip = s('circle', { class: 'sphere-tip', r: 0.09 });
  #name = h('span', { class: 'sphere-name' });
  #origin = h('span', { class: 'k' });
  #length = h('span', { class: 'k' });
  /** @type {number[][]} */
  #points = [];
  #first = 0;

  /** @param {() => void} onChoose */
  constructor(onChoose) {
    const ball = s(
      'svg',
      { viewBox: '-1.12 -1.12 2.24 2.24', 'aria-hidden': 'true' },
      s('circle', { class: 'sphere-outline', r: 1 }),
      s('path', { class: 'sphere-circle', d: lineThrough(EQUATOR) }),
      s('path', { class: 'sphere-circle', d: lineThrough([[0, 0, 1], [0, 0, -1]]) }),
      this.#path,
      this.#done,
      this.#arrow,
      this.#tip,
    );
    this.element = h('button', { class: 'time-sphere', type: 'button', on: { click: onChoose } }, ball, h('span', { class: 'sphere-words' }, this.#name, this.#origin, this.#length));
    means(this.element, 'moment_bloch');
  }

  /** @param {import('./moments.js').QuronPath} quron @param {number[][]} points @param {boolean} chosen */
  show({ name, born, first }, points, chosen) {
    [this.#points, this.#first] = [points, first];
    this.#name.textContent = `q${name}`;
    this.#origin.textContent = born < 0 ? '' : `layer ${born + 1}`;
    this.element.setAttribute('aria-pressed', String(chosen));
    this.#path.setAttribute('d', lineThrough(points));
  }

  /** @param {import('./moments.js').Place} place @param {'light' | 'dark'} theme */
  point(place, theme) {
    const vector = vectorAt(this.#points, this.#first, place);
    this.element.hidden = !vector;
    if (!vector) return;
    const [x, y] = flat(vector).split(' ');
    this.#done.setAttribute('d', lineThrough([...this.#points.slice(0, place.index - this.#first + 1), vector]));
    for (const [name, value] of [['x2', x], ['y2', y]]) this.#arrow.setAttribute(name, value);
    for (const [name, value] of [['cx', x], ['cy', y]]) this.#tip.setAttribute(name, value);
    this.#tip.setAttribute('fill', `rgb(${colourAt(ramp(theme), vector[2]).join(' ')})`);
    this.#length.textContent = `|r| ${fixed(Math.hypot(...vector))}`;
    const parts = vector.map((part, axis) => `${'XYZ'[axis]} ${fixed(part)}`).join(', ');
    this.element.setAttribute('aria-label', `${this.#name.textContent}${this.#origin.textContent && ` of ${this.#origin.textContent}`}: ${parts}`);
  }
}

/** @param {(quron: number) => void} onChoose */
export function createSpheres(onChoose) {
  const element = h('div', { class: 'time-spheres', role: 'group', 'aria-label': 'Bloch vectors at the cursor' });
  /** @type {Sphere[]} */
  let spheres = [];
  return {
    element,
    /** @param {View} view @param {number} chosen @param {number[][][] | null} paths of a single run instead of the density matrix */
    show(view, chosen, paths) {
      if (spheres.length !== view.qurons.length) {
        spheres = view.qurons.map((_, quron) => new Sphere(() => onChoose(quron)));
        replace(element, ...spheres.map((sphere) => sphere.element));
      }
      view.qurons.forEach((path, quron) => spheres[quron].show(path, paths?.[quron] ?? path.bloch, quron === chosen));
    },
    /** @param {import('./moments.js').Place} place @param {'light' | 'dark'} theme */
    point(place, theme) {
      for (const sphere of spheres) sphere.point(place, theme);
    },
  };
}
