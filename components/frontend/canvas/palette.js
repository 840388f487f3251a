// @ts-check
/**
 * The tiles above the network: a click puts a layer behind the chosen one, a drag puts it where it is
 * dropped.
 */
import { h } from '../lib/dom.js';
import { rove } from '../lib/roving.js';
import { createBlockMenu } from './block-menu.js';
import { carrierOf } from './carry.js';
import { CHANNELS, COMMON_CHANNELS } from './channels.js';
import { insertCargo, insertEverywhere } from './commands.js';
import { titleOf } from './describe.js';
import { icon } from './icons.js';
import { dropDown } from './menu.js';

const KINDS = ['encode', 'rotate', 'entangle', 'evolve', 'perceptron'];
const MORE = 'More channels';
const HINTS = /** @type {Record<string, string>} */ ({
  encode: 'turns every quron by a feature of the data',
  rotate: 'turns every quron by trainable angles',
  entangle: 'couples qurons in pairs',
  evolve: 'drives and couples qurons in time, while T1 and T2 of the device act',
  perceptron: 'couples the qurons to fresh ones and traces the old ones out',
});

/**
 * In full, and where the stage is narrow the short form of a common channel.
 * @type {(kind: string, name: string) => HTMLElement[]}
 */
function tileName(kind, name) {
  if (!COMMON_CHANNELS.includes(kind)) return [h('span', {}, name)];
  const { short } = CHANNELS[kind];
  return [h('span', { class: 'full' }, name), h('span', { class: 'brief' }, short[0].toUpperCase() + short.slice(1))];
}

/**
 * @param {import('./types.js').Link} ctx
 * @param {string} kind layer kind or channel
 * @param {{after?: () => void}} [options] what happens after the tile has been used
 */
function createTile(ctx, kind, { after } = {}) {
  const channel = CHANNELS[kind];
  const name = channel?.tile ?? titleOf(kind);
  const element = h(
    'button',
    { class: channel ? 'tile channel' : 'tile', type: 'button', 'aria-label': name },
    icon(kind),
    ...tileName(kind, name),
  );
  const cargo = /** @type {const} */ ({ kind: 'tile', tile: kind });
  const wire = channel ? ', or onto one wire. Shift and a click: on the chosen quron only; Alt and a click: behind every layer' : '';
  element.title = `${name}: ${channel?.effect ?? HINTS[kind]}. Click or drag onto the network${wire}`;
  element.addEventListener('click', (event) => {
    const { quron } = ctx.store.ui;
    if (channel && event.altKey) insertEverywhere(ctx, kind, name);
    else insertCargo(ctx, cargo, { name, quron: channel && event.shiftKey ? quron : null });
    after?.();
  });
  carrierOf(ctx).attach(element, element, () => ({ cargo: () => cargo, icon: kind, name, after }));
  return element;
}

/**
 * The channels that are used less often, in a menu.
 * @param {import('./types.js').Link} ctx
 */
function createMenu(ctx) {
  const look = { class: 'tile more', type: 'button', 'aria-haspopup': 'true', 'aria-label': MORE, title: MORE };
  const button = h('button', look, icon('more'));
  const menu = h('div', { class: 'palette-menu', role: 'group', 'aria-label': MORE });
  const { element, close } = dropDown(button, menu);
  const rest = Object.keys(CHANNELS).filter((channel) => !COMMON_CHANNELS.includes(channel));
  menu.append(...rest.map((channel) => createTile(ctx, channel, { after: close })));
  return element;
}

/**
 * @param {import('./types.js').Link} ctx
 * @param {...HTMLElement} others buttons that stand at its end
 * @returns {{element: HTMLElement}}
 */
export function createPalette(ctx, ...others) {
  const element = h(
    'div',
    { class: 'palette', role: 'toolbar', 'aria-label': 'Add layer' },
    h('span', { class: 'palette-title', 'aria-hidden': 'true' }, 'Add layer'),
    ...KINDS.map((kind) => createTile(ctx, kind)),
    h('span', { class: 'palette-rule' }),
    ...COMMON_CHANNELS.map((channel) => createTile(ctx, channel)),
    createMenu(ctx),
    h('span', { class: 'palette-rule' }),
    createBlockMenu(ctx).element,
    ...others,
    h('div', { class: 'palette-bin', 'aria-hidden': 'true' }, icon('bin'), 'Drop here, or anywhere outside the network, to remove'),
  );
  rove(element);
  return { element };
}
