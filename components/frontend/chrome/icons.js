// @ts-check
/** The icons of the top bar, 16 by 16, stroked in the text's colour. */
import { s } from '../lib/dom.js';

/** Paths that are stroked; those of `FILLED` are filled. @type {Record<string, string>} */
const STROKED = {
  reset: 'M3 8a5 5 0 1 0 1.7-3.8M3 2.5v3h3',
  undo: 'M5.5 3 2.5 6l3 3M2.5 6h7a4 4 0 0 1 0 7.5H7',
  redo: 'm10.5 3 3 3-3 3M13.5 6h-7a4 4 0 0 0 0 7.5H9',
  share: 'M6.5 9.5a2.8 2.8 0 0 0 4 0l2.3-2.3a2.8 2.8 0 0 0-4-4L8 4M9.5 6.5a2.8 2.8 0 0 0-4 0L3.2 8.8a2.8 2.8 0 0 0 4 4L8 12',
  open: 'M2.5 12.5v-9h4l1.5 2h5.5v7zM2.5 7.5h11',
  save: 'M8 2.5v7M5 6.8l3 3 3-3M2.5 10.5v3h11v-3',
  code: 'M5.5 4.5 2 8l3.5 3.5M10.5 4.5 14 8l-3.5 3.5',
  more: 'M3 5h6M12 5h1M3 11h1M7 11h6M10.5 3.5v3M5.5 9.5v3',
};
/** @type {Record<string, string>} */
const FILLED = {
  play: 'M4.5 2.5v11l9-5.5z',
  pause: 'M4 3h2.8v10H4zM9.2 3H12v10H9.2z',
  step: 'M3.5 3v10l7-5zM11 3h1.75v10H11z',
  back: 'M12.5 3v10l-7-5zM3.25 3H5v10H3.25z',
};

/** @param {string} name */
export function icon(name) {
  const frame = { viewBox: '0 0 16 16', 'aria-hidden': 'true' };
  if (name === 'theme') {
    return s('svg', frame, s('circle', { cx: 8, cy: 8, r: 5.5, class: 'stroked' }), s('path', { d: 'M8 2.5a5.5 5.5 0 0 1 0 11z' }));
  }
  if (name === 'dice') {
    const dots = [[5.6, 5.6], [10.4, 10.4], [10.4, 5.6], [5.6, 10.4]].map(([cx, cy]) => s('circle', { cx, cy, r: 1.1 }));
    return s('svg', frame, s('rect', { x: 2.5, y: 2.5, width: 11, height: 11, rx: 2.5, class: 'stroked' }), ...dots);
  }
  const filled = Object.hasOwn(FILLED, name);
  return s('svg', frame, s('path', { d: filled ? FILLED[name] : STROKED[name], class: filled ? '' : 'stroked' }));
}

/** The mark of the product: a Bloch sphere whose arrow has the colours of both classes. */
export function mark() {
  return s(
    'svg',
    { viewBox: '0 0 24 24', width: 24, height: 24, class: 'logo', 'aria-hidden': 'true' },
    s('circle', { cx: 12, cy: 12, r: 10, class: 'logo-ring' }),
    s('ellipse', { cx: 12, cy: 12, rx: 10, ry: 3.4, class: 'logo-equator' }),
    s('path', { d: 'M12 12 17 5.6', class: 'logo-plus' }),
    s('path', { d: 'M12 12 8.2 16.8', class: 'logo-minus' }),
    s('circle', { cx: 12, cy: 12, r: 1.6, class: 'logo-centre' }),
  );
}
