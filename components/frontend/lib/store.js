// @ts-check
/**
 * One place for what the page knows: the scene and the frames from the simulator, and where the eye is.
 * Views subscribe to topics; nothing else is shared between them.
 *
 * @typedef {import('./types.js').Scene} Scene
 * @typedef {import('./types.js').Frame} Frame
 * @typedef {import('./types.js').Ui} Ui
 * @typedef {'scene' | 'frame' | 'ui' | 'message' | 'said' | 'asked' | 'preview' | 'link' | 'file' | 'verified' | 'losses' | 'runs' | 'devices' | 'study' | 'held'} Topic
 * @typedef {ReturnType<typeof createStore>} Store
 */
import { USUAL_PROBE } from './probe-link.js';

const MOST_ROWS = 20000;

export function createStore() {
  /** @type {Map<string, Set<(payload: any) => void>>} */
  const listeners = new Map();
  const store = {
    scene: /** @type {Scene | null} */ (null),
    frame: /** @type {Frame | null} */ (null),
    /** Shown instead of the frame's pictures while a layer hovers. */
    preview: /** @type {import('./types.js').Preview | null} */ (null),
    /** @type {Ui} */
    ui: {
      layer: 0,
      quron: 0,
      parameter: null,
      probe: [...USUAL_PROBE],
      hover: null,
      pinned: null,
      needed: false,
      tab: 'state',
      pairs: null,
      matrix: { last: true, of: 'all' },
      selected: [],
      sweep: null,
      fit: false,
      theme: 'light',
      status: 'waiting',
      held: new Map(),
    },
    /** Rows of epoch, train loss, test loss and, where it is known, train loss of the ideal network. @type {{run: number, rows: number[][]}} */
    losses: { run: -1, rows: [] },
    /** Earlier runs, the newest last. @type {import('./types.js').Run[]} */
    runs: [],
    /** Devices that exist, for the menu. @type {import('./types.js').Preset[]} */
    devices: [],

    /**
     * @param {Topic} topic
     * @param {(payload: any) => void} listener
     * @returns {() => void} Stops listening.
     */
    on(topic, listener) {
      const set = listeners.get(topic) ?? new Set();
      listeners.set(topic, set.add(listener));
      return () => void set.delete(listener);
    },

    /**
     * Tell every listener, also those after one that throws; the first error is thrown at the end.
     * @param {Topic} topic
     * @param {any} payload
     */
    emit(topic, payload) {
      const errors = /** @type {unknown[]} */ ([]);
      for (const listener of [...(listeners.get(topic) ?? [])]) {
        try {
          listener(payload);
        } catch (error) {
          errors.push(error);
        }
      }
      if (errors.length) throw errors[0];
    },

    /** @param {Scene} scene */
    setScene(scene) {
      const rebuilt = store.scene !== null && kindsOf(store.scene) !== kindsOf(scene);
      store.scene = scene;
      const chosen = within(store.ui, scene, rebuilt);
      try {
        store.emit('scene', scene);
      } finally {
        if (chosen) store.setUi(chosen);
      }
    },

    /** @param {Frame} frame */
    setFrame(frame) {
      store.frame = frame;
      store.emit('frame', frame);
    },

    /** @param {import('./types.js').Preview | null} preview */
    setPreview(preview) {
      if (preview === store.preview) return;
      store.preview = preview;
      store.emit('preview', preview);
    },

    /** @param {import('./types.js').Run[]} runs */
    setRuns(runs) {
      store.runs = runs;
      store.emit('runs', runs);
    },

    /** @param {import('./types.js').Preset[]} devices */
    setDevices(devices) {
      store.devices = devices;
      store.emit('devices', devices);
    },

    /** @param {Partial<Ui>} patch */
    setUi(patch) {
      Object.assign(store.ui, patch);
      store.emit('ui', store.ui);
    },

    /**
     * Take over the rows of the loss curve that came with a frame, also of frames that are never painted.
     * @param {number} run
     * @param {import('./types.js').Plane | undefined} plane Rows of (epoch, train, test, ideal train).
     */
    addLosses(run, plane) {
      if (run !== store.losses.run) store.losses = { run, rows: [] };
      if (!plane || !plane.shape[0]) return;
      const [count, width] = plane.shape;
      for (let i = 0; i < count; i++) store.losses.rows.push(Array.from(plane.data.subarray(width * i, width * (i + 1))));
      if (store.losses.rows.length > MOST_ROWS) store.losses.rows = store.losses.rows.filter((_, i) => i % 2 === 0);
      store.emit('losses', store.losses);
    },
  };
  return store;
}

/** @param {Scene} scene */
const kindsOf = ({ layers }) => layers.map(({ kind }) => kind).join();

/**
 * The chosen place, brought back into a network that has become smaller; null if it still exists.
 * @param {Ui} ui
 * @param {Scene} scene
 * @param {boolean} rebuilt Whether other layers stand there now: a node that was kept large may be another one.
 * @returns {Partial<Ui> | null}
 */
function within(ui, scene, rebuilt) {
  const layer = Math.min(ui.layer, scene.layers.length - 1);
  const width = scene.widths[layer + 1];
  const quron = ui.quron === null ? null : Math.min(ui.quron, width - 1);
  const bound = ui.parameter === null ? undefined : scene.parameters[ui.parameter];
  const parameter = bound && bound.layer === layer ? ui.parameter : null;
  const stands = ui.pinned && !rebuilt && ui.pinned.quron < (scene.widths[ui.pinned.layer + 1] ?? 0);
  const pinned = stands ? ui.pinned : null;
  if (layer === ui.layer && quron === ui.quron && parameter === ui.parameter && pinned === ui.pinned) return null;
  return { layer, quron, parameter, pinned, hover: null };
}
