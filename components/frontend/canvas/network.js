// @ts-check
/**
 * The stage: cards, wires, quron labels and depth lanes, generated from the scene and moved by the frames.
 *
 * The DOM changes with the scene only, and cards whose layer is built alike stay, so that a hand on a dial keeps
 * its dial. A frame changes nothing but pixels, and the dials that it turns.
 */
import { nodeNote } from '../chrome/notes.js';
import { h } from '../lib/dom.js';
import { fitScale, layoutNetwork, slotAt, wireAt } from '../lib/layout.js';
import { rove } from '../lib/roving.js';
import { viewportBox } from '../lib/viewport-box.js';
import { Arcs } from './arcs.js';
import { addBand } from './band.js';
import { createCard } from './card.js';
import { carrierOf } from './carry.js';
import { cardData } from './describe.js';
import { GridHost } from './dial-grid.js';
import { Labels } from './labels.js';
import { Lanes } from './lanes.js';
import { layerKey } from './layer-keys.js';
import { matchCards, signatureOf } from './match.js';
import { Overview, STRIP } from './overview.js';
import { Painter } from './painter.js';
import { SelectionBar } from './selection-bar.js';
import { Staging } from './staging.js';
import { Wires, definitions } from './wires.js';

/**
 * @typedef {import('./card.js').Card} Card
 * @typedef {import('./types.js').CardData} CardData
 * @typedef {import('./types.js').Env} Env
 * @typedef {import('./types.js').Layout} Layout
 */

const SCROLLBAR = 11;
const KEYS =
  'Tab goes from layer to layer. Arrow down enters one, left and right go from control to control in it, up and down turn a ' +
  'dial, Escape leaves it. F shows the whole network.';

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
    /** @type {number | null} layer that was chosen when the choice was last drawn */
    this.shown = null;
    /** @type {Env} */
    this.env = {
      store,
      actions,
      hover: (layer, quron) => actions.hover(quron === null ? null : { layer, quron }),
      note: (layer, quron) => nodeNote(store, layer, quron),
      toggleGrid: (card) => this.grid.toggle(card),
    };
    this.wires = new Wires();
    this.arcs = new Arcs();
    this.labels = new Labels(this.env);
    this.refreshLabels = rove(this.labels.element);
    this.lanes = new Lanes();
    this.board = h('div', { class: 'board' }, this.labels.element, definitions(), this.arcs.element);
    this.staging = new Staging(this.env, this.board);
    this.world = h('div', { class: 'world' }, this.board, this.lanes.element);
    this.scroll = h('div', { class: 'stage-scroll' }, this.world);
    const look = { class: 'stage', role: 'region', 'aria-label': 'Network', 'aria-description': KEYS };
    this.element = h('div', look, this.scroll);
    this.grid = new GridHost(this.env, this.element, this.scroll);
    this.overview = new Overview(store, this.scroll);
    /** By how much the network is drawn larger or smaller than its plain size. */
    this.scale = 1;
    this.fitted = store.ui.fit;
    this.painter = new Painter(store, this);
    this.board.append(this.painter.surface.element);
    this.bar = new SelectionBar(this.env);
    this.status = h('p', { class: 'unseen', role: 'status', 'aria-label': 'Changes of the network' });
    this.element.append(this.overview.element, this.bar.element, this.status);
    store.on('said', (text) => (this.status.textContent = text));
    this.carrier = carrierOf(this.env);
    this.carrier.enter(this);
    this.listen();
  }

  listen() {
    addBand(this.env, {
      ground: this.scroll,
      world: this.world,
      across: (clientX) => (clientX - viewportBox(this.world).left) / this.scale,
      places: () => this.settled?.places.slice(0, -1) ?? [],
      focus: (index) => this.cards[index]?.element.focus({ preventScroll: true }),
    });
    this.scroll.addEventListener('scroll', () => this.grid.place(this.scale), { passive: true });
    this.element.addEventListener('keydown', (event) => {
      if (!this.grid.key(event) && !layerKey(this.env, this.cards, event, this.bar)) return;
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
    const after = data.map((entry) => signatureOf(entry.spec, entry.layer));
    const kept = matchCards(before, after);
    const changed = before.join() !== after.join();
    if (changed) this.store.ui.selected = []; // other layers stand there now
    this.cards = data.map((entry, index) => {
      const card = old[kept[index]];
      card?.update(entry);
      return card ?? this.build(entry);
    });
    for (const card of old) if (!this.cards.includes(card)) card.element.remove();
    inOrder(this.board, this.staging.slot, this.cards);
    if (changed) this.carrier.follow(this.cards);
    this.labels.build(scene.widths[0]);
    this.refreshLabels();
    this.compose();
    this.grid.update(this.cards);
    this.relayout();
    this.mark();
  }

  /** @param {CardData} entry */
  build(entry) {
    const card = createCard(this.env, entry);
    if (entry.spec.kind !== 'readout') {
      this.carrier.carryCard(card);
      rove(card.element, { self: true });
    }
    return card;
  }

  /**
   * The stage without the strip and the scroll bar that this network needs, in the network's own pixels.
   * @returns {{shapes: import('../lib/layout.js').Shape[], width: number, height: number, lanes: boolean, needed: boolean}}
   */
  room() {
    const shapes = this.cards.map((card) => card.shape);
    let { clientWidth: width, clientHeight: height } = this.element;
    const lanes = !this.element.closest('[data-lab]'); // the laboratory lies over them
    let plain = layoutNetwork(shapes, { width, height, lanes });
    const needed = plain.worldWidth > width + 0.5 || plain.worldHeight > height + 0.5;
    if (needed) height -= STRIP;
    const fit = needed && this.store.ui.fit;
    this.scale = needed && !fit ? 1 : fitScale(shapes, { width, height, lanes }, fit ? undefined : 1);
    if (needed && !fit) plain = layoutNetwork(shapes, { width, height, lanes });
    const tall = needed && !fit && plain.worldHeight > height + 0.5;
    if (tall) width -= SCROLLBAR;
    this.element.classList.toggle('overflowing', needed);
    this.element.classList.toggle('sideways', needed && !tall);
    return { shapes, width: width / this.scale, height: height / this.scale, lanes, needed };
  }

  /** Which cards the wires, lanes and pictures belong to: the present ones, or those of the preview. */
  compose() {
    const shown = this.staging.row(this.cards).flatMap(({ card, shown }) => (shown ? card : []));
    this.arcs.build(shown);
    this.lanes.build(shown);
    this.painter.attach(shown, this.staging.previewing);
  }

  relayout() {
    if (!this.cards.length || !this.element.clientWidth) return;
    const { shapes, needed, ...room } = this.room();
    this.settled = layoutNetwork(shapes, room);
    const row = this.staging.row(this.cards);
    const opening = this.staging.opening(this.settled.measures);
    const layout = layoutNetwork(row.map(({ card }) => card.shape), { ...room, ...opening });
    this.size(layout);
    row.forEach(({ card }, index) => card.place(layout.places[index], layout));
    this.staging.place(layout, this.cards, row);
    const places = layout.places.filter((_, index) => row[index].shown);
    const shown = row.flatMap(({ card, shown: visible }) => (visible ? card : []));
    this.labels.place(layout);
    this.wires.place(shown, { ...layout, places });
    this.arcs.place({ ...layout, places });
    this.lanes.place({ ...layout, places }, this.scale);
    this.painter.place(layout, this.scale);
    this.grid.place(this.scale);
    this.overview.place(needed, this.settled, this.cards);
    this.painter.paint();
    this.painter.follow(); // new sizes have wiped what was there
  }

  /** @param {Layout} layout */
  size(layout) {
    const { measures } = layout;
    this.element.style.setProperty('--node', `${measures.picture}px`);
    this.element.style.setProperty('--column', `${measures.column}px`);
    this.element.style.setProperty('--inset', `${measures.pad}px`);
    this.element.classList.toggle('small', measures.small);
    this.element.classList.toggle('tight', measures.picture < 40);
    this.world.style.width = `${layout.worldWidth}px`;
    this.world.style.setProperty('zoom', String(this.scale)); // unlike a transform, it counts for what scrolls and sticks
    this.board.style.height = `${measures.top + layout.height}px`;
    this.board.style.setProperty('--upper', `${measures.top}px`);
  }

  mark() {
    const { layer, quron, parameter, selected, fit } = this.store.ui;
    this.painter.restyle();
    this.cards.forEach((card, index) => {
      card.mark(index === layer, quron, parameter);
      card.element.classList.toggle('selected', selected.includes(index));
    });
    this.bar.show(selected);
    this.lanes.mark(layer, parameter);
    this.grid.mark(parameter);
    this.painter.paint();
    this.painter.follow();
    if (layer !== this.shown) this.reveal(layer);
    this.shown = layer;
    if (fit !== this.fitted) this.relayout();
    this.fitted = fit;
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
   * What the pointer hovers over; near an edge the network scrolls under it.
   * @param {number} clientX
   * @param {number} clientY
   * @param {boolean} wires whether a single wire can be meant
   * @returns {import('./assembly.js').Over}
   */
  over(clientX, clientY, wires) {
    const box = this.scroll.getBoundingClientRect();
    const inside = clientX >= box.left && clientX <= box.right && clientY >= box.top && clientY <= box.bottom;
    if (!inside || !this.settled || !this.store.scene) return 'outside';
    if (clientX < box.left + 48) this.scroll.scrollLeft -= 12;
    if (clientX > box.right - 48) this.scroll.scrollLeft += 12;
    const world = viewportBox(this.world);
    const x = (clientX - world.left) / this.scale;
    if (!wires) return { gap: slotAt(this.settled, x), quron: null };
    return wireAt(this.settled, this.store.scene.widths, x, (clientY - world.top) / this.scale - this.settled.measures.top);
  }

  /** Puts on stage what the hand holds. @param {import('./staging.js').Stage} stage */
  hold(stage) {
    this.staging.set(stage);
    this.store.setPreview(null);
    this.compose();
    this.relayout();
  }

  /** @type {(preview: import('../lib/types.js').Preview, stage: import('./staging.js').Stage) => void} */
  show(preview, stage) {
    if (this.staging.stage !== stage) this.staging.set(stage);
    const changed = this.staging.show(preview, this.cards);
    if (!this.staging.previewing) return;
    this.store.setPreview(preview);
    if (!changed) return this.painter.paint();
    this.compose();
    this.relayout();
  }

  /** @type {(reason: {level: string, text: string}, stage: import('./staging.js').Stage) => void} */
  refuse(reason, stage) {
    this.hold(stage);
    this.staging.say(reason);
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
