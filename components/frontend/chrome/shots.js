// @ts-check
/** The menu of shots in the top bar: exact, usual numbers, or one of one's own. */
import { h, replace } from '../lib/dom.js';
import { parseNumber } from '../lib/format.js';
import { shotsText } from '../lib/shots.js';
import { field } from './field.js';

/** Offered; null is exact. */
export const OFFERED = [null, 10, 100, 1000, 10000];
const OWN = 'own';
const HELP = 'Shots for every readout, in training and on the map; ∞ is exact';

/**
 * Entries of the menu: what is offered, and the present number in its place.
 * @param {number | null} shots
 * @returns {[string, string][]} value and text
 */
export function shotsOptions(shots) {
  const others = OFFERED.filter((value) => value !== null);
  const counts = [...new Set([...others, ...(shots === null ? [] : [shots])])].sort((p, q) => Number(p) - Number(q));
  return [['', shotsText(null)], ...counts.map((count) => /** @type {[string, string]} */ ([String(count), shotsText(count)])), [OWN, 'own …']];
}

/**
 * A menu and, for a number of one's own, a field in its place.
 * @param {{store: import('../lib/store.js').Store, actions: import('../lib/actions.js').Actions}} ctx
 * @param {string} label accessible name
 */
export function shotsChooser({ store, actions }, label) {
  const select = h('select', { class: 'quiet', 'aria-label': label, title: HELP });
  const input = h('input', { class: 'plain-number shots-own', type: 'text', inputmode: 'numeric', 'aria-label': `${label}: own number`, hidden: true });
  const known = () => store.scene?.experiment.measurement.shots ?? null;
  let listed = '';
  const update = () => {
    const options = shotsOptions(known());
    const text = JSON.stringify(options);
    if (text !== listed) replace(select, ...options.map(([value, name]) => h('option', { value }, name)));
    listed = text;
    select.value = String(known() ?? '');
  };
  const give = (/** @type {number | null} */ shots) => {
    if (shots !== known()) actions.set(['measurement', 'shots'], shots, true);
  };
  /** @param {boolean} typing */
  const show = (typing) => {
    const leaving = !typing && input.matches(':focus');
    select.hidden = typing;
    input.hidden = !typing;
    if (leaving) select.focus();
  };
  select.addEventListener('change', () => {
    if (select.value !== OWN) return give(select.value === '' ? null : Number(select.value));
    update();
    input.value = String(known() ?? '');
    show(true);
    input.focus();
    input.select();
  });
  const take = () => {
    const typed = parseNumber(input.value.replaceAll(/[\s\u202f]/g, ''));
    show(false);
    if (Number.isFinite(typed)) give(typed);
  };
  input.addEventListener('keydown', (event) => {
    event.stopPropagation();
    if (event.key === 'Enter') take();
    if (event.key === 'Escape') show(false);
  });
  input.addEventListener('blur', () => !input.hidden && take());
  store.on('scene', update);
  update();
  return h('span', { class: 'shots-choice' }, select, input);
}

/** @param {{store: import('../lib/store.js').Store, actions: import('../lib/actions.js').Actions}} ctx */
export const createShots = (ctx) => field('Shots', 'choice shots', shotsChooser(ctx, 'Shots'));
