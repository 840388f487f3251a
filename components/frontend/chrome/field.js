// @ts-check
/** A caption over a value or a control, as in the top bar. */
import { h } from '../lib/dom.js';

/**
 * @param {string} caption
 * @param {string} look Class of the field.
 * @param {...Node} content
 */
export function field(caption, look, ...content) {
  return h('div', { class: `field ${look}` }, h('span', { class: 'k' }, caption), h('span', { class: 'v' }, ...content));
}

/**
 * A quiet menu for one setting of the experiment.
 * @param {string} caption
 * @param {Record<string, string>} names Value to what is shown.
 * @param {{store: import('../lib/store.js').Store, actions: import('../lib/actions.js').Actions}} ctx
 * @param {string[]} path
 */
export function chooser(caption, names, { store, actions }, path) {
  const options = Object.entries(names).map(([value, text]) => h('option', { value }, text));
  const select = h('select', { class: 'quiet', 'aria-label': caption }, ...options);
  select.addEventListener('change', () => actions.set(path, select.value, true));
  store.on('scene', (scene) => {
    select.value = path.reduce((value, key) => value[key], scene.experiment);
  });
  return field(caption, 'choice', select);
}
