// @ts-check
/**
 * The charts' own clock, slower than the canvas.
 *
 * A Plotly update costs 10 to 40 ms; on every frame it would take the page its 60 pictures a second. So each
 * chart that has something new waits for its turn: at most `rate` updates a second, less often when they are
 * dear (no chart gets more than `share` of the time, as long as it is not held back more than a second), and never two
 * charts in one animation frame. While a hand is on a dial the pictures that follow it come first, and charts get a turn a
 * second, or in two if nothing else moves. What the user has asked for (theme, zoom, another quron, a paused page) does not wait.
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

export class Clock {
  /** @type {Set<Entry>} */
  #entries = new Set();
  #alarm = Infinity;
  #ticket = 0;
  #limits;
  #least;
  #timing;

  /**
   * @param {{rate?: number, share?: number, slowest?: number, least?: () => number, timing?: Timing}} [options] updates a
   *   second at most; part of the time at most; longest pause in milliseconds, whatever an update costs; shortest pause at
   *   the moment
   */
  constructor({ rate = 3, share = 0.1, slowest = 1000, least = () => 0, timing = BROWSER } = {}) {
    this.#limits = { quickest: 1000 / rate, share, slowest };
    this.#least = least;
    this.#timing = timing;
  }

  /**
   * Registers a chart.
   *
   * @param {() => void | Promise<unknown>} render
   */
  add(render) {
    /** @type {Entry} */
    const entry = { render, due: 0, cost: 0, updates: 0, dirty: false, urgent: false, busy: false };
    this.#entries.add(entry);
    return {
      /** Something new to show; `urgent` if the user asked for it. */
      invalidate: (urgent = false) => {
        entry.dirty = true;
        entry.urgent ||= urgent;
        this.#arrange();
      },
      remove: () => this.#entries.delete(entry),
      cost: () => entry.cost,
      updates: () => entry.updates,
    };
  }

  #pending() {
    return [...this.#entries].filter((entry) => entry.dirty && !entry.busy);
  }

  #arrange() {
    const next = Math.min(...this.#pending().map(startOf));
    if (!(next < this.#alarm)) return;
    this.#alarm = next;
    const mine = ++this.#ticket; // an earlier alarm replaces the one that was set
    const tick = () => mine === this.#ticket && this.#turn();
    const delay = next - this.#timing.now() - FRAME;
    if (delay > 0) this.#timing.later(() => this.#timing.frame(tick), delay);
    else this.#timing.frame(tick);
  }

  #turn() {
    this.#alarm = Infinity;
    const now = this.#timing.now();
    const ready = this.#pending().filter((entry) => startOf(entry) <= now);
    ready.sort((p, q) => Number(q.urgent) - Number(p.urgent) || p.due - q.due);
    if (ready.length) void this.#run(ready[0], now);
    this.#arrange();
  }

  /** @param {Entry} entry @param {number} began */
  async #run(entry, began) {
    entry.dirty = entry.urgent = false;
    entry.busy = true;
    const done = attempt(entry.render);
    const script = this.#timing.now() - began;
    // The picture is drawn after the script: what the two frames that follow come late is part of the cost.
    const drawn = new Promise((resolve) => this.#timing.frame(() => this.#timing.frame(() => resolve(undefined))));
    await Promise.all([done, drawn]);
    const spent = Math.max(script, this.#timing.now() - began - 2 * FRAME);
    // The first drawing builds the chart; it says nothing about what the next ones cost.
    if (entry.updates) entry.cost = entry.updates === 1 ? spent : 0.7 * entry.cost + 0.3 * spent;
    entry.updates += 1;
    const { quickest, share, slowest } = this.#limits;
    const pause = Math.min(slowest, Math.max(quickest, entry.cost / share));
    entry.due = began + Math.max(pause, this.#least());
    entry.busy = false;
    this.#arrange();
  }
}

/** @param {Entry} entry */
const startOf = (entry) => (entry.urgent ? 0 : entry.due);

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
