// @ts-check
/** The tab "Sweep": one dial from end to end, and what becomes of the network along it. */
import { h, replace } from '../lib/dom.js';
import { fixed, scientific } from '../lib/format.js';
import { createChart } from './chart.js';
import { controls, csvButton, fact, imageButton, runBar } from './parts.js';
import { QUANTITIES, dialText, sweepFigure, sweepRows } from './sweep-figure.js';

/** Dearest sweep that a button elsewhere starts by itself, in milliseconds. */
const SWIFT_MS = 3000;
const OPENING = ['noise', 'amplitude_damping'];

/**
 * @typedef {{path: (string | number)[], name: string, unit: string, low: number, high: number, learning: boolean, value: number | null}} Dial
 * @typedef {import('./main.js').LabContext} LabContext
 */

/** @param {(string | number)[]} path */
const keyOf = (path) => path.join('/');

/** @param {LabContext} ctx */
export function createSweep(ctx) {
  const { store } = ctx;
  const study = ctx.study('sweep');
  const range = createRange(() => weigh());
  const menu = createMenu(ctx, (dial, known) => {
    if (!known) range.suit(dial);
    weigh();
  });
  const options = () => ({ path: menu.path(), ...range.values() });
  const bar = runBar({ label: 'Sweep', study, options });
  const picture = createPicture(ctx, menu.present);
  let open = false;
  let wanted = ''; // dial whose sweep starts by itself
  const weigh = () => open && menu.path().length > 0 && bar.weigh();
  study.on(({ state, result, cost_ms }) => {
    if (state === 'estimate' && wanted) {
      const swift = wanted === keyOf(menu.path()) && cost_ms < SWIFT_MS;
      wanted = '';
      if (swift) bar.start();
    }
    if (result) picture.set(result);
  });
  /** A button elsewhere has asked for a dial. */
  const take = () => {
    const { sweep } = store.ui;
    if (!sweep) return;
    store.setUi({ sweep: null });
    wanted = keyOf(sweep);
    // What is no dial is asked for all the same: the refusal says why.
    menu.choose(sweep, () => study.run({ path: sweep, low: 0, high: 1 }));
  };
  store.on('ui', () => open && take());
  store.on('scene', () => open && menu.ask());
  return {
    element: h(
      'div',
      { class: 'learning-panel' },
      h('div', { class: 'lab-row' }, menu.element, range.element),
      h('div', { class: 'lab-row' }, bar.element, h('span', { class: 'grow' }), ...picture.tools),
      picture.element,
    ),
    show() {
      open = true;
      take();
      menu.ask();
    },
    hide() {
      open = false;
    },
  };
}

/** From where to where, in how many steps, and whether to train at each. @param {() => void} onChange */
function createRange(onChange) {
  const fields = controls(
    [
      { name: 'low', label: 'From', control: 'number', value: 0, key: 'sweep_end' },
      { name: 'high', label: 'to', control: 'number', value: 0.3, key: 'sweep_end' },
      { name: 'points', label: 'Points', control: 'number', value: 41, key: 'sweep_points' },
      { name: 'logarithmic', label: 'Logarithmic', control: 'toggle', value: false },
      { name: 'epochs', label: 'Train at each', control: 'number', unit: 'epochs', value: 0, key: 'sweep_epochs' },
    ],
    onChange,
  );
  const values = () => {
    const { low, high, points, logarithmic, epochs } = fields.values();
    return { low, high, points: Math.round(points), logarithmic, epochs: Math.round(epochs) };
  };
  return {
    element: fields.element,
    values,
    /** The range of a dial; those of learning do nothing unless something learns. @param {Dial} dial */
    suit({ low, high, learning }) {
      const { epochs } = values();
      fields.set({ low, high, logarithmic: false, epochs: learning ? epochs || 50 : epochs });
    },
  };
}

/**
 * The chart, the figures beside it, and what is drawn and saved.
 * @param {LabContext} ctx
 * @param {(path: (string | number)[]) => number | null} present where a dial stands
 */
function createPicture(ctx, present) {
  const chart = createChart(ctx, { label: 'Sweep', key: 'sweep_curves', hint: 'Choose a dial and press Sweep: the curves appear here.' });
  const facts = createFacts();
  const shown = createChoice(() => draw());
  /** @type {import('./sweep-figure.js').Sweep | null} */
  let found = null;
  const draw = () => {
    const sweep = found;
    if (!sweep?.values.length) return;
    const at = present(sweep.dial.path);
    chart.draw((colours) => sweepFigure(sweep, shown.names(), at, colours));
    chart.describe(`${shown.names().join(', ')} against ${dialText(sweep.dial)}, ${sweep.values.length} points`);
    facts.set(sweep);
  };
  const save = h('span', { class: 'lab-tools' }, csvButton('sweep', () => (found ? sweepRows(found) : [])), imageButton(chart, 'sweep'));
  return {
    element: h('div', { class: 'learning-body sweep-body' }, chart.element, facts.element),
    tools: [shown.element, save],
    /** @param {import('./sweep-figure.js').Sweep} sweep */
    set(sweep) {
      found = sweep;
      draw();
    },
  };
}

/**
 * Which dial. The simulator lists those that there are.
 * @param {LabContext} ctx
 * @param {(dial: Dial, known: boolean) => void} onChoose `known`: the same as before
 */
function createMenu({ study: studyOf }, onChoose) {
  const study = studyOf('dials');
  const select = /** @type {HTMLSelectElement} */ (h('select', { class: 'quiet', 'aria-label': 'Dial to sweep' }));
  /** @type {Dial[]} */
  let dials = [];
  let chosen = keyOf(OPENING);
  let told = '';
  /** @type {(() => void) | null} */
  let missing = null;
  const tell = () => {
    const dial = dials.find(({ path }) => keyOf(path) === chosen);
    if (!dial) return;
    onChoose(dial, told === chosen);
    told = chosen;
  };
  select.addEventListener('change', () => {
    chosen = select.value;
    tell();
  });
  study.on(({ state, result }) => {
    if (state !== 'done') return;
    dials = result.dials;
    const keys = dials.map(({ path }) => keyOf(path));
    if (!keys.includes(chosen)) {
      missing?.();
      chosen = keys.includes(told) ? told : keys[0];
    }
    missing = null;
    replace(select, ...dials.map((dial) => h('option', { value: keyOf(dial.path) }, dialText(dial))));
    select.value = chosen;
    tell();
  });
  return {
    element: h('label', { class: 'lab-field' }, h('span', { class: 'k' }, 'Dial'), select),
    ask: () => study.run(),
    /** @param {(string | number)[]} path @param {() => void} onMissing */
    choose(path, onMissing) {
      chosen = keyOf(path);
      missing = onMissing;
      study.run(); // where it stands may have changed too
    },
    path: () => dials.find(({ path }) => keyOf(path) === chosen)?.path ?? [],
    /** Where a dial stands. @param {(string | number)[]} path */
    present: (path) => dials.find((dial) => keyOf(dial.path) === keyOf(path))?.value ?? null,
  };
}

/** What is drawn. @param {() => void} onChange */
function createChoice(onChange) {
  const names = new Set(['accuracy', 'margin', 'purity']);
  const buttons = QUANTITIES.map(({ name, title, convention }) => {
    const button = h('button', { class: 'btn bare tool', type: 'button', 'aria-pressed': String(names.has(name)), title: convention }, title);
    button.addEventListener('click', () => {
      if (!names.delete(name)) names.add(name);
      button.setAttribute('aria-pressed', String(names.has(name)));
      onChange();
    });
    return button;
  });
  return { element: h('span', { class: 'lab-tools', role: 'group', 'aria-label': 'Quantities' }, ...buttons), names: () => [...names] };
}

function createFacts() {
  const best = fact({ label: 'Best accuracy', key: 'best_accuracy' });
  const formula = fact({ label: 'Exact curve', key: 'exact_curve' });
  const deviation = fact({ label: 'Points off the exact curve', key: 'off_curve', format: scientific });
  return {
    element: h('div', { class: 'learning-facts' }, best.element, formula.element, deviation.element),
    /** @param {import('./sweep-figure.js').Sweep} sweep */
    set(sweep) {
      const accuracy = sweep.quantities.accuracy;
      const top = Math.max(...accuracy);
      best.set(top, `at ${fixed(sweep.values[accuracy.indexOf(top)], 3)}`);
      const none = sweep.epochs ? 'none: trained at every value' : 'none known for this dial';
      formula.set(sweep.formula || none);
      deviation.set(sweep.deviation);
    },
  };
}
