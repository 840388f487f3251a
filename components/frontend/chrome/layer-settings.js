// @ts-check
/** The settings of the chosen layer. Controls stay as long as the layer is built alike; values follow the scene. */
import { h, replace } from '../lib/dom.js';
import { CONTROLS } from './controls.js';
import { followScene } from './follow.js';
import { fieldsOf, shortestPeriod, switched } from './layer-fields.js';
import { settingMeaning } from './meanings.js';
import { FOCUSABLE, means } from './means.js';

/**
 * @typedef {import('./types.js').Context} Context
 * @typedef {import('./layer-fields.js').Field} Field
 * @typedef {import('../lib/types.js').LayerScene} LayerScene
 */

/** @param {Context} ctx */
export function createLayerSettings(ctx) {
  const { store } = ctx;
  const list = h('div', { class: 'settings' });
  const element = h('section', { class: 'layer', 'aria-label': 'Layer settings' }, list);
  /** @type {{field: Field, control: import('./controls.js').Control}[]} */
  let rows = [];
  let built = '';

  const update = () => {
    const { scene, ui } = store;
    const spec = scene?.experiment.network.layers[ui.layer];
    const layer = scene?.layers[ui.layer];
    if (!scene || !spec || !layer) {
      if (built !== 'none') replace(list, h('p', { class: 'k wide' }, scene ? 'Before the first layer every quron is in |0⟩.' : ''));
      built = 'none';
      rows = [];
      return;
    }
    const fields = fieldsOf(spec, layer, scene.experiment.network.features);
    const key = JSON.stringify([ui.layer, fields]);
    if (key !== built) {
      built = key;
      rows = fields.map((field) => ({ field, control: CONTROLS[field.control](field, giver(ctx, ui.layer, field), ctx.actions.grip(pathOf(ui.layer, field))) }));
      keepFocus(list, () => replace(list, ...rows.map((row) => settingRow(row, spec))));
    }
    for (const { field, control } of rows) control.set(shown(field, spec, layer));
  };
  followScene(store, update);
  store.on('ui', update);
  return { element };
}

/**
 * @param {Field} field
 * @param {import('./types.js').LayerSpec} spec
 * @param {LayerScene} layer
 */
function shown({ field, read }, spec, layer) {
  if (field === 'qurons') return layer.qurons;
  if (read) return read(spec);
  return field === 'features' ? shortestPeriod(spec.features) : spec[field];
}

/** @type {(index: number, field: Pick<Field, 'field'>) => () => (string | number)[]} */
const pathOf = (index, { field }) => () => ['network', 'layers', index, field];

/**
 * What a control does with the value it is given.
 * @param {Context} ctx
 * @param {number} index
 * @param {Field} field
 * @returns {(value: any, commit: boolean) => void}
 */
function giver({ store, actions }, index, { field, patch }) {
  const path = pathOf(index, { field })();
  if (patch) {
    return (value) => {
      const spec = store.scene?.experiment.network.layers[index];
      if (spec) actions.set(path.slice(0, -1), { ...spec, ...patch(value) }, true);
    };
  }
  if (field !== 'qurons') return (value, commit) => actions.set(path, value, commit);
  return (quron) => {
    const layer = store.scene?.layers[index];
    if (!layer) return;
    const next = switched(layer.qurons, quron, layer.n_in, layer.kind !== 'evolve' && layer.pairs.length ? 2 : 1);
    if (next === undefined) store.emit('message', { level: 'info', text: 'The layer needs a quron to act on.' });
    else actions.set(path, next, true);
  };
}

/**
 * @param {{field: Field, control: import('./controls.js').Control}} row
 * @param {import('./types.js').LayerSpec} spec
 */
function settingRow({ field, control }, spec) {
  const meaning = settingMeaning(field.field, spec);
  const row = h('div', { class: ['setting', field.narrow && 'narrow', field.wordy && 'wordy'].filter(Boolean).join(' '), title: meaning ? null : field.hint, 'data-field': field.field }, h('span', { class: 'k' }, field.label), control.element);
  const stop = control.element.matches(FOCUSABLE) ? control.element : control.element.querySelector(FOCUSABLE);
  if (meaning && stop) means(row, meaning, { stop });
  return row;
}

/**
 * Rebuild a list without taking the keyboard away from the setting that is being changed.
 * @param {HTMLElement} list
 * @param {() => void} rebuild
 */
function keepFocus(list, rebuild) {
  const root = /** @type {ShadowRoot | Document} */ (list.getRootNode());
  const field = list.contains(root.activeElement) ? root.activeElement?.closest('[data-field]')?.getAttribute('data-field') : null;
  rebuild();
  if (field) /** @type {HTMLElement | null} */ (list.querySelector(`[data-field="${field}"] :is(select, input, button, [tabindex])`))?.focus();
}
