// @ts-check
import assert from 'node:assert/strict';
import test from 'node:test';
import { layoutNetwork, measuresFor, slotAt, wireAt, wireY } from '../../../components/frontend/lib/layout.js';

/** @typedef {import('../../../components/frontend/lib/layout.js').Shape} Shape */

/** @type {(kind: Shape['kind'], inputs?: number, more?: Partial<Shape>) => Shape} */
const card = (kind, inputs = 4, more = {}) => ({ kind, inputs, outputs: inputs, columns: 0, tracks: 0, ...more });

/** The seven cards of the pictures that the look is held against. */
const SEVEN = [
  card('encode'),
  card('rotate', 4, { columns: 2 }),
  card('entangle', 4, { tracks: 1 }),
  card('decohere'),
  card('rotate', 4, { columns: 2 }),
  card('entangle', 4, { pairs: 1, joined: true, tracks: 1 }),
  card('readout'),
];
const LARGE = { width: 916, height: 608 }; // the stage of a 1440x900 window
const PROJECTOR = { width: 800, height: 460 }; // of a 1280x720 window

test('the seven cards of the example fit both screens without scrolling', () => {
  for (const room of [LARGE, PROJECTOR]) {
    const layout = layoutNetwork(SEVEN, room);
    assert.equal(layout.worldWidth, room.width);
    assert.ok(layout.worldHeight <= room.height + 1e-9);
  }
  assert.equal(layoutNetwork(SEVEN, LARGE).measures.picture, 40);
  assert.equal(layoutNetwork(SEVEN, PROJECTOR).measures.picture, 32);
});

test('an encoder with trained scales has room for its dials beside the values', () => {
  for (const room of [LARGE, PROJECTOR]) {
    const { places, measures } = layoutNetwork([card('encode', 4, { columns: 1 }), card('readout')], room);
    assert.ok(places[0].width >= measures.pad + 46 + measures.column);
  }
});

test('cards never overlap, keep at least the least gap, and stay in order', () => {
  for (const count of [1, 2, 5, 12, 24]) {
    const shapes = [...Array.from({ length: count }, (_, index) => SEVEN[index % 6]), card('readout')];
    const { places } = layoutNetwork(shapes, PROJECTOR);
    for (let index = 1; index < places.length; index += 1) {
      const gap = places[index].x - places[index - 1].x - places[index - 1].width;
      assert.ok(gap >= 6 - 1e-9 && gap <= 40 + 1e-9, `gap ${gap} with ${count} layers`);
    }
  }
});

test('twelve layers are wider than the screen and scroll instead of shrinking', () => {
  const shapes = [...SEVEN.slice(0, 6), ...SEVEN.slice(0, 6), card('readout')];
  const layout = layoutNetwork(shapes, LARGE);
  const last = layout.places[12];
  assert.ok(layout.worldWidth > LARGE.width);
  assert.equal(layout.worldWidth, last.x + last.width + 14);
});

test('wires stand in order inside the cards for every number of qurons', () => {
  for (const qurons of [1, 2, 3, 4, 5, 6, 7, 8]) {
    for (const room of [LARGE, PROJECTOR]) {
      const layout = layoutNetwork([card('encode', qurons), card('readout', qurons)], room);
      const { picture, head } = layout.measures;
      const wires = Array.from({ length: qurons }, (_, k) => wireY(layout, qurons, k));
      assert.ok(wires[0] - picture / 2 >= head - 12, 'the first picture stays below the title');
      assert.ok(wires[qurons - 1] + picture / 2 + 22 <= layout.height + 1e-9, 'the last line stays on the card');
      for (let k = 1; k < qurons; k += 1) {
        assert.ok(wires[k] - wires[k - 1] >= picture + 22, 'a line of dials fits between two pictures');
      }
    }
  }
});

test('fresh qurons of a perceptron stand evenly between the rows of its inputs', () => {
  const layout = layoutNetwork([card('perceptron', 4, { outputs: 2 }), card('readout', 2)], LARGE);
  const middle = (/** @type {number} */ a, /** @type {number} */ b) => (wireY(layout, 4, a) + wireY(layout, 4, b)) / 2;
  // Wires stand on whole pixels.
  assert.ok(Math.abs(wireY(layout, 2, 0) - middle(0, 1)) <= 1);
  assert.ok(Math.abs(wireY(layout, 2, 1) - middle(2, 3)) <= 1);
});

test('pictures shrink with the number of qurons before the network scrolls', () => {
  assert.equal(measuresFor(916, 608, 8).picture, 24);
  assert.ok(layoutNetwork([card('encode', 8), card('readout', 8)], LARGE).worldHeight <= LARGE.height);
  assert.ok(layoutNetwork([card('encode', 8), card('readout', 8)], PROJECTOR).worldHeight > PROJECTOR.height);
});

test('a drop slot opens before the card of its index', () => {
  for (let index = 0; index < 7; index += 1) {
    const { slot, places } = layoutNetwork(SEVEN, { ...LARGE, slot: index });
    assert.ok(slot && slot.index === index);
    assert.ok(slot.x + slot.width < places[index].x + 1e-9);
    if (index) assert.ok(places[index - 1].x + places[index - 1].width < slot.x + 1e-9);
  }
});

test('the gap under the pointer follows the cards, and nothing lands behind the readout', () => {
  const layout = layoutNetwork(SEVEN, LARGE);
  layout.places.slice(0, -1).forEach((place, index) => {
    assert.equal(slotAt(layout, place.x + place.width / 2 - 1), index);
    assert.equal(slotAt(layout, place.x + place.width / 2 + 1), index + 1);
  });
  assert.equal(slotAt(layout, 1e6), 6);
  assert.equal(slotAt(layout, -1e6), 0);
});

test('an open slot is as wide as what will stand there', () => {
  const { slot, places } = layoutNetwork(SEVEN, { ...LARGE, slot: 2, wide: 120 });
  assert.equal(slot?.width, 120);
  assert.ok(slot && slot.x + 120 < places[2].x + 1e-9);
});

test('a channel acts behind the card under it, and on one quron only where the point is on its wire', () => {
  const layout = layoutNetwork(SEVEN, LARGE);
  const widths = [4, 4, 4, 4, 4, 4, 4];
  layout.places.slice(0, -1).forEach((place, index) => {
    for (let quron = 0; quron < 4; quron += 1) {
      const y = wireY(layout, 4, quron);
      assert.deepEqual(wireAt(layout, widths, place.x + 1, y), { gap: index + 1, quron });
      assert.deepEqual(wireAt(layout, widths, place.x + place.width + 1, y + 7), { gap: index + 1, quron });
    }
    assert.deepEqual(wireAt(layout, widths, place.x + place.width - 1, 10), { gap: index + 1, quron: null });
  });
  assert.deepEqual(wireAt(layout, widths, 0, 10), { gap: 0, quron: null });
  assert.deepEqual(wireAt(layout, widths, 1e6, 10), { gap: 6, quron: null });
  assert.equal(wireAt(layout, [1, 1, 1, 1, 1, 1, 1], 0, wireY(layout, 1, 0)).quron, null, 'the only wire is all of them');
});
