// @ts-check
/** What can be done with layers that are chosen together; below it they get a name and become a block. */
import { h } from '../lib/dom.js';
import { blocksOf } from './block-menu.js';
import { LONGEST_NAME } from './blocks.js';
import { duplicateLayers, removeLayers, wordFor } from './commands.js';
import { named } from './selection.js';

/** @type {(label: string, title: string, act: () => void) => HTMLElement} */
const button = (label, title, act) => h('button', { class: 'bar-button', type: 'button', title, on: { click: act } }, label);

export class SelectionBar {
  /** @param {import('./types.js').Env} env */
  constructor(env) {
    this.env = env;
    /** @type {number[]} */
    this.indices = [];
    this.naming = false;
    this.text = h('b', {});
    this.field = /** @type {HTMLInputElement} */ (
      h('input', { class: 'bar-name', type: 'text', maxlength: LONGEST_NAME, 'aria-label': 'Name of the block' })
    );
    this.actions = h('span', { class: 'bar-actions' },
      button('Save as block', 'Keep these layers under a name, to use them again (B)', () => this.name(this.indices)),
      button('Duplicate', 'Copies behind the last one, angles included (D)', () => duplicateLayers(env, this.indices)),
      button('Remove', 'Takes these layers away (Delete)', () => removeLayers(env, this.indices)),
      button('Clear', 'Choose nothing together (Escape)', () => env.store.setUi({ selected: [] })));
    this.form = h('span', { class: 'bar-actions' }, this.field,
      button('Save', 'Save the block (Enter)', () => this.save()),
      button('Cancel', 'Do not save (Escape)', () => this.close()));
    this.element = h('div', { class: 'selection-bar', role: 'toolbar', 'aria-label': 'Chosen layers', hidden: true },
      this.text, this.actions, this.form);
    this.field.addEventListener('keydown', (event) => {
      event.stopPropagation();
      if (event.key === 'Enter') this.save();
      if (event.key === 'Escape') this.close();
    });
    this.close();
  }

  /** @param {readonly number[]} selected */
  show(selected) {
    if (this.naming && this.same(selected)) return;
    this.naming = false;
    this.indices = [...selected];
    this.draw();
  }

  /** Whether what is being named is still what is chosen. @param {readonly number[]} selected */
  same(selected) {
    return selected.length ? selected.join() === this.indices.join() : this.indices.length === 1;
  }

  /** Asks for the name of a block. @param {number[]} indices */
  name(indices) {
    const layers = this.layers(indices);
    this.indices = [...indices];
    this.naming = true;
    this.field.value = layers.map(wordFor).join(' + ').slice(0, LONGEST_NAME);
    this.draw();
    this.field.focus();
    this.field.select();
  }

  /** @param {readonly number[]} indices @returns {import('./describe.js').LayerSpec[]} */
  layers(indices) {
    const { layers } = this.env.store.scene?.experiment.network ?? { layers: [] };
    return indices.map((index) => layers[index]);
  }

  save() {
    const wrong = blocksOf(this.env).save(this.field.value, this.layers(this.indices));
    const level = wrong ? 'error' : 'info';
    const text = wrong || `Saved the block ${this.field.value.trim()}. It is among the blocks above the network.`;
    this.env.store.emit('message', { level, text });
    if (!wrong) this.close();
  }

  close() {
    this.naming = false;
    this.indices = [...this.env.store.ui.selected];
    this.draw();
  }

  draw() {
    this.element.hidden = !this.naming && this.indices.length < 2;
    this.actions.hidden = this.naming;
    this.form.hidden = !this.naming;
    const text = this.naming ? `Block of ${named(this.indices)}` : `${this.indices.length} layers`;
    if (this.text.textContent !== text) this.text.textContent = text;
  }
}
