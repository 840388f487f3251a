// @ts-check
/** Edits of the row of layers, each followed by choosing the layer that the user means. */
import { defaultLayer } from './defaults.js';

/**
 * Chooses a layer once the scene has the expected number of layers; a refused edit leaves the choice alone.
 * @param {import('./types.js').Link} env
 * @param {number} layer
 * @param {number} count of layers expected
 * @param {(layer: number) => void} [then]
 */
function chooseNext({ store, actions }, layer, count, then) {
  const off = store.on('scene', () => {
    off();
    if (store.scene?.layers.length !== count) return;
    actions.select({ layer, quron: 0, parameter: null });
    then?.(layer);
  });
}

/**
 * @param {import('./types.js').Link} env
 * @param {string} tile layer kind or channel
 * @param {number} index where it goes
 */
export function insertLayer(env, tile, index) {
  const { scene } = env.store;
  if (!scene) return;
  const { features, layers } = scene.experiment.network;
  chooseNext(env, index, layers.length + 1);
  const layer = defaultLayer(tile, { qurons: scene.widths[index], features, layers });
  env.actions.edit({ kind: 'insert_layer', index, layer });
}

/**
 * Where a tile goes that is clicked instead of dropped: behind the chosen layer, else behind the last one.
 * @param {import('./types.js').Store} store
 * @returns {number}
 */
export function insertionIndex(store) {
  const count = store.scene?.layers.length ?? 0;
  const { layer } = store.ui;
  return Number.isInteger(layer) && layer >= -1 && layer < count ? layer + 1 : count;
}

/**
 * @param {import('./types.js').Link} env
 * @param {number} source
 * @param {number} target index after the move
 * @param {(layer: number) => void} [then]
 */
export function moveLayer(env, source, target, then) {
  const count = env.store.scene?.layers.length ?? 0;
  if (target < 0 || target >= count || target === source) return;
  chooseNext(env, target, count, then);
  env.actions.edit({ kind: 'move_layer', source, target });
}
