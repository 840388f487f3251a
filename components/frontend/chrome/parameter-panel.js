// @ts-check
/** The chosen parameter: its angle or scale to slide or type, the gate it turns, and the slope of the loss along it. */
import { MOST_SCALE, rangeOf, valueOf } from '../canvas/describe.js';
import { h, replace, say } from '../lib/dom.js';
import { fixed, scientific } from '../lib/format.js';
import { frozenOf, toggleFrozen } from '../lib/freeze.js';
import { lockButton } from '../lib/lock.js';
import { slider } from '../lib/slider.js';
import { chosenParameter, dialName } from './crumbs.js';
import { followScene } from './follow.js';
import { gateFormula } from './formula.js';
import { means } from './means.js';
import { pulseFormula } from './pulse.js';

const ANGLE = { label: 'Angle', limit: Math.PI, key: 'angle' };
const SCALE = { label: 'Scale', limit: MOST_SCALE, key: 'scale' };
const PULSE = { label: 'Angle', limit: MOST_SCALE, key: 'angle' };

/** @param {number} value */
const radians = (value) => `${fixed(value, 4)} rad`;

/** @param {number} value */
const slopeText = (value) => (value !== 0 && Math.abs(value) < 5e-4 ? scientific(value) : fixed(value, 4));

/** @param {import('./types.js').Context} ctx */
export function createParameterPanel(ctx) {
  const { store } = ctx;
  const gate = createGate(store);
  const slope = h('dd');
  means(gate.element, 'angle');
  const word = document.createTextNode('');
  const lock = lockButton('btn bare lock-toggle', () => store.ui.parameter !== null && toggleFrozen(ctx, [store.ui.parameter]));
  lock.element.append(word);
  const [angle, scale, pulse] = [ANGLE, SCALE, PULSE].map((range) => createValue(ctx, range, gate.turn));
  const values = { angle, scale, pulse };
  const value = h('div', { class: 'value' });
  let control = /** @type {ReturnType<typeof createValue>['control'] | null} */ (null);
  const slopeLine = h('dl', { class: 'slope' }, h('dt', null, '∂C/∂', h('i', null, 'θ')), slope, lock.element);
  means(slopeLine, 'slope');
  const element = h('section', { class: 'parameter-panel', 'aria-label': 'Parameter' }, value, gate.element, slopeLine);
  const follow = () => {
    const { frame, scene, ui } = store;
    const theta = frame?.arrays.theta;
    // Right after an edit the frame may still be the old network's.
    if (!theta || ui.parameter === null || theta.shape[0] !== scene?.parameters.length) return;
    const parameter = scene.parameters[ui.parameter];
    control?.set(valueOf(scene.layers[parameter.layer].kind, parameter, theta.data[ui.parameter]));
    if (control) gate.turn(control.value);
    const text = slopeText(frame.arrays.gradient?.data[ui.parameter] ?? NaN);
    say(slope, text);
  };
  const choose = () => {
    const parameter = chosenParameter(store.scene, store.ui);
    if (!store.scene || !parameter) return;
    element.title = dialName(store.scene, parameter.index);
    const frozen = frozenOf(store.scene).includes(parameter.index);
    lock.set('this parameter', frozen, ' (L)');
    word.data = frozen ? 'Frozen' : 'Freeze';
    const wanted = values[rangeOf(store.scene.layers[parameter.layer].kind, parameter)];
    if (control !== wanted.control) replace(value, wanted.line, wanted.control.element);
    control = wanted.control;
    gate.choose(store.scene, parameter, control.value);
    follow();
  };
  store.on('ui', choose);
  store.on('frame', follow);
  followScene(store, choose);
  return { element };
}

/**
 * The formula, rebuilt only when another kind of gate is chosen. A pulse shows all that acts with the chosen angle.
 * @param {import('../lib/store.js').Store} store
 */
function createGate(store) {
  const element = h('div', { class: 'gate' });
  /** @type {import('./formula.js').Formula | null} */
  let formula = null;
  let shown = '';
  return {
    element,
    /**
     * @param {import('../lib/types.js').Scene} scene
     * @param {import('../lib/types.js').ParameterScene} parameter
     * @param {number} angle
     */
    choose({ layers, experiment }, { axis, index, layer, qurons }, angle) {
      const isPulse = layers[layer].kind === 'evolve';
      const known = isPulse ? JSON.stringify([index, layers[layer], experiment.network.layers[layer], experiment.device]) : axis;
      if (known === shown) return;
      shown = known;
      formula = isPulse ? pulseFormula(store, { layer, quron: qurons[0], index }, { brief: true }) : gateFormula(axis);
      replace(element, ...formula.elements);
      formula.set(angle);
    },
    /** @param {number} angle */
    turn: (angle) => formula?.set(angle),
  };
}

/**
 * @param {import('./types.js').Context} ctx
 * @param {{label: string, limit: number, key: string}} range `key`: of its meaning
 * @param {(angle: number) => void} onShow
 */
function createValue({ store, actions }, { label, limit, key }, onShow) {
  const number = h('span', { class: 'v' });
  const control = slider({
    label, min: -limit, max: limit, value: 0, format: radians,
    onInput: (value, commit) => {
      if (store.ui.parameter !== null) actions.set(['parameters', store.ui.parameter], value, commit);
    },
    ...actions.grip(() => ['parameters', store.ui.parameter ?? 0]),
    onShow: (value) => {
      say(number, radians(value));
      onShow(value);
    },
  });
  number.addEventListener('dblclick', () => control.element.dispatchEvent(new MouseEvent('dblclick')));
  const line = h('div', { class: 'setting-line' }, h('span', { class: 'k' }, label), number);
  means(line, key, { stop: control.element });
  return { control, line };
}
