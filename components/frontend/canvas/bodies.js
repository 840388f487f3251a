// @ts-check
/** The inside of the cards that show one node per quron with a line below: encode, rotate, entangle. */
import { h, s } from '../lib/dom.js';
import { fixed, wrap } from '../lib/format.js';
import { wireY } from '../lib/layout.js';
import { subscript } from './describe.js';
import { couplingPath, couplingTracks, pairRows, trackOffset } from './geometry.js';
import { createNode } from './node.js';
import { parameterDial } from './parameters.js';

/**
 * @typedef {import('./types.js').Env} Env
 * @typedef {import('./types.js').CardData} CardData
 * @typedef {import('./types.js').Body} Body
 * @typedef {import('./types.js').Layout} Layout
 */

/** Distance from the lower edge of a picture to the line below it. @param {Layout} layout */
const lineGap = (layout) => (layout.measures.small || layout.measures.picture < 40 ? 3 : 6);

/** @type {(element: HTMLElement, left: number, top: number) => void} */
export function moveTo(element, left, top) {
  element.style.left = `${left}px`;
  element.style.top = `${top}px`;
}

/** Text changes cost a layout: only when it reads differently. @type {(text: Text, value: string) => void} */
export function write(text, value) {
  if (text.data !== value) text.data = value;
}

/**
 * One node for every quron after the layer.
 * @param {Env} env
 * @param {CardData} data
 */
export function nodeRow(env, data) {
  const nodes = Array.from({ length: data.layer.n_out }, (_, quron) =>
    createNode(quron, {
      select: (chosen) => env.actions.select({ layer: data.index, quron: chosen, parameter: null }),
      hover: (hovered) => env.hover(data.index, hovered),
      describe: (asked) => env.describe(data.index, asked),
    }),
  );
  const rename = () => nodes.forEach((node, quron) => node.rename(`layer ${data.index + 1} q${quron}`));
  rename();
  return {
    nodes,
    rename,
    elements: nodes.map((node) => node.element),
    maps: nodes.map((node) => node.map),
    /** @type {(place: import('./types.js').Place, layout: Layout) => void} */
    place: (place, layout) =>
      nodes.forEach((node, quron) =>
        node.place(place.picture, wireY(layout, nodes.length, quron), layout.measures.picture, place.step),
      ),
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
    return { quron, feature, value, element: h('div', { class: 'line' }, name, ' = ', value) };
  });
  return {
    elements: [...row.elements, ...lines.map((line) => line.element)],
    maps: row.maps,
    place: (place, layout) => {
      row.place(place, layout);
      for (const line of lines) moveTo(line.element, place.picture, row.below(layout, line.quron));
    },
    update: row.rename,
    point: (quron, x, y, z) => row.nodes[quron].point(x, y, z),
    probe: (point) => {
      for (const line of lines) write(line.value, fixed(point[line.feature] ?? 0));
    },
    mark: row.mark,
  };
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
    maps: row.maps,
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
    point: (quron, x, y, z) => row.nodes[quron].point(x, y, z),
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

/**
 * Second line of nodes without an angle of their own: ⟨Z⟩ under the map, |r| under the glyph.
 * @param {number} count
 */
export function valueLines(count) {
  const lines = Array.from({ length: count }, () => {
    const z = document.createTextNode('');
    const r = document.createTextNode('');
    const left = h('div', { class: 'line value under-map' }, z);
    const right = h('div', { class: 'line value' }, r);
    return { z, r, left, right };
  });
  return {
    elements: lines.flatMap((line) => [line.left, line.right]),
    /** @type {(quron: number, left: number, top: number, picture: number, step: number) => void} */
    place: (quron, left, top, picture, step) => {
      const line = lines[quron];
      for (const [element, x] of /** @type {const} */ ([[line.left, left], [line.right, left + step]])) {
        moveTo(element, x - 10, top);
        element.style.width = `${picture + 20}px`;
      }
    },
    /** @type {(quron: number, z: number, length: number) => void} */
    paint: (quron, z, length) => {
      write(lines[quron].z, `⟨Z⟩ ${fixed(z, 1)}`);
      write(lines[quron].r, `|r| ${fixed(length)}`);
    },
  };
}

/** @type {(env: Env, data: CardData) => Body} */
export function entangleBody(env, data) {
  const row = nodeRow(env, data);
  const couplings = couplingArt(data);
  const rows = pairRows(data.layer.pairs, data.layer.n_out);
  const shown = data.labels.length > 0 && pairColumns(data) > 0;
  const values = shown ? null : valueLines(data.layer.n_out);
  const dials = shown ? pairDials(env, data, rows) : [];
  return {
    elements: [
      couplings.element,
      ...row.elements,
      ...(values?.elements ?? []),
      ...dials.flatMap((dial) => [dial.caption, dial.element]),
    ],
    maps: row.maps,
    place: (place, layout) => {
      const { measures } = layout;
      row.place(place, layout);
      couplings.place(place, layout);
      row.nodes.forEach((_, k) =>
        values?.place(k, place.picture, row.below(layout, k), measures.picture, place.step),
      );
      const used = new Array(row.nodes.length).fill(0);
      dials.forEach((dial, index) => {
        const right = place.width - measures.pad + 4 - used[rows[index]] * (measures.column + 24);
        used[rows[index]] += 1;
        const top = row.below(layout, rows[index]);
        dial.place(right - measures.column, top);
        moveTo(dial.caption, right - measures.column - 42, top);
      });
    },
    update: () => {
      row.rename();
      rebind(dials, data);
    },
    point: (quron, x, y, z) => {
      row.nodes[quron].point(x, y, z);
      values?.paint(quron, z, Math.hypot(x, y, z));
    },
    angles: (theta) => {
      couplings.paint(theta);
      dials.forEach((dial) => dial.paint(theta));
    },
    mark: (quron, parameter) => {
      row.mark(quron);
      dials.forEach((dial) => dial.mark(parameter));
    },
  };
}

/**
 * Dials below each other in one row at most two; more than that go into the card's list.
 * @param {{spec: import('./describe.js').LayerSpec, layer: import('./types.js').LayerScene}} data
 * @returns {number} columns of dials under the nodes; 0: none there
 */
export function pairColumns({ layer }) {
  if (!layer.parameters.length) return 0;
  const load = new Array(layer.n_out).fill(0);
  for (const row of pairRows(layer.pairs, layer.n_out)) load[row] += 1;
  const most = Math.max(...load);
  return most <= 2 ? most : 0;
}

/** @type {(env: Env, data: CardData, rows: number[]) => (import('./parameters.js').ParameterDial & {caption: HTMLElement})[]} */
function pairDials(env, data, rows) {
  return data.labels.map((label, place) => {
    const bound = { index: label.index, layer: data.index, quron: rows[place] };
    const dial = parameterDial(env, bound, { name: data.names[place], violet: true });
    const caption = h('div', { class: 'line pair' }, label.qurons.map((quron) => `q${subscript(quron)}`).join(''));
    return { ...dial, caption };
  });
}

/** Gates whose two qurons play different parts: a tick on the line points at the target. */
const DIRECTED = new Set(['cnot', 'crx', 'cry', 'crz']);

/**
 * Violet dots on the wires and the lines that join them; width = |angle| where there is one.
 * @param {CardData} data
 */
function couplingArt(data) {
  const { pairs, parameters } = data.layer;
  const directed = DIRECTED.has(data.spec.gate);
  const tracks = couplingTracks(pairs);
  const most = Math.max(0, ...tracks);
  const lines = pairs.map(() => s('path', { class: 'coupling' }));
  const ticks = directed ? pairs.map(() => s('path', { class: 'coupling-tick' })) : [];
  const joined = [...new Set(pairs.flat())];
  const dots = joined.map(() => s('circle', { class: 'coupling-dot', r: 4 }));
  const element = s('svg', { class: 'art', 'aria-hidden': 'true' }, ...lines, ...ticks, ...dots);
  /** @type {import('./types.js').Body['place']} */
  const place = (card, layout) => {
    const x = card.picture - 8;
    const y = (/** @type {number} */ quron) => wireY(layout, data.layer.n_out, quron);
    pairs.forEach(([a, b], index) => {
      const offset = trackOffset(tracks[index], most);
      lines[index].setAttribute('d', couplingPath(x, Math.min(y(a), y(b)), Math.max(y(a), y(b)), offset));
      const middle = (y(a) + y(b)) / 2;
      const back = y(b) > y(a) ? -4 : 4;
      ticks[index]?.setAttribute('d', `M${x - offset - 4} ${middle + back}l4 ${-back} 4 ${back}`);
    });
    joined.forEach((quron, index) => {
      dots[index].setAttribute('cx', String(x));
      dots[index].setAttribute('cy', String(y(quron)));
    });
  };
  const widths = pairs.map(() => '');
  /** @param {Float32Array} theta */
  const paint = (theta) => {
    parameters.forEach((_, index) => {
      const label = data.labels[index];
      const width = (1.25 + (2.2 * Math.abs(wrap(theta[label.index]))) / Math.PI).toFixed(1);
      if (width !== widths[index]) lines[index].setAttribute('stroke-width', (widths[index] = width));
    });
  };
  return { element, place, paint };
}
