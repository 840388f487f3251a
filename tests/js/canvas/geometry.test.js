// @ts-check
import assert from 'node:assert/strict';
import test from 'node:test';
import {
  arcBulge, arcPath, couplingPath, couplingTracks, pairRows, pairsOf, projectU, projectV, sampleMap, trackOffset,
} from '../../../components/frontend/canvas/geometry.js';
import { CHANNELS } from '../../../components/frontend/canvas/channels.js';

/** @type {(actual: number, wanted: number, tolerance?: number) => void} */
const near = (actual, wanted, tolerance = 1e-12) =>
  assert.ok(Math.abs(actual - wanted) <= tolerance, `${actual} is not ${wanted}`);

test('the north pole points up and no vector leaves the glyph', () => {
  near(projectU(0, 0), 0);
  assert.ok(projectV(0, 0, 1) < -0.9);
  for (let step = 0; step < 200; step += 1) {
    const [polar, turn] = [step * 0.7, step * 1.3];
    const [x, y, z] = [Math.sin(polar) * Math.cos(turn), Math.sin(polar) * Math.sin(turn), Math.cos(polar)];
    assert.ok(Math.hypot(projectU(x, y), projectV(x, y, z)) <= 1 + 1e-12);
  }
});

test('neighbours join by a straight line, a ring closes on the left', () => {
  assert.deepEqual(couplingTracks([[0, 1], [1, 2], [2, 3], [3, 0]]), [0, 0, 0, 1]);
  assert.equal(couplingPath(10, 0, 50, 0), 'M10 0V50');
  assert.match(couplingPath(10, 0, 50, 15), /^M10 50C-5 /);
});

test('runs of couplings that overlap never share a track', () => {
  const all = Array.from({ length: 8 }, (_, a) => Array.from({ length: 7 - a }, (__, b) => [a, a + b + 1])).flat();
  const tracks = couplingTracks(all);
  assert.equal(all.length, 28);
  all.forEach(([a, b], first) => {
    all.forEach(([c, d], second) => {
      if (first === second || !tracks[first] || tracks[first] !== tracks[second]) return;
      assert.ok(b <= c || d <= a, `${a}-${b} and ${c}-${d} share track ${tracks[first]}`);
    });
  });
  const most = Math.max(...tracks);
  assert.ok(trackOffset(most, most) <= 56, 'many runs share the room of six');
});

test('pair dials spread over the rows: one a row for ring, chain and star', () => {
  const most = (/** @type {number[][]} */ pairs, /** @type {number} */ n) => {
    const rows = pairRows(pairs, n);
    pairs.forEach((pair, index) => assert.ok(pair.includes(rows[index])));
    return Math.max(...Array.from({ length: n }, (_, row) => rows.filter((other) => other === row).length));
  };
  assert.equal(most([[0, 1], [1, 2], [2, 3], [3, 0]], 4), 1);
  assert.equal(most([[0, 1], [1, 2], [2, 3]], 4), 1);
  assert.equal(most([[0, 1], [0, 2], [0, 3]], 4), 1);
  assert.equal(most([[0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]], 4), 2);
});

/**
 * Catmull-Rom has an error of fourth order in the spacing h = 2/99; for a wave of frequency w it stays
 * below (w h)^4, here (6 * 0.0202)^4 = 2e-4, and inside the square it is far smaller.
 */
test('a map is read between its samples to four digits', () => {
  const size = 100;
  const f = (/** @type {number} */ x, /** @type {number} */ y) => Math.cos(6 * x) * Math.sin(3 * y + 0.4);
  const data = new Float32Array(size * size);
  const at = (/** @type {number} */ index) => -1 + (2 * index) / (size - 1);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) data[row * size + column] = f(at(column), at(row));
  }
  for (const [x, y] of [[0.42, -0.3], [0, 0], [0.771, 0.313], [-0.5, 0.93]]) {
    near(sampleMap(data, size, size, [x, y]), f(x, y), 5e-5);
  }
  near(sampleMap(data, size, size, [at(7), at(93)]), f(at(7), at(93)), 1e-6);
});

/** Images of the Bloch ball: closed forms (Nielsen and Chuang, section 8.3). */
test('the deformed balls are to scale', () => {
  const of = (/** @type {string} */ channel, /** @type {object} */ fields) => CHANNELS[channel].ball({ channel, ...fields });
  const damped = of('amplitude_damping', { strength: 0.36 });
  near(damped.x, 0.8);
  near(damped.z, 0.64);
  near(damped.centre, 0.36);
  near(damped.z + damped.centre, 1, 1e-12);
  const phase = of('phase_damping', { strength: 0.36 });
  near(phase.x, 0.8);
  near(phase.z, 1);
  near(of('depolarizing', { strength: 0.3 }).y, 0.6);
  near(of('depolarizing', { strength: 0.75 }).x, 0);
  assert.deepEqual(of('bit_flip', { strength: 0.25 }), { x: 1, y: 0.5, z: 0.5, centre: 0 });
  assert.deepEqual(of('phase_flip', { strength: 0.25 }), { x: 0.5, y: 0.5, z: 1, centre: 0 });
  assert.deepEqual(of('bit_phase_flip', { strength: 0.25 }), { x: 0.5, y: 1, z: 0.5, centre: 0 });
  near(of('generalized_amplitude_damping', { strength: 0.5, ground_population: 0.5 }).centre, 0);
  const warm = of('thermal', { t1: 50, t2: 70, time: 20, thermal_population: 0.1 });
  near(warm.x, Math.exp(-20 / 70));
  near(warm.z, Math.exp(-20 / 50));
  near(warm.centre, 0.8 * (1 - Math.exp(-20 / 50)));
});

test('every channel keeps the ball inside the ball', () => {
  for (const [channel, { ball }] of Object.entries(CHANNELS)) {
    for (const strength of [0, 0.1, 0.5, 1]) {
      const image = ball({ channel, strength, ground_population: 0.8, t1: 50, t2: 70, time: 100 * strength });
      assert.ok(Math.abs(image.centre) + Math.abs(image.z) <= 1 + 1e-12, channel);
      assert.ok(Math.abs(image.x) <= 1 && Math.abs(image.y) <= 1, channel);
    }
  }
});

test('pairs are listed as the simulator lists them, and arcs of far qurons swing wider', () => {
  assert.deepEqual(pairsOf(3), [[0, 1], [0, 2], [1, 2]]);
  assert.equal(pairsOf(8).length, 28);
  assert.deepEqual(pairsOf(1), []);
  assert.ok(arcBulge(2) > arcBulge(1));
  assert.equal(arcPath(5, 10, 30, 20), 'M5 10C25 10 25 30 5 30');
});
