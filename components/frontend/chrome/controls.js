// @ts-check
/** The quiet controls of a layer's settings: a menu, a number with or without a slider, a share of 1, a count, a switch, a row of qurons. */
import { subscript } from '../canvas/describe.js';
import { h } from '../lib/dom.js';
import { parseNumber, strength } from '../lib/format.js';
import { slider } from '../lib/slider.js';
import { switchButton } from '../lib/switch.js';

/**
 * @typedef {import('./layer-fields.js').Field} Field
 *
 * @typedef {object} Control
 * @property {HTMLElement} element
 * @property {(value: any) => void} set Shows a value, unless the hand holds the control.
 *
 * @typedef {(field: Field, give: (value: any, commit: boolean) => void, grip?: Grip) => Control} Maker
 * @typedef {ReturnType<import('../lib/actions.js').Actions['grip']>} Grip
 */

/** @type {Maker} */
function menu({ label, options = [] }, give) {
  const select = /** @type {HTMLSelectElement} */ (
    h('select', { class: 'quiet', 'aria-label': label }, ...options.map(([, text], index) => h('option', { value: index }, text)))
  );
  select.addEventListener('change', () => give(options[Number(select.value)][0], true));
  return {
    element: select,
    set: (value) => {
      const text = JSON.stringify(value);
      select.value = String(options.findIndex(([other]) => JSON.stringify(other) === text));
    },
  };
}

/** @param {number} value */
const numberText = (value) => String(Number(value.toPrecision(6))).replaceAll('-', '−');

/** @type {Maker} */
function number({ label, unit }, give) {
  const input = /** @type {HTMLInputElement} */ (
    h('input', { class: 'plain-number', type: 'text', inputmode: 'decimal', 'aria-label': label })
  );
  let known = '';
  const write = () => {
    const typed = parseNumber(input.value);
    const given = Number.isFinite(typed) && input.value !== known;
    if (given) known = numberText(typed);
    input.value = known;
    if (given) give(typed, true);
  };
  input.addEventListener('change', write);
  input.addEventListener('keydown', (event) => {
    event.stopPropagation();
    if (event.key === 'Enter') write();
    if (event.key !== 'Escape') return;
    input.value = known;
    input.blur();
  });
  input.addEventListener('focus', () => input.select());
  return {
    element: h('span', { class: 'number-unit' }, input, unit && h('span', { class: 'k' }, unit)),
    set: (value) => {
      const untouched = input.value === known || !input.matches(':focus');
      known = numberText(value);
      if (untouched) input.value = known;
    },
  };
}

/** @type {Maker} */
function share({ label }, give, grip) {
  const text = h('span', { class: 'v' });
  const control = slider({
    label, min: 0, max: 1, value: 0, format: strength, snap: (value) => Number(value.toFixed(3)), onInput: give, ...grip,
    onShow: (value) => void (text.textContent = strength(value)),
  });
  return { element: h('span', { class: 'share' }, control.element, text), set: control.set };
}

/** @type {Maker} A number of any size, with a slider for the usual ones. */
function reach(field, give, grip) {
  const most = field.most ?? 1;
  const digits = number(field, give, grip);
  const control = slider({
    label: `${field.label} slider`, min: -most, max: most, value: 0, format: numberText, ...grip,
    snap: (value) => Number(value.toFixed(2)),
    onInput: (value, commit) => {
      digits.set(value);
      give(value, commit);
    },
  });
  return {
    element: h('span', { class: 'share reach' }, control.element, digits.element),
    set: (value) => {
      digits.set(value);
      control.set(value);
    },
  };
}

/** @type {Maker} */
function count({ label, most = 1 }, give) {
  let value = 1;
  const text = h('span', { class: 'v' });
  /** @param {string} name @param {string} sign @param {number} step */
  const button = (name, sign, step) =>
    /** @type {HTMLButtonElement} */ (
      h('button', { class: 'step', type: 'button', 'aria-label': name, on: { click: () => give(value + step, true) } }, sign)
    );
  const [fewer, more] = [button(`Fewer ${label.toLowerCase()}`, '−', -1), button(`More ${label.toLowerCase()}`, '+', 1)];
  return {
    element: h('span', { class: 'stepper' }, fewer, text, more),
    set: (next) => {
      value = next;
      text.textContent = String(value);
      fewer.disabled = value <= 1;
      more.disabled = value >= most;
    },
  };
}

/** @type {Maker} */
function toggle({ label }, give) {
  const button = switchButton(label, () => give(button.getAttribute('aria-checked') !== 'true', true));
  return { element: button, set: (value) => button.setAttribute('aria-checked', String(value)) };
}

/** @type {Maker} Gives the number of the quron that was switched. */
function wires({ label, most = 1 }, give) {
  const buttons = Array.from({ length: most }, (_, quron) =>
    h(
      'button',
      { class: 'wire-toggle', type: 'button', 'aria-label': `${label} q${quron}`, on: { click: () => give(quron, true) } },
      `q${subscript(quron)}`,
    ),
  );
  return {
    element: h('span', { class: 'wire-toggles', role: 'group', 'aria-label': label }, ...buttons),
    set: (acting) => buttons.forEach((button, quron) => button.setAttribute('aria-pressed', String(acting.includes(quron)))),
  };
}

/** @type {Record<Field['control'], Maker>} */
export const CONTROLS = { menu, number, reach, share, count, toggle, wires };
