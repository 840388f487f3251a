// @ts-check
/** The inside of a channel's card: sunk and hatched, a deformed ball on each wire, one dial at the foot. */
import { explain } from '../chrome/hover-card.js';
import { channelNote } from '../chrome/notes.js';
import { h } from '../lib/dom.js';
import { dial } from '../lib/dial.js';
import { fixed } from '../lib/format.js';
import { ballRadius, wireY } from '../lib/layout.js';
import { isRoomy } from './bodies.js';
import { CHANNELS, actsOn } from './channels.js';
import { couplingArt } from './couplings.js';
import { createBallNode } from './node.js';
import { writeChances } from './sheet.js';

/**
 * @typedef {import('./types.js').CardData} CardData
 * @typedef {import('./types.js').Body} Body
 */

/** @type {(env: import('./types.js').Env, data: CardData) => Body} */
export function channelBody(env, data) {
  const channel = CHANNELS[data.spec.channel];
  const nodes = ballRow(env, data);
  const couplings = channel.pairs ? couplingArt(env, data) : null;
  const acts = actsOn(data.layer);
  const sheet = chances(data.layer.n_out);
  /** @param {number} value of the turned field */
  const show = (value) => {
    const spec = { ...data.spec, channel: data.spec.channel, [channel.field]: value };
    nodes.forEach((node, quron) => node.deform(acts[quron] ? channel.ball(spec, acts[quron]) : null));
  };
  const { control, foot } = strengthDial(env, data, show);
  const update = () => {
    nodes.forEach((node, quron) => node.rename(`layer ${data.index + 1} q${quron}`));
    control.element.setAttribute('aria-label', `layer ${data.index + 1} ${channel.name}`);
    if (control.held) return;
    control.set(data.spec[channel.field]);
    show(data.spec[channel.field]);
  };
  update();
  return {
    elements: [...(couplings ? [couplings.element] : []), ...nodes.map((node) => node.element), foot],
    sheet,
    art: couplings?.art,
    place: (place, layout) => {
      const radius = ballRadius(layout.measures);
      const middles = nodes.map((_, quron) => wireY(layout, nodes.length, quron));
      nodes.forEach((node, quron) => node.place(place.picture + radius, middles[quron], radius));
      const tops = middles.map((middle) => middle - 1.05 * radius);
      sheet.place({ left: place.picture + radius, tops, roomy: isRoomy(layout) });
      couplings?.place(place, layout);
    },
    update,
    mark: (quron) => nodes.forEach((node, k) => node.mark(k === quron)),
  };
}

/**
 * Over every ball, where there is room, how probably its quron fires.
 * @param {number} count
 */
function chances(count) {
  const heights = new Array(count).fill(1);
  let places = { left: 0, tops: /** @type {number[]} */ ([]), roomy: false };
  return {
    place: (/** @type {typeof places} */ next) => void (places = next),
    point: (/** @type {number} */ quron, /** @type {number} */ _x, /** @type {number} */ _y, /** @type {number} */ z) =>
      void (heights[quron] = z),
    ghost: () => undefined,
    paint: (/** @type {CanvasRenderingContext2D} */ pen, /** @type {unknown} */ _maps, /** @type {import('./surface.js').Look} */ look) => {
      if (!places.roomy) return;
      writeChances(pen, places.tops.map((top, quron) => ({ z: heights[quron], x: places.left, top })), look, true);
    },
  };
}

/** @type {(env: import('./types.js').Env, data: CardData) => ReturnType<typeof createBallNode>[]} */
function ballRow(env, data) {
  return Array.from({ length: data.layer.n_out }, (_, quron) =>
    createBallNode(quron, {
      select: (chosen) => env.actions.pin({ layer: data.index, quron: chosen }),
      hover: (hovered) => env.hover(data.index, hovered),
      note: (asked) => env.note(data.index, asked),
    }),
  );
}

/**
 * @param {import('./types.js').Env} env
 * @param {CardData} data
 * @param {(value: number) => void} show follows the hand before the simulator answers
 */
function strengthDial(env, data, show) {
  const { symbol, field, range } = CHANNELS[data.spec.channel];
  const [min, max] = range?.({ ...data.spec, channel: data.spec.channel }) ?? [0, 1];
  const control = dial({
    label: '',
    min,
    max,
    value: data.spec[field],
    kind: min < 0 ? 'scale' : 'strength',
    small: true,
    format: (value) => `${symbol} ${fixed(value)}`,
    onInput: (value, commit) => {
      show(value);
      // Angles are typed and read with three digits; a probability may be too small for that.
      env.actions.set(['network', 'layers', data.index, field], min < 0 ? Number(value.toFixed(3)) : value, commit);
    },
    ...env.actions.grip(() => ['network', 'layers', data.index, field]),
  });
  explain(control.element, () => channelNote(env.store, data.index));
  const foot = h('div', { class: 'channel-dial' }, control.element);
  foot.addEventListener('click', (event) => event.stopPropagation());
  foot.addEventListener('pointerdown', () =>
    env.actions.select({ layer: data.index, quron: env.store.ui.quron ?? 0, parameter: null }),
  );
  return { control, foot };
}
