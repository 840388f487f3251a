// @ts-check
/**
 * What a hand does with layers, without a page: it picks something up, hovers over places, lets go or gives up.
 *
 * Every way to rearrange layers is one list of old positions, so that moving, copying and removing, of one layer or of
 * several, are the same edit, and nothing can be lost that is not left out on purpose.
 */
import { CHANNELS } from './channels.js';
import { defaultLayer } from './defaults.js';

/**
 * @typedef {import('./describe.js').LayerSpec} LayerSpec
 *
 * @typedef {{kind: 'tile', tile: string} | {kind: 'block', layers: LayerSpec[]} | {kind: 'layers', indices: number[]}} Cargo
 *   a palette tile, a saved block, or layers of the network in rising order
 *
 * @typedef {{gap: number, quron: number | null}} Spot a gap between layers, counted with all layers in their places;
 *   `quron` where only that wire is meant
 * @typedef {Spot | 'outside' | null} Over
 *
 * @typedef {object} Row what the hand must know of the network
 * @property {number} features
 * @property {number[]} widths qurons before the first layer and after every layer
 * @property {readonly LayerSpec[]} layers
 *
 * @typedef {object} Plan what letting go would do
 * @property {Record<string, any>} edit as the simulator understands it
 * @property {(number | null)[]} origin for every layer afterwards the present one it is, null for new ones
 * @property {number[]} landed positions afterwards of what the hand holds
 */

/** @param {import('../lib/types.js').Scene} scene @returns {Row} */
export function rowOf(scene) {
  const { features, layers } = scene.experiment.network;
  return { features, layers, widths: scene.widths };
}

/** @param {number} count */
const everything = (count) => Array.from({ length: count }, (_, index) => index);

/**
 * The simulator refuses an order that was made for another number of layers: it would remove the rest.
 * @type {(order: number[], landed: number[], count: number) => Plan}
 */
const arrangement = (order, landed, count) => ({ edit: { kind: 'arrange_layers', order, count }, origin: order, landed });

/** @param {number[]} order @param {number} count whether every layer stays where it is */
const isIdle = (order, count) => order.length === count && order.every((place, index) => place === index);

/**
 * Layers moved together into a gap, in the order they have; null where nothing would move.
 * @type {(count: number, indices: readonly number[], gap: number) => Plan | null}
 */
export function moving(count, indices, gap) {
  const held = new Set(indices);
  const before = everything(count).filter((index) => index < gap && !held.has(index));
  const behind = everything(count).filter((index) => index >= gap && !held.has(index));
  const order = [...before, ...indices, ...behind];
  if (isIdle(order, count)) return null;
  return arrangement(order, indices.map((_, place) => before.length + place), count);
}

/**
 * Copies of layers put into a gap.
 * @type {(count: number, indices: readonly number[], gap: number) => Plan}
 */
export function copying(count, indices, gap) {
  const order = everything(count);
  order.splice(gap, 0, ...indices);
  return arrangement(order, indices.map((_, place) => gap + place), count);
}

/**
 * The network without some layers.
 * @type {(count: number, indices: readonly number[]) => Plan}
 */
export function removing(count, indices) {
  const gone = new Set(indices);
  return arrangement(everything(count).filter((index) => !gone.has(index)), [], count);
}

/**
 * New layers in a gap.
 * @type {(count: number, gap: number, layers: readonly LayerSpec[]) => Plan}
 */
export function inserting(count, gap, layers) {
  const origin = /** @type {(number | null)[]} */ (everything(count));
  origin.splice(gap, 0, ...layers.map(() => null));
  const edit =
    layers.length === 1
      ? { kind: 'insert_layer', index: gap, layer: layers[0] }
      : { kind: 'insert_layers', index: gap, layers };
  return { edit, origin, landed: layers.map((_, place) => gap + place) };
}

/**
 * Where a channel acts that is put onto one wire: there, or, if it needs a pair, there and on the wire below.
 * @type {(tile: string, quron: number, count: number) => {qurons: number[]} | {pairs: [number, number][]}}
 */
function wires(tile, quron, count) {
  const upper = Math.min(quron, count - 2);
  return CHANNELS[tile]?.pairs && count > 1 ? { pairs: [[upper, upper + 1]] } : { qurons: [quron] };
}

/**
 * The layers that a cargo from outside the network stands for, in the gap where it would land.
 * @type {(cargo: Cargo, spot: Spot, row: Row) => LayerSpec[]}
 */
function newLayers(cargo, { gap, quron }, row) {
  if (cargo.kind === 'block') return cargo.layers;
  if (cargo.kind !== 'tile') return [];
  const { features, layers, widths } = row;
  const layer = defaultLayer(cargo.tile, { qurons: widths[gap], features, layers });
  return [quron === null ? layer : { ...layer, ...wires(cargo.tile, quron, widths[gap]) }];
}

/**
 * What letting go would do.
 * @param {Cargo} cargo
 * @param {Over} over
 * @param {boolean} copies whether layers of the network stay and copies of them are held
 * @param {Row} row
 * @returns {Plan | null} null: nothing
 */
export function planFor(cargo, over, copies, row) {
  if (over === null) return null;
  const count = row.layers.length;
  if (cargo.kind === 'layers') {
    if (over === 'outside') return copies ? null : removing(count, cargo.indices);
    return (copies ? copying : moving)(count, cargo.indices, over.gap);
  }
  return over === 'outside' ? null : inserting(count, over.gap, newLayers(cargo, over, row));
}

/**
 * A channel behind every layer that is not noise.
 * @type {(tile: string, row: Row) => Plan}
 */
export function everywhere(tile, { layers, widths, features }) {
  /** @type {(number | null)[]} */
  const origin = [];
  /** @type {number[]} */
  const landed = [];
  layers.forEach((layer, index) => {
    origin.push(index);
    if (layer.kind === 'decohere') return;
    landed.push(origin.length);
    origin.push(null);
  });
  const layer = defaultLayer(tile, { qurons: widths[0], features, layers });
  return { edit: { kind: 'insert_everywhere', layer }, origin, landed };
}

/** One hand: what it holds and where it hovers. */
export class Hand {
  constructor() {
    /** @type {Cargo | null} */
    this.cargo = null;
    /** @type {Over} */
    this.over = null;
    this.copies = false;
  }

  /** @param {Cargo} cargo */
  lift(cargo) {
    this.cargo = cargo;
    this.over = null;
    this.copies = false;
  }

  /** @param {Over} over @param {boolean} copies */
  hover(over, copies) {
    if (!this.cargo) return;
    this.over = over;
    this.copies = copies && this.cargo.kind === 'layers';
  }

  /** @param {Row} row @returns {Plan | null} */
  plan(row) {
    return this.cargo && planFor(this.cargo, this.over, this.copies, row);
  }

  /** Lets go. @param {Row} row @returns {Plan | null} what is to be done */
  release(row) {
    const plan = this.plan(row);
    this.cancel();
    return plan;
  }

  /** Gives up: whatever was held is where it was. */
  cancel() {
    this.cargo = null;
    this.over = null;
    this.copies = false;
  }
}
