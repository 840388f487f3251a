// @ts-check
/** The small Bloch spheres of the nodes, drawn with a pen: a sphere seen from a fixed view, and arrows in it. */
import { TILT, projectU, projectV } from './geometry.js';

/**
 * @typedef {Record<string, string>} Colours
 * @typedef {{x: number, y: number, z: number}} Vector
 */

const TURN = 2 * Math.PI;
const TIP = 2.5;
const DASH = { on: 2.5, off: 1.5 };
const SHADE = 0.07; // of the inner sphere: what is behind it shows

/** Opacity of the arrow: a short one is paler too. @param {number} length */
const clarity = (length) => 0.35 + 0.65 * Math.min(1, length);

/**
 * The sphere without a state.
 * @param {CanvasRenderingContext2D} pen its origin is the centre
 * @param {number} radius
 * @param {Colours} colours
 */
export function drawSphere(pen, radius, { surface, line, line2 }) {
  disc(pen, 0, 0, radius, surface);
  pen.lineWidth = 1;
  pen.strokeStyle = line2;
  pen.stroke();
  pen.beginPath();
  pen.ellipse(0, 0, radius, radius * TILT, 0, 0, TURN);
  pen.moveTo(0, -radius);
  pen.lineTo(0, radius);
  pen.strokeStyle = line;
  pen.stroke();
}

/**
 * The arrow of a state, and as a shade the inner sphere that its tip lies on: from every side it is as large as the
 * state is pure, however the arrow is foreshortened.
 * @param {CanvasRenderingContext2D} pen its origin is the centre
 * @param {number} radius
 * @param {Vector} vector
 * @param {Colours} colours
 */
export function drawArrow(pen, radius, vector, colours) {
  const length = Math.min(1, Math.hypot(vector.x, vector.y, vector.z));
  const whole = pen.globalAlpha;
  pen.globalAlpha = whole * SHADE;
  disc(pen, 0, 0, length * radius, colours.ink);
  const [u, v] = [projectU(vector.x, vector.y) * radius, projectV(vector.x, vector.y, vector.z) * radius];
  const colour = vector.z < 0 ? colours.orange : colours.blue;
  pen.globalAlpha = whole * clarity(length);
  pen.lineWidth = 2.25;
  pen.lineCap = 'round';
  pen.beginPath();
  pen.moveTo(0, 0);
  pen.lineTo(u, v);
  pen.strokeStyle = colour;
  pen.stroke();
  disc(pen, u, v, TIP, colour);
  pen.globalAlpha = whole;
}

/**
 * A thin arrow, in dashes: the other network's, ideal beside noisy. It only traces, so that many are stroked at once.
 * @param {CanvasRenderingContext2D} pen
 * @param {number} x centre
 * @param {number} y
 * @param {number} radius
 * @param {Vector} thin NaN: none
 */
export function traceThin(pen, x, y, radius, thin) {
  const [u, v] = [projectU(thin.x, thin.y) * radius, projectV(thin.x, thin.y, thin.z) * radius];
  const length = Math.hypot(u, v);
  for (let from = 0; from < length; from += DASH.on + DASH.off) {
    const to = Math.min(length, from + DASH.on);
    pen.moveTo(x + (u * from) / length, y + (v * from) / length);
    pen.lineTo(x + (u * to) / length, y + (v * to) / length);
  }
}

/** @type {(pen: CanvasRenderingContext2D, x: number, y: number, radius: number, colour: string) => void} */
function disc(pen, x, y, radius, colour) {
  pen.beginPath();
  pen.arc(x, y, radius, 0, TURN);
  pen.fillStyle = colour;
  pen.fill();
}
