// @ts-check
/**
 * The network as it would be after the drop: dashed cards for what the hand holds, the other cards as they are, and all
 * of them painted from the preview. Before the preview comes, or where there is none, an empty slot.
 */
import { h } from '../lib/dom.js';
import { placeFor, wireY } from '../lib/layout.js';
import { createCard } from './card.js';
import { cardData } from './describe.js';
import { signatureOf } from './match.js';

/**
 * @typedef {import('./card.js').Card} Card
 * @typedef {import('./types.js').Layout} Layout
 * @typedef {import('./assembly.js').Plan} Plan
 * @typedef {import('./assembly.js').Spot} Spot
 *
 * @typedef {object} Stage what is on stage while something is held
 * @property {Plan | null} plan what letting go would do
 * @property {Spot | null} spot where the slot opens
 * @property {number[]} lifted cards whose layers are held
 * @property {import('../lib/layout.js').Shape | null} shape of what is held, if it is known
 */

/** @type {Stage} */
export const NOTHING = { plan: null, spot: null, lifted: [], shape: null };

/** Half the height of the frame around one wire, in pictures. */
const LANE = 0.62;

export class Staging {
  /**
   * @param {import('./types.js').Env} env
   * @param {HTMLElement} board
   */
  constructor(env, board) {
    this.env = env;
    this.board = board;
    this.stage = NOTHING;
    /** @type {(Card | null)[]} for every layer afterwards, and the readout, the card made for it; null: the present one */
    this.made = [];
    /** Width of what was staged last: the next slot opens as wide. */
    this.width = 0;
    this.slot = h('div', { class: 'drop-slot', hidden: true });
    this.lane = h('div', { class: 'drop-lane', hidden: true });
    board.append(this.slot, this.lane);
  }

  /** Whether the pictures shown are those of the preview. */
  get previewing() {
    return this.made.length > 0;
  }

  /** @param {Stage} stage */
  set(stage) {
    this.clear();
    this.stage = stage;
    this.say(null);
    if (stage === NOTHING) this.width = 0;
  }

  clear() {
    for (const card of this.made) card?.element.remove();
    this.made = [];
  }

  /** Marks a slot where a drop would be refused. @param {{level: string} | null} reason why nothing is previewed */
  say(reason) {
    this.slot.classList.toggle('refused', reason?.level === 'error');
  }

  /**
   * Makes the cards that the preview needs; those that fit already stay.
   * @param {import('../lib/types.js').Preview} preview
   * @param {readonly Card[]} cards present ones, the readout last
   * @returns {boolean} whether there are other cards than before
   */
  show(preview, cards) {
    const { plan } = this.stage;
    const data = cardData(preview);
    if (!plan || data.length !== plan.origin.length + 1) return false;
    const landed = new Set(plan.landed);
    const signatures = data.map(({ spec, layer }) => signatureOf(spec, layer));
    const origins = [...plan.origin, cards.length - 1];
    const present = origins.map((origin, place) => (origin === null || landed.has(place) ? null : cards[origin]));
    const same = (/** @type {number} */ place) =>
      (this.made[place] ?? present[place])?.signature === signatures[place];
    if (this.made.length === data.length && data.every((_, place) => same(place))) return false;
    this.clear();
    this.made = data.map((entry, place) => (present[place]?.signature === signatures[place] ? null : this.make(entry)));
    this.say(null);
    return true;
  }

  /** @param {import('./types.js').CardData} entry */
  make(entry) {
    const card = createCard(this.env, entry);
    card.ghost = true;
    card.element.classList.add('ghost');
    card.element.inert = true;
    card.element.setAttribute('aria-hidden', 'true');
    this.board.append(card.element);
    return card;
  }

  /**
   * Cards from left to right as they stand while something is held, and which of them take part in the picture.
   * @param {readonly Card[]} cards
   * @returns {{card: Card, shown: boolean}[]}
   */
  row(cards) {
    const { plan, spot, lifted } = this.stage;
    const all = cards.map((card) => ({ card, shown: true }));
    if (!plan || !this.previewing) return all;
    const landed = new Set(plan.landed);
    const stays = plan.origin.map((_, place) => place).filter((place) => !landed.has(place));
    /** @type {Map<number, Card | null>} */
    const substitutes = new Map(stays.map((place) => [Number(plan.origin[place]), this.made[place]]));
    substitutes.set(cards.length - 1, this.made[this.made.length - 1]);
    const row = all.map(({ card }, index) => {
      const shown = substitutes.has(index);
      return { card: substitutes.get(index) ?? card, shown: shown || !lifted.includes(index) };
    });
    const ghosts = plan.landed.map((place) => ({ card: /** @type {Card} */ (this.made[place]), shown: true }));
    if (spot) row.splice(spot.gap, 0, ...ghosts);
    return row;
  }

  /**
   * Where the empty slot opens, for the layout.
   * @param {import('../lib/layout.js').Measures} measures
   */
  opening(measures) {
    const { spot, shape, plan } = this.stage;
    if (!spot || !plan || this.previewing) return { slot: null };
    const wide = this.width || (shape ? placeFor(shape, measures, spot.gap + 1).width : measures.slot);
    return { slot: spot.gap, wide };
  }

  /**
   * @param {Layout} layout
   * @param {readonly Card[]} cards present ones
   * @param {readonly {card: Card}[]} row as it was laid out
   */
  place(layout, cards, row) {
    const { spot, lifted } = this.stage;
    const on = new Set(row.map(({ card }) => card));
    cards.forEach((card, index) => {
      card.element.classList.toggle('lifted', lifted.includes(index));
      card.element.classList.toggle('replaced', !on.has(card));
    });
    const ghosts = row.map(({ card }, place) => ({ card, place: layout.places[place] })).filter(({ card }) => card.ghost);
    if (ghosts.length === 1) this.width = ghosts[0].place.width;
    const { slot } = layout;
    this.slot.hidden = slot === null;
    if (slot) moveBox(this.slot, slot.x, slot.width, layout.height);
    this.placeLane(layout, spot, slot ?? ghosts[0]?.place);
  }

  /**
   * The frame around the one wire that is meant.
   * @param {Layout} layout
   * @param {Spot | null} spot
   * @param {{x: number, width: number} | undefined} around
   */
  placeLane(layout, spot, around) {
    const n = spot ? this.env.store.scene?.widths[spot.gap] : undefined;
    this.lane.hidden = !spot || spot.quron === null || !around || !n;
    if (this.lane.hidden || !spot || !around || !n) return;
    const half = layout.measures.picture * LANE;
    moveBox(this.lane, around.x - 6, around.width + 12, 2 * half);
    this.lane.style.marginTop = `${wireY(layout, n, Number(spot.quron)) - half}px`;
  }
}

/** @type {(element: HTMLElement, x: number, width: number, height: number) => void} */
function moveBox({ style }, x, width, height) {
  style.left = `${x}px`;
  style.width = `${width}px`;
  style.height = `${height}px`;
}
