// @ts-check
/** The chosen quron at the probe after the chosen layer: its density matrix in colour, and its state in numbers. */
import { subscript } from '../canvas/describe.js';
import { calmly } from '../lib/calm.js';
import { colourAt, inkOn, ramp } from '../lib/colors.js';
import { h, say } from '../lib/dom.js';
import { fixed } from '../lib/format.js';
import { blochRow } from '../plot/sphere-geometry.js';
import { complexText, densityMatrix, entropyOf, purityOf } from './density.js';
import { means } from './means.js';

/** @param {import('./types.js').Context} ctx */
export function createStatePanels({ store }) {
  const density = createDensity();
  const numbers = createNumbers();
  const heading = { rho: '', state: '' };
  const follow = () => {
    const { scene, frame, ui } = store;
    const bloch = frame?.arrays.bloch;
    if (ui.tab !== 'state' || !scene || !bloch) return;
    const quron = ui.quron ?? 0;
    const row = blochRow(scene.widths, ui.layer, quron);
    // Scene and frame come one after the other: right after an edit the frame may still be the old network's.
    const fits = blochRow(scene.widths, scene.widths.length - 1, 0) === bloch.shape[0];
    if (!fits || quron >= (scene.widths[ui.layer + 1] ?? 0)) return;
    const [x, y, z] = bloch.data.subarray(3 * row, 3 * row + 3);
    density.show(x, y, z, ramp(ui.theme));
    numbers.show(x, y, z);
    const name = `q${subscript(quron)}`;
    write(density.heading, heading, 'rho', `ρ of ${name} at probe (${fixed(ui.probe[0])}, ${fixed(ui.probe[1])})`);
    write(numbers.heading, heading, 'state', ui.layer < 0 ? `${name} before layer 1` : `${name} after layer ${ui.layer + 1}`);
  };
  store.on('scene', follow);
  store.on('frame', calmly(follow));
  store.on('ui', follow);
  return { elements: [density.element, numbers.element] };
}

/**
 * @template {string} K
 * @param {HTMLElement} element
 * @param {Record<K, string>} shown
 * @param {K} key
 * @param {string} text
 */
function write(element, shown, key, text) {
  if (shown[key] === text) return;
  shown[key] = text;
  say(element, text);
}

function createDensity() {
  const cells = Array.from({ length: 4 }, () => h('div'));
  const heading = h('span', { class: 'k' }, 'ρ at probe');
  const entries = h('div', { class: 'rho' }, ...cells);
  means(entries, 'density');
  const element = h(
    'section',
    { class: 'density', 'aria-label': 'Density matrix' },
    heading,
    entries,
    h('div', { class: 'k key' }, 'fill: real part, orange − blue +'),
  );
  /** @param {number} x @param {number} y @param {number} z @param {Uint8ClampedArray} lut */
  const show = (x, y, z, lut) => {
    densityMatrix(x, y, z).forEach((value, index) => {
      const diagonal = index % 3 === 0;
      const colour = colourAt(lut, value.re);
      say(cells[index], diagonal ? fixed(value.re, 4) : complexText(value));
      cells[index].style.background = `rgb(${colour.join(' ')})`;
      cells[index].style.color = inkOn(colour);
    });
  };
  return { element, heading, show };
}

function createNumbers() {
  const heading = h('span', { class: 'k' }, 'Quron state');
  const values = Array.from({ length: 6 }, () => h('dd', null, '–'));
  const names = ['x', 'y', 'z'].map((axis) => h('dt', null, h('i', null, 'r'), h('sub', null, axis)));
  names.push(h('dt', null, '|', h('i', null, 'r'), '|'), h('dt', null, 'Purity'), h('dt', null, 'Entropy'));
  ['bloch', 'bloch', 'bloch', 'length', 'quron_purity', 'entropy'].forEach((key, index) => means(values[index], key));
  const element = h(
    'section',
    { class: 'state', 'aria-label': 'Quron state' },
    heading,
    h('dl', null, ...names.flatMap((name, index) => [name, values[index]])),
  );
  /** @param {number} x @param {number} y @param {number} z */
  const show = (x, y, z) => {
    const length = Math.hypot(x, y, z);
    const four = [x, y, z, length, purityOf(length)].map((value) => fixed(value, 4));
    [...four, `${fixed(entropyOf(length), 4)} bit`].forEach((text, index) => {
      say(values[index], text);
    });
  };
  return { element, heading, show };
}
