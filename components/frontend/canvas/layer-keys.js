// @ts-check
/** Keys on the stage: Delete removes the layer, Alt with an arrow moves it. */
import { moveLayer } from './insert.js';

/**
 * @param {import('./types.js').Env} env
 * @param {readonly import('./card.js').Card[]} cards
 * @param {KeyboardEvent} event
 * @returns {boolean} whether the key did something to a layer
 */
export function layerKey(env, cards, event) {
  const from = /** @type {HTMLElement} */ (event.target);
  if (from.closest('input, .dial-grid')) return false;
  const focused = cards.find((card) => card.element.contains(from));
  const index = focused ? focused.data.index : env.store.ui.layer;
  if (index < 0 || index >= cards.length - 1) return false;
  if (event.key === 'Delete') {
    env.actions.edit({ kind: 'remove_layer', index });
    return true;
  }
  if (!event.altKey || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return false;
  const board = cards[index].element.parentElement;
  moveLayer(env, index, index + (event.key === 'ArrowLeft' ? -1 : 1), (layer) => {
    /** @type {NodeListOf<HTMLElement> | undefined} */ (board?.querySelectorAll('.card'))?.[layer]?.focus();
  });
  return true;
}
