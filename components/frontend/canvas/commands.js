// @ts-check
/** Edits of the row of layers, each followed by choosing the layers that the user means and by saying what happened. */
import { copying, everywhere, moving, planFor, removing, rowOf } from './assembly.js';
import { CHANNELS } from './channels.js';
import { titleOf } from './describe.js';
import { named } from './selection.js';

/**
 * @typedef {import('./types.js').Link} Link
 * @typedef {import('./assembly.js').Plan} Plan
 * @typedef {{said: string, then?: (landed: number[]) => void}} Report what is said when it is done
 */

/** @param {Link} env */
const countOf = ({ store }) => store.scene?.layers.length ?? 0;

/** What a layer is called, "amplitude damping" or "rotate". @param {import('./describe.js').LayerSpec} spec */
export const wordFor = (spec) => CHANNELS[spec.channel]?.name ?? titleOf(spec.kind).toLowerCase();

/** Pages that wait for the answer to an edit. @type {WeakSet<object>} */
const pending = new WeakSet();

/** Whether an edit is on its way: layers may be about to have other numbers. @param {Link} env */
export const isWaiting = ({ store }) => pending.has(store) && store.ui.status === 'live';

/**
 * Sends an edit. The scene that follows it is handed on, unless the edit was refused: then an error comes first.
 * @param {Link} env
 * @param {Record<string, any>} edit
 * @param {(scene: import('../lib/types.js').Scene) => void} then
 */
function send({ store, actions }, edit, then) {
  const done = () => {
    [offScene, offMessage].forEach((off) => off());
    pending.delete(store);
  };
  pending.add(store);
  const offMessage = store.on('message', ({ level }) => level === 'error' && done());
  const offScene = store.on('scene', (scene) => {
    done();
    then(scene);
  });
  actions.edit(edit);
}

/** @type {(env: Link, landed: number[], report: Report) => void} */
function choose({ store, actions }, landed, { said, then }) {
  store.emit('said', said);
  if (!landed.length) return;
  actions.select({ layer: landed[0], quron: 0, parameter: null, selected: landed.length > 1 ? landed : [] });
  then?.(landed);
}

/**
 * Does what was planned.
 * @param {Link} env
 * @param {Plan} plan
 * @param {Report} report
 */
export function perform(env, plan, report) {
  send(env, plan.edit, (scene) => {
    if (scene.layers.length === plan.origin.length) choose(env, plan.landed, report);
  });
}

/**
 * Where a tile goes that is used without dragging: behind the chosen layers, else behind the last one.
 * @param {import('./types.js').Store} store
 * @returns {number}
 */
export function insertionIndex(store) {
  const count = store.scene?.layers.length ?? 0;
  const { layer, selected } = store.ui;
  const last = selected.length ? selected[selected.length - 1] : layer;
  return Number.isInteger(last) && last >= -1 && last < count ? last + 1 : count;
}

/**
 * Puts what a tile or a saved block stands for behind the chosen layers.
 * @param {Link} env
 * @param {import('./assembly.js').Cargo} cargo
 * @param {{name: string, quron?: number | null}} options `quron`: on that wire only
 */
export function insertCargo(env, cargo, { name, quron = null }) {
  const { scene } = env.store;
  if (!scene) return;
  const gap = insertionIndex(env.store);
  const plan = planFor(cargo, { gap, quron }, false, rowOf(scene));
  if (plan) perform(env, plan, { said: `${name} added as ${named(plan.landed)}${onWire(plan)}.` });
}

/**
 * Puts a channel behind every layer that is not noise itself.
 * @param {Link} env
 * @param {string} tile name of the channel
 * @param {string} name as it is said
 */
export function insertEverywhere(env, tile, name) {
  const { scene } = env.store;
  if (!scene) return;
  const plan = everywhere(tile, rowOf(scene));
  perform(env, plan, { said: `${name} added behind every layer: ${named(plan.landed)}.` });
}

/** Which wires a new layer was put onto, if it was not all. @param {Plan} plan */
export function onWire({ edit }) {
  const { qurons, pairs } = edit.layer ?? {};
  const wires = qurons ?? pairs?.flat();
  return wires ? `, on ${wires.map((/** @type {number} */ quron) => `q${quron}`).join(' and ')} only` : '';
}

/**
 * @param {Link} env
 * @param {number[]} indices
 * @param {-1 | 1} step
 * @param {(landed: number[]) => void} [then]
 */
export function stepLayers(env, indices, step, then) {
  const count = countOf(env);
  const gap = step < 0 ? indices[0] - 1 : indices[indices.length - 1] + 2;
  const plan = gap < 0 || gap > count ? null : moving(count, indices, gap);
  if (plan) perform(env, plan, { said: `${moved(indices, plan.landed)}.`, then });
}

/** @type {(indices: readonly number[], landed: readonly number[]) => string} */
export const moved = (indices, landed) => `Moved ${named(indices)}, now ${named(landed)}`;

/** @type {(env: Link, indices: number[], then?: (landed: number[]) => void) => void} */
export function duplicateLayers(env, indices, then) {
  const plan = copying(countOf(env), indices, indices[indices.length - 1] + 1);
  perform(env, plan, { said: `Copied ${named(indices)}, the copy is ${named(plan.landed)}.`, then });
}

/** Removes layers and offers the way back. @type {(env: Link, indices: number[]) => void} */
export function removeLayers(env, indices) {
  const { layers } = env.store.scene?.experiment.network ?? { layers: [] };
  const plan = removing(countOf(env), indices);
  const what = indices.length === 1 ? ` ${wordFor(layers[indices[0]])}` : '';
  send(env, plan.edit, (scene) => {
    if (scene.layers.length !== plan.origin.length) return;
    const action = { name: 'Undo', act: env.actions.undo };
    env.store.emit('message', { level: 'info', text: `Removed ${named(indices)}${what}.`, action });
  });
}

/** Reads copied layers, as text, into the place behind the chosen ones. @type {(env: Link, text: string) => void} */
export function pasteLayers(env, text) {
  const before = countOf(env);
  const index = insertionIndex(env.store);
  send(env, { kind: 'paste_layers', index, text }, (scene) => {
    const landed = Array.from({ length: scene.layers.length - before }, (_, place) => index + place);
    if (landed.length) choose(env, landed, { said: `Pasted ${named(landed)}.` });
  });
}
