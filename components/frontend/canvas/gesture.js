// @ts-check
/**
 * Picking something up: a press that moves is a drag, a press that does not is left to be a click.
 *
 * The pointer is captured by the element it went down on, so the drag survives whatever is drawn above it;
 * Escape, or losing the capture, puts everything back.
 */

/**
 * @typedef {object} Drag
 * @property {(event: PointerEvent) => void} start
 * @property {(event: PointerEvent) => void} move
 * @property {(event: PointerEvent) => void} drop
 * @property {() => void} cancel
 */

const THRESHOLD = 4; // pixels: a trembling finger still clicks

/**
 * @param {HTMLElement} element
 * @param {Drag} drag
 * @param {(event: PointerEvent) => boolean} [accepts] whether a press may become a drag
 */
export function draggable(element, drag, accepts = () => true) {
  /** @type {{id: number, x: number, y: number, running: boolean} | null} */
  let press = null;

  /** @param {KeyboardEvent} event */
  const onKey = (event) => {
    if (event.key !== 'Escape' || !press?.running) return;
    event.preventDefault();
    event.stopPropagation();
    finish(null);
  };
  /** @param {PointerEvent | null} event the release, or null to put everything back */
  const finish = (event) => {
    const running = press?.running;
    const id = press?.id;
    press = null;
    window.removeEventListener('keydown', onKey, true);
    if (id !== undefined && element.hasPointerCapture(id)) element.releasePointerCapture(id);
    if (!running) return;
    element.addEventListener('click', swallow, { capture: true, once: true });
    setTimeout(() => element.removeEventListener('click', swallow, true));
    if (event) drag.drop(event);
    else drag.cancel();
  };

  element.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || press || !accepts(event)) return;
    press = { id: event.pointerId, x: event.clientX, y: event.clientY, running: false };
    element.setPointerCapture(event.pointerId);
  });
  element.addEventListener('pointermove', (event) => {
    if (event.pointerId !== press?.id) return;
    if (!press.running) {
      if (Math.hypot(event.clientX - press.x, event.clientY - press.y) < THRESHOLD) return;
      press.running = true;
      window.addEventListener('keydown', onKey, true);
      drag.start(event);
    }
    drag.move(event);
  });
  element.addEventListener('pointerup', (event) => event.pointerId === press?.id && finish(event));
  element.addEventListener('pointercancel', (event) => event.pointerId === press?.id && finish(null));
  element.addEventListener('lostpointercapture', (event) => event.pointerId === press?.id && finish(null));
}

/** The click that ends a drag is no click. @param {Event} event */
function swallow(event) {
  event.preventDefault();
  event.stopPropagation();
}
