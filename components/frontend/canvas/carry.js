// @ts-check
/** The hand-over between whatever holds a layer (palette tile, card) and the network it may be dropped on. */

/**
 * @typedef {object} DropTarget
 * @property {(clientX: number, clientY: number) => number | null} preview opens the drop slot under the
 *   pointer;
 *   the index a drop would give, or null outside the network
 * @property {() => void} close shuts the slot again
 */

/** @type {WeakMap<object, DropTarget>} */
const targets = new WeakMap();

/**
 * One network for each store.
 * @param {object} store
 * @param {DropTarget} target
 */
export const registerTarget = (store, target) => void targets.set(store, target);

/**
 * @param {object} store
 * @returns {DropTarget | undefined}
 */
export const targetOf = (store) => targets.get(store);
