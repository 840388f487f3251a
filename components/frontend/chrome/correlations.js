// @ts-check
/** What a channel on a pair makes of the 16 Pauli strings: a dot each, smaller where it shrinks, joined where it turns. */
import { s } from '../lib/dom.js';
import { fixed } from '../lib/format.js';

const LETTERS = [...'IXYZ'];

/** The strings that ZZ crosstalk turns into one another, P ↦ cos P + sign sin Q. @type {[string, string, 1 | -1][]} */
const TURNS = [['XI', 'YZ', 1], ['YI', 'XZ', -1], ['IX', 'ZY', 1], ['IY', 'ZX', -1]];

/**
 * @typedef {object} Action
 * @property {Record<string, number>} kept factor of every string
 * @property {{from: string, to: string, factor: number}[]} turned what goes over from one to another, and back with the
 *   other sign
 */

/** @param {import('./kraus.js').Channel} layer on a pair @returns {Action} */
export function correlationsOf({ channel, strength = 0, angle = 0 }) {
  const strings = LETTERS.flatMap((first) => LETTERS.map((second) => first + second));
  if (channel === 'pair_depolarizing') {
    const factor = 1 - (16 / 15) * strength;
    return { kept: Object.fromEntries(strings.map((string) => [string, string === 'II' ? 1 : factor])), turned: [] };
  }
  const turning = new Set(TURNS.flatMap(([from, to]) => [from, to]));
  const kept = Object.fromEntries(strings.map((string) => [string, turning.has(string) ? Math.cos(angle / 2) : 1]));
  return { kept, turned: TURNS.map(([from, to, sign]) => ({ from, to, factor: sign * Math.sin(angle / 2) })) };
}

/**
 * The same in words. A Bell pair under depolarizing is a Werner state with 16 p/15 of noise, whose concurrence is
 * 1 − 3/2 of that (Wootters, PRL 80, 2245 (1998)); crosstalk makes |++⟩ as entangled as its strings turn.
 * @param {import('./kraus.js').Channel} layer
 * @returns {{maps: string[], notes: string[]}}
 */
export function correlationLines(layer) {
  const { kept, turned } = correlationsOf(layer);
  if (layer.channel === 'pair_depolarizing') {
    const left = Math.max(0, 1 - 1.6 * (layer.strength ?? 0));
    return { maps: [`P ↦ ${fixed(kept.ZZ, 4)} P`], notes: ['for every P but II', 'Concurrence of a Bell pair', `1 ↦ ${fixed(left, 4)}`] };
  }
  const maps = turned.slice(0, 2).map(({ from, to, factor }) => `${from} ↦ ${fixed(kept[from])} ${from} ${factor < 0 ? '−' : '+'} ${fixed(Math.abs(factor))} ${to}`);
  return { maps, notes: ['IX, IY likewise; 8 stay', 'Concurrence of |++⟩', `0 ↦ ${fixed(Math.abs(turned[0].factor), 4)}`] };
}

/** @type {(string: string) => [number, number]} */
const placeOf = (string) => [LETTERS.indexOf(string[1]), LETTERS.indexOf(string[0])];

/** @returns {{element: SVGElement, show: (layer: import('./kraus.js').Channel) => void}} */
export function createCorrelations() {
  const strings = LETTERS.flatMap((first) => LETTERS.map((second) => first + second));
  const spots = strings.map((string) => {
    const [cx, cy] = placeOf(string);
    const dot = s('circle', { class: 'spot-left', cx, cy });
    return { string, dot, parts: [s('circle', { class: 'spot-whole', cx, cy, r: 0.36 }), dot] };
  });
  const links = TURNS.map(([from, to]) => s('path', { class: 'spot-turn', d: `M${placeOf(from).join(' ')}L${placeOf(to).join(' ')}` }));
  const names = LETTERS.flatMap((letter, place) => [
    s('text', { class: 'map-name', x: place, y: -0.56 }, letter),
    s('text', { class: 'map-name', x: -0.74, y: place + 0.16 }, letter),
  ]);
  const element = s(
    'svg',
    { viewBox: '-1.15 -1.1 4.65 4.65', class: 'bloch-map strings-map', role: 'img', 'aria-label': '' },
    ...names,
    ...links,
    ...spots.flatMap(({ parts }) => parts),
  );
  return {
    element,
    show(layer) {
      const { kept, turned } = correlationsOf(layer);
      for (const { string, dot } of spots) {
        dot.setAttribute('r', (0.36 * Math.sqrt(Math.abs(kept[string]))).toFixed(3));
        dot.setAttribute('class', kept[string] < 0 ? 'spot-left turned-over' : 'spot-left');
      }
      links.forEach((link, k) => {
        const size = Math.abs(turned[k]?.factor ?? 0);
        link.setAttribute('stroke-width', (0.22 * size).toFixed(3));
        link.setAttribute('stroke-dasharray', (turned[k]?.factor ?? 0) < 0 ? '0.3 0.15' : 'none');
      });
    },
  };
}
