// @ts-check
/**
 * The stage: cards, wires, quron labels and depth lanes, generated from the scene and moved by the frames.
 *
 * The DOM changes with the scene only, and cards whose layer is built alike stay, so that a hand on a dial
 * keeps
 * its dial. A frame changes nothing but pixels, attributes and texts.
 */
import { h } from '../lib/dom.js';
import { layoutNetwork, slotAt } from '../lib/layout.js';
import { createCard } from './card.js';
import { registerTarget } from './carry.js';
import { cardData } from './describe.js';
import { GridHost } from './dial-grid.js';
import { Labels } from './labels.js';
import { Lanes } from './lanes.js';
import { layerKey } from './layer-keys.js';
import { matchCards, signatureOf } from './match.js';
import { Painter, describeNode } from './painter.js';
import { makeMovable } from './reorder.js';
import { Wires } from './wires.js';

/**
 * @typedef {import('./card.js').Card} Card
 * @typedef {import('./types.js').CardData} CardData
 * @typedef {import('./types.js').Env} Env
 * @typedef {import('./types.js').Layout} Layout
 */

const SCROLLBAR = 11;

/**
 * @param {import('./types.js').Link} ctx
 * @returns {{element: HTMLElement}}
 */
export function createNetwork(ctx) {
  const network = new Network(ctx);
  const { store } = ctx;
  store.on('scene', () => network.rebuild());
  store.on('frame', () => network.painter.paint());
  store.on('ui', () => network.mark());
  // Laying out changes sizes that are observed; in the next frame it cannot loop.
  new ResizeObserver(() => requestAnimationFrame(() => network.relayout())).observe(network.element);
  registerTarget(store, network);
  if (store.scene) network.rebuild();
  return network;
}

class Network {
  /** @param {import('./types.js').Link} ctx */
  constructor({ store, actions }) {
    this.store = store;
    /** @type {Card[]} */
    this.cards = [];
    /** @type {Layout | null} without a drop slot: what the pointer is compared with */
    this.settled = null;
    /** @type {number | null} */
    this.opening = null;
    /** @type {number | null} layer that was chosen when the choice was last drawn */
    this.shown = null;
    /** @type {Env} */
    this.env = {
      store,
      actions,
      hover: (layer, quron) => actions.hover(quron === null ? null : { layer, quron }),
      describe: (layer, quron) => describeNode(store, layer, quron),
      toggleGrid: (card) => this.grid.toggle(card),
    };
    this.wires = new Wires();
    this.labels = new Labels(this.env);
    this.lanes = new Lanes();
    this.slot = h('div', { class: 'drop-slot', hidden: true });
    this.board = h('div', { class: 'board' }, this.labels.element, this.wires.element, this.slot);
    this.world = h('div', { class: 'world' }, this.board, this.lanes.element);
    this.scroll = h('div', { class: 'stage-scroll' }, this.world);
    this.element = h('div', { class: 'stage', role: 'region', 'aria-label': 'Network' }, this.scroll);
    this.grid = new GridHost(this.env, this.element, this.scroll);
    this.painter = new Painter(store, this);
    this.listen();
  }

  listen() {
    this.scroll.addEventListener('scroll', () => this.grid.place(), { passive: true });
    this.element.addEventListener('keydown', (event) => {
      if (!this.grid.key(event) && !layerKey(this.env, this.cards, event)) return;
      event.preventDefault();
      event.stopPropagation();
    });
  }

  /** Takes over a new scene; cards that are built alike stay. */
  rebuild() {
    const { scene } = this.store;
    if (!scene) return;
    const data = cardData(scene);
    const old = this.cards;
    const before = old.map((card) => card.signature);
    const kept = matchCards(
      before,
      data.map((entry) => signatureOf(entry.spec, entry.layer)),
    );
    this.cards = data.map((entry, index) => {
      const card = old[kept[index]];
      card?.update(entry);
      return card ?? this.build(entry);
    });
    for (const card of old) if (!this.cards.includes(card)) card.element.remove();
    inOrder(this.board, this.slot, this.cards);
    this.labels.build(scene.widths[0]);
    this.wires.build(this.cards);
    this.lanes.build(this.cards);
    this.painter.attach(this.cards);
    this.grid.update(this.cards);
    this.relayout();
    this.mark();
  }

  /** @param {CardData} entry */
  build(entry) {
    const card = createCard(this.env, entry);
    if (entry.spec.kind !== 'readout') makeMovable(this.env, card, this);
    return card;
  }

  /** The stage without the scroll bars that this network needs. */
  room() {
    const shapes = this.cards.map((card) => card.shape);
    let { clientWidth: width, clientHeight: height } = this.element;
    if (layoutNetwork(shapes, { width, height }).worldWidth > width) height -= SCROLLBAR;
    if (layoutNetwork(shapes, { width, height }).worldHeight > height + 0.5) width -= SCROLLBAR;
    return { shapes, width, height };
  }

  relayout() {
    if (!this.cards.length || !this.element.clientWidth) return;
    const { shapes, ...room } = this.room();
    this.settled = layoutNetwork(shapes, room);
    const layout = this.opening === null ? this.settled : layoutNetwork(shapes, { ...room, slot: this.opening });
    this.size(layout);
    this.cards.forEach((card, index) => card.place(layout.places[index], layout));
    this.labels.place(layout);
    this.wires.place(this.cards, layout);
    this.lanes.place(layout);
    this.grid.place();
    this.painter.paint();
  }

  /** @param {Layout} layout */
  size(layout) {
    const { measures, slot } = layout;
    this.element.style.setProperty('--node', `${measures.picture}px`);
    this.element.style.setProperty('--column', `${measures.column}px`);
    this.element.style.setProperty('--inset', `${measures.pad}px`);
    this.element.classList.toggle('small', measures.small);
    this.element.classList.toggle('tight', measures.picture < 40);
    this.world.style.width = `${layout.worldWidth}px`;
    this.board.style.height = `${measures.top + layout.height}px`;
    this.board.style.setProperty('--upper', `${measures.top}px`);
    this.slot.hidden = slot === null;
    if (!slot) return;
    this.slot.style.left = `${slot.x}px`;
    this.slot.style.width = `${slot.width}px`;
    this.slot.style.height = `${layout.height}px`;
  }

  mark() {
    const { layer, quron, parameter } = this.store.ui;
    this.painter.restyle();
    this.cards.forEach((card, index) => card.mark(index === layer, quron, parameter));
    this.lanes.mark(layer, parameter);
    this.grid.mark(parameter);
    this.painter.paint();
    if (layer !== this.shown) this.reveal(layer);
    this.shown = layer;
  }

  /**
   * Scrolls a newly chosen layer into view.
   * @param {number} layer
   */
  reveal(layer) {
    const place = this.settled?.places[layer];
    if (!place || !this.settled) return;
    const { scrollLeft, clientWidth } = this.scroll;
    const left = place.x - this.settled.measures.gutter;
    const right = place.x + place.width + 14 - clientWidth;
    if (left < scrollLeft) this.scroll.scrollLeft = left;
    else if (right > scrollLeft) this.scroll.scrollLeft = right;
  }

  /**
   * Opens the drop slot under the pointer.
   * @param {number} clientX
   * @param {number} clientY
   * @returns {number | null} the index that a drop there would give; null outside
   */
  preview(clientX, clientY) {
    const box = this.scroll.getBoundingClientRect();
    const inside = clientX >= box.left && clientX <= box.right && clientY >= box.top && clientY <= box.bottom;
    if (inside && clientX < box.left + 48) this.scroll.scrollLeft -= 12;
    if (inside && clientX > box.right - 48) this.scroll.scrollLeft += 12;
    const left = this.world.getBoundingClientRect().left;
    this.open(inside && this.settled ? slotAt(this.settled, clientX - left) : null);
    return this.opening;
  }

  close() {
    this.open(null);
  }

  /** @param {number | null} gap */
  open(gap) {
    if (gap === this.opening) return;
    this.opening = gap;
    this.relayout();
  }
}

/**
 * Brings the cards into order without touching those that stand right, and keeps the focus.
 * @type {(board: Element, before: Element, cards: readonly Card[]) => void}
 */
function inOrder(board, before, cards) {
  const active = /** @type {ShadowRoot | Document} */ (board.getRootNode()).activeElement;
  let next = before;
  for (const card of [...cards].reverse()) {
    if (card.element.nextElementSibling !== next) board.insertBefore(card.element, next);
    next = card.element;
  }
  if (active instanceof HTMLElement && board.contains(active)) active.focus({ preventScroll: true });
}
