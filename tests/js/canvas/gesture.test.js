// @ts-check
import assert from 'node:assert/strict';
import test from 'node:test';
import { draggable } from '../../../components/frontend/canvas/gesture.js';

/** @type {(type: string, fields?: object) => any} */
const event = (type, fields = {}) => Object.assign(new Event(type, { cancelable: true }), fields);
/** @type {(x: number, y: number) => object} */
const at = (x, y) => ({ pointerId: 1, button: 0, clientX: x, clientY: y });

/** A handle that records what happens to it, and a window for the Escape key. */
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
  draggable(handle, {
    start: () => log.push('start'),
    move: () => log.push('move'),
    drop: () => log.push('drop'),
    cancel: () => log.push('cancel'),
  });
  return { handle, log, captured };
}

test('a press that does not move stays a click', () => {
  const { handle, log, captured } = bench();
  let clicks = 0;
  handle.addEventListener('click', () => (clicks += 1));
  handle.dispatchEvent(event('pointerdown', at(10, 10)));
  handle.dispatchEvent(event('pointermove', at(12, 11)));
  handle.dispatchEvent(event('pointerup', at(12, 11)));
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
  handle.dispatchEvent(event('pointerup', at(60, 10)));
  let clicks = 0;
  handle.addEventListener('click', () => (clicks += 1));
  handle.dispatchEvent(event('click'));
  assert.deepEqual(log, ['start', 'move', 'move', 'drop']);
  assert.equal(clicks, 0);
  handle.dispatchEvent(event('click'));
  assert.equal(clicks, 1, 'the next click counts again');
  assert.equal(captured.size, 0);
});

test('Escape, a cancelled pointer and a lost capture each put everything back once', () => {
  const endings = [
    (/** @type {any} */ _) => globalThis.window.dispatchEvent(event('keydown', { key: 'Escape' })),
    (/** @type {any} */ handle) => handle.dispatchEvent(event('pointercancel', at(60, 10))),
    (/** @type {any} */ handle) => handle.dispatchEvent(event('lostpointercapture', at(60, 10))),
  ];
  for (const end of endings) {
    const { handle, log } = bench();
    handle.dispatchEvent(event('pointerdown', at(10, 10)));
    handle.dispatchEvent(event('pointermove', at(60, 10)));
    end(handle);
    handle.dispatchEvent(event('pointermove', at(80, 10)));
    handle.dispatchEvent(event('pointerup', at(80, 10)));
    assert.deepEqual(log, ['start', 'move', 'cancel']);
  }
});

test('a second finger and other buttons do not disturb a drag', () => {
  const { handle, log } = bench();
  handle.dispatchEvent(event('pointerdown', { ...at(10, 10), button: 2 }));
  handle.dispatchEvent(event('pointermove', at(60, 10)));
  assert.deepEqual(log, []);
  handle.dispatchEvent(event('pointerdown', at(10, 10)));
  handle.dispatchEvent(event('pointerdown', { ...at(10, 10), pointerId: 2 }));
  handle.dispatchEvent(event('pointermove', { ...at(90, 90), pointerId: 2 }));
  handle.dispatchEvent(event('pointerup', { ...at(90, 90), pointerId: 2 }));
  handle.dispatchEvent(event('pointermove', at(60, 10)));
  handle.dispatchEvent(event('pointerup', at(60, 10)));
  assert.deepEqual(log, ['start', 'move', 'drop']);
});
