// @ts-check
/** The inside of the cards that show one node per quron with a line below: encode, rotate, entangle. */
import { h, say } from '../lib/dom.js';
import { fixed } from '../lib/format.js';
import { wireY } from '../lib/layout.js';
import { switchButton } from '../lib/switch.js';
import { couplingArt } from './couplings.js';
import { rangeOf, subscript } from './describe.js';
import { pairRows } from './geometry.js';
import { createNode } from './node.js';
import { createSheet } from './sheet.js';
import { parameterDial } from './parameters.js';

/**
 * @typedef {import('./types.js').Env} Env
 * @typedef {import('./types.js').CardData} CardData
 * @typedef {import('./types.js').Body} Body
 * @typedef {import('./types.js').Layout} Layout
 */

/** Distance from the lower edge of a picture to the line below it. @param {Layout} layout */
const lineGap = (layout) => (layout.measures.small || layout.measures.picture < 40 ? 3 : 6);

/** Whether a line of text fits above the pictures. @param {Layout} layout */
export const isRoomy = ({ measures }) => measures.pitch >= measures.picture + 19 + 16;

/** @type {(element: HTMLElement, left: number, top: number) => void} */
export function moveTo(element, left, top) {
  element.style.left = `${left}px`;
  element.style.top = `${top}px`;
}

/**
 * One node for every quron after the layer.
 * @param {Env} env
 * @param {CardData} data
 * @param {boolean} [valued] whether ⟨Z⟩ and |r| stand below them, where no angles do
 */
export function nodeRow(env, data, valued = false) {
  const nodes = Array.from({ length: data.layer.n_out }, (_, quron) =>
    createNode(quron, {
      select: (chosen) => env.actions.pin({ layer: data.index, quron: chosen }),
      hover: (hovered) => env.hover(data.index, hovered),
      note: (asked) => env.note(data.index, asked),
    }),
  );
  const rename = () => nodes.forEach((node, quron) => node.rename(`layer ${data.index + 1} q${quron}`));
  rename();
  const sheet = createSheet(data.layer.n_out, valued);
  return {
    nodes,
    rename,
    elements: nodes.map((node) => node.element),
    sheet,
    /** @type {(place: import('./types.js').Place, layout: Layout) => void} */
    place: (place, layout) => {
      const edge = layout.measures.picture;
      const middles = nodes.map((_, quron) => wireY(layout, nodes.length, quron));
      nodes.forEach((node, quron) => node.place(place.picture, middles[quron], edge, place.step));
      const tops = middles.map((middle) => middle - edge / 2);
      const below = edge + lineGap(layout);
      sheet.place({ left: place.picture, step: place.step, tops, edge, roomy: isRoomy(layout), below });
    },
    /** @param {number | null} quron */
    mark: (quron) => nodes.forEach((node, k) => node.mark(k === quron)),
    /** Top of the line below a node. @type {(layout: Layout, quron: number) => number} */
    below: (layout, quron) => wireY(layout, nodes.length, quron) + layout.measures.picture / 2 + lineGap(layout),
  };
}

/** @type {(env: Env, data: CardData) => Body} */
export function encodeBody(env, data) {
  const row = nodeRow(env, data);
  const lines = data.layer.qurons.map((quron, place) => {
    const features = /** @type {number[]} */ (data.spec.features);
    const feature = features[place % features.length];
    const name = h('b', {}, `x${subscript(feature + 1)}`);
    const value = document.createTextNode('');
    return { quron, feature, value, element: h('div', { class: 'line' }, name, data.spec.trainable ? ' ' : ' = ', value) };
  });
  const dials = data.labels.map((label, place) =>
    parameterDial(
      env,
      { index: label.index, layer: data.index, quron: label.qurons[0] },
      { name: data.names[place], range: 'scale' },
    ),
  );
  const training = scaleSwitch(env, data);
  return {
    elements: [training.element, ...row.elements, ...lines.map((line) => line.element), ...dials.map((dial) => dial.element)],
    sheet: row.sheet,
    place: (place, layout) => {
      row.place(place, layout);
      for (const line of lines) moveTo(line.element, place.picture, row.below(layout, line.quron));
      const left = place.width - layout.measures.column - 2;
      for (const dial of dials) dial.place(left, row.below(layout, dial.bound.quron));
    },
    update: () => {
      row.rename();
      training.rename();
      rebind(dials, data);
    },
    angles: (theta) => dials.forEach((dial) => dial.paint(theta)),
    probe: (point) => {
      for (const line of lines) say(line.value, fixed(point[line.feature] ?? 0));
    },
    mark: (quron, parameter) => {
      row.mark(quron);
      dials.forEach((dial) => dial.mark(parameter));
    },
  };
}

/**
 * Whether the scales of an encoder are trained.
 * @type {(env: Env, data: CardData) => {element: HTMLElement, rename: () => void}}
 */
function scaleSwitch(env, data) {
  const on = Boolean(data.spec.trainable);
  const element = switchButton('', () => env.actions.set(['network', 'layers', data.index, 'trainable'], !on, true));
  element.classList.add('card-switch');
  element.setAttribute('aria-checked', String(on));
  element.title = on ? 'The scales are trained. Press to keep their mean.' : 'Train the scale of every quron';
  const rename = () => element.setAttribute('aria-label', `layer ${data.index + 1} trainable`);
  rename();
  return { element, rename };
}

/** @type {(env: Env, data: CardData) => Body} */
export function rotateBody(env, data) {
  const row = nodeRow(env, data);
  const axes = String(data.spec.axes);
  const dials = data.labels.map((label, place) =>
    parameterDial(
      env,
      { index: label.index, layer: data.index, quron: label.qurons[0] },
      { name: data.names[place] },
    ),
  );
  const heads = [...axes].map((axis) => h('span', { class: 'note column' }, `R${axis.toUpperCase()}`));
  return {
    elements: [...row.elements, ...heads, ...dials.map((dial) => dial.element)],
    sheet: row.sheet,
    place: (place, layout) => {
      row.place(place, layout);
      const { column } = layout.measures;
      const left = (place.width - axes.length * column) / 2;
      heads.forEach((head, axis) => {
        head.style.left = `${left + axis * column}px`;
        head.style.width = `${column}px`;
      });
      dials.forEach((dial, index) =>
        dial.place(left + (index % axes.length) * column, row.below(layout, dial.bound.quron)),
      );
    },
    update: () => {
      row.rename();
      rebind(dials, data);
    },
    angles: (theta) => dials.forEach((dial) => dial.paint(theta)),
    mark: (quron, parameter) => {
      row.mark(quron);
      dials.forEach((dial) => dial.mark(parameter));
    },
  };
}

/**
 * After the layers were renumbered every dial turns its parameter under the new index.
 * @param {import('./parameters.js').ParameterDial[]} dials
 * @param {CardData} data
 */
export function rebind(dials, data) {
  dials.forEach((dial, place) => {
    dial.bound.index = data.labels[place].index;
    dial.bound.layer = data.index;
    dial.rename(data.names[place]);
  });
}

/** @type {(env: Env, data: CardData) => Body} */
export function entangleBody(env, data) {
  const couplings = couplingArt(env, data);
  const dials = pairColumns(data) ? pairDials(env, data) : null;
  const row = nodeRow(env, data, !dials);
  return {
    elements: [couplings.element, ...row.elements, ...(dials?.elements ?? [])],
    sheet: row.sheet,
    art: couplings.art,
    place: (place, layout) => {
      row.place(place, layout);
      couplings.place(place, layout);
      dials?.place(place, layout, row.nodes.map((_, quron) => row.below(layout, quron)));
    },
    update: () => {
      row.rename();
      if (dials) rebind(dials.dials, data);
    },
    angles: (theta) => {
      couplings.weigh(theta);
      dials?.dials.forEach((dial) => dial.paint(theta));
    },
    mark: (quron, parameter) => {
      row.mark(quron);
      dials?.dials.forEach((dial) => dial.mark(parameter));
    },
  };
}

/**
 * Dials below each other in one row at most two; more than that go into the card's list.
 * @param {{spec: import('./describe.js').LayerSpec, layer: import('./types.js').LayerScene}} data
 * @returns {number} columns of dials under the nodes; 0: none there
 */
export function pairColumns({ layer }) {
  if (!layer.parameters.length || !layer.pairs.length) return 0;
  const load = new Array(layer.n_out).fill(0);
  for (const row of pairRows(layer.pairs, layer.n_out)) load[row] += 1;
  const most = Math.max(...load);
  return most <= 2 ? most : 0;
}

/**
 * A captioned dial for every pair, below one of its two qurons.
 * @param {Env} env
 * @param {CardData} data
 */
export function pairDials(env, data) {
  const rows = pairRows(data.layer.pairs, data.layer.n_out);
  const own = data.labels.map((label, place) => ({ label, name: data.names[place] })).filter(({ label }) => label.qurons.length > 1);
  const dials = own.map(({ label, name }, place) =>
    parameterDial(
      env,
      { index: label.index, layer: data.index, quron: rows[place] },
      { name, violet: true, range: rangeOf(data.spec.kind, label) },
    ),
  );
  const captions = own.map(({ label }) =>
    h('div', { class: 'line pair' }, label.qurons.map((quron) => `q${subscript(quron)}`).join('')),
  );
  /** @type {(place: import('./types.js').Place, layout: Layout, tops: number[]) => void} */
  const place = ({ width }, { measures }, tops) => {
    const used = tops.map(() => 0);
    dials.forEach((dial, index) => {
      const row = rows[index];
      const left = width - measures.pad + 4 - measures.column - used[row] * (measures.column + 24);
      used[row] += 1;
      dial.place(left, tops[row]);
      moveTo(captions[index], left - 42, tops[row]);
    });
  };
  return { dials, place, elements: [...captions, ...dials.map((dial) => dial.element)] };
}
