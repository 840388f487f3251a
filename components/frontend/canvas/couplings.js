// @ts-check
/** Couplings of an entangling layer: violet dots on the wires and the lines that join them. */
import { s } from '../lib/dom.js';
import { wrap } from '../lib/format.js';
import { wireY } from '../lib/layout.js';
import { couplingPath, couplingTracks, trackOffset } from './geometry.js';

/** Gates whose two qurons play different parts: a tick on the line points at the target. */
const DIRECTED = new Set(['cnot', 'crx', 'cry', 'crz']);

/**
 * The width of a line is the size of its angle, where it has one.
 * @param {import('./types.js').CardData} data
 */
export function couplingArt(data) {
  const { pairs, parameters } = data.layer;
  const directed = DIRECTED.has(data.spec.gate);
  const tracks = couplingTracks(pairs);
  const most = Math.max(0, ...tracks);
  const lines = pairs.map(() => s('path', { class: 'coupling' }));
  const ticks = directed ? pairs.map(() => s('path', { class: 'coupling-tick' })) : [];
  const joined = [...new Set(pairs.flat())];
  const dots = joined.map(() => s('circle', { class: 'coupling-dot', r: 4 }));
  const element = s('svg', { class: 'art', 'aria-hidden': 'true' }, ...lines, ...ticks, ...dots);
  /** @type {import('./types.js').Body['place']} */
  const place = (card, layout) => {
    const x = card.picture - 8;
    const y = (/** @type {number} */ quron) => wireY(layout, data.layer.n_out, quron);
    pairs.forEach(([a, b], index) => {
      const offset = trackOffset(tracks[index], most);
      lines[index].setAttribute('d', couplingPath(x, Math.min(y(a), y(b)), Math.max(y(a), y(b)), offset));
      const middle = (y(a) + y(b)) / 2;
      const back = y(b) > y(a) ? -4 : 4;
      ticks[index]?.setAttribute('d', `M${x - offset - 4} ${middle + back}l4 ${-back} 4 ${back}`);
    });
    joined.forEach((quron, index) => {
      dots[index].setAttribute('cx', String(x));
      dots[index].setAttribute('cy', String(y(quron)));
    });
  };
  const widths = pairs.map(() => '');
  /** @param {Float32Array} theta */
  const paint = (theta) => {
    parameters.forEach((_, index) => {
      const label = data.labels[index];
      const width = (1.25 + (2.2 * Math.abs(wrap(theta[label.index]))) / Math.PI).toFixed(1);
      if (width !== widths[index]) lines[index].setAttribute('stroke-width', (widths[index] = width));
    });
  };
  return { element, place, paint };
}
