// @ts-check
/** Applies what the address hides, live, with a badge that says so and brings it back for a while. */
import { h } from '../lib/dom.js';
import { HIDEABLE, readView, withView } from '../lib/view-options.js';

/** @typedef {ReturnType<typeof createView>} View */

/** @param {HTMLElement} root Whose `data-hide` and `data-view` the style sheet follows. */
export function createView(root) {
  let options = readView(location.search);
  let shown = false;
  /** @type {Set<() => void>} */
  const listeners = new Set();
  const badge = h('button', { class: 'btn view-badge', type: 'button', hidden: true });
  const hidden = () => (shown ? [] : options.hide);
  const apply = () => {
    root.dataset.hide = hidden().join(' ');
    root.dataset.view = options.view;
    const { length } = options.hide;
    badge.hidden = length === 0;
    const names = options.hide.map((word) => HIDEABLE[word]).join(', ');
    badge.textContent = shown ? 'Hide again' : `${length} hidden · Show`;
    badge.title = shown ? `Hides again: ${names}` : `This link hides: ${names}. Press to show`;
    badge.setAttribute('aria-label', shown ? 'Hide controls again' : `${length} controls hidden, show them`);
    for (const listener of listeners) listener();
  };
  badge.addEventListener('click', () => {
    shown = !shown;
    apply();
  });
  const follow = () => {
    options = readView(location.search);
    apply();
  };
  window.addEventListener('popstate', follow);
  apply();
  return {
    badge,
    /** Words that are hidden at the moment. */
    hidden,
    get options() {
      return options;
    },
    /** Take other options over, into the address too. @param {Partial<import('../lib/view-options.js').ViewOptions>} patch */
    set(patch) {
      const next = { ...options, ...patch };
      history.replaceState(history.state, '', withView(location.href, next));
      shown = false;
      follow();
    },
    /** @param {() => void} listener */
    onChange: (listener) => void listeners.add(listener),
    close: () => window.removeEventListener('popstate', follow),
  };
}

/**
 * For lessons: which controls the link leaves out. A choice is seen at once behind the dialog.
 * @param {View} view
 */
export function createViewChoices(view) {
  const boxes = Object.entries(HIDEABLE).map(([word, name]) => {
    const box = h('input', { type: 'checkbox', value: word });
    return { word, box, row: h('label', { class: 'check', title: `hide=${word}` }, box, name) };
  });
  const embed = h('input', { type: 'checkbox' });
  const set = () =>
    view.set({
      view: embed.checked ? 'embed' : 'full',
      hide: boxes.filter(({ box }) => box.checked).map(({ word }) => word),
    });
  const show = () => {
    embed.checked = view.options.view === 'embed';
    for (const { word, box } of boxes) box.checked = view.options.hide.includes(word);
  };
  for (const box of [embed, ...boxes.map((entry) => entry.box)]) box.addEventListener('change', set);
  view.onChange(show);
  show();
  return h(
    'details',
    { class: 'view-choices' },
    h('summary', {}, 'For a lesson: hide controls'),
    h('div', { class: 'view-grid', role: 'group', 'aria-label': 'Hidden controls' }, ...boxes.map(({ row }) => row)),
    h('label', { class: 'check' }, embed, 'embed: network, map and play only'),
  );
}
