// @ts-check
/**
 * The probe's way through the network: how probably every quron fires before the first layer and after every layer,
 * and how long the Bloch vector of the chosen one is. A click on a cell looks at that node.
 */
import { subscript } from '../canvas/describe.js';
import { colourAt, inkOn, ramp } from '../lib/colors.js';
import { h, replace, say } from '../lib/dom.js';
import { fixed } from '../lib/format.js';
import { blochRow } from '../plot/sphere-geometry.js';
import { means } from './means.js';

/**
 * @typedef {object} Cell
 * @property {HTMLElement} element
 * @property {number} layer 0-based; -1 is the input
 * @property {number} quron
 * @property {number} at place of its Bloch vector
 * @property {string} shown
 */

class PathPanel {
  #ctx;
  #heading = h('span', { class: 'k' });
  #table = h('table', { class: 'path-table' });
  /** @type {Cell[]} */
  #cells = [];
  /** @type {HTMLElement[]} */
  #lengths = [];
  #lengthName = h('th', { scope: 'row' });
  #built = '';
  element = h(
    'section',
    { class: 'path', 'aria-label': 'Path of the probe' },
    this.#heading,
    h('div', { class: 'path-scroll' }, this.#table),
  );

  /** @param {import('./types.js').Context} ctx */
  constructor(ctx) {
    this.#ctx = ctx;
    means(this.#table, 'firing');
  }

  /** @param {import('../lib/types.js').Scene} scene */
  #build(scene) {
    const { widths, layers } = scene;
    const key = `${widths} ${layers.map(({ kind }) => kind)}`;
    if (key === this.#built) return;
    this.#built = key;
    this.#cells = [];
    const rows = Array.from({ length: Math.max(...widths) }, (_, quron) => {
      const fields = widths.map((width, state) => (quron < width ? this.#cell(widths, state - 1, quron) : h('td')));
      return h('tr', null, h('th', { scope: 'row' }, `q${subscript(quron)}`), ...fields);
    });
    this.#lengths = widths.map(() => h('td'));
    const names = widths.map((_, state) => columnName(scene, state));
    replace(
      this.#table,
      h('thead', null, h('tr', null, h('th', { scope: 'col' }, 'P(1)'), ...names)),
      h('tbody', null, ...rows),
      h('tfoot', null, h('tr', null, this.#lengthName, ...this.#lengths)),
    );
  }

  /** @param {number[]} widths @param {number} layer @param {number} quron */
  #cell(widths, layer, quron) {
    const look = () => this.#ctx.actions.select({ layer, quron, parameter: null });
    const element = h('td', { class: 'chance', on: { click: look } });
    this.#cells.push({ element, layer, quron, at: blochRow(widths, layer, quron), shown: '' });
    return element;
  }

  paint = () => {
    const { scene, frame, ui } = this.#ctx.store;
    const bloch = frame?.arrays.bloch;
    if (ui.tab !== 'path' || !scene || !bloch || !fits(scene.widths, bloch)) return;
    this.#build(scene);
    const lut = ramp(ui.theme);
    for (const cell of this.#cells) paintCell(cell, bloch.data[3 * cell.at + 2], lut, ui);
    const quron = ui.quron ?? 0;
    write(this.#lengthName, `|r| q${subscript(quron)}`);
    this.#lengths.forEach((field, state) => write(field, lengthAt(bloch.data, scene.widths, state - 1, quron)));
    const probe = ui.probe.map((part) => fixed(part)).join(', ');
    write(this.#heading, `Fires with P(1) = (1 − ⟨Z⟩)/2 at probe (${probe}), layer by layer`);
  };
}

/** @param {import('./types.js').Context} ctx */
export function createPathPanel(ctx) {
  const panel = new PathPanel(ctx);
  for (const topic of /** @type {const} */ (['scene', 'frame', 'ui'])) ctx.store.on(topic, panel.paint);
  return panel;
}

/** Right after an edit the frame may still be the old network's. @type {(widths: number[], bloch: {shape: number[]}) => boolean} */
const fits = (widths, bloch) => blochRow(widths, widths.length - 1, 0) === bloch.shape[0];

/** @type {(scene: import('../lib/types.js').Scene, state: number) => HTMLElement} */
const columnName = (scene, state) =>
  h('th', { scope: 'col', title: state ? `after layer ${state} ${scene.layers[state - 1].kind}` : 'before layer 1' }, state ? String(state) : 'in');

/** @type {(cell: Cell, z: number, lut: Uint8ClampedArray, ui: import('../lib/types.js').Ui) => void} */
function paintCell(cell, z, lut, ui) {
  const chance = fixed((1 - z) / 2);
  const chosen = cell.layer === ui.layer && cell.quron === (ui.quron ?? 0);
  const shown = `${chance} ${chosen} ${ui.theme}`;
  if (shown === cell.shown) return;
  cell.shown = shown;
  const { element } = cell;
  const colour = colourAt(lut, z);
  element.textContent = chance;
  element.style.background = `rgb(${colour.join(' ')})`;
  element.style.color = inkOn(colour);
  element.classList.toggle('chosen', chosen);
  element.title = `q${cell.quron} ${cell.layer < 0 ? 'before layer 1' : `after layer ${cell.layer + 1}`}: P(1) ${fixed((1 - z) / 2, 4)}`;
}

/** @type {(bloch: Float32Array, widths: number[], layer: number, quron: number) => string} */
function lengthAt(bloch, widths, layer, quron) {
  if (quron >= widths[layer + 1]) return '';
  const at = 3 * blochRow(widths, layer, quron);
  return fixed(Math.hypot(bloch[at], bloch[at + 1], bloch[at + 2]));
}

/** @param {HTMLElement} element @param {string} text */
function write(element, text) {
  say(element, text);
}
