// @ts-check
/**
 * Picking something up: a press that moves is a drag, a press that does not is left to be a click.
 *
 * The pointer is captured by the element it went down on, so the drag survives whatever is drawn above it. Escape, a
 * cancelled pointer, a lost capture and a window that loses the focus put everything back. The end of a press is heard
 * on the window: an element that has been taken out of the page hears nothing.
 */

/**
 * @typedef {{clientX: number, clientY: number, copies: boolean}} Point `copies`: whether Shift or Alt is held
 *
 * @typedef {object} Drag
 * @property {(point: Point, pressed: {clientX: number, clientY: number}) => void} start `pressed`: where the press was
 * @property {(point: Point) => void} move also when only Shift or Alt has changed
 * @property {() => void} drop
 * @property {() => void} cancel
 */

const THRESHOLD = 4; // pixels: a trembling finger still clicks
const COPYING = new Set(['Shift', 'Alt']);
const ENDS = /** @type {const} */ (['pointerup', 'pointercancel', 'lostpointercapture']);

/**
 * @param {HTMLElement} element
 * @param {Drag} drag
 * @param {(event: PointerEvent) => boolean} [takes] whether a press is meant
 * @returns {() => void} gives up a drag that is under way
 */
export function draggable(element, drag, takes = () => true) {
  const gesture = new Gesture(element, drag);
  element.addEventListener('pointerdown', (event) => takes(event) && gesture.down(event));
  element.addEventListener('pointermove', (event) => gesture.move(event));
  return () => gesture.finish(false);
}

class Gesture {
  /**
   * @param {HTMLElement} element
   * @param {Drag} drag
   */
  constructor(element, drag) {
    this.element = element;
    this.drag = drag;
    /** @type {{id: number, x: number, y: number, running: boolean, last: Point} | null} */
    this.press = null;
    /** @param {Event} event */
    this.onEnd = (event) => {
      if (/** @type {PointerEvent} */ (event).pointerId === this.press?.id) this.finish(event.type === 'pointerup');
    };
    this.onBlur = () => this.finish(false);
    /** @param {Event} event */
    this.onKey = (event) => this.key(/** @type {KeyboardEvent} */ (event));
  }

  /** @param {PointerEvent} event */
  down(event) {
    if (event.button !== 0 || this.press) return;
    const { pointerId: id, clientX: x, clientY: y } = event;
    this.press = { id, x, y, running: false, last: pointOf(event) };
    this.element.setPointerCapture(id);
    this.listen('addEventListener');
  }

  /** @param {'addEventListener' | 'removeEventListener'} method */
  listen(method) {
    for (const end of ENDS) window[method](end, this.onEnd, true);
    window[method]('blur', this.onBlur);
    window[method]('keydown', this.onKey, true);
    window[method]('keyup', this.onKey, true);
  }

  /** @param {PointerEvent} event */
  move(event) {
    const { press } = this;
    if (!press || event.pointerId !== press.id) return;
    press.last = pointOf(event);
    if (!press.running) {
      if (Math.hypot(event.clientX - press.x, event.clientY - press.y) < THRESHOLD) return;
      press.running = true;
      this.drag.start(press.last, { clientX: press.x, clientY: press.y });
    }
    this.drag.move(press.last);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const { press } = this;
    if (!press?.running) return;
    if (COPYING.has(event.key)) {
      press.last = { ...press.last, copies: event.shiftKey || event.altKey };
      this.drag.move(press.last);
    }
    // While something is held, keys mean nothing else.
    event.preventDefault();
    event.stopPropagation();
    if (event.type === 'keydown' && event.key === 'Escape') this.finish(false);
  }

  /** @param {boolean} released or else everything is put back */
  finish(released) {
    const { element, press } = this;
    if (!press) return;
    this.press = null;
    this.listen('removeEventListener');
    if (element.hasPointerCapture(press.id)) element.releasePointerCapture(press.id);
    if (!press.running) return;
    element.addEventListener('click', swallow, { capture: true, once: true });
    setTimeout(() => element.removeEventListener('click', swallow, true));
    if (released) this.drag.drop();
    else this.drag.cancel();
  }
}

/** @param {PointerEvent} event @returns {Point} */
const pointOf = ({ clientX, clientY, shiftKey, altKey }) => ({ clientX, clientY, copies: shiftKey || altKey });

/** The click that ends a drag is no click, neither here nor above. @param {Event} event */
function swallow(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}
