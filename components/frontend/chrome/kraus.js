// @ts-check
/** Kraus operators of every channel, and how far they are from summing to one. Pure. */

/**
 * @typedef {import('./density.js').Complex} Complex
 * @typedef {Complex[]} Matrix By rows, 2 × 2 or 4 × 4.
 *
 * @typedef {object} Operator
 * @property {Matrix} matrix
 * @property {{weight: number, pauli: string} | null} pauli Set if it is a multiple of a Pauli string.
 *
 * @typedef {{channel: string, strength?: number, ground_population?: number, t1?: number, t2?: number, time?: number,
 *   thermal_population?: number, angle?: number}} Channel a channel layer as it stands in the experiment
 */

const ZERO = { re: 0, im: 0 };
/** @param {number} re */
const real = (re) => ({ re, im: 0 });
/** @type {(a: Complex, b: Complex) => Complex} */
const times = (a, b) => ({ re: a.re * b.re - a.im * b.im, im: a.re * b.im + a.im * b.re });
/** @type {(...numbers: number[]) => Matrix} */
const reals = (...numbers) => numbers.map(real);

/** @type {Record<string, Matrix>} */
const PAULI = {
  I: reals(1, 0, 0, 1),
  X: reals(0, 1, 1, 0),
  Y: [ZERO, { re: 0, im: -1 }, { re: 0, im: 1 }, ZERO],
  Z: reals(1, 0, 0, -1),
};

/** The matrix of a Pauli string on one quron or two. @param {string} string */
function pauliMatrix(string) {
  const [first, second] = [...string].map((letter) => PAULI[letter]);
  if (!second) return first;
  const four = [0, 1, 2, 3];
  return four.flatMap((row) => four.map((column) => times(first[2 * (row >> 1) + (column >> 1)], second[2 * (row & 1) + (column & 1)])));
}

/** The 15 Pauli strings of a pair but II. */
export const PAIR_STRINGS = [...'IXYZ'].flatMap((first) => [...'IXYZ'].map((second) => first + second)).slice(1);

/** @param {number} probability @param {string[]} errors That share it. @returns {Operator[]} */
function pauliErrors(probability, errors) {
  const identity = 'I'.repeat(errors[0].length);
  const all = [{ pauli: identity, part: 1 - probability }, ...errors.map((pauli) => ({ pauli, part: probability / errors.length }))];
  return all.map(({ pauli, part }) => {
    const weight = Math.sqrt(part);
    const entry = (/** @type {Complex} */ { re, im }) => ({ re: re && weight * re, im: im && weight * im });
    return { matrix: pauliMatrix(pauli).map(entry), pauli: { weight, pauli } };
  });
}

/** @type {(...numbers: number[]) => Operator} */
const plain = (...numbers) => ({ matrix: reals(...numbers), pauli: null });

/** Relaxation with probability g towards a mixture with probability q of |0⟩. @param {number} g @param {number} q */
function damping(g, q) {
  const [kept, down, up] = [Math.sqrt(1 - g), Math.sqrt(q), Math.sqrt(1 - q)];
  const cold = [plain(down, 0, 0, down * kept), plain(0, down * Math.sqrt(g), 0, 0)];
  return q === 1 ? cold : [...cold, plain(up * kept, 0, 0, up), plain(0, 0, up * Math.sqrt(g), 0)];
}

/**
 * T1 and T2 for a time. Jumps between the levels, and what multiplies them: the eigenvectors of the part of the Choi
 * matrix over |0⟩⟨0| and |1⟩⟨1|, [[P(0|0), e2], [e2, P(1|1)]]. Operators that vanish are left out.
 * @param {Channel} layer
 */
function thermal({ t1 = Infinity, t2 = Infinity, time = 0, thermal_population: excited = 0 }) {
  const lost = -Math.expm1(-time / t1);
  const e2 = Math.exp(-time / t2);
  const [up, down] = [excited * lost, (1 - excited) * lost];
  const [low, high] = [1 - up, 1 - down];
  const [middle, half] = [(low + high) / 2, (low - high) / 2];
  const spread = Math.hypot(half, e2);
  const angle = Math.atan2(e2, half) / 2;
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const [more, less] = [Math.sqrt(middle + spread), Math.sqrt(Math.max(0, middle - spread))];
  const all = [plain(more * c, 0, 0, more * s), plain(-less * s, 0, 0, less * c), plain(0, Math.sqrt(down), 0, 0), plain(0, 0, Math.sqrt(up), 0)];
  return all.filter(({ matrix }) => matrix.some(({ re }) => Math.abs(re) > 1e-9));
}

/** exp(−i ζt ZZ / 4). @param {number} angle ζt @returns {Operator} */
function crosstalk(angle) {
  const signs = [1, -1, -1, 1];
  const entry = (/** @type {number} */ sign) => ({ re: Math.cos(angle / 4), im: -sign * Math.sin(angle / 4) });
  return { matrix: signs.flatMap((sign, row) => signs.map((_, column) => (row === column ? entry(sign) : ZERO))), pauli: null };
}

/** @type {Record<string, (layer: Channel & {strength: number}) => Operator[]>} */
const OPERATORS = {
  amplitude_damping: ({ strength: g }) => damping(g, 1),
  generalized_amplitude_damping: ({ strength: g, ground_population: q = 1 }) => damping(g, q),
  phase_damping: ({ strength: l }) => [plain(1, 0, 0, Math.sqrt(1 - l)), plain(0, 0, 0, Math.sqrt(l))],
  depolarizing: ({ strength: p }) => pauliErrors(p, ['X', 'Y', 'Z']),
  bit_flip: ({ strength: p }) => pauliErrors(p, ['X']),
  phase_flip: ({ strength: p }) => pauliErrors(p, ['Z']),
  bit_phase_flip: ({ strength: p }) => pauliErrors(p, ['Y']),
  thermal,
  pair_depolarizing: ({ strength: p }) => pauliErrors(p, PAIR_STRINGS),
  zz_crosstalk: ({ angle = 0 }) => [crosstalk(angle)],
};

/** @param {Channel} layer @returns {Operator[]} */
export const krausOf = (layer) => OPERATORS[layer.channel]({ ...layer, strength: layer.strength ?? 0 });

/**
 * The largest entry of ΣK†K − 1: rounding, if the operators are a channel.
 * @param {readonly Operator[]} operators
 */
export function incompleteness(operators) {
  const size = Math.sqrt(operators[0].matrix.length);
  let largest = 0;
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      let [re, im] = [row === column ? -1 : 0, 0];
      for (const { matrix } of operators) {
        for (let k = 0; k < size; k += 1) {
          const left = matrix[size * k + row];
          const term = times({ re: left.re, im: -left.im }, matrix[size * k + column]);
          [re, im] = [re + term.re, im + term.im];
        }
      }
      largest = Math.max(largest, Math.hypot(re, im));
    }
  }
  return largest;
}
