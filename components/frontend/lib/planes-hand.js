// @ts-check
/**
 * The hand's clock: while a dial is held, pictures follow it in the animation frame in which it moves, whatever the
 * simulator is doing. Frames that arrive meanwhile bring the truth about everything else, and what the dial moves is
 * drawn for the place where the hand is now; so an older frame never shows through a newer hand.
 */
import { Planes } from './planes.js';

/**
 * @typedef {import('./store.js').Store} Store
 * @typedef {import('./types.js').Frame} Frame
 * @typedef {ReturnType<typeof createHand>} Hand
 *
 * @typedef {object} Watch what is noted for tests and benchmarks
 * @property {(milliseconds: number) => void} painted script time of a picture that the hand has made
 * @property {(difference: number) => void} confirmed largest difference between the last such picture and the truth
 */

/** Parts of a frame that planes write. */
const OWN = /** @type {const} */ (['map', 'nodes', 'bloch', 'purities', 'theta']);

/**
 * @param {Store} store
 * @param {Partial<Watch>} [watch]
 * @param {{schedule?: (run: () => void) => void, now?: () => number}} [clock] The page's own unless a test brings one.
 */
export function createHand(store, watch = {}, clock = {}) {
  const schedule = clock.schedule ?? ((run) => void requestAnimationFrame(run));
  const now = clock.now ?? (() => performance.now());
  let key = /** @type {string | null} path of the dial, until the truth has caught up with it */ (null);
  let value = /** @type {number | null} */ (null);
  let released = false;
  let pending = false;
  let arrived = /** @type {Planes | null} */ (null);
  let planes = /** @type {Planes | null} those of the frame that is shown */ (null);
  let shown = /** @type {Frame | null} what planes write into */ (null);
  let awaited = () => false;

  const forget = () => {
    key = value = arrived = planes = shown = null;
    released = false;
  };
  const paint = () => {
    if (!pending) return;
    pending = false;
    if (awaited() || !planes || !shown || value === null || !planes.covers(value)) return;
    const start = now();
    write(shown, planes, value);
    store.setFrame(shown);
    watch.painted?.(now() - start);
  };
  store.on('ui', ({ status }) => {
    if (status !== 'live') forget();
  });

  return {
    /** Whether a frame of the simulator is to be shown in this animation frame: it brings the hand's picture along. @param {() => boolean} waits */
    await(waits) {
      awaited = waits;
    },
    /** A dial has been taken. @param {(string | number)[]} path */
    hold(path) {
      forget();
      key = path.join('/');
    },
    /** It has been turned. @param {(string | number)[]} path @param {any} wanted @param {boolean} commit */
    turn(path, wanted, commit) {
      if (path.join('/') !== key || typeof wanted !== 'number') return;
      value = wanted;
      released = commit;
      if (planes && !pending) schedule(paint);
      pending = planes !== null;
    },
    /** Whether pictures follow the dial without the simulator. */
    leads: () => planes !== null && !released && value !== null && planes.covers(value),
    /** It has been let go where it was. */
    release: forget,
    /** Keep the planes of a frame, also of one that a newer one will replace before it is shown. @param {Frame} frame */
    receive({ planes: header, arrays }) {
      if (key !== null && header && 'parts' in header) arrived = new Planes(header, arrays);
    },
    /**
     * Take in a frame of the simulator that is to be shown.
     * @param {Frame} frame
     * @returns {Frame} what is to be shown: the same, or with what the dial moves as the hand has it
     */
    accept(frame) {
      const header = frame.planes;
      if (released && !header) compare(shown, frame, watch);
      if (key === null || (released && !header)) {
        forget();
        return frame;
      }
      if (arrived?.id === header?.id) planes = arrived;
      else if (planes?.id !== header?.id) planes = null;
      if (!planes || planes.key !== key) return frame;
      shown = copied(frame, shown);
      if (value === null || !planes.covers(value)) return shown;
      pending = false;
      write(shown, planes, value);
      return shown;
    },
  };
}

/**
 * A frame with arrays of its own where planes write; those of the last one are used again.
 * @param {Frame} frame
 * @param {Frame | null} last
 * @returns {Frame}
 */
function copied(frame, last) {
  const arrays = { ...frame.arrays };
  for (const name of OWN) {
    const { shape, data } = frame.arrays[name];
    const old = last?.arrays[name].data;
    const own = old?.length === data.length ? old : new Float32Array(data.length);
    own.set(data);
    arrays[name] = { shape, data: own };
  }
  return { ...frame, arrays };
}

/** @param {Frame} frame @param {Planes} planes @param {number} value */
function write(frame, planes, value) {
  const { arrays } = frame;
  planes.combine(value, arrays);
  if (planes.path[0] === 'parameters') arrays.theta.data[Number(planes.path[1])] = value;
  if (planes.parts.some((part) => part.header.name === 'purities')) frame.purity = arrays.purities.data.at(-1) ?? null;
}

/**
 * How far the hand's last picture was from the frame that confirms it; training moves on, so only at rest.
 * @param {Frame | null} shown
 * @param {Frame} frame
 * @param {Partial<Watch>} watch
 */
function compare(shown, frame, watch) {
  if (!shown || shown.epoch !== frame.epoch || shown.run !== frame.run) return;
  let largest = 0;
  for (const name of /** @type {const} */ (['map', 'nodes', 'bloch'])) {
    const one = shown.arrays[name].data;
    const other = frame.arrays[name].data;
    if (one.length !== other.length) return;
    for (let i = 0; i < one.length; i += 1) largest = Math.max(largest, Math.abs(one[i] - other[i]));
  }
  watch.confirmed?.(largest);
}
