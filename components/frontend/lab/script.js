// @ts-check
/** The tab "Script": the QuTiP program of what is on the screen, with line numbers, always up to date while it is seen. */
import { createBadge } from '../chrome/badge.js';
import { means } from '../chrome/means.js';
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

/** The program as counted lines. */
function createListing() {
  const code = h('code', { class: 'script-lines' });
  /** @type {HTMLElement[]} */
  const shown = [];
  const make = (/** @type {string} */ line) => {
    const element = h('span', { class: 'script-line', text: line });
    code.append(element);
    return element;
  };
  return {
    element: h('pre', { class: 'script', tabindex: 0, role: 'region', 'aria-label': 'QuTiP script' }, code),
    /** @param {string} text @returns {number} how many lines it has */
    show(text) {
      putLines(shown, text.replace(/\n$/, '').split('\n'), make, (extra) => extra.remove());
      return shown.length;
    },
    select: () => getSelection()?.selectAllChildren(code),
  };
}

/**
 * Copy and download.
 * @param {() => {text: string, name: string}} program
 * @param {() => void} select
 * @param {(text: string) => void} say
 */
function createTools(program, select, say) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(program().text);
      say('copied');
    } catch {
      select(); // no permission: the user's own copy takes it from here
      say('selected: press Ctrl+C');
    }
  };
  const download = () => {
    const { text, name } = program();
    const url = URL.createObjectURL(new Blob([text], { type: 'text/x-python' }));
    h('a', { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  };
  const tool = (/** @type {string} */ label, /** @type {string} */ title, /** @type {() => void} */ click) =>
    h('button', { class: 'btn tool', type: 'button', title, disabled: true, on: { click } }, label);
  return [
    tool('Copy', 'Copy the program', () => void copy()),
    tool('Download .py', 'Save the program; it needs Python with NumPy and QuTiP only', download),
  ];
}

/** @param {import('./main.js').LabContext} ctx */
export function createScript(ctx) {
  const study = ctx.study('script');
  const alone = runAlone(ctx.store, study, () => ({}));
  const error = message();
  const said = h('span', { class: 'k', role: 'status' });
  means(said, 'script_lines');
  const say = (/** @type {string} */ text) => (said.textContent = text);
  const listing = createListing();
  let program = { text: '', name: '' };
  const tools = createTools(() => program, listing.select, say);
  study.on(({ state, result, text: wrong }) => {
    if (state === 'failed') error.set(wrong);
    if (state !== 'done') return;
    error.set('');
    program = result;
    say(`${listing.show(program.text)} lines`);
    for (const button of tools) button.disabled = false;
  });
  const about = 'What is on the screen, at the probe, in plain QuTiP. Runs as it stands.';
  const bar = h('div', { class: 'script-bar' }, h('span', { class: 'k wide script-about', title: about }, about), said, createBadge(ctx).element, ...tools);
  return {
    element: h('div', { class: 'script-panel' }, bar, error.element, listing.element),
    show: () => alone.start(),
    hide: () => alone.stop(),
  };
}
