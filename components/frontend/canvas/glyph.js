// @ts-check
/** The small Bloch spheres of the nodes, drawn with a pen: a sphere seen from a fixed view, and arrows in it. */
import { h } from '../lib/dom.js';
import { TILT, projectU, projectV } from './geometry.js';

/**
 * @typedef {Record<string, string>} Colours
 * @typedef {{x: number, y: number, z: number}} Vector
 */

const TURN = 2 * Math.PI;
const TIP = 2.5;
const SHADE = 0.07; // of the inner sphere: what is behind it shows

/** Opacity of the arrow: a short one is paler too. @param {number} length */
const clarity = (length) => 0.35 + 0.65 * Math.min(1, length);

/** Empty spheres, by size and colours: they are stamped, which is cheaper than curves. @type {Map<string, HTMLCanvasElement>} */
const spheres = new Map();

/**
 * @param {number} radius
 * @param {number} ratio pixels of the screen to one of the network
 * @param {Colours} colours
 */
function emptySphere(radius, ratio, { surface, line, line2 }) {
  const key = `${radius} ${ratio} ${surface} ${line} ${line2}`;
  const known = spheres.get(key);
  if (known) return known;
  const edge = Math.ceil((2 * radius + 2) * ratio);
  const made = /** @type {HTMLCanvasElement} */ (h('canvas', { width: edge, height: edge }));
  const pen = /** @type {CanvasRenderingContext2D} */ (made.getContext('2d'));
  pen.setTransform(ratio, 0, 0, ratio, edge / 2, edge / 2);
  disc(pen, 0, 0, radius, surface);
  pen.strokeStyle = line2;
  pen.stroke();
  pen.beginPath();
  pen.ellipse(0, 0, radius, radius * TILT, 0, 0, TURN);
  pen.moveTo(0, -radius);
  pen.lineTo(0, radius);
  pen.strokeStyle = line;
  pen.stroke();
  spheres.set(key, made);
  return made;
}

/**
 * The sphere, the arrow in it, and as a shade the inner sphere that its tip lies on: from every side it is as large as
 * the state is pure, however the arrow is foreshortened.
 * @param {CanvasRenderingContext2D} pen its origin is the centre
 * @param {number} radius
 * @param {Vector} vector
 * @param {Vector} thin the other network's, ideal beside noisy; NaN: none
 * @param {Colours} colours
 */
export function drawGlyph(pen, radius, vector, thin, colours) {
  const length = Math.min(1, Math.hypot(vector.x, vector.y, vector.z));
  const ratio = pen.getTransform().a;
  const sphere = emptySphere(radius, ratio, colours);
  const edge = sphere.width / ratio;
  pen.drawImage(sphere, -edge / 2, -edge / 2, edge, edge);
  const whole = pen.globalAlpha;
  pen.globalAlpha = whole * SHADE;
  disc(pen, 0, 0, length * radius, colours.ink);
  const [u, v] = [projectU(vector.x, vector.y) * radius, projectV(vector.x, vector.y, vector.z) * radius];
  const colour = vector.z < 0 ? colours.orange : colours.blue;
  pen.globalAlpha = whole * clarity(length);
  pen.lineWidth = 2.25;
  pen.lineCap = 'round';
  shaft(pen, u, v, colour);
  disc(pen, u, v, TIP, colour);
  pen.globalAlpha = whole;
  if (Number.isNaN(thin.z)) return;
  pen.lineWidth = 1.25;
  pen.lineCap = 'butt';
  pen.setLineDash([2.5, 1.5]);
  shaft(pen, projectU(thin.x, thin.y) * radius, projectV(thin.x, thin.y, thin.z) * radius, colours.ink3);
  pen.setLineDash([]);
}

/** @type {(pen: CanvasRenderingContext2D, x: number, y: number, radius: number, colour: string) => void} */
function disc(pen, x, y, radius, colour) {
  pen.beginPath();
  pen.arc(x, y, radius, 0, TURN);
  pen.fillStyle = colour;
  pen.fill();
}

/** @type {(pen: CanvasRenderingContext2D, u: number, v: number, colour: string) => void} */
function shaft(pen, u, v, colour) {
  pen.beginPath();
  pen.moveTo(0, 0);
  pen.lineTo(u, v);
  pen.strokeStyle = colour;
  pen.stroke();
}
