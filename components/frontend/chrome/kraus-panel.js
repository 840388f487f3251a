// @ts-check
/** What a decohere layer does to a quron: its Kraus operators, or where they are many, its effect on the Bloch vector. */
import { CHANNELS } from '../canvas/channels.js';
import { subscript } from '../canvas/describe.js';
import { h, replace } from '../lib/dom.js';
import { fixed } from '../lib/format.js';
import { followScene } from './follow.js';
import { numbers } from './formula.js';
import { krausOf } from './kraus.js';

/** @typedef {import('./types.js').LayerSpec} LayerSpec */

/** @param {import('./types.js').Context} ctx */
export function createKrausPanel({ store }) {
  const heading = h('span', { class: 'k' }, 'Kraus operators');
  const body = h('div', { class: 'operators' });
  const element = h('section', { class: 'kraus', 'aria-label': 'Kraus operators' }, heading, body);
  let shown = '';
  const update = () => {
    const { scene, ui } = store;
    const spec = scene?.experiment.network.layers[ui.layer];
    if (!spec || spec.kind !== 'decohere') return;
    const known = JSON.stringify(spec);
    if (known === shown) return;
    shown = known;
    const operators = operatorLines(spec);
    heading.textContent = operators.length ? 'Kraus operators' : 'On the Bloch vector';
    replace(body, ...(operators.length ? operators : effectLines(spec)));
    body.append(h('div', { class: 'k convention' }, spec.channel === 'depolarizing' ? 'X, Y, Z with p/3 each' : ''));
  };
  followScene(store, update);
  store.on('ui', update);
  return { element };
}

/**
 * @param {LayerSpec} spec
 * @param {number} [digits]
 * @returns {Element[]} one line an operator; none for channels that `effectLines` tells better
 */
export const operatorLines = (spec, digits = 2) =>
  krausOf(/** @type {any} */ (spec)).map((operator, index) => operatorLine(operator, index, digits));

/** @type {(operator: import('./kraus.js').Operator, index: number, digits: number) => Element} */
function operatorLine({ matrix, pauli }, index, digits) {
  const name = h('span', null, h('i', null, 'K'), subscript(index), ' =');
  if (pauli) return h('div', { class: 'formula' }, name, h('b', null, fixed(pauli.weight, 4)), pauli.pauli);
  const values = numbers(digits);
  values.set(matrix);
  return h('div', { class: 'formula' }, name, values.element);
}

/** @param {LayerSpec} spec */
export function effectLines(spec) {
  const { x, z, centre } = CHANNELS[spec.channel].ball(/** @type {any} */ (spec));
  const shift = `${centre < 0 ? '−' : '+'} ${fixed(Math.abs(centre), 4)}`;
  return [effect('x', `${fixed(x, 4)} x`), effect('y', `${fixed(x, 4)} y`), effect('z', `${fixed(z, 4)} z ${shift}`)];
}

/** @param {string} axis @param {string} text */
const effect = (axis, text) => h('div', { class: 'formula' }, h('i', null, axis), ' ↦ ', h('span', null, text));
