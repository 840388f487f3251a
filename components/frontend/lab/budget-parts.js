// @ts-check
/** What the parts of the tab Budget share. */
import { titleOf } from '../canvas/describe.js';
import { h, replace } from '../lib/dom.js';

/** Kinds of the layers of the moment. @param {import('../lib/store.js').Store} store */
export const kindsOf = (store) => (store.scene?.layers ?? []).map(({ kind }) => kind);

/** @param {string} title @param {string} label @param {HTMLElement[]} tools @param {...HTMLElement} body */
export const section = (title, label, tools, ...body) =>
  h('section', { class: 'budget-part', 'aria-label': label }, h('div', { class: 'head' }, h('h2', null, title), h('span', { class: 'grow' }), ...tools), ...body);

/**
 * A menu of the layers of the moment; it keeps its choice as long as they stay the same.
 * @param {string} label
 * @param {(name: string, index: number) => [value: number, text: string]} write
 * @param {[value: number, text: string][]} [before] the layers
 */
export function layerMenu(label, write, before = []) {
  const element = h('select', { class: 'quiet', 'aria-label': label });
  let known = '';
  return {
    element,
    /** @param {string[]} kinds @param {'first' | 'last'} start what is chosen where the layers are others than before */
    update(kinds, start) {
      if (known === kinds.join()) return;
      known = kinds.join();
      const options = [...before, ...kinds.map((kind, index) => write(`${index + 1} ${titleOf(kind).toLowerCase()}`, index))];
      replace(element, ...options.map(([value, text]) => h('option', { value }, text)));
      element.value = String(options[start === 'first' ? 0 : options.length - 1]?.[0]);
    },
  };
}
