// @ts-check
/** The tab Shots: what a device reads at the probe, its readout errors undone, and how many shots the classes need. */
import { shotsChooser } from '../chrome/shots.js';
import { h } from '../lib/dom.js';
import { fixed, parseNumber } from '../lib/format.js';
import { shotsText } from '../lib/shots.js';
import { switchButton } from '../lib/switch.js';
import { readoutName } from '../plot/shown.js';
import { CHEAP_MS, runAlone } from './alone.js';
import { createChart } from './chart.js';
import { explain } from './explain.js';
import { csvButton, fact, imageButton, message, runBar } from './parts.js';
import { createShotsMap } from './shots-map.js';
import { curveFigure, hasErrors, histogramFigure, shotsTable } from './shots-figure.js';

/** @typedef {import('./shots-figure.js').Answer} Answer */

/** Shots of the histogram while readouts are exact. */
const SHOTS = 100;
const BINOMIAL = 'Binomial distribution of S outcomes ±1: variance (1 − m²)/S.';
const ERRORS = 'm = K⟨P⟩ + s with K = 1 − P(1|0) − P(0|1) and s = P(0|1) − P(1|0) of a single quron.';

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
  const training = h('p', { class: 'k wide shots-note', tabindex: 0 });
  explain(training, { text: NOTE, source: 'Mitarai et al., PRA 98, 032309 (2018); Anselmetti et al., New J. Phys. 23, 113010 (2021).' });
  store.on('scene', ({ experiment: { measurement, training: { optimizer } } }) => {
    invert.setAttribute('aria-checked', String(measurement.invert_readout));
    training.textContent = noteOf(measurement.shots, optimizer);
  });
  const labelled = (/** @type {string} */ text, /** @type {HTMLElement} */ control) => h('label', { class: 'lab-field' }, h('span', { class: 'k' }, text), control);
  const row = h('div', { class: 'lab-row' }, labelled('Shots S', shotsChooser(ctx, 'Shots of every readout')), ...inputs, labelled('Invert errors', invert), training);
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

const NOTE =
  'Losses, accuracy and the slope of the loss are those of outputs read with S shots. A device measures the slopes of outputs by parameter shifts; ' +
  'here they are exact, plus normal noise with the variance c²v/(2S) summed over the training points (3/8 in place of 1/2 for controlled rotations), ' +
  'c the slope of the loss and v = 1/K² the largest variance of a shot: never less than on a device. Slopes of scales and pulses have no shift rule and get none. ' +
  'SPSA needs no slopes. The same seed and epoch give the same outcomes.';

/**
 * A readout error, as one number for all qurons.
 * @param {import('./main.js').LabContext} ctx @param {'readout_p01' | 'readout_p10'} name @param {string} label
 */
function errorField({ store, actions }, name, label) {
  const input = h('input', { class: 'shots-own', type: 'text', inputmode: 'decimal', 'aria-label': label, title: `${label}: probability to read ${name === 'readout_p01' ? '1 from |0⟩' : '0 from |1⟩'}` });
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
  return h('label', { class: 'lab-field' }, h('span', { class: 'k' }, label), input);
}

/** @param {import('./main.js').LabContext} ctx */
function createFacts({ store }) {
  const percent = (/** @type {number} */ value) => `${fixed(100 * value, 1)} %`;
  const read = fact({ label: 'Read', convention: `Mean m and standard deviation of the output at the probe, read with S shots, readout errors in it. ${ERRORS}`, source: BINOMIAL });
  const inverted = fact({ label: 'Errors inverted', convention: 'Mean and standard deviation of (m − s)/K, from the same shots: free of readout errors in the mean. Products of qurons with unequal errors are inverted outcome by outcome.', source: 'Inverse of the readout matrix; the variance is that of m divided by K².' });
  const factor = fact({ label: 'Variance factor', unit: '×', convention: 'Variance with readout errors inverted over that as read: 1/K², for a single quron 1/(1 − P(1|0) − P(0|1))².', source: 'Linear inversion of the readout matrix.', format: (value) => fixed(value, 2) });
  const needed = fact({ label: 'Shots for 95 %', convention: 'Fewest shots with which the sign of the output at the probe is right with a probability of 95 %; readout errors inverted or not, as set above. Exact: binomial, an odd number. Normal: z² v / f², z = 1.645.', source: 'Binomial distribution (regularised incomplete beta function); normal approximation.', format: shotsText });
  const accuracy = fact({ label: 'Accuracy at S', convention: 'Expected share of test points on the right side, each read with S shots.', source: 'Binomial distribution of every test point; normal for sums of strings.', format: percent });
  const safe = fact({ label: 'Points safe at S', convention: 'Share of the test points whose sign is right with 95 % after S shots.', source: 'z² v / f², z = 1.645.', format: percent });
  const circuits = fact({ label: 'Runs an epoch', convention: 'Runs of the circuit that a device needs for an epoch of all training points: circuits times S; outputs, and slopes by parameter-shift rules (two circuits for an angle, four for a controlled rotation). The loss curve on the test points is extra.', source: 'Mitarai et al., PRA 98, 032309 (2018); Anselmetti et al., New J. Phys. 23, 113010 (2021).', format: shotsText });
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
  const chart = createChart(ctx, { label: 'Estimates at the probe' });
  /** @type {Answer | null} */
  let shown = null;
  const tools = [csvButton('shots', () => (shown ? shotsTable(shown) : [])), imageButton(chart, 'shots-histogram')];
  return {
    element: panel('At the probe', chart, tools, '2000 estimates; grey: 95 % of them (± 1.96 σ); dotted: 0'),
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
  const chart = createChart(ctx, { label: 'Accuracy by shots' });
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
