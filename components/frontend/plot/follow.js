// @ts-check

/**
 * Calls what belongs to the parts of the ui state that have changed.
 *
 * @param {import('./output.js').Context['store']} store
 * @param {Record<string, () => void>} reactions by the name of the part
 */
export function followUi(store, reactions) {
  const ui = () => /** @type {Record<string, unknown>} */ (store.ui);
  const last = /** @type {Record<string, unknown>} */ ({});
  for (const key in reactions) last[key] = ui()[key];
  store.on('ui', () => {
    for (const key in reactions) {
      if (ui()[key] === last[key]) continue;
      last[key] = ui()[key];
      reactions[key]();
    }
  });
}
