// @ts-check
/** Dragging a card by its head to another place; the edit goes out when it is released there. */
import { landing } from '../lib/layout.js';
import { CHANNELS } from './channels.js';
import { titleOf } from './describe.js';
import { draggable } from './gesture.js';
import { createGhost } from './ghost.js';
import { moveLayer } from './insert.js';

/**
 * @param {import('./types.js').Env} env
 * @param {import('./card.js').Card} card
 * @param {import('./carry.js').DropTarget} target
 */
export function makeMovable(env, card, target) {
  /** @type {ReturnType<typeof createGhost> | null} */
  let ghost = null;
  /** @type {number | null} */
  let gap = null;
  const done = () => {
    ghost?.remove();
    ghost = null;
    card.element.classList.remove('lifted');
    target.close();
  };
  draggable(card.head, {
    start: () => {
      const { spec } = card.data;
      const channel = CHANNELS[spec.channel];
      ghost = createGhost(card.element, channel ? spec.channel : spec.kind, channel?.tile ?? titleOf(spec.kind));
      card.element.classList.add('lifted');
    },
    move: (event) => {
      ghost?.move(event);
      gap = target.preview(event.clientX, event.clientY);
    },
    drop: () => {
      done();
      const to = gap === null ? null : landing(card.data.index, gap);
      if (to !== null) moveLayer(env, card.data.index, to);
    },
    cancel: done,
  });
}
