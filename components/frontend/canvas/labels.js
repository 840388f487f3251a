// @ts-check
/** The names of the qurons at the left of their wires, with the ways to add and to remove one. */
import { h } from '../lib/dom.js';
import { wireY } from '../lib/layout.js';
import { MOST_QURONS } from '../lib/limits.js';
import { moveTo } from './bodies.js';
import { subscript } from './describe.js';
import { createEntanglement } from './entanglement.js';
import { icon } from './icons.js';
import { allFrozen, frozenOf, parametersOfQuron, toggleFrozen } from '../lib/freeze.js';
import { lockButton } from '../lib/lock.js';

export class Labels {
  /** @param {import('./types.js').Env} env */
  constructor(env) {
    this.env = env;
    this.add = /** @type {HTMLButtonElement} */ (
      h('button', { class: 'quron-add', type: 'button', 'aria-label': 'Add quron' }, icon('add'))
    );
    this.add.addEventListener('click', () => env.actions.edit({ kind: 'add_quron' }));
    this.element = h('div', { class: 'quron-labels' }, this.add, createEntanglement(env));
    /** @type {HTMLElement[]} */
    this.labels = [];
    /** @type {ReturnType<typeof lockButton>[]} */
    this.locks = [];
  }

  /** @param {number} count */
  build(count) {
    if (this.labels.length !== count) {
      this.labels.forEach((old) => old.remove());
      this.locks = Array.from({ length: count }, (_, quron) => this.lock(quron));
      this.labels = Array.from({ length: count }, (_, quron) => this.label(quron, count > 1));
      this.element.prepend(...this.labels);
    }
    this.showLocks();
    this.add.disabled = count >= MOST_QURONS;
    this.add.title = this.add.disabled ? `At most ${MOST_QURONS} qurons` : 'Add a quron';
  }

  /**
   * @param {number} quron
   * @param {boolean} removable the last one is not
   */
  label(quron, removable) {
    const name = h('b', {}, `q${subscript(quron)}`);
    const element = h('div', { class: 'quron-label' }, name, h('span', {}, '|0⟩'), this.locks[quron].element);
    if (!removable) return element;
    const text = `Remove q${quron}`;
    const look = { class: 'quron-remove', type: 'button', title: text, 'aria-label': text };
    const remove = h('button', look, icon('remove'));
    remove.addEventListener('click', () => this.env.actions.edit({ kind: 'remove_quron', quron }));
    element.append(remove);
    return element;
  }

  /** Freezes every angle that acts on the quron. @param {number} quron */
  lock(quron) {
    const { store } = this.env;
    return lockButton('quron-lock', () => store.scene && toggleFrozen(this.env, parametersOfQuron(store.scene, quron)));
  }

  showLocks() {
    const { scene } = this.env.store;
    if (!scene) return;
    this.locks.forEach((lock, quron) => {
      const own = parametersOfQuron(scene, quron);
      lock.element.hidden = own.length === 0;
      lock.set(`q${quron}`, allFrozen(frozenOf(scene), own));
    });
  }

  /** @param {import('./types.js').Layout} layout */
  place(layout) {
    const { labels } = this;
    this.element.style.height = `${layout.height}px`;
    labels.forEach((entry, quron) => moveTo(entry, 8, wireY(layout, labels.length, quron) - 10));
    moveTo(this.add, 14, layout.height - 24);
  }
}
