// @ts-check
/** Which field the large map shows: the readout, or the quron whose node is under the pointer. Pure. */

import { blochRow } from './sphere-geometry.js';

/**
 * @typedef {{shape: number[], data: Float32Array}} Block
 * @typedef {{layer: number, quron: number}} Node layer 0-based, -1 the input
 *
 * @typedef {object} Shown
 * @property {Float32Array} data
 * @property {number} rows
 * @property {number} cols
 * @property {Node | null} node null: the readout
 */

/**
 * @param {{widths: number[]} | null | undefined} scene
 * @param {{arrays: Record<string, Block | undefined>} | null | undefined} frame
 * @param {Node | null | undefined} hover
 * @returns {Shown | null} null while there is nothing to show
 */
export function shownField(scene, frame, hover) {
  if (!frame) return null;
  const node = hover && scene ? nodeField(scene.widths, frame.arrays, hover) : null;
  if (node) return node;
  const map = frame.arrays.map;
  return map ? { data: map.data, rows: map.shape[0], cols: map.shape[1], node: null } : null;
}

/**
 * @param {number[]} widths @param {Record<string, Block | undefined>} arrays @param {Node} node
 * @returns {Shown | null}
 */
function nodeField(widths, { nodes, hover }, node) {
  if (node.layer < 0 || !nodes || !(node.quron < widths[node.layer + 1])) return null;
  const [count, rows, cols] = nodes.shape;
  const index = blochRow(widths, node.layer, node.quron) - widths[0];
  if (index >= count) return null;
  const coarse = nodes.data.subarray(index * rows * cols, (index + 1) * rows * cols);
  if (hover && sameField(hover, { shape: [rows, cols], data: coarse })) {
    return { data: hover.data, rows: hover.shape[0], cols: hover.shape[1], node };
  }
  return { data: coarse, rows, cols, node };
}

/**
 * Whether two samplings show the same field. A fine map on its way may belong to the node that was under the
 * pointer before; both grids contain the corners of the square, where the same field has the same values.
 *
 * @param {Block} fine @param {Block} coarse
 */
function sameField(fine, coarse) {
  const p = corners(fine);
  const q = corners(coarse);
  return p.every((value, k) => Math.abs(value - q[k]) < 1e-4);
}

/** @param {Block} block */
function corners({ shape: [rows, cols], data }) {
  return [0, cols - 1, (rows - 1) * cols, rows * cols - 1].map((at) => data[at]);
}

/**
 * Value of a field at a point, between its samples on linspace(-1, 1).
 *
 * @param {{data: ArrayLike<number>, rows: number, cols: number}} field
 * @param {readonly number[]} point x1 along the columns, x2 along the rows
 */
export function valueAt({ data, rows, cols }, [x1, x2]) {
  const [j, s] = cell(x1, cols);
  const [i, t] = cell(x2, rows);
  const at = i * cols + j;
  const low = (1 - s) * data[at] + s * data[at + 1];
  const high = (1 - s) * data[at + cols] + s * data[at + cols + 1];
  return (1 - t) * low + t * high;
}

/** @param {number} x @param {number} count @returns {[number, number]} cell and place inside it */
function cell(x, count) {
  const at = ((Math.max(-1, Math.min(1, x)) + 1) / 2) * (count - 1);
  const index = Math.min(count - 2, Math.floor(at));
  return [index, at - index];
}

const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉';

/** Small figures: q₀, Z₁₂. @param {number} number */
export const subscript = (number) => [...String(number)].map((digit) => SUBSCRIPTS[Number(digit)] ?? digit).join('');

/**
 * A readout as an expectation value: "ZIII" is ⟨Z₀⟩, "ZZI" is ⟨Z₀Z₁⟩, several terms are ⟨O⟩.
 *
 * @param {unknown} readout Pauli string, or {terms: {...}}
 */
export function readoutName(readout) {
  const terms = typeof readout === 'string' ? [readout] : Object.keys(/** @type {any} */ (readout)?.terms ?? {});
  if (terms.length !== 1) return '⟨O⟩';
  const factors = [...terms[0]].map((letter, k) => (letter === 'I' ? '' : letter + subscript(k))).join('');
  return `⟨${factors || '1'}⟩`;
}
