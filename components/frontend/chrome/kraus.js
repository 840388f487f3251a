// @ts-check
/** Kraus operators of the channels that have few and short ones. Pure. */

/**
 * @typedef {import('./density.js').Complex} Complex
 * @typedef {[Complex, Complex, Complex, Complex]} Matrix By rows.
 *
 * @typedef {object} Operator
 * @property {Matrix} matrix
 * @property {{weight: number, pauli: 'I' | 'X' | 'Y' | 'Z'} | null} pauli Set if it is a multiple of a Pauli matrix.
 */

const ZERO = { re: 0, im: 0 };
/** @param {number} re */
const real = (re) => ({ re, im: 0 });

/** @type {Record<'I' | 'X' | 'Y' | 'Z', Matrix>} */
const PAULI = {
  I: [real(1), ZERO, ZERO, real(1)],
  X: [ZERO, real(1), real(1), ZERO],
  Y: [ZERO, { re: 0, im: -1 }, { re: 0, im: 1 }, ZERO],
  Z: [real(1), ZERO, ZERO, real(-1)],
};

/** @param {number} probability @param {('X' | 'Y' | 'Z')[]} errors That share it. */
function pauliErrors(probability, errors) {
  const all = /** @type {[keyof typeof PAULI, number][]} */ ([
    ['I', 1 - probability],
    ...errors.map((pauli) => [pauli, probability / errors.length]),
  ]);
  return all.map(([pauli, part]) => {
    const weight = Math.sqrt(part);
    const entry = (/** @type {Complex} */ { re, im }) => ({ re: re && weight * re, im: im && weight * im });
    return { matrix: /** @type {Matrix} */ (PAULI[pauli].map(entry)), pauli: { weight, pauli } };
  });
}

/** @type {(...matrix: Matrix) => Operator} */
const plain = (...matrix) => ({ matrix, pauli: null });

/** @type {Record<string, (strength: number) => Operator[]>} */
const OPERATORS = {
  amplitude_damping: (g) => [
    plain(real(1), ZERO, ZERO, real(Math.sqrt(1 - g))),
    plain(ZERO, real(Math.sqrt(g)), ZERO, ZERO),
  ],
  phase_damping: (l) => [plain(real(1), ZERO, ZERO, real(Math.sqrt(1 - l))), plain(ZERO, ZERO, ZERO, real(Math.sqrt(l)))],
  depolarizing: (p) => pauliErrors(p, ['X', 'Y', 'Z']),
  bit_flip: (p) => pauliErrors(p, ['X']),
  phase_flip: (p) => pauliErrors(p, ['Z']),
  bit_phase_flip: (p) => pauliErrors(p, ['Y']),
};

/**
 * @param {{channel: string, strength?: number}} layer
 * @returns {Operator[]} Empty for channels that are better told by what they do to the Bloch vector.
 */
export const krausOf = (layer) => OPERATORS[layer.channel]?.(layer.strength ?? 0) ?? [];
