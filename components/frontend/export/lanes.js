// @ts-check
/** The lanes below the cards of an image: purity after every layer, and the gradient of every parameter. Pure trees. */
import { NOTED, gradientLevel, heights } from '../canvas/lanes.js';
import { fixed } from '../lib/format.js';
import { node, round, text } from './marks.js';

/**
 * @typedef {import('./marks.js').Tree} Tree
 * @typedef {import('./marks.js').Colours} Colours
 * @typedef {import('../canvas/types.js').CardData} CardData
 * @typedef {import('../lib/layout.js').Layout} Layout
 * @typedef {ReturnType<typeof heights>} Heights
 */

export const NAMES_AT = 11; // left edge of the names of the lanes

/**
 * Both lanes, the origin at the lower edge of the cards; nothing for a frame without their numbers.
 * @param {readonly CardData[]} cards one per layer, then the readout
 * @param {Layout} layout
 * @param {import('../lib/types.js').Frame['arrays']} arrays
 * @param {Colours} colours
 * @returns {Tree[]}
 */
export function lanes(cards, layout, { purities, gradient }, colours) {
  const y = heights(layout.measures.small);
  const last = layout.places[layout.places.length - 1];
  const [left, right] = [layout.measures.gutter, last.x + last.width];
  const bars = gradient ? gradientLane(cards, layout, gradient.data, { y, left, right }, colours) : [];
  return purities ? [...purityLane(layout, purities.data, { y, left, right }, colours), ...bars] : bars;
}

/** A name and its formula, at the left. @type {(y: number, name: string, formula: string, colours: Colours) => Tree[]} */
const named = (y, name, formula, { ink, ink3 }) => [
  text(NAMES_AT, y, name, { fill: ink, weight: 600 }),
  text(NAMES_AT, y + 15, formula, { fill: ink3 }),
];

/** @type {(d: string, stroke: string, dashes?: string) => Tree} */
const line = (d, stroke, dashes) => node('path', { d, fill: 'none', stroke, ...(dashes ? { 'stroke-dasharray': dashes } : null) });

/**
 * Bars of what is left, hatched what was lost there, a line at 1.
 * @param {Layout} layout
 * @param {Float32Array} purity before the first layer, after it, ...; the readout repeats the last
 * @param {{y: Heights, left: number, right: number}} room
 * @param {Colours} colours
 */
function purityLane({ places }, purity, { y, left, right }, colours) {
  const { start, base, unit } = y;
  const layers = purity.length - 1;
  const columns = places.flatMap(({ x, width }, index) => {
    const after = purity[Math.min(index + 1, layers)];
    const lost = index < layers ? purity[index] - after : 0;
    const box = { x: round(x), width: round(width) };
    const [top, level] = [base - Math.max(after, after + lost) * unit, base - after * unit];
    const hatched = { ...box, y: round(top), height: round(level - top), stroke: colours.line2, 'stroke-width': 0.75 };
    const middle = { fill: colours.ink, anchor: /** @type {const} */ ('middle') };
    return [
      ...(lost > 0 ? [node('rect', { ...hatched, fill: 'url(#hatch)' })] : []),
      node('rect', { ...box, y: round(level), height: round(after * unit), fill: colours.ink, 'fill-opacity': round(0.06 + 0.2 * after) }),
      text(x + width / 2, base - Math.max(after * unit - 13, 4), fixed(after), { ...middle, weight: 500 }),
      ...(Math.abs(lost) > NOTED ? [text(x + width / 2, base - unit - 4, fixed(-lost), { ...middle, fill: colours.ink3 })] : []),
    ];
  });
  return [
    ...named(start + 14, 'Purity', 'Tr ρ²', colours),
    ...columns,
    line(`M${left} ${base - unit}H${round(right)}`, colours.ink3, '3 3'),
    line(`M${left} ${base}H${round(right)}`, colours.line2),
  ];
}

/**
 * Bars on a logarithmic scale, the Haar value dotted, a dash for layers without parameters.
 * @param {readonly CardData[]} cards
 * @param {Layout} layout
 * @param {Float32Array} gradient
 * @param {{y: Heights, left: number, right: number}} room
 * @param {Colours} colours
 */
function gradientLane(cards, { places }, gradient, { y, left, right }, colours) {
  const { floor, bar } = y;
  const values = 2 ** cards[cards.length - 1].layer.n_in + 1;
  const haar = floor - gradientLevel(1 / values) * bar;
  const columns = cards.map(({ labels, spec }, index) => {
    const { x, width } = places[index];
    if (!labels.length) return text(x + width / 2, floor - 5, spec.kind === 'readout' ? '' : '–', { fill: colours.ink3, anchor: 'middle' });
    const step = Math.min(12, (width - 12) / labels.length);
    const first = x + (width - (labels.length - 1) * step) / 2;
    const tall = (/** @type {number} */ at) => Math.max(1.5, gradientLevel(gradient[at]) * bar);
    const d = labels.map((label, place) => `M${round(first + place * step)} ${floor}v${round(-tall(label.index))}`).join('');
    return node('path', { d, stroke: colours.ink3, 'stroke-width': round(Math.max(1, step - 2)) });
  });
  return [
    ...named(floor - bar + 12, 'Gradient', '|∂C/∂θ|', colours),
    ...columns,
    line(`M${left} ${floor}H${round(right)}`, colours.line2),
    line(`M${left} ${round(haar)}H${round(right)}`, colours.ink3, '1 3'),
    text(right, haar + 12, `Haar var⟨Z⟩ 1/${values}`, { fill: colours.ink3, anchor: 'end' }),
  ];
}
