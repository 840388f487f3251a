// @ts-check
/**
 * The tab "Time": the probe's way through the network in time. Layers are pulses of finite length, the device decoheres
 * meanwhile; a cursor moves the Bloch vectors along their paths. Or single runs, their jumps, and the mean they approach.
 */
import { titleOf } from '../canvas/describe.js';
import { MEANINGS, inWords } from '../chrome/meanings.js';
import { means } from '../chrome/means.js';
import { h, replace } from '../lib/dom.js';
import { fixed, scientific } from '../lib/format.js';
import { slider } from '../lib/slider.js';
import { ownFinger } from '../lib/touch.js';
import { followUi } from '../plot/follow.js';
import { segmented } from '../plot/segmented.js';
import { CHEAP_MS, runAlone, subjectOf } from './alone.js';
import { createChart } from './chart.js';
import { axisOf, between, jumpText, mostEntangled, nameOf, placeOf, rowsOf, stepOf, takesTime, unitOf } from './moments.js';
import { controls, csvButton, fact, imageButton, message, runBar } from './parts.js';
import { createSpheres } from './spheres.js';
import { densityFigure, runsFigure, summary } from './time-figure.js';

/** @typedef {import('./moments.js').View} View */

/** How long playing takes from the first layer to the last, in milliseconds. */
const PLAYING_MS = 6000;
/** What the buttons of a quiet network put in: decay of each layer, and how much stronger than stated a device acts. */
const [DECAY, STRONGER] = [0.05, 30];
const QUIET = 'Device and noise are ideal: states stay pure, no run jumps. Add:';
const STALE = 'Network or probe have changed since this was worked out. Press the button again to follow.';

class TimeTab {
  #ctx;
  /** What is shown: the newest answer of each kind. @type {{density: View | null, runs: View | null}} */
  #views = { density: null, runs: null };
  /** @type {'density' | 'runs'} */
  #mode = 'density';
  /** @type {import('./moments.js').Scale} */
  #scale = 'time';
  /** @type {'z' | 'p'} */
  #quantity = 'z';
  #quron = 0;
  #run = 0;
  /** Where the cursor is, in layers. */
  #mark = Infinity;
  #playing = 0;
  /** What the answers are about. */
  #asked = { density: '', runs: '' };
  #open = false;
  #isDear = false;

  /** @param {import('./main.js').LabContext} ctx */
  constructor(ctx) {
    this.#ctx = ctx;
    this.density = ctx.study('time');
    this.runs = ctx.study('runs');
    this.alone = runAlone(ctx.store, this.density, () => ({}));
    this.charts = {
      density: createChart(ctx, { label: 'The probe in time', key: 'in_time' }),
      runs: createChart(ctx, { label: 'Single runs of the probe in time', key: 'runs_in_time' }),
    };
    this.spheres = createSpheres((quron) => this.#choose({ quron }));
    this.error = message();
    this.stale = message();
    /** For networks too large to follow by themselves. */
    this.dear = runBar({ label: 'Follow in time', study: this.density, options: () => ({}) });
    this.dear.element.hidden = true;
    this.facts = createFacts();
    this.count = 200;
    this.parts = this.#build();
    this.density.on((answer) => this.#answered('density', answer));
    this.runs.on((answer) => this.#answered('runs', answer));
    followUi(ctx.store, { theme: () => this.#place() });
    for (const topic of /** @type {const} */ (['scene', 'frame', 'ui'])) ctx.store.on(topic, () => this.#age());
  }

  #build() {
    const modes = [{ value: 'density', text: 'Density matrix' }, { value: 'runs', text: 'Single runs' }];
    const mode = segmented(modes, this.#mode, 'What is followed', (value) => this.#follow(/** @type {'density' | 'runs'} */ (value)));
    const scales = [{ value: 'time', text: 'Time', label: 'Layers as long as they take' }, { value: 'layers', text: 'Layers', label: 'Layers equally long' }];
    const scale = segmented(scales, this.#scale, 'Axis', (value) => this.#choose({ scale: /** @type {any} */ (value) }));
    const quantities = [{ value: 'z', text: '⟨Z⟩' }, { value: 'p', text: 'P(1)', label: 'P(1), probability to fire' }];
    const quantity = segmented(quantities, this.#quantity, 'Quantity', (value) => this.#choose({ quantity: /** @type {any} */ (value) }));
    const play = h('button', { class: 'btn tool', type: 'button', on: { click: () => (this.#playing ? this.#stop() : this.#start()) } }, 'Play through');
    const imageButtons = Object.values(this.charts).map((chart) => imageButton(chart, 'quron-time'));
    for (const button of imageButtons) button.hidden = true; // until there is a chart
    const files = [csvButton('quron-time', () => (this.#view ? rowsOf(this.#view) : [])), ...imageButtons];
    const { runRow, seed, bar, singles } = this.#buildRuns();
    const said = h('p', { class: 'k time-jumps', role: 'status', hidden: true });
    means(said, 'jumps');
    const line = h('i', { class: 'time-line' });
    const cursor = h('div', { class: 'time-cursor', role: 'slider', tabindex: 0, 'aria-label': 'Moment', 'aria-valuemin': 0, 'data-means': 'moment', 'aria-description': inWords(MEANINGS.moment) }, line);
    const bands = h('div', { class: 'time-bands', 'aria-hidden': 'true' });
    const offers = createOffers(this.#ctx);
    const head = h('div', { class: 'lab-row' }, mode.element, scale.element, quantity.element, play, h('span', { class: 'grow' }), ...files);
    const plot = h('div', { class: 'time-plot' }, bands, this.charts.density.element, this.charts.runs.element, cursor);
    const side = h('div', { class: 'time-side' }, this.spheres.element, this.facts.element);
    const body = h('div', { class: 'time-body', hidden: true }, plot, side);
    const element = h('div', { class: 'time-panel' }, head, runRow, this.dear.element, this.stale.element, offers.element, this.error.element, body, said);
    followCursor(cursor, (at) => this.#go(this.#markAt(at)), (key) => (this.#view ? stepOf(key, this.#view.marks, this.#at(this.#view)) : null), (mark) => this.#go(mark));
    return { play, body, images: imageButtons, seed, bar, singles, runRow, said, cursor, bands, offers, element };
  }

  /** How many runs, the button, and which of them stands out. */
  #buildRuns() {
    const text = h('span', { class: 'v' });
    const runs = slider({
      label: 'Number of runs', min: 10, max: 1000, value: this.count, log: true, format: (value) => `${value} runs`,
      snap: (value) => Number(value.toPrecision(2)), onShow: (value) => void (text.textContent = String(value)),
      onInput: (value, commit) => {
        this.count = value;
        if (commit) bar.weigh();
      },
    });
    const seed = controls([{ name: 'seed', label: 'seed', control: 'number', value: 0, key: 'runs_seed' }], () => bar.weigh());
    const bar = runBar({ label: 'Run', study: this.runs, options: () => this.#options() });
    const singles = segmented([], '0', 'Single run', (value) => this.#choose({ run: Number(value) }));
    const count = h('label', { class: 'lab-field' }, h('span', { class: 'k' }, 'N'), runs.element, text);
    means(count, 'runs', { stop: runs.element });
    const runRow = h('div', { class: 'lab-row', hidden: true }, count, seed.element, bar.element, singles.element);
    return { runRow, seed, bar, singles };
  }

  get #view() {
    return this.#mode === 'runs' ? (this.#views.runs ?? this.#views.density) : this.#views.density;
  }

  #options() {
    return { runs: this.count, seed: Math.max(0, Math.round(this.parts.seed.values().seed)) };
  }

  /** @param {'density' | 'runs'} mode @param {import('./study.js').Answer} answer */
  #answered(mode, { state, progress, result, text, cost_ms }) {
    if (mode === 'density') {
      this.#isDear = state === 'failed' ? false : cost_ms > CHEAP_MS;
      this.dear.element.hidden = !this.#isDear || this.#mode === 'runs';
      this.error.set(state === 'failed' ? text : '');
    }
    if (state === 'running' && progress === 0) this.#asked[mode] = subjectOf(this.#ctx.store);
    if (!result) return;
    this.#views[mode] = result;
    if (mode !== this.#mode) return;
    this.#draw();
  }

  /** @param {'density' | 'runs'} mode */
  #follow(mode) {
    this.#mode = mode;
    this.parts.runRow.hidden = this.parts.said.hidden = mode !== 'runs';
    this.dear.element.hidden = !this.#isDear || mode === 'runs';
    if (mode === 'runs') {
      this.alone.stop();
      this.parts.bar.weigh();
    } else if (this.#open) this.alone.start();
    this.#draw();
  }

  /** @param {{quron?: number, run?: number, scale?: import('./moments.js').Scale, quantity?: 'z' | 'p'}} choice */
  #choose({ quron = this.#quron, run = this.#run, scale = this.#scale, quantity = this.#quantity }) {
    [this.#quron, this.#run, this.#scale, this.#quantity] = [quron, run, scale, quantity];
    this.#draw();
  }

  /** A new answer, or another way to see it. */
  #draw() {
    const view = this.#view;
    if (!view) return;
    this.#quron = Math.min(this.#quron, view.qurons.length - 1);
    const single = this.#mode === 'runs' ? view.runs?.single : undefined;
    this.#run = Math.min(this.#run, Math.max(0, (single?.length ?? 1) - 1));
    this.parts.singles.element.hidden = !single;
    if (single) {
      this.parts.singles.fill(single.map((_, k) => ({ value: String(k), text: String(k + 1), label: `Run ${k + 1}` })));
      this.parts.singles.set(String(this.#run));
    }
    const figure = this.#mode === 'runs' ? runsFigure : densityFigure;
    const look = { scale: this.#scale, quantity: this.#quantity, quron: this.#quron, run: this.#run };
    Object.entries(this.charts).forEach(([mode, { element }], k) => {
      element.hidden = this.parts.images[k].hidden = mode !== this.#mode;
    });
    this.parts.cursor.dataset.mode = this.#mode;
    this.parts.body.hidden = false;
    this.charts[this.#mode].draw((colours) => figure(view, { ...look, colours }));
    this.charts[this.#mode].describe(summary(view));
    this.spheres.show(view, this.#quron, single?.[this.#run]?.bloch ?? null);
    this.parts.offers.show(this.#mode === 'density' && view.is_quiet === true);
    this.#say(view, single?.[this.#run]?.jumps);
    this.#layers(view);
    this.#place();
    this.#age();
  }

  /** @param {View} view @param {import('./moments.js').Jump[] | undefined} jumps */
  #say(view, jumps) {
    if (!jumps) this.parts.said.textContent = '';
    else this.parts.said.textContent = `Run ${this.#run + 1}: ${jumps.length ? jumps.map((jump) => jumpText(view, jump)).join('; ') : 'no jump'}.`;
  }

  /** The strip of layers over the chart. @param {View} view */
  #layers(view) {
    const { scene } = this.#ctx.store;
    const { edges, end } = axisOf(view, this.#scale);
    const { unit, factor } = unitOf(view);
    const bands = view.pulses.map((pulses, layer) => {
      const kind = titleOf(scene?.layers[layer]?.kind ?? '');
      const length = (view.starts[layer + 1] - view.starts[layer]) * factor;
      const takes = view.drawn[layer] ? 'a channel exp(L); its length is for drawing only' : `${Number(length.toPrecision(3))} ${unit}, ${pulses === 1 ? 'one pulse' : `${pulses} pulses`}`;
      const style = { left: `${(100 * edges[layer]) / end}%`, width: `${(100 * (edges[layer + 1] - edges[layer])) / end}%` };
      return h('span', { class: view.drawn[layer] ? 'time-band drawn' : 'time-band', style, title: `layer ${layer + 1} ${kind}: ${takes}` }, `${layer + 1} ${kind}`);
    });
    replace(this.parts.bands, ...bands);
  }

  /** The mark that lies at a fraction of the axis. @param {number} at */
  #markAt(at) {
    const view = this.#view;
    if (!view) return 0;
    const { xs, end } = axisOf(view, this.#scale);
    return between(view.marks, placeOf(xs, at * end));
  }

  /** Where the cursor is, in layers of a view. @param {View} view */
  #at = ({ marks }) => Math.min(this.#mark, marks[marks.length - 1]);

  /** @param {number} mark */
  #go(mark) {
    this.#stop();
    this.#mark = mark;
    this.#place();
  }

  /** Cursor, spheres and numbers to where the cursor is. */
  #place() {
    const view = this.#view;
    if (!view) return;
    const last = view.marks[view.marks.length - 1];
    const mark = this.#at(view);
    const place = placeOf(view.marks, mark);
    const { xs, end } = axisOf(view, this.#scale);
    this.parts.cursor.style.setProperty('--at', String(between(xs, place) / end));
    this.spheres.point(place, this.#ctx.store.ui.theme);
    const { unit, factor } = unitOf(view);
    const time = between(view.times, place) * factor;
    const layer = Math.min(view.pulses.length, Math.floor(mark + 1e-9) + 1);
    const [purity, pair] = [between(view.purity, place), mostEntangled(view, place)];
    this.facts.show(view, { time, unit, layer, purity, pair });
    const kind = titleOf(this.#ctx.store.scene?.layers[layer - 1]?.kind ?? '');
    const text = `${fixed(time, time < 10 ? 2 : 0)} ${unit}, layer ${layer} ${kind}, purity ${fixed(purity, 3)}`;
    for (const [name, value] of Object.entries({ valuemax: last, valuenow: mark, valuetext: text })) this.parts.cursor.setAttribute(`aria-${name}`, String(value));
  }

  #start() {
    const view = this.#view;
    if (!view) return;
    const { xs, end } = axisOf(view, this.#scale);
    const at = between(xs, placeOf(view.marks, this.#at(view))) / end;
    const begun = performance.now() - (at > 0.999 ? 0 : at) * PLAYING_MS;
    this.parts.play.textContent = 'Stop';
    const turn = () => {
      const now = (performance.now() - begun) / PLAYING_MS;
      if (!this.#open || now >= 1) {
        this.#stop();
        return;
      }
      this.#mark = this.#markAt(now);
      this.#place();
      this.#playing = requestAnimationFrame(turn);
    };
    this.#playing = requestAnimationFrame(turn);
  }

  #stop() {
    if (this.#playing) cancelAnimationFrame(this.#playing);
    this.#playing = 0;
    this.parts.play.textContent = 'Play through';
  }

  /** What does not follow by itself is of the network and the probe it was asked about. */
  #age() {
    if (!this.#open) return;
    const mode = this.#mode;
    const follows = mode === 'density' && !this.#isDear;
    const old = !follows && this.#views[mode] !== null && !this[mode].busy && this.#asked[mode] !== subjectOf(this.#ctx.store);
    this.stale.set(old ? STALE : '', 'info');
  }

  show() {
    this.#open = true;
    if (this.#mode === 'density') this.alone.start();
    else this.parts.bar.weigh();
    this.#draw();
  }

  hide() {
    this.#open = false;
    this.#stop();
    this.alone.stop();
  }
}

/** What a quiet network is offered. @param {import('./main.js').LabContext} ctx */
function createOffers({ store, actions }) {
  const decay = h('button', { class: 'btn tool', type: 'button', on: { click: () => actions.set(['noise', 'amplitude_damping'], DECAY, true) } }, `Amplitude damping ${DECAY} a layer`);
  const device = h('button', { class: 'btn tool', type: 'button', hidden: true });
  device.addEventListener('click', () => {
    const [preset] = store.devices;
    if (preset) actions.set(['device'], { ...preset.device, exaggeration: STRONGER }, true);
  });
  const element = h('div', { class: 'lab-row', role: 'status', hidden: true }, h('span', { class: 'k wide' }, QUIET), decay, device);
  return {
    element,
    /** @param {boolean} quiet */
    show(quiet) {
      element.hidden = !quiet;
      const [preset] = store.devices;
      device.hidden = !preset;
      if (preset) device.textContent = `${preset.device.name}, ×${STRONGER}`;
    },
  };
}

/** Numbers at the cursor, and of the whole. */
function createFacts() {
  const time = fact({ label: 'time', key: 'moment' });
  const purity = fact({ label: 'purity', key: 'moment_purity' });
  const pair = fact({ label: 'largest C', key: 'largest_concurrence' });
  const gap = fact({ label: 'apart from engine', key: 'engine_gap', format: (value) => (value < 1e-3 ? scientific(value) : fixed(value, 4)) });
  const speed = fact({ label: 'solved in', unit: 'ms', key: 'solver_time', format: (value) => fixed(value, 0) });
  const error = fact({ label: 'error of the mean', key: 'mean_error', format: (value) => fixed(value, 4) });
  const element = h('div', { class: 'lab-facts time-facts' }, time.element, purity.element, pair.element, gap.element, speed.element, error.element);
  return {
    element,
    /**
     * @param {View} view
     * @param {{time: number, unit: string, layer: number, purity: number, pair: ReturnType<typeof mostEntangled>}} now
     */
    show(view, now) {
      time.set(takesTime(view) ? `${fixed(now.time, now.time < 10 ? 2 : 0)} ${now.unit}` : 'no gate times', `layer ${now.layer}`);
      purity.set(now.purity);
      const { qurons } = now.pair;
      pair.set(now.pair.value, qurons ? qurons.map((quron) => nameOf(view, quron)).join(' – ') : '');
      gap.element.hidden = !view.difference;
      gap.set(view.difference?.bloch, view.difference ? `layer ${view.difference.layer + 1}` : '');
      speed.element.hidden = view.solver_ms === undefined;
      speed.set(view.solver_ms);
      error.element.hidden = !view.runs;
      const { runs } = view;
      if (runs) error.set(runs.error.rms[runs.error.rms.length - 1], `expected ${fixed(runs.expected_error, 4)} at N = ${runs.count}`);
    },
  };
}

/**
 * @param {HTMLElement} element the width of the axis
 * @param {(at: number) => void} drag to a fraction of the axis
 * @param {(key: string) => number | null} step where a key leads
 * @param {(mark: number) => void} go
 */
function followCursor(element, drag, step, go) {
  const follow = (/** @type {PointerEvent} */ event) => {
    const box = element.getBoundingClientRect();
    drag(Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)));
  };
  ownFinger(element);
  element.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    element.setPointerCapture(event.pointerId);
    follow(event);
  });
  element.addEventListener('pointermove', (event) => element.hasPointerCapture(event.pointerId) && follow(event));
  element.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const mark = step(event.key);
    if (mark === null) return;
    event.preventDefault();
    event.stopPropagation();
    go(mark);
  });
}

/** @param {import('./main.js').LabContext} ctx */
export function createTime(ctx) {
  const tab = new TimeTab(ctx);
  return { element: tab.parts.element, show: () => tab.show(), hide: () => tab.hide() };
}
