// @ts-check
/**
 * The tiles above the network: a click puts a layer behind the chosen one, a drag puts it where it is
 * dropped.
 */
import { h } from '../lib/dom.js';
import { targetOf } from './carry.js';
import { CHANNELS, COMMON_CHANNELS } from './channels.js';
import { titleOf } from './describe.js';
import { draggable } from './gesture.js';
import { createGhost } from './ghost.js';
import { icon } from './icons.js';
import { insertLayer, insertionIndex } from './insert.js';

const KINDS = ['encode', 'rotate', 'entangle', 'perceptron'];
const MORE = 'More channels';
const HINTS = /** @type {Record<string, string>} */ ({
  encode: 'turns every quron by a feature of the data',
  rotate: 'turns every quron by trainable angles',
  entangle: 'couples qurons in pairs',
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
 * @param {{role?: string, after?: () => void}} [options] what happens after the tile has been used
 */
function createTile(ctx, kind, { role, after } = {}) {
  const channel = CHANNELS[kind];
  const name = channel?.tile ?? titleOf(kind);
  const element = h(
    'button',
    { class: channel ? 'tile channel' : 'tile', type: 'button', 'aria-label': name },
    icon(kind),
    ...tileName(kind, name),
  );
  if (role) element.setAttribute('role', role);
  element.title = `${name}: ${channel?.effect ?? HINTS[kind]}. Click or drag onto the network`;
  element.addEventListener('click', () => {
    insertLayer(ctx, kind, insertionIndex(ctx.store));
    after?.();
  });
  makeDraggable(ctx, element, kind, name, after);
  return element;
}

/**
 * @param {import('./types.js').Link} ctx
 * @param {HTMLElement} element
 * @param {string} kind
 * @param {string} name
 * @param {() => void} [after]
 */
function makeDraggable(ctx, element, kind, name, after) {
  /** @type {ReturnType<typeof createGhost> | null} */
  let ghost = null;
  /** @type {number | null} */
  let gap = null;
  const done = () => {
    ghost?.remove();
    ghost = null;
    element.classList.remove('held');
    targetOf(ctx.store)?.close();
    after?.();
  };
  draggable(element, {
    start: () => {
      ghost = createGhost(element, kind, name);
      element.classList.add('held');
    },
    move: (event) => {
      ghost?.move(event);
      gap = targetOf(ctx.store)?.preview(event.clientX, event.clientY) ?? null;
    },
    drop: () => {
      if (gap !== null) insertLayer(ctx, kind, gap);
      done();
    },
    cancel: done,
  });
}

/**
 * The channels that are used less often, in a menu.
 * @param {import('./types.js').Link} ctx
 */
function createMenu(ctx) {
  const button = h(
    'button',
    { class: 'tile more', type: 'button', 'aria-haspopup': 'menu', 'aria-label': MORE, title: MORE },
    icon('more'),
  );
  const rest = Object.keys(CHANNELS).filter((channel) => !COMMON_CHANNELS.includes(channel));
  const close = () => {
    menu.hidden = true;
    button.setAttribute('aria-expanded', 'false');
  };
  const tiles = rest.map((channel) => createTile(ctx, channel, { role: 'menuitem', after: close }));
  const menu = h('div', { class: 'palette-menu', role: 'menu', 'aria-label': MORE }, ...tiles);
  const element = h('div', { class: 'palette-more' }, button, menu);
  close();
  button.addEventListener('click', () => {
    if (!menu.hidden) return close();
    menu.hidden = false;
    button.setAttribute('aria-expanded', 'true');
    tiles[0].focus();
  });
  element.addEventListener('keydown', (event) => {
    const at = tiles.indexOf(/** @type {HTMLButtonElement} */ (event.target));
    if (event.key === 'Escape' && !menu.hidden) {
      close();
      button.focus();
    } else if (at >= 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      const step = event.key === 'ArrowDown' ? 1 : tiles.length - 1;
      tiles[(at + step) % tiles.length].focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  element.addEventListener('focusout', (event) => {
    if (!element.contains(/** @type {Node | null} */ (event.relatedTarget)) && !element.querySelector('.held')) close();
  });
  return element;
}

/**
 * @param {import('./types.js').Link} ctx
 * @returns {{element: HTMLElement}}
 */
export function createPalette(ctx) {
  const element = h(
    'div',
    { class: 'palette', role: 'toolbar', 'aria-label': 'Add layer' },
    h('span', { class: 'palette-title', 'aria-hidden': 'true' }, 'Add layer'),
    ...KINDS.map((kind) => createTile(ctx, kind)),
    h('span', { class: 'palette-rule' }),
    ...COMMON_CHANNELS.map((channel) => createTile(ctx, channel)),
    createMenu(ctx),
  );
  return { element };
}
