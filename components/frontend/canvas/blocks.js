// @ts-check
/**
 * Layers saved together under a name, kept by the browser. What is in there may have been written by anybody: only its
 * shape is looked at here, the simulator checks the layers whenever a block is used.
 *
 * @typedef {{name: string, layers: import('./describe.js').LayerSpec[]}} Block
 */

const KEY = 'quron-blocks';
const MOST_BLOCKS = 24;
const MOST_LAYERS = 24;
const MOST_TEXT = 64 * 1024;
export const LONGEST_NAME = 32;

/** The browser's storage, or null where it is forbidden. @returns {Storage | null} */
function browserStorage() {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

/** @param {unknown} value @returns {value is Block} */
const isBlock = (value) =>
  typeof value === 'object' && value !== null &&
  'name' in value && typeof value.name === 'string' && value.name.trim() !== '' && value.name.length <= LONGEST_NAME &&
  'layers' in value && Array.isArray(value.layers) && value.layers.length > 0 && value.layers.length <= MOST_LAYERS &&
  value.layers.every((layer) => typeof layer === 'object' && layer !== null && typeof layer.kind === 'string');

/**
 * The blocks in a text; what is none is left out.
 * @param {string | null} text
 * @returns {Block[]}
 */
export function readBlocks(text) {
  if (!text || text.length > MOST_TEXT) return [];
  try {
    const found = JSON.parse(text);
    const names = new Set();
    return Array.isArray(found)
      ? found.filter((value) => isBlock(value) && !names.has(value.name) && names.add(value.name)).slice(0, MOST_BLOCKS)
      : [];
  } catch {
    return [];
  }
}

export class Blocks {
  /** @param {Pick<Storage, 'getItem' | 'setItem'> | null} [storage] */
  constructor(storage = browserStorage()) {
    this.storage = storage;
    /** @type {() => void} */
    this.onChange = () => undefined;
    /** @type {Block[]} */
    this.list = [];
    this.read();
  }

  /** Takes over what the browser keeps, which another window may have changed. */
  read() {
    try {
      this.list = readBlocks(this.storage?.getItem(KEY) ?? null);
    } catch {
      this.list = [];
    }
    this.onChange();
  }

  /**
   * @param {string} name
   * @param {Block['layers']} layers
   * @param {number} [index] place in the list
   * @returns {string} what is wrong, in words; empty if it was saved
   */
  save(name, layers, index = this.list.length) {
    if (this.list.length >= MOST_BLOCKS) return `There are ${MOST_BLOCKS} blocks, and no room for more. Delete one first.`;
    const wrong = this.refusal(name);
    if (wrong) return wrong;
    const next = [...this.list];
    next.splice(index, 0, { name: name.trim(), layers });
    return this.write(next);
  }

  /** @param {string} name @param {string} to @returns {string} what is wrong; empty if it was renamed */
  rename(name, to) {
    if (to.trim() === name) return '';
    return this.refusal(to) || this.write(this.list.map((block) => (block.name === name ? { ...block, name: to.trim() } : block)));
  }

  /** @param {string} name @returns {string} what is wrong; empty if it was deleted */
  remove(name) {
    return this.write(this.list.filter((block) => block.name !== name));
  }

  /** @param {string} name */
  refusal(name) {
    const wanted = name.trim();
    if (!wanted || wanted.length > LONGEST_NAME) return `A block needs a name of 1 to ${LONGEST_NAME} letters.`;
    return this.list.some((block) => block.name === wanted) ? `There is a block ${wanted} already. Choose another name.` : '';
  }

  /** @param {Block[]} next */
  write(next) {
    const text = JSON.stringify(next);
    if (text.length > MOST_TEXT) return 'The blocks together are larger than 64 KiB. Delete one first.';
    this.list = next;
    this.onChange();
    try {
      if (!this.storage) throw new Error('no storage');
      this.storage.setItem(KEY, text);
      return '';
    } catch {
      return 'The browser keeps nothing for this page, so the blocks last until it is closed.';
    }
  }

  /** Follows changes made in other windows. @returns {() => void} stops following */
  follow() {
    /** @param {StorageEvent} event */
    const listener = (event) => {
      if (event.key === KEY || event.key === null) this.read();
    };
    window.addEventListener('storage', listener);
    return () => window.removeEventListener('storage', listener);
  }
}
