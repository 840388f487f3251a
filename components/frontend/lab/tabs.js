// @ts-check
/** The tabs of the laboratory, in their order; one row each. A tab is made when it is first opened. */
import { createScript } from './script.js';

/**
 * @typedef {object} Tab
 * @property {HTMLElement} element
 * @property {() => void} show It is seen from now on.
 * @property {() => void} hide It is not seen any longer: nothing may be asked or drawn for it.
 *
 * @typedef {{name: string, title: string, create: (ctx: import('./main.js').LabContext) => Tab}} Row
 */

/** @type {Row[]} */
export const TABS = [
  { name: 'script', title: 'Script', create: createScript },
];
