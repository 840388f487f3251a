// @ts-check
/** Every figure of the device, for all qurons or for each. What is refused stays as it was typed, with the reason. */
import { h, replace } from '../lib/dom.js';
import { originOf } from './devices.js';
import { icon } from './icons.js';
import { ALL, FIELDS, PER_QURON, collapsed, edited, isSame, readField, writeField } from './device-fields.js';
import { subscript } from '../canvas/describe.js';
import { switchButton } from '../lib/switch.js';

/**
 * @typedef {import('./types.js').Context} Context
 * @typedef {import('./devices.js').Device} Device
 * @typedef {import('./device-fields.js').Field} Field
 * @typedef {{field: Field, quron: number, input: HTMLInputElement}} Cell
 */

/** @param {Context} ctx @returns {{element: HTMLElement, button: HTMLElement}} */
export function createDeviceEditor(ctx) {
  const { store } = ctx;
  const form = createForm(ctx);
  const close = h('button', { class: 'btn bare', type: 'button', 'aria-label': 'Close device editor' }, '×');
  const element = h('div', { class: 'device-editor', role: 'dialog', 'aria-label': 'Device editor', hidden: true },
    h('div', { class: 'head' }, h('h2', null, 'Device'), form.wide, close), ...form.parts);
  const button = h('button', { class: 'device-edit', type: 'button', 'aria-label': 'Edit device', 'aria-expanded': 'false', title: 'Every figure of the device' }, icon('more'));
  const open = (/** @type {boolean} */ wanted) => {
    element.hidden = !wanted;
    button.setAttribute('aria-expanded', String(wanted));
    form.forget();
    if (wanted) /** @type {HTMLElement | null} */ (element.querySelector('input'))?.focus();
    else button.focus();
  };
  button.addEventListener('click', () => open(element.hidden));
  close.addEventListener('click', () => open(false));
  element.addEventListener('keydown', (event) => {
    event.stopPropagation(); // letters are for the fields, not for the page
    if (event.key === 'Escape') open(false);
  });
  store.on('scene', () => !element.hidden && form.update());
  store.on('message', (message) => {
    if (!element.hidden && message.level === 'error' && message.path?.startsWith('device') && form.refuse(message)) message.placed = true;
  });
  return { element, button };
}

/** @param {Context} ctx */
function createForm({ store, actions }) {
  const table = h('div', { class: 'device-table' });
  const error = h('p', { class: 'device-error', role: 'alert' });
  const origin = h('p', { class: 'k wide device-origin' });
  /** What was typed and not yet taken, by field and quron. @type {Map<string, {field: Field, quron: number, value: any}>} */
  const pending = new Map();
  let cells = /** @type {Cell[]} */ ([]);
  let asked = /** @type {Device | null} */ (null);
  let built = '';
  let isWide = false;

  const device = () => /** @type {Device} */ (store.scene?.experiment.device ?? {});
  const wide = switchButton('Each quron its own', () => {
    isWide = !isWide;
    if (!isWide && PER_QURON.some((name) => Array.isArray(device()[name]))) actions.set(['device'], collapsed(device()), true);
    update();
  });

  const submit = () => {
    asked = edited(device(), [...pending.values()], store.scene?.experiment.network.qurons ?? 1);
    actions.set(['device'], asked, true);
  };
  /** @param {Cell} cell */
  const take = ({ field, quron, input }) => {
    const value = readField(field, input.value);
    const key = `${field.name} ${quron}`;
    if (value === undefined) {
      input.setAttribute('aria-invalid', 'true');
      error.textContent = `${field.label}: ${input.value.trim() || 'nothing'} is no number. Write ${field.infinite ? 'a time, or nothing for infinite' : 'a number'}.`;
      return;
    }
    input.removeAttribute('aria-invalid');
    if (!pending.size && writeField(field, device()[field.name], quron) === input.value) return;
    pending.set(key, { field, quron, value });
    submit();
  };
  const build = () => {
    const qurons = store.scene?.experiment.network.qurons ?? 1;
    const columns = isWide ? Array.from({ length: qurons }, (_, quron) => quron) : [ALL];
    const key = columns.join();
    if (key === built) return;
    built = key;
    pending.clear();
    cells = [];
    table.style.setProperty('--columns', String(columns.length));
    const head = isWide ? [h('span'), h('span'), ...columns.map((quron) => h('span', { class: 'k' }, `q${subscript(quron)}`))] : [];
    replace(table, ...head, ...FIELDS.flatMap((field) => fieldRow(field, columns)));
  };
  /** @param {Field} field @param {number[]} columns */
  const fieldRow = (field, columns) => {
    const each = PER_QURON.includes(field.name) ? columns : [ALL];
    const inputs = each.map((quron) => {
      const label = quron === ALL ? field.label : `${field.label} q${quron}`;
      const input = /** @type {HTMLInputElement} */ (h('input', { class: 'plain-number', type: 'text', inputmode: 'decimal', 'aria-label': label, placeholder: field.infinite ? '∞' : '' }));
      const cell = { field, quron, input };
      input.addEventListener('change', () => take(cell));
      input.addEventListener('focus', () => input.select());
      cells.push(cell);
      return input;
    });
    const gap = columns.length - inputs.length;
    return [h('span', { class: 'k', title: field.hint }, field.label), h('span', { class: 'k' }, field.unit), ...inputs, gap > 0 && h('span', { style: { 'grid-column': `span ${gap}` } })];
  };
  function update() {
    isWide ||= PER_QURON.some((name) => Array.isArray(device()[name]));
    wide.setAttribute('aria-checked', String(isWide));
    build();
    origin.textContent = `${originOf(device(), store.devices)}.`;
    if (asked && isSame(device(), asked)) forgetTyped();
    for (const { field, quron, input } of cells) {
      if (pending.has(`${field.name} ${quron}`) || input.matches('[aria-invalid]')) continue;
      if (!input.matches(':focus') || input.value === '') input.value = writeField(field, device()[field.name], quron);
    }
  }
  const forgetTyped = () => {
    pending.clear();
    asked = null;
    error.textContent = '';
    for (const { input } of cells) input.removeAttribute('aria-invalid');
  };
  return {
    parts: [table, error, origin],
    wide: h('label', { class: 'device-wide' }, 'Each quron its own', wide),
    update,
    forget() {
      forgetTyped();
      isWide = false;
      for (const { input } of cells) input.blur();
      update();
    },
    /** Say why the simulator has refused what was typed. @param {import('../lib/types.js').Message} message @returns {boolean} Whether that was typed here. */
    refuse({ text }) {
      if (!asked) return false;
      error.textContent = text;
      for (const { field, quron, input } of cells) {
        if (pending.has(`${field.name} ${quron}`)) input.setAttribute('aria-invalid', 'true');
      }
      return true;
    },
  };
}
