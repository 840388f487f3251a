// @ts-check
/** Slow motion: the five parts of an epoch by name, the present one marked; the parts of the screen follow by CSS. */
import { h } from '../lib/dom.js';

const PHASES = [
  ['encode', 'Encode', 'Every point is written into angles'],
  ['forward', 'Forward', 'The state goes through the layers, noise included'],
  ['loss', 'Loss', 'Outputs are compared with the labels'],
  ['gradient', 'Gradient', 'The slope of the loss along every angle'],
  ['update', 'Update', 'The angles follow the slope downhill'],
];

/**
 * @param {{store: import('../lib/store.js').Store, host: HTMLElement}} ctx `host` carries the phase as `data-phase`
 */
export function createPhases({ store, host }) {
  const steps = PHASES.map(([, name, help]) => h('li', { title: help }, name));
  const text = h('span', { class: 'phase-text' });
  const element = h('div', { class: 'phases', hidden: true, role: 'group', 'aria-label': 'Slow motion' }, h('ol', null, ...steps), text);
  let shown = '';
  store.on('frame', ({ phase }) => {
    if (phase === shown) return;
    shown = phase;
    element.hidden = phase === '';
    host.dataset.phase = phase;
    PHASES.forEach(([key, , help], index) => {
      if (key === phase) {
        steps[index].setAttribute('aria-current', 'step');
        text.textContent = help;
      } else steps[index].removeAttribute('aria-current');
    });
  });
  return { element };
}
