// @ts-check
/**
 * The screen: composes the views around one store and one socket. Streamlit calls the default export again on every
 * rerun or theme change, and may replace the element it gave; so a mounted screen is kept and moved, never rebuilt.
 */
import { createDataRail } from '../chrome/data-rail.js';
import { address, createFiles, createShare } from '../chrome/dialogs.js';
import { createHoverCard } from '../chrome/hover-card.js';
import { createInspector } from '../chrome/inspector.js';
import { createNoiseRail, toggleNoise } from '../chrome/noise-rail.js';
import { createTabs } from '../chrome/tabs.js';
import { createToasts } from '../chrome/toast.js';
import { createTopbar } from '../chrome/topbar.js';
import { createView, createViewChoices } from '../chrome/view.js';
import { createWaiting } from '../chrome/waiting.js';
import { createLab } from '../lab/main.js';
import { createActions } from '../lib/actions.js';
import { h } from '../lib/dom.js';
import { parametersInFocus, toggleFrozen } from '../lib/freeze.js';
import { listenToEscape, listenToKeys } from '../lib/keyboard.js';
import { createHand } from '../lib/planes-hand.js';
import { readProbe, withProbe } from '../lib/probe-link.js';
import { connect, createCounters, watchHand } from '../lib/socket.js';
import { createStore } from '../lib/store.js';
import { initialTheme, rememberTheme } from '../lib/theme.js';
import { guardKeys } from '../lib/view-options.js';
import { viewMessage } from '../lib/view.js';
import { createOutput } from '../plot/output.js';
import { swapGhost } from '../plot/swap.js';
import { listenToClipboard } from './clipboard.js';
import { toggleEntanglement } from './entanglement.js';
import { createNetwork } from './network.js';
import { createPalette } from './palette.js';
import { createPhases } from './phases.js';

const SHEETS = ['tokens', 'chrome', 'controls', 'rail', 'device', 'network', 'inspector', 'output', 'time', 'lab', 'narrow', 'view'];

/** Between the last move of the probe and its place in the address: browsers refuse more than some hundred changes. */
const ADDRESS_MS = 400;

/** What nothing needs that is seen at first. */
const LATE = ['lab'];

/** Screens by the token of their session. @type {Map<string, Screen>} */
const screens = new Map();

/**
 * @typedef {{root: HTMLElement, addTo: (parent: HTMLElement | ShadowRoot) => void, close: () => void}} Screen
 * @typedef {{token: string, debug: boolean, message: string}} Data
 */

/** @param {{data: Data, parentElement: HTMLElement | ShadowRoot}} component */
export default function mount({ data, parentElement }) {
  let screen = screens.get(data.token);
  if (!screen) {
    // A new session: an older screen would lie below this one and keep the keyboard.
    for (const old of screens.values()) old.close();
    screens.clear();
    screen = createScreen(data, parentElement);
    screens.set(data.token, screen);
  }
  if (screen.root.parentNode !== parentElement) screen.addTo(parentElement);
}

/**
 * @param {Data} data
 * @param {HTMLElement | ShadowRoot} parent
 * @returns {Screen}
 */
function createScreen(data, parent) {
  const root = h('div', { class: 'quron-root', hidden: true });
  const { links, addTo } = styleSheets(root);
  const store = createStore();
  store.ui.probe = readProbe(location.search);
  const host = parent instanceof ShadowRoot ? parent.host : parent;
  store.ui.theme = initialTheme(host);
  root.dataset.theme = store.ui.theme;

  const counters = createCounters();
  if (data.debug) Object.assign(window, { __quron: counters });
  window.addEventListener('error', (event) => counters.errors.push(event.message));
  window.addEventListener('unhandledrejection', (event) => counters.errors.push(String(event.reason)));

  /** @type {ReturnType<typeof connect> | null} */
  let socket = null;
  const hand = createHand(store, watchHand(counters, data.debug));
  const actions = createActions((message) => socket?.send(message), store, {}, hand);
  const stopKeys = compose(root, { store, actions, host: root });
  followLink(store);
  const stopProbe = followProbe(store);
  // Attached before the first frame, so that views can read the tokens in force.
  addTo(parent);
  socket = connect({ token: data.token, store, counters, hand });
  announceView(store, actions);
  if (data.message) store.emit('message', { level: 'error', text: data.message });
  const close = () => {
    stopKeys();
    stopProbe();
    socket?.close();
    for (const element of [root, ...links]) element.remove();
  };
  return { root, addTo, close };
}

/**
 * @param {HTMLElement} root
 * @param {{store: import('../lib/store.js').Store, actions: import('../lib/actions.js').Actions, host: HTMLElement}} ctx
 * @returns {() => void} Stops listening to the keyboard.
 */
function compose(root, ctx) {
  const { store, actions } = ctx;
  const view = createView(root);
  const share = createShare(ctx, createViewChoices(view), view.onChange);
  const files = createFiles(ctx);
  const changeTheme = () => {
    const theme = store.ui.theme === 'light' ? 'dark' : 'light';
    rememberTheme(theme);
    root.dataset.theme = theme;
    store.setUi({ theme });
  };
  const showScript = () => {
    lab.open('script');
    tabs.choose('lab'); // where the screen is narrow
  };
  const card = createHoverCard(ctx);
  const topbar = createTopbar(ctx, { onShare: share.open, onOpen: files.open, onTheme: changeTheme, onScript: showScript, badge: view.badge });
  const lab = createLab(ctx, { onClose: () => root.dataset.tab === 'lab' && tabs.choose('network') });
  const tabs = createTabs(root, (part) => part === 'lab' && lab.open());
  root.append(
    topbar.element,
    tabs.element,
    h('aside', { class: 'rail', 'aria-label': 'Data and decoherence' }, createDataRail(ctx).element, createNoiseRail(ctx).element),
    h('main', { class: 'network', 'aria-label': 'Network' }, createPalette(ctx, lab.button).element, createNetwork(ctx).element, createInspector(ctx).element, lab.element),
    createOutput(ctx).element,
    createToasts(ctx).element,
    share.element,
    files.element,
    card.element,
    createPhases(ctx).element,
    createWaiting(ctx).element,
  );
  store.on('ui', ({ sweep }) => {
    if (!sweep) return;
    lab.open('sweep');
    tabs.choose('lab'); // where the screen is narrow
  });
  const stopEscape = listenToEscape(() => {
    card.dismiss();
    if (store.ui.pinned) actions.pin(null);
  });
  const stopClipboard = listenToClipboard(ctx);
  const stopKeys = listenToKeys(guardKeys(shortcuts(ctx, topbar.togglePlay, lab.toggle), view.hidden));
  return () => {
    stopKeys();
    stopEscape();
    stopClipboard();
    view.close();
  };
}

/**
 * What the keys of the whole page do.
 * @param {{store: import('../lib/store.js').Store, actions: import('../lib/actions.js').Actions}} ctx
 * @param {() => void} togglePlay
 * @param {() => void} toggleLab
 * @returns {Record<string, () => void>}
 */
function shortcuts(ctx, togglePlay, toggleLab) {
  const { store, actions } = ctx;
  return {
    ' ': togglePlay,
    ArrowRight: actions.step,
    ArrowLeft: actions.back,
    G: () => swapGhost(ctx),
    L: () => store.scene && toggleFrozen(ctx, parametersInFocus(store.scene, store.ui)),
    R: actions.reset,
    Z: actions.undo,
    'Shift+Z': actions.redo,
    N: () => toggleNoise(ctx),
    E: () => toggleEntanglement(ctx),
    A: toggleLab,
    F: () => store.setUi({ fit: !store.ui.fit }),
  };
}

/**
 * Style sheets, and what adds them with the screen: it is hidden until they are loaded, also when it is moved, since
 * browsers then load them anew.
 * @param {HTMLElement} root
 * @returns {{links: HTMLLinkElement[], addTo: (parent: HTMLElement | ShadowRoot) => void}}
 */
function styleSheets(root) {
  /** @type {Set<HTMLLinkElement>} */
  const missing = new Set();
  const links = SHEETS.map((name) => {
    const link = h('link', { rel: 'stylesheet', href: new URL(`../styles/${name}.css`, import.meta.url).href });
    const done = () => {
      missing.delete(link);
      if (missing.size === 0) root.removeAttribute('hidden');
    };
    link.addEventListener('load', done);
    link.addEventListener('error', done);
    return link;
  });
  const addTo = (/** @type {HTMLElement | ShadowRoot} */ parent) => {
    root.setAttribute('hidden', '');
    links.forEach((link, index) => LATE.includes(SHEETS[index]) || missing.add(link));
    parent.append(...links, root);
  };
  return { links, addTo };
}

/**
 * A new connection starts with the server's own view and probe: tell it where the eye is, or the numbers would belong
 * to another point than the one written beside them.
 * @param {import('../lib/store.js').Store} store
 * @param {import('../lib/actions.js').Actions} actions
 */
function announceView(store, actions) {
  let told = '';
  store.on('scene', () => {
    const view = JSON.stringify([store.ui.status, viewMessage(store.ui, store.scene)]);
    if (view === told) return;
    if (!told) actions.probe(store.ui.probe);
    told = view;
    actions.view();
  });
  store.on('ui', (ui) => {
    if (ui.status === 'lost') told = '';
  });
}

/**
 * The address bar follows the experiment, so that a reload brings it back; no history entries.
 * @param {import('../lib/store.js').Store} store
 */
function followLink(store) {
  store.on('scene', (scene) => {
    const changed = scene.can_undo || scene.can_redo || new URL(location.href).searchParams.has('e');
    if (scene.link && changed) history.replaceState(history.state, '', address(scene.link));
  });
}

/**
 * The address bar follows the probe, once the hand rests; no history entries.
 * @param {import('../lib/store.js').Store} store
 * @returns {() => void} Stops following.
 */
function followProbe(store) {
  let { probe } = store.ui;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let due;
  const write = () => history.replaceState(history.state, '', withProbe(location.href, probe));
  const stop = store.on('ui', (ui) => {
    if (ui.probe === probe) return;
    ({ probe } = ui);
    clearTimeout(due);
    due = setTimeout(write, ADDRESS_MS);
  });
  return () => {
    stop();
    clearTimeout(due);
  };
}
