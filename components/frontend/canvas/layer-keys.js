// @ts-check
/** Keys on the stage: they act on the layers chosen together, else on the one in focus, else on the chosen one. */
import { duplicateLayers, isWaiting, removeLayers, stepLayers } from './commands.js';
import { between, heldWith, named } from './selection.js';

/** @typedef {import('./card.js').Card} Card */

/**
 * @param {import('./types.js').Env} env
 * @param {readonly Card[]} cards
 * @param {KeyboardEvent} event
 * @param {{name: (indices: number[]) => void}} bar asks for the name of a block
 * @returns {boolean} whether the key did something to a layer
 */
export function layerKey(env, cards, event, bar) {
  const from = /** @type {HTMLElement} */ (event.target);
  if (from.closest('input, .dial-grid')) return false;
  const { selected, layer } = env.store.ui;
  const focused = cards.find((card) => card.element.contains(from));
  const index = focused ? focused.data.index : layer;
  const last = cards.length - 2; // the readout is no layer
  if (event.key === 'Escape' && selected.length) return select(env, []);
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a') return select(env, between(0, last));
  if (index < 0 || index > last) return false;
  const arrow = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
  if (arrow && event.shiftKey && !event.altKey) return extend(env, cards, index, arrow);
  const indices = heldWith(selected, selected.includes(index) ? index : (selected[0] ?? index));
  const focus = (/** @type {number[]} */ landed) => focusLayer(cards[0].element.parentElement, landed[0]);
  if (isWaiting(env)) return true; // a key that repeats must not move the neighbour too
  if (arrow && event.altKey) stepLayers(env, indices, arrow, focus);
  else if (event.key === 'Delete' || event.key === 'Backspace') removeLayers(env, indices);
  else if (event.key.toLowerCase() === 'd' && !event.altKey) duplicateLayers(env, indices, focus);
  else if (event.key.toLowerCase() === 'b' && !event.ctrlKey && !event.metaKey && !event.altKey) bar.name(indices);
  else return false;
  return true;
}

/** @param {Element | null} board @param {number} layer */
function focusLayer(board, layer) {
  /** @type {NodeListOf<HTMLElement> | undefined} */ (board?.querySelectorAll('.card:not(.ghost)'))?.[layer]?.focus();
}

/** @type {(env: import('./types.js').Env, selected: number[]) => boolean} */
function select({ store }, selected) {
  store.setUi({ selected });
  store.emit('said', selected.length ? `Chosen: ${named(selected)}.` : 'Nothing chosen together.');
  return true;
}

/**
 * Takes the next layer in, or the last one out again.
 * @type {(env: import('./types.js').Env, cards: readonly Card[], index: number, step: number) => boolean}
 */
function extend(env, cards, index, step) {
  const { layer } = env.store.ui;
  const to = Math.max(0, Math.min(cards.length - 2, index + step));
  cards[to].element.focus();
  return select(env, between(layer < 0 ? index : layer, to));
}
