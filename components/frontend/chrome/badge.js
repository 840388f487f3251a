// @ts-check
/** "Check with QuTiP": shows a number only after a measurement, and only as long as what was measured stands. */
import { h, replace, s } from '../lib/dom.js';
import { scientific } from '../lib/format.js';
import { means } from './means.js';

const TOLERANCE = 1e-6;
const UNMEASURED = 'Not measured yet: press to compare.';
const REMEDY =
  'The fast simulation and QuTiP disagree about this network. Do not trust its numbers: the program under </> computes ' +
  'them with QuTiP alone. Save the experiment as a file and report it.';

/**
 * What a measurement says.
 * @param {{deviation: number | null, ms: number, parts: Record<string, number | null>, unsolved: boolean}} measured largest difference, and that of every quantity
 * @returns {{state: 'good' | 'bad', text: string, title: string, remedy: string}} `remedy`: what to do about it; nothing if all is well
 */
export function verdict({ deviation, ms, parts, unsolved }) {
  const good = deviation !== null && deviation <= TOLERANCE; // what is no number arrives as null, and is not small
  const each = Object.entries(parts).map(([name, value]) => `${name} ${size(value)}`).join(', ');
  const left = unsolved ? ' mesolve is left out: the density matrix is too large for it; relaxation was checked with Kraus operators.' : '';
  const names = parts.mesolve === undefined ? 'QuTiP' : 'QuTiP, mesolve';
  const said = `Red above ${scientific(TOLERANCE)}: ${each}. Measured in ${Math.round(ms)} ms.${left}`;
  return {
    state: good ? 'good' : 'bad',
    text: good ? `${names} ${size(deviation)}` : `✗ Differs from QuTiP by ${size(deviation)}`,
    title: good ? `${said} Press to measure again.` : `${REMEDY} ${said}`,
    remedy: good ? '' : REMEDY,
  };
}

/** @param {import('./types.js').Context} ctx */
export function createBadge({ store, actions }) {
  const badge = new Badge(() => actions.verify(), (text) => store.emit('message', { level: 'error', text }));
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

/** @param {number | null} value */
const size = (value) => (value === null ? 'no number' : scientific(value));

class Badge {
  /** @param {() => void} ask Starts a measurement. @param {(text: string) => void} warn Says what to do. */
  constructor(ask, warn) {
    this.warn = warn;
    this.element = /** @type {HTMLButtonElement} */ (h('button', { class: 'badge', type: 'button' }));
    /** Whether the experiment changed while QuTiP was still counting. */
    this.stale = false;
    /** What is to be said at the moment. */
    this.said = '';
    means(this.element, 'qutip_difference', { tell: () => this.said });
    this.element.addEventListener('click', () => {
      this.stale = false;
      this.show('running', 'Checking…', 'QuTiP is counting.');
      ask();
    });
    this.forget();
  }

  /** @param {'unmeasured' | 'running' | 'good' | 'bad'} state @param {string} text @param {string} title */
  show(state, text, title) {
    this.state = state;
    this.element.dataset.state = state;
    this.said = title;
    this.element.disabled = state === 'running';
    replace(this.element, state === 'good' && tick(), text);
  }

  forget() {
    this.show('unmeasured', 'Check with QuTiP', UNMEASURED);
  }

  giveUp() {
    if (this.state === 'running') this.forget();
  }

  outdate() {
    if (this.state === 'running') this.stale = true;
    else if (this.state !== 'unmeasured') this.forget();
  }

  /** @param {Parameters<typeof verdict>[0]} measured */
  answer(measured) {
    if (this.state !== 'running') return;
    if (this.stale) return this.forget();
    const { state, text, title, remedy } = verdict(measured);
    this.show(state, text, title);
    if (remedy) this.warn(remedy);
  }
}

const tick = () =>
  s('svg', { viewBox: '0 0 12 12', 'aria-hidden': 'true' }, s('path', { d: 'm2 6.5 2.7 2.7L10 3.5', class: 'stroked' }));
