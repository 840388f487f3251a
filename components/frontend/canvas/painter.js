// @ts-check
/** What a frame does to the canvas: pixels, attributes and texts, no new elements. */
import { ramp } from '../lib/colors.js';
import { fixed } from '../lib/format.js';
import { paintSamples } from './node-map.js';

/**
 * @typedef {import('./card.js').Card} Card
 * @typedef {import('./types.js').Plane} Plane
 */

/**
 * Exact values of a node at the probe, for its title.
 * @param {import('./types.js').Store} store
 * @param {number} layer 0-based
 * @param {number} quron
 * @returns {string}
 */
export function describeNode(store, layer, quron) {
  const bloch = store.frame?.arrays.bloch?.data;
  const widths = store.scene?.widths;
  if (!bloch || !widths) return '';
  let at = quron;
  for (let before = 0; before <= layer; before += 1) at += widths[before];
  const [x, y, z] = bloch.subarray(3 * at, 3 * at + 3);
  const length = Math.hypot(x, y, z);
  const point = store.ui.probe.map((/** @type {number} */ value) => fixed(value)).join(', ');
  return [
    `q${quron} after layer ${layer + 1}, at the probe (${point})`,
    `⟨X⟩ ${fixed(x, 4)}  ⟨Y⟩ ${fixed(y, 4)}  ⟨Z⟩ ${fixed(z, 4)}`,
    `|r| ${fixed(length, 4)}, purity ${fixed((1 + length * length) / 2, 4)}, fires with P(1) ${fixed((1 - z) / 2, 4)}`,
  ].join('\n');
}

/** A frame of an older scene may still arrive: its arrays have other sizes, and it is left out. */
export class Painter {
  /**
   * @param {import('./types.js').Store} store
   * @param {{wires: import('./wires.js').Wires, lanes: import('./lanes.js').Lanes,
   *   grid: import('./dial-grid.js').GridHost}} parts
   */
  constructor(store, parts) {
    this.store = store;
    this.parts = parts;
    /** @type {readonly Card[]} */
    this.cards = [];
    this.theme = store.ui.theme;
    this.lut = ramp(store.ui.theme);
    this.sizes = { nodes: 0, states: 0, angles: 0 };
  }

  /** @param {readonly Card[]} cards */
  attach(cards) {
    this.cards = cards;
    const layers = cards.filter((card) => card.data.spec.kind !== 'readout');
    const nodes = layers.reduce((sum, card) => sum + card.data.layer.n_out, 0);
    const angles = layers.reduce((sum, card) => sum + card.data.labels.length, 0);
    this.sizes = { nodes, states: nodes + cards[0].data.layer.n_in, angles };
  }

  restyle() {
    const { theme } = this.store.ui;
    if (theme === this.theme) return;
    this.theme = theme;
    this.lut = ramp(theme);
  }

  paint() {
    const arrays = this.store.frame?.arrays;
    if (!arrays || !this.cards.length || !this.fits(arrays)) return;
    const { probe } = this.store.ui;
    const theta = arrays.theta.data;
    this.paintNodes(arrays);
    for (const card of this.cards) {
      card.body.angles?.(theta);
      card.body.probe?.(probe);
      if (arrays.map) card.body.readout?.(arrays.map, this.lut, probe);
    }
    this.parts.grid.paint(theta);
    this.parts.wires.paint(arrays.bloch.data);
    if (arrays.purities) this.parts.lanes.paint(arrays.purities.data, arrays.gradient?.data);
  }

  /** @param {Record<string, Plane>} arrays */
  fits(arrays) {
    const { nodes, states, angles } = this.sizes;
    return (
      arrays.nodes?.shape[0] === nodes && arrays.bloch?.shape[0] === states && arrays.theta?.shape[0] === angles
    );
  }

  /** @param {Record<string, Plane>} arrays */
  paintNodes(arrays) {
    const [, rows, columns] = arrays.nodes.shape;
    const bloch = arrays.bloch.data;
    let node = 0;
    let at = 3 * this.cards[0].data.layer.n_in;
    for (const card of this.cards) {
      const { maps, point } = card.body;
      const count = card.data.spec.kind === 'readout' ? 0 : card.data.layer.n_out;
      for (let quron = 0; quron < count; quron += 1) {
        const map = maps[quron];
        if (map) paintSamples(map, arrays.nodes.data, node * rows * columns, rows, columns, this.lut);
        point?.(quron, bloch[at], bloch[at + 1], bloch[at + 2]);
        node += 1;
        at += 3;
      }
    }
  }
}
