// @ts-check
/** The padlock of frozen parameters: closed or open. */
import { h, s } from './dom.js';

const BODY = 'M3.5 7.5h9v6h-9z';
const SHACKLE = { closed: 'M5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5', open: 'M5.5 7.5V4.5a2.5 2.5 0 0 1 4.9-.7' };

/** @returns {SVGElement} drawn closed; for marks that only appear on what is frozen */
export const lockMark = () =>
  s('svg', { viewBox: '0 0 16 16', class: 'lock', 'aria-hidden': 'true' },
    s('path', { d: BODY, class: 'lock-body' }), s('path', { d: SHACKLE.closed, class: 'stroked' }));

/**
 * A button that freezes and frees; pressed where frozen.
 * @param {string} look class
 * @param {() => void} act
 */
export function lockButton(look, act) {
  const shackle = s('path', { d: SHACKLE.open, class: 'stroked' });
  const drawing = s('svg', { viewBox: '0 0 16 16', class: 'lock', 'aria-hidden': 'true' }, s('path', { d: BODY, class: 'lock-body' }), shackle);
  const element = /** @type {HTMLButtonElement} */ (h('button', { class: look, type: 'button', 'aria-pressed': 'false' }, drawing));
  element.addEventListener('click', (event) => {
    event.stopPropagation();
    act();
  });
  return {
    element,
    /** @param {string} what it freezes @param {boolean} frozen @param {string} [keys] */
    set(what, frozen, keys = '') {
      element.setAttribute('aria-pressed', String(frozen));
      element.setAttribute('aria-label', `Freeze ${what}`);
      element.title = frozen ? `Frozen: training leaves ${what} alone. Press to free${keys}` : `Freeze ${what}: training leaves it alone${keys}`;
      shackle.setAttribute('d', frozen ? SHACKLE.closed : SHACKLE.open);
    },
  };
}
