// @ts-check
/** Small line drawings on tiles and buttons; all of them inherit the ink around them. */
import { s } from '../lib/dom.js';
import { CHANNELS } from './channels.js';

/** @typedef {[name: keyof SVGElementTagNameMap, attributes: Record<string, string | number>][]} Drawing */

/** @type {Record<string, Drawing>} */
const DRAWINGS = {
  encode: [['path', { d: 'M3 9h5M8 5.5 11.5 9 8 12.5M13 4v10' }]],
  rotate: [['path', { d: 'M14 9a5 5 0 1 1-2-4M12.5 2v3.2H9.3' }]],
  entangle: [
    ['path', { d: 'M9 4.5v9', class: 'violet-line' }],
    ['circle', { cx: 9, cy: 4.5, r: 2, class: 'violet-dot' }],
    ['circle', { cx: 9, cy: 13.5, r: 2, class: 'violet-dot' }],
  ],
  evolve: [
    ['path', { d: 'M2.5 14h2V9h9v5h2' }],
    ['path', { d: 'M4.5 6c1.1-3 2.2-3 3.3 0s2.2 3 3.3 0 1.6-2.6 2.4-1.6', class: 'violet-line' }],
  ],
  perceptron: [['path', { d: 'M4 4.5 14 9 4 13.5M4 9h10', class: 'violet-line' }]],
  more: [['path', { d: 'M4 9h.1M9 9h.1M14 9h.1', 'stroke-width': 2.5 }]],
  remove: [['path', { d: 'm5.5 5.5 7 7M12.5 5.5l-7 7' }]],
  duplicate: [['path', { d: 'M6.5 6.5h7v7h-7zM4.5 11.5v-7h7' }]],
  block: [
    ['path', { d: 'M3.5 4h4.5v10H3.5zM10 4h4.5v10H10z' }],
    ['path', { d: 'M8 9h2' }],
  ],
  bin: [['path', { d: 'M4 5.5h10M7.5 5.5V4h3v1.5M5.5 5.5l.6 8.5h5.8l.6-8.5M7.7 8v3.5M10.3 8v3.5' }]],
  rename: [['path', { d: 'M4 14l.6-2.8L11.4 4.4l2.2 2.2-6.8 6.8zM10 5.8 12.2 8' }]],
  lab: [['path', { d: 'M7 3v4L3.5 14.2h11L11 7V3M5.8 3h6.4M5.4 11h7.2' }]],
  expand: [['path', { d: 'M4 8V4h4M14 10v4h-4M4 4l4.5 4.5M14 14 9.5 9.5' }]],
  add: [['path', { d: 'M9 4.5v9M4.5 9h9' }]],
  dials: [['path', { d: 'M6 7.5 9 10.5 12 7.5' }]],
};

/**
 * @param {string} name a layer kind, a channel or an action
 * @returns {SVGElement}
 */
export function icon(name) {
  if (name in CHANNELS) return channelIcon(name);
  const frame = s('svg', {
    viewBox: '0 0 18 18', class: 'icon', fill: 'none', stroke: 'currentColor', 'stroke-width': 1.5,
    'stroke-linecap': 'round', 'stroke-linejoin': 'round', 'aria-hidden': 'true',
  });
  for (const [tag, attributes] of DRAWINGS[name] ?? []) frame.append(s(tag, attributes));
  return frame;
}

/**
 * The unit ball, dashed, and the shape that the channel presses it into. A pictogram, not to scale.
 * @param {string} channel
 */
function channelIcon(channel) {
  const strength = channel.endsWith('flip') ? 0.3 : 0.42;
  const warm = { ground_population: 0.8, t1: 1, t2: 0.6, time: 0.45, thermal_population: 0.2, angle: 2 };
  const { pairs, ball } = CHANNELS[channel];
  const { x, z, centre } = ball({ channel, strength, ...warm });
  if (pairs) return pairIcon(x, z);
  return s(
    'svg',
    { viewBox: '0 0 18 18', class: 'icon', 'aria-hidden': 'true' },
    s('circle', { cx: 9, cy: 9, r: 7.5, class: 'icon-ball' }),
    s('ellipse', { cx: 9, cy: 9 - centre * 7.5, rx: x * 7.5, ry: z * 7.5, class: 'icon-left' }),
  );
}

/** Two of them, joined. @param {number} x half axes of what is left @param {number} z */
function pairIcon(x, z) {
  const balls = [4.6, 13.4].flatMap((cy) => [
    s('circle', { cx: 9, cy, r: 3.6, class: 'icon-ball' }),
    s('ellipse', { cx: 9, cy, rx: x * 3.6, ry: z * 3.6, class: 'icon-left' }),
  ]);
  return s('svg', { viewBox: '0 0 18 18', class: 'icon', 'aria-hidden': 'true' }, ...balls, s('path', { d: 'M9 7v4', stroke: 'currentColor', 'stroke-width': 1.2 }));
}
