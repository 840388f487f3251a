// @ts-check
import assert from 'node:assert/strict';
import test from 'node:test';
import { calmly } from '../../../components/frontend/lib/calm.js';

/** A clock that is turned by hand. */
function handClock() {
  let time = 0;
  /** @type {{at: number, run: () => void}[]} */
  const alarms = [];
  return {
    now: () => time,
    later: (/** @type {() => void} */ run, /** @type {number} */ milliseconds) => alarms.push({ at: time + milliseconds, run }),
    /** @param {number} milliseconds */
    pass(milliseconds) {
      time += milliseconds;
      for (const alarm of alarms.splice(0)) {
        if (alarm.at <= time) alarm.run();
        else alarms.push(alarm);
      }
    },
  };
}

test('the first call is heard at once, those that follow once after the pause, and the last state is never missed', () => {
  const clock = handClock();
  let state = 0;
  /** @type {number[]} */
  const seen = [];
  const tell = calmly(() => seen.push(state), { pause: 50, ...clock });
  for (state = 1; state <= 12; state += 1) {
    tell();
    clock.pass(10);
  }
  state = 99;
  clock.pass(60);
  assert.deepEqual(seen, [1, 5, 10, 99]); // at 0, 50 and 100 ms, and what was left
});

test('after a pause without calls it is heard at once again', () => {
  const clock = handClock();
  let heard = 0;
  const tell = calmly(() => (heard += 1), { pause: 50, ...clock });
  tell();
  clock.pass(51);
  tell();
  assert.equal(heard, 2);
});
