// @ts-check
import assert from 'node:assert/strict';
import test from 'node:test';
import { ownFinger } from '../../../components/frontend/lib/touch.js';

test('what a finger does on the element is not for the page, which neither scrolls nor coasts on', () => {
  /** @type {any} */
  let options;
  const target = new EventTarget();
  const element = /** @type {any} */ ({
    style: {},
    addEventListener: (/** @type {string} */ type, /** @type {any} */ listener, /** @type {any} */ given) => {
      options = given;
      target.addEventListener(type, listener, given);
    },
  });
  ownFinger(element);
  assert.equal(element.style.touchAction, 'none');
  assert.equal(options.passive, false, 'a passive listener cannot keep the move to itself');
  const moved = new Event('touchmove', { cancelable: true });
  target.dispatchEvent(moved);
  assert.ok(moved.defaultPrevented);
  const pressed = new Event('touchstart', { cancelable: true });
  target.dispatchEvent(pressed);
  assert.ok(!pressed.defaultPrevented, 'a tap is still a click');
});
