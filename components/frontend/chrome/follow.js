// @ts-check

/**
 * Calls back with the scene that is there and with every later one.
 * @param {import('../lib/store.js').Store} store
 * @param {(scene: import('../lib/types.js').Scene) => void} react
 */
export function followScene(store, react) {
  store.on('scene', react);
  if (store.scene) react(store.scene);
}
