// @ts-check
/** The switch for the entanglement arcs, and how entanglement is measured. Nothing is computed while it is off. */
import { h, s } from '../lib/dom.js';
import { PAIR_MEASURES } from './arcs.js';

/** @typedef {'concurrence' | 'mutual_information'} Measure */

const SYMBOLS = /** @type {const} */ ({ concurrence: 'C', mutual_information: 'I' });
const HINTS = {
  concurrence: 'Concurrence: 0 separable, 1 a Bell pair (Wootters 1998)',
  mutual_information: 'Mutual information in bits: 0 to 2, classical correlation included',
};

/** The measure that comes back when the arcs are switched on again. @type {Measure} */
let last = 'concurrence';

/** @param {import('./types.js').Link} link */
export function toggleEntanglement({ store, actions }) {
  actions.select({ pairs: store.ui.pairs ? null : last });
}

/** @param {import('./types.js').Link} link */
export function createEntanglement(link) {
  const { store, actions } = link;
  const button = h(
    'button',
    {
      class: 'arcs-switch', type: 'button', 'aria-label': 'Entanglement', 'aria-pressed': 'false',
      title: 'Entanglement of every pair of qurons after every layer, at the probe (E)',
      on: { click: () => toggleEntanglement(link) },
    },
    s(
      'svg',
      { viewBox: '0 0 16 16', 'aria-hidden': 'true' },
      s('path', { d: 'M4 3C13 3 13 13 4 13' }),
      s('circle', { cx: 4, cy: 3, r: 1.9 }),
      s('circle', { cx: 4, cy: 13, r: 1.9 }),
    ),
    h('kbd', {}, 'E'),
  );
  const choices = /** @type {Measure[]} */ (Object.keys(PAIR_MEASURES)).map((measure) => {
    const choose = () => actions.select({ pairs: (last = measure) });
    const look = { type: 'button', 'aria-label': PAIR_MEASURES[measure].name, title: HINTS[measure], on: { click: choose } };
    return { measure, element: h('button', look, SYMBOLS[measure]) };
  });
  const choice = h(
    'div',
    { class: 'arcs-choice', role: 'group', 'aria-label': 'Measure of entanglement', hidden: true },
    ...choices.map(({ element }) => element),
  );
  store.on('ui', ({ pairs }) => {
    button.setAttribute('aria-pressed', String(pairs !== null));
    choice.hidden = pairs === null;
    for (const { measure, element } of choices) element.setAttribute('aria-pressed', String(measure === pairs));
  });
  return h('div', { class: 'arcs-control' }, button, choice);
}
