// @ts-check
/** Formulas as elements: the symbol stays, the numbers follow. */
import { h, say } from '../lib/dom.js';
import { fixed } from '../lib/format.js';
import { shortComplex } from './density.js';
import { gateOf, rotationMatrix } from './gates.js';

/**
 * @typedef {import('../lib/dom.js').Child} Child
 * @typedef {import('./density.js').Complex} Complex
 * @typedef {{elements: Element[], set: (theta: number) => void}} Formula
 */

const theta = () => h('i', null, 'θ');
const half = () => h('span', null, theta(), '/2');

/**
 * A 2 × 2 matrix in brackets.
 * @param {Child[]} cells By rows.
 * @param {string} [look]
 */
export const matrix = (cells, look = '') => h('span', { class: `matrix ${look}` }, ...cells.map((cell) => h('span', null, cell)));

/** A matrix of numbers. @param {number} [digits] */
export function numbers(digits = 2) {
  const element = matrix(['', '', '', ''], 'num');
  const cells = [...element.children];
  return {
    element,
    /** @param {readonly Complex[]} values By rows. */
    set(values) {
      values.forEach((value, index) => say(cells[index], shortComplex(value, digits)));
    },
  };
}

/** The entries of R_P(θ). @type {Record<string, () => Child[]>} */
const ENTRIES = {
  x: () => [turned('cos'), turned('−i sin'), turned('−i sin'), turned('cos')],
  y: () => [turned('cos'), turned('−sin'), turned('sin'), turned('cos')],
  z: () => [phase('−'), '0', '0', phase('')],
};
/** @param {string} name */
const turned = (name) => h('span', null, `${name} `, half());
/** @param {string} sign */
const phase = (sign) => h('span', null, 'e', h('sup', null, `${sign}i`, half()));

/** @param {string} axis @param {string} [before] */
const symbol = (axis, before = '') => h('span', null, before, h('i', null, 'R'), h('sub', null, axis), '(', theta(), ')');
/** @param {Child[]} parts */
export const line = (...parts) => h('div', { class: 'formula' }, ...parts);

/** @type {(axis: 'x' | 'y' | 'z', digits: number) => Formula} */
function rotation(axis, digits) {
  const values = numbers(digits);
  return {
    elements: [line(symbol(axis), '=', matrix(ENTRIES[axis]()), '=', values.element)],
    set: (angle) => values.set(rotationMatrix(axis, angle)),
  };
}

/** @type {(axis: 'x' | 'y' | 'z', digits: number) => Formula} */
function controlled(axis, digits) {
  const values = numbers(digits);
  return {
    elements: [line(symbol(axis, 'C'), '= |0⟩⟨0| ⊗ I + |1⟩⟨1| ⊗ ', symbol(axis)), line(symbol(axis), '=', values.element)],
    set: (angle) => values.set(rotationMatrix(axis, angle)),
  };
}

/** @type {(axis: 'x' | 'y' | 'z', digits: number) => Formula} */
function coupling(axis, digits) {
  const pair = axis.toUpperCase().repeat(2);
  const [identity, product] = [h('b'), h('b')];
  return {
    elements: [
      line(h('span', null, 'exp(−i', theta(), ` ${pair}/2)`), '=', turned('cos'), 'I', turned('− i sin'), pair),
      line('=', identity, 'I', product, pair),
    ],
    set: (angle) => {
      const sine = Math.sin(angle / 2);
      say(identity, fixed(Math.cos(angle / 2), digits));
      say(product, `${sine < 0 ? '+' : '−'} ${fixed(Math.abs(sine), digits)}i`);
    },
  };
}

/** An encoder turns by its scale times a feature; which gate that makes differs from input to input. @returns {Formula} */
function encoding() {
  const product = h('span', null, theta(), ' ', h('i', null, 'x'));
  return { elements: [line('angle =', product)], set: () => undefined };
}

/**
 * The formula of a gate.
 * @param {string} name As in the scene: RY, CRX, RXX, XX, scale.
 * @param {number} [digits] of the numbers in it
 */
export function gateFormula(name, digits = 2) {
  const { family, axis } = gateOf(name);
  return { rotation, controlled, coupling, encoding }[family](axis, digits);
}
