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
export function addBand({ store, actions }, { ground, world, across, places, focus }) {
  const band = h('div', { class: 'band', 'aria-hidden': 'true' });
  /** What was chosen before, where the band began, and whether it adds to it. */
  let before = /** @type {number[]} */ ([]);
  let [from, adds] = [0, false];
  /** @param {number[]} found */
  const choose = (found) => {
    const next = adds ? [...new Set([...before, ...found])].sort((a, b) => a - b) : found;
    if (next.join() === store.ui.selected.join()) return;
    store.setUi({ selected: next });
    store.emit('said', next.length ? `Chosen: ${named(next)}.` : 'Nothing chosen together.');
  };
  draggable(
    ground,
    {
      start({ copies }, { clientX }) {
        [before, from, adds] = [[...store.ui.selected], across(clientX), copies];
        world.append(band);
      },
      move({ clientX }) {
        const to = across(clientX);
        band.style.left = `${Math.min(from, to)}px`;
        band.style.width = `${Math.abs(to - from)}px`;
        choose(crossed(places(), from, to));
      },
      drop() {
        band.remove();
        const { selected } = store.ui;
        if (!selected.length) return;
        if (selected.length === 1) {
          store.setUi({ selected: [] }); // one layer is chosen as a click would
          actions.select({ layer: selected[0], quron: 0, parameter: null });
        }
        focus(selected[0]);
      },
      cancel() {
        band.remove();
        adds = false;
        choose(before);
      },
    },
    (event) => isGround(event, ground),
  );
}
