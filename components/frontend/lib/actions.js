// @ts-check
/**
 * What the hand can do, as messages to the simulator and as changes of the view.
 */
import { viewMessage } from './view.js';

/**
 * @typedef {import('./store.js').Store} Store
 * @typedef {ReturnType<typeof createActions>} Actions
 */

/** Between values that the simulator is told of while the hand's pictures do without it; its own cost time to paint. */
const TRUTH_MS = 40;

/**
 * @param {(message: Record<string, any>) => void} send
 * @param {Store} store
 * @param {{schedule?: (run: () => void) => void, now?: () => number}} [clock] The page's own unless a test brings one.
 * @param {import('./planes-hand.js').Hand} [hand]
 */
export function createActions(send, store, clock = {}, hand = undefined) {
  const schedule = clock.schedule ?? ((run) => void requestAnimationFrame(run));
  const now = clock.now ?? (() => performance.now());
  /** Newest message of each kind that waits for the next animation frame. @type {Map<string, Record<string, any>>} */
  const waiting = new Map();

  let told = -Infinity;

  const flush = () => {
    const leads = hand?.leads() ?? false;
    for (const [key, message] of waiting) {
      if (leads && message.type === 'set') {
        if (now() - told < TRUTH_MS) continue;
        told = now();
      }
      waiting.delete(key);
      send({ ...message, sent: now() });
    }
    if (waiting.size) schedule(flush);
  };
  /** @param {string} key @param {Record<string, any>} message */
  const later = (key, message) => {
    if (!waiting.size) schedule(flush);
    waiting.set(key, message);
  };
  const view = () => later('view', viewMessage(store.ui, store.scene));

  return {
    play: () => send({ type: 'play' }),
    pause: () => send({ type: 'pause' }),
    step: () => send({ type: 'step' }),
    back: () => send({ type: 'back' }),
    /** Show an epoch of the training history, and pause there. @param {number} epoch */
    seek: (epoch) => later('seek', { type: 'seek', epoch }),
    /** Where training pauses by itself; null is nowhere. @param {number | null} epoch @param {number | null} loss */
    stopAt: (epoch, loss) => send({ type: 'stop_at', epoch, loss }),
    /** Draw the ideal network solid, or the noisy one. @param {boolean} ideal */
    swap: (ideal) => send({ type: 'swap', ideal, sent: now() }),
    /** Go back to an earlier run. @param {number} run */
    restore: (run) => send({ type: 'restore', run }),
    /** @param {number} run */
    forget: (run) => send({ type: 'forget', run }),
    /** @param {number} run @param {string} name */
    rename: (run, name) => send({ type: 'rename', run, name }),
    reset: () => send({ type: 'reset' }),
    reroll: () => send({ type: 'reroll' }),
    undo: () => send({ type: 'undo' }),
    redo: () => send({ type: 'redo' }),
    verify: () => send({ type: 'verify' }),
    save: () => send({ type: 'save' }),
    /** @param {number} value Epochs a second; 0 is as fast as it goes. */
    speed: (value) => later('speed', { type: 'speed', value }),
    /** @param {string} text */
    open: (text) => send({ type: 'open', text }),
    /** @param {boolean} parameters */
    share: (parameters) => send({ type: 'share', parameters }),
    /** @param {Record<string, any>} edit */
    edit: (edit) => send({ type: 'edit', edit, sent: now() }),
    /** Ask what an edit would show. @param {number} ticket @param {Record<string, any>} edit */
    preview: (ticket, edit) => send({ type: 'preview', ticket, edit }),
    /**
     * Ask the laboratory something, or what the answer would cost.
     * @param {number} ticket @param {string} name @param {Record<string, any>} options @param {boolean} estimate
     */
    study: (ticket, name, options, estimate) => send({ type: 'study', ticket, name, options, estimate }),
    /** The answer is no longer wanted. @param {number} ticket */
    cancel: (ticket) => send({ type: 'cancel', ticket }),

    /**
     * A value in the hand. Without `commit` the newest value of each path goes out once per animation frame.
     * @param {(string | number)[]} path
     * @param {any} value
     * @param {boolean} commit
     */
    set(path, value, commit) {
      const key = path.join('/');
      hand?.turn(path, value, commit);
      if (!commit) {
        store.ui.held.set(key, value);
        store.emit('held', key);
        later(key, { type: 'set', path, value, commit });
        return;
      }
      store.ui.held.delete(key);
      waiting.delete(key);
      send({ type: 'set', path, value, commit, sent: now() });
    },

    /**
     * What a dial or slider gives to the hand: its pictures then follow it without waiting for the simulator.
     * @param {() => (string | number)[]} path of its value, at any time
     */
    grip: (path) => ({
      /** @param {number} low @param {number} high the values within reach */
      onHold(low, high) {
        hand?.hold(path());
        send({ type: 'hold', path: path(), low, high });
      },
      onRelease() {
        hand?.release();
        send({ type: 'release' });
      },
      onSweep: () => store.setUi({ sweep: path() }),
    }),

    /** @param {number[]} point Features that it leaves out stay where they are. */
    probe(point) {
      const probe = [...point, ...store.ui.probe.slice(point.length)];
      store.setUi({ probe });
      later('probe', { type: 'probe', point: probe });
    },
    /** Look at a layer, quron or dial. @param {Partial<import('./types.js').Ui>} patch */
    select(patch) {
      // Looking at one layer ends the choice of several.
      store.setUi('layer' in patch ? { selected: [], ...patch } : patch);
      view();
    },
    /** Show a node's map large, or the output again. @param {import('./types.js').Place | null} place */
    hover(place) {
      store.setUi({ hover: place });
      view();
    },
    /**
     * Keep a node's map large and look at the node, until the output is wanted again.
     * @param {import('./types.js').Place | null} place
     */
    pin(place) {
      this.select(place ? { ...place, parameter: null, pinned: place } : { pinned: null, hover: null });
    },
    view,
  };
}
