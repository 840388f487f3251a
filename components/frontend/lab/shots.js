// @ts-check
/** The tab Shots: what a device reads at the probe, its readout errors undone, and how many shots the classes need. */
import { means } from '../chrome/means.js';
import { shotsChooser } from '../chrome/shots.js';
import { h } from '../lib/dom.js';
import { fixed, parseNumber } from '../lib/format.js';
import { shotsText } from '../lib/shots.js';
import { switchButton } from '../lib/switch.js';
import { readoutName } from '../plot/shown.js';
import { CHEAP_MS, runAlone } from './alone.js';
import { createChart } from './chart.js';
import { csvButton, fact, imageButton, message, runBar } from './parts.js';
import { createShotsMap } from './shots-map.js';
import { curveFigure, hasErrors, histogramFigure, shotsTable } from './shots-figure.js';

/** @typedef {import('./shots-figure.js').Answer} Answer */

/** Shots of the histogram while readouts are exact. */
const SHOTS = 100;

/** @param {import('./main.js').LabContext} ctx @returns {import('./tabs.js').Tab} */
export function createShotsTab(ctx) {
  const { store } = ctx;
  const study = ctx.study('shots');
  const options = () => ({ shots: store.scene?.experiment.measurement.shots ?? SHOTS });
  const alone = runAlone(store, study, options);
  const bar = runBar({ label: 'Measure', study, options });
  bar.element.hidden = true;
  const hint = message();
  const [settings, facts, histogram, curve, map] = [createSettings(ctx), createFacts(ctx), createHistogram(ctx), createCurve(ctx), createShotsMap(ctx)];
  const element = h('div', { class: 'shots-tab' }, settings.element, bar.element, hint.element, facts.element, histogram.element, curve.element, map.element);
  study.on(({ state, cost_ms, result }) => {
    if (state === 'estimate') bar.element.hidden = cost_ms <= CHEAP_MS;
    if (state === 'failed') bar.element.hidden = false;
    if (state !== 'done' || !result) return;
    const answer = /** @type {Answer} */ (result);
    for (const part of [facts, histogram, curve]) part.update(answer);
    hint.set(answer.refused, 'info');
  });
  return {
    element,
    show() {
      alone.start();
      map.show(true);
    },
    hide() {
      alone.stop();
      map.show(false);
    },
  };
}

/** Shots, and readout errors with their inversion: values of the experiment. @param {import('./main.js').LabContext} ctx */
function createSettings(ctx) {
  const { store, actions } = ctx;
  const invert = switchButton('Invert readout errors', () => actions.set(['measurement', 'invert_readout'], invert.getAttribute('aria-checked') !== 'true', true));
  invert.title = 'Takes the known readout errors out of every number on the page and in training: exact in the mean, larger variance';
  const inputs = /** @type {const} */ ([['readout_p01', 'P(1|0)'], ['readout_p10', 'P(0|1)']]).map(([name, label]) => errorField(ctx, name, label));
  const training = h('p', { class: 'k wide shots-note' });
  means(training, 'shot_noise');
  const write = () => {
    if (!store.scene) return;
    const { measurement, training: { optimizer } } = store.scene.experiment;
    invert.setAttribute('aria-checked', String(measurement.invert_readout));
    training.textContent = noteOf(measurement.shots, optimizer);
  };
  store.on('scene', write);
  write(); // the tab is made when it is first opened: the scene is there
  const labelled = (/** @type {string} */ text, /** @type {HTMLElement} */ control) => h('label', { class: 'lab-field' }, h('span', { class: 'k' }, text), control);
  const shots = labelled('Shots S', shotsChooser(ctx, 'Shots of every readout'));
  means(shots, 'shots', { stop: shots.querySelector('select') ?? shots });
  const row = h('div', { class: 'lab-row' }, shots, ...inputs, labelled('Invert errors', invert), training);
  return { element: row };
}

/**
 * Which noise of shots is in training, and which is not.
 * @param {number | null} shots @param {string} optimizer
 */
export function noteOf(shots, optimizer) {
  if (shots === null) return `Exact: no shot noise in training or on the map; below S = ${SHOTS}.`;
  if (optimizer === 'spsa') return 'Shot noise in training: all of it; SPSA sees two sampled losses a step.';
  return 'Shot noise in training: of outputs, and of slopes at its largest; not of slopes of scales and pulses.';
}

/**
 * A readout error, as one number for all qurons.
 * @param {import('./main.js').LabContext} ctx @param {'readout_p01' | 'readout_p10'} name @param {string} label
 */
function errorField({ store, actions }, name, label) {
  const input = h('input', { class: 'shots-own', type: 'text', inputmode: 'decimal', 'aria-label': label });
  const known = () => store.scene?.experiment.device[name];
  const write = () => {
    const value = known();
    input.disabled = Array.isArray(value);
    input.value = Array.isArray(value) ? 'each' : String(value ?? 0);
  };
  input.addEventListener('change', () => {
    const typed = parseNumber(input.value);
    if (Number.isFinite(typed)) actions.set(['device', name], typed, true);
    else write();
  });
  input.addEventListener('keydown', (event) => event.stopPropagation());
  store.on('scene', () => input.matches(':focus') || write());
  input.addEventListener('blur', write);
  write();
  const element = h('label', { class: 'lab-field' }, h('span', { class: 'k' }, label), input);
  means(element, name, { stop: input });
  return element;
}

/** @param {import('./main.js').LabContext} ctx */
function createFacts({ store }) {
  const percent = (/** @type {number} */ value) => `${fixed(100 * value, 1)} %`;
  const read = fact({ label: 'Read', key: 'read' });
  const inverted = fact({ label: 'Errors inverted', key: 'inverted' });
  const factor = fact({ label: 'Variance factor', unit: '×', key: 'variance_factor', format: (value) => fixed(value, 2) });
  const needed = fact({ label: 'Shots for 95 %', key: 'shots_needed', format: shotsText });
  const accuracy = fact({ label: 'Accuracy at S', key: 'accuracy_at_shots', format: percent });
  const safe = fact({ label: 'Points safe at S', key: 'safe_at_shots', format: percent });
  const circuits = fact({ label: 'Runs an epoch', key: 'runs_of_epoch', format: shotsText });
  const all = [read, inverted, factor, needed, accuracy, safe, circuits];
  const element = h('div', { class: 'lab-facts shots-facts', role: 'group', 'aria-label': 'At the probe' }, ...all.map((one) => one.element));
  return {
    element,
    /** @param {Answer} answer */
    update({ shots, raw, inverted: fixedUp, circuits: { loss, gradient }, curve }) {
      const used = store.scene?.experiment.measurement.invert_readout && fixedUp ? fixedUp : raw;
      read.set(raw.mean, `± ${fixed(raw.deviation, 3)}, S = ${shotsText(shots)}`);
      inverted.set(fixedUp?.mean, fixedUp ? `± ${fixed(fixedUp.deviation, 3)}` : '');
      factor.set(fixedUp && raw.variance > 0 ? fixedUp.variance / raw.variance : null);
      needed.set(used.needed_exactly ?? used.needed, used.needed_exactly === null ? 'normal' : `normal ${shotsText(used.needed ?? Infinity)}`);
      accuracy.set(curve?.accuracy_now, curve ? `exact ${percent(curve.exact)}` : 'classes only');
      safe.set(curve?.safe_now, curve ? 'of the test points' : 'classes only');
      circuits.set(shots * (loss + gradient), gradient ? `slopes ${fixed((100 * gradient) / (loss + gradient), 0)} %` : 'losses only');
    },
  };
}

/** @param {string} title @param {import('./chart.js').Chart} chart @param {HTMLElement[]} tools @param {string} note */
const panel = (title, chart, tools, note) => h('section', { class: 'shots-part', 'aria-label': title }, h('div', { class: 'head' }, h('h2', null, title), h('span', { class: 'grow' }), ...tools), h('p', { class: 'k' }, note), chart.element);

/** @param {import('./main.js').LabContext} ctx */
function createHistogram(ctx) {
  const chart = createChart(ctx, { label: 'Estimates at the probe', key: 'shot_estimates' });
  /** @type {Answer | null} */
  let shown = null;
  const tools = [csvButton('shots', () => (shown ? shotsTable(shown) : [])), imageButton(chart, 'shots-histogram')];
  return {
    element: panel('At the probe', chart, tools, '2000 estimates; grey: 95 % of them; dotted: 0'),
    /** @param {Answer} answer */
    update(answer) {
      shown = answer;
      const { scene } = ctx.store;
      const invert = Boolean(scene?.experiment.measurement.invert_readout);
      chart.draw((colours) => histogramFigure(answer, invert, readoutName(scene?.readouts[0]), colours));
      const both = hasErrors(answer) && answer.inverted ? `, inverted ${fixed(answer.inverted.mean, 3)} ± ${fixed(answer.inverted.deviation, 3)}` : '';
      chart.describe(`mean ${fixed(answer.raw.mean, 3)} ± ${fixed(answer.raw.deviation, 3)}${both}`);
    },
  };
}

/** @param {import('./main.js').LabContext} ctx */
function createCurve(ctx) {
  const chart = createChart(ctx, { label: 'Accuracy by shots', key: 'accuracy_by_shots' });
  const element = panel('Accuracy by shots', chart, [imageButton(chart, 'shots-accuracy')], 'Test points; dotted: exact accuracy, and S');
  return {
    element,
    /** @param {Answer} answer */
    update({ curve, shots }) {
      element.hidden = !curve;
      if (!curve) return;
      chart.draw((colours) => curveFigure(curve, shots, colours));
      chart.describe(`${fixed(100 * curve.accuracy_now, 1)} % with ${shotsText(shots)} shots, exact ${fixed(100 * curve.exact, 1)} %`);
    },
  };
}
