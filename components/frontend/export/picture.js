// @ts-check
/**
 * An image of the network as it is simulated: the same scene and frame that the page draws, the same geometry, as a
 * tree that becomes SVG. Pure: pictures of maps come from a function that is handed in.
 */
import { shapeOf } from '../canvas/card.js';
import { cardData, noteOf, readoutName, subscript, titleOf, valueOf } from '../canvas/describe.js';
import { fixed } from '../lib/format.js';
import { layoutNetwork, wireY } from '../lib/layout.js';
import { insideOf, picturesOf } from './insides.js';
import { NAMES_AT, lanes } from './lanes.js';
import { COLOURS, FONT, definitions, firing, glyph, moved, node, round, text } from './marks.js';

/**
 * @typedef {import('./marks.js').Tree} Tree
 * @typedef {import('../lib/types.js').Scene} Scene
 * @typedef {import('../lib/types.js').Frame} Frame
 *
 * @typedef {object} Source
 * @property {Scene} scene
 * @property {Frame} frame
 * @property {readonly number[]} probe
 * @property {'light' | 'dark'} theme
 * @property {(values: Float32Array, rows: number, columns: number) => string} raster a map as a data address, its first
 *   row (lowest x2) at the bottom
 */

const CAPTION = 26; // room under the lanes
const LEAST = { width: 900, height: 520 }; // from here the cards have their full size
const LETTER = 6.7; // mean width of one, in the widest of the fonts
const START = 54; // where the wires leave their labels

/** Whether a frame belongs to the scene: an older one has arrays of other sizes. @type {(scene: Scene, frame: Frame) => boolean} */
const belongs = ({ layers, widths, parameters }, { arrays }) => {
  const after = layers.reduce((sum, layer) => sum + layer.n_out, 0);
  return arrays.nodes?.shape[0] === after && arrays.bloch?.shape[0] === after + widths[0] && arrays.theta?.shape[0] === parameters.length;
};

/**
 * The whole image, `null` while no frame of the present network has arrived.
 * @param {Source} source
 * @returns {Tree | null}
 */
export function networkPicture(source) {
  const { scene, frame, theme } = source;
  if (!belongs(scene, frame)) return null;
  const colours = COLOURS[theme];
  const cards = cardData(scene);
  const rows = Math.max(...scene.widths);
  const layout = layoutNetwork(cards.map(shapeOf), { width: LEAST.width, height: Math.max(LEAST.height, 204 + 88 * rows) });
  const last = layout.places[layout.places.length - 1];
  const words = caption(scene, frame);
  const width = Math.ceil(Math.max(last.x + last.width + 14, 2 * NAMES_AT + LETTER * words.length));
  const height = Math.ceil(layout.worldHeight + CAPTION);
  return node(
    'svg',
    { width, height, viewBox: `0 0 ${width} ${height}`, 'font-family': FONT, role: 'img' },
    node('title', {}, 'Quantum neural network'),
    node('desc', {}, words),
    definitions(colours),
    node('rect', { width, height, fill: colours.page }),
    moved(0, layout.measures.top, ...ground(cards, layout, colours), ...wires(cards, layout, frame, colours), ...insides(source, cards, layout)),
    moved(0, layout.measures.top + layout.height, ...lanes(cards, layout, frame.arrays, colours)),
    text(NAMES_AT, height - 12, words, { fill: colours.ink3 }),
  );
}

/** @param {Scene} scene @param {Frame} frame */
function caption({ experiment }, { epoch, accuracy, train_loss: loss }) {
  const part = accuracy === null || accuracy === undefined ? '' : ` · accuracy ${fixed(100 * accuracy, 1)} %`;
  const cost = loss === null || loss === undefined ? '' : ` · train loss ${fixed(loss, 3)}`;
  return `Quron Playground · ${experiment.data.name} · epoch ${epoch}${part}${cost}`;
}

/** The cards without their insides, and all values of a layer as its tooltip. @type {(cards: import('../canvas/types.js').CardData[], layout: import('../lib/layout.js').Layout, colours: import('./marks.js').Colours) => Tree[]} */
function ground(cards, layout, colours) {
  return cards.map(({ spec }, index) => {
    const { x, width } = layout.places[index];
    const box = { x: round(x), width: round(width), height: round(layout.height), rx: 10, stroke: colours.line2 };
    const hatch = spec.kind === 'decohere' ? [node('rect', { ...box, fill: 'url(#hatch)', 'fill-opacity': 0.4 })] : [];
    return node('g', {}, node('rect', { ...box, fill: spec.kind === 'decohere' ? colours.sunk : colours.surface }), ...hatch);
  });
}

/** As opaque as the Bloch vector at the probe is long, over a hairline. @type {(cards: import('../canvas/types.js').CardData[], layout: import('../lib/layout.js').Layout, frame: Frame, colours: import('./marks.js').Colours) => Tree[]} */
function wires(cards, layout, { arrays }, colours) {
  const bloch = arrays.bloch.data;
  let state = 0;
  return cards.flatMap(({ layer, spec }, index) => {
    const from = layout.places[index - 1];
    const to = layout.places[index];
    const start = from ? from.x + from.width - from.leave : START;
    return Array.from({ length: layer.n_in }, (_, quron) => {
      const at = 3 * state++;
      const d = `M${round(start)} ${round(wireY(layout, layer.n_in, quron))}H${round(to.x + to.enter + (spec.kind === 'readout' ? 6 : 0))}`;
      const opacity = Math.min(1, Math.hypot(bloch[at], bloch[at + 1], bloch[at + 2])).toFixed(2);
      const label = index ? [] : [text(16, wireY(layout, layer.n_in, quron) + 4, `q${subscript(quron)} |0⟩`, { fill: colours.ink, size: 12 })];
      return node('g', {}, node('path', { d, stroke: colours.line2 }), node('path', { d, stroke: colours.ink2, 'stroke-width': 2, 'stroke-opacity': opacity }), ...label);
    });
  });
}

/** Heads, nodes and what belongs to the kind of each layer. @type {(source: Source, cards: import('../canvas/types.js').CardData[], layout: import('../lib/layout.js').Layout) => Tree[]} */
function insides({ scene, frame, probe, theme, raster }, cards, layout) {
  const colours = COLOURS[theme];
  const { nodes, bloch, ghost_bloch: thin, theta, map } = frame.arrays;
  const [, rows, columns] = nodes.shape;
  let before = 0;
  return cards.map((data, index) => {
    const { layer, spec, labels, names } = data;
    const place = layout.places[index];
    const isReadout = spec.kind === 'readout';
    const count = isReadout ? 0 : layer.n_out;
    const at = (/** @type {Float32Array | undefined} */ array, /** @type {number} */ quron) => {
      const from = 3 * (scene.widths[0] + before + quron);
      return array ? [...array.subarray(from, from + 3)] : [NaN, NaN, NaN];
    };
    const vectors = Array.from({ length: count }, (_, quron) => at(bloch.data, quron));
    const pictures = spec.kind === 'decohere' ? [] : vectors.map((vector, quron) => {
      const from = (before + quron) * rows * columns;
      const href = raster(nodes.data.subarray(from, from + rows * columns), rows, columns);
      return nodeMark({ href, vector, thin: at(thin?.data, quron) }, place, layout, wireY(layout, count, quron), colours);
    });
    before += count;
    const values = labels.map((label, k) => `${names[k]} = ${fixed(valueOf(spec.kind, label, theta.data[label.index]), 4)}`);
    const title = isReadout ? `readout ${readoutName(spec.readout)}` : `layer ${index + 1} ${spec.kind}`;
    const part = { data, place, layout, colours, theta: theta.data, vectors, probe, map, raster: map && isReadout ? raster(map.data, map.shape[0], map.shape[1]) : '' };
    return node(
      'g',
      { transform: `translate(${round(place.x)} 0)`, role: 'group', 'aria-label': title },
      node('title', {}, [title, ...values].join('\n')),
      ...head(data, layout, colours),
      ...insideOf(part),
      ...pictures,
    );
  });
}

/** @type {(data: import('../canvas/types.js').CardData, layout: import('../lib/layout.js').Layout, colours: import('./marks.js').Colours) => Tree[]} */
function head({ index, spec, layer }, { measures }, colours) {
  const isReadout = spec.kind === 'readout';
  const number = node('tspan', { fill: colours.ink3, 'font-weight': 500 }, `${index + 1} `);
  const title = text(measures.pad, 20, '', { fill: colours.ink, size: 13, weight: 600 });
  title.attributes['letter-spacing'] = -0.2; // as on the screen
  title.children = [number, isReadout ? 'Readout' : titleOf(spec.kind)];
  const note = isReadout ? readoutName(spec.readout) : noteOf(spec, layer);
  return note ? [title, text(measures.pad, 36, note, { fill: colours.ink2 })] : [title];
}

/** Map, firing bar and Bloch glyph of one quron. @type {(node: {href: string, vector: number[], thin: number[]}, place: import('../lib/layout.js').Place, layout: import('../lib/layout.js').Layout, y: number, colours: import('./marks.js').Colours) => Tree} */
function nodeMark({ href, vector, thin }, place, { measures }, y, colours) {
  const { picture } = measures;
  return node(
    'g',
    {},
    picturesOf(href, place.picture, y - picture / 2, picture, colours),
    moved(place.picture + picture + 2, y - picture / 2, firing(vector[2], picture, colours)),
    moved(place.picture + place.step + picture / 2, y, glyph(vector, thin, picture, colours)),
  );
}
