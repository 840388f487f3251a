// @ts-check
/**
 * The small drawings of an image of the network, as plain trees: no DOM, no style sheet, every colour an attribute, so
 * that slides and vector editors show what the page shows.
 */
import { TILT, projectU, projectV } from '../canvas/geometry.js';
import { arc } from '../lib/dial.js';
import { fixed } from '../lib/format.js';

/**
 * @typedef {{tag: string, attributes: Record<string, string | number>, children: (Tree | string)[]}} Tree
 * @typedef {Record<'page' | 'surface' | 'sunk' | 'line' | 'line2' | 'ink' | 'ink2' | 'ink3' | 'orange' | 'blue' | 'violet', string>} Colours
 */

export const FONT = "Inter, 'Segoe UI', system-ui, 'Noto Sans', 'Liberation Sans', 'DejaVu Sans', sans-serif";

/** The tokens of styles/tokens.css that a picture needs. @type {Record<'light' | 'dark', Colours>} */
export const COLOURS = {
  light: {
    page: '#ffffff', surface: '#ffffff', sunk: '#eef0f3', line: '#dfe3e8', line2: '#c3c9d2', ink: '#14181f',
    ink2: '#465060', ink3: '#67717f', orange: '#c95a00', blue: '#1463bd', violet: '#7444d0',
  },
  dark: {
    page: '#0e1217', surface: '#161b22', sunk: '#1e252e', line: '#2a323d', line2: '#465161', ink: '#e9edf2',
    ink2: '#b3bcc8', ink3: '#8b96a5', orange: '#ff9d4a', blue: '#62b0ff', violet: '#b195ff',
  },
};

/** @type {(tag: string, attributes?: Record<string, string | number>, ...children: (Tree | string)[]) => Tree} */
export const node = (tag, attributes = {}, ...children) => ({ tag, attributes, children });

/** @type {(dx: number, dy: number, ...children: (Tree | string)[]) => Tree} */
export const moved = (dx, dy, ...children) => node('g', { transform: `translate(${round(dx)} ${round(dy)})` }, ...children);

/** Whole hundredths: shorter files, and no difference to the eye. @param {number} value */
export const round = (value) => Math.round(value * 100) / 100;

/**
 * @param {number} x
 * @param {number} y baseline
 * @param {string} content
 * @param {{fill: string, size?: number, weight?: number, anchor?: 'start' | 'middle' | 'end'}} look
 */
export const text = (x, y, content, { fill, size = 11, weight = 400, anchor = 'start' }) =>
  node('text', { x: round(x), y: round(y), fill, 'font-size': size, 'font-weight': weight, 'text-anchor': anchor }, content);

/**
 * The Bloch sphere from the fixed view with the arrow of a state, around the origin.
 * @param {readonly number[]} vector x, y, z
 * @param {readonly number[]} thin of the ideal network; NaN where there is none
 * @param {number} edge of the picture
 * @param {Colours} colours
 */
export function glyph([x, y, z], thin, edge, colours) {
  const radius = edge / 2 - 1;
  const length = Math.min(1, Math.hypot(x, y, z));
  const tip = ([a, b, c] = [x, y, z]) => `${round(projectU(a, b) * radius)} ${round(projectV(a, b, c) * radius)}`;
  const colour = z < 0 ? colours.orange : colours.blue;
  const [u, v] = tip().split(' ');
  const ghost = node('path', { d: `M0 0L${tip([thin[0], thin[1], thin[2]])}`, stroke: colours.ink3, 'stroke-dasharray': '2 2', fill: 'none' });
  return node(
    'g',
    {},
    node('circle', { r: radius, fill: colours.surface, stroke: colours.line2 }),
    node('circle', { r: round(length * radius), fill: colours.sunk }),
    node('ellipse', { rx: radius, ry: round(radius * TILT), fill: 'none', stroke: colours.line }),
    node('path', { d: `M0 ${-radius}V${radius}`, stroke: colours.line }),
    node(
      'g',
      { opacity: (0.35 + 0.65 * length).toFixed(2) },
      node('path', { d: `M0 0L${u} ${v}`, stroke: colour, 'stroke-width': 2.25, 'stroke-linecap': 'round' }),
      node('circle', { cx: u, cy: v, r: 2.5, fill: colour }),
    ),
    ...(Number.isFinite(thin[2]) ? [ghost] : []),
  );
}

/**
 * How probably a quron fires: a bar beside its map.
 * @param {number} z ⟨Z⟩
 * @param {number} edge
 * @param {Colours} colours
 */
export function firing(z, edge, colours) {
  const height = round((edge * (1 - Math.max(-1, Math.min(1, z)))) / 2);
  return node(
    'g',
    {},
    node('rect', { width: 4, height: edge, rx: 2, fill: colours.surface, stroke: colours.line2, 'stroke-width': 0.75 }),
    node('rect', { y: round(edge - height), width: 4, height, rx: Math.min(2, height / 2), fill: colours.ink2 }),
  );
}

/**
 * A small dial with its number, as under the nodes; its left edge is the origin, its middle is at 0.
 * @param {number} value
 * @param {number} most value at the end of the ring
 * @param {{width: number, violet: boolean, colours: Colours}} look
 */
export function angleDial(value, most, { width, violet, colours }) {
  const degrees = 150 * Math.max(-1, Math.min(1, value / most));
  const sign = value < 0 ? colours.orange : colours.blue;
  const [x, y] = [4 * Math.sin((degrees * Math.PI) / 180), -4 * Math.cos((degrees * Math.PI) / 180)];
  const sweep = node('path', { d: arc(5.5, 0, degrees), fill: 'none', stroke: violet ? colours.violet : sign, 'stroke-width': 2.5 });
  return node(
    'g',
    {},
    moved(
      6,
      0,
      node('circle', { r: 5.5, fill: 'none', stroke: colours.line2, 'stroke-width': 2.5 }),
      ...(Math.abs(degrees) < 1 ? [] : [sweep]),
      node('path', { d: `M0 0L${round(x)} ${round(y)}`, stroke: colours.ink, 'stroke-width': 1.5, 'stroke-linecap': 'round' }),
    ),
    text(width + 1, 4, fixed(value), { fill: colours.ink, weight: 500, anchor: 'end' }),
  );
}

/**
 * The unit ball, hatched, and to scale what a channel leaves of it.
 * @param {import('../canvas/channels.js').Ball | null} ball null: this quron is left alone
 * @param {number} radius
 * @param {Colours} colours
 */
export function ballMark(ball, radius, colours) {
  const { x, z, centre } = ball ?? { x: 1, z: 1, centre: 0 };
  return node(
    'g',
    { opacity: ball ? 1 : 0.25 },
    node('circle', { r: radius, fill: colours.surface, stroke: colours.line2 }),
    node('circle', { r: radius, fill: 'url(#hatch)' }),
    node('ellipse', { rx: round(Math.abs(x) * radius), ry: round(Math.abs(z) * radius), cy: round(-centre * radius), fill: 'url(#ball)', stroke: colours.ink2 }),
    node('circle', { r: 1.3, cy: round(-centre * radius), fill: colours.ink }),
  );
}

/** Patterns that the drawing refers to. @param {Colours} colours */
export const definitions = (colours) =>
  node(
    'defs',
    {},
    node(
      'pattern',
      { id: 'hatch', width: 4, height: 4, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
      node('path', { d: 'M0 0V4', stroke: colours.line2, 'stroke-width': 1 }),
    ),
    node(
      'radialGradient',
      { id: 'ball', cx: 0.35, cy: 0.3 },
      node('stop', { offset: 0, 'stop-color': colours.surface }),
      node('stop', { offset: 1, 'stop-color': colours.line2 }),
    ),
  );
