// @ts-check
/** Keys of the whole page. Fields keep every key, sliders their arrows, buttons their space. */

/**
 * @param {Record<string, () => void>} keys Key, with `Shift+` in front where it is held, to what it does.
 * @returns {() => void} Stops listening.
 */
export function listenToKeys(keys) {
  /** @param {KeyboardEvent} event */
  const listener = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const target = event.composedPath()[0];
    if (target instanceof Element && keepsKey(target, event.key)) return;
    const name = (event.shiftKey ? 'Shift+' : '') + (event.key.length === 1 ? event.key.toUpperCase() : event.key);
    const act = Object.hasOwn(keys, name) ? keys[name] : undefined;
    if (!act) return;
    // Streamlit has shortcuts of its own on the document (R reruns the script).
    event.preventDefault();
    event.stopImmediatePropagation();
    act();
  };
  window.addEventListener('keydown', listener, true);
  return () => window.removeEventListener('keydown', listener, true);
}

/**
 * Escape, where no field, menu or dialog has used it.
 * @param {() => void} act
 * @returns {() => void} Stops listening.
 */
export function listenToEscape(act) {
  /** @param {KeyboardEvent} event */
  const listener = (event) => {
    const target = event.composedPath()[0];
    if (event.key !== 'Escape' || event.defaultPrevented || (target instanceof Element && keepsKey(target, 'Escape'))) return;
    act();
  };
  window.addEventListener('keydown', listener);
  return () => window.removeEventListener('keydown', listener);
}

/**
 * @param {Element} target
 * @param {string} key
 */
export function keepsKey(target, key) {
  if (target.closest('input:not([type=checkbox]), select, textarea, [contenteditable], dialog')) return true;
  const role = target.getAttribute('role') ?? '';
  if (key.startsWith('Arrow') && target.parentElement?.closest('[data-arrows]')) return true;
  if (key.startsWith('Arrow')) return ['slider', 'scrollbar', 'application', 'radio', 'tab', 'menuitem', 'button'].includes(role);
  if (key === ' ') return target.matches('button, a, summary, input') || ['button', 'switch', 'menuitem', 'radio', 'tab'].includes(role);
  return false;
}
