// @ts-check
import assert from 'node:assert/strict';
import test from 'node:test';
import { crossed } from '../../../components/frontend/canvas/band.js';
import { draggable } from '../../../components/frontend/canvas/gesture.js';

const PLACES = [{ x: 50, width: 100 }, { x: 160, width: 100 }, { x: 270, width: 60 }];

test('a band chooses the columns that it crosses, in whichever direction it is drawn', () => {
  assert.deepEqual(crossed(PLACES, 140, 280), [0, 1, 2]);
  assert.deepEqual(crossed(PLACES, 280, 155), [1, 2]);
  assert.deepEqual(crossed(PLACES, 151, 159), [], 'between two of them is nothing');
  assert.deepEqual(crossed(PLACES, 0, 50), [], 'an edge that touches is not crossed');
  assert.deepEqual(crossed([], 0, 1000), []);
});

test('a press that is not meant is left to others', () => {
  Object.assign(globalThis, { window: new EventTarget() });
  const ground = /** @type {any} */ (Object.assign(new EventTarget(), { setPointerCapture: () => assert.fail() }));
  draggable(ground, /** @type {any} */ ({}), (event) => event.pointerType !== 'touch');
  ground.dispatchEvent(Object.assign(new Event('pointerdown'), { pointerType: 'touch', button: 0, pointerId: 1 }));
});
