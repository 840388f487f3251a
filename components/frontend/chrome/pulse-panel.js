// @ts-check
/** What a layer in continuous time does to the chosen quron: its Hamiltonian and the Lindblad equation. */
import { h, replace } from '../lib/dom.js';
import { followScene } from './follow.js';
import { means } from './means.js';
import { pulseFormula } from './pulse.js';

/** @param {import('./types.js').Context} ctx */
export function createPulsePanel({ store }) {
  const body = h('div', { class: 'operators' });
  means(body, 'pulse');
  const element = h('section', { class: 'pulse', 'aria-label': 'Equation of motion' }, h('span', { class: 'k' }, 'Equation of motion'), body);
  /** @type {import('./formula.js').Formula | null} */
  let formula = null;
  let shown = '';
  const follow = () => formula?.set(NaN);
  const update = () => {
    const { scene, ui } = store;
    const layer = scene?.layers[ui.layer];
    if (!scene || layer?.kind !== 'evolve') {
      formula = null;
      shown = '';
      return;
    }
    const quron = Math.min(ui.quron ?? 0, layer.n_out - 1);
    const known = JSON.stringify([ui.layer, quron, layer, scene.experiment.network.layers[ui.layer], scene.experiment.device]);
    if (known !== shown) {
      formula = pulseFormula(store, { layer: ui.layer, quron });
      replace(body, ...formula.elements);
    }
    shown = known;
    follow();
  };
  followScene(store, update);
  store.on('ui', update);
  store.on('frame', follow);
  return { element };
}
