// @ts-check
/** The names of the qurons at the left of their wires, with the ways to add and to remove one. */
import { h } from '../lib/dom.js';
import { wireY } from '../lib/layout.js';
import { moveTo } from './bodies.js';
import { subscript } from './describe.js';
import { icon } from './icons.js';

const MOST = 8;

export class Labels {
  /** @param {import('./types.js').Env} env */
  constructor(env) {
    this.env = env;
    this.add = /** @type {HTMLButtonElement} */ (
      h('button', { class: 'quron-add', type: 'button', 'aria-label': 'Add quron' }, icon('add'))
    );
    this.add.addEventListener('click', () => env.actions.edit({ kind: 'add_quron' }));
    this.element = h('div', { class: 'quron-labels' }, this.add);
    /** @type {HTMLElement[]} */
    this.labels = [];
  }

  /** @param {number} count */
  build(count) {
    if (this.labels.length !== count) {
      this.labels.forEach((old) => old.remove());
      this.labels = Array.from({ length: count }, (_, quron) => this.label(quron, count > 1));
      this.element.prepend(...this.labels);
    }
    this.add.disabled = count >= MOST;
    this.add.title = this.add.disabled ? `At most ${MOST} qurons` : 'Add a quron';
  }

  /**
   * @param {number} quron
   * @param {boolean} removable the last one is not
   */
  label(quron, removable) {
    const name = h('b', {}, `q${subscript(quron)}`);
    const element = h('div', { class: 'quron-label' }, name, h('span', {}, '|0⟩'));
    if (!removable) return element;
    const text = `Remove q${quron}`;
    const look = { class: 'quron-remove', type: 'button', title: text, 'aria-label': text };
    const remove = h('button', look, icon('remove'));
    remove.addEventListener('click', () => this.env.actions.edit({ kind: 'remove_quron', quron }));
    element.append(remove);
    return element;
  }

  /** @param {import('./types.js').Layout} layout */
  place(layout) {
    const { labels } = this;
    this.element.style.height = `${layout.height}px`;
    labels.forEach((entry, quron) => moveTo(entry, 8, wireY(layout, labels.length, quron) - 10));
    moveTo(this.add, 14, layout.height - 24);
  }
}
