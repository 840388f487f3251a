// @ts-check
/** What a frame does to the network: pixels, and no new elements. */
import { calmly } from '../lib/calm.js';
import { ramp, tokens } from '../lib/colors.js';
import { Surface, createLook } from './surface.js';

/**
 * @typedef {import('./card.js').Card} Card
 * @typedef {import('./types.js').Plane} Plane
 */

/** Opacity of the pictures on a card that is held, as that of the card. */
const LIFTED = 0.45;

/** A frame of an older scene may still arrive: its arrays have other sizes, and it is left out. */
export class Painter {
  /**
   * @param {import('./types.js').Store} store
   * @param {{wires: import('./wires.js').Wires, arcs: import('./arcs.js').Arcs, lanes: import('./lanes.js').Lanes,
   *   grid: import('./dial-grid.js').GridHost}} parts
   */
  constructor(store, parts) {
    this.store = store;
    this.parts = parts;
    /** @type {readonly Card[]} */
    this.cards = [];
    this.previewing = false;
    this.theme = store.ui.theme;
    /** Over all cards: the pictures of their nodes. */
    this.surface = new Surface('pictures');
    this.still = matchMedia('(prefers-reduced-motion: reduce)');
    /** @type {import('./surface.js').Look | null} */
    this.look = null;
    this.top = 0;
    /** Whether the cards have moved since they were painted: until there is a frame of them, they keep their last pictures. */
    this.moved = false;
    this.followSlowly = calmly(() => this.follow());
    this.sizes = { nodes: 0, states: 0, angles: 0 };
  }

  /**
   * @param {readonly Card[]} cards
   * @param {boolean} [previewing] whether they are painted from the preview
   */
  attach(cards, previewing = false) {
    this.cards = cards;
    this.previewing = previewing;
    const layers = cards.filter((card) => card.data.spec.kind !== 'readout');
    const nodes = layers.reduce((sum, card) => sum + card.data.layer.n_out, 0);
    const angles = layers.reduce((sum, card) => sum + card.data.labels.length, 0);
    this.sizes = { nodes, states: nodes + cards[0].data.layer.n_in, angles };
  }

  /** What is read rather than watched: every dial is an element, and lanes are full of numbers. */
  follow() {
    const now = this.store.frame?.arrays;
    const arrays = this.previewing ? this.store.preview?.arrays : now;
    if (!now || !arrays || !this.cards.length || !this.fits(arrays)) return;
    for (const card of this.cards) card.body.angles?.(card.ghost ? arrays.theta.data : now.theta.data);
    this.parts.grid.paint(now.theta.data);
    if (arrays.purities) this.parts.lanes.paint(arrays.purities.data, now.gradient?.data, this.lookUp());
  }

  /** @param {import('./types.js').Layout} layout @param {number} scale */
  place({ worldWidth, measures, height }, scale) {
    this.top = measures.top;
    this.moved = true;
    this.surface.fit(worldWidth, measures.top + height, scale);
  }

  restyle() {
    const { theme } = this.store.ui;
    if (theme === this.theme) return;
    this.theme = theme;
    this.look = null;
  }

  paint() {
    const now = this.store.frame?.arrays;
    const arrays = this.previewing ? this.store.preview?.arrays : now;
    if (!now || !arrays || !this.cards.length) return;
    const fits = this.fits(arrays);
    if (!fits && !this.moved) return;
    this.moved = false;
    if (fits) this.share(arrays);
    const pen = this.surface.open();
    if (pen) this.paintPictures(pen, fits ? arrays.bloch.data : null);
    if (!fits) return;
    const { probe } = this.store.ui;
    for (const card of this.cards) {
      card.body.probe?.(probe);
      card.body.readoutGhost?.(arrays.ghost_map, probe);
    }
    this.parts.arcs.paint(this.previewing ? undefined : now.pairs, this.store.ui);
    this.followSlowly();
  }

  /** Colours in force; before the style sheets are there, there is nothing worth keeping. */
  lookUp() {
    const look = this.look ?? createLook(this.theme, ramp(this.theme), tokens(this.cards[0].element));
    if (look.colours.ink) this.look = look;
    return look;
  }

  /** @param {Record<string, Plane>} arrays */
  fits(arrays) {
    const { nodes, states, angles } = this.sizes;
    return (
      arrays.nodes?.shape[0] === nodes && arrays.bloch?.shape[0] === states && arrays.theta?.shape[0] === angles
    );
  }

  /** Gives every card its part of a frame. @param {Record<string, Plane>} arrays */
  share(arrays) {
    let node = 0;
    let state = this.cards[0].data.layer.n_in;
    for (const card of this.cards) {
      card.source = { arrays, node, state };
      node += card.data.layer.n_out;
      state += card.data.layer.n_out;
    }
  }

  /** @param {CanvasRenderingContext2D} pen @param {Float32Array | null} bloch null: not known of this network yet */
  paintPictures(pen, bloch) {
    const look = this.lookUp();
    const running = this.store.frame?.playing === true && !this.still.matches;
    pen.translate(0, this.top);
    this.parts.wires.paint(pen, bloch, look);
    for (const { body, corner, data, element, source } of this.cards) {
      pen.save();
      pen.translate(corner.x, corner.y);
      if (element.classList.contains('lifted')) pen.globalAlpha = LIFTED;
      body.art?.(pen, look, running);
      if (source && body.sheet) paintNodes(pen, body.sheet, data.layer.n_out, source, look);
      if (source?.arrays.map) body.readout?.(pen, source.arrays.map, look, this.store.ui.probe);
      pen.restore();
    }
  }
}

/** @type {(pen: CanvasRenderingContext2D, sheet: NonNullable<import('./types.js').Body['sheet']>, count: number, source: import('./card.js').Source, look: import('./surface.js').Look) => void} */
function paintNodes(pen, sheet, count, { arrays, node, state }, look) {
  const [, rows, columns] = arrays.nodes.shape;
  turnArrows(sheet, count, state, arrays);
  sheet.paint(pen, { data: arrays.nodes.data, offset: node * rows * columns, rows, columns }, look);
}

/**
 * @param {NonNullable<import('./types.js').Body['sheet']>} sheet
 * @param {number} count
 * @param {number} state place of the first of its Bloch vectors in the frame
 * @param {Record<string, Plane>} arrays
 */
function turnArrows(sheet, count, state, arrays) {
  const bloch = arrays.bloch.data;
  const thin = arrays.ghost_bloch?.data;
  for (let quron = 0; quron < count; quron += 1) {
    const at = 3 * (state + quron);
    sheet.point(quron, bloch[at], bloch[at + 1], bloch[at + 2]);
    sheet.ghost(quron, thin?.[at] ?? NaN, thin?.[at + 1] ?? NaN, thin?.[at + 2] ?? NaN);
  }
}
