// @ts-check
/** The chosen parameter: its angle to slide or type, the gate it turns, and the slope of the loss along it. */
import { h, replace } from '../lib/dom.js';
import { fixed, scientific, wrap } from '../lib/format.js';
import { slider } from '../lib/slider.js';
import { chosenParameter, dialName } from './crumbs.js';
import { gateFormula } from './formula.js';

const LIMIT = Math.PI;

/** @param {number} value */
const radians = (value) => `${fixed(value, 4)} rad`;

/** @param {number} value */
const slopeText = (value) => (value !== 0 && Math.abs(value) < 5e-4 ? scientific(value) : fixed(value, 4));

/** @param {import('./types.js').Context} ctx */
export function createParameterPanel({ store, actions }) {
  const number = h('span', { class: 'v' });
  const place = h('div', { class: 'gate' });
  const slope = h('dd');
  /** @type {import('./formula.js').Formula | null} */
  let formula = null;
  let axis = '';
  const control = slider({
    label: 'Angle', min: -LIMIT, max: LIMIT, value: 0, format: radians,
    onInput: (value, commit) => {
      if (store.ui.parameter !== null) actions.set(['parameters', store.ui.parameter], value, commit);
    },
    onShow: (value) => {
      number.textContent = radians(value);
      formula?.set(value);
    },
  });
  number.addEventListener('dblclick', () => control.element.dispatchEvent(new MouseEvent('dblclick')));
  const element = h(
    'section',
    { class: 'parameter-panel', 'aria-label': 'Parameter' },
    h('div', { class: 'setting-line' }, h('span', { class: 'k' }, 'Angle'), number),
    control.element,
    place,
    h('dl', { class: 'slope', title: 'The slope that the last epoch followed' }, h('dt', null, '∂C/∂', h('i', null, 'θ')), slope),
  );

  const follow = () => {
    const { frame, scene, ui } = store;
    if (!frame || ui.parameter === null || !formula) return;
    const theta = frame.arrays.theta;
    // Right after an edit the frame may still be the old network's.
    if (theta?.shape[0] !== scene?.parameters.length) return;
    control.set(wrap(theta.data[ui.parameter]));
    const text = slopeText(frame.arrays.gradient?.data[ui.parameter] ?? NaN);
    if (slope.textContent !== text) slope.textContent = text;
  };
  const choose = () => {
    const parameter = chosenParameter(store.scene, store.ui);
    if (!store.scene || !parameter) return;
    element.title = dialName(store.scene, parameter.index);
    if (parameter.axis !== axis) {
      axis = parameter.axis;
      formula = gateFormula(axis);
      replace(place, ...formula.elements);
      formula.set(control.value);
    }
    follow();
  };
  store.on('scene', choose);
  store.on('ui', choose);
  store.on('frame', follow);
  choose();
  return { element };
}
