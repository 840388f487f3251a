// @ts-check
/**
 * Types that the rails and the inspector share.
 *
 * @typedef {object} Context
 * @property {import('../lib/store.js').Store} store
 * @property {import('../lib/actions.js').Actions} actions
 * @property {HTMLElement} host
 *
 * @typedef {import('../canvas/describe.js').LayerSpec} LayerSpec
 */

export {};
