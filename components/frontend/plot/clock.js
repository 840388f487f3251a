// @ts-check
/**
 * The charts' own clock, slower than the canvas.
 *
 * A Plotly update costs 10 to 40 ms; on every frame it would take the page its 60 pictures a second. So each
 * chart that has something new waits for its turn: at most `rate` updates a second, less often when they are
 * dear (no chart gets more than `share` of the time unless that takes longer than a second), and never two charts in one animation frame. What the
 * user has asked for (theme, zoom, another quron, a paused page) does not wait.
 */

/**
 * @typedef {object} Timing
 * @property {() => number} now milliseconds
 * @property {(callback: () => void) => unknown} frame calls back on the next animation frame
 * @property {(callback: () => void, milliseconds: number) => unknown} later
 */

/**
 * @typedef {object} Entry
 * @property {() => void | Promise<unknown>} render
 * @property {number} due earliest time of the next update
 * @property {number} cost of an update, smoothed, milliseconds
 * @property {number} updates so far
 * @property {boolean} dirty
 * @property {boolean} urgent
 * @property {boolean} busy
 */

const FRAME = 1000 / 60;

/** @type {Timing} */
const BROWSER = {
  now: () => performance.now(),
  frame: (callback) => requestAnimationFrame(() => callback()),
  later: (callback, milliseconds) => setTimeout(callback, milliseconds),
};

/**
 * A chart that fails says so and gives up its turn; it does not stop the others.
 *
 * @param {() => void | Promise<unknown>} render
 */
async function attempt(render) {
  try {
    await render();
  } catch (error) {
    console.error(error);
  }
}

/**
 * @param {{rate?: number, share?: number, slowest?: number, timing?: Timing}} [options] updates a second at most;
 *   part of the time at most; longest pause in milliseconds, whatever an update costs
 */
export function createClock({ rate = 5, share = 0.15, slowest = 1000, timing = BROWSER } = {}) {
  /** @type {Set<Entry>} */
  const entries = new Set();
  let alarm = Infinity;
  let ticket = 0;

  const pending = () => [...entries].filter((entry) => entry.dirty && !entry.busy);
  const start = (/** @type {Entry} */ entry) => (entry.urgent ? 0 : entry.due);

  function arrange() {
    const next = Math.min(...pending().map(start));
    if (!(next < alarm)) return;
    alarm = next;
    const mine = ++ticket; // an earlier alarm replaces the one that was set
    const tick = () => mine === ticket && turn();
    const delay = next - timing.now() - FRAME;
    if (delay > 0) timing.later(() => timing.frame(tick), delay);
    else timing.frame(tick);
  }

  function turn() {
    alarm = Infinity;
    const now = timing.now();
    const ready = pending().filter((entry) => start(entry) <= now);
    ready.sort((p, q) => Number(q.urgent) - Number(p.urgent) || p.due - q.due);
    if (ready.length) run(ready[0], now);
    arrange();
  }

  function run(/** @type {Entry} */ entry, /** @type {number} */ began) {
    entry.dirty = entry.urgent = false;
    entry.busy = true;
    const done = attempt(entry.render);
    const script = timing.now() - began;
    // The picture is drawn after the script: what the two frames that follow come late is part of the cost.
    const drawn = new Promise((resolve) => timing.frame(() => timing.frame(() => resolve(undefined))));
    Promise.all([done, drawn]).then(() => settle(entry, began, script));
  }

  function settle(/** @type {Entry} */ entry, /** @type {number} */ began, /** @type {number} */ script) {
    const spent = Math.max(script, timing.now() - began - 2 * FRAME);
    // The first drawing builds the chart; it says nothing about what the next ones cost.
    if (entry.updates) entry.cost = entry.updates === 1 ? spent : 0.7 * entry.cost + 0.3 * spent;
    entry.updates += 1;
    entry.due = began + Math.min(slowest, Math.max(1000 / rate, entry.cost / share));
    entry.busy = false;
    arrange();
  }

  return {
    /**
     * Registers a chart.
     *
     * @param {() => void | Promise<unknown>} render
     */
    add(render) {
      /** @type {Entry} */
      const entry = { render, due: 0, cost: 0, updates: 0, dirty: false, urgent: false, busy: false };
      entries.add(entry);
      return {
        /** Something new to show; `urgent` if the user asked for it. */
        invalidate(urgent = false) {
          entry.dirty = true;
          entry.urgent ||= urgent;
          arrange();
        },
        remove: () => entries.delete(entry),
        cost: () => entry.cost,
        updates: () => entry.updates,
      };
    },
  };
}

/** @typedef {ReturnType<typeof createClock>} Clock */
