// @ts-check
/** Turning the Bloch sphere by keyboard; and no panning, because the sphere's outline stands still. */

import { FAR } from './sphere-figure.js';
import { eyeOf } from './sphere-geometry.js';

const STEP = 0.12;
const KEYS = /** @type {Record<string, [number, number]>} */ ({
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, STEP],
  ArrowDown: [0, -STEP],
});

/**
 * @param {HTMLElement} element that has the focus
 * @param {import('./plotly.js').Graph} holder
 * @param {{azimuth: number, elevation: number}} view of the flat picture
 * @param {() => void} onTurn the flat picture has been turned
 */
export function createTurning(element, holder, view, onTurn) {
  /** @type {import('./plotly.js').PlotlyApi | null} */
  let plotly = null;

  element.addEventListener('keydown', (event) => {
    const step = KEYS[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const from = plotly ? viewOf(holder._fullLayout.scene.camera.eye) : view;
    const next = {
      azimuth: from.azimuth + step[0],
      elevation: Math.max(-1.5, Math.min(1.5, from.elevation + step[1])),
    };
    if (plotly) return void plotly.relayout(holder, { 'scene.camera.eye': eyeOf(next, FAR) });
    Object.assign(view, next);
    onTurn();
  });
  for (const type of ['pointerdown', 'mousedown']) {
    holder.addEventListener(type, (event) => {
      const { button, ctrlKey, shiftKey, altKey, metaKey } = /** @type {MouseEvent} */ (event);
      if (button !== 0 || ctrlKey || shiftKey || altKey || metaKey) event.stopPropagation();
    }, true);
  }
  // Captured, the pointer may leave the picture: the turn goes on, and Plotly hears of its end and keeps the view.
  holder.addEventListener('pointerdown', (event) => {
    if (event.target instanceof Element) event.target.setPointerCapture(event.pointerId);
  });
  return {
    /** From now on it is the Plotly picture that turns. @param {import('./plotly.js').PlotlyApi} api */
    take(api) {
      plotly = api;
    },
    release() {
      plotly = null;
    },
  };
}

/** @param {{x: number, y: number, z: number}} eye */
export const viewOf = ({ x, y, z }) => ({ azimuth: Math.atan2(y, x), elevation: Math.atan2(z, Math.hypot(x, y)) });
