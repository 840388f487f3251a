// @ts-check
/**
 * What is read, not watched: numbers that change sixty times a second cannot be read, and each costs the page a layout.
 */

/** Between two readings, milliseconds. */
export const READING = 50;

/**
 * A listener that is heard at once, but not again before the pause is over; what came meanwhile is heard then.
 * @param {() => void} listener looks for itself what is new
 * @param {{pause?: number, now?: () => number, later?: (run: () => void, milliseconds: number) => unknown}} [clock]
 */
export function calmly(listener, clock = {}) {
  const { pause = READING, now = () => performance.now(), later = setTimeout } = clock;
  let due = -Infinity;
  let waiting = false;
  const run = () => {
    waiting = false;
    due = now() + pause;
    listener();
  };
  return () => {
    if (waiting) return;
    const left = due - now();
    if (left <= 0) return run();
    waiting = true;
    later(run, left);
  };
}
