// @ts-check
/** Couplings of an entangling layer: violet dots on the wires and the lines that join them. */
import { explain } from '../chrome/hover-card.js';
import { channelNote, fixedGateNote, parameterNote } from '../chrome/notes.js';
import { s } from '../lib/dom.js';
import { wireY } from '../lib/layout.js';
import { valueOf } from './describe.js';
import { couplingPath, couplingTracks, trackOffset } from './geometry.js';

/** Gates whose two qurons play different parts: a tick on the line points at the target. */
const DIRECTED = new Set(['cnot', 'crx', 'cry', 'crz']);

/**
 * One coupling: the line itself, what runs along it while the network trains, and a wide one for the pointer.
 * @param {string} look class of the line
 */
export function couplingLine(look) {
  const line = s('path', { class: look });
  const flow = s('path', { class: 'flow' });
  const hit = s('path', { class: 'coupling-hit' });
  let shown = '';
  return {
    elements: [line, flow, hit],
    hit,
    /** @param {string} path */
    trace: (path) => [line, flow, hit].forEach((part) => part.setAttribute('d', path)),
    /**
     * Width and opacity follow the size of the coupling, dashes say that it is negative.
     * @param {number} strength radians
     */
    paint: (strength) => {
      const part = Math.min(1, Math.abs(strength) / Math.PI);
      const next = `${strength < 0 ? '-' : '+'}${part.toFixed(2)}`;
      if (next === shown) return;
      shown = next;
      line.setAttribute('stroke-width', (1.25 + 3.25 * part).toFixed(2));
      line.setAttribute('stroke-opacity', (0.35 + 0.65 * part).toFixed(2));
      line.setAttribute('stroke-dasharray', strength < 0 ? '5 3' : 'none');
    },
  };
}

/**
 * The width of a line is the size of its angle, where it has one.
 * @param {import('./types.js').Env} env
 * @param {import('./types.js').CardData} data
 */
export function couplingArt(env, data) {
  const { pairs } = data.layer;
  const { gate, kind } = data.spec;
  const angles = () => data.labels.filter(({ qurons }) => qurons.length > 1);
  const tracks = couplingTracks(pairs);
  const most = Math.max(0, ...tracks);
  const isNoise = kind === 'decohere';
  const lines = pairs.map(() => couplingLine('coupling'));
  const ticks = DIRECTED.has(gate) ? pairs.map(() => s('path', { class: 'coupling-tick' })) : [];
  const joined = [...new Set(pairs.flat())];
  const dots = joined.map(() => s('circle', { class: 'coupling-dot', r: 4 }));
  const parts = [...lines.flatMap((line) => line.elements), ...ticks, ...dots];
  const element = s('svg', { class: isNoise ? 'art noisy' : 'art', 'aria-hidden': 'true' }, ...parts);
  lines.forEach(({ hit }, place) =>
    explain(hit, () => {
      if (isNoise) return channelNote(env.store, data.index);
      return angles().length ? parameterNote(env.store, angles()[place].index) : fixedGateNote(gate, [pairs[place]], data.index);
    }),
  );
  /** @type {import('./types.js').Body['place']} */
  const place = (card, layout) => {
    const x = card.picture - 8;
    const y = (/** @type {number} */ quron) => wireY(layout, data.layer.n_out, quron);
    pairs.forEach(([a, b], index) => {
      const offset = trackOffset(tracks[index], most);
      lines[index].trace(couplingPath(x, Math.min(y(a), y(b)), Math.max(y(a), y(b)), offset));
      const middle = (y(a) + y(b)) / 2;
      const back = y(b) > y(a) ? -4 : 4;
      ticks[index]?.setAttribute('d', `M${x - offset - 4} ${middle + back}l4 ${-back} 4 ${back}`);
    });
    joined.forEach((quron, index) => {
      dots[index].setAttribute('cx', String(x));
      dots[index].setAttribute('cy', String(y(quron)));
    });
  };
  /** @param {Float32Array} theta */
  const paint = (theta) => {
    angles().forEach((label, place) => lines[place].paint(valueOf(kind, label, theta[label.index])));
  };
  return { element, place, paint };
}
