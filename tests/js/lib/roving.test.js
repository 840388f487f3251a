// @ts-check
import assert from 'node:assert/strict';
import test from 'node:test';
import { neighbour } from '../../../components/frontend/lib/roving.js';

// A node over two dials, twice; heights within a row differ a little, as those of dials and texts do.
const CARD = [
  { x: 50, y: 20 }, { x: 30, y: 50 }, { x: 80, y: 53 },
  { x: 50, y: 120 }, { x: 30, y: 151 }, { x: 80, y: 150 },
];

test('left and right follow the reading order through all rows and stop at its ends', () => {
  const visited = [0];
  for (let turn = 0; turn < 7; turn += 1) visited.push(neighbour(CARD, visited[visited.length - 1], 'ArrowRight'));
  assert.deepEqual(visited, [0, 1, 2, 3, 4, 5, 5, 5]);
  assert.equal(neighbour(CARD, 3, 'ArrowLeft'), 2);
  assert.equal(neighbour(CARD, 0, 'ArrowLeft'), 0);
});

test('up and down go to the nearest control of the next row', () => {
  assert.equal(neighbour(CARD, 2, 'ArrowDown'), 3);
  assert.equal(neighbour(CARD, 3, 'ArrowDown'), 4);
  assert.equal(neighbour(CARD, 3, 'ArrowUp'), 1);
  assert.equal(neighbour(CARD, 5, 'ArrowDown'), 5);
});
