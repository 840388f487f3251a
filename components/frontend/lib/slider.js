// @ts-check
/** A horizontal slider in ink: a 4 px track, a 12 px knob. */
import { h } from './dom.js';
import { dragValue, linear, logarithmic } from './drag-value.js';

/**
 * @typedef {object} SliderOptions
 * @property {string} label Accessible name.
 * @property {number} min
 * @property {number} max
 * @property {number} value
 * @property {boolean} [log] Logarithmic scale.
 * @property {(value: number) => string} format
 * @property {(value: number, commit: boolean) => void} onInput
 * @property {(min: number, max: number) => void} [onHold]
 * @property {() => void} [onRelease]
 * @property {() => void} [onSweep]
 * @property {(value: number) => void} [onShow] Writes the number beside it.
 * @property {(value: number) => number} [snap] The value that a place of the hand stands for.
 */

/** @param {SliderOptions} options */
export function slider(options) {
  const { min, max, snap = (value) => value, onShow } = options;
  const scale = options.log ? logarithmic(min, max) : linear(min, max);
  const element = h('div', { class: 'range' });
  return dragValue(element, {
    ...options,
    scale,
    onInput: (value, commit) => options.onInput(snap(value), commit),
    show: (value) => {
      element.style.setProperty('--at', `${(100 * Math.min(1, Math.max(0, scale.at(snap(value))))).toFixed(2)}%`);
      onShow?.(snap(value));
    },
    follow: (event) => {
      const box = element.getBoundingClientRect();
      return (event.clientX - box.left) / box.width;
    },
  });
}
