// @ts-check
/**
 * Below a network that is larger than the stage: all its cards in little, a window over those in sight that can be
 * dragged, and a button that draws the network small enough to be seen as a whole.
 */
import { h } from '../lib/dom.js';
import { ownFinger } from '../lib/touch.js';

/** Height of the strip, which the stage gives up. */
export const STRIP = 30;
const STEP = 80; // pixels for an arrow key

/**
 * Where the window over the strip lies, as parts of the strip.
 * @param {{scrollLeft: number, clientWidth: number, scrollWidth: number}} scroll
 */
export function windowOf({ scrollLeft, clientWidth, scrollWidth }) {
  const width = Math.min(1, clientWidth / Math.max(1, scrollWidth));
  return { left: Math.min(1 - width, Math.max(0, scrollLeft / Math.max(1, scrollWidth))), width };
}

/**
 * How far to scroll so that the window's left edge comes to a part of the strip.
 * @param {number} left part of the strip, 0 to 1
 * @param {{clientWidth: number, scrollWidth: number}} scroll
 */
export const scrollFor = (left, { clientWidth, scrollWidth }) =>
  Math.max(0, Math.min(scrollWidth - clientWidth, left * scrollWidth));

export class Overview {
  /**
   * @param {import('./types.js').Store} store
   * @param {HTMLElement} scroll
   */
  constructor(store, scroll) {
    this.store = store;
    this.scroll = scroll;
    this.blocks = h('div', { class: 'overview-blocks' });
    this.window = h('div', { class: 'overview-window' });
    const bar = { role: 'scrollbar', tabindex: 0, 'aria-label': 'Part of the network in sight', 'aria-orientation': 'horizontal' };
    this.track = h('div', { class: 'overview-track', ...bar, 'aria-valuemin': 0, 'aria-valuemax': 100 }, this.blocks, this.window);
    this.fit = h('button', { class: 'overview-fit', type: 'button', 'aria-pressed': 'false' }, 'Fit ', h('kbd', {}, 'F'));
    this.fit.title = 'Draws the whole network small enough to be seen at once (F)';
    this.fit.addEventListener('click', () => store.setUi({ fit: !store.ui.fit }));
    this.element = h('div', { class: 'overview', hidden: true }, this.track, this.fit);
    /** @type {number | null} from the window's left edge to the pointer that holds it, as a part of the strip */
    this.grip = null;
    this.listen();
  }

  listen() {
    const { track, scroll } = this;
    scroll.addEventListener('scroll', () => this.follow(), { passive: true });
    ownFinger(track);
    track.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      track.setPointerCapture(event.pointerId);
      const { left, width } = windowOf(scroll);
      const at = this.at(event);
      this.grip = at >= left && at <= left + width ? at - left : width / 2;
      this.move(event);
    });
    track.addEventListener('pointermove', (event) => this.grip !== null && this.move(event));
    track.addEventListener('lostpointercapture', () => (this.grip = null));
    track.addEventListener('keydown', (event) => {
      const far = { Home: -scroll.scrollWidth, End: scroll.scrollWidth, ArrowLeft: -STEP, ArrowRight: STEP };
      const by = Object.hasOwn(far, event.key) ? far[/** @type {keyof typeof far} */ (event.key)] : 0;
      if (!by || event.altKey || event.ctrlKey || event.metaKey) return;
      scroll.scrollLeft += by;
      event.preventDefault();
      event.stopPropagation();
    });
  }

  /** @param {PointerEvent} event */
  at(event) {
    const box = this.track.getBoundingClientRect();
    return (event.clientX - box.left) / box.width;
  }

  /** @param {PointerEvent} event */
  move(event) {
    this.scroll.scrollLeft = scrollFor(this.at(event) - (this.grip ?? 0), this.scroll);
  }

  /** The window follows the stage. */
  follow() {
    const { left, width } = windowOf(this.scroll);
    this.window.style.left = `${100 * left}%`;
    this.window.style.width = `${100 * width}%`;
    const free = 1 - width;
    this.track.setAttribute('aria-valuenow', String(free > 0 ? Math.round((100 * left) / free) : 0));
  }

  /**
   * @param {boolean} needed whether the network is larger than the stage at its plain size
   * @param {import('./types.js').Layout} layout
   * @param {readonly {data: import('./types.js').CardData}[]} cards
   */
  place(needed, layout, cards) {
    this.element.hidden = !needed;
    if (!needed) return;
    this.fit.setAttribute('aria-pressed', String(this.store.ui.fit));
    const { layer } = this.store.ui;
    const part = (/** @type {number} */ x) => `${(100 * x) / layout.worldWidth}%`;
    this.blocks.replaceChildren(
      ...layout.places.map(({ x, width }, index) =>
        h(
          'i',
          { class: `overview-card ${cards[index].data.spec.kind}${index === layer ? ' chosen' : ''}`, style: { left: part(x), width: part(width) } },
          String(index + 1),
        ),
      ),
    );
    this.follow();
  }
}
