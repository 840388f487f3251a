// @ts-check
/** Fingers that drag something of the page instead of the page. */

/**
 * A finger on this element is the element's own: the page does not scroll under it, and when it leaves in the middle of
 * a swing the page does not coast. `touch-action` alone forbids the first only: the end of the drag still counts as a
 * fling then, and a browser takes the next tap, wherever it falls, for the wish to stop it, so that nothing hears a click.
 * @param {HTMLElement} element
 */
export function ownFinger(element) {
  element.style.touchAction = 'none';
  element.addEventListener('touchmove', (event) => event.cancelable && event.preventDefault(), { passive: false });
}
