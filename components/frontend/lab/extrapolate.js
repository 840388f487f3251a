// @ts-check
/** The tab "Extrapolate": the readout under more of the same noise, continued to none. */
import { means } from '../chrome/means.js';
import { h } from '../lib/dom.js';
import { fixed } from '../lib/format.js';
import { runAlone } from './alone.js';
import { createChart } from './chart.js';
import { METHODS, extrapolateFigure, extrapolateRows } from './extrapolate-figure.js';
import { createMap } from './map.js';
import { controls, csvButton, imageButton, message, runBar, table } from './parts.js';

/** @type {[any, string][]} */
const FACTORS = [[[1, 2], '1, 2'], [[1, 2, 3], '1, 2, 3'], [[1, 1.5, 2], '1, 1.5, 2'], [[1, 2, 3, 4], '1, 2, 3, 4'], [[1, 1.5, 2, 2.5, 3], '1, 1.5, 2, 2.5, 3']];
/** @type {[any, string][]} */
const SHOTS = [[null, 'exact'], [100, '100'], [1000, '1 000'], [10000, '10 000'], [100000, '100 000']];

/** @type {Parameters<typeof table>[0]} */
const COLUMNS = [
  { name: 'Method', text: true },
  { name: 'At the probe', key: 'extrapolated' },
  { name: 'Off ideal', key: 'off_ideal' },
  { name: 'Variance ×', key: 'variance_price' },
  { name: 'Accuracy', key: 'extrapolated_accuracy' },
  { name: 'Map error', key: 'map_error' },
];

/** @param {import('./main.js').LabContext} ctx */
export function createExtrapolate(ctx) {
  const study = ctx.study('extrapolate');
  const chart = createChart(ctx, { label: 'Extrapolation to zero noise', key: 'extrapolation' });
  const fields = controls(
    [
      { name: 'factors', label: 'Noise times', control: 'menu', value: [1, 2, 3], options: FACTORS },
      { name: 'shots', label: 'Shots', control: 'menu', value: null, options: SHOTS },
    ],
    () => alone.start(),
  );
  const options = () => fields.values();
  const alone = runAlone(ctx.store, study, options);
  const bar = runBar({ label: 'Extrapolate', study, options });
  const figures = table(COLUMNS, 'Extrapolated to zero noise');
  const maps = [createMap(ctx, 'noisy'), createMap(ctx, 'extrapolated'), createMap(ctx, 'ideal')];
  const method = controls([{ name: 'method', label: 'Map', control: 'menu', value: 'richardson', options: METHODS.map(({ name, title }) => [name, title]) }], () => drawMaps());
  const hint = message();
  means(hint.element, 'applies');
  /** @type {import('./extrapolate-figure.js').Extrapolation | null} */
  let found = null;
  const drawMaps = () => {
    if (!found) return;
    const { name, title } = METHODS.find((row) => row.name === method.values().method) ?? METHODS[1];
    maps[0].set(found.maps.noisy);
    maps[1].set(found.maps[name], title);
    maps[2].set(found.maps.ideal);
  };
  study.on(({ state, result }) => {
    if (state !== 'done' || !result) return;
    found = /** @type {import('./extrapolate-figure.js').Extrapolation} */ (result);
    const drawn = found;
    chart.draw((colours) => extrapolateFigure(drawn, colours));
    figures.set(rowsOf(drawn));
    hint.set(drawn.over.applies < 1 ? `The exponential applies to ${fixed(100 * drawn.over.applies, 0)} % of the points: elsewhere the sign changes with the noise.` : '', 'info');
    drawMaps();
  });
  const tools = h('span', { class: 'lab-tools' }, csvButton('extrapolate', () => (found ? extrapolateRows(found) : [])), imageButton(chart, 'extrapolate'));
  return {
    element: h(
      'div',
      { class: 'learning-panel' },
      h('div', { class: 'lab-row' }, fields.element, method.element, bar.element, h('span', { class: 'grow' }), tools),
      hint.element,
      h(
        'div',
        { class: 'learning-body extrapolate-body' },
        chart.element,
        h('div', { class: 'learning-side' }, figures.element, h('div', { class: 'lab-maps' }, ...maps.map(({ element }) => element))),
      ),
    ),
    show: () => alone.start(),
    hide: () => alone.stop(),
  };
}

/** @param {import('./extrapolate-figure.js').Extrapolation} found */
function rowsOf({ values, sigma, ideal, estimates, over }) {
  const write = (/** @type {number} */ value) => (over.regression ? fixed(value, 3) : `${fixed(100 * value, 1)} %`);
  /** @param {number | null} value @param {number | null} deviation */
  const measured = (value, deviation) => (value === null ? 'does not apply' : deviation ? `${fixed(value, 3)} ± ${fixed(deviation, 3)}` : fixed(value, 3));
  return [
    ['noisy', measured(values[0], sigma[0]), fixed(values[0] - ideal, 3), '1', write(over.scores.noisy), fixed(over.errors.noisy, 3)],
    ...METHODS.map(({ name, title }) => {
      const { value, sigma: deviation, price } = estimates[name];
      const off = value === null ? '–' : fixed(value - ideal, 3);
      return [title, measured(value, deviation), off, price === null ? '–' : fixed(price, 1), write(over.scores[name]), fixed(over.errors[name], 3)];
    }),
    ['ideal', fixed(ideal, 3), '0', '–', write(over.scores.ideal), '0'],
  ];
}
