// @ts-check
/** What a channel layer is: its Kraus operators with their sum, and what it makes of states; both follow the hand. */
import { CHANNELS } from '../canvas/channels.js';
import { subscript } from '../canvas/describe.js';
import { h, replace } from '../lib/dom.js';
import { fixed, scientific } from '../lib/format.js';
import { createBlochMap } from './bloch-map.js';
import { correlationLines, createCorrelations } from './correlations.js';
import { followScene } from './follow.js';
import { line, numbers } from './formula.js';
import { incompleteness, krausOf } from './kraus.js';
import { means } from './means.js';

/** @typedef {import('./types.js').LayerSpec} LayerSpec */

/** Operators of one weight that stand in one line from so many on. */
const MANY = 5;

/**
 * A channel layer as the hand has it: values that are being dragged stand in for those of the scene.
 * @param {import('../lib/store.js').Store} store
 * @returns {LayerSpec | null} null unless the chosen layer is a channel
 */
function channelInHand({ scene, ui }) {
  const spec = scene?.experiment.network.layers[ui.layer];
  if (spec?.kind !== 'decohere') return null;
  const held = { ...spec };
  for (const field of Object.keys(spec)) {
    const value = ui.held.get(`network/layers/${ui.layer}/${field}`);
    if (typeof value === 'number') held[field] = value;
  }
  return held;
}

/** @param {import('./types.js').Context} ctx */
export function createKrausPanel({ store }) {
  const sum = h('b', null);
  const complete = h('span', { class: 'complete' }, '|Σ', h('i', null, 'K'), '†', h('i', null, 'K'), ' − 1| = ', sum);
  means(complete, 'complete');
  const heading = h('span', { class: 'k' }, 'Kraus operators');
  const body = h('div', { class: 'operators' });
  means(body, 'kraus');
  const convention = h('div', { class: 'k' });
  const element = h('section', { class: 'kraus', 'aria-label': 'Kraus operators' }, heading, body, convention, complete);
  const map = createMap();
  let shown = '';
  const update = () => {
    const spec = channelInHand(store);
    const known = JSON.stringify(spec);
    if (!spec || known === shown) return;
    shown = known;
    sum.textContent = scientific(incompleteness(krausOf(/** @type {any} */ (spec))));
    replace(body, ...operatorLines(spec));
    convention.textContent = conventionOf(spec);
    map.show(spec);
  };
  followScene(store, update);
  store.on('held', update);
  store.on('ui', update);
  return { elements: [element, map.element] };
}

/** @param {LayerSpec} spec */
function conventionOf({ channel }) {
  if (channel === 'depolarizing') return 'X, Y, Z with p/3 each';
  if (channel === 'pair_depolarizing') return 'every string but II with p/15';
  return channel === 'zz_crosstalk' ? 'H = (ζ/4) ZZ for a time t' : '';
}

/** The Bloch ball and its image, or for a pair the correlations; numbers beside. */
function createMap() {
  const [single, pair] = [createBlochMap(), createCorrelations()];
  const heading = h('span', { class: 'k' });
  const lines = h('div', { class: 'map-lines' });
  means(lines, 'channel_map');
  const picture = h('div', { class: 'map-picture' }, single.element, pair.element);
  const element = h('section', { class: 'channel-map', 'aria-label': 'Action of the channel' }, heading, h('div', { class: 'map-row' }, picture, lines));
  /** @param {LayerSpec} spec */
  const show = (spec) => {
    const isPair = Boolean(CHANNELS[spec.channel].pairs);
    const layer = /** @type {any} */ (spec);
    heading.textContent = isPair ? 'On Pauli strings of a pair' : 'On the Bloch ball';
    single.element.style.display = isPair ? 'none' : '';
    pair.element.style.display = isPair ? '' : 'none';
    if (isPair) pair.show(layer);
    else single.show(CHANNELS[spec.channel].ball(layer));
    const rows = isPair ? pairLines(layer) : effectLines(spec);
    replace(lines, ...rows);
    (isPair ? pair : single).element.setAttribute('aria-label', rows.map((row) => row.textContent).join(', '));
  };
  return { element, show };
}

/**
 * @param {LayerSpec} spec
 * @param {number} [digits]
 * @returns {Element[]} one line an operator; many Pauli strings of one weight share a line
 */
export function operatorLines(spec, digits = 2) {
  const operators = krausOf(/** @type {any} */ (spec));
  if (spec.channel === 'zz_crosstalk') return crosstalkLines(spec.angle ?? 0, digits);
  if (operators.length <= MANY) return operators.map((operator, index) => operatorLine(operator, index, { digits, brief: operators.length > 2 }));
  const { weight } = operators[1].pauli ?? { weight: 0 };
  const others = operators.slice(1).map(({ pauli }) => pauli?.pauli ?? '');
  const several = h('span', null, h('i', null, 'K'), subscript(1), ' … ', h('i', null, 'K'), subscript(others.length), ' =');
  return [operatorLine(operators[0], 0, { digits }), line(several, h('b', null, fixed(weight, 4)), 'times'), h('div', { class: 'k strings' }, others.join(' '))];
}

/** @param {number} angle @param {number} digits */
function crosstalkLines(angle, digits) {
  const sine = Math.sin(angle / 4);
  const name = h('span', null, h('i', null, 'K'), subscript(0), ' = exp(−i ζ', h('i', null, 't'), ' ZZ/4)');
  const [cos, sin] = [fixed(Math.cos(angle / 4), Math.max(4, digits)), fixed(Math.abs(sine), Math.max(4, digits))];
  return [line(name), line('=', h('b', null, cos), `II ${sine < 0 ? '+' : '−'}`, h('b', null, `${sin}i`), 'ZZ'), h('div', { class: 'k' }, 'a single one: it is unitary')];
}

/**
 * Many operators are told briefly: what is diagonal as diag(…), a jump between levels as a multiple of |0⟩⟨1| or |1⟩⟨0|.
 * @type {(operator: import('./kraus.js').Operator, index: number, options: {digits: number, brief?: boolean}) => Element}
 */
function operatorLine({ matrix, pauli }, index, { digits, brief = false }) {
  const name = h('span', null, h('i', null, 'K'), subscript(index), ' =');
  if (pauli) return line(name, h('b', null, fixed(pauli.weight, 4)), pauli.pauli);
  const [low, down, up, high] = matrix.map(({ re }) => re);
  if (brief && !down && !up) return line(name, `diag(${fixed(low, 4)}, ${fixed(high, 4)})`);
  if (brief && !low && !high) return line(name, h('b', null, fixed(down || up, 4)), down ? '|0⟩⟨1|' : '|1⟩⟨0|');
  const values = numbers(digits);
  values.set(matrix);
  return line(name, values.element);
}

/** @param {LayerSpec} spec */
function effectLines(spec) {
  const { x, y, z, centre } = CHANNELS[spec.channel].ball(/** @type {any} */ (spec));
  const shift = centre ? ` ${centre < 0 ? '−' : '+'} ${fixed(Math.abs(centre), 3)}` : '';
  const rows = [effect('x', `${fixed(x, 3)} x`), effect('y', `${fixed(y, 3)} y`), effect('z', `${fixed(z, 3)} z${shift}`)];
  return [...rows, h('div', { class: 'k' }, `volume ${fixed(Math.abs(x * y * z), 3)}`)];
}

/** @param {any} layer a channel on a pair */
function pairLines(layer) {
  const { maps, notes } = correlationLines(layer);
  return [...maps.map((text) => line(text)), ...notes.map((text) => h('div', { class: 'k' }, text))];
}

/** @param {string} axis @param {string} text */
const effect = (axis, text) => line(h('i', null, axis), ' ↦ ', h('span', null, text));
