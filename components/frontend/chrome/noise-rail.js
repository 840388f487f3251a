// @ts-check
/** Decoherence: three large dials for what acts after every layer, and the device; below it the number of qurons. */
import { CHANNELS } from '../canvas/channels.js';
import { dial } from '../lib/dial.js';
import { h, say } from '../lib/dom.js';
import { fixed, strength } from '../lib/format.js';
import { createBall } from './ball.js';
import { createCosts } from './costs.js';
import { means } from './means.js';
import { createDeviceCard } from './device-card.js';
import { isIdeal } from './devices.js';
import { fadeStops, isNoisy, noiseAfterToggle } from './noise.js';
import { createQurons } from './qurons.js';

/**
 * @typedef {import('./types.js').Context} Context
 * @typedef {import('./noise.js').Noise} Noise
 * @typedef {import('./noise.js').AllNoise} AllNoise
 */

/** The dials in the order in which their channels act; the largest value is where nothing is left to lose. */
const DIALS = [
  { channel: 'amplitude_damping', name: 'Amplitude', max: 1 },
  { channel: 'phase_damping', name: 'Phase', max: 1 },
  { channel: 'depolarizing', name: 'Depolarizing', max: 0.75 },
];

/** What the noise was before it was switched off. @type {WeakMap<import('../lib/store.js').Store, AllNoise>} */
const former = new WeakMap();

/**
 * Switch all noise off, ambient and of the device, or back to what it was; one entry for undo.
 * @param {Pick<Context, 'store' | 'actions'>} ctx
 */
export function toggleNoise({ store, actions }) {
  if (!store.scene) return;
  const { noise, device } = store.scene.experiment;
  const now = /** @type {AllNoise} */ ({ noise, device });
  const next = noiseAfterToggle(now, former.get(store));
  if (isNoisy(now)) former.set(store, now);
  actions.edit({ kind: 'set_noise', ...next });
}

/** @param {Context} ctx */
export function createNoiseRail(ctx) {
  const { store } = ctx;
  const fade = h('div', { class: 'fade' });
  const lever = h(
    'button',
    {
      class: 'switch', type: 'button', role: 'switch', 'aria-label': 'Noise', 'aria-checked': 'false',
      title: 'Noise off, and back to what it was (N)', on: { click: () => toggleNoise(ctx) },
    },
    h('kbd', null, 'N'),
    h('b'),
  );
  const dials = DIALS.map((entry) => createChannelDial(ctx, entry));
  const panel = h(
    'section',
    { class: 'noise', 'aria-label': 'Decoherence' },
    fade,
    h('div', { class: 'head' }, h('h2', null, 'Decoherence'), lever),
    h('div', { class: 'dials' }, ...dials.map((entry) => entry.element)),
    createDeviceCard(ctx).element,
    createCosts(ctx).element,
  );
  store.on('scene', (scene) => {
    const on = isNoisy(scene.experiment);
    lever.setAttribute('aria-checked', String(on));
    panel.classList.toggle('off', !on);
    panel.classList.toggle('on-device', !isIdeal(scene.experiment.device));
    for (const entry of dials) entry.set(scene.experiment.noise, on ? undefined : former.get(store)?.noise);
  });
  let shown = '';
  store.on('frame', ({ purity }) => {
    if (purity === null || purity.toFixed(2) === shown) return;
    shown = purity.toFixed(2);
    fade.style.background = fadeStops(purity);
    fade.title = `Purity of the whole state at the probe: ${fixed(purity, 2)}`;
  });
  return { element: h('div', { class: 'noise-rail' }, panel, createQurons(ctx).element) };
}

/**
 * @param {Context} ctx
 * @param {typeof DIALS[number]} entry
 */
function createChannelDial({ actions }, { channel, name, max }) {
  const { effect, ball: shape, name: label } = CHANNELS[channel];
  const ball = createBall();
  const number = h('div', { class: 'v' });
  const note = h('div', { class: 'k note' }, effect);
  const show = (/** @type {number} */ value) => {
    say(number, strength(value));
    ball.show(shape({ channel, strength: value }));
  };
  const control = dial({
    label, min: 0, max, value: 0, kind: 'strength', picture: ball.element, format: strength,
    onInput: (value, commit) => {
      show(value);
      actions.set(['noise', channel], value, commit);
    },
    ...actions.grip(() => ['noise', channel]),
  });
  show(0);
  const text = h('div', { class: 'dial-text' }, h('div', { class: 'name' }, name), number, note);
  const element = h('div', null, control.element, text);
  means(element, channel, { stop: control.element });
  return {
    element,
    /** @param {Noise} noise @param {Noise | undefined} before Shown while the noise is off. */
    set(noise, before) {
      if (control.held) return;
      const value = noise[/** @type {keyof Noise} */ (channel)];
      control.set(value);
      show(value);
      say(note, before ? `was ${strength(before[/** @type {keyof Noise} */ (channel)])}` : effect);
    },
  };
}
