// @ts-check
/** A rubber band over the ground of the stage: the layers whose columns it crosses are chosen together. */
import { h } from '../lib/dom.js';
import { draggable } from './gesture.js';
import { named } from './selection.js';

/** What lies on the ground and is taken itself. */
const THINGS = '.card, button, [role="button"], [role="slider"], input, select, .lane-name';

/**
 * The layers whose columns a band crosses.
 * @param {readonly {x: number, width: number}[]} places of the layers, without the readout
 * @param {number} from one end of the band
 * @param {number} to the other end
 * @returns {number[]} in rising order
 */
export function crossed(places, from, to) {
  const [low, high] = from < to ? [from, to] : [to, from];
  return places.flatMap(({ x, width }, index) => (x < high && x + width > low ? [index] : []));
}

/** Whether a press is on the ground itself. A finger there scrolls, and so does its scroll bar. @type {(event: PointerEvent, ground: HTMLElement) => boolean} */
function isGround({ pointerType, target, clientX, clientY }, ground) {
  const { left, top } = ground.getBoundingClientRect();
  const onBar = clientX >= left + ground.clientWidth || clientY >= top + ground.clientHeight;
  return pointerType !== 'touch' && !onBar && !(/** @type {Element} */ (target).closest(THINGS));
}

/**
 * @param {import('./types.js').Env} env
 * @param {object} stage
 * @param {HTMLElement} stage.ground that is dragged over
 * @param {HTMLElement} stage.world that the band is drawn in
 * @param {(clientX: number) => number} stage.across of a point, in the pixels of the layout
 * @param {() => readonly {x: number, width: number}[]} stage.places of the layers
 * @param {(index: number) => void} stage.focus gives a layer the keyboard
 */
export function addBand(env, { ground, world, across, places, focus }) {
  const { store } = env;
  const band = h('div', { class: 'band', 'aria-hidden': 'true' });
  /** What was chosen before, where the band began, and whether it adds to it. */
  let before = /** @type {number[]} */ ([]);
  let [from, adds] = [0, false];
  const start = (/** @type {import('./gesture.js').Point} */ { copies }, /** @type {{clientX: number}} */ { clientX }) => {
    [before, from, adds] = [[...store.ui.selected], across(clientX), copies];
    world.append(band);
  };
  const move = (/** @type {{clientX: number}} */ { clientX }) => {
    const to = across(clientX);
    band.style.left = `${Math.min(from, to)}px`;
    band.style.width = `${Math.abs(to - from)}px`;
    choose(store, [...(adds ? before : []), ...crossed(places(), from, to)]);
  };
  const drop = () => {
    band.remove();
    const first = settle(env);
    if (first !== undefined) focus(first);
  };
  const cancel = () => {
    band.remove();
    choose(store, before);
  };
  draggable(ground, { start, move, drop, cancel }, (event) => isGround(event, ground));
}

/** @type {(store: import('../lib/store.js').Store, indices: number[]) => void} */
function choose(store, indices) {
  const selected = [...new Set(indices)].sort((a, b) => a - b);
  if (selected.join() === store.ui.selected.join()) return;
  store.setUi({ selected });
  store.emit('said', selected.length ? `Chosen: ${named(selected)}.` : 'Nothing chosen together.');
}

/** A single layer is chosen as by a click. @param {import('./types.js').Env} env @returns {number | undefined} the first one */
function settle({ store, actions }) {
  const { selected } = store.ui;
  if (selected.length === 1) {
    store.setUi({ selected: [] });
    actions.select({ layer: selected[0], quron: 0, parameter: null });
  }
  return selected[0];
}
