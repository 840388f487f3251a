import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CHANNELS, actsOn } from '../../../components/frontend/canvas/channels.js';
import { outline } from '../../../components/frontend/chrome/bloch-map.js';
import { correlationsOf } from '../../../components/frontend/chrome/correlations.js';
import { densityMatrix } from '../../../components/frontend/chrome/density.js';
import { PAIR_STRINGS, incompleteness, krausOf } from '../../../components/frontend/chrome/kraus.js';
import { adjoint, closeTo, kron, plus, product } from './matrices.js';

const strengths = [0, 0.02, 0.3, 1];
/** Every channel at several strengths, and thermal ones up to the longest T2 there is. */
const layers = Object.keys(CHANNELS).flatMap((channel) =>
  strengths.map((strength) => ({
    channel, strength, ground_population: 0.8, t1: 50, t2: strength < 1 ? 70 : 100, time: 100 * strength,
    thermal_population: 0.1, angle: 7 * strength - 3,
  })),
);
const of = (list, rho) => list.map(({ matrix }) => product(product(matrix, rho), adjoint(matrix))).reduce(plus);
const isPair = ({ channel }) => Boolean(CHANNELS[channel].pairs);

test('the operators of every channel sum to one: Σ K†K = 1', () => {
  for (const layer of layers) {
    const operators = krausOf(layer);
    const one = Array.from({ length: operators[0].matrix.length }, (_, k) => Number(k % (Math.sqrt(operators[0].matrix.length) + 1) === 0));
    closeTo(operators.map(({ matrix }) => product(adjoint(matrix), matrix)).reduce(plus), one);
    assert.ok(incompleteness(operators) < 1e-14, `${layer.channel}: ${incompleteness(operators)}`);
  }
});

test('what is shown as completeness is the largest entry, also off the diagonal', () => {
  const [first, second] = krausOf({ channel: 'amplitude_damping', strength: 0.3 });
  assert.ok(Math.abs(incompleteness([first]) - 0.3) < 1e-15);
  const mixed = [first.matrix[0], second.matrix[1], first.matrix[2], first.matrix[3]];
  assert.ok(Math.abs(incompleteness([{ matrix: mixed, pauli: null }]) - Math.sqrt(0.3)) < 1e-15);
});

test('they act on the Bloch ball as the picture of the channel shows', () => {
  for (const layer of layers.filter((each) => !isPair(each))) {
    const { x, y, z, centre } = CHANNELS[layer.channel].ball(layer);
    closeTo(of(krausOf(layer), densityMatrix(0.5, -0.4, 0.3)), densityMatrix(0.5 * x, -0.4 * y, 0.3 * z + centre));
  }
});

const PAULI = { I: densityMatrix(0, 0, 0), X: densityMatrix(1, 0, 0), Y: densityMatrix(0, 1, 0), Z: densityMatrix(0, 0, 1) };
const minus = (a, b) => a.map((entry, k) => ({ re: entry.re - b[k].re, im: entry.im - b[k].im }));
const letter = (name) => (name === 'I' ? PAULI.I : minus(PAULI[name], PAULI.I)).map(({ re, im }) => ({ re: 2 * re, im: 2 * im }));
const string = (name) => kron(letter(name[0]), letter(name[1]));
const scaled = (a, factor) => a.map(({ re, im }) => ({ re: factor * re, im: factor * im }));

test('on a pair they act on every Pauli string as the picture shows, and leave II', () => {
  for (const layer of layers.filter(isPair)) {
    const operators = krausOf(layer);
    const { kept, turned } = correlationsOf(layer);
    for (const name of ['II', ...PAIR_STRINGS]) {
      const there = turned.find(({ from }) => from === name);
      const back = turned.find(({ to }) => to === name);
      let wanted = scaled(string(name), kept[name]);
      if (there) wanted = plus(wanted, scaled(string(there.to), there.factor));
      if (back) wanted = plus(wanted, scaled(string(back.from), -back.factor));
      closeTo(of(operators, string(name)), wanted);
    }
  }
});

test('the ball of one quron of a pair is what is left of its own strings', () => {
  for (const layer of layers.filter(isPair)) {
    const { kept } = correlationsOf(layer);
    const { x, y, z } = CHANNELS[layer.channel].ball(layer, 2);
    assert.deepEqual([x, y, z].map((v) => v.toFixed(12)), [kept.XI ** 2, kept.YI ** 2, kept.ZI ** 2].map((v) => v.toFixed(12)));
  }
  assert.deepEqual(actsOn({ n_out: 4, qurons: [0, 1, 2], pairs: [[0, 1], [2, 1]] }), [1, 2, 1, 0]);
  assert.deepEqual(actsOn({ n_out: 3, qurons: [0, 2], pairs: [] }), [1, 0, 1]);
});

test('the outline of the image is to scale: a ball is a disc, a disc lies on the screen as its ellipse', () => {
  const whole = outline({ x: 0.6, y: -0.6, z: 0.6, centre: 0.4 });
  assert.ok(Math.abs(whole.rx - 0.6) < 1e-12 && Math.abs(whole.ry - 0.6) < 1e-12);
  const flat = outline({ x: 1, y: 1, z: 0, centre: 0 });
  assert.ok(Math.abs(flat.rx - 1) < 1e-12 && Math.abs(flat.ry - Math.sin(0.32)) < 1e-12); // seen 0.32 from above the equator
  const rod = outline({ x: 0, y: 0, z: 0.5, centre: -0.5 });
  assert.ok(rod.ry < 1e-9 && Math.abs(rod.rx - 0.5 * Math.cos(0.32)) < 1e-12 && Math.abs(Math.abs(rod.degrees) - 90) < 1e-9);
  assert.ok(rod.cy > 0, 'a shift towards |1⟩ points down');
});
