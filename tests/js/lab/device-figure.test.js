import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scoreText, sentence, t1Figure, t1Rows } from '../../../components/frontend/lab/device-figure.js';

const ANSWER = {
  goal: 0.95, metric: 'accuracy', present: { t1: 283, accuracy: 0.9 }, exaggeration: 80, listed: false, t1: [1, 100, 1000, 1e4],
  accuracy: [0.5, 0.9, 0.96, 0.97], infinite: 0.97, crossings: [{ t1: 480, rises: true }], reach: 'at', needed: 480,
  best: { accuracy: 0.97, t1: 1e4 }, device: {},
};
const PRESETS = [{ device: { name: 'A', t1: 145 }, date: '2025' }, { device: { name: 'far', t1: 1e6 }, date: '2025' }, { device: { name: 'ions', t1: null }, date: '2025' }];
const COLOURS = { ink: 'ink', ink2: 'grey', ink3: 'light' };

test('the answer is a sentence, also where there is none', () => {
  assert.equal(sentence(ANSWER), 'For 95.0 %, every quron needs a T1 of 480\u00a0µs.');
  assert.match(sentence({ ...ANSWER, crossings: [{}, {}, {}] }), /reached and lost again/);
  assert.match(sentence({ ...ANSWER, listed: true }), /quron that relaxes fastest/);
  const never = sentence({ ...ANSWER, reach: 'never', infinite: 0.87, best: { accuracy: 0.9, t1: 30 } });
  assert.match(never, /Even an infinite T1 does not give 95\.0 %: it gives 87\.0 %/);
  assert.match(never, /The most is 90\.0 %, at 30\u00a0µs/);
  assert.match(sentence({ ...ANSWER, reach: 'always' }), /every T1 that was tried, from 1\u00a0µs on/);
  assert.match(sentence({ ...ANSWER, reach: 'beyond' }), /10\u00a0ms is not enough/);
  assert.equal(scoreText('R²', -0.25), '−0.250');
});

test('the answer and the present T1 are marked, and devices within the axis are ticks', () => {
  const { data, layout } = t1Figure(ANSWER, PRESETS, COLOURS);
  assert.deepEqual(data.map(({ x }) => x), [ANSWER.t1, [145], [283], [480]]);
  assert.deepEqual(data[1].text, ['A, 2025']);
  assert.deepEqual(layout.shapes.map(({ line }) => line.dash), ['dash', 'dot', 'dash']);
  assert.equal(layout.xaxis.type, 'log');
  const none = t1Figure({ ...ANSWER, needed: null, present: { t1: null, accuracy: 0.97 } }, [], COLOURS);
  assert.equal(none.data.length, 2);
  assert.equal(none.layout.shapes.length, 2);
  assert.equal(t1Rows(ANSWER).length, 5);
});
