// @ts-check
/** The density matrix at the probe as coloured cells, what of the network it is of, and its entries one by one. */
import { tokens } from '../lib/colors.js';
import { h, say } from '../lib/dom.js';
import { fixed } from '../lib/format.js';
import { matrixGroup } from '../lib/view.js';
import { fitCanvas } from '../plot/map-layers.js';
import { complexText } from './density.js';
import { basisName, drawEntry, entryOf, summary } from './matrix.js';
import { createScope } from './matrix-scope.js';
import { means } from './means.js';

/** @typedef {import('./types.js').Context} Context */

const LEGEND = [['+1', 1, 0], ['+i', 0, 1], ['−1', -1, 0], ['−i', 0, -1]];
const ROLE = { 'aria-roledescription': 'density matrix', title: 'Point at a cell, or move with the arrow keys' };
const STEPS = /** @type {Record<string, [number, number]>} */ ({
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
});

class MatrixPanel {
  #ctx;
  #scope;
  #legend;
  #canvas = h('canvas', { class: 'matrix-cells', tabindex: 0, role: 'application', ...ROLE });
  #entry = h('div', { class: 'matrix-entry', role: 'status', 'aria-label': 'Entry' });
  #facts = h('div', { class: 'k matrix-facts' });
  /** @type {[number, number]} */
  #cell = [0, 0];
  element;

  /** @param {Context} ctx */
  constructor(ctx) {
    this.#ctx = ctx;
    this.#scope = createScope(ctx);
    this.#legend = createLegend(ctx);
    const large = createLarge();
    for (const numbers of [this.#entry, this.#facts, this.#legend.element]) means(numbers, 'matrix', { stop: this.#canvas });
    const foot = h('div', { class: 'matrix-foot' }, this.#legend.element, large.button);
    const side = h('div', { class: 'matrix-side' }, this.#scope.element, this.#entry, this.#facts, foot);
    large.holds(h('div', { class: 'matrix-whole' }, this.#canvas, side));
    const look = { class: 'whole', 'aria-label': 'Density matrix of several qurons' };
    this.element = h('section', look, large.small, large.dialog);
    followHand(this.#canvas, () => this.#size(), () => this.#cell, (cell) => this.#point(cell));
    new ResizeObserver(() => requestAnimationFrame(this.paint)).observe(this.#canvas);
  }

  #size = () => this.#ctx.store.frame?.arrays.rho?.shape[0] ?? 1;

  /** @param {[number, number]} next */
  #point(next) {
    const most = this.#size() - 1;
    this.#cell = [Math.max(0, Math.min(most, next[0])), Math.max(0, Math.min(most, next[1]))];
    this.paint();
  }

  paint = () => {
    const { scene, frame, ui } = this.#ctx.store;
    const rho = frame?.arrays.rho;
    if (ui.tab !== 'rho' || !scene) return;
    this.#scope.update(scene, ui);
    const { qurons } = matrixGroup(ui, scene);
    const edge = this.#canvas.clientHeight;
    // What was asked for last may not have arrived yet.
    if (!rho || rho.shape[0] !== 2 ** qurons.length || !edge) return;
    const most = rho.shape[0] - 1;
    this.#cell = [Math.min(most, this.#cell[0]), Math.min(most, this.#cell[1])];
    const colours = tokens(this.#ctx.host);
    const { largest, purity } = summary(rho.data);
    drawCells(fitCanvas(this.#canvas, edge), rho, { edge, largest, cell: this.#cell }, { theme: ui.theme, colours });
    write(this.#facts, `area = |ρ|, largest ${fixed(largest)} · purity ${fixed(purity, 4)}`);
    this.#describe(rho, qurons.length);
    this.#legend.paint(colours);
  };

  /** @param {import('../lib/types.js').Plane} rho @param {number} qurons */
  #describe({ data, shape }, qurons) {
    const value = entryOf(data, shape[0], ...this.#cell);
    const [row, column] = this.#cell.map((index) => basisName(index, qurons));
    const phase = Math.atan2(value.im, value.re);
    const text = `⟨${row}|ρ|${column}⟩ = ${complexText(value, 4)}`;
    write(this.#entry, `${text}\n|ρ| ${fixed(Math.hypot(value.re, value.im), 4)}, phase ${fixed(phase / Math.PI)} π`);
    const label = `Density matrix, entry ${text}`;
    if (this.#canvas.getAttribute('aria-label') !== label) this.#canvas.setAttribute('aria-label', label);
  }
}

/** @param {Context} ctx */
export function createMatrixPanel(ctx) {
  const panel = new MatrixPanel(ctx);
  for (const topic of /** @type {const} */ (['scene', 'frame', 'ui'])) ctx.store.on(topic, panel.paint);
  return panel;
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {() => number} size cells along an edge
 * @param {() => [number, number]} at
 * @param {(cell: [number, number]) => void} point
 */
function followHand(canvas, size, at, point) {
  canvas.addEventListener('pointermove', (event) => {
    const box = canvas.getBoundingClientRect();
    const step = box.width / size();
    point([Math.floor((event.clientY - box.top) / step), Math.floor((event.clientX - box.left) / step)]);
  });
  canvas.addEventListener('keydown', (event) => {
    const step = STEPS[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const [row, column] = at();
    point([row + step[0], column + step[1]]);
  });
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {import('../lib/types.js').Plane} rho
 * @param {{edge: number, largest: number, cell: [number, number]}} place
 * @param {{theme: 'light' | 'dark', colours: Record<string, string>}} look
 */
function drawCells(pen, { data, shape: [size] }, { edge, largest, cell }, { theme, colours }) {
  const step = edge / size;
  pen.fillStyle = colours.sunk;
  for (let row = 0; row < size; row++) {
    for (let column = row % 2; column < size; column += 2) pen.fillRect(column * step, row * step, step, step);
  }
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const place = { x: (column + 0.5) * step, y: (row + 0.5) * step, room: 0.48 * step, largest };
      drawEntry(pen, entryOf(data, size, row, column), place, { theme, hand: colours.surface });
    }
  }
  pen.strokeStyle = colours.ink;
  pen.lineWidth = 1.5;
  pen.strokeRect(cell[1] * step + 0.5, cell[0] * step + 0.5, step - 1, step - 1);
}

/** The same picture over the whole screen: it moves into a dialog and back. */
function createLarge() {
  const small = h('div', { class: 'matrix-small' });
  const dialog = h('dialog', { class: 'matrix-dialog', 'aria-label': 'Density matrix, large' });
  /** @type {HTMLElement | null} */
  let held = null;
  const toggle = () => {
    if (dialog.open) return dialog.close();
    if (held) dialog.append(held);
    dialog.showModal();
    button.textContent = 'Close';
  };
  const button = h('button', { class: 'btn bare tool', type: 'button', on: { click: toggle } }, 'Enlarge');
  dialog.addEventListener('close', () => {
    if (held) small.append(held);
    button.textContent = 'Enlarge';
    button.focus();
  });
  const holds = (/** @type {HTMLElement} */ element) => small.append((held = element));
  return { small, dialog, button, holds };
}

/** Four phases with their hands. @param {Context} ctx */
function createLegend({ store }) {
  const marks = LEGEND.map(([name, re, im]) => ({ name, value: { re: Number(re), im: Number(im) }, canvas: h('canvas') }));
  const element = h(
    'div',
    { class: 'matrix-legend' },
    ...marks.map(({ name, canvas }) => h('span', null, canvas, String(name))),
  );
  let shown = '';
  /** @param {Record<string, string>} colours */
  const paint = (colours) => {
    if (shown === store.ui.theme) return;
    shown = store.ui.theme;
    for (const { value, canvas } of marks) {
      const place = { x: 6, y: 6, room: 5.5, largest: 1 };
      drawEntry(fitCanvas(canvas, 12), value, place, { theme: store.ui.theme, hand: colours.surface });
    }
  };
  return { element, paint };
}

/** @param {Element} element @param {string} text */
function write(element, text) {
  say(element, text);
}
