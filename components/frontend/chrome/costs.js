// @ts-check
/** What decoherence costs: the noisy network against the same without noise, as the ghosts show it. */
import { h } from '../lib/dom.js';
import { fixed } from '../lib/format.js';

const HELP = 'The same parameters with and without decoherence; training is not repeated.';
const FIDELITY =
  'Overlap of the output state at the probe with the ideal one: ⟨ψ|ρ|ψ⟩, Uhlmann’s fidelity squared (Jozsa 1994). 1 is ideal.';

/** @param {string} name @param {string} title */
function row(name, title) {
  const value = h('dd');
  return {
    element: h('div', { title }, h('dt', null, name), value),
    /** @param {string} text */
    set(text) {
      if (value.textContent !== text) value.textContent = text;
    },
  };
}

/** A change with its sign. @param {number} value @param {number} digits */
export const signed = (value, digits) => (value > 0 && Number(value.toFixed(digits)) !== 0 ? '+' : '') + fixed(value, digits);

/**
 * @param {Pick<import('../lib/types.js').Frame, 'accuracy' | 'margin' | 'ghost'>} frame
 * @param {boolean} regression
 * @returns {{accuracy: string, margin: string, fidelity: string} | null} null without noise
 */
export function costsOf({ accuracy, margin, ghost }, regression) {
  if (!ghost || accuracy === null || margin === null) return null;
  const lost = accuracy - ghost.accuracy;
  return {
    accuracy: regression ? signed(lost, 2) : `${signed(100 * lost, 1)} pt`,
    margin: signed(margin - ghost.margin, 2),
    fidelity: fixed(ghost.fidelity, 2),
  };
}

/** @param {import('./types.js').Context} ctx */
export function createCosts({ store }) {
  const accuracy = row('Accuracy', 'Test points on the right side: noisy minus ideal, in percentage points');
  const margin = row('Margin', 'Mean of label times output over the test points: noisy minus ideal');
  const fidelity = row('Fidelity', FIDELITY);
  const list = h('dl', { class: 'costs-list' }, accuracy.element, margin.element, fidelity.element);
  const element = h('section', { class: 'costs', hidden: true, 'aria-label': 'What noise costs', title: HELP }, h('h3', null, 'What noise costs'), list);
  store.on('frame', (frame) => {
    const costs = costsOf(frame, store.scene?.regression ?? false);
    element.hidden = costs === null;
    if (!costs) return;
    accuracy.set(costs.accuracy);
    margin.set(costs.margin);
    fidelity.set(costs.fidelity);
  });
  return { element };
}
