// @ts-check
/** Turns the image of the network into files: SVG with texts as texts, PNG drawn from it at twice its size. */
import { paintMap, ramp } from '../lib/colors.js';
import { h, s } from '../lib/dom.js';
import { networkPicture } from './picture.js';

const XLINK = 'http://www.w3.org/1999/xlink'; // older editors and slides know pictures by this name only
const SHARPNESS = 2; // pixels of the PNG for one of the SVG
const MAP_EDGE = 100; // pixels of an embedded map: editors scale few samples without smoothing them

/**
 * An SVG element from its tree; texts become text nodes and values attributes, so nothing needs escaping by hand.
 * @param {import('./marks.js').Tree} tree
 * @returns {SVGElement}
 */
function elementOf({ tag, attributes, children }) {
  const parts = children.map((child) => (typeof child === 'string' ? child : elementOf(child)));
  const { href, ...rest } = attributes;
  const element = s(/** @type {keyof SVGElementTagNameMap} */ (tag), rest, ...parts);
  if (href) element.setAttributeNS(XLINK, 'xlink:href', String(href));
  return element;
}

/** Smooth pictures of maps as data addresses. @param {'light' | 'dark'} theme */
function rasterizer(theme) {
  const small = /** @type {HTMLCanvasElement} */ (h('canvas', {}));
  const large = /** @type {HTMLCanvasElement} */ (h('canvas', { width: MAP_EDGE, height: MAP_EDGE }));
  const context = large.getContext('2d');
  /** @type {(values: Float32Array, rows: number, columns: number) => string} */
  return (values, rows, columns) => {
    paintMap(small, values, rows, columns, ramp(theme));
    context?.drawImage(small, 0, 0, MAP_EDGE, MAP_EDGE);
    return large.toDataURL('image/png');
  };
}

/**
 * The image as an SVG document.
 * @param {import('../lib/store.js').Store} store
 * @param {'light' | 'dark'} theme
 * @returns {{text: string, width: number, height: number} | null} null before the first frame
 */
function svgOf({ scene, frame, ui }, theme) {
  const tree = scene && frame && networkPicture({ scene, frame, probe: ui.probe, theme, raster: rasterizer(theme) });
  if (!tree) return null;
  const { width, height } = /** @type {{width: number, height: number}} */ (tree.attributes);
  return { text: new XMLSerializer().serializeToString(elementOf(tree)), width, height };
}

/** @param {Blob} blob @param {string} name */
function save(blob, name) {
  const url = URL.createObjectURL(blob);
  h('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** @type {(drawing: {text: string, width: number, height: number}) => Promise<Blob>} */
async function pngOf({ text, width, height }) {
  const image = new Image();
  const url = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
  try {
    image.src = url;
    await image.decode();
    const look = { width: SHARPNESS * width, height: SHARPNESS * height };
    const canvas = /** @type {HTMLCanvasElement} */ (h('canvas', look));
    canvas.getContext('2d')?.drawImage(image, 0, 0, look.width, look.height);
    const blob = await new Promise((done) => canvas.toBlob(done, 'image/png'));
    if (!blob) throw new Error('The browser cannot draw an image of this size. Save it as SVG instead.');
    return blob;
  } finally {
    URL.revokeObjectURL(url);
  }
}

/**
 * Saves the network as it stands on the screen.
 * @param {import('../lib/store.js').Store} store
 * @param {'svg' | 'png'} format
 * @param {'light' | 'dark'} theme of the image; slides are mostly white
 */
export async function saveImage(store, format, theme = 'light') {
  const drawing = svgOf(store, theme);
  if (!drawing) {
    store.emit('message', { level: 'error', text: 'There is no picture of this network yet. Wait for its first frame.' });
    return;
  }
  const name = `quron-${store.scene?.experiment.data.name}-epoch-${store.frame?.epoch}.${format}`;
  try {
    save(format === 'svg' ? new Blob([drawing.text], { type: 'image/svg+xml' }) : await pngOf(drawing), name);
  } catch (error) {
    store.emit('message', { level: 'error', text: String(/** @type {Error} */ (error).message) });
  }
}
