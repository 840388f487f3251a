// @ts-check
/** The tab Budget: what noise does to the network, in numbers, while it is trained and changed. */
import { titleOf } from '../canvas/describe.js';
import { h, replace } from '../lib/dom.js';
import { fixed } from '../lib/format.js';
import { CHEAP_MS, runAlone, subjectOf } from './alone.js';
import { depthFigure, endOf, pairName, ranked, sharesFigure, sharesTable } from './budget-figure.js';
import { createChart } from './chart.js';
import { controls, csvButton, fact, imageButton, message, runBar, table } from './parts.js';

/** @typedef {import('./budget-figure.js').Budget} Budget */

const HERE = 'Computed by this app’s engine, which is tested against QuTiP.';
const RENYI = 'Rényi-2 entropy −log2 Tr ρ² of the state of all qurons at the probe, in bits: 0 is pure, n is fully mixed.';
const TEST = 'over the test points, at the present parameters';
/** @type {[string, string][]} */
const WAYS = [['concurrence', 'Concurrence of pairs'], ['fidelity', 'Fidelity and purity'], ['entropy', 'Entropy']];
/** @type {[string, string][]} */
const ORDERS = [['fidelity', 'fidelity'], ['margin', 'margin'], ['accuracy', 'accuracy']];

/** @param {import('./main.js').LabContext} ctx @returns {import('./tabs.js').Tab} */
export function createBudget(ctx) {
  const { store } = ctx;
  const study = ctx.study('budget');
  const alone = runAlone(store, study, () => ({}));
  const bar = runBar({ label: 'Measure', study, options: () => ({}) });
  const hint = message();
  const parts = [createFacts(ctx), createShares(ctx), createAlong(ctx), createHarms(ctx)];
  const death = createDeaths(ctx);
  const [facts, shares, along, harms] = parts.map((part) => part.element);
  const element = h('div', { class: 'budget' }, h('div', { class: 'budget-top' }, bar.element, hint.element, facts), shares, along, harms, death.element);
  let asked = '';
  bar.element.hidden = true;
  study.on(({ state, cost_ms, result }) => {
    if (state === 'estimate') bar.element.hidden = cost_ms <= CHEAP_MS;
    if (state === 'failed') bar.element.hidden = false;
    if (state === 'running' && !result) asked = subjectOf(store);
    if (!result || (state !== 'running' && state !== 'done')) return;
    // While it follows the training a half answer would make the tables flicker.
    if (state === 'running' && bar.element.hidden) return;
    element.dataset.stale = String(asked !== subjectOf(store));
    for (const part of parts) part.update(result);
    hint.set(result.bits === 0 && isQuiet(result) ? 'There is no noise here, so nothing is lost. Turn up the decoherence at the left, or add a channel.' : '', 'info');
  });
  store.on('frame', () => {
    if (!bar.element.hidden) element.dataset.stale = String(asked !== '' && asked !== subjectOf(store));
  });
  return {
    element,
    show() {
      alone.start();
      death.show();
    },
    hide: alone.stop,
  };
}

/** @param {Budget} budget */
const isQuiet = ({ noisy, ideal }) => !noisy || !ideal || (noisy.fidelity > 1 - 1e-9 && noisy.margin === ideal.margin);

/** Kinds of the layers of the moment. @param {import('../lib/store.js').Store} store */
const kindsOf = (store) => (store.scene?.layers ?? []).map(({ kind }) => kind);

/** The network with and without noise, in six numbers. @param {import('./main.js').LabContext} ctx */
function createFacts({ store }) {
  const accuracy = fact({ label: 'Accuracy', unit: '', convention: `Share of points with the right sign of f, or R² for regression, ${TEST}.`, source: HERE, format: (value) => (store.scene?.regression ? fixed(value, 3) : `${fixed(100 * value, 1)} %`) });
  const margin = fact({ label: 'Margin', convention: `Mean of y f, with the class y = ±1 and the first readout f, ${TEST}. Between −1 and 1.`, source: HERE });
  const fidelity = fact({ label: 'Fidelity to ideal', convention: 'Uhlmann fidelity, squared, of the final state of all qurons at the probe with that of the network without noise.', source: 'Jozsa, J. Mod. Opt. 41, 2315 (1994), eq. 9.' });
  const purity = fact({ label: 'Purity', convention: 'Tr ρ² of the final state of all qurons at the probe: 1 is pure, 2⁻ⁿ is fully mixed.', source: HERE });
  const entropy = fact({ label: 'Entropy', unit: 'bit', convention: 'Von Neumann entropy −Tr ρ log2 ρ of the final state of all qurons at the probe.', source: 'Nielsen and Chuang (2010), section 11.3.' });
  const lost = fact({ label: 'Purity lost', unit: 'bit', convention: `${RENYI} The bars below add up to it.`, source: HERE });
  const element = h('div', { class: 'lab-facts budget-facts', role: 'group', 'aria-label': 'With and without noise' }, ...[accuracy, margin, fidelity, purity, entropy, lost].map((one) => one.element));
  return {
    element,
    /** @param {Budget} budget */
    update({ bits, purity: along, noisy, ideal, noisy_depth, ideal_depth }) {
      const share = (/** @type {number} */ value) => (store.scene?.regression ? fixed(value, 3) : `${fixed(100 * value, 1)} %`);
      accuracy.set(noisy?.accuracy, ideal && `ideal ${share(ideal.accuracy)}`);
      margin.set(noisy?.margin, ideal && `ideal ${fixed(ideal.margin, 3)}`);
      fidelity.set(noisy?.fidelity, 'ideal 1');
      purity.set(along.at(-1), ideal && `ideal ${fixed(ideal.purity, 3)}`);
      entropy.set(noisy_depth?.entropy.at(-1), ideal_depth && `ideal ${fixed(ideal_depth.entropy.at(-1) ?? NaN, 3)}`);
      lost.set(bits, `max ${store.scene?.widths.at(-1) ?? ''}`);
    },
  };
}

/** @param {string} title @param {string} label @param {HTMLElement[]} tools @param {...HTMLElement} body */
const section = (title, label, tools, ...body) =>
  h('section', { class: 'budget-part', 'aria-label': label }, h('div', { class: 'head' }, h('h2', null, title), h('span', { class: 'grow' }), ...tools), ...body);

/** Where purity is lost. @param {import('./main.js').LabContext} ctx */
function createShares(ctx) {
  const chart = createChart(ctx, { label: 'Purity lost by layer and quron' });
  /** @type {Budget | null} */
  let shown = null;
  const tools = [csvButton('purity-budget', () => (shown ? sharesTable(shown, kindsOf(ctx.store)) : [])), imageButton(chart, 'purity-budget')];
  const convention = h('p', { class: 'k wide' }, 'Shares of −log₂ Tr ρ², noise taken quron by quron in the engine’s order');
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
  const chart = createChart(ctx, { label: 'Along the depth' });
  /** @type {Budget | null} */
  let shown = null;
  const choice = controls([{ name: 'what', value: 'concurrence', label: 'Shown along the depth', control: 'menu', options: WAYS }], () => draw());
  choice.element.classList.add('bare');
  const tell = { concurrence: 'Wootters’ concurrence of the strongest pairs; dashed without noise', fidelity: 'Of all qurons with the ideal state; Tr ρ²', entropy: 'Von Neumann, all qurons; dashed without noise' };
  const convention = h('p', { class: 'k wide' });
  const element = section('Along the depth', 'Along the depth', [choice.element, imageButton(chart, 'along-the-depth')], convention, chart.element);
  const draw = () => {
    const what = /** @type {'concurrence' | 'fidelity' | 'entropy'} */ (choice.values().what);
    convention.textContent = tell[what];
    const { scene } = ctx.store;
    const budget = shown;
    if (!budget || !scene || scene.widths.length !== budget.purity.length) return;
    chart.draw((colours) => depthFigure(what, budget, kindsOf(ctx.store), scene.widths, colours));
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

/** Which layer's noise hurts most. @param {import('./main.js').LabContext} ctx */
function createHarms(ctx) {
  const { store, actions } = ctx;
  const gain = 'With the noise of this layer alone taken away (its channels, gate errors, crosstalk and relaxation; all other noise stays), minus the value now';
  const grid = table(
    [
      { name: 'Layer', text: true },
      { name: 'Fidelity', convention: `${gain}: fidelity of the final state at the probe with the ideal one.`, source: HERE },
      { name: 'Margin', convention: `${gain}: mean of y f ${TEST}.`, source: HERE },
      { name: 'Accuracy', unit: 'pt', convention: `${gain}: percentage points ${TEST}.`, source: HERE },
    ],
    'Harm by layer',
  );
  /** @type {Budget | null} */
  let shown = null;
  const order = controls([{ name: 'by', value: 'fidelity', label: 'by', control: 'menu', options: ORDERS }], () => fill());
  const csv = csvButton('harm-by-layer', () => [['layer', 'fidelity regained', 'margin regained', 'accuracy regained'], ...rows().map((row) => [row.layer === null ? 'readout' : row.layer + 1, row.fidelity, row.margin, row.accuracy])]);
  const convention = h('p', { class: 'k wide' }, 'What comes back if the noise of one layer alone is taken away');
  const element = section('Which layer’s noise hurts most', 'Harm by layer', [order.element, csv], convention, h('div', { class: 'budget-scroll' }, grid.element));
  const rows = () => (shown ? ranked(shown, /** @type {'fidelity'} */ (order.values().by)) : []);
  /** @param {number | null} layer */
  const name = (layer) => {
    if (layer === null) return 'readout errors';
    const text = `${layer + 1} ${titleOf(kindsOf(store)[layer] ?? '').toLowerCase()}`;
    return h('button', { class: 'plain-link', type: 'button', title: 'Look at this layer', on: { click: () => actions.select({ layer, parameter: null }) } }, text);
  };
  const signed = (/** @type {number} */ value, /** @type {number} */ digits) => (Number(value.toFixed(digits)) > 0 ? '+' : '') + fixed(value, digits);
  const fill = () => grid.set(rows().map(({ layer, fidelity, margin, accuracy }) => [name(layer), signed(fidelity, 4), signed(margin, 4), signed(100 * accuracy, 1)]));
  return {
    element,
    /** @param {Budget} budget */
    update(budget) {
      shown = budget;
      const focused = grid.element.contains(/** @type {Document | ShadowRoot} */ (grid.element.getRootNode()).activeElement);
      if (!focused) fill(); // a row that is being pressed stays where it is
    },
  };
}

/** At how much noise entanglement ends. @param {import('./main.js').LabContext} ctx */
function createDeaths(ctx) {
  const { store } = ctx;
  const study = ctx.study('death');
  const places = h('select', { class: 'quiet', 'aria-label': 'After which layer' });
  const options = () => ({ layer: Number(places.value) });
  const bar = runBar({ label: 'Find', study, options });
  const grid = table(
    [
      { name: 'Pair', text: true },
      { name: 'Ideal', convention: 'Concurrence without noise, at the probe.', source: 'Wootters, PRL 80, 2245 (1998), eqs. 10 and 17.' },
      { name: 'Now', convention: 'Concurrence with the present noise, at the probe.', source: 'Wootters, PRL 80, 2245 (1998), eqs. 10 and 17.' },
      { name: 'Ends at', convention: 'Multiple of all present noise (every channel to that power; readout errors stay) at which the concurrence first becomes 0, up to 64.', source: 'Yu and Eberly, Science 323, 598 (2009).' },
    ],
    'Where entanglement ends',
  );
  const element = section('Where entanglement ends', 'Where entanglement ends', [places], bar.element, h('div', { class: 'budget-scroll' }, grid.element));
  let weighed = '';
  const weigh = () => {
    const { scene } = store;
    if (!scene) return;
    const names = scene.layers.map(({ kind }, index) => `after ${index + 1} ${titleOf(kind).toLowerCase()}`);
    if (names.join() !== [...places.options].map((option) => option.text).join()) {
      replace(places, ...names.map((name, index) => h('option', { value: index + 1 }, name)));
      places.value = String(names.length);
    }
    const question = `${scene.revision} ${places.value}`;
    if (!element.getClientRects().length || study.busy || question === weighed) return;
    weighed = question;
    bar.weigh();
  };
  places.addEventListener('change', weigh);
  store.on('scene', weigh);
  study.on(({ state, result }) => {
    if (!result || (state !== 'running' && state !== 'done')) return;
    grid.set(result.deaths.map((/** @type {import('./budget-figure.js').Death} */ death) => [pairName(death.pair), death.ideal, death.now, endOf(death)]));
  });
  return { element, show: weigh };
}
