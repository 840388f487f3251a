// @ts-check
/**
 * A density matrix as a picture: in each cell a disc whose area is the size of the entry, whose colour is its phase, and
 * with a hand that points there as well (to the right: +1; up: +i). Blue to orange is +1 to −1 as everywhere; +i is
 * light and −i dark, so that the four are told apart without colour. Pure, but for the pen.
 */

/** @typedef {{re: number, im: number}} Complex */

/** Colours at the phases 0, π/2, π, −π/2. */
const PHASES = {
  light: [[20, 99, 189], [86, 190, 160], [201, 90, 0], [92, 46, 74]],
  dark: [[98, 176, 255], [198, 245, 224], [255, 157, 74], [150, 98, 128]],
};

/**
 * @param {'light' | 'dark'} theme
 * @param {number} phase radians
 * @returns {string}
 */
export function phaseColour(theme, phase) {
  const turn = (((phase / (2 * Math.PI)) % 1) + 1) % 1;
  const from = Math.floor(4 * turn);
  const part = 4 * turn - from;
  const [low, high] = [PHASES[theme][from % 4], PHASES[theme][(from + 1) % 4]];
  return `rgb(${low.map((value, k) => Math.round(value + part * (high[k] - value))).join(' ')})`;
}

/** @type {(data: ArrayLike<number>, size: number, row: number, column: number) => Complex} */
export function entryOf(data, size, row, column) {
  const at = 2 * (row * size + column);
  return { re: data[at], im: data[at + 1] };
}

/** Largest absolute value of an entry, and Tr ρ². @param {ArrayLike<number>} data */
export function summary(data) {
  let largest = 0;
  let purity = 0;
  for (let at = 0; at < data.length; at += 2) {
    const square = data[at] * data[at] + data[at + 1] * data[at + 1];
    purity += square;
    largest = Math.max(largest, square);
  }
  return { largest: Math.sqrt(largest), purity };
}

/** A basis state, first quron first. @param {number} index @param {number} qurons */
export const basisName = (index, qurons) => index.toString(2).padStart(qurons, '0');

/**
 * A disc and its hand.
 * @param {CanvasRenderingContext2D} pen
 * @param {Complex} value
 * @param {{x: number, y: number, room: number, largest: number}} place centre, largest radius, and the entry that has it
 * @param {{theme: 'light' | 'dark', hand: string}} look
 */
export function drawEntry(pen, value, { x, y, room, largest }, { theme, hand }) {
  const size = Math.hypot(value.re, value.im);
  const radius = room * Math.sqrt(size / largest);
  if (!(radius > 0.35)) return;
  const phase = Math.atan2(value.im, value.re);
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fillStyle = phaseColour(theme, phase);
  pen.fill();
  if (radius < 2) return;
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(x + radius * Math.cos(phase), y - radius * Math.sin(phase));
  pen.strokeStyle = hand;
  pen.lineWidth = Math.max(0.75, Math.min(2, radius / 5));
  pen.stroke();
}
