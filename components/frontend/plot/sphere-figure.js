// @ts-check
/** The Bloch sphere as a Plotly figure: lines and marks only, no surface, so that an update stays cheap. */

import { baseLayout } from './plotly.js';
import { LABELS, VIEW, axes, cloudOf, eyeOf, greatCircles, pathLabels } from './sphere-geometry.js';

const CIRCLES = greatCircles();
const AXES = axes();
/** Half edge of the scene in radii of the sphere; a parallel projection of this box fills the picture exactly. */
export const ROOM = 1.3;
/** Distance of the eye. It changes nothing in a parallel projection, but the box must lie before it. */
export const FAR = 2;

/**
 * @typedef {object} SphereState
 * @property {ArrayLike<number>} arrow Bloch vector at the probe
 * @property {boolean} [bare] without the arrows, which are drawn elsewhere
 * @property {ArrayLike<number> | null} [thin] the same of the other network, ideal beside noisy
 * @property {ArrayLike<number>} cloud Bloch vectors of the data, three numbers each
 * @property {ArrayLike<number>} labels of the data
 * @property {import('./sphere-geometry.js').PathPoint[]} path of the probe through the layers; empty if not wanted
 * @property {Record<string, string>} colours
 */

/** @param {SphereState} state @returns {import('./plotly.js').Figure} */
export function sphereFigure({ arrow, bare = false, thin = null, cloud, labels, path, colours }) {
  return {
    data: [
      lines(CIRCLES, colours.line2, 1.5),
      lines(AXES, colours.line2, 1.5),
      marks(cloudOf(cloud, labels, false), colours.orange, 'circle'),
      marks(cloudOf(cloud, labels, true), colours.blue, 'diamond'),
      pathTrace(path, colours),
      ...(thin && !bare ? [{ ...lines(ends(thin), colours.ink3, 2.5), line: { color: colours.ink3, width: 2.5, dash: 'dash' } }] : []),
      ...(bare ? [] : arrowTraces(arrow, colours.ink)),
    ],
    layout: {
      ...baseLayout(colours),
      margin: { l: 0, r: 0, t: 0, b: 0 },
      uirevision: 'camera',
      hovermode: false,
      scene: {
        xaxis: hidden(),
        yaxis: hidden(),
        zaxis: hidden(),
        aspectmode: 'manual',
        aspectratio: { x: 2, y: 2, z: 2 },
        dragmode: 'turntable',
        hovermode: false,
        camera: { eye: eyeOf(VIEW, FAR), center: { x: 0, y: 0, z: 0 }, projection: { type: 'orthographic' } },
        annotations: names(colours),
      },
    },
  };
}

const hidden = () => ({ visible: false, range: [-ROOM, ROOM], autorange: false });

/** @param {object} line @param {string} color @param {number} width */
const lines = (line, color, width) => ({
  type: 'scatter3d', mode: 'lines', ...line, line: { color, width }, hoverinfo: 'skip',
});

/** @param {object} columns @param {string} color @param {'circle' | 'diamond'} symbol */
const marks = (columns, color, symbol) => ({
  type: 'scatter3d', mode: 'markers', ...columns, hoverinfo: 'skip',
  marker: { color, symbol, size: symbol === 'circle' ? 2.4 : 2, opacity: 0.7, line: { width: 0 } },
});

/**
 * A line from layer to layer with their numbers.
 *
 * @param {import('./sphere-geometry.js').PathPoint[]} path @param {Record<string, string>} colours
 */
function pathTrace(path, colours) {
  const names = pathLabels(path);
  // A line breaks where a point is missing.
  const points = path.flatMap(({ vector, joined }, k) => (k && !joined ? [null, vector] : [vector]));
  const text = path.flatMap(({ joined }, k) => (k && !joined ? ['', names[k]] : [names[k]]));
  const [x, y, z] = [0, 1, 2].map((axis) => points.map((point) => point && point[axis]));
  return {
    type: 'scatter3d', mode: 'lines+markers+text', x, y, z, text, hoverinfo: 'skip',
    line: { color: colours.ink2, width: 3 },
    marker: { color: colours.ink2, size: 3.5, line: { width: 0 } },
    textposition: 'middle right', textfont: { color: colours.ink, size: 12, family: colours.font },
  };
}

/** From the centre to the tip of an arrow. @param {ArrayLike<number>} tip */
const ends = (tip) => ({ x: [0, tip[0]], y: [0, tip[1]], z: [0, tip[2]] });

/** @param {ArrayLike<number>} tip @param {string} color */
function arrowTraces(tip, color) {
  const head = { x: [tip[0]], y: [tip[1]], z: [tip[2]] };
  return [
    lines(ends(tip), color, 5),
    { type: 'scatter3d', mode: 'markers', ...head, marker: { color, size: 6, line: { width: 0 } }, hoverinfo: 'skip' },
  ];
}

/** Labels as text of the page: sharper than letters drawn by WebGL. @param {Record<string, string>} colours */
const names = (colours) => {
  const style = { showarrow: false, font: { color: colours.ink2, size: 11 } };
  return LABELS.map(({ text, at: [x, y, z] }) => ({ x, y, z, text, ...style }));
};
