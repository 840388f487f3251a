// @ts-check
/**
 * What dials and sliders share: a value that is dragged with the pointer, stepped with the keyboard or typed.
 *
 * A running drag holds the pointer, and the value in the hand wins over values from the simulator until it is let go.
 */
import { h } from './dom.js';
import { parseNumber } from './format.js';
import { ownFinger } from './touch.js';

/**
 * @typedef {object} Scale Where a value lies on its control, 0 to 1, and back.
 * @property {(value: number) => number} at
 * @property {(at: number) => number} value
 *
 * @typedef {object} Options
 * @property {string} label Accessible name.
 * @property {number} min
 * @property {number} max
 * @property {number} value
 * @property {Scale} scale
 * @property {(value: number) => string} format
 * @property {(value: number, commit: boolean) => void} onInput
 * @property {() => [number, number]} [limits] Where the value must stay at the moment, within min and max.
 * @property {(min: number, max: number) => void} [onHold] The hand has taken the control, which reaches so far.
 * @property {() => void} [onRelease] The hand has let it go where it was.
 * @property {() => void} [onSweep] What becomes of the network along it is asked for.
 * @property {(value: number) => void} show Draws a value.
 * @property {(event: PointerEvent, from: {x: number, y: number, at: number}) => number} follow Place (0 to 1) of the hand.
 * @property {boolean} [cyclic] Whether the ends meet.
 */

/**
 * Give an element the role, the gestures and the keys of a slider.
 * @param {HTMLElement} element
 * @param {Options} options
 */
export function dragValue(element, options) {
  const { min, max, scale, format, onInput, show, cyclic = false } = options;
  const limits = options.limits ?? (() => [min, max]);
  let value = options.value;
  let pointer = /** @type {{id: number, x: number, y: number, at: number, before: number, moved: boolean} | null} */ (null);
  let field = /** @type {HTMLInputElement | null} */ (null);

  /** @param {number} wanted */
  const bounded = (wanted) => {
    if (!cyclic) return Math.min(limits()[1], Math.max(limits()[0], wanted));
    const span = max - min;
    return wanted > max || wanted < min ? wanted - span * Math.floor((wanted - min) / span) : wanted;
  };
  /** @param {number} wanted */
  const draw = (wanted) => {
    value = wanted;
    element.setAttribute('aria-valuenow', String(Number(value.toPrecision(6))));
    element.setAttribute('aria-valuetext', format(value));
    show(value);
  };
  /** @param {number} wanted @param {boolean} commit */
  const give = (wanted, commit) => {
    draw(bounded(wanted));
    onInput(value, commit);
  };

  for (const [name, text] of Object.entries({ role: 'slider', tabindex: '0', 'aria-label': options.label, 'aria-valuemin': min, 'aria-valuemax': max })) {
    element.setAttribute(name, String(text));
  }
  ownFinger(element);

  element.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || pointer || field) return;
    pointer = { id: event.pointerId, x: event.clientX, y: event.clientY, at: scale.at(value), before: value, moved: false };
    element.setPointerCapture(event.pointerId);
    options.onHold?.(...limits());
    element.classList.add('held');
  });
  element.addEventListener('pointermove', (event) => {
    if (event.pointerId !== pointer?.id) return;
    if (!pointer.moved && Math.hypot(event.clientX - pointer.x, event.clientY - pointer.y) < 2) return;
    pointer.moved = true;
    const at = options.follow(event, pointer);
    give(scale.value(cyclic ? at : Math.min(1, Math.max(0, at))), false);
  });
  /** @param {PointerEvent} event @param {boolean} keep */
  const release = (event, keep) => {
    if (event.pointerId !== pointer?.id) return;
    const { moved, before } = pointer;
    pointer = null;
    element.classList.remove('held');
    if (moved) give(keep ? value : before, true);
    else options.onRelease?.();
  };
  element.addEventListener('pointerup', (event) => release(event, true));
  element.addEventListener('pointercancel', (event) => release(event, false));
  element.addEventListener('lostpointercapture', (event) => release(event, true));
  element.addEventListener('dblclick', () => type());
  if (options.onSweep) {
    element.setAttribute('aria-keyshortcuts', 'S');
    element.addEventListener('contextmenu', (event) => {
      if (field) return;
      event.preventDefault();
      options.onSweep?.();
    });
  }

  element.addEventListener('keydown', (event) => {
    if (field || event.ctrlKey || event.metaKey || event.altKey) return;
    const fine = event.shiftKey ? 0.1 : 1;
    const steps = /** @type {Record<string, number>} */ ({
      ArrowUp: 0.01 * fine, ArrowRight: 0.01 * fine, ArrowDown: -0.01 * fine, ArrowLeft: -0.01 * fine, PageUp: 0.1, PageDown: -0.1,
    });
    if (event.key in steps) give(scale.value(cyclic ? scale.at(value) + steps[event.key] : clip(scale.at(value) + steps[event.key])), true);
    else if (event.key === 'Home') give(min, true);
    else if (event.key === 'End') give(max, true);
    else if (event.key === 'Enter') type();
    else if (event.key.toUpperCase() === 'S' && options.onSweep) options.onSweep();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  /** Turn the control into a number field until Enter, Escape or leaving it. */
  function type() {
    if (field) return;
    const input = /** @type {HTMLInputElement} */ (
      h('input', { class: 'typed', type: 'text', inputmode: 'decimal', 'aria-label': `${element.getAttribute('aria-label')} value` })
    );
    field = input;
    input.value = String(Number(value.toPrecision(5)));
    const end = (/** @type {boolean} */ keep) => {
      if (field !== input) return;
      const typed = parseNumber(input.value);
      if (keep && !Number.isFinite(typed)) {
        input.setAttribute('aria-invalid', 'true');
        input.title = 'Write a number, for example 0.25 or pi/2';
        return;
      }
      field = null;
      input.remove();
      element.classList.remove('typing');
      element.focus();
      if (keep) give(typed, true);
    };
    input.addEventListener('keydown', (event) => {
      event.stopPropagation();
      if (event.key === 'Enter') end(true);
      if (event.key === 'Escape') end(false);
    });
    for (const name of ['pointerdown', 'dblclick', 'click']) input.addEventListener(name, (event) => event.stopPropagation());
    input.addEventListener('blur', () => end(Number.isFinite(parseNumber(input.value))));
    element.classList.add('typing');
    element.append(input);
    input.focus();
    input.select();
  }

  draw(value);
  return {
    element,
    /** Show a value from outside, unless the hand or the keyboard holds the control. @param {number} wanted */
    set(wanted) {
      if (!pointer && !field && wanted !== value) draw(cyclic ? bounded(wanted) : wanted);
    },
    get value() {
      return value;
    },
    get held() {
      return pointer !== null || field !== null;
    },
  };
}

/** @param {number} at */
const clip = (at) => Math.min(1, Math.max(0, at));

/**
 * A linear scale.
 * @param {number} min
 * @param {number} max
 * @returns {Scale}
 */
export const linear = (min, max) => ({
  at: (value) => (value - min) / (max - min),
  value: (at) => min + at * (max - min),
});

/**
 * A scale that is finer near 0: place = sqrt(value / max).
 * @param {number} max
 * @returns {Scale}
 */
export const squareRoot = (max) => ({
  at: (value) => Math.sqrt(Math.max(0, value) / max),
  value: (at) => max * at * at,
});

/**
 * A logarithmic scale.
 * @param {number} min Above 0.
 * @param {number} max
 * @returns {Scale}
 */
export const logarithmic = (min, max) => ({
  at: (value) => Math.log(Math.max(value, min) / min) / Math.log(max / min),
  value: (at) => min * (max / min) ** at,
});
