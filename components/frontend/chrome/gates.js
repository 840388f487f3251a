// @ts-check
/** What the gate of a parameter is: R_P(θ) = exp(−iθP/2), alone, controlled or on a pair. Pure. */

/**
 * @typedef {import('./density.js').Complex} Complex
 * @typedef {'x' | 'y' | 'z'} Axis
 *
 * @typedef {object} Gate
 * @property {'rotation' | 'controlled' | 'coupling' | 'encoding'} family
 * @property {Axis} axis
 */

/**
 * @param {string} name Axis of a parameter as in the scene: RY, CRX, RXX; XX in a perceptron, `scale` in an encoder.
 * @returns {Gate}
 */
export function gateOf(name) {
  const axis = /** @type {Axis} */ (name.slice(-1).toLowerCase());
  if (name === 'scale') return { family: 'encoding', axis: 'x' };
  if (name.startsWith('CR')) return { family: 'controlled', axis };
  return { family: /([XYZ])\1$/.test(name) ? 'coupling' : 'rotation', axis };
}

/** Gates without a parameter, by rows, over 00, 01, 10, 11. @type {Record<string, string[]>} */
export const FIXED = {
  cz: ['1 0 0 0', '0 1 0 0', '0 0 1 0', '0 0 0 −1'],
  cnot: ['1 0 0 0', '0 1 0 0', '0 0 0 1', '0 0 1 0'],
  iswap: ['1 0 0 0', '0 0 i 0', '0 i 0 0', '0 0 0 1'],
  swap: ['1 0 0 0', '0 0 1 0', '0 1 0 0', '0 0 0 1'],
};

/**
 * R_P(θ) by rows; entries that vanish by construction are exactly 0.
 * @param {Axis} axis
 * @param {number} theta Radians.
 * @returns {[Complex, Complex, Complex, Complex]}
 */
export function rotationMatrix(axis, theta) {
  const c = Math.cos(theta / 2);
  const s = Math.sin(theta / 2);
  const real = (/** @type {number} */ re) => ({ re, im: 0 });
  if (axis === 'x') return [real(c), { re: 0, im: -s }, { re: 0, im: -s }, real(c)];
  if (axis === 'y') return [real(c), real(-s), real(s), real(c)];
  return [{ re: c, im: -s }, real(0), real(0), { re: c, im: s }];
}
