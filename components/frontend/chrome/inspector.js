// @ts-check
/** Below the network: the chosen layer, quron and parameter, exactly. */
import { duplicateLayers, removeLayers, stepLayers } from '../canvas/commands.js';
import { h, replace } from '../lib/dom.js';
import { createBadge } from './badge.js';
import { chosenParameter, crumbsOf, dialPath } from './crumbs.js';
import { createKrausPanel } from './kraus-panel.js';
import { createLayerSettings } from './layer-settings.js';
import { createMatrixPanel } from './matrix-panel.js';
import { createParameterPanel } from './parameter-panel.js';
import { createPathPanel } from './path-panel.js';
import { createProbeTabs } from './probe-tabs.js';
import { createPulsePanel } from './pulse-panel.js';
import { createStatePanels } from './state-panels.js';

/** @typedef {import('./types.js').Context} Context */

/** What is shown of a layer of some kinds, beside its settings. @type {Record<string, string>} */
const VIEWS = { decohere: 'channel', evolve: 'pulse' };

/** @param {Context} ctx */
export function createInspector(ctx) {
  const { store } = ctx;
  const crumb = createCrumb(ctx);
  const tools = createTools(ctx);
  const sweep = createSweepButton(ctx);
  const columns = h(
    'div',
    { class: 'cols' },
    createParameterPanel(ctx).element,
    createLayerSettings(ctx).element,
    ...createKrausPanel(ctx).elements,
    createPulsePanel(ctx).element,
    ...createStatePanels(ctx).elements,
    createPathPanel(ctx).element,
    createMatrixPanel(ctx).element,
  );
  const element = h(
    'section',
    { class: 'inspector', 'aria-label': 'Inspector' },
    h(
      'div',
      { class: 'bar' },
      crumb.element,
      h('span', { class: 'grow' }),
      createProbeTabs(ctx).element,
      sweep.element,
      ...tools.elements,
      createBadge(ctx).element,
    ),
    columns,
  );
  const update = () => {
    const { scene, ui } = store;
    const parameter = chosenParameter(scene, ui);
    columns.dataset.view = parameter ? 'parameter' : (VIEWS[scene?.layers[ui.layer]?.kind ?? ''] ?? 'layer');
    columns.dataset.tab = ui.tab;
    crumb.update();
    tools.update();
    sweep.update();
  };
  store.on('scene', update);
  store.on('ui', update);
  update();
  return { element };
}

/** @param {Context} ctx */
function createCrumb({ store }) {
  const element = h('span', { class: 'crumb', role: 'status', 'aria-label': 'Selection', 'aria-live': 'off' });
  let shown = '';
  const update = () => {
    const parts = store.scene ? crumbsOf(store.scene, store.ui) : [];
    if (parts.join() === shown) return;
    shown = parts.join();
    element.title = parts.join(' / ');
    replace(element, ...parts.flatMap((part, index) => (index ? [h('span', null, '/'), part] : [part])));
  };
  return { element, update };
}

/** The chosen dial from end to end, in the laboratory. @param {Context} ctx */
function createSweepButton({ store }) {
  const path = () => dialPath(store.scene, store.ui);
  const title = 'What becomes of the network along this dial (S, or a right click on any dial)';
  const element = h('button', { class: 'btn bare tool', type: 'button', title, on: { click: () => store.setUi({ sweep: path() }) } }, 'Sweep this dial');
  return { element, update: () => void (element.hidden = !path()) };
}

/** @param {Context} ctx */
function createTools(ctx) {
  const { store } = ctx;
  /** @param {string} name @param {string} title @param {(layer: number) => void} act @param {string} [sign] shown instead */
  const button = (name, title, act, sign = name) =>
    /** @type {HTMLButtonElement} */ (
      h('button', { class: 'btn bare tool', type: 'button', 'aria-label': name, title, on: { click: () => act(store.ui.layer) } }, sign)
    );
  const left = button('Move left', 'One place earlier', (layer) => stepLayers(ctx, [layer], -1), '←');
  const right = button('Move right', 'One place later', (layer) => stepLayers(ctx, [layer], 1), '→');
  const double = button('Duplicate', 'A copy behind this layer, parameters included', (layer) => duplicateLayers(ctx, [layer]));
  const remove = button('Remove', 'Takes this layer away', (layer) => removeLayers(ctx, [layer]));
  const update = () => {
    const count = store.scene?.layers.length ?? 0;
    const { layer } = store.ui;
    const none = layer < 0 || layer >= count;
    left.disabled = none || layer === 0;
    right.disabled = none || layer === count - 1;
    double.disabled = none;
    remove.disabled = none || count === 1;
  };
  return { elements: [left, right, double, remove], update };
}
