// @ts-check
/** What stands inside the cards of an image of the network, by the kind of the layer. Pure trees, no DOM. */
import { CHANNELS, actsOn } from '../canvas/channels.js';
import { MOST_SCALE, quronsRead, rangeOf, subscript, valueOf } from '../canvas/describe.js';
import { couplingPath, couplingTracks, fanPath, pairRows, sampleMap, trackOffset } from '../canvas/geometry.js';
import { couplingStrength, curvesOf } from '../canvas/perceptron.js';
import { fixed } from '../lib/format.js';
import { ballRadius, wireY } from '../lib/layout.js';
import { angleDial, ballMark, moved, node, round, text } from './marks.js';

/**
 * @typedef {import('./marks.js').Tree} Tree
 * @typedef {import('./marks.js').Colours} Colours
 *
 * @typedef {object} Part what a card is drawn from
 * @property {import('../canvas/types.js').CardData} data
 * @property {import('../lib/layout.js').Place} place
 * @property {import('../lib/layout.js').Layout} layout
 * @property {Colours} colours
 * @property {Float32Array} theta
 * @property {readonly (readonly number[])[]} vectors Bloch vectors after the layer
 * @property {readonly number[]} probe
 * @property {import('../lib/types.js').Plane | undefined} map decision map of the first readout
 * @property {string} raster of that map, as a data address
 */

/** Middle of the line of values under a quron. @type {(part: Pick<Part, 'data' | 'layout'>, quron: number) => number} */
const below = ({ data, layout }, quron) =>
  wireY(layout, data.layer.n_out, quron) + layout.measures.picture / 2 + 13;

/** @type {(part: Part, label: import('../canvas/types.js').ParameterLabel) => number} */
const valueAt = ({ data, theta }, label) => valueOf(data.spec.kind, label, theta[label.index]);

/** Value at the end of a dial's ring. @type {(part: Part, label: import('../canvas/types.js').ParameterLabel) => number} */
const mostOf = ({ data }, label) => (rangeOf(data.spec.kind, label) === 'angle' ? Math.PI : MOST_SCALE);

/**
 * Angles of single qurons, side by side under their node, as many as the card has columns.
 * @param {Part} part
 * @param {number} [from] left edge of the first column; in the middle of the card if it is not given
 */
function ownDials(part, from) {
  const { data, place, layout, colours } = part;
  const { column } = layout.measures;
  const counts = data.layer.qurons.map((quron) => data.labels.filter(({ qurons }) => qurons.length === 1 && qurons[0] === quron).length);
  const columns = Math.max(0, ...counts);
  if (!columns || columns * column > place.width) return [];
  const used = new Map();
  const left = from ?? (place.width - columns * column) / 2 + 2;
  return data.labels.flatMap((label) => {
    const [quron] = label.qurons;
    if (label.qurons.length > 1 || quron >= data.layer.n_out) return [];
    const slot = used.get(quron) ?? 0;
    used.set(quron, slot + 1);
    const dial = angleDial(valueAt(part, label), mostOf(part, label), { width: column - 4, violet: false, colours });
    return moved(left + slot * column, below(part, quron), dial);
  });
}

/** ⟨Z⟩ and |r| under nodes without angles of their own. @param {Part} part */
function readings({ data, place, layout, colours, vectors }) {
  const { picture } = layout.measures;
  return vectors.flatMap(([x, y, z], quron) => {
    const base = below({ data, layout }, quron) + 4;
    const at = (/** @type {number} */ step, /** @type {string} */ content) =>
      text(place.picture + step + picture / 2, base, content, { fill: colours.ink3, anchor: 'middle' });
    return [at(0, `⟨Z⟩ ${fixed(z, 1)}`), at(place.step, `|r| ${fixed(Math.hypot(x, y, z))}`)];
  });
}

/** @param {Part} part */
function encodeInside(part) {
  const { data, place, layout, colours, probe } = part;
  const features = /** @type {number[]} */ (data.spec.features);
  const lines = data.layer.qurons.map((quron, index) => {
    const feature = features[index % features.length];
    const content = `x${subscript(feature + 1)}${data.spec.trainable ? ' ' : ' = '}${fixed(probe[feature] ?? 0)}`;
    return text(place.picture, below(part, quron) + 4, content, { fill: colours.ink2 });
  });
  return [...lines, ...ownDials(part, place.width - layout.measures.column)];
}

/** Names of the columns. @type {(part: Part, names: string[], left: number) => Tree[]} */
const heads = ({ layout, colours }, names, left) =>
  names.map((name, index) =>
    text(left + (index + 0.5) * layout.measures.column, 36, name, { fill: colours.ink2, anchor: 'middle' }),
  );

/** @param {Part} part */
function rotateInside(part) {
  const { data, place, layout } = part;
  const axes = [...String(data.spec.axes)];
  const left = (place.width - axes.length * layout.measures.column) / 2;
  return [...heads(part, axes.map((axis) => `R${axis.toUpperCase()}`), left), ...ownDials(part)];
}

/** Drives below the nodes, couplings between them, the duration at the foot. @param {Part} part */
function evolveInside(part) {
  const { data, place, layout, colours } = part;
  const driven = data.labels.some(({ qurons }) => qurons.length === 1);
  const names = driven ? [...String(data.spec.drives)].map((axis) => `D${axis.toUpperCase()}`) : [];
  const duration = `${fixed(data.spec.duration, data.spec.duration < 10 ? 2 : 1)} µs`;
  return [
    ...heads(part, names, place.picture - 4),
    ...(data.layer.pairs.length ? couplings(part) : []),
    ...ownDials(part, place.picture - 2),
    text(place.width / 2, layout.height - 12, duration, { fill: colours.ink, weight: 500, anchor: 'middle' }),
  ];
}

/**
 * A line whose width and opacity are the size of an angle; dashes say that it is negative.
 * @type {(d: string, strength: number | null, colours: Colours) => Tree}
 */
function coupling(d, strength, colours) {
  const part = Math.min(1, Math.abs(strength ?? 0) / Math.PI);
  const [width, opacity] = strength === null ? [2, 1] : [round(1.25 + 3.25 * part), round(0.35 + 0.65 * part)];
  const dashes = strength !== null && strength < 0 ? { 'stroke-dasharray': '5 3' } : null;
  return node('path', { d, fill: 'none', stroke: colours.violet, 'stroke-width': width, 'stroke-opacity': opacity, ...dashes });
}

/** Dots on the wires, joined by lines. @param {Part} part */
function couplings(part) {
  const { data, place, layout, colours } = part;
  const { pairs, n_out: count } = data.layer;
  const tracks = couplingTracks(pairs);
  const x = place.picture - 8;
  const y = (/** @type {number} */ quron) => wireY(layout, count, quron);
  const own = data.labels.filter(({ qurons }) => qurons.length === 2);
  const lines = pairs.map(([a, b], index) => {
    const offset = trackOffset(tracks[index], Math.max(0, ...tracks));
    const strength = own[index] ? valueAt(part, own[index]) : null;
    return coupling(couplingPath(x, Math.min(y(a), y(b)), Math.max(y(a), y(b)), offset), strength, colours);
  });
  const dots = [...new Set(pairs.flat())].map((quron) => node('circle', { cx: x, cy: round(y(quron)), r: 4, fill: colours.violet }));
  return [...lines, ...dots];
}

/** Under the nodes the angle of every pair, where each has a row of its own. @param {Part} part */
function entangleInside(part) {
  const { labels, layer } = part.data;
  const rows = pairRows(layer.pairs, layer.n_out);
  const crowded = rows.some((row, index) => rows.indexOf(row) !== index);
  return [...couplings(part), ...(labels.length && !crowded ? pairDials(part, labels, rows) : readings(part))];
}

/** @type {(part: Part, labels: Part['data']['labels'], rows: number[]) => Tree[]} */
function pairDials(part, labels, rows) {
  const { place, layout, colours } = part;
  const { column, pad } = layout.measures;
  const left = place.width - pad + 4 - column;
  return labels.flatMap((label, index) => {
    const middle = below(part, rows[index]);
    const dial = angleDial(valueAt(part, label), mostOf(part, label), { width: column - 4, violet: true, colours });
    const name = label.qurons.map((quron) => `q${subscript(quron)}`).join('');
    return [text(left - 4, middle + 4, name, { fill: colours.ink3, anchor: 'end' }), moved(left, middle, dial)];
  });
}

/** Curves from every input to every fresh quron; the inputs end in earth signs. @param {Part} part */
function perceptronInside(part) {
  const { data, place, layout, colours, theta } = part;
  const { n_in: inputs, n_out: outputs } = data.layer;
  const [start, end] = [layout.measures.pad + 6, layout.measures.fan - 2];
  const into = Array.from({ length: inputs }, (_, k) => wireY(layout, inputs, k));
  const out = Array.from({ length: outputs }, (_, k) => wireY(layout, outputs, k));
  const curves = curvesOf(data).map(({ input, fresh, places }) =>
    coupling(fanPath(start, into[input], end, out[fresh]), couplingStrength(places, data, theta), colours),
  );
  return [
    ...curves,
    node('path', { d: out.map((y) => `M${end} ${round(y)}H${place.picture}`).join(''), stroke: colours.ink2, 'stroke-width': 2 }),
    node('path', { d: into.map((y) => `M${start} ${round(y + 4)}v6m-5 0h10m-8 3h6`).join(''), stroke: colours.ink3, 'stroke-width': 1.5, fill: 'none' }),
    ...into.map((y) => node('circle', { cx: start, cy: round(y), r: 4, fill: colours.surface, stroke: colours.violet, 'stroke-width': 2 })),
    ...out.map((y) => node('circle', { cx: end, cy: round(y), r: 4, fill: colours.violet })),
    ...readings(part),
  ];
}

/** A ball on every wire, deformed to scale, and the strength at the foot. @param {Part} part */
function channelInside(part) {
  const { data, place, layout, colours } = part;
  const channel = CHANNELS[data.spec.channel];
  const acts = actsOn(data.layer);
  const radius = ballRadius(layout.measures);
  const balls = acts.map((times, quron) => {
    const ball = times ? channel.ball({ ...data.spec, channel: data.spec.channel }, times) : null;
    return moved(place.picture + radius, wireY(layout, data.layer.n_out, quron), ballMark(ball, radius, colours));
  });
  const joins = channel.pairs ? couplings({ ...part, colours: { ...colours, violet: colours.ink3 } }) : [];
  const value = `${channel.symbol} ${fixed(data.spec[channel.field] ?? 0)}`;
  return [...joins, ...balls, text(place.width / 2, layout.height - 12, value, { fill: colours.ink, weight: 500, anchor: 'middle' })];
}

/** The map of what is read, its value at the probe with the mark of its class; the other wires end. @param {Part} part */
function readoutInside({ data, place, layout, colours, probe, map, raster }) {
  const { n_in: count } = data.layer;
  const { picture, pad } = layout.measures;
  const read = quronsRead(data.spec.readout);
  const y = (/** @type {number} */ quron) => wireY(layout, count, quron);
  const first = Math.min(...read, count - 1);
  const unread = Array.from({ length: count }, (_, quron) => quron).filter((quron) => !read.has(quron));
  const value = map ? sampleMap(map.data, map.shape[0], map.shape[1], probe) : NaN;
  const mark = value < 0 ? 'M3.6 0A3.6 3.6 0 1 1-3.6 0A3.6 3.6 0 1 1 3.6 0Z' : 'M0-4.5 4.5 0 0 4.5-4.5 0Z';
  const bottom = y(first) + picture / 2 + 18;
  return [
    picturesOf(raster, place.picture, y(first) - picture / 2, picture, colours),
    moved(place.picture + 5, bottom - 5, node('path', { d: mark, fill: value < 0 ? colours.orange : colours.blue })),
    text(place.picture + 13, bottom, fixed(value), { fill: colours.ink, size: 14, weight: 600 }),
    node('path', { d: unread.map((quron) => `M${pad + 6} ${round(y(quron) - 5)}v10m3-2v-6`).join(''), stroke: colours.ink3, 'stroke-width': 1.5, fill: 'none' }),
    ...unread.map((quron) => text(pad + 14, y(quron) + 4, 'unread', { fill: colours.ink3 })),
    ...(read.size > 1 ? [...read].map((quron) => node('path', { d: `M${pad - 3} ${round(y(first))}V${round(y(quron))}`, stroke: colours.ink2, 'stroke-width': 1.5 })) : []),
  ];
}

/** A map with its frame. @type {(href: string, x: number, y: number, edge: number, colours: Colours) => Tree} */
export const picturesOf = (href, x, y, edge, colours) =>
  node(
    'g',
    {},
    node('image', { x: round(x), y: round(y), width: edge, height: edge, href, preserveAspectRatio: 'none' }),
    node('rect', { x: round(x), y: round(y), width: edge, height: edge, rx: 2, fill: 'none', stroke: colours.line2 }),
  );

/** @type {Record<string, (part: Part) => Tree[]>} */
const INSIDES = {
  encode: encodeInside,
  rotate: rotateInside,
  entangle: entangleInside,
  evolve: evolveInside,
  perceptron: perceptronInside,
  decohere: channelInside,
  readout: readoutInside,
};

/** @param {Part} part */
export const insideOf = (part) => INSIDES[part.data.spec.kind](part);
