// @ts-check
/**
 * Drag planes: how maps, Bloch vectors and purities follow one dial, as the simulator has worked it out.
 *
 * A part of a picture at the dial's value v is R2 (sum_k b_k(v) C_k) R1ᵀ: a few functions b_k of the dial, their
 * coefficients C_k on few nodes of the input plane, and the rows R1, R2 that turn nodes into pixels. For the scale s of
 * an encoder the rows depend on s: each is a row of harmonics of s·x times a row of nodes. See models/planes.py.
 */

/**
 * @typedef {import('./types.js').Plane} Plane
 * @typedef {{kind: 'trigonometric', base: number}
 *   | {kind: 'chebyshev', variable: keyof typeof VARIABLES, low: number, high: number}} Basis
 * @typedef {{name: 'map' | 'nodes' | 'bloch' | 'purities', which: number[], turns: [number, number] | null}} PartHeader
 * @typedef {{id: number, path: (string | number)[], basis: Basis, span: [number, number] | null,
 *   parts: PartHeader[]}} PlanesHeader
 *
 * @typedef {object} Part
 * @property {PartHeader} header
 * @property {Float32Array} coefficients (functions of the dial, functions, s2, s1)
 * @property {number} count functions of the dial
 * @property {Side} first along x1
 * @property {Side} second along x2
 *
 * @typedef {object} Side
 * @property {number} nodes
 * @property {Float32Array} rows (pixels, nodes)
 * @property {number} pixels
 * @property {{degree: number, rest: Float32Array, line: Float32Array} | null} turning how rows follow a scale
 */

/** What outputs are polynomials of, as in models/planes_basis.py. */
const VARIABLES = {
  value: (/** @type {number} */ value) => value,
  root: (/** @type {number} */ value) => Math.sqrt(Math.max(0, 1 - value)),
  rate: (/** @type {number} */ value) => 1 / value,
};

export class Planes {
  /**
   * @param {PlanesHeader} header
   * @param {Record<string, Plane>} arrays of the frame that brought it
   */
  constructor(header, arrays) {
    this.id = header.id;
    this.path = header.path;
    this.key = header.path.join('/');
    this.basis = header.basis;
    this.span = header.span;
    this.parts = header.parts.map((part, number) => readPart(part, number, arrays));
    const sizes = this.parts.map(({ first, second }) => [first.nodes * second.nodes, first.pixels * second.nodes]);
    this.weights = new Float64Array(Math.max(...this.parts.map((part) => part.count)));
    this.nodes = new Float64Array(Math.max(...sizes.map((size) => size[0])));
    this.half = new Float64Array(Math.max(...sizes.map((size) => size[1])));
  }

  /** Whether the planes hold for a value of the dial. @param {number} value */
  covers(value) {
    const [low, high] = this.span ?? [-Infinity, Infinity];
    return value >= low && value <= high;
  }

  /**
   * Write what the dial moves into the arrays of a picture; nothing is made anew.
   * @param {number} value of the dial
   * @param {Record<string, Plane>} arrays with everything else as it is
   */
  combine(value, arrays) {
    fillWeights(this.weights, this.basis, value);
    for (const part of this.parts) {
      turn(part.first, value);
      turn(part.second, value);
      const target = arrays[part.header.name].data;
      const size = part.first.pixels * part.second.pixels;
      part.header.which.forEach((place, number) => this.write(part, number, target, place * size));
    }
  }

  /**
   * One function of a part, at every pixel.
   * @param {Part} part
   * @param {number} number
   * @param {Float32Array} target
   * @param {number} offset
   */
  write({ coefficients, count, header, first, second }, number, target, offset) {
    const { weights, nodes, half } = this;
    const size = first.nodes * second.nodes;
    const stride = header.which.length * size;
    nodes.fill(0, 0, size);
    for (let k = 0, from = number * size; k < count; k += 1, from += stride) {
      const weight = weights[k];
      for (let i = 0; i < size; i += 1) nodes[i] += weight * coefficients[from + i];
    }
    product(nodes, second.nodes, first.nodes, first.rows, first.pixels, half);
    const { pixels } = first;
    for (let row = 0; row < second.pixels; row += 1) {
      const start = offset + row * pixels;
      for (let column = 0; column < pixels; column += 1) {
        let sum = 0;
        for (let i = 0; i < second.nodes; i += 1) sum += second.rows[row * second.nodes + i] * half[i * pixels + column];
        target[start + column] = sum;
      }
    }
  }
}

/**
 * out = left · rowsᵀ.
 * @param {Float64Array} left (height, width)
 * @param {number} height
 * @param {number} width
 * @param {Float32Array} rows (pixels, width)
 * @param {number} pixels
 * @param {Float64Array} out (height, pixels)
 */
function product(left, height, width, rows, pixels, out) {
  for (let i = 0; i < height; i += 1) {
    for (let pixel = 0; pixel < pixels; pixel += 1) {
      let sum = 0;
      for (let j = 0; j < width; j += 1) sum += left[i * width + j] * rows[pixel * width + j];
      out[i * pixels + pixel] = sum;
    }
  }
}

/** @param {PartHeader} header @param {number} number @param {Record<string, Plane>} arrays @returns {Part} */
function readPart(header, number, arrays) {
  const { shape, data } = arrays[`plane ${number}`];
  const side = (/** @type {0 | 1} */ axis) => {
    const label = `${number} x${axis + 1}`;
    const rows = arrays[`rows ${label}`];
    const pixels = rows.shape[0];
    if (!header.turns) return { nodes: rows.shape[1], rows: rows.data, pixels, turning: null };
    const degree = header.turns[axis];
    const nodes = (2 * degree + 1) * rows.shape[1];
    const turning = { degree, rest: rows.data, line: arrays[`line ${label}`].data };
    return { nodes, rows: new Float32Array(pixels * nodes), pixels, turning };
  };
  return { header, coefficients: data, count: shape[0], first: side(0), second: side(1) };
}

/**
 * The functions of a dial at a value: harmonics of an angle, or Chebyshev polynomials of a strength.
 * @param {Float64Array} weights
 * @param {Basis} basis
 * @param {number} value
 */
export function fillWeights(weights, basis, value) {
  weights[0] = 1;
  if (basis.kind === 'trigonometric') {
    for (let k = 1; k < weights.length; k += 1) {
      const angle = Math.ceil(k / 2) * basis.base * value;
      weights[k] = k % 2 ? Math.cos(angle) : Math.sin(angle);
    }
    return;
  }
  const variable = VARIABLES[basis.variable];
  const first = variable(basis.low);
  const last = variable(basis.high);
  const z = (2 * variable(value) - first - last) / (last - first);
  for (let k = 1; k < weights.length; k += 1) weights[k] = k === 1 ? z : 2 * z * weights[k - 1] - weights[k - 2];
}

/** The rows of one side at a scale: harmonics of scale·x, each with all nodes of the rest. @param {Side} side @param {number} scale */
function turn({ turning, rows, nodes, pixels }, scale) {
  if (!turning) return;
  const { degree, rest, line } = turning;
  const width = nodes / (2 * degree + 1);
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    for (let wave = 0; wave <= 2 * degree; wave += 1) {
      const angle = Math.ceil(wave / 2) * scale * line[pixel];
      const factor = wave % 2 ? Math.cos(angle) : wave ? Math.sin(angle) : 1;
      const to = pixel * nodes + wave * width;
      for (let i = 0; i < width; i += 1) rows[to + i] = factor * rest[pixel * width + i];
    }
  }
}
