// @ts-check
/** Of which qurons, and after which layer, the density matrix is. */
import { subscript } from '../canvas/describe.js';
import { h, replace } from '../lib/dom.js';
import { MOST_IN_MATRIX, matrixGroup } from '../lib/view.js';

/**
 * @typedef {import('../lib/types.js').Scene} Scene
 * @typedef {import('../lib/types.js').Ui} Ui
 */

const name = (/** @type {number} */ quron) => `q${subscript(quron)}`;
const option = (/** @type {string | number} */ value, /** @type {string} */ text) => h('option', { value }, text);

/**
 * The choice of qurons: all if they are few, the chosen one, or that with each of the others.
 * @param {number} width
 * @param {number} one
 */
function qurons(width, one) {
  const others = Array.from({ length: width }, (_, quron) => quron).filter((quron) => quron !== one);
  return [
    width <= MOST_IN_MATRIX && width > 1 && option('all', `all ${width} qurons`),
    option('one', name(one)),
    ...others.map((other) => option(other, [one, other].sort((a, b) => a - b).map(name).join(' '))),
  ];
}

/** @param {import('./types.js').Context} ctx */
export function createScope({ actions }) {
  const of = h('select', { class: 'quiet', 'aria-label': 'Qurons of the density matrix' });
  const after = h('select', { class: 'quiet', 'aria-label': 'Layer of the density matrix' });
  const note = h('div', { class: 'k' });
  const ask = () => {
    const group = of.value === 'all' || of.value === 'one' ? of.value : Number(of.value);
    actions.select({ matrix: { last: after.value === 'last', of: group } });
  };
  of.addEventListener('change', ask);
  after.addEventListener('change', ask);
  let shown = '';
  /** @param {Scene} scene @param {Ui} ui */
  const update = (scene, ui) => {
    const group = matrixGroup(ui, scene);
    const width = scene.widths[group.layer + 1];
    const one = Math.min(ui.quron ?? 0, width - 1);
    const key = JSON.stringify([scene.layers.length, ui.layer, width, one, group, ui.matrix]);
    if (key === shown) return;
    shown = key;
    replace(of, ...qurons(width, one));
    const whole = ui.matrix.of === 'all' && group.qurons.length === width && width > 1;
    const other = group.qurons.find((quron) => quron !== one);
    of.value = whole ? 'all' : String(other ?? 'one');
    const chosen = ui.layer < 0 ? 'the input' : `layer ${Math.min(ui.layer, scene.layers.length - 1) + 1}`;
    replace(after, option('last', 'the end'), option('chosen', chosen));
    after.value = ui.matrix.last ? 'last' : 'chosen';
    const lost = width - group.qurons.length;
    note.textContent = lost ? `reduced state: ${lost} traced out` : '';
    note.hidden = !lost;
  };
  const line = h('div', { class: 'matrix-scope' }, h('i', null, 'ρ'), ' of ', of, ' after ', after);
  return { element: h('div', null, line, note), update };
}
