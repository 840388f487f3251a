// @ts-check
/** The hand without a page: whatever it does, no layer is lost that was not thrown away, and undo leads back. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { Hand, copying, everywhere, moving, planFor, removing } from '../../../components/frontend/canvas/assembly.js';
import { Questions } from '../../../components/frontend/canvas/questions.js';
import { between, heldWith, named, toggled } from '../../../components/frontend/canvas/selection.js';

/** @typedef {{kind: string, name?: number, [field: string]: any}} Spec */

/** @type {(layers: Spec[]) => import('../../../components/frontend/canvas/assembly.js').Row} */
const rowOf = (layers) => ({ features: 2, widths: new Array(layers.length + 1).fill(3), layers });

/** Random numbers that repeat themselves: the generator of Numerical Recipes. @param {number} seed */
function dice(seed) {
  let state = seed >>> 0;
  return (/** @type {number} */ sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

/** What the simulator makes of an edit; see playground/spec/edits.py. @type {(row: Spec[], edit: any) => Spec[]} */
function applied(row, edit) {
  if (edit.kind === 'arrange_layers') return edit.order.map((/** @type {number} */ index) => row[index]);
  const next = [...row];
  next.splice(edit.index, 0, ...(edit.kind === 'insert_layer' ? [edit.layer] : edit.layers));
  return next;
}

/** How often a layer stands in a row. @param {Spec[]} row @param {Spec} layer */
const times = (row, layer) => row.filter((other) => other === layer).length;

test('a move, a copy and a removal are lists of old positions', () => {
  assert.deepEqual(moving(4, [1], 3)?.edit.order, [0, 2, 1, 3]);
  assert.deepEqual(moving(4, [1], 3)?.landed, [2]);
  assert.deepEqual(moving(5, [0, 3], 2)?.edit.order, [1, 0, 3, 2, 4]);
  assert.equal(moving(4, [1], 1), null);
  assert.equal(moving(4, [1], 2), null);
  assert.deepEqual(copying(3, [0, 2], 3).edit.order, [0, 1, 2, 0, 2]);
  assert.deepEqual(copying(3, [0, 2], 3).landed, [3, 4]);
  assert.deepEqual(removing(3, [0, 2]).edit.order, [1]);
});

test('a channel on a wire acts on its quron only, and nothing new is dropped outside', () => {
  const row = rowOf([{ kind: 'rotate' }]);
  const tile = /** @type {const} */ ({ kind: 'tile', tile: 'phase_damping' });
  assert.deepEqual(planFor(tile, { gap: 1, quron: 2 }, false, row)?.edit, {
    kind: 'insert_layer', index: 1, layer: { kind: 'decohere', channel: 'phase_damping', strength: 0.05, qurons: [2] },
  });
  assert.equal('qurons' in planFor(tile, { gap: 1, quron: null }, false, row)?.edit.layer, false);
  assert.equal(planFor(tile, 'outside', false, row), null);
  assert.equal(planFor({ kind: 'layers', indices: [0] }, 'outside', true, row), null, 'a copy outside is no removal');
});

test('a channel on pairs that is put onto a wire joins it with the one below', () => {
  const row = rowOf([{ kind: 'rotate' }]);
  const pairs = (/** @type {number} */ quron) =>
    planFor({ kind: 'tile', tile: 'zz_crosstalk' }, { gap: 1, quron }, false, row)?.edit.layer;
  assert.deepEqual(pairs(1), { kind: 'decohere', channel: 'zz_crosstalk', angle: 0.5, pairs: [[1, 2]] });
  assert.deepEqual(pairs(row.widths[1] - 1).pairs, [[row.widths[1] - 2, row.widths[1] - 1]]);
});

test('a channel everywhere stands behind every layer that is not noise', () => {
  const plan = everywhere('thermal', rowOf([{ kind: 'rotate' }, { kind: 'decohere', channel: 'bit_flip' }, { kind: 'encode' }]));
  assert.equal(plan.edit.kind, 'insert_everywhere');
  assert.equal(plan.edit.layer.channel, 'thermal');
  assert.deepEqual(plan.origin, [0, null, 1, 2, null]);
  assert.deepEqual(plan.landed, [1, 4]);
});

test('what is planned says where every layer comes from', () => {
  const row = [0, 1, 2, 3].map((name) => ({ kind: 'rotate', name }));
  const plans = [moving(4, [0, 2], 4), copying(4, [1], 0), removing(4, [3]),
    planFor({ kind: 'block', layers: [{ kind: 'encode' }, { kind: 'rotate' }] }, { gap: 2, quron: null }, false, rowOf(row))];
  for (const plan of plans) {
    assert.ok(plan);
    const after = applied(row, plan.edit);
    assert.equal(after.length, plan.origin.length);
    plan.origin.forEach((origin, place) => assert.equal(after[place].name, origin === null ? undefined : origin));
    for (const place of plan.landed) assert.ok(place < after.length);
  }
});

test('a thousand random gestures lose no layer, and undo returns the first state', () => {
  const roll = dice(20261122);
  const first = [0, 1, 2].map((name) => /** @type {Spec} */ ({ kind: 'rotate', name }));
  const frozen = JSON.stringify(first);
  const hand = new Hand();
  /** @type {Spec[][]} */
  const past = [];
  let row = first;
  let [name, thrown, dropped, cancelled] = [3, 0, 0, 0];
  /** @type {number[]} */
  let selected = [];
  for (let gesture = 0; gesture < 1000; gesture += 1) {
    const index = roll(row.length);
    if (roll(3) === 0) selected = toggled(selected, index, roll(row.length));
    if (roll(5) === 0) selected = between(index, roll(row.length));
    const kinds = /** @type {const} */ (['tile', 'block', 'layers', 'layers', 'layers']);
    const kind = kinds[roll(5)];
    const indices = heldWith(selected, index);
    if (kind === 'tile') hand.lift({ kind, tile: ['rotate', 'depolarizing', 'encode'][roll(3)] });
    else if (kind === 'block') hand.lift({ kind, layers: [{ kind: 'rotate', name: name++ }, { kind: 'rotate', name: name++ }] });
    else hand.lift({ kind, indices });
    for (let move = roll(4); move >= 0; move -= 1) {
      const outside = roll(6) === 0;
      hand.hover(outside ? 'outside' : { gap: roll(row.length + 1), quron: roll(2) ? null : roll(3) }, roll(4) === 0);
    }
    const before = row;
    if (roll(4) === 0) {
      hand.cancel();
      cancelled += 1;
    } else {
      const { over, copies } = hand;
      const plan = hand.release(rowOf(row));
      const out = kind === 'layers' && over === 'outside' && !copies;
      if (plan && !(out && indices.length === row.length) && plan.origin.length <= 24) { // as the simulator refuses
        const tag = plan.edit.layer;
        if (tag) tag.name = name++;
        past.push(row);
        row = applied(row, plan.edit);
        const gone = new Set(out ? indices : []);
        const kept = before.filter((_, place) => !gone.has(place));
        for (const layer of kept) assert.ok(times(row, layer) >= times(kept, layer), 'a layer is lost');
        const more = kind === 'layers' ? (copies ? indices.length : 0) : plan.landed.length;
        assert.equal(row.length, kept.length + (out ? 0 : more));
        thrown += gone.size;
        dropped += 1;
        selected = [];
      }
    }
    assert.equal(hand.cargo, null);
    assert.equal(hand.plan(rowOf(row)), null, 'an empty hand does nothing');
    if (row === before) selected = selected.filter((place) => place < row.length);
  }
  assert.ok(dropped > 400 && cancelled > 150 && thrown > 50, `${dropped} ${cancelled} ${thrown}`);
  while (past.length) row = /** @type {Spec[]} */ (past.pop());
  assert.equal(JSON.stringify(row), frozen);
});

test('choosing together', () => {
  assert.deepEqual(toggled([], 2, 0), [0, 2]);
  assert.deepEqual(toggled([0, 2], 0, 2), [0]);
  assert.deepEqual(between(3, 1), [1, 2, 3]);
  assert.deepEqual(heldWith([1, 2], 2), [1, 2]);
  assert.deepEqual(heldWith([1, 2], 3), [3]);
  assert.deepEqual(heldWith([], -1), []);
  assert.equal(named([1]), 'layer 2');
  assert.equal(named([1, 2]), 'layers 2 and 3');
  assert.equal(named([1, 2, 3]), 'layers 2 to 4');
  assert.equal(named([0, 2, 3]), 'layers 1, 3 and 4');
});

test('one question is on its way at a time, and the newest wish wins', () => {
  /** @type {[number, any][]} */
  const sent = [];
  let now = 0;
  const questions = new Questions((ticket, edit) => sent.push([ticket, edit]), () => now);
  questions.want({ a: 1 });
  questions.want({ a: 2 });
  questions.want({ a: 3 });
  assert.deepEqual(sent, [[1, { a: 1 }]]);
  assert.equal(questions.answered(1), false, 'nobody wants that any more');
  assert.deepEqual(sent[1], [2, { a: 3 }]);
  assert.equal(questions.answered(1), false);
  assert.equal(questions.answered(2), true);
  questions.again();
  questions.again();
  assert.deepEqual(sent.slice(2), [[3, { a: 3 }]], 'the same again, once at a time');
  questions.want(null);
  assert.equal(questions.answered(3), false, 'the hand has left');
  questions.again();
  assert.equal(sent.length, 3);
  questions.want({ a: 4 });
  questions.want({ a: 5 });
  now = 5000;
  questions.want({ a: 6 });
  assert.deepEqual(sent.slice(3), [[4, { a: 4 }], [5, { a: 6 }]], 'an answer that never came is given up');
});

test('coming back to a question on its way does not ask it twice', () => {
  /** @type {any[]} */
  const sent = [];
  const questions = new Questions((_, edit) => sent.push(edit), () => 0);
  questions.want({ a: 1 });
  questions.want({ a: 2 });
  questions.want({ a: 1 });
  assert.equal(questions.answered(1), true);
  assert.deepEqual(sent, [{ a: 1 }]);
});
