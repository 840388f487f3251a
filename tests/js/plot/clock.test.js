import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Clock } from '../../../components/frontend/plot/clock.js';

const FRAME = 1000 / 60;

/** A time that only moves when told, with animation frames every 16.7 ms. */
function world() {
  let time = 0;
  let frames = [];
  let timers = [];
  const timing = {
    now: () => time,
    frame: (callback) => frames.push(callback),
    later: (callback, milliseconds) => timers.push({ callback, at: time + milliseconds }),
  };
  return {
    timing,
    spend: (milliseconds) => (time += milliseconds),
    now: () => time,
    /** Runs the page for some time; `each` is called before every animation frame. */
    async run(milliseconds, each = () => {}) {
      const end = time + milliseconds;
      while (time < end) {
        time = (Math.floor(time / FRAME + 1e-6) + 1) * FRAME;
        const due = timers.filter((timer) => timer.at <= time);
        timers = timers.filter((timer) => timer.at > time);
        due.forEach((timer) => timer.callback());
        each();
        const now = frames;
        frames = [];
        now.forEach((callback) => callback());
        for (let k = 0; k < 6; k++) await Promise.resolve();
      }
    },
  };
}

test('news on every frame is shown three times a second', async () => {
  const w = world();
  const clock = new Clock({ timing: w.timing });
  const chart = clock.add(() => void w.spend(2));
  await w.run(10_000, () => chart.invalidate());
  assert.ok(chart.updates() >= 27 && chart.updates() <= 31, `${chart.updates()}`);
});

test('while a hand is on a dial, charts wait as long as they are told', async () => {
  const w = world();
  let least = 2000;
  const chart = new Clock({ least: () => least, timing: w.timing }).add(() => void w.spend(2));
  await w.run(10_000, () => chart.invalidate());
  assert.ok(chart.updates() >= 5 && chart.updates() <= 6, `${chart.updates()}`);
  least = 0;
  const before = chart.updates();
  await w.run(5000, () => chart.invalidate());
  assert.ok(chart.updates() > before + 8, `${chart.updates() - before}`);
});

test('a dear chart takes no more than its share of the time', async () => {
  const w = world();
  const clock = new Clock({ share: 0.15, timing: w.timing });
  const chart = clock.add(() => void w.spend(90));
  await w.run(20_000, () => chart.invalidate());
  const share = (chart.updates() * 90) / w.now();
  assert.ok(share < 0.155 && share > 0.12, `${share}`);
});

test('the first drawing, dear as it is, does not hold up the next', async () => {
  const w = world();
  let first = true;
  const clock = new Clock({ timing: w.timing });
  const chart = clock.add(() => {
    w.spend(first ? 2000 : 2);
    first = false;
  });
  await w.run(4000, () => chart.invalidate());
  assert.ok(chart.updates() >= 6, `${chart.updates()}`);
});

test('however dear, a picture is no older than a second and what it takes to draw', async () => {
  const w = world();
  const chart = new Clock({ timing: w.timing }).add(() => void w.spend(400));
  await w.run(20_000, () => chart.invalidate());
  assert.ok(chart.updates() >= 18, `${chart.updates()}`);
});

test('no news, no update', async () => {
  const w = world();
  let shown = 0;
  const chart = new Clock({ timing: w.timing }).add(() => void shown++);
  await w.run(2000);
  assert.equal(shown, 0);
  chart.invalidate();
  await w.run(2000);
  assert.equal(shown, 1);
});

test('what the user asks for does not wait for the next turn', async () => {
  const w = world();
  let at = -1;
  const chart = new Clock({ timing: w.timing }).add(() => {
    w.spend(120);
    at = w.now();
  });
  await w.run(2000, () => chart.invalidate());
  await w.run(3 * FRAME); // the frames that measure the last update
  const asked = w.now();
  chart.invalidate(true);
  await w.run(3 * FRAME);
  assert.ok(at > asked && at - asked < 120 + 3 * FRAME, `${at - asked}`);
});

test('two charts take turns and never share an animation frame', async () => {
  const w = world();
  const clock = new Clock({ timing: w.timing });
  /** @type {[string, number][]} */
  const shown = [];
  const show = (name) => void shown.push([name, Math.round(w.now() / FRAME)]);
  const charts = ['loss', 'sphere'].map((name) => clock.add(() => show(name)));
  await w.run(4000, () => charts.forEach((chart) => chart.invalidate()));
  const counts = ['loss', 'sphere'].map((name) => shown.filter((entry) => entry[0] === name).length);
  assert.ok(Math.min(...counts) > 10, `${counts}`);
  assert.equal(new Set(shown.map((entry) => entry[1])).size, shown.length);
});

test('an update that is still being drawn is not started again', async () => {
  const w = world();
  let started = 0;
  let finish = () => {};
  const chart = new Clock({ timing: w.timing }).add(() => {
    started++;
    return new Promise((resolve) => (finish = resolve));
  });
  await w.run(1000, () => chart.invalidate(true));
  assert.equal(started, 1);
  finish();
  await w.run(200);
  assert.equal(started, 2);
});

test('a chart that fails does not stop the others', async (t) => {
  const failures = t.mock.method(console, 'error', () => {});
  const w = world();
  const clock = new Clock({ timing: w.timing });
  const bad = clock.add(() => {
    throw new Error('no picture');
  });
  const good = clock.add(() => {});
  await w.run(2000, () => [bad, good].forEach((chart) => chart.invalidate()));
  assert.ok(good.updates() > 5);
  assert.ok(failures.mock.callCount() > 5);
});

test('a removed chart is not shown any more', async () => {
  const w = world();
  let shown = 0;
  const chart = new Clock({ timing: w.timing }).add(() => void shown++);
  chart.invalidate();
  chart.remove();
  await w.run(1000);
  assert.equal(shown, 0);
});
