// @ts-check
/** The list of all angles of one layer, opened from its card when they find no room under the nodes. */
import { h } from '../lib/dom.js';
import { rebind } from './bodies.js';
import { subscript } from './describe.js';
import { parameterDial } from './parameters.js';

/**
 * @typedef {import('./card.js').Card} Card
 * @typedef {import('./parameters.js').ParameterDial} ParameterDial
 * @typedef {{name: string, cells: {axis: string, place: number}[]}} Line
 */

/**
 * Rows of the list: one per pair of qurons, or per fresh quron with its own rotations.
 * @param {Card['data']} data
 * @returns {{title: string, lines: Line[]}[]} one block per fresh quron of a perceptron, else one block
 */
export function gridBlocks(data) {
  const perceptron = data.spec.kind === 'perceptron';
  /** @type {Map<string, Map<string, Line>>} */
  const blocks = new Map();
  data.labels.forEach((label, place) => {
    const fresh = label.qurons[label.qurons.length - 1];
    const title = perceptron ? `fresh q${subscript(fresh)}` : '';
    const own = perceptron && label.qurons.length === 1;
    const wires = perceptron ? label.qurons.slice(0, 1) : label.qurons;
    const name = own ? 'own' : wires.map((quron) => `q${subscript(quron)}`).join('');
    const block = blocks.get(title) ?? new Map();
    const line = block.get(name) ?? { name, cells: [] };
    line.cells.push({ axis: label.axis, place });
    block.set(name, line);
    blocks.set(title, block);
  });
  return [...blocks].map(([title, lines]) => ({ title, lines: [...lines.values()] }));
}

/**
 * @param {import('./types.js').Env} env
 * @param {Card} card
 */
export function createDialGrid(env, card) {
  const { data } = card;
  const violet = (/** @type {number} */ place) => data.labels[place].qurons.length > 1;
  const dials = data.labels.map((label, place) =>
    parameterDial(
      env,
      { index: label.index, layer: data.index, quron: label.qurons[label.qurons.length - 1] },
      { name: data.names[place], violet: violet(place) },
    ),
  );
  /** @param {{axis: string, place: number}} cell */
  const cellOf = ({ axis, place }) => h('span', { class: 'grid-cell' }, h('span', { class: 'note' }, axis), dials[place].element);
  const blocks = gridBlocks(data).map(({ title, lines }) =>
    h(
      'div',
      { class: 'grid-block' },
      ...(title ? [h('b', { class: 'grid-title' }, title)] : []),
      ...lines.map((line) =>
        h('div', { class: 'grid-line' }, h('span', { class: 'note grid-name' }, line.name), ...line.cells.map(cellOf)),
      ),
    ),
  );
  const element = h('div', { class: 'dial-grid', role: 'dialog' }, ...blocks);
  const rename = () => element.setAttribute('aria-label', `dials of layer ${data.index + 1}`);
  rename();
  element.addEventListener('click', (event) => event.stopPropagation());
  return {
    element,
    card,
    update: () => {
      rename();
      rebind(dials, data);
    },
    paint: (/** @type {Float32Array} */ theta) => dials.forEach((dial) => dial.paint(theta)),
    mark: (/** @type {number | null} */ parameter) => dials.forEach((dial) => dial.mark(parameter)),
  };
}
