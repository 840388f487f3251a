// @ts-check
/**
 * How much of the screen a link shows: `view=embed` leaves network, map and transport; `hide=lr,noise` takes controls
 * away for a lesson. Plain text in the address, forgiving: an unknown word is left out. Pure, no DOM.
 */

/** What `hide` can take away, by its word in the address. The style sheet view.css knows the same words. */
export const HIDEABLE = /** @type {Record<string, string>} */ ({
  play: 'Play, step, reset',
  speed: 'Speed',
  seed: 'Seed',
  lr: 'Learning rate',
  optimizer: 'Optimiser',
  cost: 'Loss function',
  shots: 'Shots',
  training: 'More training settings',
  undo: 'Undo and redo',
  files: 'Open and save',
  share: 'Share',
  data: 'Data',
  noise: 'Decoherence',
  qurons: 'Number of qurons',
  palette: 'Adding layers',
  lanes: 'Purity and gradient',
  inspector: 'Inspector',
  lab: 'Laboratory',
  map: 'Decision map',
  metrics: 'Key numbers',
  loss: 'Loss curve',
  sphere: 'Bloch sphere',
});

/** Other spellings that a hand writes. @type {Record<string, string>} */
const ALSO = { optimiser: 'optimizer', 'learning_rate': 'lr', bloch: 'sphere', metric: 'metrics', decoherence: 'noise' };

/** Keys of the page that belong to what can be hidden; a hidden control must not answer to its key either. */
const KEYS = /** @type {Record<string, string>} */ ({
  ' ': 'play', ArrowRight: 'play', ArrowLeft: 'play', R: 'play', Z: 'undo', 'Shift+Z': 'undo', N: 'noise',
  A: 'lab',
});

/**
 * @typedef {object} ViewOptions
 * @property {'full' | 'embed'} view
 * @property {string[]} hide words of `HIDEABLE`, each once, in its order
 */

/**
 * @param {string} search of the address, with or without its question mark
 * @returns {ViewOptions}
 */
export function readView(search) {
  const query = new URLSearchParams(search);
  const words = (query.get('hide') ?? '').toLowerCase().split(/[,\s]+/);
  const wanted = new Set(words.map((word) => (Object.hasOwn(ALSO, word) ? ALSO[word] : word)));
  return {
    view: query.get('view')?.trim().toLowerCase() === 'embed' ? 'embed' : 'full',
    hide: Object.keys(HIDEABLE).filter((word) => wanted.has(word)),
  };
}

/**
 * The same address with other options; what is not set is left out. Commas stay readable.
 * @param {string} href
 * @param {ViewOptions} options
 * @returns {string}
 */
export function withView(href, { view, hide }) {
  const url = new URL(href);
  url.searchParams.delete('view');
  url.searchParams.delete('hide');
  if (view === 'embed') url.searchParams.set('view', 'embed');
  if (hide.length) url.searchParams.set('hide', hide.join(','));
  return plainCommas(url.href);
}

/** An address whose lists can be read and written by hand. @param {string} href */
export const plainCommas = (href) => href.replace(/\b(?:hide|probe)=[^&#]*/g, (text) => text.replaceAll('%2C', ','));

/**
 * Keys of the page without those of hidden controls.
 * @param {Record<string, () => void>} keys
 * @param {() => readonly string[]} hidden words that are hidden at the moment
 * @returns {Record<string, () => void>}
 */
export function guardKeys(keys, hidden) {
  return Object.fromEntries(
    Object.entries(keys).map(([key, act]) => [key, () => hidden().includes(KEYS[key]) || act()]),
  );
}
