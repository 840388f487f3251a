// @ts-check
/** The unit ball, hatched, and to scale what a channel leaves of it: for the inside of a large dial. */
import { s } from '../lib/dom.js';

const RADIUS = 18;

/** Patterns are found by their id within one shadow root, so every ball brings its own. */
let balls = 0;

/**
 * @returns {{element: SVGElement, show: (ball: import('../canvas/channels.js').Ball) => void}}
 */
export function createBall() {
  const [hatch, light] = [`rail-hatch-${balls}`, `rail-ball-${balls}`];
  balls += 1;
  const left = s('ellipse', { class: 'ball-left', fill: `url(#${light})`, cx: 0 });
  const centre = s('circle', { class: 'ball-centre', r: 1.2, cx: 0 });
  const element = s(
    'g',
    { class: 'ball' },
    definitions(hatch, light),
    s('circle', { class: 'ball-unit', r: RADIUS }),
    s('circle', { class: 'ball-lost', r: RADIUS, fill: `url(#${hatch})` }),
    left,
    centre,
  );
  return {
    element,
    show: ({ x, z, centre: height }) => {
      const values = { rx: Math.abs(x) * RADIUS, ry: Math.abs(z) * RADIUS, cy: -height * RADIUS };
      for (const [name, value] of Object.entries(values)) left.setAttribute(name, value.toFixed(2));
      centre.setAttribute('cy', values.cy.toFixed(2));
    },
  };
}

/** @param {string} hatch @param {string} light */
function definitions(hatch, light) {
  return s(
    'defs',
    null,
    s(
      'pattern',
      { id: hatch, width: 4, height: 4, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
      s('path', { d: 'M0 0V4', class: 'hatch-line' }),
    ),
    s(
      'radialGradient',
      { id: light, cx: 0.35, cy: 0.3 },
      s('stop', { offset: 0, class: 'ball-light' }),
      s('stop', { offset: 1, class: 'ball-dark' }),
    ),
  );
}
