// @ts-check
/** The tab "Device": what T1 this network would need for a given accuracy. */
import { OWN, IDEAL, time } from '../chrome/devices.js';
import { means } from '../chrome/means.js';
import { h } from '../lib/dom.js';
import { runAlone } from './alone.js';
import { createChart } from './chart.js';
import { scoreText, sentence, t1Figure, t1Rows } from './device-figure.js';
import { controls, csvButton, fact, imageButton, message, runBar } from './parts.js';

/** @typedef {import('./device-figure.js').T1Answer} T1Answer */

const GOAL = 0.95;

/** @param {import('./main.js').LabContext} ctx */
export function createDeviceTab(ctx) {
  const { store, actions } = ctx;
  const study = ctx.study('t1');
  let answer = /** @type {T1Answer | null} */ (null);

  const options = () => ({ goal: goal.values().goal / 100 });
  const goal = controls([{ name: 'goal', field: 'goal', label: 'Goal', control: 'number', unit: '%', value: 100 * GOAL, key: 'goal' }], (values) => {
    const bounded = Math.min(100, Math.max(0, values.goal));
    if (bounded !== values.goal) goal.set({ goal: bounded });
    bar.start();
  });
  const bar = runBar({ label: 'Find T1', study, options });
  const alone = runAlone(store, study, options);
  const chart = createChart(ctx, { label: 'Accuracy against T1', key: 't1_curve' });
  const words = message();
  means(words.element, 't1_needed');
  const facts = {
    needed: fact({ label: 'T1 needed', key: 't1_needed' }),
    present: fact({ label: 'T1 now', key: 't1_now' }),
    score: fact({ label: 'Accuracy now', key: 'score' }),
    infinite: fact({ label: 'With T1 = ∞', key: 'score_without_decay' }),
  };
  const use = h('button', { class: 'btn', type: 'button', disabled: true, title: 'Give the device this T1; T2/T1 stays', on: { click: () => useIt() } }, 'Use this T1');
  const useIt = () => {
    const device = answer?.device;
    if (device) actions.set(['device'], { ...device, name: device.name === IDEAL ? OWN : device.name }, true);
  };
  const note = h('p', { class: 'k wide' });
  const paint = () => {
    const shown = answer;
    if (!shown) return;
    chart.draw((colours) => t1Figure(shown, store.devices, colours));
    chart.describe(sentence(shown));
  };

  study.on(({ state, result }) => {
    if (!result || state === 'failed') return;
    answer = /** @type {T1Answer} */ (result);
    paint();
    if (state !== 'done') return;
    words.set(sentence(answer), 'info');
    facts.needed.set(answer.reach === 'at' ? time(answer.needed) : { always: `≤ ${time(answer.t1[0])}`, beyond: '∞', never: 'none' }[answer.reach]);
    facts.present.set(time(answer.present.t1));
    facts.score.set(scoreText(answer.metric, answer.present.accuracy));
    facts.infinite.set(scoreText(answer.metric, answer.infinite));
    use.disabled = answer.device === null;
    note.textContent = answer.exaggeration === 1 ? '' : `T1 as stated by the device, whose noise acts ${answer.exaggeration} times as strongly.`;
  });
  const tools = h('div', { class: 'lab-row' }, h('span', { class: 'grow' }), csvButton('quron-t1', () => (answer ? t1Rows(answer) : [])), imageButton(chart, 'quron-t1'));
  const side = h('div', { class: 't1-side' }, goal.element, bar.element, words.element, h('div', { class: 'lab-facts' }, ...Object.values(facts).map(({ element }) => element)), use, note);
  store.on('devices', paint);
  return {
    element: h('div', { class: 't1-panel' }, side, h('div', { class: 't1-chart' }, tools, chart.element)),
    show() {
      alone.start();
      paint();
    },
    hide: () => alone.stop(),
  };
}
