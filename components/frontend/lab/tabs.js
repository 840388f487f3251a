// @ts-check
/** The tabs of the laboratory, in their order; one row each. A tab is made when it is first opened. */
import { createBudget } from './budget.js';
import { createCompare } from './compare.js';
import { createDeviceTab } from './device.js';
import { createExtrapolate } from './extrapolate.js';
import { createScript } from './script.js';
import { createShotsTab } from './shots.js';
import { createSweep } from './sweep.js';
import { createTime } from './time.js';

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
  { name: 'budget', title: 'Budget', create: createBudget },
  { name: 'time', title: 'Time', create: createTime },
  { name: 'shots', title: 'Shots', create: createShotsTab },
  { name: 'compare', title: 'Compare', create: createCompare },
  { name: 'sweep', title: 'Sweep', create: createSweep },
  { name: 'extrapolate', title: 'Extrapolate', create: createExtrapolate },
  { name: 'device', title: 'Device', create: createDeviceTab },
  { name: 'script', title: 'Script', create: createScript },
];
