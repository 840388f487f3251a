// @ts-check
/**
 * What the hand can do, as messages to the simulator and as changes of the view.
 *
 * @typedef {import('./store.js').Store} Store
 * @typedef {ReturnType<typeof createActions>} Actions
 */

/**
 * @param {(message: Record<string, any>) => void} send
 * @param {Store} store
 * @param {{schedule?: (run: () => void) => void, now?: () => number}} [clock] The page's own unless a test brings one.
 */
export function createActions(send, store, clock = {}) {
  const schedule = clock.schedule ?? ((run) => void requestAnimationFrame(run));
  const now = clock.now ?? (() => performance.now());
  /** Newest message of each kind that waits for the next animation frame. @type {Map<string, Record<string, any>>} */
  const waiting = new Map();

  const flush = () => {
    const messages = [...waiting.values()];
    waiting.clear();
    for (const message of messages) send({ ...message, sent: now() });
  };
  /** @param {string} key @param {Record<string, any>} message */
  const later = (key, message) => {
    if (!waiting.size) schedule(flush);
    waiting.set(key, message);
  };
  const view = () => {
    const { layer, quron, hover } = store.ui;
    const node = hover && { layer: hover.layer + 1, quron: hover.quron };
    later('view', { type: 'view', layer: layer + 1, quron: quron ?? 0, hover: node });
  };

  return {
    play: () => send({ type: 'play' }),
    pause: () => send({ type: 'pause' }),
    step: () => send({ type: 'step' }),
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

    /**
     * A value in the hand. Without `commit` the newest value of each path goes out once per animation frame.
     * @param {(string | number)[]} path
     * @param {any} value
     * @param {boolean} commit
     */
    set(path, value, commit) {
      const key = path.join('/');
      if (!commit) {
        store.ui.held.set(key, value);
        later(key, { type: 'set', path, value, commit });
        return;
      }
      store.ui.held.delete(key);
      waiting.delete(key);
      send({ type: 'set', path, value, commit, sent: now() });
    },

    /** @param {number[]} point */
    probe(point) {
      store.setUi({ probe: point });
      later('probe', { type: 'probe', point });
    },
    /** Look at a layer, quron or dial. @param {Partial<import('./types.js').Ui>} patch */
    select(patch) {
      store.setUi(patch);
      view();
    },
    /** Show a node's map large, or the output again. @param {import('./types.js').Place | null} place */
    hover(place) {
      store.setUi({ hover: place });
      view();
    },
    view,
  };
}
