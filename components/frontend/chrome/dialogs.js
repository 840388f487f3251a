// @ts-check
/** Sharing by link, saving to and opening from a file. */
import { saveImage } from '../export/download.js';
import { h } from '../lib/dom.js';
import { withProbe } from '../lib/probe-link.js';

const LARGEST_FILE = 96 * 1024;

/**
 * @typedef {object} Context
 * @property {import('../lib/store.js').Store} store
 * @property {import('../lib/actions.js').Actions} actions
 */

/**
 * @param {Context} ctx
 * @param {HTMLElement} choices of what the link hides
 * @param {(listener: () => void) => void} onChoice
 */
export function createShare({ store, actions }, choices, onChoice) {
  const link = h('input', { class: 'link', type: 'text', readonly: true, 'aria-label': 'Link' });
  const weights = h('input', { type: 'checkbox' });
  const copy = h('button', { class: 'btn primary', type: 'button' }, 'Copy link');
  const close = h('button', { class: 'btn', type: 'button' }, 'Close');
  const element = h(
    'dialog',
    { class: 'dialog', 'aria-label': 'Share' },
    h('h2', {}, 'Share this experiment'),
    h('p', { class: 'k wide' }, 'Whoever opens the link gets the same network, data, noise, training settings and probe.'),
    link,
    h('label', { class: 'check' }, weights, 'with the trained parameters'),
    choices,
    h('div', { class: 'image-row', role: 'group', 'aria-label': 'Image of the network' }, h('span', {}, 'Image of the network'), ...imageButtons(store)),
    h('div', { class: 'dialog-foot' }, close, copy),
  );
  const ask = () => actions.share(weights.checked);
  weights.addEventListener('change', ask);
  onChoice(() => element.open && ask());
  close.addEventListener('click', () => element.close());
  store.on('link', ({ query }) => {
    const url = address(query);
    url.searchParams.delete('debug');
    link.value = withProbe(url.href, store.ui.probe); // the address waits until the hand rests
    copy.textContent = 'Copy link';
  });
  copy.addEventListener('click', async () => {
    link.select();
    try {
      await navigator.clipboard.writeText(link.value);
      copy.textContent = 'Copied';
    } catch {
      copy.textContent = 'Press Ctrl+C';
    }
  });
  const open = () => {
    link.value = '';
    ask();
    element.showModal();
  };
  return { element, open };
}

/** For slides, on a white ground. @param {Context['store']} store */
const imageButtons = (store) =>
  /** @type {const} */ (['svg', 'png']).map((format) => {
    const name = format.toUpperCase();
    const look = { class: 'btn', type: 'button', 'aria-label': `Save image as ${name}`, title: `The network as it stands, as ${name}` };
    return h('button', { ...look, on: { click: () => void saveImage(store, format) } }, name);
  });

/**
 * The page's address with another experiment.
 * @param {string} query `?e=...` or `e=...`
 */
export function address(query) {
  const url = new URL(location.href);
  const wanted = new URLSearchParams(query.replace(/^\?/, ''));
  url.searchParams.delete('e');
  for (const [name, value] of wanted) url.searchParams.set(name, value);
  return url;
}

/** @param {Context} ctx */
export function createFiles({ store, actions }) {
  const input = h('input', { type: 'file', accept: '.json,application/json', class: 'hidden', 'aria-label': 'Experiment file', tabindex: '-1' });
  input.addEventListener('change', async () => {
    const file = input.files?.[0];
    input.value = '';
    if (!file) return;
    if (file.size > LARGEST_FILE) {
      const size = Math.ceil(file.size / 1024);
      const text = `The file ${file.name} has ${size} KiB; the page opens at most ${LARGEST_FILE / 1024} KiB. Choose a file saved by this page.`;
      store.emit('message', { level: 'error', text });
      return;
    }
    actions.open(await file.text());
  });
  store.on('file', ({ name, text }) => {
    const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
    const anchor = h('a', { href: url, download: name });
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  });
  return { element: input, open: () => input.click() };
}
