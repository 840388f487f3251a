// @ts-check
/** The top bar: transport, epoch, how training is done, undo, files, share. */
import { h, put, replace, say } from '../lib/dom.js';
import { fixed } from '../lib/format.js';
import { slider } from '../lib/slider.js';
import { icon, mark } from './icons.js';
import { createMore } from './more.js';
import { createShots } from './shots.js';
import { chooser, field } from './field.js';
import { whenBehind } from './waiting.js';

const OPTIMIZERS = { adam: 'Adam', sgd: 'SGD', spsa: 'SPSA' };
const LOSSES = { mse: 'MSE', cross_entropy: 'Cross-ent.', hinge: 'Hinge' };
const FASTEST = 120;
/** Epochs a second in slow motion, where an epoch goes phase by phase. */
const SLOW = 1 / 3;

/**
 * @typedef {object} Context
 * @property {import('../lib/store.js').Store} store
 * @property {import('../lib/actions.js').Actions} actions
 */

/**
 * @param {string} name Accessible name.
 * @param {string} drawing
 * @param {string} hint
 * @param {() => void} act
 * @param {string} [look]
 */
function button(name, drawing, hint, act, look = '') {
  return h('button', { class: `btn ${look}`, type: 'button', 'aria-label': name, title: hint, on: { click: act } }, icon(drawing));
}

/** @param {Context} ctx */
function createTransport({ store, actions }) {
  const play = h('button', { class: 'btn primary', type: 'button', title: 'Train, or stop (space)' });
  const playing = () => store.frame?.playing ?? store.scene?.playing ?? false;
  /** @type {boolean | null} */
  let shown = null;
  const update = () => {
    if (playing() === shown) return;
    shown = playing();
    replace(play, icon(shown ? 'pause' : 'play'), shown ? 'Pause' : 'Play');
  };
  const toggle = () => (playing() ? actions.pause() : actions.play());
  play.addEventListener('click', toggle);
  store.on('frame', update);
  store.on('scene', update);
  update();
  const element = h(
    'div',
    { class: 'group' },
    button('Reset', 'reset', 'Back to the same initial parameters (R)', actions.reset),
    play,
    button('Back', 'back', 'One epoch back (←)', actions.back),
    button('Step', 'step', 'One epoch on (→)', actions.step),
    button('Re-roll', 'dice', 'Draw new initial parameters', actions.reroll),
  );
  return { element, toggle };
}

/** @param {Context} ctx */
function createSpeed({ store, actions }) {
  const text = h('span', { class: 'field-number' });
  const control = slider({
    label: 'Speed',
    min: SLOW,
    max: FASTEST,
    value: 60,
    log: true,
    snap: (value) => (value < 0.6 ? SLOW : Math.max(1, Math.round(value))),
    format: speedText,
    onInput: (value) => actions.speed(value >= FASTEST ? 0 : value),
    onShow: (value) => (text.textContent = value < 1 ? 'slow' : value >= FASTEST ? 'max' : `${value}/s`),
  });
  store.on('scene', (scene) => control.set(scene.speed || FASTEST));
  control.element.title = 'From slow motion, an epoch in three seconds, to as fast as it goes';
  return field('Speed', 'speed', control.element, text);
}

/** @param {number} value epochs a second */
function speedText(value) {
  if (value < 0.6) return 'slow motion, an epoch in three seconds';
  if (value >= FASTEST) return 'as fast as it goes';
  const whole = Math.max(1, Math.round(value));
  return `${whole} epoch${whole > 1 ? 's' : ''} a second`;
}

/** @param {Context} ctx */
function createRate({ store, actions }) {
  const text = h('span', { class: 'field-number' });
  const rounded = (/** @type {number} */ value) => Number(value.toPrecision(2));
  const control = slider({
    label: 'Learning rate',
    min: 0.001,
    max: 1,
    value: 0.05,
    log: true,
    snap: rounded,
    format: (value) => String(rounded(value)),
    onInput: (value, commit) => actions.set(['training', 'learning_rate'], value, commit),
    onSweep: () => store.setUi({ sweep: ['training', 'learning_rate'] }),
    onShow: (value) => (text.textContent = value < 0.1 ? String(value) : fixed(value, 2)),
  });
  store.on('scene', (scene) => control.set(scene.experiment.training.learning_rate));
  return field('Learning rate', 'rate', control.element, text);
}

/** @param {Context} ctx */
function createCounters({ store }) {
  const epoch = h('span', { role: 'status', 'aria-label': 'Epoch', 'aria-live': 'off' }, '0');
  const seed = h('span', {}, '–');
  store.on('frame', (frame) => {
    say(epoch, String(frame.epoch));
  });
  store.on('scene', (scene) => (seed.textContent = String(scene.experiment.training.seed)));
  return [field('Epoch', 'big', epoch), field('Seed', 'seed', seed)];
}

/** The age of what is on the screen: a dot in the colour of its class, and the time. @param {Context} ctx */
function createTruth({ store }) {
  const text = h('span', {}, '–');
  const element = h('div', { class: 'truth', 'data-age': 'lost', title: 'Time from a change to its picture, or of one picture' }, text);
  let until = 0;
  const show = (/** @type {number} */ ms) => {
    put(element, 'data-age', ms < 250 ? 'fresh' : ms < 1000 ? 'late' : 'lost');
    say(text, `${Math.round(ms)} ms`);
  };
  let echo = /** @type {number | null} */ (null);
  store.on('frame', (frame) => {
    const now = performance.now();
    if (frame.echo !== null && frame.echo !== echo) {
      echo = frame.echo;
      until = now + 1500;
      show(now - frame.echo);
    } else if (now > until) {
      until = now + 500;
      show(frame.compute_ms);
    }
  });
  whenBehind(store, (behind) => {
    if (behind) {
      element.dataset.age = 'lost';
      text.textContent = 'drawing';
    } else if (text.textContent === 'drawing' && store.frame) show(store.frame.compute_ms);
  });
  store.on('ui', (ui) => {
    if (ui.status !== 'lost' && ui.status !== 'ended') return;
    element.dataset.age = 'lost';
    text.textContent = ui.status === 'lost' ? 'offline' : 'load again';
  });
  return element;
}

/**
 * @param {Context} ctx
 * @param {{onShare: () => void, onOpen: () => void, onTheme: () => void, onScript: () => void, badge: HTMLElement}} events `badge`: says what the link hides
 */
export function createTopbar(ctx, { onShare, onOpen, onTheme, onScript, badge }) {
  const { store, actions } = ctx;
  const transport = createTransport(ctx);
  const undo = button('Undo', 'undo', 'Undo (Z)', actions.undo, 'bare');
  const redo = button('Redo', 'redo', 'Redo (Shift+Z)', actions.redo, 'bare');
  store.on('scene', (scene) => {
    undo.disabled = !scene.can_undo;
    redo.disabled = !scene.can_redo;
  });
  const share = h('button', { class: 'btn share', type: 'button', title: 'A link to this experiment', on: { click: onShare } }, icon('share'), 'Share');
  const script = button('QuTiP script', 'code', 'What is on the screen as a program in plain QuTiP', onScript, 'bare');
  const files = [
    button('Open file', 'open', 'Open an experiment from a JSON file', onOpen, 'bare'),
    button('Save file', 'save', 'Save the experiment as a JSON file', actions.save, 'bare'),
  ];
  const name = h('h1', { class: 'mark' }, mark(), h('span', { class: 'name-strong' }, 'Quron'), h('span', { class: 'name-light' }, 'Playground'));
  const element = h(
    'header',
    { class: 'topbar' },
    name,
    transport.element,
    createSpeed(ctx),
    ...createCounters(ctx),
    h('div', { class: 'rule' }),
    createRate(ctx),
    chooser('Optimiser', OPTIMIZERS, ctx, ['training', 'optimizer']),
    chooser('Loss', LOSSES, ctx, ['training', 'loss']),
    createShots(ctx),
    createMore(ctx),
    h('div', { class: 'grow' }),
    badge,
    createTruth(ctx),
    h('div', { class: 'group tight' }, undo, redo, button('Theme', 'theme', 'Light or dark', onTheme, 'bare'), script, ...files),
    share,
  );
  return { element, togglePlay: transport.toggle };
}
