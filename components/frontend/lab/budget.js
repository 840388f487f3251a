// @ts-check
/** The tab Budget: what noise does to the network, in numbers, while it is trained and changed. */
import { h } from '../lib/dom.js';
import { fixed } from '../lib/format.js';
import { CHEAP_MS, runAlone, subjectOf } from './alone.js';
import { depthFigure, endOf, pairName, sharesFigure, sharesTable } from './budget-figure.js';
import { createHarms } from './budget-harm.js';
import { kindsOf, layerMenu, section } from './budget-parts.js';
import { createChart } from './chart.js';
import { controls, csvButton, fact, imageButton, message, runBar, table } from './parts.js';

/** @typedef {import('./budget-figure.js').Budget} Budget */

const QUIET = 'There is no noise here, so nothing is lost. Turn up the decoherence at the left, or add a channel.';
/** @type {[string, string][]} */
const WAYS = [['concurrence', 'Concurrence of pairs'], ['fidelity', 'Fidelity and purity'], ['entropy', 'Entropy']];

/** @param {import('./main.js').LabContext} ctx @returns {import('./tabs.js').Tab} */
export function createBudget(ctx) {
  const { store } = ctx;
  const study = ctx.study('budget');
  const alone = runAlone(store, study, () => ({}));
  const bar = runBar({ label: 'Measure', study, options: () => ({}) });
  const hint = message();
  const [harms, death] = [createHarms(ctx), createDeaths(ctx)];
  const parts = [createFacts(ctx), createShares(ctx), createAlong(ctx), harms];
  const [facts, shares, along] = parts.map((part) => part.element);
  const top = h('div', { class: 'budget-top' }, bar.element, hint.element, facts);
  const element = h('div', { class: 'budget' }, top, shares, along, harms.element, death.element);
  let asked = '';
  bar.element.hidden = true;
  study.on(({ state, cost_ms, result }) => {
    if (state === 'estimate') bar.element.hidden = cost_ms <= CHEAP_MS;
    if (state === 'failed') bar.element.hidden = false;
    if (state === 'running' && !result) asked = subjectOf(store);
    if (!result || (state !== 'running' && state !== 'done')) return;
    // While it follows the training a half answer would make the tables flicker.
    if (state === 'running' && bar.element.hidden) return;
    // What follows by itself is always a moment old: it is not paled for that.
    element.dataset.stale = String(!bar.element.hidden && asked !== subjectOf(store));
    for (const part of parts) part.update(result);
    hint.set(Math.abs(result.bits) < 1e-9 && isQuiet(result) ? QUIET : '', 'info');
  });
  store.on('frame', () => {
    if (!bar.element.hidden) element.dataset.stale = String(asked !== '' && asked !== subjectOf(store));
  });
  return {
    element,
    show() {
      alone.start();
      harms.show();
      death.show();
    },
    hide() {
      alone.stop();
      harms.hide();
    },
  };
}

/** @param {Budget} budget */
const isQuiet = ({ noisy, ideal }) => !noisy || !ideal || (noisy.fidelity > 1 - 1e-9 && noisy.margin === ideal.margin);

/** The network with and without noise, in six numbers. @param {import('./main.js').LabContext} ctx */
function createFacts({ store }) {
  const share = (/** @type {number} */ value) => (store.scene?.regression ? fixed(value, 3) : `${fixed(100 * value, 1)} %`);
  const accuracy = fact({ label: 'Accuracy', key: 'score', format: share });
  const margin = fact({ label: 'Margin', key: 'margin' });
  const fidelity = fact({ label: 'Fidelity to ideal', key: 'fidelity' });
  const purity = fact({ label: 'Purity', key: 'purity' });
  const entropy = fact({ label: 'Entropy', key: 'state_entropy', unit: 'bit' });
  const lost = fact({ label: 'Purity lost', key: 'purity_lost', unit: 'bit' });
  const facts = [accuracy, margin, fidelity, purity, entropy, lost].map((one) => one.element);
  const element = h('div', { class: 'lab-facts budget-facts', role: 'group', 'aria-label': 'With and without noise' }, ...facts);
  return {
    element,
    /** @param {Budget} budget */
    update({ bits, purity: along, noisy, ideal, noisy_depth, ideal_depth }) {
      accuracy.set(noisy?.accuracy, ideal && `ideal ${share(ideal.accuracy)}`);
      margin.set(noisy?.margin, ideal && `ideal ${fixed(ideal.margin, 3)}`);
      fidelity.set(noisy?.fidelity, 'ideal 1');
      purity.set(along.at(-1), ideal && `ideal ${fixed(ideal.purity, 3)}`);
      entropy.set(noisy_depth?.entropy.at(-1), ideal_depth && `ideal ${fixed(ideal_depth.entropy.at(-1) ?? NaN, 3)}`);
      lost.set(bits, `max ${store.scene?.widths.at(-1) ?? ''}`);
    },
  };
}

/** Where purity is lost. @param {import('./main.js').LabContext} ctx */
function createShares(ctx) {
  const chart = createChart(ctx, { label: 'Purity lost by layer and quron', key: 'purity_budget' });
  /** @type {Budget | null} */
  let shown = null;
  const tools = [csvButton('purity-budget', () => (shown ? sharesTable(shown, kindsOf(ctx.store)) : [])), imageButton(chart, 'purity-budget')];
  const convention = h('p', { class: 'k wide' }, 'Shares of −log₂ Tr ρ²; noise quron by quron in the engine’s order');
  const element = section('Where purity is lost', 'Purity budget', tools, convention, chart.element);
  return {
    element,
    /** @param {Budget} budget */
    update(budget) {
      shown = budget;
      const kinds = kindsOf(ctx.store);
      chart.draw((colours) => sharesFigure(budget, kinds, colours));
      chart.describe(`${fixed(budget.bits, 3)} bit in all`);
    },
  };
}

/** Concurrence, fidelity or entropy after every layer. @param {import('./main.js').LabContext} ctx */
function createAlong(ctx) {
  const chart = createChart(ctx, { label: 'Along the depth', key: 'along_depth' });
  /** @type {Budget | null} */
  let shown = null;
  const choice = controls([{ name: 'what', value: 'concurrence', label: 'Shown along the depth', control: 'menu', options: WAYS }], () => draw());
  choice.element.classList.add('bare');
  const tell = {
    concurrence: 'Wootters’ concurrence of the strongest pairs; dashed without noise',
    fidelity: 'Of all qurons with the ideal state; Tr ρ²',
    entropy: 'Von Neumann, all qurons; dashed without noise',
  };
  const convention = h('p', { class: 'k wide' });
  const element = section('Along the depth', 'Along the depth', [choice.element, imageButton(chart, 'along-the-depth')], convention, chart.element);
  const draw = () => {
    const what = /** @type {'concurrence' | 'fidelity' | 'entropy'} */ (choice.values().what);
    convention.textContent = tell[what];
    const { scene } = ctx.store;
    const budget = shown;
    if (!budget || !scene || scene.widths.length !== budget.purity.length) return;
    chart.draw((colours, height) => depthFigure(what, budget, kindsOf(ctx.store), scene.widths, colours, height));
  };
  draw();
  return {
    element,
    /** @param {Budget} budget */
    update(budget) {
      shown = budget;
      draw();
    },
  };
}

/** At how much noise entanglement ends. @param {import('./main.js').LabContext} ctx */
function createDeaths(ctx) {
  const { store } = ctx;
  const study = ctx.study('death');
  const places = layerMenu('After which layer', (name, index) => [index + 1, `after ${name}`]);
  const options = () => ({ layer: Number(places.element.value) });
  const bar = runBar({ label: 'Find', study, options });
  const grid = table(
    [
      { name: 'Pair', text: true },
      { name: 'Ideal', key: 'concurrence' },
      { name: 'Now', key: 'concurrence' },
      { name: 'Ends at', key: 'entanglement_end' },
    ],
    'Where entanglement ends',
  );
  const body = h('div', { class: 'budget-scroll' }, grid.element);
  const element = section('Where entanglement ends', 'Where entanglement ends', [places.element], bar.element, body);
  let weighed = '';
  const weigh = () => {
    const { scene } = store;
    if (!scene) return;
    places.update(kindsOf(store), 'last');
    const question = `${scene.revision} ${places.element.value}`;
    if (!element.getClientRects().length || study.busy || question === weighed) return;
    weighed = question;
    bar.weigh();
  };
  places.element.addEventListener('change', weigh);
  store.on('scene', weigh);
  study.on(({ state, result }) => {
    if (!result || (state !== 'running' && state !== 'done')) return;
    /** @type {import('./budget-figure.js').Death[]} */
    const deaths = result.deaths;
    grid.set(deaths.map((death) => [pairName(death.pair), death.ideal, death.now, endOf(death)]));
  });
  return { element, show: weigh };
}
