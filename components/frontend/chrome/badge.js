// @ts-check
/** "Check with QuTiP": shows a number only after a measurement, and only as long as what was measured stands. */
import { h, replace, s } from '../lib/dom.js';
import { scientific } from '../lib/format.js';

const TOLERANCE = 1e-6;

/** @param {import('./types.js').Context} ctx */
export function createBadge({ store, actions }) {
  const badge = new Badge(() => actions.verify());
  let known = '';
  store.on('verified', (answer) => badge.answer(answer));
  store.on('message', (message) => message.level === 'error' && badge.giveUp());
  store.on('scene', (scene) => {
    const experiment = JSON.stringify(scene.experiment);
    if (experiment !== known) badge.outdate();
    known = experiment;
  });
  // A value in the hand changes what is simulated before the scene follows.
  store.on('frame', () => store.ui.held.size && badge.outdate());
  store.on('ui', (ui) => ui.status === 'lost' && badge.giveUp());
  return { element: badge.element };
}

class Badge {
  /** @param {() => void} ask Starts a measurement. */
  constructor(ask) {
    this.element = /** @type {HTMLButtonElement} */ (h('button', { class: 'badge', type: 'button' }));
    /** Whether the experiment changed while QuTiP was still counting. */
    this.stale = false;
    this.element.addEventListener('click', () => {
      this.stale = false;
      this.show('running', 'Checking…', 'QuTiP is counting');
      ask();
    });
    this.forget();
  }

  /** @param {'unmeasured' | 'running' | 'good' | 'bad'} state @param {string} text @param {string} title */
  show(state, text, title) {
    this.state = state;
    this.element.dataset.state = state;
    this.element.title = title;
    this.element.disabled = state === 'running';
    replace(this.element, state === 'good' && tick(), text);
  }

  forget() {
    this.show('unmeasured', 'Check with QuTiP', 'Compares the fast simulation with plain QuTiP at the probe');
  }

  giveUp() {
    if (this.state === 'running') this.forget();
  }

  outdate() {
    if (this.state === 'running') this.stale = true;
    else if (this.state !== 'unmeasured') this.forget();
  }

  /** @param {{deviation: number, ms: number}} measured */
  answer({ deviation, ms }) {
    if (this.state !== 'running') return;
    if (this.stale) return this.forget();
    const good = deviation <= TOLERANCE;
    const title = `Largest deviation of a readout from QuTiP at the probe, measured in ${Math.round(ms)} ms. Press to measure again.`;
    this.show(good ? 'good' : 'bad', `${good ? '' : '✗ '}QuTiP ${scientific(deviation)}`, title);
  }
}

const tick = () =>
  s('svg', { viewBox: '0 0 12 12', 'aria-hidden': 'true' }, s('path', { d: 'm2 6.5 2.7 2.7L10 3.5', class: 'stroked' }));
