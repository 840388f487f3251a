// @ts-check
/** The inside of a card of continuous time: drives below the nodes, couplings between them, one dial for the duration. */
import { explain } from '../chrome/hover-card.js';
import { layerNote } from '../chrome/notes.js';
import { h } from '../lib/dom.js';
import { dial } from '../lib/dial.js';
import { fixed } from '../lib/format.js';
import { nodeRow, pairColumns, pairDials, rebind } from './bodies.js';
import { couplingArt } from './couplings.js';
import { parameterDial } from './parameters.js';

/**
 * @typedef {import('./types.js').Env} Env
 * @typedef {import('./types.js').CardData} CardData
 * @typedef {import('./types.js').Body} Body
 */

/** Longest time that the hand turns a dial to, in microseconds, about T1 of a device; settings take any. */
const MOST_DURATION = 100;

/** @type {(env: Env, data: CardData) => Body} */
export function evolveBody(env, data) {
  const art = data.layer.pairs.length ? couplingArt(env, data) : null;
  const drives = driveDials(env, data);
  const pairs = pairColumns(data) ? pairDials(env, data) : null;
  const row = nodeRow(env, data, !drives.dials.length && !pairs);
  const dials = [...drives.dials, ...(pairs?.dials ?? [])];
  const duration = durationDial(env, data);
  return {
    elements: [
      ...(art ? [art.element] : []), ...row.elements, ...drives.elements, ...(pairs?.elements ?? []),
      duration.element,
    ],
    sheet: row.sheet,
    art: art?.art,
    place: (place, layout) => {
      row.place(place, layout);
      art?.place(place, layout);
      const tops = row.nodes.map((_, quron) => row.below(layout, quron));
      drives.place(place, layout, tops);
      pairs?.place(place, layout, tops);
    },
    update: () => {
      row.rename();
      rebind(dials, data);
      duration.update();
    },
    angles: (theta) => {
      art?.weigh(theta);
      dials.forEach((control) => control.paint(theta));
    },
    mark: (quron, parameter) => {
      row.mark(quron);
      dials.forEach((control) => control.mark(parameter));
    },
  };
}

/**
 * A column of dials for every axis, below the qurons that are driven.
 * @param {Env} env
 * @param {CardData} data
 */
function driveDials(env, data) {
  const axes = String(data.spec.drives);
  const own = data.labels.filter(({ qurons }) => qurons.length === 1); // they come before those of pairs
  const dials = own.map((label, place) =>
    parameterDial(
      env,
      { index: label.index, layer: data.index, quron: label.qurons[0] },
      { name: data.names[place], range: 'pulse' },
    ),
  );
  const heads = own.length ? [...axes].map((axis) => h('span', { class: 'note column' }, `D${axis.toUpperCase()}`)) : [];
  /** @type {(place: import('./types.js').Place, layout: import('./types.js').Layout, tops: number[]) => void} */
  const place = ({ picture }, { measures: { column } }, tops) => {
    const left = picture - 4;
    heads.forEach((head, axis) => {
      head.style.left = `${left + axis * column}px`;
      head.style.width = `${column}px`;
    });
    dials.forEach((control, index) => control.place(left + (index % axes.length) * column, tops[control.bound.quron]));
  };
  return { dials, place, elements: [...heads, ...dials.map((control) => control.element)] };
}

/** @type {(env: Env, data: CardData) => {element: HTMLElement, update: () => void}} */
function durationDial(env, data) {
  const path = () => ['network', 'layers', data.index, 'duration'];
  const control = dial({
    label: '',
    min: 0,
    max: MOST_DURATION,
    value: data.spec.duration,
    kind: 'strength',
    small: true,
    format: (value) => `${fixed(value, value < 10 ? 2 : 1)} µs`,
    onInput: (value, commit) => env.actions.set(path(), value, commit),
    ...env.actions.grip(path),
  });
  explain(control.element, () => layerNote(env.store, data.index));
  const element = h('div', { class: 'duration-dial' }, control.element);
  element.addEventListener('click', (event) => event.stopPropagation());
  element.addEventListener('pointerdown', () =>
    env.actions.select({ layer: data.index, quron: env.store.ui.quron ?? 0, parameter: null }),
  );
  const update = () => {
    control.element.setAttribute('aria-label', `layer ${data.index + 1} duration`);
    control.set(data.spec.duration);
  };
  update();
  return { element, update };
}
