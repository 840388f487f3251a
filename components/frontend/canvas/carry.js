// @ts-check
/**
 * Carries layers over the network: palette tiles, saved blocks and cards alike. While something hovers, the simulator is
 * asked what the drop would show, and the stage shows it; letting go sends the very edit that was previewed.
 */
import { ownFinger } from '../lib/touch.js';
import { Hand, rowOf } from './assembly.js';
import { CHANNELS } from './channels.js';
import { moved, onWire, perform, removeLayers, wordFor } from './commands.js';
import { titleOf } from './describe.js';
import { draggable } from './gesture.js';
import { createGhost } from './ghost.js';
import { Questions } from './questions.js';
import { heldWith, named } from './selection.js';
import { NOTHING } from './staging.js';

/**
 * @typedef {import('./assembly.js').Cargo} Cargo
 * @typedef {import('./assembly.js').Plan} Plan
 * @typedef {import('./staging.js').Stage} Stage
 * @typedef {import('./types.js').Link} Link
 *
 * @typedef {object} Theatre where the network stands
 * @property {import('./card.js').Card[]} cards
 * @property {(clientX: number, clientY: number, wires: boolean) => import('./assembly.js').Over} over
 * @property {(stage: Stage) => void} hold
 * @property {(preview: import('../lib/types.js').Preview, stage: Stage) => void} show
 * @property {(reason: {level: string, text: string}, stage: Stage) => void} refuse
 *
 * @typedef {{cargo: () => Cargo, icon: string, name: string, after?: () => void}} Load
 */

/** A picture that moves on with the training is asked for again so often. */
const AGAIN_MS = 150;
/** So long the last preview stays while the next one is on its way; it would only flicker. */
const PATIENT_MS = 150;

/** After so long the slot says that it waits. */
const WAITING_MS = 450;
const WAITING = { level: 'info', text: 'No preview yet: the simulator is still drawing. A drop works all the same.' };

/** @type {WeakMap<object, Carrier>} */
const carriers = new WeakMap();

/**
 * One for each store.
 * @param {Link} link
 */
export function carrierOf(link) {
  const carrier = carriers.get(link.store) ?? new Carrier(link);
  carriers.set(link.store, carrier);
  return carrier;
}

class Carrier {
  /** @param {Link} link */
  constructor(link) {
    this.link = link;
    this.hand = new Hand();
    this.questions = new Questions((ticket, edit) => link.actions.preview(ticket, edit));
    /** @type {Theatre | null} */
    this.theatre = null;
    /** @type {(() => void) | null} gives up the drag under way */
    this.giveUp = null;
    /** @type {ReturnType<typeof createGhost> | null} the tile under the pointer */
    this.ghost = null;
    /** @type {import('./card.js').Card[]} cards that are held */
    this.held = [];
    /** @type {import('./gesture.js').Point | null} */
    this.point = null;
    this.stage = NOTHING;
    this.shown = NOTHING;
    this.answered = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.patience = undefined;
    link.store.on('asked', (answer) => this.answer(answer));
    link.store.on('frame', () => this.refresh());
    link.store.on('scene', () => this.hand.cargo || this.clear());
    link.store.on('ui', ({ status }) => status !== 'live' && this.abandon());
  }

  /** @param {Theatre} theatre */
  enter(theatre) {
    this.theatre = theatre;
  }

  /** Gives up whatever is held. */
  abandon() {
    this.giveUp?.();
    this.clear();
  }

  /**
   * Other layers stand there now: what is held stays in the hand if it is still among them.
   * @param {import('./card.js').Card[]} cards
   */
  follow(cards) {
    const { cargo } = this.hand;
    this.clear();
    if (!cargo) return;
    const indices = this.held.map((card) => cards.indexOf(card));
    if (indices.includes(-1)) return this.abandon();
    if (cargo.kind === 'layers') this.hand.cargo = { ...cargo, indices: indices.sort((a, b) => a - b) };
    if (this.point) this.hover(this.point);
  }

  /** @param {import('./card.js').Card} card which is picked up by its head */
  carryCard(card) {
    const { spec } = card.data;
    const { store } = this.link;
    this.attach(card.head, card.element, () => {
      const indices = heldWith(store.ui.selected, card.data.index);
      const name = indices.length > 1 ? `${indices.length} layers` : (CHANNELS[spec.channel]?.tile ?? titleOf(spec.kind));
      return { cargo: () => ({ kind: 'layers', indices }), icon: CHANNELS[spec.channel] ? spec.channel : spec.kind, name };
    });
  }

  /**
   * Makes an element something that can be carried.
   * @param {HTMLElement} handle
   * @param {HTMLElement} marked is paler while it is held
   * @param {() => Load} load what is picked up
   */
  attach(handle, marked, load) {
    let name = '';
    /** @type {(() => void) | undefined} */
    let after;
    const end = () => {
      this.ghost?.remove();
      this.ghost = null;
      marked.classList.remove('held');
      this.root(handle)?.classList.remove('carrying', 'removable');
      this.giveUp = null;
      after?.();
    };
    ownFinger(handle);
    const stop = draggable(handle, {
      start: () => {
        const held = load();
        ({ name, after } = held);
        this.lift(held.cargo(), stop);
        this.ghost = createGhost(handle, held.icon, name);
        marked.classList.add('held');
        this.root(handle)?.classList.add('carrying', ...(this.hand.cargo?.kind === 'layers' ? ['removable'] : []));
      },
      move: (point) => {
        this.hover(point);
        this.ghost?.move(point);
        this.ghost?.say(this.word(), this.stage.plan?.landed.length === 0);
      },
      drop: () => {
        end();
        this.drop(name);
      },
      cancel: () => {
        end();
        this.hand.cancel();
        this.clear();
        this.link.store.emit('said', 'Put back.');
      },
    });
  }

  /** @param {Element} near */
  root(near) {
    return near.closest('.quron-root');
  }

  /** @param {Cargo} cargo @param {() => void} stop */
  lift(cargo, stop) {
    this.clear();
    this.giveUp = stop;
    this.hand.lift(cargo);
    const cards = this.theatre?.cards ?? [];
    this.held = cargo.kind === 'layers' ? cargo.indices.map((index) => cards[index]) : [];
  }

  /** @param {import('./gesture.js').Point} point */
  hover(point) {
    const { clientX, clientY, copies } = point;
    this.point = point;
    const { scene } = this.link.store;
    const { cargo } = this.hand;
    if (!scene || !cargo || !this.theatre) return;
    const wires = cargo.kind === 'tile' && cargo.tile in CHANNELS;
    this.hand.hover(this.theatre.over(clientX, clientY, wires), copies);
    const plan = this.hand.plan(rowOf(scene));
    if (JSON.stringify(plan) === JSON.stringify(this.stage.plan)) return;
    this.plan(plan);
  }

  /** @param {Plan | null} plan */
  plan(plan) {
    const { cargo, over, copies } = this.hand;
    const spot = plan && over !== 'outside' ? over : null;
    const lifted = cargo?.kind === 'layers' && !copies ? cargo.indices : [];
    this.stage = { plan, spot, lifted, shape: null };
    this.stopWaiting();
    this.ghost?.explain(null);
    const hold = () => this.put(this.stage);
    if (plan && this.link.store.preview) this.timer = setTimeout(hold, PATIENT_MS);
    else hold();
    if (plan) this.patience = setTimeout(() => this.explain(WAITING), WAITING_MS);
    this.questions.want(plan?.edit ?? null);
  }

  stopWaiting() {
    clearTimeout(this.timer);
    clearTimeout(this.patience);
  }

  /** @param {Stage} stage */
  put(stage) {
    if (this.shown !== stage) this.theatre?.hold(stage);
    this.shown = stage;
  }

  /** @param {import('../lib/types.js').Preview | import('../lib/types.js').Refusal} answer */
  answer(answer) {
    const { stage } = this;
    if (!this.questions.answered(answer.preview) || !stage.plan) return;
    this.answered = performance.now();
    this.stopWaiting();
    this.shown = stage;
    if ('level' in answer) {
      this.answered = Infinity; // the answer would be the same
      this.explain(answer);
      this.link.store.emit('said', answer.text);
      return;
    }
    this.ghost?.explain(null);
    this.theatre?.show(answer, stage);
  }

  /** Opens the empty slot, and says at the hand why it is empty. @param {{level: string, text: string}} reason */
  explain(reason) {
    this.theatre?.refuse(reason, this.stage);
    this.ghost?.explain(reason);
  }

  /** The weights move on while a layer hovers, and the preview with them. */
  refresh() {
    if (this.hand.cargo && performance.now() - this.answered > AGAIN_MS) this.questions.again();
  }

  /** What letting go would do, in a word. */
  word() {
    const { cargo, over, copies } = this.hand;
    if (over === 'outside') return cargo?.kind === 'layers' && !copies ? 'release to remove' : '';
    if (!over || !this.stage.plan) return '';
    if (copies) return 'copy';
    if (cargo?.kind !== 'tile' || !(cargo.tile in CHANNELS)) return '';
    return over.quron === null ? 'all qurons' : `q${over.quron} only`;
  }

  /** @param {string} name */
  drop(name) {
    const { scene } = this.link.store;
    const { cargo, copies } = this.hand;
    const plan = scene && this.hand.release(rowOf(scene));
    this.hand.cancel();
    this.questions.want(null);
    this.stopWaiting();
    if (!plan || !cargo) return this.clear();
    // What was previewed stays until the simulator has done it, or refused it.
    this.timer = setTimeout(() => this.clear(), 1500);
    if (cargo.kind === 'layers' && !plan.landed.length) return removeLayers(this.link, cargo.indices);
    const said = cargo.kind !== 'layers' ? `${name} added as ${named(plan.landed)}${onWire(plan)}.`
      : copies ? `Copied ${named(cargo.indices)}, the copy is ${named(plan.landed)}.`
      : `${moved(cargo.indices, plan.landed)}.`;
    perform(this.link, plan, { said });
  }

  /** Everything as it is. */
  clear() {
    this.stopWaiting();
    this.questions.want(null);
    this.stage = NOTHING;
    this.put(NOTHING);
  }
}
