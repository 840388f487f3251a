// @ts-check
import assert from 'node:assert/strict';
import test from 'node:test';
import { draggable } from '../../../components/frontend/canvas/gesture.js';

/** @type {(type: string, fields?: object) => any} */
const event = (type, fields = {}) => Object.assign(new Event(type, { cancelable: true }), fields);
/** @type {(x: number, y: number) => object} */
const at = (x, y) => ({ pointerId: 1, button: 0, clientX: x, clientY: y });

/** A handle that records what happens to it; the ends of a press are heard on the window. */
function bench() {
  Object.assign(globalThis, { window: new EventTarget() });
  /** @type {string[]} */
  const log = [];
  const captured = new Set();
  const handle = /** @type {any} */ (
    Object.assign(new EventTarget(), {
      setPointerCapture: (/** @type {number} */ id) => captured.add(id),
      hasPointerCapture: (/** @type {number} */ id) => captured.has(id),
      releasePointerCapture: (/** @type {number} */ id) => captured.delete(id),
    })
  );
  const giveUp = draggable(handle, {
    start: (_, { clientX }) => log.push('start') && assert.equal(clientX, 10, 'where the press was'),
    move: ({ copies }) => log.push(copies ? 'copy' : 'move'),
    drop: () => log.push('drop'),
    cancel: () => log.push('cancel'),
  });
  const page = globalThis.window;
  return { handle, log, captured, giveUp, page };
}

test('a press that does not move stays a click', () => {
  const { handle, log, captured } = bench();
  let clicks = 0;
  handle.addEventListener('click', () => (clicks += 1));
  handle.dispatchEvent(event('pointerdown', at(10, 10)));
  handle.dispatchEvent(event('pointermove', at(12, 11)));
  globalThis.window.dispatchEvent(event('pointerup', at(12, 11)));
  handle.dispatchEvent(event('click'));
  assert.deepEqual(log, []);
  assert.equal(clicks, 1);
  assert.equal(captured.size, 0);
});

test('a press that moves is a drag, and the click that ends it is none', () => {
  const { handle, log, captured } = bench();
  handle.dispatchEvent(event('pointerdown', at(10, 10)));
  assert.ok(captured.has(1));
  handle.dispatchEvent(event('pointermove', at(40, 10)));
  handle.dispatchEvent(event('pointermove', at(60, 10)));
  globalThis.window.dispatchEvent(event('pointerup', at(60, 10)));
  let clicks = 0;
  handle.addEventListener('click', () => (clicks += 1));
  handle.dispatchEvent(event('click'));
  assert.deepEqual(log, ['start', 'move', 'move', 'drop']);
  assert.equal(clicks, 0);
  handle.dispatchEvent(event('click'));
  assert.equal(clicks, 1, 'the next click counts again');
  assert.equal(captured.size, 0);
});

test('Escape, a cancelled pointer, a lost capture, a blurred window and giving up each put everything back once', () => {
  /** @type {((held: ReturnType<typeof bench>) => void)[]} */
  const endings = [
    ({ page }) => page.dispatchEvent(event('keydown', { key: 'Escape' })),
    ({ page }) => page.dispatchEvent(event('pointercancel', at(60, 10))),
    ({ page }) => page.dispatchEvent(event('lostpointercapture', at(60, 10))),
    ({ page }) => page.dispatchEvent(event('blur')),
    ({ giveUp }) => giveUp(),
  ];
  for (const end of endings) {
    const held = bench();
    const { handle, log, captured } = held;
    handle.dispatchEvent(event('pointerdown', at(10, 10)));
    handle.dispatchEvent(event('pointermove', at(60, 10)));
    end(held);
    handle.dispatchEvent(event('pointermove', at(80, 10)));
    held.page.dispatchEvent(event('pointerup', at(80, 10)));
    assert.deepEqual(log, ['start', 'move', 'cancel']);
    assert.equal(captured.size, 0);
    handle.dispatchEvent(event('pointerdown', at(10, 10)));
    assert.ok(captured.has(1), 'the next press counts again');
    held.giveUp();
  }
});

test('Shift and Alt turn a move into a copy, also without moving', () => {
  const { handle, log, page } = bench();
  handle.dispatchEvent(event('pointerdown', at(10, 10)));
  handle.dispatchEvent(event('pointermove', { ...at(60, 10), shiftKey: false, altKey: false }));
  page.dispatchEvent(event('keydown', { key: 'Alt', altKey: true, shiftKey: false }));
  page.dispatchEvent(event('keyup', { key: 'Alt', altKey: false, shiftKey: false }));
  page.dispatchEvent(event('pointerup', at(60, 10)));
  page.dispatchEvent(event('keydown', { key: 'Alt', altKey: true, shiftKey: false }));
  assert.deepEqual(log, ['start', 'move', 'copy', 'move', 'drop']);
});

test('a second finger and other buttons do not disturb a drag', () => {
  const { handle, log } = bench();
  handle.dispatchEvent(event('pointerdown', { ...at(10, 10), button: 2 }));
  handle.dispatchEvent(event('pointermove', at(60, 10)));
  assert.deepEqual(log, []);
  handle.dispatchEvent(event('pointerdown', at(10, 10)));
  handle.dispatchEvent(event('pointerdown', { ...at(10, 10), pointerId: 2 }));
  handle.dispatchEvent(event('pointermove', { ...at(90, 90), pointerId: 2 }));
  globalThis.window.dispatchEvent(event('pointerup', { ...at(90, 90), pointerId: 2 }));
  handle.dispatchEvent(event('pointermove', at(60, 10)));
  globalThis.window.dispatchEvent(event('pointerup', at(60, 10)));
  assert.deepEqual(log, ['start', 'move', 'drop']);
});
