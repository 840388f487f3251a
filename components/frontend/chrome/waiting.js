// @ts-check
/** Says that the picture is still the one before a change, where a network takes long to draw: old numbers look new. */
import { h } from '../lib/dom.js';

/** After so long without the picture of the present network the screen says so. */
const PATIENT_MS = 700;

/** @typedef {import('../lib/store.js').Store} Store */

/**
 * Calls back with true when the picture has been that of an earlier network for a while, and with false when it has
 * caught up.
 * @param {Store} store
 * @param {(behind: boolean) => void} react
 */
export function whenBehind(store, react) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let behind = false;
  /** @param {boolean} now */
  const tell = (now) => {
    if (now !== behind) react(now);
    behind = now;
  };
  const look = () => {
    const { scene, frame, ui } = store;
    const old = scene !== null && frame?.revision !== scene.revision && ui.status !== 'lost' && ui.status !== 'ended';
    if (old) timer ??= setTimeout(() => tell(true), PATIENT_MS);
    else {
      clearTimeout(timer);
      timer = undefined;
      tell(false);
    }
  };
  for (const topic of /** @type {const} */ (['scene', 'frame', 'ui'])) store.on(topic, look);
}

/** @param {{store: Store}} ctx */
export function createWaiting({ store }) {
  const element = h('p', { class: 'waiting', role: 'status', hidden: true });
  whenBehind(store, (behind) => {
    element.hidden = !behind;
    const what = store.frame ? 'Still the picture before this change' : 'Drawing the first picture';
    element.textContent = behind ? `${what}: ${store.scene?.cost}, and the first takes longer.` : '';
  });
  return { element };
}
