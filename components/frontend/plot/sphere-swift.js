// @ts-check
/**
 * The arrow of the Bloch sphere while a dial is in the hand. A Plotly update costs 10 to 40 ms, too much for a hand; so
 * Plotly draws the sphere without its arrow, and the arrow is drawn over it on a flat canvas, in every frame.
 */

import { fitCanvas } from './map-layers.js';
import { paintArrow, scaleTo } from './sphere-canvas.js';
import { viewOf } from './sphere-turning.js';

/**
 * @param {HTMLCanvasElement} canvas over the picture
 * @param {import('./plotly.js').Graph} holder
 * @param {(colours?: Record<string, string>) => import('./sphere-figure.js').SphereState} state
 */
export function createSwiftArrow(canvas, holder, state) {
  /** @type {{colours: Record<string, string>, size: number} | null} asked for once: it lays the page out anew */
  let look = null;
  const lookUp = () => {
    look = { colours: state().colours, size: canvas.clientWidth };
    return look;
  };
  return {
    /** Whether the arrow is drawn here. */
    get drawn() {
      return look !== null;
    },
    /** @returns {boolean} whether this is the first time since `clear` */
    paint() {
      const first = look === null;
      const { colours, size } = look ?? lookUp();
      if (!size) return first;
      const pen = fitCanvas(canvas, size);
      paintArrow(pen, viewOf(holder._fullLayout.scene.camera.eye), state(colours), scaleTo(pen, size));
      return first;
    },
    /** Leave the arrow to Plotly again. @returns {boolean} whether it was drawn here */
    clear() {
      const was = look !== null;
      look = null;
      return was;
    },
    /** Take away what was drawn, once Plotly has drawn its own. */
    wipe() {
      const pen = look ? null : canvas.getContext('2d');
      pen?.setTransform(1, 0, 0, 1, 0, 0);
      pen?.clearRect(0, 0, canvas.width, canvas.height);
    },
  };
}
