// @ts-check
/** The card of one layer: number, name, note, its tools, and the inside that belongs to its kind. */
import { explain } from '../chrome/hover-card.js';
import { layerNote } from '../chrome/notes.js';
import { h } from '../lib/dom.js';
import { allFrozen, frozenOf, toggleFrozen } from '../lib/freeze.js';
import { lockButton, lockMark } from '../lib/lock.js';
import { encodeBody, entangleBody, pairColumns, rotateBody } from './bodies.js';
import { channelBody } from './channel-tile.js';
import { duplicateLayers, removeLayers } from './commands.js';
import { noteOf, readoutFormula, readoutName, titleOf } from './describe.js';
import { couplingTracks } from './geometry.js';
import { icon } from './icons.js';
import { signatureOf } from './match.js';
import { perceptronBody } from './perceptron.js';
import { evolveBody } from './evolve.js';
import { readoutBody } from './readout.js';
import { between, toggled } from './selection.js';

/**
 * @typedef {import('./types.js').Env} Env
 * @typedef {import('./types.js').CardData} CardData
 * @typedef {import('./types.js').Body} Body
 *
 * @typedef {{arrays: Record<string, import('./types.js').Plane>, node: number, state: number}} Source a frame, and which of its
 *   maps and Bloch vectors are the card's first
 *
 * @typedef {object} Card
 * @property {HTMLElement} element
 * @property {HTMLElement} head where it is picked up
 * @property {CardData} data
 * @property {Body} body
 * @property {string} signature
 * @property {{x: number, y: number}} corner where its inside begins, from the upper left of all cards
 * @property {Source} [source] what its pictures are painted from
 * @property {boolean} [ghost] whether it belongs to a preview and stands for no layer yet
 * @property {import('../lib/layout.js').Shape} shape
 * @property {(next: CardData) => void} update
 * @property {(place: import('./types.js').Place, layout: import('./types.js').Layout) => void} place
 * @property {(chosen: boolean, quron: number | null, parameter: number | null) => void} mark
 */

/** Width of a card's border, as in `cards.css`. */
const BORDER = { plain: 1, ghost: 1.5 };

/** @type {Record<string, (env: Env, data: CardData) => Body>} */
const BODIES = {
  encode: encodeBody,
  rotate: rotateBody,
  entangle: entangleBody,
  evolve: evolveBody,
  decohere: channelBody,
  perceptron: perceptronBody,
  readout: readoutBody,
};

/**
 * @param {CardData} data
 * @returns {import('../lib/layout.js').Shape}
 */
export function shapeOf({ spec, layer }) {
  const columns = { rotate: String(spec.axes).length, evolve: String(spec.drives).length }[spec.kind];
  return {
    kind: /** @type {import('../lib/layout.js').Kind} */ (spec.kind),
    inputs: layer.n_in,
    outputs: layer.n_out,
    columns: columns ?? Number(spec.trainable === true),
    pairs: pairColumns({ spec, layer }),
    joined: layer.pairs.length > 0,
    tracks: Math.max(0, ...couplingTracks(layer.pairs)),
  };
}

/** Whether a card has angles that find no room under its nodes. @param {CardData} data */
const needsGrid = (data) =>
  data.spec.kind === 'perceptron' ||
  (data.layer.pairs.length > 0 && data.labels.length > 0 && pairColumns(data) === 0);

/**
 * Remove and duplicate, above the card's edge while it is pointed at or focused.
 * @param {Env} env
 * @param {CardData} data
 */
function createTools(env, data) {
  /** @type {(name: string, act: (env: Env, indices: number[]) => void) => HTMLElement} */
  const tool = (name, act) => {
    const button = h('button', { class: 'card-tool', type: 'button' }, icon(name));
    button.addEventListener('click', (event) => {
      event.stopPropagation();
      act(env, [data.index]);
    });
    return button;
  };
  const duplicate = tool('duplicate', duplicateLayers);
  const remove = tool('remove', removeLayers);
  const lock = lockButton('card-tool', () => toggleFrozen(env, data.layer.parameters));
  lock.element.hidden = data.labels.length === 0;
  const element = h('div', { class: 'card-tools' }, lock.element, duplicate, remove);
  const rename = () => {
    lock.set(`layer ${data.index + 1}`, allFrozen(frozenOf(env.store.scene), data.layer.parameters), ' (L)');
    for (const [button, verb] of /** @type {const} */ ([[duplicate, 'Duplicate'], [remove, 'Remove']])) {
      button.setAttribute('aria-label', `${verb} layer ${data.index + 1}`);
      button.title = `${verb} layer ${data.index + 1}`;
    }
  };
  return { element, rename };
}

/** The readout that is drawn, and how many more there are. @param {CardData['spec']} spec */
const readoutNote = (spec) => readoutName(spec.readout) + (spec.others ? ` +${spec.others}` : '');

/** @param {CardData} data */
function createHead(data) {
  const number = document.createTextNode('');
  const note = document.createTextNode('');
  const isReadout = data.spec.kind === 'readout';
  const title = h('span', { class: 'card-title' }, h('span', { class: 'card-number' }, number), '');
  title.append(` ${isReadout ? 'Readout' : titleOf(data.spec.kind)}`, lockMark());
  const element = h('div', { class: 'card-head' }, title, h('span', { class: 'note card-note' }, note));
  const update = () => {
    number.data = String(data.index + 1);
    note.data = isReadout ? readoutNote(data.spec) : noteOf(data.spec, data.layer);
    if (isReadout) element.title = readoutFormula(data.spec.readout);
  };
  return { element, update };
}

/**
 * @param {Env} env
 * @param {CardData} data kept and brought up to date by `update`
 * @returns {Card}
 */
export function createCard(env, data) {
  const head = createHead(data);
  const body = BODIES[data.spec.kind](env, data);
  const element = h('div', { class: `card ${data.spec.kind}`, role: 'group' }, head.element, ...body.elements);
  /** @type {Card} */
  const card = {
    element,
    head: head.element,
    data,
    body,
    signature: signatureOf(data.spec, data.layer),
    corner: { x: 0, y: 0 },
    shape: shapeOf(data),
    update: (next) => {
      Object.assign(data, next);
      rename();
      body.update?.();
    },
    place: (place, layout) => {
      const border = card.ghost ? BORDER.ghost : BORDER.plain;
      card.corner = { x: place.x + border, y: border };
      element.style.left = `${place.x}px`;
      element.style.width = `${place.width}px`;
      element.style.height = `${layout.height}px`;
      body.place(place, layout);
    },
    mark: (chosen, quron, parameter) => {
      element.classList.toggle('chosen', chosen);
      body.mark?.(chosen ? quron : null, chosen ? parameter : null);
    },
  };
  const note = () => layerNote(env.store, data.index);
  explain(head.element, note);
  explain(element, note, { pointer: false });
  const extras = attachControls(env, card);
  const rename = () => {
    element.setAttribute('aria-label', `layer ${data.index + 1} ${data.spec.kind}`);
    element.classList.toggle('frozen', allFrozen(frozenOf(env.store.scene), data.layer.parameters));
    head.update();
    extras.rename();
  };
  rename();
  return card;
}

/**
 * What only layers have: tools, the list of dials where one is needed, and being chosen by a click.
 * @param {Env} env
 * @param {Card} card
 */
function attachControls(env, card) {
  const { data, element } = card;
  if (data.spec.kind === 'readout') return { rename: () => undefined };
  const tools = createTools(env, data);
  const grid = needsGrid(data) ? gridButton(env, card) : null;
  element.tabIndex = 0;
  element.append(...(grid ? [grid] : []), tools.element);
  element.addEventListener('click', (event) => choose(env, data.index, event));
  element.addEventListener('keydown', (event) => {
    if (event.target === element && event.key === 'Enter') choose(env, data.index, event);
  });
  const rename = () => {
    tools.rename();
    grid?.setAttribute('aria-label', `layer ${data.index + 1} dials`);
  };
  return { rename };
}

/**
 * Chooses a layer; with Shift everything from the last one to it, with Ctrl or Cmd it joins or leaves the others.
 * @type {(env: Env, index: number, event: MouseEvent | KeyboardEvent) => void}
 */
function choose(env, index, event) {
  const { layer, quron, selected } = env.store.ui;
  if (event.shiftKey && layer >= 0) return env.store.setUi({ selected: between(layer, index) });
  if (event.ctrlKey || event.metaKey) return env.store.setUi({ selected: toggled(selected, layer, index) });
  env.actions.select({ layer: index, quron: quron ?? 0, parameter: null });
}

/**
 * Opens the list of all angles of a layer that has too many for its nodes.
 * @type {(env: Env, card: Card) => HTMLElement}
 */
function gridButton(env, card) {
  const count = card.data.labels.length;
  const title = `All ${count} dials of this layer`;
  const button = h(
    'button',
    { class: 'card-dials', type: 'button', 'aria-expanded': 'false', 'aria-haspopup': 'dialog', title },
    `${count}`,
    h('span', { class: 'full' }, '\u00a0dials'),
    icon('dials'),
  );
  button.addEventListener('click', (event) => {
    event.stopPropagation();
    env.toggleGrid(card);
  });
  return button;
}
