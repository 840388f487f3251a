// @ts-check
/**
 * A round control. The ring of an angle starts at 12 o'clock and ends at ±150° for ±π, its colour is the sign; that of a
 * scale, which is no angle, ends likewise at its limits. A strength sweeps 270° on a square-root scale, a time on a
 * logarithmic one. The hand moves it up and right to raise, down and left to lower.
 */
import { h, put, s, say } from './dom.js';
import { dragValue, linear, logarithmic, squareRoot } from './drag-value.js';

const TRAVEL = 160; // pixels of hand for the whole range

/**
 * @typedef {object} DialOptions
 * @property {string} label Accessible name.
 * @property {number} min
 * @property {number} max
 * @property {number} value
 * @property {'angle' | 'scale' | 'strength' | 'time'} kind
 * @property {boolean} [small] A ring beside its number, for nodes.
 * @property {SVGElement} [picture] Drawn inside a large dial, in a view box of −30 to 30.
 * @property {(value: number) => string} format
 * @property {(value: number, commit: boolean) => void} onInput
 * @property {() => [number, number]} [limits]
 * @property {(min: number, max: number) => void} [onHold]
 * @property {() => void} [onRelease]
 * @property {() => void} [onSweep]
 */

/** @param {DialOptions} options */
export function dial(options) {
  const { kind, min, max, small = false, format } = options;
  const scale = kind === 'strength' ? squareRoot(max) : kind === 'time' ? logarithmic(min, max) : linear(min, max);
  const face = small ? smallFace(kind, format) : largeFace(options.picture);
  const element = h('div', { class: `dial ${kind}${small ? ' small' : ''}` }, ...face.elements);
  return dragValue(element, {
    ...options,
    scale,
    cyclic: kind === 'angle',
    show: (value) => face.show(value, scale.at(value)),
    follow: (event, from) => from.at + (event.clientX - from.x - (event.clientY - from.y)) / TRAVEL,
  });
}

/**
 * An arc around the origin; angles in degrees, 0 is up, clockwise.
 * @param {number} radius
 * @param {number} from
 * @param {number} to
 */
export function arc(radius, from, to) {
  const [x0, y0] = at(radius, from);
  const [x1, y1] = at(radius, to);
  const large = Math.abs(to - from) > 180 ? 1 : 0;
  return `M${x0.toFixed(2)} ${y0.toFixed(2)}A${radius} ${radius} 0 ${large} ${to > from ? 1 : 0} ${x1.toFixed(2)} ${y1.toFixed(2)}`;
}

/** @param {number} radius @param {number} degrees */
function at(radius, degrees) {
  const angle = (degrees * Math.PI) / 180;
  return [radius * Math.sin(angle), -radius * Math.cos(angle)];
}

/**
 * @param {DialOptions['kind']} kind
 * @param {(value: number) => string} format
 */
function smallFace(kind, format) {
  const ring = s('circle', { r: 5.5, class: 'dial-track' });
  const sweep = s('path', { class: 'dial-sweep' });
  const hand = s('path', { class: 'dial-hand' });
  const number = h('span', { class: 'dial-number' });
  const amount = kind === 'strength' || kind === 'time'; // of something, without a sign
  const picture = s('svg', { viewBox: '-7 -7 14 14', 'aria-hidden': 'true' }, ring, sweep, hand);
  /** @param {number} value @param {number} place */
  const show = (value, place) => {
    const within = Math.min(1, Math.max(0, place));
    const [start, degrees] = amount ? [-135, -135 + 270 * within] : [0, 300 * within - 150];
    const [x, y] = at(4, degrees);
    sweep.setAttribute('d', Math.abs(degrees - start) < 1 ? '' : arc(5.5, start, degrees));
    put(sweep, 'class', `dial-sweep${amount ? '' : value < 0 ? ' negative' : ' positive'}`);
    hand.setAttribute('d', `M0 0L${x.toFixed(2)} ${y.toFixed(2)}`);
    say(number, format(value));
  };
  return { elements: [picture, number], show };
}

/** @param {SVGElement | undefined} inside */
function largeFace(inside) {
  const track = s('path', { class: 'dial-track', d: arc(24.5, -135, 135) });
  const sweep = s('path', { class: 'dial-sweep' });
  const knob = s('circle', { class: 'dial-knob', r: 4.5 });
  const picture = s('svg', { viewBox: '-30 -30 60 60', 'aria-hidden': 'true' }, track, sweep, inside, knob);
  /** @param {number} _value @param {number} place */
  const show = (_value, place) => {
    const degrees = -135 + 270 * Math.min(1, place);
    const [x, y] = at(24.5, degrees);
    sweep.setAttribute('d', place < 0.004 ? '' : arc(24.5, -135, degrees));
    knob.setAttribute('cx', x.toFixed(2));
    knob.setAttribute('cy', y.toFixed(2));
  };
  return { elements: [picture], show };
}
