// @ts-check
/** What a frame does to the canvas: pixels, attributes and texts, no new elements. */
import { ramp, tokens } from '../lib/colors.js';

/**
 * @typedef {import('./card.js').Card} Card
 * @typedef {import('./types.js').Plane} Plane
 */

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
    /** @type {import('./sheet.js').Look | null} */
    this.look = null;
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

  restyle() {
    const { theme } = this.store.ui;
    if (theme === this.theme) return;
    this.theme = theme;
    this.look = null;
  }

  paint() {
    const now = this.store.frame?.arrays;
    const arrays = this.previewing ? this.store.preview?.arrays : now;
    if (!now || !arrays || !this.cards.length || !this.fits(arrays)) return;
    const { probe } = this.store.ui;
    const look = this.lookUp();
    this.paintNodes(arrays, look);
    for (const card of this.cards) {
      card.body.angles?.(card.ghost ? arrays.theta.data : now.theta.data);
      card.body.probe?.(probe);
      if (arrays.map) card.body.readout?.(arrays.map, look.lut, probe);
      card.body.readoutGhost?.(arrays.ghost_map, probe);
    }
    this.parts.grid.paint(now.theta.data);
    this.parts.wires.paint(arrays.bloch.data);
    this.parts.arcs.paint(this.previewing ? undefined : now.pairs, this.store.ui);
    if (arrays.purities) this.parts.lanes.paint(arrays.purities.data, now.gradient?.data);
  }

  /** Colours in force; before the style sheets are there, there is nothing worth keeping. */
  lookUp() {
    const look = this.look ?? { lut: ramp(this.theme), colours: tokens(this.cards[0].element) };
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

  /** @param {Record<string, Plane>} arrays @param {import('./sheet.js').Look} look */
  paintNodes(arrays, look) {
    const [, rows, columns] = arrays.nodes.shape;
    const bloch = arrays.bloch.data;
    const thin = arrays.ghost_bloch?.data;
    let node = 0;
    let at = 3 * this.cards[0].data.layer.n_in;
    for (const card of this.cards) {
      const { sheet, point, ghost } = card.body;
      const count = card.data.spec.kind === 'readout' ? 0 : card.data.layer.n_out;
      for (let quron = 0; quron < count; quron += 1) {
        point?.(quron, bloch[at], bloch[at + 1], bloch[at + 2]);
        ghost?.(quron, thin?.[at] ?? NaN, thin?.[at + 1] ?? NaN, thin?.[at + 2] ?? NaN);
        at += 3;
      }
      if (count) sheet?.paint({ data: arrays.nodes.data, offset: node * rows * columns, rows, columns }, look);
      node += count;
    }
  }
}
