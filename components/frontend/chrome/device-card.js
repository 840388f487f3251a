// @ts-check
/** The device below the ambient dials: which one, its T1 and T2 as dials, its errors, and how much they are exaggerated. */
import { dial } from '../lib/dial.js';
import { h } from '../lib/dom.js';
import { slider } from '../lib/slider.js';
import { means } from './means.js';
import { createDeviceEditor } from './device-editor.js';
import { IDEAL, TIMES, each, errorText, isAsMeasured, isIdeal, originOf, presetOf, reachOf, roundFactor, time, timeRange, titleOf } from './devices.js';

/**
 * @typedef {import('./types.js').Context} Context
 * @typedef {import('./devices.js').Device} Device
 */

const MOST_EXAGGERATION = 1000;

/** @param {Context} ctx */
export function createDeviceCard(ctx) {
  const { store } = ctx;
  const menu = createMenu(ctx);
  const editor = createDeviceEditor(ctx);
  const times = [createTime(ctx, 't1', 'T1'), createTime(ctx, 't2', 'T2')];
  const gate = h('span');
  means(gate, 'gate_error', { tell: () => originOf(store.scene?.experiment.device ?? {}, store.devices) });
  const date = h('span');
  const exaggeration = createExaggeration(ctx);
  const figures = h('div', { class: 'device-figures' },
    h('div', { class: 'device-row' }, ...times.map((entry) => entry.element)),
    h('div', { class: 'device-row k' }, gate, date),
    exaggeration.element);
  const element = h('section', { class: 'device', 'aria-label': 'Device' }, h('div', { class: 'device-row' }, menu.element, editor.button), figures, editor.element);
  const update = () => {
    const device = /** @type {Device | undefined} */ (store.scene?.experiment.device);
    if (!device) return;
    const preset = presetOf(device, store.devices);
    menu.set(device);
    element.title = originOf(device, store.devices);
    figures.hidden = isIdeal(device);
    for (const entry of times) entry.set(device);
    gate.textContent = `${preset?.gate ?? '2q'} error ${errorText(device.error_2q)}`;
    date.textContent = preset ? (isAsMeasured(device, preset) ? preset.date : 'changed') : 'own';
    exaggeration.set(device.exaggeration);
  };
  store.on('scene', update);
  store.on('devices', update);
  return { element };
}

/** Which device. @param {Context} ctx */
function createMenu({ store, actions }) {
  const select = /** @type {HTMLSelectElement} */ (h('select', { class: 'quiet device-menu', 'aria-label': 'Device' }));
  let built = '';
  select.addEventListener('change', () => {
    const now = store.scene?.experiment.device;
    const preset = store.devices.find(({ device }) => device.name === select.value);
    if (preset) actions.set(['device'], { ...preset.device, exaggeration: now?.exaggeration ?? 1 }, true);
    else if (select.value === IDEAL) actions.set(['device'], {}, true);
  });
  /** @param {Device} device */
  const set = (device) => {
    const title = titleOf(device, store.devices);
    const key = JSON.stringify([title, store.devices.length]);
    if (key === built) return;
    built = key;
    const names = store.devices.map((preset) => preset.device.name);
    const own = title === 'Ideal' || names.includes(title) ? [] : [h('option', { value: title }, title)];
    const listed = store.devices.map(({ device: { name }, date, source }) => h('option', { value: name, title: `${source}, ${date}` }, name));
    select.replaceChildren(...own, h('option', { value: IDEAL }, 'Ideal'), ...listed);
    select.value = title === 'Ideal' ? IDEAL : title;
  };
  return { element: select, set };
}

/**
 * T1 or T2: a dial where one finite time holds for all qurons, else words.
 * @param {Context} ctx
 * @param {'t1' | 't2'} name
 * @param {string} label
 */
function createTime({ store, actions }, name, label) {
  const now = () => store.scene?.experiment.device ?? {};
  const control = dial({
    label: `device ${label}`, min: TIMES[0], max: TIMES[1], value: TIMES[1], kind: 'time', small: true, format: time,
    limits: () => reachOf(now(), name),
    onInput: (value, commit) => {
      const [low, high] = reachOf(now(), name);
      actions.set(['device', name], Math.min(high, Math.max(low, Number(value.toPrecision(3)))), commit);
    },
    ...actions.grip(() => ['device', name]),
  });
  const words = h('span', { class: 'device-words' });
  const element = h('span', { class: 'device-time k' }, h('span', null, label), control.element, words);
  const tell = () => originOf(now(), store.devices);
  means(element, name, { stop: control.element, tell });
  means(words, name, { tell });
  return {
    element,
    /** @param {Device} device */
    set(device) {
      const values = each(device[name]);
      const single = values.length === 1 && values[0] !== null;
      control.element.hidden = !single;
      words.hidden = single;
      words.textContent = single ? '' : timeRange(device[name]);
      if (single) control.set(/** @type {number} */ (values[0]));
    },
  };
}

/** @param {Context} ctx */
function createExaggeration({ actions }) {
  const text = h('span', { class: 'v' });
  const control = slider({
    label: 'Exaggeration of the device', min: 1, max: MOST_EXAGGERATION, value: 1, log: true, snap: roundFactor,
    format: (value) => `times ${roundFactor(value)}`,
    onInput: (value, commit) => actions.set(['device', 'exaggeration'], value, commit),
    onShow: (value) => void (text.textContent = `×${value}`),
    ...actions.grip(() => ['device', 'exaggeration']),
  });
  const element = h('div', { class: 'device-row k' }, h('span', null, 'Exaggerated'), control.element, text);
  means(element, 'exaggeration', { stop: control.element });
  return { element, set: control.set };
}
