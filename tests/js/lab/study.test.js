import assert from 'node:assert/strict';
import test from 'node:test';
import { CHEAP_MS, runAlone, subjectOf } from '../../../components/frontend/lab/alone.js';
import { createStudies } from '../../../components/frontend/lab/study.js';
import { createStore } from '../../../components/frontend/lib/store.js';

/** A page whose questions go into a list, and are answered by hand. */
function bench() {
  const store = createStore();
  const asked = [];
  const actions = {
    study: (ticket, name, options, estimate) => asked.push({ ticket, name, options, estimate }),
    cancel: (ticket) => asked.push({ cancel: ticket }),
  };
  const study = createStudies({ store, actions })('sweep');
  const heard = [];
  study.on((answer) => heard.push([answer.state, answer.ticket]));
  const answer = (state, fields = {}) =>
    store.emit('study', { name: 'sweep', ticket: asked.at(-1).ticket, state, progress: 0, cost_ms: 10, result: null, text: '', path: '', ...fields });
  return { store, asked, study, heard, answer };
}

test('a study is one for all who ask for it by name', () => {
  const store = createStore();
  const studies = createStudies({ store, actions: {} });
  assert.equal(studies('sweep'), studies('sweep'));
  assert.notEqual(studies('sweep'), studies('shots'));
});

test('answers to an earlier question are not heard', () => {
  const { asked, study, heard, answer } = bench();
  study.run({ points: 3 });
  study.run({ points: 4 });
  assert.deepEqual(asked.map(({ options }) => options.points), [3, 4]);
  answer('done', { ticket: asked[0].ticket });
  assert.equal(study.busy, true);
  answer('running');
  answer('done');
  assert.deepEqual(heard.map(([state]) => state), ['running', 'done']);
  assert.equal(study.busy, false);
});

test('an estimate and a run go side by side', () => {
  const { asked, study, heard, answer } = bench();
  study.run();
  study.estimate();
  answer('estimate');
  assert.equal(study.busy, true);
  answer('done', { ticket: asked[0].ticket });
  assert.deepEqual(heard.map(([state]) => state), ['estimate', 'done']);
});

test('cancel names the question in flight, and nothing when there is none', () => {
  const { asked, study, answer } = bench();
  study.cancel();
  assert.equal(asked.length, 0);
  study.run();
  const { ticket } = asked[0];
  study.cancel();
  assert.deepEqual(asked.at(-1), { cancel: ticket });
  answer('cancelled', { ticket });
  assert.equal(study.busy, false);
});

test('a lost connection ends what runs, with a way on', () => {
  const { store, study } = bench();
  const heard = [];
  study.on(({ state, text }) => heard.push([state, text]));
  store.setUi({ status: 'lost' });
  assert.deepEqual(heard, []);
  study.run();
  store.setUi({ status: 'lost' });
  assert.equal(heard[0][0], 'failed');
  assert.match(heard[0][1], /Run it again/);
  assert.equal(study.busy, false);
});

/** A study that runs alone, with a clock moved by hand. */
function alone() {
  const page = bench();
  const alarms = [];
  let now = 1000;
  const runner = runAlone(page.store, page.study, () => ({}), { now: () => now, later: (run, ms) => alarms.push({ run, ms }) });
  page.store.scene = { revision: 1 };
  const train = (epoch) => {
    page.store.frame = { run: 1, epoch, train_loss: 1 / epoch };
    page.store.emit('frame', page.store.frame);
  };
  return { ...page, runner, alarms, train, pass: (ms) => (now += ms), runs: () => page.asked.filter(({ estimate }) => estimate === false).length };
}

test('what is cheap runs by itself, one at a time, and not again while nothing changes', () => {
  const { train, runner, answer, runs, asked, pass } = alone();
  train(1);
  assert.equal(asked.length, 0, 'the tab is closed');
  runner.start();
  answer('estimate', { cost_ms: 20 });
  assert.equal(runs(), 1);
  train(2);
  assert.equal(runs(), 1, 'one is in flight');
  pass(30);
  answer('done');
  assert.equal(runs(), 1, 'it waits for its turn');
  pass(1000);
  train(2);
  assert.equal(runs(), 2);
  answer('done');
  pass(1000);
  train(2);
  assert.equal(runs(), 2, 'nothing has changed');
  runner.stop();
  train(3);
  assert.equal(runs(), 2, 'the tab is closed again');
});

test('after an answer the next one waits for four times what it took, and comes without another frame', () => {
  const { train, runner, answer, runs, alarms, pass } = alone();
  train(1);
  runner.start();
  answer('estimate', { cost_ms: 100 });
  train(2);
  pass(200);
  answer('done');
  assert.equal(alarms.length, 1);
  assert.equal(alarms[0].ms, 800);
  pass(800);
  alarms[0].run();
  assert.equal(runs(), 2);
});

test('an answer that was long on its way does not hold up the next one for long', () => {
  const { train, runner, answer, alarms, pass } = alone();
  train(1);
  runner.start();
  answer('estimate', { cost_ms: 100 });
  train(2);
  pass(30_000);
  answer('done');
  assert.equal(alarms[0].ms, 2000);
});

test('what is dear waits to be asked', () => {
  const { train, runner, answer, runs } = alone();
  train(1);
  runner.start();
  answer('estimate', { cost_ms: CHEAP_MS + 1 });
  train(2);
  assert.equal(runs(), 0);
});

test('another network is weighed anew', () => {
  const { store, train, runner, answer, asked } = alone();
  train(1);
  runner.start();
  answer('estimate', { cost_ms: 1e6 });
  store.scene = { revision: 2 };
  store.emit('scene', store.scene);
  assert.equal(asked.filter(({ estimate }) => estimate).length, 2);
});

test('the subject changes with weights, noise and probe, and not with the pointer', () => {
  const { store, train } = alone();
  train(3);
  const before = subjectOf(store);
  store.ui.hover = { layer: 1, quron: 0 };
  assert.equal(subjectOf(store), before);
  store.ui.probe = [0, 0];
  assert.notEqual(subjectOf(store), before);
  store.frame = { ...store.frame, purity: 0.4 };
  assert.match(subjectOf(store), /0\.4/);
  assert.equal(subjectOf(createStore()), '');
});
