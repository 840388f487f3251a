// @ts-check
/** "Check with QuTiP": shows a number only after a measurement, and only as long as what was measured stands. */
import { h, replace, s } from '../lib/dom.js';
import { scientific } from '../lib/format.js';

const TOLERANCE = 1e-6;

/** @param {import('./types.js').Context} ctx */
export function createBadge({ store, actions }) {
  const element = /** @type {HTMLButtonElement} */ (h('button', { class: 'badge', type: 'button' }));
  let running = false;
  /** Whether the experiment changed while QuTiP was still counting. */
  let stale = false;
  let measured = '';

  /** @param {'unmeasured' | 'running' | 'good' | 'bad'} state @param {string} text @param {string} title */
  const show = (state, text, title) => {
    element.dataset.state = state;
    element.title = title;
    element.disabled = state === 'running';
    replace(element, state === 'good' && tick(), text);
  };
  const forget = () => {
    running = false;
    show('unmeasured', 'Check with QuTiP', 'Compares the fast simulation with plain QuTiP at the probe');
  };
  element.addEventListener('click', () => {
    running = true;
    stale = false;
    show('running', 'Checking…', 'QuTiP is counting');
    actions.verify();
  });
  store.on('verified', ({ deviation, ms }) => {
    if (!running) return;
    if (stale) return forget();
    running = false;
    const good = deviation <= TOLERANCE;
    const title = `Largest deviation of a readout from QuTiP at the probe, measured in ${Math.round(ms)} ms. Press to measure again.`;
    show(good ? 'good' : 'bad', `${good ? '' : '✗ '}QuTiP ${scientific(deviation)}`, title);
  });
  store.on('message', (message) => {
    if (running && message.level === 'error') forget();
  });
  store.on('scene', (scene) => {
    const known = JSON.stringify(scene.experiment);
    if (known === measured) return;
    measured = known;
    if (running) stale = true;
    else forget();
  });
  store.on('frame', () => {
    // A value in the hand changes what is simulated before the scene follows.
    if (store.ui.held.size && !running && element.dataset.state !== 'unmeasured') forget();
  });
  store.on('ui', (ui) => {
    if (ui.status === 'lost' && running) forget();
  });
  forget();
  return { element };
}

const tick = () =>
  s('svg', { viewBox: '0 0 12 12', 'aria-hidden': 'true' }, s('path', { d: 'm2 6.5 2.7 2.7L10 3.5', class: 'stroked' }));
