// @ts-check
/** The saved blocks, in a menu of the palette: used like a tile, renamed, deleted. */
import { h, replace } from '../lib/dom.js';
import { Blocks, LONGEST_NAME } from './blocks.js';
import { carrierOf } from './carry.js';
import { insertCargo, wordFor } from './commands.js';
import { icon } from './icons.js';
import { dropDown, hasFocus } from './menu.js';

/**
 * @typedef {import('./types.js').Link} Link
 * @typedef {import('./blocks.js').Block} Block
 */

const HINT = 'No blocks yet. Choose layers with Shift and a click, then “Save as block”.';

/** @type {WeakMap<object, Blocks>} */
const kept = new WeakMap();

/** The blocks of a page. @param {Link} link */
export function blocksOf({ store }) {
  const blocks = kept.get(store) ?? new Blocks();
  kept.set(store, blocks);
  return blocks;
}

/** @param {Link} link @returns {{element: HTMLElement}} */
export function createBlockMenu(link) {
  const blocks = blocksOf(link);
  const count = h('span', { class: 'tile-count' });
  const look = { class: 'tile blocks', type: 'button', 'aria-haspopup': 'true', 'aria-label': 'Blocks' };
  const title = 'Blocks: layers that you have saved together';
  const button = h('button', { ...look, title }, icon('block'), h('span', { class: 'full' }, 'Blocks'), count);
  const menu = h('div', { class: 'palette-menu block-menu', role: 'group', 'aria-label': 'Blocks' });
  const { element, close } = dropDown(button, menu);
  const draw = () => {
    count.textContent = blocks.list.length ? String(blocks.list.length) : '';
    const rows = blocks.list.map((block) => createRow(link, block, close));
    const focused = menu.isConnected && hasFocus(menu);
    replace(menu, ...(rows.length ? rows : [h('p', { class: 'block-hint', text: HINT })]));
    if (focused) (menu.querySelector('button') ?? button).focus();
  };
  blocks.onChange = draw;
  blocks.follow();
  draw();
  return { element };
}

/** @type {(link: Link, block: Block, close: () => void) => HTMLElement} */
function createRow(link, block, close) {
  const { name, layers } = block;
  const cargo = /** @type {const} */ ({ kind: 'block', layers });
  const words = layers.map(wordFor).join(', ');
  const use = h('button', { class: 'tile', type: 'button', title: `${words}. Click or drag onto the network` }, icon('block'), h('span', {}, name));
  use.addEventListener('click', () => {
    insertCargo(link, cargo, { name });
    close();
  });
  carrierOf(link).attach(use, use, () => ({ cargo: () => cargo, icon: 'block', name, after: close }));
  const rename = h('button', { class: 'block-tool', type: 'button', 'aria-label': `Rename ${name}`, title: 'Rename' }, icon('rename'));
  const remove = h('button', { class: 'block-tool', type: 'button', 'aria-label': `Delete ${name}`, title: 'Delete' }, icon('bin'));
  const row = h('div', { class: 'block-row' }, use, rename, remove);
  rename.addEventListener('click', () => askName(link, name, row));
  remove.addEventListener('click', () => deleteBlock(link, block));
  return row;
}

/** @type {(link: Link, text: string, action?: {name: string, act: () => void}) => void} */
const tell = ({ store }, text, action) => store.emit('message', { level: action ? 'info' : 'error', text, action });

/** @type {(link: Link, block: Block) => void} */
function deleteBlock(link, block) {
  const blocks = blocksOf(link);
  const index = blocks.list.indexOf(block);
  const wrong = blocks.remove(block.name);
  if (wrong) tell(link, wrong);
  const act = () => void blocks.save(block.name, block.layers, index);
  tell(link, `Deleted the block ${block.name}.`, { name: 'Undo', act });
}

/** Turns the name into a field until Enter, Escape or leaving it. @type {(link: Link, name: string, row: HTMLElement) => void} */
function askName(link, name, row) {
  const blocks = blocksOf(link);
  const field = h('input', { class: 'bar-name', type: 'text', maxlength: LONGEST_NAME, 'aria-label': `New name of ${name}` });
  field.value = name;
  const end = (/** @type {boolean} */ keep) => {
    if (!field.isConnected) return;
    const wrong = keep ? blocks.rename(name, field.value) : '';
    if (wrong) tell(link, wrong);
    if (!keep || wrong || field.value.trim() === name) blocks.onChange();
  };
  field.addEventListener('keydown', (event) => {
    event.stopPropagation();
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault(); // the focus moves to a button, which this key must not press
    end(event.key === 'Enter');
  });
  row.replaceChildren(field);
  field.focus();
  field.select();
}
