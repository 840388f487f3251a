// @ts-check
/** The tabs of the laboratory, in their order; one row each. A tab is fetched and made when it is first opened. */

/**
 * @typedef {object} Tab
 * @property {HTMLElement} element
 * @property {() => void} show It is seen from now on.
 * @property {() => void} hide It is not seen any longer: nothing may be asked or drawn for it.
 *
 * @typedef {(ctx: import('./main.js').LabContext) => Tab} Create
 * @typedef {{name: string, title: string, load: () => Promise<Create>}} Row
 */

/** @type {Row[]} */
export const TABS = [
  { name: 'budget', title: 'Budget', load: async () => (await import('./budget.js')).createBudget },
  { name: 'time', title: 'Time', load: async () => (await import('./time.js')).createTime },
  { name: 'shots', title: 'Shots', load: async () => (await import('./shots.js')).createShotsTab },
  { name: 'compare', title: 'Compare', load: async () => (await import('./compare.js')).createCompare },
  { name: 'sweep', title: 'Sweep', load: async () => (await import('./sweep.js')).createSweep },
  { name: 'extrapolate', title: 'Extrapolate', load: async () => (await import('./extrapolate.js')).createExtrapolate },
  { name: 'device', title: 'Device', load: async () => (await import('./device.js')).createDeviceTab },
  { name: 'script', title: 'Script', load: async () => (await import('./script.js')).createScript },
];
