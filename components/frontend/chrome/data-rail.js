// @ts-check
/** The data: which set, how noisy, how many points, which part of them trains. */
import { ramp, paintMap } from '../lib/colors.js';
import { h, s } from '../lib/dom.js';
import { fixed } from '../lib/format.js';
import { slider } from '../lib/slider.js';
import { createFeatures } from './features.js';
import { icon } from './icons.js';
import { DATASETS, fieldOf, isField, marksPath, pointsOf } from './thumbnails.js';

const FIELD_EDGE = 24;
const FEWEST = 20;
const MOST = 1000;
const SEEDS = 2 ** 32;

/** What the hand slides goes in tens; a number that was typed or opened stays. @param {number} value */
const tens = (value) => (Number.isInteger(value) ? value : 10 * Math.round(value / 10));

/** @typedef {import('./types.js').Context} Context */

/** @param {Context} ctx */
export function createDataRail(ctx) {
  const count = h('span', { class: 'k' });
  const features = createFeatures(ctx);
  const samples = row(ctx, 'samples', {
    label: 'Points', min: FEWEST, max: MOST, snap: tens, show: String, hint: 'Starts over',
  });
  const element = h(
    'section',
    { class: 'data', 'aria-label': 'Data' },
    h('div', { class: 'head' }, h('h2', null, 'Data'), h('span', { class: 'sample' }, count, newSample(ctx))),
    h('div', { class: 'thumbs', role: 'group', 'aria-label': 'Data set' }, ...createThumbnails(ctx)),
    row(ctx, 'noise', {
      label: 'Data noise', min: 0, max: 0.5, snap: (value) => Math.round(100 * value) / 100, show: (value) => fixed(value, 2),
    }),
    row(ctx, 'train_fraction', {
      label: 'Train share', min: 0.1, max: 0.9, snap: (value) => Math.round(100 * value) / 100,
      show: (value) => `${Math.round(100 * value)} %`,
    }),
    h('div', { class: 'sizes' }, samples, features.number),
    features.list,
  );
  ctx.store.on('scene', (scene) => {
    count.textContent = `${scene.experiment.data.samples} points`;
  });
  return { element };
}

/** @param {Context} ctx */
function createThumbnails({ store, actions }) {
  const fields = /** @type {[HTMLCanvasElement, string][]} */ ([]);
  const buttons = Object.entries(DATASETS).map(([name, shape]) => {
    const canvas = isField(name) ? /** @type {HTMLCanvasElement} */ (h('canvas', { 'aria-hidden': 'true' })) : null;
    if (canvas) fields.push([canvas, name]);
    return h(
      'button',
      {
        class: 'thumb', type: 'button', 'aria-pressed': 'false', 'aria-label': name, title: `${shape} (starts over)`,
        on: { click: () => store.scene?.experiment.data.name !== name && actions.set(['data', 'name'], name, true) },
      },
      h('div', null, canvas ?? pointsPicture(name)),
      h('span', null, name),
    );
  });
  store.on('scene', (scene) => {
    for (const button of buttons) {
      button.setAttribute('aria-pressed', String(button.getAttribute('aria-label') === scene.experiment.data.name));
    }
  });
  let painted = '';
  const paint = () => {
    if (painted === store.ui.theme) return;
    painted = store.ui.theme;
    for (const [canvas, name] of fields) paintMap(canvas, fieldOf(name, FIELD_EDGE), FIELD_EDGE, FIELD_EDGE, ramp(store.ui.theme));
  };
  store.on('ui', paint);
  paint();
  return buttons;
}

/** @param {string} name */
function pointsPicture(name) {
  const points = pointsOf(name);
  return s(
    'svg',
    { viewBox: '-28 -25 56 50', 'aria-hidden': 'true' },
    s('path', { d: marksPath(points, -1, 24), class: 'mark-minus' }),
    s('path', { d: marksPath(points, 1, 24), class: 'mark-plus' }),
  );
}

/** Other points of the same kind. @param {Context} ctx */
function newSample({ store, actions }) {
  const click = () => {
    const seed = store.scene?.experiment.data.seed;
    if (seed !== undefined) actions.set(['data', 'seed'], (seed + 1) % SEEDS, true);
  };
  const button = h(
    'button',
    { class: 'btn bare again', type: 'button', 'aria-label': 'New sample', on: { click } },
    icon('dice'),
  );
  store.on('scene', (scene) => {
    button.title = `Draws other points of the same kind (now from seed ${scene.experiment.data.seed}); starts over`;
  });
  return button;
}

/**
 * A field of the data set with its slider.
 * @param {Context} ctx
 * @param {'noise' | 'train_fraction' | 'samples'} field
 * @param {{label: string, min: number, max: number, snap: (value: number) => number, show: (value: number) => string, hint?: string}} options
 */
function row({ store, actions }, field, { label, min, max, snap, show, hint }) {
  const number = h('span', { class: 'v' });
  const control = slider({
    label, min, max, snap,
    value: store.scene?.experiment.data[field] ?? min,
    format: (value) => show(snap(value)),
    onInput: (value, commit) => actions.set(['data', field], value, commit),
    onSweep: field === 'noise' ? () => store.setUi({ sweep: ['data', field] }) : undefined,
    onShow: (value) => void (number.textContent = show(value)),
  });
  store.on('scene', (scene) => control.set(scene.experiment.data[field]));
  return h('div', { class: 'knob-row', title: hint }, h('span', { class: 'k' }, label), number, control.element);
}
