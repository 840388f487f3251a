// @ts-check
/** Settings of training that are set once: batch size, L2, momentum; and where it stops. Opens below the top bar. */
import { h } from '../lib/dom.js';
import { parseNumber } from '../lib/format.js';
import { icon } from './icons.js';

/**
 * @typedef {object} Setting
 * @property {string} name
 * @property {string} key Field of `training`.
 * @property {string} hint
 * @property {(value: any) => string} write
 * @property {(text: string) => any} read
 */

/** @type {Setting[]} */
const SETTINGS = [
  {
    name: 'Batch size', key: 'batch_size', hint: 'Points for one step; empty means all',
    write: (value) => (value === null ? '' : String(value)),
    read: (text) => (text.trim() === '' ? null : parseNumber(text)),
  },
  { name: 'L2', key: 'l2', hint: 'Weight of the sum of squared parameters', write: String, read: parseNumber },
  { name: 'Momentum', key: 'momentum', hint: 'Of SGD, 0 to below 1', write: String, read: parseNumber },
  { name: 'Seed', key: 'seed', hint: 'Of initial parameters and batches', write: String, read: parseNumber },
];

/**
 * @param {Setting} setting
 * @param {{store: import('../lib/store.js').Store, actions: import('../lib/actions.js').Actions}} ctx
 */
function row(setting, { store, actions }) {
  const input = h('input', { class: 'number', type: 'text', inputmode: 'decimal', 'aria-label': setting.name });
  const known = () => setting.write(store.scene?.experiment.training[setting.key] ?? null);
  const update = () => {
    if (input.getRootNode() instanceof ShadowRoot && /** @type {ShadowRoot} */ (input.getRootNode()).activeElement === input) return;
    input.value = known();
  };
  input.addEventListener('change', () => {
    const value = setting.read(input.value);
    if (Number.isNaN(value)) input.value = known();
    else actions.set(['training', setting.key], value, true);
  });
  input.addEventListener('blur', update);
  store.on('scene', update);
  return h('label', { class: 'more-row', title: setting.hint }, h('span', { class: 'k' }, setting.name), input);
}

/**
 * A field for where training pauses by itself; empty means nowhere.
 * @param {'epoch' | 'loss'} key
 * @param {string} hint
 * @param {{store: import('../lib/store.js').Store, actions: import('../lib/actions.js').Actions}} ctx
 */
function stopRow(key, hint, { store, actions }) {
  const name = `Stop at ${key}`;
  const input = h('input', { class: 'number', type: 'text', inputmode: 'decimal', 'aria-label': name, placeholder: 'never' });
  const known = () => String(store.scene?.stop[key] ?? '');
  input.addEventListener('change', () => {
    const { epoch = null, loss = null } = store.scene?.stop ?? {};
    const value = input.value.trim() === '' ? null : parseNumber(input.value);
    const usable = value === null || (value > 0 && (key === 'loss' || Number.isInteger(value)));
    if (!usable) {
      input.value = known();
      store.emit('message', { level: 'error', text: `${name}: write a ${key === 'loss' ? 'number' : 'whole number'} above 0, or nothing.` });
    } else if (key === 'epoch') actions.stopAt(value, loss);
    else actions.stopAt(epoch, value);
  });
  store.on('scene', () => {
    if (!input.matches(':focus')) input.value = known();
  });
  return h('label', { class: 'more-row', title: hint }, h('span', { class: 'k' }, name), input);
}

/** @param {{store: import('../lib/store.js').Store, actions: import('../lib/actions.js').Actions}} ctx */
export function createMore(ctx) {
  const panel = h('div', { class: 'more-panel', role: 'group', 'aria-label': 'Training settings' }, ...SETTINGS.map((setting) => row(setting, ctx)),
    stopRow('epoch', 'Training pauses at this epoch', ctx), stopRow('loss', 'Training pauses when the train loss falls to this value', ctx));
  const button = h('button', { class: 'btn bare', type: 'button', 'aria-label': 'Training settings', 'aria-expanded': 'false', title: 'Batch size, L2, momentum, seed; stop at an epoch or a loss' }, icon('more'));
  const element = h('div', { class: 'more' }, button, panel);
  const open = (/** @type {boolean} */ wanted) => {
    element.classList.toggle('open', wanted);
    button.setAttribute('aria-expanded', String(wanted));
  };
  button.addEventListener('click', () => open(!element.classList.contains('open')));
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    open(false);
    button.focus();
  });
  window.addEventListener('pointerdown', (event) => {
    if (!event.composedPath().includes(element)) open(false);
  });
  return element;
}
