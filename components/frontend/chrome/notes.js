// @ts-check
/** What the card beside a node, a gate, a dial or a layer tells: exact numbers, the formula with them, the operator. */
import { CHANNELS } from '../canvas/channels.js';
import { isScale, subscript, valueOf } from '../canvas/describe.js';
import { h, say } from '../lib/dom.js';
import { fixed, wrap } from '../lib/format.js';
import { blochRow } from '../plot/sphere-geometry.js';
import { dialName } from './crumbs.js';
import { densityMatrix, purityOf } from './density.js';
import { gateFormula, line, matrix, numbers } from './formula.js';
import { FIXED, rotationMatrix } from './gates.js';
import { operatorLines } from './kraus-panel.js';
import { pulseFormula } from './pulse.js';

/**
 * @typedef {import('../lib/store.js').Store} Store
 * @typedef {import('../lib/types.js').ParameterScene} Parameter
 * @typedef {import('./hover-card.js').Note} Note
 */

const italic = (/** @type {string} */ text) => h('i', null, text);

/** Name and number, side by side. @param {import('../lib/dom.js').Child[]} name */
function row(...name) {
  const value = h('dd');
  return { element: h('dl', null, h('dt', null, ...name), value), value };
}

/** @param {Element} element @param {string} text */
function write(element, text) {
  say(element, text);
}

/**
 * Bloch vector at the probe.
 * @param {Store} store @param {number} layer 0-based; -1 is the input @param {number} quron
 * @returns {Float32Array | null} null while frame and scene do not belong together
 */
export function blochAt({ scene, frame }, layer, quron) {
  const bloch = frame?.arrays.bloch;
  if (!scene || !bloch || bloch.shape[0] !== blochRow(scene.widths, scene.widths.length - 1, 0)) return null;
  const at = 3 * blochRow(scene.widths, layer, quron);
  return quron < (scene.widths[layer + 1] ?? 0) ? bloch.data.subarray(at, at + 3) : null;
}

/**
 * A quron's state in words and numbers.
 * @param {ArrayLike<number>} vector Bloch vector
 */
export function nodeNumbers(vector) {
  const [x, y, z] = [vector[0], vector[1], vector[2]];
  const length = Math.hypot(x, y, z);
  const shown = z < 0 ? `(${fixed(z, 4)})` : fixed(z, 4);
  return {
    vector: [x, y, z].map((part) => fixed(part, 4)).join(', '),
    length: fixed(length, 4),
    purity: fixed(purityOf(length), 4),
    fires: `(1 − ${shown})/2 = ${fixed((1 - z) / 2, 4)}`,
  };
}

/** @type {(store: Store, layer: number, quron: number) => Note | null} */
export function nodeNote(store, layer, quron) {
  if (!store.scene || !blochAt(store, layer, quron)) return null;
  const vector = row('⟨X⟩, ⟨Y⟩, ⟨Z⟩');
  const length = row('|', italic('r'), '|');
  const purity = row('Purity (1 + |', italic('r'), '|²)/2');
  const fires = h('b');
  const rho = numbers(4);
  const follow = () => {
    const found = blochAt(store, layer, quron);
    if (!found) return;
    const texts = nodeNumbers(found);
    write(vector.value, texts.vector);
    write(length.value, texts.length);
    write(purity.value, texts.purity);
    write(fires, texts.fires);
    rho.set(densityMatrix(found[0], found[1], found[2]));
  };
  const { kind } = store.scene.layers[layer];
  const probe = store.ui.probe.map((part) => fixed(part)).join(', ');
  return {
    title: `q${subscript(quron)} after layer ${layer + 1} ${kind}, at (${probe})`,
    elements: [
      vector.element, length.element, purity.element,
      line('P(1) = (1 − ⟨Z⟩)/2 =', fires),
      line(italic('ρ'), '=', rho.element),
    ],
    follow,
  };
}

/** @type {(store: Store, index: number) => Note | null} */
export function parameterNote(store, index) {
  const { scene } = store;
  if (!scene?.parameters[index]) return null;
  const label = scene.parameters[index];
  const place = { layer: label.layer, quron: label.qurons[0], index };
  const formula = scene.layers[label.layer].kind === 'evolve' ? pulseFormula(store, place, { digits: 4 }) : gateFormula(label.axis, 4);
  const unit = isScale(label) ? '' : ' rad';
  const theta = row(italic('θ'));
  const slope = row('∂C/∂', italic('θ'));
  const follow = () => {
    const arrays = store.frame?.arrays;
    if (arrays?.theta.shape[0] !== scene.parameters.length) return;
    const angle = valueOf(scene.layers[label.layer].kind, label, arrays.theta.data[index]);
    write(theta.value, fixed(angle, 4) + unit);
    write(slope.value, fixed(arrays.gradient?.data[index] ?? NaN, 4));
    formula.set(angle);
  };
  return { title: dialName(scene, index), elements: [theta.element, ...formula.elements, slope.element], follow };
}

/**
 * A gate without a parameter.
 * @type {(name: string, pairs: readonly (readonly number[])[], layer: number) => Note}
 */
export function fixedGateNote(name, pairs, layer) {
  const gate = name.toUpperCase();
  const values = matrix(FIXED[name].map((row) => row.split(' ')).flat(), 'num four');
  const on = pairs.map((pair) => pair.map((quron) => `q${quron}`).join(' ')).join(', ');
  return {
    title: `layer ${layer + 1} ${gate} ${on}`,
    elements: [line(gate, '=', values)],
    follow: () => undefined,
  };
}

/**
 * What couples one input of a perceptron to one fresh quron.
 * @param {Store} store
 * @param {readonly Parameter[]} angles of XX, YY, ZZ
 * @returns {Note}
 */
export function couplingNote(store, angles) {
  const [input, fresh] = angles[0].qurons;
  const rows = angles.map((angle) => ({ index: angle.index, ...row(italic('θ'), h('sub', null, angle.axis)) }));
  const size = row('|', italic('θ'), '|');
  const follow = () => {
    const theta = store.frame?.arrays.theta.data;
    if (!theta) return;
    const values = rows.map(({ index }) => wrap(theta[index]));
    rows.forEach(({ value }, place) => write(value, `${fixed(values[place], 4)} rad`));
    write(size.value, `${fixed(Math.hypot(...values), 4)} rad`);
  };
  const sum = angles.flatMap(({ axis }, place) => [place ? ' + ' : '', italic('θ'), h('sub', null, axis), axis]);
  return {
    title: `layer ${angles[0].layer + 1} q${input} to fresh p${fresh}`,
    elements: [line(h('span', null, 'exp(−i/2 (', ...sum, '))')), ...rows.map(({ element }) => element), size.element],
    follow,
  };
}

/** @type {(store: Store, layer: number) => Note | null} */
export function channelNote(store, layer) {
  const spec = store.scene?.experiment.network.layers[layer];
  if (spec?.kind !== 'decohere') return null;
  return {
    title: `layer ${layer + 1} ${CHANNELS[spec.channel].name}`,
    elements: operatorLines(spec, 4),
    follow: () => undefined,
  };
}

/** Angles of an encoder at the probe, and the gate that they make. @type {(store: Store, layer: number) => Note | null} */
function encoderNote(store, layer) {
  const spec = store.scene?.experiment.network.layers[layer];
  if (spec?.kind !== 'encode') return null;
  if (spec.trainable) return null; // each scale has a note of its own
  const features = [...new Set(/** @type {number[]} */ (spec.features))];
  const lines = features.map((feature) => ({ feature, value: h('b'), gate: numbers(4) }));
  const follow = () => {
    for (const { feature, value, gate } of lines) {
      const angle = spec.scale * (store.ui.probe[feature] ?? 0);
      write(value, fixed(angle, 4));
      gate.set(rotationMatrix(spec.axis, angle));
    }
  };
  const name = (/** @type {import('../lib/dom.js').Child[]} */ ...angle) =>
    h('span', null, italic('R'), h('sub', null, spec.axis), '(', ...angle, ')');
  return {
    title: `layer ${layer + 1} encode at the probe`,
    elements: lines.map(({ feature, value, gate }) =>
      line(name(fixed(spec.scale, 2), ' ', italic('x'), h('sub', null, String(feature + 1))), '=', name(value), '=', gate.element),
    ),
    follow,
  };
}

/** All angles or scales of a layer, quron by quron or pair by pair. @type {(store: Store, layer: number) => Note | null} */
function anglesNote(store, layer) {
  const { scene } = store;
  if (!scene) return null;
  const { kind, parameters } = scene.layers[layer];
  const rows = parameters.map((index) => ({ index, ...row(dialName(scene, index).replace(/^layer \d+ /, '')) }));
  const follow = () => {
    const theta = store.frame?.arrays.theta;
    if (theta?.shape[0] !== scene.parameters.length) return;
    for (const { index, value } of rows) write(value, fixed(valueOf(kind, scene.parameters[index], theta.data[index]), 4));
  };
  const list = h('div', { class: 'note-angles' }, ...rows.map(({ element }) => element));
  return { title: `layer ${layer + 1} ${kind}, ${kind === 'encode' ? 'scales' : 'angles in radians'}`, elements: [list], follow };
}

/** The equation on the chosen quron of a layer in continuous time. @type {(store: Store, layer: number) => Note | null} */
function pulseNote(store, layer) {
  const { scene, ui } = store;
  if (!scene) return null;
  const quron = Math.min((ui.layer === layer ? ui.quron : null) ?? 0, scene.layers[layer].n_out - 1);
  const formula = pulseFormula(store, { layer, quron }, { digits: 4 });
  return { title: `layer ${layer + 1} evolve, q${subscript(quron)}`, elements: formula.elements, follow: () => formula.set(NaN) };
}

/** What a layer does. @type {(store: Store, layer: number) => Note | null} */
export function layerNote(store, layer) {
  const spec = store.scene?.experiment.network.layers[layer];
  const found = store.scene?.layers[layer];
  if (!spec || !found) return null;
  if (spec.kind === 'evolve') return pulseNote(store, layer);
  if (found.parameters.length) return anglesNote(store, layer);
  if (spec.kind === 'encode') return encoderNote(store, layer);
  if (spec.kind === 'decohere') return channelNote(store, layer);
  return spec.kind === 'entangle' ? fixedGateNote(spec.gate, found.pairs, layer) : null;
}
