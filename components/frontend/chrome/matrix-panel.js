// @ts-check
/** The density matrix at the probe as coloured cells, what of the network it is of, and its entries one by one. */
import { subscript } from '../canvas/describe.js';
import { tokens } from '../lib/colors.js';
import { h, replace } from '../lib/dom.js';
import { fixed } from '../lib/format.js';
import { MOST_IN_MATRIX, matrixGroup } from '../lib/view.js';
import { fitCanvas } from '../plot/map-layers.js';
import { complexText } from './density.js';
import { basisName, drawEntry, entryOf, summary } from './matrix.js';

/** @typedef {import('./types.js').Context} Context */

const LEGEND = [['+1', 1, 0], ['+i', 0, 1], ['−1', -1, 0], ['−i', 0, -1]];
const STEPS = /** @type {Record<string, [number, number]>} */ ({
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
});

/** @param {Context} ctx */
export function createMatrixPanel(ctx) {
  const { store } = ctx;
  const canvas = h('canvas', {
    class: 'matrix-cells', tabindex: 0, role: 'application', 'aria-roledescription': 'density matrix',
    title: 'Point at a cell, or move with the arrow keys',
  });
  const scope = createScope(ctx);
  const facts = h('div', { class: 'k matrix-facts' });
  const entry = h('div', { class: 'matrix-entry', role: 'status', 'aria-label': 'Entry' });
  const legend = createLegend(ctx);
  const large = createLarge();
  const foot = h('div', { class: 'matrix-foot' }, legend.element, large.button);
  const side = h('div', { class: 'matrix-side' }, scope.element, entry, facts, foot);
  large.holds(h('div', { class: 'matrix-whole' }, canvas, side));
  const element = h('section', { class: 'whole', 'aria-label': 'Density matrix of several qurons' }, large.small, large.dialog);
  /** @type {[number, number]} */
  let cell = [0, 0];

  const paint = () => {
    const { scene, frame, ui } = store;
    const rho = frame?.arrays.rho;
    if (ui.tab !== 'rho' || !scene) return;
    scope.update();
    const { qurons } = matrixGroup(ui, scene);
    const edge = canvas.clientHeight;
    // What was asked for last may not have arrived yet.
    if (!rho || rho.shape[0] !== 2 ** qurons.length || !edge) return;
    const [size] = rho.shape;
    cell = /** @type {[number, number]} */ (cell.map((place) => Math.min(place, size - 1)));
    const colours = tokens(ctx.host);
    const { largest, purity } = summary(rho.data);
    drawCells(fitCanvas(canvas, edge), rho, { edge, largest, cell }, { theme: ui.theme, colours });
    write(facts, `area = |ρ|, largest ${fixed(largest)} · purity ${fixed(purity, 4)}`);
    describe(rho, qurons.length);
    legend.paint(colours);
  };
  /** @param {import('../lib/types.js').Plane} rho @param {number} qurons */
  const describe = ({ data, shape }, qurons) => {
    const value = entryOf(data, shape[0], ...cell);
    const [row, column] = cell.map((index) => basisName(index, qurons));
    const phase = Math.atan2(value.im, value.re);
    const text = `⟨${row}|ρ|${column}⟩ = ${complexText(value, 4)}`;
    write(entry, `${text}\n|ρ| ${fixed(Math.hypot(value.re, value.im), 4)}, phase ${fixed(phase / Math.PI)} π`);
    canvas.setAttribute('aria-label', `Density matrix, entry ${text}`);
  };
  /** @param {[number, number]} next */
  const point = (next) => {
    const size = store.frame?.arrays.rho?.shape[0] ?? 1;
    cell = /** @type {[number, number]} */ (next.map((place) => Math.max(0, Math.min(size - 1, place))));
    paint();
  };
  followHand(canvas, () => store.frame?.arrays.rho?.shape[0] ?? 1, () => cell, point);
  store.on('scene', paint);
  store.on('frame', paint);
  store.on('ui', paint);
  new ResizeObserver(() => requestAnimationFrame(paint)).observe(canvas);
  return { element };
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

/** Of which qurons, and after which layer. @param {Context} ctx */
function createScope({ store, actions }) {
  const of = h('select', { class: 'quiet', 'aria-label': 'Qurons of the density matrix' });
  const after = h('select', { class: 'quiet', 'aria-label': 'Layer of the density matrix' });
  const note = h('div', { class: 'k' });
  const ask = () =>
    actions.select({
      matrix: { last: after.value === 'last', of: of.value === 'all' || of.value === 'one' ? of.value : Number(of.value) },
    });
  of.addEventListener('change', ask);
  after.addEventListener('change', ask);
  let shown = '';
  const update = () => {
    const { scene, ui } = store;
    if (!scene) return;
    const group = matrixGroup(ui, scene);
    const width = scene.widths[group.layer + 1];
    const one = Math.min(ui.quron ?? 0, width - 1);
    const key = [scene.layers.length, ui.layer, width, one, group.layer, group.qurons, ui.matrix.last].join();
    if (key === shown) return;
    shown = key;
    const name = (/** @type {number} */ k) => `q${subscript(k)}`;
    const pairs = Array.from({ length: width }, (_, k) => k).filter((k) => k !== one);
    replace(
      of,
      width <= MOST_IN_MATRIX && width > 1 && h('option', { value: 'all' }, `all ${width} qurons`),
      h('option', { value: 'one' }, name(one)),
      ...pairs.map((k) => h('option', { value: k }, [one, k].sort((a, b) => a - b).map(name).join(' '))),
    );
    const other = group.qurons.find((k) => k !== one);
    const whole = group.qurons.length === width && width > 1 && ui.matrix.of === 'all';
    of.value = whole ? 'all' : group.qurons.length === 1 ? 'one' : String(other);
    const chosen = ui.layer < 0 ? 'input' : `layer ${Math.min(ui.layer, scene.layers.length - 1) + 1}`;
    replace(after, h('option', { value: 'last' }, 'the end'), h('option', { value: 'chosen' }, chosen));
    after.value = ui.matrix.last ? 'last' : 'chosen';
    note.textContent = group.qurons.length < width ? `reduced: ${width - group.qurons.length} traced out` : '';
    note.hidden = !note.textContent;
  };
  const line = h('div', { class: 'matrix-scope' }, h('i', null, 'ρ'), ' of ', of, ' after ', after);
  return { element: h('div', null, line, note), update };
}

/** Four phases with their hands. @param {Context} ctx */
function createLegend({ store }) {
  const marks = LEGEND.map(([name, re, im]) => ({ name, value: { re: Number(re), im: Number(im) }, canvas: h('canvas') }));
  const element = h(
    'div',
    { class: 'matrix-legend', title: 'Colour and hand: phase of the entry' },
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
  if (element.textContent !== text) element.textContent = text;
}
