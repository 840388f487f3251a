// @ts-check
/** How many features an input has, and where the ones that no map shows are held: a slice through the others. */
import { subscript } from '../canvas/describe.js';
import { h, replace } from '../lib/dom.js';
import { fixed } from '../lib/format.js';
import { slider } from '../lib/slider.js';
import { CONTROLS } from './controls.js';

const MOST = 8;
/** Features that the axes of the maps show. */
const SHOWN = 2;
const HINT =
  'Maps show x₁ and x₂. Further features carry no information, except in xor: its class is the sign of the product of all. ' +
  'Starts over.';

/** @typedef {import('./types.js').Context} Context */

/**
 * The probe with one feature at another value; features in between that were not set lie at 0.
 * @param {readonly number[]} probe
 * @param {number} feature
 * @param {number} value
 */
export const withFeature = (probe, feature, value) =>
  Array.from({ length: Math.max(probe.length, feature + 1) }, (_, k) => (k === feature ? value : (probe[k] ?? 0)));

/** @param {Context} ctx */
export function createFeatures({ store, actions }) {
  const count = CONTROLS.count({ field: 'features', label: 'Features', control: 'count', most: MOST }, (value, commit) =>
    actions.set(['network', 'features'], value, commit),
  );
  const list = h('div', { class: 'slices' });
  const number = h('div', { class: 'features', title: HINT }, h('span', { class: 'k' }, 'Features'), count.element);
  /** @type {ReturnType<typeof sliceRow>[]} */
  let rows = [];
  const follow = () => rows.forEach((row, k) => row.set(store.ui.probe[SHOWN + k] ?? 0));
  store.on('scene', (scene) => {
    const { features } = scene.experiment.network;
    count.set(features);
    if (rows.length !== Math.max(0, features - SHOWN)) {
      rows = Array.from({ length: Math.max(0, features - SHOWN) }, (_, k) => sliceRow({ store, actions }, SHOWN + k));
      replace(list, ...rows.map((row) => row.element));
    }
    if (store.ui.probe.length > Math.max(SHOWN, features)) store.setUi({ probe: store.ui.probe.slice(0, Math.max(SHOWN, features)) });
    follow();
  });
  store.on('ui', follow);
  return { number, list };
}

/**
 * @param {Pick<Context, 'store' | 'actions'>} ctx
 * @param {number} feature
 */
function sliceRow({ store, actions }, feature) {
  const number = h('span', { class: 'v' });
  const control = slider({
    label: `feature ${feature + 1}`, min: -1, max: 1, value: store.ui.probe[feature] ?? 0,
    snap: (value) => Math.round(100 * value) / 100,
    format: (value) => fixed(value),
    onInput: (value) => actions.probe(withFeature(store.ui.probe, feature, value)),
    onShow: (value) => void (number.textContent = fixed(value)),
  });
  const title = `Maps are a slice at this value of x${subscript(feature + 1)}; the probe has it too`;
  const name = h('span', { class: 'k' }, `x${subscript(feature + 1)}`);
  return { element: h('div', { class: 'knob-row slice', title }, name, number, control.element), set: control.set };
}
