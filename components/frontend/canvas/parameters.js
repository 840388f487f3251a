// @ts-check
/** A dial for one trainable parameter. */
import { dial } from '../lib/dial.js';
import { angle as formatAngle, wrap } from '../lib/format.js';

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
 * @param {{name: string, violet?: boolean}} look violet where the angle entangles
 * @returns {ParameterDial}
 */
export function parameterDial(env, bound, { name, violet = false }) {
  const { store, actions } = env;
  const known = store.frame?.arrays.theta?.data[bound.index] ?? 0;
  const control = dial({
    label: name,
    min: -Math.PI,
    max: Math.PI,
    value: wrap(known),
    kind: 'angle',
    small: true,
    format: formatAngle,
    onInput: (value, commit) => actions.set(['parameters', bound.index], value, commit),
  });
  const element = control.element;
  element.classList.add('parameter');
  element.classList.toggle('violet', violet);
  const choose = () => actions.select({ layer: bound.layer, quron: bound.quron, parameter: bound.index });
  element.addEventListener('pointerdown', choose);
  element.addEventListener('focusin', choose);
  element.addEventListener('click', (event) => event.stopPropagation());
  return {
    element,
    bound,
    rename: (text) => element.setAttribute('aria-label', text),
    paint: (theta) => {
      if (!control.held) control.set(wrap(theta[bound.index]));
    },
    place: (left, top) => {
      element.style.left = `${left + 2}px`;
      element.style.top = `${top}px`;
    },
    mark: (parameter) => element.classList.toggle('chosen', parameter === bound.index),
  };
}
