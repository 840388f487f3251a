// @ts-check
/** What decoherence costs: the noisy network against the same without noise, as the ghosts show it. */
import { calmly } from '../lib/calm.js';
import { h, hide, say } from '../lib/dom.js';
import { fixed } from '../lib/format.js';
import { means } from './means.js';

/** @param {string} name @param {string} key of its meaning */
function row(name, key) {
  const value = h('dd');
  const element = h('div', null, h('dt', null, name), value);
  means(element, key);
  return {
    element,
    /** @param {string} text */
    set(text) {
      say(value, text);
    },
  };
}

/** A change with its sign. @param {number} value @param {number} digits */
export const signed = (value, digits) => (value > 0 && Number(value.toFixed(digits)) !== 0 ? '+' : '') + fixed(value, digits);

/**
 * @param {Pick<import('../lib/types.js').Frame, 'accuracy' | 'exact_accuracy' | 'margin' | 'ghost'>} frame
 * @param {boolean} regression
 * @returns {{accuracy: string, margin: string, fidelity: string} | null} null without noise
 */
export function costsOf({ accuracy: measured, exact_accuracy, margin, ghost }, regression) {
  const accuracy = exact_accuracy ?? measured; // shots are no cost of noise
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
  const accuracy = row('Accuracy', 'accuracy_cost');
  const margin = row('Margin', 'margin_cost');
  const fidelity = row('Fidelity', 'fidelity');
  const list = h('dl', { class: 'costs-list' }, accuracy.element, margin.element, fidelity.element);
  const element = h('section', { class: 'costs', hidden: true, 'aria-label': 'What noise costs' }, h('h3', null, 'What noise costs'), list);
  const follow = () => {
    const costs = store.frame && costsOf(store.frame, store.scene?.regression ?? false);
    hide(element, costs === null);
    if (!costs) return;
    accuracy.set(costs.accuracy);
    margin.set(costs.margin);
    fidelity.set(costs.fidelity);
  };
  store.on('frame', calmly(follow));
  return { element };
}
