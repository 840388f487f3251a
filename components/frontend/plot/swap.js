// @ts-check
/** Which of both networks is drawn solid, the noisy or the ideal one; the other is its thin ghost. */
import { h } from '../lib/dom.js';

/** @typedef {import('./output.js').Context} Context */

/**
 * Draw the ghost solid and the solid one thin.
 * @param {Pick<Context, 'store' | 'actions'>} ctx
 */
export function swapGhost({ store, actions }) {
  if (store.frame?.ghost) actions.swap(!store.frame.swapped);
  else store.emit('message', { level: 'info', text: 'No decoherence is on, so there is no ghost to swap with.' });
}

/**
 * A button on the decision map that says what is solid, and swaps.
 * @param {Context} ctx
 */
export function createSwap(ctx) {
  const { store } = ctx;
  const solid = h('b', { class: 'swap-solid' }, 'noisy');
  const thin = h('span', { class: 'swap-thin' }, 'ideal');
  const element = h(
    'button',
    {
      class: 'map-swap', type: 'button', hidden: true, 'aria-label': 'Swap ghost and solid', 'aria-pressed': 'false',
      title: 'Swap which network is drawn solid (G): the noisy one that is trained, or the same without decoherence',
      on: { click: () => swapGhost(ctx) },
    },
    'solid ', solid, ' · thin ', thin, h('kbd', null, 'G'),
  );
  store.on('frame', ({ ghost, swapped }) => {
    element.classList.toggle('off', !ghost);
    const pressed = String(swapped);
    if (element.getAttribute('aria-pressed') === pressed) return;
    element.setAttribute('aria-pressed', pressed);
    solid.textContent = swapped ? 'ideal' : 'noisy';
    thin.textContent = swapped ? 'noisy' : 'ideal';
  });
  return { element };
}
