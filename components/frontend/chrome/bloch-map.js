// @ts-check
/** What a channel makes of the Bloch ball, to scale and in perspective: the image inside the unit sphere, with its axes. */
import { projectU, projectV } from '../canvas/geometry.js';
import { s } from '../lib/dom.js';

/** @typedef {import('../canvas/channels.js').Ball} Ball */

const AXES = /** @type {const} */ ([['x', 1.3, 0, 0], ['y', 0, 1.3, 0], ['z', 0, 0, 1.3]]);
const STEPS = 48;

/** @type {(x: number, y: number, z: number) => string} */
const at = (x, y, z) => `${projectU(x, y).toFixed(3)} ${projectV(x, y, z).toFixed(3)}`;

/**
 * A closed curve from points of the unit sphere.
 * @param {(cos: number, sin: number) => [number, number, number]} point
 * @param {Ball} ball
 */
function curve(point, { x, y, z, centre }) {
  const points = Array.from({ length: STEPS }, (_, step) => {
    const angle = (2 * Math.PI * step) / STEPS;
    const [u, v, w] = point(Math.cos(angle), Math.sin(angle));
    return at(x * u, y * v, z * w + centre);
  });
  return `M${points.join('L')}Z`;
}

/**
 * Outline of the image on the screen: the ellipse of the matrix sum of (half axis)² p pᵀ, p a projected unit vector.
 * @param {Ball} ball
 * @returns {{rx: number, ry: number, degrees: number, cx: number, cy: number}}
 */
export function outline({ x, y, z, centre }) {
  const units = [[x, projectU(1, 0), projectV(1, 0, 0)], [y, projectU(0, 1), projectV(0, 1, 0)], [z, 0, projectV(0, 0, 1)]];
  let [uu, uv, vv] = [0, 0, 0];
  for (const [half, u, v] of units) {
    uu += (half * u) ** 2;
    uv += half * half * u * v;
    vv += (half * v) ** 2;
  }
  const [middle, spread] = [(uu + vv) / 2, Math.hypot((uu - vv) / 2, uv)];
  const degrees = (Math.atan2(2 * uv, uu - vv) * 90) / Math.PI;
  return { rx: Math.sqrt(middle + spread), ry: Math.sqrt(Math.max(0, middle - spread)), degrees, cx: 0, cy: projectV(0, 0, centre) };
}

const WHOLE = { x: 1, y: 1, z: 1, centre: 0 };
/** Circles that show the shape of a ball. @type {((cos: number, sin: number) => [number, number, number])[]} */
const CIRCLES = [(c, n) => [c, n, 0], (c, n) => [c, 0, n], (c, n) => [0, c, n]];

/** @returns {{element: SVGElement, show: (ball: Ball) => void}} */
export function createBlochMap() {
  const left = s('ellipse', { class: 'map-left' });
  const rings = CIRCLES.map(() => s('path', { class: 'map-ring' }));
  const ends = AXES.map(() => s('circle', { class: 'map-end', r: 0.045 }));
  const shift = s('path', { class: 'map-shift' });
  const centre = s('circle', { class: 'map-centre', r: 0.05 });
  const axes = AXES.flatMap(([name, x, y, z]) => [
    s('path', { class: 'map-axis', d: `M${at(-x * 0.85, -y * 0.85, -z * 0.85)}L${at(x * 0.9, y * 0.9, z * 0.9)}` }),
    s('text', { class: 'map-name', x: projectU(x, y), y: projectV(x, y, z) + 0.09 }, name),
  ]);
  const element = s(
    'svg',
    { viewBox: '-1.3 -1.36 2.6 2.72', class: 'bloch-map', role: 'img', 'aria-label': '' },
    s('circle', { class: 'map-unit', r: 1 }),
    s('path', { class: 'map-equator', d: curve(CIRCLES[0], WHOLE) }),
    left,
    ...rings,
    ...axes,
    ...ends,
    shift,
    centre,
  );
  return {
    element,
    show(ball) {
      const { rx, ry, degrees, cx, cy } = outline(ball);
      for (const [name, value] of Object.entries({ rx, ry, transform: `translate(${cx} ${cy.toFixed(4)}) rotate(${degrees.toFixed(2)})` })) {
        left.setAttribute(name, typeof value === 'number' ? value.toFixed(4) : value);
      }
      rings.forEach((ring, k) => ring.setAttribute('d', curve(CIRCLES[k], ball)));
      const tips = [[ball.x, 0, ball.centre], [0, ball.y, ball.centre], [0, 0, ball.z + ball.centre]];
      ends.forEach((end, k) => {
        const [x, y, z] = tips[k];
        end.setAttribute('cx', projectU(x, y).toFixed(3));
        end.setAttribute('cy', projectV(x, y, z).toFixed(3));
      });
      shift.setAttribute('d', `M0 0L${at(0, 0, ball.centre)}`);
      centre.setAttribute('cy', cy.toFixed(3));
    },
  };
}
