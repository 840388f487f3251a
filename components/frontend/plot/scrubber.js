// @ts-check
/** The training history as a slider under the loss curve: its knob lies below the epoch that is shown. */
import { h, put } from '../lib/dom.js';
import { ownFinger } from '../lib/touch.js';

const HELP =
  'Drag, or press arrow keys, to see an earlier epoch; Play goes on from there. Epochs are kept in at most 4 MiB, old ones thinned.';

/** How far a key moves from `now`, of epochs `first` to `last`. @type {Record<string, (now: number, first: number, last: number) => number>} */
const KEYS = {
  ArrowLeft: (now) => now - 1,
  ArrowDown: (now) => now - 1,
  ArrowRight: (now) => now + 1,
  ArrowUp: (now) => now + 1,
  PageDown: (now, first, last) => now - Math.max(1, (last - first) / 10),
  PageUp: (now, first, last) => now + Math.max(1, (last - first) / 10),
  Home: (_now, first) => first,
  End: (_now, _first, last) => last,
};

/** @param {HTMLElement} element @param {number} now @param {number} first @param {number} last */
function announce(element, now, first, last) {
  const text = now < last ? `epoch ${now} of ${last}` : `epoch ${now}, the newest`;
  for (const [name, value] of Object.entries({ valuemin: first, valuemax: last, valuenow: now, valuetext: text })) {
    put(element, `aria-${name}`, value);
  }
  element.classList.toggle('past', now < last);
}

/**
 * @param {import('./output.js').Context} ctx
 * @param {(epoch: number) => number} place of an epoch along the track, 0 to 1
 * @param {(at: number) => number} epochAt the other way round
 */
export function createScrubber({ store, actions }, place, epochAt) {
  const knob = h('i', { class: 'scrub-knob' });
  const past = h('i', { class: 'scrub-reach' });
  const look = { class: 'scrubber', role: 'slider', tabindex: 0, 'aria-label': 'Training history', title: HELP };
  const element = h('div', look, past, knob);
  let [first, last, now] = [0, 0, 0];
  let held = false;

  const show = () => {
    knob.style.left = `${(100 * place(now)).toFixed(2)}%`;
    past.style.left = `${(100 * place(first)).toFixed(2)}%`;
    past.style.right = `${(100 - 100 * place(last)).toFixed(2)}%`;
  };
  /** @param {number} epoch */
  const go = (epoch) => {
    now = Math.min(last, Math.max(first, Math.round(epoch)));
    show();
    actions.seek(now);
  };
  store.on('frame', (frame) => {
    [first, last] = frame.reach;
    if (!held) now = frame.epoch;
    announce(element, now, first, last);
    show();
  });
  followHand(element, (at) => go(epochAt(at)), (down) => (held = down));
  element.addEventListener('keydown', (event) => {
    if (!Object.hasOwn(KEYS, event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    go(KEYS[event.key](now, first, last));
  });
  return { element, show };
}

/**
 * @param {HTMLElement} element
 * @param {(at: number) => void} move
 * @param {(down: boolean) => void} hold
 */
function followHand(element, move, hold) {
  const follow = (/** @type {PointerEvent} */ event) => {
    const box = element.getBoundingClientRect();
    move((event.clientX - box.left) / box.width);
  };
  ownFinger(element);
  element.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    element.setPointerCapture(event.pointerId);
    hold(true);
    follow(event);
  });
  element.addEventListener('pointermove', (event) => element.hasPointerCapture(event.pointerId) && follow(event));
  element.addEventListener('lostpointercapture', () => hold(false));
}
