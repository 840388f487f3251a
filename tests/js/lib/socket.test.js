import assert from 'node:assert/strict';
import test from 'node:test';
import { connect, createCounters } from '../../../components/frontend/lib/socket.js';
import { createStore } from '../../../components/frontend/lib/store.js';

/** A page with a hand-driven animation frame and a socket that is answered by hand. */
function bench(t) {
  const paints = [];
  const retries = [];
  const sockets = [];
  class Wire {
    static OPEN = 1;
    constructor(url) {
      Object.assign(this, { url: String(url), readyState: 1, sent: [] });
      sockets.push(this);
    }
    send(text) {
      this.sent.push(JSON.parse(text));
    }
    close() {
      this.readyState = 3;
    }
  }
  const page = {
    document: { baseURI: 'https://example.org/base/' },
    WebSocket: Wire,
    requestAnimationFrame: (run) => paints.push(run),
    setTimeout: (run, ms) => retries.push({ run, ms }),
  };
  for (const [name, value] of Object.entries(page)) {
    const before = Object.getOwnPropertyDescriptor(globalThis, name);
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
    t.after(() => (before ? Object.defineProperty(globalThis, name, before) : delete globalThis[name]));
  }
  t.mock.method(console, 'error', () => {});
  const store = createStore();
  const counters = createCounters();
  const socket = connect({ token: 'a b', store, counters });
  sockets[0].onopen();
  return {
    store, counters, socket, sockets, retries,
    receive: (number, fields = {}) => sockets.at(-1).onmessage({ data: packed({ frame: number, run: 1, epoch: number, echo: null, ...fields }) }),
    paint: () => paints.splice(0).forEach((run) => run()),
    acks: () => sockets.at(-1).sent.filter(({ type }) => type === 'ack').map(({ frame }) => frame),
  };
}

/** A frame with one row of the loss curve: (epoch, 0.5, 0.75). */
function packed(header) {
  let text = JSON.stringify({ ...header, arrays: [['losses', [1, 3]]] });
  text += ' '.repeat((4 - (text.length % 4)) % 4);
  const bytes = new Uint8Array(4 + text.length + 12);
  new DataView(bytes.buffer).setUint32(0, text.length, true);
  bytes.set(new TextEncoder().encode(text), 4);
  new Float32Array(bytes.buffer, 4 + text.length).set([header.epoch, 0.5, 0.75]);
  return bytes.buffer;
}

test('the address is relative to the page, with the token escaped', (t) => {
  assert.equal(bench(t).sockets[0].url, 'wss://example.org/base/live?token=a%20b');
});

test('a frame is acknowledged when it has been painted', (t) => {
  const { receive, paint, acks, store } = bench(t);
  receive(1);
  assert.deepEqual(acks(), []);
  paint();
  assert.deepEqual(acks(), [1]);
  assert.equal(store.frame.frame, 1);
});

test('a frame that a newer one overtakes is acknowledged at once and leaves its losses', (t) => {
  const { receive, paint, acks, store, counters } = bench(t);
  receive(1);
  receive(2);
  assert.deepEqual(acks(), [1]);
  paint();
  assert.deepEqual(acks(), [1, 2]);
  assert.equal(counters.frames, 1);
  assert.deepEqual(store.losses.rows, [[1, 0.5, 0.75], [2, 0.5, 0.75]]);
});

test('a view that throws costs neither the acknowledgement nor the views after it', (t) => {
  const { receive, paint, acks, store, counters } = bench(t);
  const seen = [];
  store.on('frame', () => {
    throw new Error('view');
  });
  store.on('frame', ({ frame }) => seen.push(frame));
  for (const number of [1, 2, 3]) {
    receive(number);
    paint();
  }
  assert.deepEqual(acks(), [1, 2, 3]);
  assert.deepEqual(seen, [1, 2, 3]);
  assert.deepEqual(counters.errors, Array(3).fill('Error: view'));
});

test('a chart of the losses that throws does not stop the stream', (t) => {
  const { receive, paint, acks, store, counters } = bench(t);
  store.on('losses', () => {
    throw new Error('chart');
  });
  for (const number of [1, 2, 3]) {
    receive(number);
    paint();
  }
  assert.deepEqual(acks(), [1, 2, 3]);
  assert.equal(store.frame.frame, 3);
  assert.equal(counters.errors.length, 3);
});

test('a cut connection is shown and tried again, more slowly each time', (t) => {
  const { sockets, retries, store, receive } = bench(t);
  receive(1);
  assert.equal(store.ui.status, 'live');
  sockets[0].onclose({ code: 1006 });
  assert.equal(store.ui.status, 'lost');
  for (let k = 0; k < 4; k++) {
    retries.at(-1).run();
    sockets.at(-1).onclose({ code: 1006 });
  }
  assert.deepEqual(retries.map(({ ms }) => ms), [400, 800, 1600, 3000, 3000]);
  assert.equal(sockets.length, 5);
});

test('a closed connection stays closed', (t) => {
  const { socket, sockets, retries } = bench(t);
  socket.close();
  sockets[0].onclose({ code: 1006 });
  assert.equal(retries.length, 0);
});

for (const [code, what] of [[4401, /session has ended.*[Ll]oad the page/], [4409, /another window/]]) {
  test(`the server's last word ${code} is told and not answered by another try`, (t) => {
    const { sockets, retries, store, receive } = bench(t);
    const messages = [];
    store.on('message', (message) => messages.push(message));
    receive(1);
    sockets[0].onclose({ code });
    assert.equal(retries.length, 0);
    assert.equal(store.ui.status, 'ended');
    assert.equal(messages.length, 1);
    assert.equal(messages[0].level, 'error');
    assert.match(messages[0].text, what);
  });
}
