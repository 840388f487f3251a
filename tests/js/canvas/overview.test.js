// @ts-check
import assert from 'node:assert/strict';
import test from 'node:test';
import { scrollFor, windowOf } from '../../../components/frontend/canvas/overview.js';
import { fitScale, growScale, layoutNetwork } from '../../../components/frontend/lib/layout.js';

/** @type {(count: number, qurons: number) => import('../../../components/frontend/lib/layout.js').Shape[]} */
const network = (count, qurons) => [
  ...Array.from({ length: count }, () => ({ kind: /** @type {const} */ ('rotate'), inputs: qurons, outputs: qurons, columns: 2, tracks: 0 })),
  { kind: 'readout', inputs: qurons, outputs: qurons, columns: 0, tracks: 0 },
];

test('the window shows what part is in sight, and dragging it scrolls there', () => {
  const scroll = { scrollLeft: 500, clientWidth: 1000, scrollWidth: 2000 };
  assert.deepEqual(windowOf(scroll), { left: 0.25, width: 0.5 });
  assert.equal(scrollFor(0.25, scroll), 500);
  assert.equal(scrollFor(0.9, scroll), 1000, 'not beyond the end');
  assert.equal(scrollFor(-1, scroll), 0);
  assert.deepEqual(windowOf({ scrollLeft: 0, clientWidth: 900, scrollWidth: 900 }), { left: 0, width: 1 });
});

for (const [width, height] of [[800, 420], [900, 590], [1400, 800]]) {
  test(`2 to 8 qurons in 1 to 12 layers fit a stage of ${width} x ${height}`, () => {
    for (let qurons = 2; qurons <= 8; qurons += 1) {
      for (let count = 1; count <= 12; count += 1) {
        const shapes = network(count, qurons);
        const scale = fitScale(shapes, { width, height });
        const world = layoutNetwork(shapes, { width: width / scale, height: height / scale });
        assert.ok(scale > 0.35, `${qurons} qurons, ${count} layers: ${scale}`);
        assert.ok(world.worldWidth * scale <= width * 1.01, `${qurons} qurons, ${count} layers are too wide`);
        assert.ok(world.worldHeight * scale <= height * 1.01, `${qurons} qurons, ${count} layers are too tall`);
      }
    }
  });
}

test('only far more room than a desk has enlarges the network', () => {
  assert.equal(growScale(868, 590), 1);
  assert.equal(growScale(1400, 830), 1);
  assert.equal(growScale(2036, 1144), 1.5);
  assert.equal(growScale(9000, 9000), 2.5);
});
