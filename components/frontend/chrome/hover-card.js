// @ts-check
/**
 * A card with exact numbers beside what the pointer rests on, or what the keyboard has in focus. Elements say what they
 * have to tell by `explain`; the card is made when it opens and follows the frames as long as it is open.
 */
import { h, replace } from '../lib/dom.js';
import { viewportBox } from '../lib/viewport-box.js';

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
/** Elements that tell something to the keyboard only. @type {WeakSet<Element>} */
const silent = new WeakSet();

/**
 * @param {Element} element
 * @param {() => Note | null} make null: nothing to tell at the moment
 * @param {{pointer?: boolean}} [options] `pointer: false`: only in focus, because it holds other things to point at
 */
export function explain(element, make, { pointer = true } = {}) {
  makers.set(element, make);
  if (!pointer) silent.add(element);
}

/** The innermost element of an event's path that has something to tell. @param {Event} event */
const explained = (event) =>
  /** @type {Element | null} */ (
    event.composedPath().find((target) => target instanceof Element && makers.has(target)) ?? null
  );

class HoverCard {
  #title = h('div', { class: 'note-title' });
  #body = h('div', { class: 'note-body' });
  /** @type {{target: Element, note: Note} | null} */
  #open = null;
  /** @type {Element | null} */
  #aimed = null;
  #timer = 0;
  element = h('div', { class: 'hover-card', role: 'tooltip', id: 'quron-note', hidden: true }, this.#title, this.#body);

  hide = () => {
    clearTimeout(this.#timer);
    this.#aimed = null;
    this.#open?.target.removeAttribute('aria-describedby');
    this.#open = null;
    this.element.hidden = true;
  };

  /** @param {Element} target */
  #show(target) {
    const note = target.isConnected ? makers.get(target)?.() : null;
    if (!note) return this.hide();
    this.#open?.target.removeAttribute('aria-describedby');
    this.#open = { target, note };
    this.#title.textContent = note.title;
    replace(this.#body, ...note.elements);
    note.follow();
    target.setAttribute('aria-describedby', this.element.id);
    this.element.hidden = false;
    putBeside(this.element, viewportBox(target));
  }

  /** @param {PointerEvent} event */
  aim(event) {
    const found = explained(event);
    const target = found && silent.has(found) ? null : found;
    if (event.buttons || event.pointerType === 'touch' || target === this.#aimed) return;
    if (!target) return this.hide();
    this.#aimed = target;
    clearTimeout(this.#timer);
    if (this.#open) this.#show(target);
    else this.#timer = window.setTimeout(() => this.#show(target), PAUSE);
  }

  /** @param {FocusEvent} event */
  focus(event) {
    const target = explained(event);
    if (target && target === event.composedPath()[0] && target.matches(':focus-visible')) this.#show(target);
    else this.hide();
  }

  /** Brings the open card up to date. @param {boolean} anew whether what it is about may have changed */
  follow(anew) {
    if (!this.#open) return;
    const { target, note } = this.#open;
    if (!target.isConnected) this.hide();
    else if (anew) this.#show(target);
    else note.follow();
  }

  /** @returns {boolean} whether a card was open */
  dismiss() {
    const was = this.#open !== null;
    this.hide();
    return was;
  }
}

/** @param {import('./types.js').Context} ctx */
export function createHoverCard({ store, host }) {
  const card = new HoverCard();
  host.addEventListener('pointerover', (event) => card.aim(event));
  host.addEventListener('pointerleave', card.hide);
  host.addEventListener('pointerdown', card.hide, true);
  host.addEventListener('wheel', card.hide, { passive: true });
  host.addEventListener('focusin', (event) => card.focus(event));
  host.addEventListener('focusout', card.hide);
  store.on('frame', () => card.follow(false));
  store.on('scene', () => card.follow(true));
  return card;
}

/**
 * Below the target, or above it where there is no room; never over it and never outside of the window.
 * @param {HTMLElement} card
 * @param {ReturnType<typeof viewportBox>} target
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
