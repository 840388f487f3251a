// @ts-check
/** How many qurons the network starts with, and what a frame of it costs. */
import { h } from '../lib/dom.js';
import { MOST_QURONS } from '../lib/limits.js';
import { means } from './means.js';

/** @param {import('./types.js').Context} ctx */
export function createQurons({ store, actions }) {
  const count = h('span', { class: 'v', role: 'status', 'aria-label': 'Qurons' }, '–');
  const cost = h('p', { class: 'k wide' });
  means(cost, 'frame_cost', { tell: () => store.scene?.plan ?? '' });
  const [fewer, more] = [
    stepButton('Fewer qurons', '−', 'Takes the lowest quron away; carries the other parameters over'),
    stepButton('More qurons', '+', 'Adds a quron below the others; carries the other parameters over'),
  ];
  const now = () => store.scene?.experiment.network.qurons ?? 0;
  means(count, 'qurons', { stop: more });
  fewer.addEventListener('click', () => now() > 1 && actions.edit({ kind: 'remove_quron', quron: now() - 1 }));
  more.addEventListener('click', () => now() < MOST_QURONS && actions.edit({ kind: 'add_quron' }));
  store.on('scene', (scene) => {
    count.textContent = String(scene.experiment.network.qurons);
    fewer.disabled = now() <= 1;
    more.disabled = now() >= MOST_QURONS;
    cost.textContent = scene.cost;
  });
  return {
    element: h(
      'section',
      { class: 'qurons', 'aria-label': 'Number of qurons' },
      h('div', { class: 'head' }, h('h2', null, 'Qurons'), h('div', { class: 'stepper' }, fewer, count, more)),
      cost,
    ),
  };
}

/** @param {string} name @param {string} sign @param {string} title */
const stepButton = (name, sign, title) =>
  /** @type {HTMLButtonElement} */ (h('button', { class: 'step', type: 'button', 'aria-label': name, title, disabled: true }, sign));
