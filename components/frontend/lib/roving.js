// @ts-check
/**
 * One stop of the Tab key for a group of controls; inside it the arrows go from control to control. Left and right follow
 * the reading order, up and down the rows; a dial keeps up and down for its value. Escape comes back to the group.
 */

const CONTROLS = 'button, [role="button"], [role="slider"], [role="switch"], select, input:not(.typed)';
const ROW = 8; // pixels between middles that are still one row

/** @typedef {{x: number, y: number}} Middle of a control */

/**
 * The control that an arrow key leads to.
 * @param {readonly Middle[]} middles
 * @param {number} from index of the control in focus
 * @param {string} key
 * @returns {number} its index; the same one at an end
 */
export function neighbour(middles, from, key) {
  const order = middles.map((_, index) => index).sort((a, b) => rowOf(middles, a) - rowOf(middles, b) || middles[a].x - middles[b].x);
  const place = order.indexOf(from);
  if (key === 'ArrowRight') return order[Math.min(order.length - 1, place + 1)];
  if (key === 'ArrowLeft') return order[Math.max(0, place - 1)];
  const here = rowOf(middles, from);
  const down = key === 'ArrowDown';
  const others = order.filter((index) => (down ? rowOf(middles, index) > here : rowOf(middles, index) < here));
  if (!others.length) return from;
  const next = rowOf(middles, down ? others[0] : others[others.length - 1]);
  const row = others.filter((index) => rowOf(middles, index) === next);
  const off = (/** @type {number} */ index) => Math.abs(middles[index].x - middles[from].x);
  return row.reduce((best, index) => (off(index) < off(best) ? index : best));
}

/** Height of the topmost control that still belongs to the same row. @param {readonly Middle[]} middles @param {number} index */
const rowOf = (middles, index) => Math.min(...middles.filter(({ y }) => Math.abs(y - middles[index].y) <= ROW).map(({ y }) => y));

/**
 * @param {HTMLElement} group
 * @param {{self?: boolean}} [options] `self`: the group itself is the stop, and arrow down enters it
 * @returns {() => void} to be called after controls were made
 */
export function rove(group, { self = false } = {}) {
  group.dataset.arrows = '';
  const controls = () => /** @type {HTMLElement[]} */ ([...group.querySelectorAll(CONTROLS)]);
  const usable = () => controls().filter((control) => control.getClientRects().length && !control.matches(':disabled'));
  /** @param {HTMLElement | null} stop */
  const only = (stop) => {
    for (const control of controls()) control.tabIndex = control === stop ? 0 : -1;
    if (self) group.tabIndex = stop ? -1 : 0;
  };
  const refresh = () => {
    const all = controls();
    only(self ? null : (all.find((control) => control.tabIndex === 0 && control.matches(':focus')) ?? all.find((control) => !control.matches(':disabled, [hidden]')) ?? null));
  };
  group.addEventListener('focusin', (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (target !== group && target.matches(CONTROLS)) only(target);
  });
  group.addEventListener('focusout', (event) => {
    if (self && !group.contains(/** @type {Node | null} */ (event.relatedTarget))) only(null);
  });
  group.addEventListener('keydown', (event) => arrow(event, group, usable, self), true);
  refresh();
  return refresh;
}

/** @type {(event: KeyboardEvent, group: HTMLElement, usable: () => HTMLElement[], self: boolean) => void} */
function arrow(event, group, usable, self) {
  if (event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return;
  const target = /** @type {HTMLElement} */ (event.target);
  if (target.matches('input, select')) return;
  /** @type {HTMLElement | undefined} */
  let next;
  if (target === group) {
    if (event.key === 'ArrowDown') [next] = usable();
  } else if (event.key === 'Escape') {
    if (self) next = group;
  } else if (event.key.startsWith('Arrow')) {
    const upright = event.key === 'ArrowUp' || event.key === 'ArrowDown';
    if (upright && target.getAttribute('role') === 'slider') return;
    const all = usable();
    const from = all.indexOf(target);
    if (from >= 0) next = all[neighbour(all.map(middleOf), from, event.key)];
  }
  if (!next) return;
  if (event.key === 'Escape') return next.focus(); // and whatever else it closes
  event.preventDefault();
  event.stopPropagation();
  next.focus();
}

/** @param {HTMLElement} control @returns {Middle} */
function middleOf(control) {
  const { left, top, width, height } = control.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}
