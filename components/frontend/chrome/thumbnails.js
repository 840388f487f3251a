// @ts-check
/** Small pictures of the data sets: the shapes of learning/datasets.py, with a little noise. Pure. */

const EXTENT = 0.8;
const POINTS = 64;
const NOISE = 0.04;

/** @typedef {{x: number, y: number, label: -1 | 1}} Point */
/** @typedef {(part: number, label: -1 | 1, draw: () => number) => [number, number]} Shape part: 0 to 1 along it */

/**
 * Numbers in [0, 1) that are the same on every page: mulberry32.
 * @param {number} seed
 */
export function stream(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A normal number by Box and Muller. @param {() => number} draw */
const normal = (draw) => Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw());

/** @type {Record<string, Shape>} */
const SHAPES = {
  circles: (part, label) => {
    const radius = label < 0 ? EXTENT : 0.4 * EXTENT;
    return [radius * Math.cos(2 * Math.PI * part), radius * Math.sin(2 * Math.PI * part)];
  },
  moons: (part, label) => {
    const [x, y] = [Math.cos(Math.PI * part), Math.sin(Math.PI * part)];
    const [u, v] = label < 0 ? [x, y] : [1 - x, 0.5 - y];
    return [(EXTENT * (u - 0.5)) / 1.5, (EXTENT * (v - 0.25)) / 0.75];
  },
  xor: (_part, label, draw) => {
    const reach = () => 0.1 + (EXTENT - 0.1) * draw();
    const right = draw() < 0.5 ? -1 : 1;
    return [right * reach(), right * label * reach()];
  },
  blobs: (_part, label, draw) => [0.4 * label + 0.12 * normal(draw), 0.4 * label + 0.12 * normal(draw)],
  spiral: (part, label) => {
    const radius = EXTENT * Math.sqrt(0.01 + 0.99 * part);
    const angle = (3 * Math.PI * radius) / EXTENT;
    return [label * radius * Math.sin(angle), label * radius * Math.cos(angle)];
  },
  disc: (_part, label, draw) => {
    const edge = Math.sqrt(2 / Math.PI);
    for (;;) {
      const [x, y] = [2 * draw() - 1, 2 * draw() - 1];
      if (Math.hypot(x, y) < edge === label > 0) return [EXTENT * x, EXTENT * y];
    }
  },
};

/** @param {number} x @param {number} y @param {number} centre */
const hill = (x, y, centre) => Math.exp(-((x - centre) ** 2 + (y - centre) ** 2) / (2 * 0.3 ** 2));

/** Targets of the regression sets. @type {Record<string, (x: number, y: number) => number>} */
const FIELDS = {
  plane: (x, y) => (x + y) / (2 * EXTENT),
  gauss: (x, y) => hill(x, y, 0.4) - hill(x, y, -0.4),
  sine: (x, y) => Math.sin(Math.PI * x) * Math.cos((Math.PI * y) / 2),
};

/** Data sets in the order of the rail, with what each looks like. @type {Record<string, string>} */
export const DATASETS = {
  circles: 'Two rings',
  moons: 'Two half circles',
  xor: 'Four squares',
  spiral: 'Two arms',
  blobs: 'Two clouds',
  disc: 'A disc of half the area',
  plane: 'Regression: a tilted plane',
  gauss: 'Regression: a hill and a hollow',
  sine: 'Regression: a standing wave',
};

/** @param {string} name */
export const isField = (name) => name in FIELDS;

/**
 * Points of a classification set.
 * @param {string} name
 * @returns {Point[]}
 */
export function pointsOf(name) {
  const draw = stream(11);
  const half = POINTS / 2;
  return Array.from({ length: POINTS }, (_, index) => {
    const label = index % 2 ? 1 : -1;
    const [x, y] = SHAPES[name]((Math.floor(index / 2) + 0.5) / half, label, draw);
    return { x: x + NOISE * normal(draw), y: y + NOISE * normal(draw), label };
  });
}

/**
 * Values of a regression set on a grid over [−1, 1]²; row 0 has the lowest x2.
 * @param {string} name
 * @param {number} edge points along a side
 */
export function fieldOf(name, edge) {
  const values = new Float32Array(edge * edge);
  const at = (/** @type {number} */ index) => -1 + (2 * index) / (edge - 1);
  for (let row = 0; row < edge; row++) {
    for (let col = 0; col < edge; col++) values[row * edge + col] = FIELDS[name](at(col), at(row));
  }
  return values;
}

/**
 * All points of one class as one path: circles for −1, diamonds for +1; y points up in the data, down on the screen.
 * @param {readonly Point[]} points
 * @param {-1 | 1} label
 * @param {number} half half the width of the picture's square
 */
export function marksPath(points, label, half) {
  const radius = 1.4;
  const mark =
    label < 0
      ? `m${-radius} 0a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0`
      : 'm0 -1.8l1.8 1.8l-1.8 1.8l-1.8 -1.8z';
  return points
    .filter((point) => point.label === label)
    .map(({ x, y }) => `M${(half * x).toFixed(1)} ${(-half * y).toFixed(1)}${mark}`)
    .join('');
}
