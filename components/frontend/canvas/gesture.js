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
 */
export function draggable(element, drag) {
  const gesture = new Gesture(element, drag);
  element.addEventListener('pointerdown', (event) => gesture.down(event));
  element.addEventListener('pointermove', (event) => gesture.move(event));
  element.addEventListener('pointerup', (event) => gesture.up(event, true));
  element.addEventListener('pointercancel', (event) => gesture.up(event, false));
  element.addEventListener('lostpointercapture', (event) => gesture.up(event, false));
}

class Gesture {
  /**
   * @param {HTMLElement} element
   * @param {Drag} drag
   */
  constructor(element, drag) {
    this.element = element;
    this.drag = drag;
    /** @type {{id: number, x: number, y: number, running: boolean} | null} */
    this.press = null;
    /** @param {KeyboardEvent} event */
    this.onKey = (event) => {
      if (event.key !== 'Escape' || !this.press?.running) return;
      event.preventDefault();
      event.stopPropagation();
      this.finish(null);
    };
  }

  /** @param {PointerEvent} event */
  down(event) {
    if (event.button !== 0 || this.press) return;
    this.press = { id: event.pointerId, x: event.clientX, y: event.clientY, running: false };
    this.element.setPointerCapture(event.pointerId);
  }

  /** @param {PointerEvent} event */
  move(event) {
    const { press } = this;
    if (!press || event.pointerId !== press.id) return;
    if (!press.running) {
      if (Math.hypot(event.clientX - press.x, event.clientY - press.y) < THRESHOLD) return;
      press.running = true;
      window.addEventListener('keydown', this.onKey, true);
      this.drag.start(event);
    }
    this.drag.move(event);
  }

  /** @param {PointerEvent} event @param {boolean} released */
  up(event, released) {
    if (event.pointerId === this.press?.id) this.finish(released ? event : null);
  }

  /** @param {PointerEvent | null} event the release, or null to put everything back */
  finish(event) {
    const { element, press } = this;
    if (!press) return;
    this.press = null;
    window.removeEventListener('keydown', this.onKey, true);
    if (element.hasPointerCapture(press.id)) element.releasePointerCapture(press.id);
    if (!press.running) return;
    element.addEventListener('click', swallow, { capture: true, once: true });
    setTimeout(() => element.removeEventListener('click', swallow, true));
    if (event) this.drag.drop(event);
    else this.drag.cancel();
  }
}

/** The click that ends a drag is no click, neither here nor above. @param {Event} event */
function swallow(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}
