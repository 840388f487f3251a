// @ts-check
/**
 * A card with exact numbers beside what the pointer rests on, or what the keyboard has in focus. Elements say what they
 * have to tell by `explain`; the card is made when it opens and follows the frames as long as it is open.
 */
import { h, replace } from '../lib/dom.js';

/**
 * @typedef {object} Note
 * @property {string} title
 * @property {Element[]} elements
 * @property {() => void} follow writes the numbers of the moment
 */

const PAUSE = 260; // ms that the pointer rests before a card opens; the next one opens at once
const GAP = 10;

/** @type {WeakMap<Element, () => Note | null>} */
const makers = new WeakMap();

/**
 * @param {Element} element
 * @param {() => Note | null} make null: nothing to tell at the moment
 */
export const explain = (element, make) => void makers.set(element, make);

/** The innermost element of an event's path that has something to tell. @param {Event} event */
const explained = (event) =>
  event.composedPath().find((target) => target instanceof Element && makers.has(target)) ?? null;

/** @param {import('./types.js').Context} ctx */
export function createHoverCard({ store, host }) {
  const title = h('div', { class: 'note-title' });
  const body = h('div', { class: 'note-body' });
  const element = h('div', { class: 'hover-card', role: 'tooltip', id: 'quron-note', hidden: true }, title, body);
  /** @type {{target: Element, note: Note} | null} */
  let open = null;
  /** @type {Element | null} */
  let aimed = null;
  let timer = 0;

  const hide = () => {
    clearTimeout(timer);
    aimed = null;
    open?.target.removeAttribute('aria-describedby');
    open = null;
    element.hidden = true;
  };
  /** @param {Element} target */
  const show = (target) => {
    const note = target.isConnected ? makers.get(target)?.() : null;
    if (!note) return hide();
    open?.target.removeAttribute('aria-describedby');
    open = { target, note };
    title.textContent = note.title;
    replace(body, ...note.elements);
    note.follow();
    target.setAttribute('aria-describedby', element.id);
    element.hidden = false;
    putBeside(element, target.getBoundingClientRect());
  };
  /** @param {PointerEvent} event */
  const aim = (event) => {
    const target = /** @type {Element | null} */ (explained(event));
    if (event.buttons || event.pointerType === 'touch' || target === aimed) return;
    if (!target) return hide();
    aimed = target;
    clearTimeout(timer);
    if (open) show(target);
    else timer = window.setTimeout(show, PAUSE, target);
  };
  host.addEventListener('pointerover', aim);
  host.addEventListener('pointerleave', hide);
  host.addEventListener('pointerdown', hide, true);
  host.addEventListener('wheel', hide, { passive: true });
  host.addEventListener('focusin', (event) => {
    const target = /** @type {Element | null} */ (explained(event));
    if (target?.matches(':focus-visible')) show(target);
    else hide();
  });
  host.addEventListener('focusout', hide);
  store.on('frame', () => (open?.target.isConnected ? open.note.follow() : open && hide()));
  store.on('scene', () => open && (open.target.isConnected ? show(open.target) : hide()));
  return {
    element,
    /** @returns {boolean} whether a card was open */
    dismiss() {
      const was = open !== null;
      hide();
      return was;
    },
  };
}

/**
 * Below the target, or above it where there is no room; never over it and never outside of the window.
 * @param {HTMLElement} card
 * @param {DOMRect} target
 */
function putBeside(card, target) {
  const { offsetWidth: width, offsetHeight: height } = card;
  const left = Math.max(8, Math.min(innerWidth - width - 8, target.left + target.width / 2 - width / 2));
  const below = target.bottom + GAP;
  const above = target.top - GAP - height;
  const fits = below + height <= innerHeight - 8 || above < 8;
  card.style.left = `${left}px`;
  card.style.top = `${fits ? Math.min(below, innerHeight - height - 8) : above}px`;
}
