// @ts-check
/** The chosen parameter: its angle to slide or type, the gate it turns, and the slope of the loss along it. */
import { h, replace } from '../lib/dom.js';
import { fixed, scientific, wrap } from '../lib/format.js';
import { slider } from '../lib/slider.js';
import { chosenParameter, dialName } from './crumbs.js';
import { followScene } from './follow.js';
import { gateFormula } from './formula.js';

const LIMIT = Math.PI;

/** @param {number} value */
const radians = (value) => `${fixed(value, 4)} rad`;

/** @param {number} value */
const slopeText = (value) => (value !== 0 && Math.abs(value) < 5e-4 ? scientific(value) : fixed(value, 4));

/** @param {import('./types.js').Context} ctx */
export function createParameterPanel(ctx) {
  const { store } = ctx;
  const gate = createGate();
  const slope = h('dd');
  const { control, line } = createAngle(ctx, gate.turn);
  const element = h(
    'section',
    { class: 'parameter-panel', 'aria-label': 'Parameter' },
    line,
    control.element,
    gate.element,
    h('dl', { class: 'slope', title: 'The slope that the last epoch followed' }, h('dt', null, '∂C/∂', h('i', null, 'θ')), slope),
  );
  const follow = () => {
    const { frame, scene, ui } = store;
    const theta = frame?.arrays.theta;
    // Right after an edit the frame may still be the old network's.
    if (!theta || ui.parameter === null || theta.shape[0] !== scene?.parameters.length) return;
    control.set(wrap(theta.data[ui.parameter]));
    const text = slopeText(frame.arrays.gradient?.data[ui.parameter] ?? NaN);
    if (slope.textContent !== text) slope.textContent = text;
  };
  const choose = () => {
    const parameter = chosenParameter(store.scene, store.ui);
    if (!store.scene || !parameter) return;
    element.title = dialName(store.scene, parameter.index);
    gate.choose(parameter.axis, control.value);
    follow();
  };
  store.on('ui', choose);
  store.on('frame', follow);
  followScene(store, choose);
  return { element };
}

/** The formula, rebuilt only when another kind of gate is chosen. */
function createGate() {
  const element = h('div', { class: 'gate' });
  /** @type {import('./formula.js').Formula | null} */
  let formula = null;
  let shown = '';
  return {
    element,
    /** @param {string} axis @param {number} angle */
    choose(axis, angle) {
      if (axis === shown) return;
      shown = axis;
      formula = gateFormula(axis);
      replace(element, ...formula.elements);
      formula.set(angle);
    },
    /** @param {number} angle */
    turn: (angle) => formula?.set(angle),
  };
}

/**
 * @param {import('./types.js').Context} ctx
 * @param {(angle: number) => void} onShow
 */
function createAngle({ store, actions }, onShow) {
  const number = h('span', { class: 'v' });
  const control = slider({
    label: 'Angle', min: -LIMIT, max: LIMIT, value: 0, format: radians,
    onInput: (value, commit) => {
      if (store.ui.parameter !== null) actions.set(['parameters', store.ui.parameter], value, commit);
    },
    onShow: (value) => {
      number.textContent = radians(value);
      onShow(value);
    },
  });
  number.addEventListener('dblclick', () => control.element.dispatchEvent(new MouseEvent('dblclick')));
  return { control, line: h('div', { class: 'setting-line' }, h('span', { class: 'k' }, 'Angle'), number) };
}
