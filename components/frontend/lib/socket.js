// @ts-check
/**
 * The one socket of the page. Frames are painted at most once per animation frame, newest first, and acknowledged when
 * they have been painted or dropped: without acknowledgements a slow page would answer the hand many seconds late.
 */
import { decodeFrame } from './wire.js';

const RETRY_MS = [400, 800, 1600, 3000];

/** Close codes of live/server.py and live/session.py after which another try cannot succeed. @type {Record<number, string>} */
const LAST_WORDS = {
  4401: 'The session has ended. Load the page again: the experiment is in its address, training starts over.',
  4409: 'This session goes on in another window. Load the page again to have one of its own here.',
};

/**
 * Counters for tests, kept on the window only with `?debug=1`.
 */
export function createCounters() {
  return {
    frames: 0,
    epochs: 0,
    acks: 0,
    dragFrames: 0,
    /** Largest difference between pictures of the hand and the frames that confirmed them. */ dragError: 0,
    /** @type {number[]} */ dragScriptMs: [],
    /** @type {number[]} */ truthMs: [],
    /** @type {string[]} */ errors: [],
  };
}

/** @param {number[]} list @param {number} value */
function keep(list, value) {
  list.push(value);
  if (list.length > 500) list.shift();
}

/** Planes and frames are float32, of 6e-8 relative precision; a sum of some twenty of them loses a digit more. */
const HAND_TOLERANCE = 5e-6;

/**
 * Counts what the hand paints, and says in debug mode where the truth was another.
 * @param {ReturnType<typeof createCounters>} counters
 * @param {boolean} debug
 * @returns {import('./planes-hand.js').Watch}
 */
export const watchHand = (counters, debug) => ({
  painted(milliseconds) {
    counters.dragFrames += 1;
    keep(counters.dragScriptMs, milliseconds);
  },
  confirmed(difference) {
    counters.dragError = Math.max(counters.dragError, difference);
    if (debug && difference > HAND_TOLERANCE) console.warn(`The hand's picture was ${difference} from the truth.`);
  },
});

/**
 * @param {object} options
 * @param {string} options.token
 * @param {import('./store.js').Store} options.store
 * @param {ReturnType<typeof createCounters>} options.counters
 * @param {import('./planes-hand.js').Hand} [options.hand]
 * @returns {{send: (message: Record<string, any>) => void, close: () => void}}
 */
export function connect({ token, store, counters, hand }) {
  const url = new URL(`live?token=${encodeURIComponent(token)}`, document.baseURI.replace(/^http/, 'ws'));
  let socket = /** @type {WebSocket | null} */ (null);
  let newest = /** @type {import('./types.js').Frame | null} */ (null);
  let tries = 0;
  let closed = false;

  hand?.await(() => newest !== null);
  /** @param {Record<string, any>} message */
  const send = (message) => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  };
  /** @param {import('./types.js').Frame} frame */
  const acknowledge = (frame) => {
    counters.acks += 1;
    send({ type: 'ack', frame: frame.frame });
  };

  const paint = () => {
    const frame = newest;
    newest = null;
    if (!frame || closed) return;
    const start = performance.now();
    const before = store.frame;
    try {
      store.setFrame(hand?.accept(frame) ?? frame);
    } catch (error) {
      counters.errors.push(String(error));
      console.error(error);
    }
    acknowledge(frame);
    counters.frames += 1;
    if (before && before.run === frame.run) counters.epochs += Math.max(0, frame.epoch - before.epoch);
    if (frame.echo !== null && frame.echo !== before?.echo) keep(counters.truthMs, performance.now() - frame.echo);
    if (store.ui.held.size) {
      counters.dragFrames += 1;
      keep(counters.dragScriptMs, performance.now() - start);
    }
  };

  /** @param {ArrayBuffer} buffer */
  const onFrame = (buffer) => {
    const frame = decodeFrame(buffer);
    if ('preview' in frame) {
      acknowledge(frame);
      store.emit('asked', frame);
      return;
    }
    // The painting is booked before anything that may throw: two frames that are never acknowledged stop the stream.
    if (newest) acknowledge(newest);
    else requestAnimationFrame(paint);
    newest = frame;
    hand?.receive(frame);
    if (store.ui.status !== 'live') store.setUi({ status: 'live' });
    store.addLosses(frame.run, frame.arrays.losses);
  };

  /** @param {string} text */
  const onText = (text) => {
    const message = JSON.parse(text);
    if (message.type === 'scene') store.setScene(message);
    else if (message.type === 'runs') store.setRuns(message.runs);
    else if (message.type === 'devices') store.setDevices(message.devices);
    else if (message.type === 'preview') store.emit('asked', message);
    else if (['message', 'link', 'file', 'verified', 'study'].includes(message.type)) store.emit(message.type, message);
  };

  const open = () => {
    if (closed) return;
    socket = new WebSocket(url);
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => {
      tries = 0;
      store.losses = { run: -1, rows: [] };
    };
    socket.onmessage = ({ data }) => {
      try {
        if (typeof data === 'string') onText(data);
        else onFrame(data);
      } catch (error) {
        counters.errors.push(String(error));
        console.error(error);
      }
    };
    socket.onclose = ({ code }) => {
      if (closed) return;
      store.setUi({ status: 'lost' });
      if (Object.hasOwn(LAST_WORDS, code)) {
        store.setUi({ status: 'ended' });
        store.emit('message', { level: 'error', text: LAST_WORDS[code] });
        return;
      }
      setTimeout(open, RETRY_MS[Math.min(tries++, RETRY_MS.length - 1)]);
    };
  };
  open();
  return {
    send,
    close: () => {
      closed = true;
      socket?.close();
    },
  };
}
