// @ts-check
/** Parts that the tabs of the laboratory share: controls, the bar that runs a study, numbers with their source, tables, files. */
import { CONTROLS } from '../chrome/controls.js';
import { FOCUSABLE, means } from '../chrome/means.js';
import { h, replace } from '../lib/dom.js';
import { fixed } from '../lib/format.js';

/** @typedef {import('../chrome/means.js').Key} Key */

/** Cost from which on it is told before anything begins, in milliseconds. */
const TOLD_MS = 1000;

/**
 * A duration as people say it.
 * @param {number} milliseconds
 */
export function duration(milliseconds) {
  if (milliseconds < 950) return `about ${Math.max(10, Math.round(milliseconds / 10) * 10)} ms`;
  const seconds = milliseconds / 1000;
  return `about ${seconds < 9.5 ? fixed(seconds, seconds < 2 ? 1 : 0) : Math.round(seconds)} s`;
}

/**
 * Rows as comma-separated values. Cells that a spreadsheet would take for a formula get a space in front.
 * @param {readonly (readonly (string | number | null)[])[]} rows the first one holds the names
 */
export function csvText(rows) {
  /** @param {string | number | null} cell */
  const written = (cell) => {
    if (typeof cell !== 'string') return cell === null || !Number.isFinite(cell) ? '' : String(cell);
    const safe = /^[=+\-@]/.test(cell) ? ` ${cell}` : cell;
    return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return rows.map((row) => row.map(written).join(',')).join('\n') + '\n';
}

/**
 * Saves a table.
 * @param {string} name of the file, without its ending
 * @param {() => (string | number | null)[][]} rows at the moment; the first one holds the names, with units
 */
export function csvButton(name, rows) {
  const click = () => {
    const url = URL.createObjectURL(new Blob([csvText(rows())], { type: 'text/csv' }));
    h('a', { href: url, download: `${name}.csv` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  };
  return h('button', { class: 'btn bare tool', type: 'button', title: `Save the numbers as ${name}.csv`, on: { click } }, 'CSV');
}

/**
 * Saves a chart.
 * @param {Pick<import('./chart.js').Chart, 'image'>} chart
 * @param {string} name of the file, without its ending
 */
export function imageButton(chart, name) {
  const click = () => void chart.image('png', name);
  return h('button', { class: 'btn bare tool', type: 'button', title: `Save the chart as ${name}.png`, on: { click } }, 'Image');
}

/**
 * A number with its unit; hovering or focusing it says what it means and where it comes from.
 * @param {{label: string, key: Key, unit?: string, value?: number | string | null, format?: (value: number) => string}} options `key`: of its meaning
 */
export function fact({ label, key, unit = '', value = null, format = (plain) => fixed(plain, 3) }) {
  const text = h('span', { class: 'v' });
  const more = h('span', { class: 'k fact-more' });
  const number = h('span', { class: 'fact-value' }, text, unit && h('span', { class: 'k' }, unit));
  const element = h('div', { class: 'fact' }, h('span', { class: 'k' }, label), number, more);
  means(element, key);
  /** @param {number | string | null | undefined} next @param {string} [beside] a second number, such as that of the ideal network */
  const set = (next, beside = '') => {
    text.textContent = typeof next === 'string' ? next : next === null || next === undefined ? '–' : format(next);
    more.textContent = beside;
  };
  set(value);
  return { element, set };
}

/**
 * An error or a hint in its place; without text there is nothing.
 * @param {string} [text]
 */
export function message(text = '') {
  const element = h('p', { class: 'lab-message', role: 'alert' });
  /** @param {string} next @param {'error' | 'info'} [level] */
  const set = (next, level = 'error') => {
    element.textContent = next;
    element.hidden = !next;
    element.dataset.level = level;
  };
  set(text);
  return { element, set };
}

/**
 * A row of labelled controls, those of a layer's settings. `key`: of the meaning of a number.
 * @param {(Omit<import('../chrome/layer-fields.js').Field, 'field'> & {name: string, value: any, field?: string, key?: Key})[]} fields
 * @param {(values: Record<string, any>, commit: boolean) => void} onChange
 */
export function controls(fields, onChange) {
  /** @type {Record<string, any>} */
  const values = Object.fromEntries(fields.map(({ name, value }) => [name, value]));
  const made = fields.map((field) => {
    const control = CONTROLS[field.control]({ ...field, field: field.name }, (value, commit) => {
      values[field.name] = field.control === 'wires' ? toggled(values[field.name], value) : value;
      control.set(values[field.name]);
      onChange({ ...values }, commit);
    });
    control.set(field.value);
    return { ...field, control };
  });
  const labelled = made.map(({ label, control, key }) => {
    const element = h('label', { class: 'lab-field' }, h('span', { class: 'k' }, label), control.element);
    if (key) means(element, key, { stop: control.element.querySelector(FOCUSABLE) ?? control.element });
    return element;
  });
  const element = h('div', { class: 'lab-controls' }, ...labelled);
  return {
    element,
    values: () => ({ ...values }),
    /** Show other values without telling anybody. @param {Record<string, any>} next */
    set(next) {
      Object.assign(values, next);
      for (const { name, control } of made) if (name in next) control.set(next[name]);
    },
  };
}

/** @param {number[]} list @param {number} item */
const toggled = (list, item) => (list.includes(item) ? list.filter((other) => other !== item) : [...list, item].sort((p, q) => p - q));

/**
 * Runs a study: what it costs beforehand, how far it is, and a way to stop it. Errors appear in it.
 * @param {{label: string, study: import('./study.js').Study, options: () => Record<string, any>}} parts what the button says, and what it asks
 */
export function runBar({ label, study, options }) {
  const cost = h('span', { class: 'k lab-cost', role: 'status' });
  means(cost, 'study_cost');
  const bar = h('progress', { class: 'lab-progress', max: 1, value: 0, 'aria-label': `${label}: progress`, hidden: true });
  const error = message();
  const run = h('button', { class: 'btn lab-run', type: 'button', on: { click: () => start() } }, label);
  const stop = h('button', { class: 'btn lab-stop', type: 'button', hidden: true, on: { click: () => study.cancel() } }, 'Cancel');
  const busy = (/** @type {boolean} */ is) => {
    run.hidden = is;
    stop.hidden = bar.hidden = !is;
  };
  const start = () => {
    error.set('');
    bar.value = 0;
    busy(true);
    study.run(options());
  };
  study.on(({ state, progress, cost_ms, text }) => {
    if (state === 'estimate' || state === 'running') cost.textContent = cost_ms > TOLD_MS || state === 'estimate' ? duration(cost_ms) : '';
    if (state === 'running') {
      bar.value = progress;
      busy(true);
    } else if (state !== 'estimate') {
      const focused = stop.matches(':focus');
      busy(false);
      if (focused) run.focus();
    }
    if (state === 'failed') error.set(text);
    if (state === 'done') error.set('');
    if (state === 'cancelled' && !study.busy) cost.textContent = 'cancelled';
  });
  return {
    element: h('div', { class: 'lab-run-bar' }, run, stop, bar, cost, error.element),
    start,
    /** The options or the network have changed: ask anew what it costs. */
    weigh() {
      error.set('');
      study.estimate(options());
    },
  };
}

/**
 * A table of numbers. Column heads say on hover or focus what their numbers are, and so do the numbers when pointed at.
 * @param {{name: string, unit?: string, key?: Key, text?: boolean}[]} columns `key`: of their meaning; `text`: words, to the left
 * @param {string} label accessible name
 */
export function table(columns, label) {
  const head = columns.map(({ name, unit, key, text }) => {
    const cell = h('th', { scope: 'col', class: text ? 'text' : '' }, name, unit && h('span', { class: 'k' }, ` ${unit}`));
    if (key) means(cell, key);
    return cell;
  });
  const body = h('tbody');
  const element = h('table', { class: 'lab-table', 'aria-label': label }, h('thead', null, h('tr', null, ...head)), body);
  return {
    element,
    /** @param {(string | number | Node)[][]} rows numbers are written with three digits */
    set(rows) {
      const cell = (/** @type {string | number | Node} */ value, /** @type {number} */ index) => {
        const { key, text } = columns[index];
        const made = h('td', { class: text ? 'text' : '' }, typeof value === 'number' ? fixed(value, 3) : value);
        if (key) means(made, key, { stop: head[index] });
        return made;
      };
      replace(body, ...rows.map((row) => h('tr', null, ...row.map(cell))));
    },
  };
}
