// @ts-check
/** Frozen parameters: training leaves them alone. Which ones belong together, and how they are switched. Pure but one. */

/**
 * @typedef {import('./types.js').Scene} Scene
 */

/** @param {Scene | null} scene @returns {number[]} */
export const frozenOf = (scene) => scene?.experiment.frozen ?? [];

/**
 * Frees parameters if all of them are frozen, else freezes all of them.
 * @param {readonly number[]} frozen
 * @param {readonly number[]} chosen
 * @returns {number[]} in rising order
 */
export function toggled(frozen, chosen) {
  if (allFrozen(frozen, chosen)) return frozen.filter((index) => !chosen.includes(index));
  return [...new Set([...frozen, ...chosen])].sort((a, b) => a - b);
}

/**
 * Whether there are parameters and all of them are frozen.
 * @param {readonly number[]} frozen
 * @param {readonly number[]} chosen
 */
export const allFrozen = (frozen, chosen) => chosen.length > 0 && chosen.every((index) => frozen.includes(index));

/**
 * Parameters that act on one of the first qurons: up to and with the first perceptron, which replaces them.
 * @param {Scene} scene
 * @param {number} quron
 * @returns {number[]}
 */
export function parametersOfQuron(scene, quron) {
  const last = scene.layers.findIndex(({ kind }) => kind === 'perceptron');
  return scene.parameters
    .filter(({ layer, qurons }) => {
      if (last < 0 || layer < last) return qurons.includes(quron);
      // Of a perceptron's pair the first one is an input, the other a fresh quron.
      return layer === last && qurons.length > 1 && qurons[0] === quron;
    })
    .map(({ index }) => index);
}

/**
 * What the key freezes: the chosen dial, or else the chosen layer.
 * @param {Scene} scene
 * @param {{layer: number, parameter: number | null}} ui
 * @returns {number[]}
 */
export function parametersInFocus(scene, { layer, parameter }) {
  return parameter === null ? (scene.layers[layer]?.parameters ?? []) : [parameter];
}

/**
 * Freeze parameters, or free them if all are frozen; one entry for undo.
 * @param {{store: import('./store.js').Store, actions: import('./actions.js').Actions}} ctx
 * @param {readonly number[]} chosen
 */
export function toggleFrozen({ store, actions }, chosen) {
  if (chosen.length) actions.set(['frozen'], toggled(frozenOf(store.scene), chosen), true);
  else store.emit('message', { level: 'info', text: 'There is nothing to train here, so nothing to freeze.' });
}
