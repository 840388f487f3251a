// @ts-check
/**
 * Points and lines of a Bloch sphere: pure geometry, tested under node.
 * Conventions: |0> is the north pole (z = +1); x points at the viewer, y to the right.
 */

/** @typedef {{x: (number | null)[], y: (number | null)[], z: (number | null)[]}} Line with null where it breaks */

/** Where one looks from when nothing has been turned: radians. */
export const VIEW = { azimuth: 0.6, elevation: 0.32 };

/**
 * Great circles in the three coordinate planes, joined to one broken line.
 *
 * @param {number} [steps] of a circle
 * @returns {Line}
 */
export function greatCircles(steps = 72) {
  /** @type {Line} */
  const line = { x: [], y: [], z: [] };
  const planes = [
    (/** @type {number} */ c, /** @type {number} */ s) => [c, s, 0],
    (/** @type {number} */ c, /** @type {number} */ s) => [c, 0, s],
    (/** @type {number} */ c, /** @type {number} */ s) => [0, c, s],
  ];
  for (const plane of planes) {
    for (let k = 0; k <= steps; k++) {
      const angle = (2 * Math.PI * k) / steps;
      add(line, plane(Math.cos(angle), Math.sin(angle)));
    }
    add(line, [null, null, null]);
  }
  return line;
}

/** The half axes that carry a label, and the way down to |1>. @returns {Line} */
export function axes() {
  /** @type {Line} */
  const line = { x: [], y: [], z: [] };
  for (const end of [[0, 0, 1], [0, 0, -1], [1, 0, 0], [0, 1, 0]]) {
    add(line, [0, 0, 0]);
    add(line, end);
    add(line, [null, null, null]);
  }
  return line;
}

/** @param {Line} line @param {(number | null)[]} point */
function add(line, [x, y, z]) {
  line.x.push(x);
  line.y.push(y);
  line.z.push(z);
}

/** Labels a little outside of the sphere. */
export const LABELS = [
  { text: '|0⟩', at: [0, 0, 1.17] },
  { text: '|1⟩', at: [0, 0, -1.17] },
  { text: 'x', at: [1.2, 0, 0] },
  { text: 'y', at: [0, 1.17, 0] },
];

/**
 * The points of one class, as columns.
 *
 * @param {ArrayLike<number>} cloud Bloch vectors, three numbers each
 * @param {ArrayLike<number>} y label of each point
 * @param {boolean} positive which class
 */
export function cloudOf(cloud, y, positive) {
  const columns = { x: /** @type {number[]} */ ([]), y: /** @type {number[]} */ ([]), z: /** @type {number[]} */ ([]) };
  const count = Math.min(y.length, Math.floor(cloud.length / 3));
  for (let k = 0; k < count; k++) {
    if (y[k] > 0 !== positive) continue;
    columns.x.push(cloud[3 * k]);
    columns.y.push(cloud[3 * k + 1]);
    columns.z.push(cloud[3 * k + 2]);
  }
  return columns;
}

/** Mean length of the Bloch vectors of a cloud; null for an empty one. @param {ArrayLike<number>} cloud */
export function meanLength(cloud) {
  const count = Math.floor(cloud.length / 3);
  let total = 0;
  for (let k = 0; k < count; k++) total += Math.hypot(cloud[3 * k], cloud[3 * k + 1], cloud[3 * k + 2]);
  return count ? total / count : null;
}

/**
 * Parallel projection: to the right, upwards and towards the viewer.
 *
 * @param {ArrayLike<number>} point
 * @param {{azimuth: number, elevation: number}} view
 * @returns {[number, number, number]}
 */
export function project(point, { azimuth, elevation }) {
  const right = -point[0] * Math.sin(azimuth) + point[1] * Math.cos(azimuth);
  const out = point[0] * Math.cos(azimuth) + point[1] * Math.sin(azimuth);
  const up = point[2] * Math.cos(elevation) - out * Math.sin(elevation);
  return [right, up, out * Math.cos(elevation) + point[2] * Math.sin(elevation)];
}

/**
 * Where the eye is, seen from the centre.
 *
 * @param {{azimuth: number, elevation: number}} view @param {number} [distance]
 */
export function eyeOf({ azimuth, elevation }, distance = 1) {
  const flat = distance * Math.cos(elevation);
  return { x: flat * Math.cos(azimuth), y: flat * Math.sin(azimuth), z: distance * Math.sin(elevation) };
}

/**
 * Row of a quron in the arrays that list every quron after every layer.
 *
 * @param {readonly number[]} widths number of qurons before the first layer, after layer 1, 2, ...
 * @param {number} layer 0-based; -1 is the input
 * @param {number} quron
 */
export function blochRow(widths, layer, quron) {
  let row = 0;
  for (let k = 0; k <= layer; k++) row += widths[k];
  return row + quron;
}

/**
 * @typedef {object} PathPoint a quron's state after a layer
 * @property {number} layer number as on the cards; 0 is before the first
 * @property {ArrayLike<number>} vector
 * @property {boolean} joined with the point before: a perceptron makes new qurons, and no path leads to them
 */

/**
 * The path of a quron through the layers.
 *
 * @param {{widths: readonly number[], layers: readonly {kind: string}[]}} scene
 * @param {Float32Array} bloch vectors of every quron before the first layer, after it, ...
 * @param {number} quron
 * @returns {PathPoint[]}
 */
export function pathOf({ widths, layers }, bloch, quron) {
  const points = /** @type {PathPoint[]} */ ([]);
  widths.forEach((width, layer) => {
    if (quron >= width) return;
    const at = 3 * blochRow(widths, layer - 1, quron);
    const joined = points.length > 0 && points[points.length - 1].layer === layer - 1 && layers[layer - 1].kind !== 'perceptron';
    points.push({ layer, vector: bloch.subarray(at, at + 3), joined });
  });
  return points;
}

const TOGETHER = 0.09; // radii; closer than this two numbers would cover each other

/**
 * A label for each point of a path: its layer; where several lie together the first one names them all.
 *
 * @param {readonly PathPoint[]} points
 * @returns {string[]}
 */
export function pathLabels(points) {
  const labels = points.map(() => /** @type {number[]} */ ([]));
  points.forEach(({ layer, vector }, k) => {
    const near = points.findIndex((other) => distance(other.vector, vector) < TOGETHER);
    labels[near < k ? near : k].push(layer);
  });
  return labels.map((layers) => layers.join(','));
}

/** @param {ArrayLike<number>} a @param {ArrayLike<number>} b */
const distance = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
