// @ts-check
/** A dial for one trainable parameter: an angle, or the scale of an encoder. */
import { explain } from '../chrome/hover-card.js';
import { parameterNote } from '../chrome/notes.js';
import { dial } from '../lib/dial.js';
import { angle as formatAngle, fixed, wrap } from '../lib/format.js';
import { frozenOf } from '../lib/freeze.js';
import { lockMark } from '../lib/lock.js';
import { MOST_SCALE } from './describe.js';

/**
 * @typedef {object} Bound what a dial turns; changes when the layers are renumbered while the dial stays
 * @property {number} index of the parameter
 * @property {number} layer 0-based
 * @property {number} quron that is selected with it
 *
 * @typedef {object} ParameterDial
 * @property {HTMLElement} element
 * @property {Bound} bound
 * @property {(name: string) => void} rename
 * @property {(theta: Float32Array) => void} paint
 * @property {(left: number, top: number) => void} place
 * @property {(parameter: number | null) => void} mark
 */

/**
 * @param {import('./types.js').Env} env
 * @param {Bound} bound
 * @param {{name: string, violet?: boolean, range?: ReturnType<typeof import('./describe.js').rangeOf>}} look violet
 *   where the angle entangles
 * @returns {ParameterDial}
 */
export function parameterDial(env, bound, { name, violet = false, range = 'angle' }) {
  const { store, actions } = env;
  const known = store.frame?.arrays.theta?.data[bound.index] ?? 0;
  const repeats = range === 'angle';
  const most = repeats ? Math.PI : MOST_SCALE;
  const shown = (/** @type {number} */ value) => (repeats ? wrap(value) : value);
  const control = dial({
    label: name,
    min: -most,
    max: most,
    value: shown(known),
    kind: repeats ? 'angle' : 'scale',
    small: true,
    format: repeats ? formatAngle : (value) => fixed(value),
    onInput: (value, commit) => actions.set(['parameters', bound.index], value, commit),
    ...actions.grip(() => ['parameters', bound.index]),
  });
  const element = control.element;
  element.classList.add('parameter');
  element.classList.toggle('violet', violet);
  element.setAttribute('aria-orientation', 'vertical'); // left and right go to the next control of the card
  element.append(lockMark());
  const choose = () => actions.select({ layer: bound.layer, quron: bound.quron, parameter: bound.index });
  element.addEventListener('pointerdown', choose);
  element.addEventListener('focusin', choose);
  element.addEventListener('click', (event) => event.stopPropagation());
  explain(element, () => parameterNote(store, bound.index));
  return {
    element,
    bound,
    rename: (text) => element.setAttribute('aria-label', text),
    paint: (theta) => {
      if (!control.held) control.set(shown(theta[bound.index]));
    },
    place: (left, top) => {
      element.style.left = `${left + 2}px`;
      element.style.top = `${top}px`;
    },
    mark: (parameter) => {
      element.classList.toggle('chosen', parameter === bound.index);
      const frozen = frozenOf(store.scene).includes(bound.index);
      element.classList.toggle('frozen', frozen);
      element.setAttribute('aria-description', frozen ? 'frozen' : '');
    },
  };
}
