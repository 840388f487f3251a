// @ts-check
/** The list of all angles of one layer, opened from its card when they find no room under the nodes. */
import { h } from '../lib/dom.js';
import { rebind } from './bodies.js';
import { rangeOf, subscript } from './describe.js';
import { parameterDial } from './parameters.js';

/**
 * @typedef {import('./card.js').Card} Card
 * @typedef {import('./parameters.js').ParameterDial} ParameterDial
 * @typedef {{name: string, cells: {axis: string, place: number}[]}} Line
 */

const TALLEST = 7; // lines in one column of the list

/**
 * Columns of the list: one per fresh quron of a perceptron, with a line per input and one for its own
 * rotations;
 * for couplings a line per pair, in columns of at most seven.
 * @param {Card['data']} data
 * @returns {{title: string, lines: Line[]}[]}
 */
export function gridBlocks(data) {
  const perceptron = data.spec.kind === 'perceptron';
  /** @type {{title: string, lines: Line[]}[]} */
  const blocks = [];
  data.labels.forEach(({ qurons, axis }, place) => {
    const title = perceptron ? `fresh q${subscript(qurons[qurons.length - 1])}` : '';
    const own = perceptron && qurons.length === 1;
    const wires = perceptron ? qurons.slice(0, 1) : qurons;
    const name = own ? 'own' : wires.map((quron) => `q${subscript(quron)}`).join('');
    let block = blocks[blocks.length - 1];
    if (!block || block.title !== title || (!perceptron && block.lines.length === TALLEST)) {
      blocks.push((block = { title, lines: [] }));
    }
    const line = block.lines[block.lines.length - 1];
    if (perceptron && line?.name === name) line.cells.push({ axis, place });
    else block.lines.push({ name, cells: [{ axis, place }] });
  });
  return blocks;
}

/** @type {(env: import('./types.js').Env, data: Card['data']) => ParameterDial[]} */
function dialsOf(env, data) {
  return data.labels.map(({ index, qurons, axis }, place) =>
    parameterDial(
      env,
      { index, layer: data.index, quron: qurons[qurons.length - 1] },
      { name: data.names[place], violet: qurons.length > 1, range: rangeOf(data.spec.kind, { axis }) },
    ),
  );
}

/**
 * @param {Card['data']} data
 * @param {ParameterDial[]} dials
 */
function createGrid(data, dials) {
  /** @param {Line['cells'][number]} cell */
  const cellOf = ({ axis, place }) =>
    h('span', { class: 'grid-cell' }, h('span', { class: 'note' }, axis), dials[place].element);
  /** @param {Line} line */
  const lineOf = ({ name, cells }) =>
    h('div', { class: 'grid-line' }, h('span', { class: 'note grid-name' }, name), ...cells.map(cellOf));
  const blocks = gridBlocks(data).map(({ title, lines }) =>
    h('div', { class: 'grid-block' }, title && h('b', { class: 'grid-title' }, title), ...lines.map(lineOf)),
  );
  const element = h('div', { class: 'dial-grid', role: 'dialog' }, ...blocks);
  element.addEventListener('click', (event) => event.stopPropagation());
  return element;
}

/** Shows at most one list, beside its card. */
export class GridHost {
  /**
   * @param {import('./types.js').Env} env
   * @param {HTMLElement} stage
   * @param {HTMLElement} scroll
   */
  constructor(env, stage, scroll) {
    this.env = env;
    this.stage = stage;
    this.scroll = scroll;
    this.scale = 1;
    /** @type {{card: Card, element: HTMLElement, dials: ParameterDial[]} | null} */
    this.open = null;
  }

  /** @param {Card} card */
  toggle(card) {
    const same = this.open?.card === card;
    this.close();
    if (same) return;
    const dials = dialsOf(this.env, card.data);
    this.open = { card, element: createGrid(card.data, dials), dials };
    this.button(card)?.setAttribute('aria-expanded', 'true');
    this.stage.append(this.open.element);
    this.update([card]);
    this.place();
    this.mark(this.env.store.ui.parameter);
    dials[0]?.element.focus({ preventScroll: true });
  }

  close() {
    if (!this.open) return;
    this.button(this.open.card)?.setAttribute('aria-expanded', 'false');
    this.open.element.remove();
    this.open = null;
  }

  /** @param {Card} card @returns {HTMLElement | null} */
  button(card) {
    return card.element.querySelector('.card-dials');
  }

  /** @param {KeyboardEvent} event @returns {boolean} whether the list was closed by it */
  key(event) {
    if (event.key !== 'Escape' || !this.open) return false;
    const { card } = this.open;
    this.close();
    this.button(card)?.focus();
    return true;
  }

  /** @param {readonly Card[]} cards that are there now */
  update(cards) {
    if (!this.open) return;
    const { card, element, dials } = this.open;
    if (!cards.includes(card)) {
      this.close();
      return;
    }
    element.setAttribute('aria-label', `dials of layer ${card.data.index + 1}`);
    rebind(dials, card.data);
  }

  /** Right of the card, or left of it where there is more room. @param {number} [scale] of the network */
  place(scale = this.scale) {
    this.scale = scale;
    if (!this.open) return;
    const { element, card } = this.open;
    const { offsetLeft, offsetWidth } = card.element;
    const most = this.stage.clientWidth - element.offsetWidth - 8;
    const right = (offsetLeft + offsetWidth) * scale + 8 - this.scroll.scrollLeft;
    const left = offsetLeft * scale - element.offsetWidth - 8 - this.scroll.scrollLeft;
    element.style.left = `${Math.max(8, right <= most || left < 8 ? Math.min(right, most) : left)}px`;
  }

  /** @param {Float32Array} theta */
  paint(theta) {
    this.open?.dials.forEach((dial) => dial.paint(theta));
  }

  /** @param {number | null} parameter */
  mark(parameter) {
    this.open?.dials.forEach((dial) => dial.mark(parameter));
  }
}
