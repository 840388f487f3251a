// @ts-check
/**
 * The inside of a perceptron card: curves from every input to every fresh quron, and the inputs
 * traced out.
 */
import { explain } from '../chrome/hover-card.js';
import { couplingNote } from '../chrome/notes.js';
import { h, s } from '../lib/dom.js';
import { wrap } from '../lib/format.js';
import { wireY } from '../lib/layout.js';
import { isRoomy, nodeRow, moveTo } from './bodies.js';
import { CouplingPicture, couplingLine, dotsAt } from './couplings.js';
import { subscript } from './describe.js';
import { fanPath } from './geometry.js';

/**
 * @typedef {import('./types.js').CardData} CardData
 * @typedef {import('./types.js').Body} Body
 *
 * @typedef {object} Curve couplings XX, YY, ZZ of one input with one fresh quron
 * @property {number} input
 * @property {number} fresh
 * @property {number[]} places of its angles among the layer's labels
 */

/**
 * @param {CardData} data
 * @returns {Curve[]}
 */
export function curvesOf(data) {
  /** @type {Map<string, Curve>} */
  const curves = new Map();
  data.labels.forEach((label, place) => {
    if (label.qurons.length < 2) return;
    const [input, fresh] = label.qurons;
    const key = `${input} ${fresh}`;
    const curve = curves.get(key) ?? { input, fresh, places: [] };
    curve.places.push(place);
    curves.set(key, curve);
  });
  return [...curves.values()];
}

/**
 * Strength of a coupling: length of its angle vector, with the sign of its largest angle.
 * @param {readonly number[]} places
 * @param {CardData} data
 * @param {Float32Array} theta
 */
export function couplingStrength(places, data, theta) {
  let square = 0;
  let largest = 0;
  for (const place of places) {
    const angle = wrap(theta[data.labels[place].index]);
    square += angle * angle;
    if (Math.abs(angle) > Math.abs(largest)) largest = angle;
  }
  return Math.sign(largest) * Math.sqrt(square);
}

/** @type {(env: import('./types.js').Env, data: CardData) => Body} */
export function perceptronBody(env, data) {
  const row = nodeRow(env, data, true);
  const art = fanArt(env, data);
  const traced = h('div', { class: 'line faint' }, 'traced out');
  const fresh = row.nodes.map((_, quron) => h('div', { class: 'line faint fresh' }, `fresh q${subscript(quron)}`));
  return {
    elements: [art.element, ...row.elements, traced, ...fresh],
    sheet: row.sheet,
    art: art.art,
    place: (place, layout) => {
      const { measures } = layout;
      row.place(place, layout);
      art.place(place, layout);
      moveTo(traced, measures.pad, wireY(layout, data.layer.n_in, 0) - (measures.small ? 28 : 30));
      const roomy = layout.measures.picture >= 32;
      row.nodes.forEach((_, k) => {
        const above = isRoomy(layout) && measures.picture < 40 ? 32 : 18; // the number of the node stands there
        moveTo(fresh[k], place.picture, wireY(layout, row.nodes.length, k) - measures.picture / 2 - above);
        fresh[k].hidden = !roomy;
      });
      traced.hidden = !roomy;
    },
    update: row.rename,
    angles: art.weigh,
    mark: row.mark,
  };
}

/**
 * Curves, open dots on the inputs with their earth signs, full dots on the fresh qurons.
 * @param {import('./types.js').Env} env
 * @param {CardData} data
 */
function fanArt(env, data) {
  const curves = curvesOf(data);
  const { n_in: inputs, n_out: outputs } = data.layer;
  const lines = curves.map(() => couplingLine());
  const pictured = new CouplingPicture(lines);
  const stubs = s('path', { class: 'fan-wire' });
  const earths = s('path', { class: 'earth' });
  let [rings, dots] = [new Path2D(), new Path2D()];
  const element = s('svg', { class: 'art', 'aria-hidden': 'true' }, ...lines.map(({ hit }) => hit), stubs, earths);
  curves.forEach(({ places }, index) =>
    explain(lines[index].hit, () => couplingNote(env.store, places.map((place) => data.labels[place]))),
  );

  /** @type {Body['place']} */
  const place = (card, layout) => {
    const { pad, fan, picture } = layout.measures;
    const [start, end, drop] = [pad + 6, fan - 2, picture < 32 ? 3 : 6];
    const into = Array.from({ length: inputs }, (_, k) => wireY(layout, inputs, k));
    const out = Array.from({ length: outputs }, (_, k) => wireY(layout, outputs, k));
    curves.forEach(({ input, fresh }, index) =>
      lines[index].trace(fanPath(start, into[input], end, out[fresh])),
    );
    rings = dotsAt(into.map((y) => ({ x: start, y })));
    dots = dotsAt(out.map((y) => ({ x: end, y })));
    earths.setAttribute('d', into.map((y) => `M${start} ${y + 4}v${drop}m-5 0h10m-8 3h6`).join(''));
    pictured.place(card.picture, layout.height);
    stubs.setAttribute('d', out.map((y) => `M${end} ${y}H${card.picture}`).join(''));
  };
  /** @param {Float32Array} theta */
  const weigh = (theta) =>
    curves.forEach(({ places }, index) => lines[index].weigh(couplingStrength(places, data, theta)));
  /** @type {NonNullable<Body['art']>} */
  const art = (pen, { colours, theme }, running) => {
    pictured.paint(pen, theme, colours.violet, running ? colours.surface : null, (own) => {
      own.lineWidth = 2;
      own.strokeStyle = colours.violet;
      own.fillStyle = colours.surface;
      own.fill(rings);
      own.stroke(rings);
      own.fillStyle = colours.violet;
      own.fill(dots);
    });
  };
  return { element, place, weigh, art };
}
