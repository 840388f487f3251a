// @ts-check
/** The names of the qurons at the left of their wires, with the ways to add and to remove one. */
import { h } from '../lib/dom.js';
import { wireY } from '../lib/layout.js';
import { moveTo } from './bodies.js';
import { subscript } from './describe.js';
import { icon } from './icons.js';

const MOST = 8;

/** @param {import('./types.js').Env} env */
export function createLabels(env) {
  const add = /** @type {HTMLButtonElement} */ (
    h('button', { class: 'quron-add', type: 'button', 'aria-label': 'Add quron' }, icon('add'))
  );
  add.addEventListener('click', () => env.actions.edit({ kind: 'add_quron' }));
  const element = h('div', { class: 'quron-labels' }, add);
  /** @type {HTMLElement[]} */
  let labels = [];

  /** @param {number} quron @param {boolean} only one cannot be removed */
  const label = (quron, only) => {
    const remove = h('button', { class: 'quron-remove', type: 'button', title: `Remove q${quron}` }, icon('remove'));
    remove.setAttribute('aria-label', `Remove q${quron}`);
    remove.addEventListener('click', () => env.actions.edit({ kind: 'remove_quron', quron }));
    const name = h('b', {}, `q${subscript(quron)}`);
    return h('div', { class: 'quron-label' }, name, h('span', {}, '|0⟩'), ...(only ? [] : [remove]));
  };

  return {
    element,
    /** @param {number} count */
    build: (count) => {
      if (labels.length !== count) {
        labels.forEach((old) => old.remove());
        labels = Array.from({ length: count }, (_, quron) => label(quron, count === 1));
        element.prepend(...labels);
      }
      add.disabled = count >= MOST;
      add.title = add.disabled ? `At most ${MOST} qurons` : 'Add a quron';
    },
    /** @param {import('./types.js').Layout} layout */
    place: (layout) => {
      element.style.height = `${layout.height}px`;
      labels.forEach((entry, quron) => moveTo(entry, 8, wireY(layout, labels.length, quron) - 10));
      moveTo(add, 14, layout.height - 24);
    },
  };
}
