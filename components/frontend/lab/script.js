// @ts-check
/** The tab "Script": the QuTiP program of what is on the screen, with line numbers, always up to date while it is seen. */
import { createBadge } from '../chrome/badge.js';
import { h } from '../lib/dom.js';
import { runAlone } from './alone.js';
import { message } from './parts.js';

/**
 * Puts lines into a list of elements: only those that differ are touched, so that a selection elsewhere survives.
 * @template {{textContent: string | null}} T
 * @param {T[]} shown elements that are there; longer or shorter afterwards
 * @param {readonly string[]} lines
 * @param {(line: string) => T} make
 * @param {(extra: T) => void} drop
 * @returns {number} how many were made, changed or dropped
 */
export function putLines(shown, lines, make, drop) {
  let touched = 0;
  lines.forEach((line, index) => {
    if (index >= shown.length) shown.push(make(line));
    else if (shown[index].textContent !== line) shown[index].textContent = line;
    else return;
    touched += 1;
  });
  for (const extra of shown.splice(lines.length)) {
    drop(extra);
    touched += 1;
  }
  return touched;
}

/** @param {import('./main.js').LabContext} ctx */
export function createScript(ctx) {
  const { store, study: studyOf } = ctx;
  const study = studyOf('script');
  const alone = runAlone(store, study, () => ({}));
  const error = message();
  const said = h('span', { class: 'k', role: 'status' });
  const code = h('code', { class: 'script-lines' });
  /** @type {HTMLElement[]} */
  const shown = [];
  let [text, name] = ['', ''];

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = 'copied';
    } catch {
      getSelection()?.selectAllChildren(code); // no permission: the user's own copy takes it from here
      said.textContent = 'selected: press Ctrl+C';
    }
  };
  const download = () => {
    const url = URL.createObjectURL(new Blob([text], { type: 'text/x-python' }));
    h('a', { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  };
  const tool = (/** @type {string} */ label, /** @type {string} */ title, /** @type {() => void} */ click) =>
    h('button', { class: 'btn tool', type: 'button', title, disabled: true, on: { click } }, label);
  const tools = [
    tool('Copy', 'Copy the program', () => void copy()),
    tool('Download .py', 'Save the program; it needs Python with NumPy and QuTiP only', download),
  ];
  const make = (/** @type {string} */ line) => {
    const element = h('span', { class: 'script-line', text: line });
    code.append(element);
    return element;
  };
  study.on(({ state, result, text: wrong }) => {
    if (state === 'failed') error.set(wrong);
    if (state !== 'done') return;
    error.set('');
    ({ text, name } = result);
    putLines(shown, text.replace(/\n$/, '').split('\n'), make, (extra) => extra.remove());
    for (const button of tools) button.disabled = false;
    said.textContent = `${shown.length} lines`;
  });
  const about = 'What is on the screen, at the probe, in plain QuTiP. Runs as it stands.';
  const bar = h('div', { class: 'script-bar' }, h('span', { class: 'k wide script-about', title: about }, about), said, createBadge(ctx).element, ...tools);
  const listing = h('pre', { class: 'script', tabindex: 0, role: 'region', 'aria-label': 'QuTiP script' }, code);
  return {
    element: h('div', { class: 'script-panel' }, bar, error.element, listing),
    show: () => alone.start(),
    hide: () => alone.stop(),
  };
}
