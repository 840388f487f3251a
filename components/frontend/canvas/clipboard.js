// @ts-check
/**
 * Copy, cut and paste of layers between windows, as JSON text on the system's clipboard.
 *
 * Only the browser's own clipboard events are used, which need no permission. Fields, dialogs and marked text keep them.
 */
import { pasteLayers, removeLayers } from './commands.js';
import { heldWith, named } from './selection.js';

const MOST_BYTES = 64 * 1024;
const KEEPS = 'input, textarea, select, dialog, [contenteditable]';

/**
 * Layers with their present angles as text; see playground/spec/blocks.py.
 * @param {import('../lib/types.js').Scene} scene
 * @param {ArrayLike<number> | undefined} theta
 * @param {readonly number[]} indices
 * @returns {string}
 */
export function textOf(scene, theta, indices) {
  const { layers } = scene.experiment.network;
  const text = { quron: 'layers', version: 1, layers: indices.map((index) => layers[index]) };
  if (!theta) return JSON.stringify(text);
  const angles = indices.map((index) => scene.layers[index].parameters.map((parameter) => theta[parameter]));
  return JSON.stringify({ ...text, angles });
}

/** Whether the browser's own clipboard is meant. @param {Event} event */
function keepsClipboard(event) {
  const target = event.composedPath()[0];
  return (target instanceof Element && target.closest(KEEPS) !== null) || String(window.getSelection() ?? '') !== '';
}

/**
 * @param {import('./types.js').Link} env
 * @returns {() => void} stops listening
 */
export function listenToClipboard(env) {
  const { store } = env;
  /** @param {ClipboardEvent} event */
  const copy = (event) => {
    const { scene, ui } = store;
    const indices = heldWith(ui.selected, ui.selected[0] ?? ui.layer);
    if (!scene || !indices.length || !event.clipboardData || keepsClipboard(event)) return;
    event.clipboardData.setData('text/plain', textOf(scene, store.frame?.arrays.theta?.data, indices));
    event.preventDefault();
    if (event.type === 'cut') removeLayers(env, indices);
    else store.emit('message', { level: 'info', text: `Copied ${named(indices)}. Ctrl+V pastes, here or in another window.` });
  };
  /** @param {ClipboardEvent} event */
  const paste = (event) => {
    if (!store.scene || keepsClipboard(event)) return;
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (!text) return;
    event.preventDefault();
    const size = new Blob([text]).size;
    if (size <= MOST_BYTES) pasteLayers(env, text);
    else {
      const found = `The pasted text has ${Math.ceil(size / 1024)} KiB, but layers have at most ${MOST_BYTES / 1024} KiB.`;
      store.emit('message', { level: 'error', text: `${found} Copy fewer layers.` });
    }
  };
  const listeners = /** @type {const} */ ([['copy', copy], ['cut', copy], ['paste', paste]]);
  for (const [type, listener] of listeners) document.addEventListener(type, listener);
  return () => listeners.forEach(([type, listener]) => document.removeEventListener(type, listener));
}
