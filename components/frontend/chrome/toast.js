// @ts-check
/** Messages from the simulator: what happened, what to do. They leave by themselves, errors after time to read them. */
import { h } from '../lib/dom.js';

const INFO_MS = 5000;
const READ_MS = 15000; // what went wrong, and a way back that is offered
const MOST = 3;

/** @param {{store: import('../lib/store.js').Store}} ctx */
export function createToasts({ store }) {
  const element = h('div', { class: 'toasts' });

  /** @param {import('../lib/types.js').Message} message */
  const show = ({ level, text, path = '', placed = false, action }) => {
    if (placed) return;
    const known = [...element.children].find((toast) => toast.getAttribute('data-text') === text);
    known?.remove();
    const run = () => {
      close.click();
      action?.act();
    };
    const close = h('button', { class: 'btn bare', 'aria-label': 'Dismiss', type: 'button' }, '×');
    const toast = h(
      'div',
      { class: `toast ${level}`, role: level === 'error' ? 'alert' : 'status', 'data-text': text, 'data-path': path },
      h('span', { class: 'toast-text', text }),
      action && h('button', { class: 'btn bare toast-action', type: 'button', text: action.name, on: { click: run } }),
      close,
    );
    const timer = setTimeout(() => toast.remove(), level === 'error' || action ? READ_MS : INFO_MS);
    close.addEventListener('click', () => {
      clearTimeout(timer);
      toast.remove();
    });
    element.append(toast);
    if (action) whenChanged(store, () => close.click());
    while (element.children.length > MOST) element.firstElementChild?.remove();
  };
  store.on('message', show);
  return { element, show };
}

/**
 * The way back that a message offers is right only as long as nothing else has happened to the network.
 * @param {import('../lib/store.js').Store} store
 * @param {() => void} then
 */
function whenChanged(store, then) {
  const network = () => JSON.stringify(store.scene?.experiment.network);
  const before = network();
  const off = store.on('scene', () => {
    if (network() === before) return;
    off();
    then();
  });
}
