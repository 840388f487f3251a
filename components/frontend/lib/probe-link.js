// @ts-check
/**
 * Where the eye stands, in the address: `probe=0.42,-0.3,0.9` is the probe with the slice through the features that no
 * map shows. Beside `view` and `hide`, since it is what one looks at and not the experiment. Forgiving, no DOM.
 */
import { plainCommas } from './view-options.js';

/** Where the probe stands at first; an address without `probe` means it. */
export const USUAL_PROBE = Object.freeze([0.42, -0.3]);

const MOST_FEATURES = 8;
const DIGITS = 4; // maps cannot show less
const REACH = 1; // features of the maps and of the slice run from -1 to 1

/** Shortest text of a coordinate; no minus sign before zero. @param {number} value */
const short = (value) => String(Number(value.toFixed(DIGITS)) + 0);

/**
 * @param {string} search of the address, with or without its question mark
 * @returns {number[]} the usual probe if there is none or it is not a list of two to eight numbers
 */
export function readProbe(search) {
  const words = (new URLSearchParams(search).get('probe') ?? '').split(',').map((word) => word.trim());
  const probe = words.map((word) => (word === '' ? NaN : Math.max(-REACH, Math.min(REACH, Number(word)))));
  const legible = probe.length >= USUAL_PROBE.length && probe.length <= MOST_FEATURES && !probe.some(Number.isNaN);
  return legible ? probe : [...USUAL_PROBE];
}

/**
 * The same address with another probe; the usual one is left out, and features at 0 after the second.
 * @param {string} href
 * @param {readonly number[]} probe
 * @returns {string}
 */
export function withProbe(href, probe) {
  const url = new URL(href);
  url.searchParams.delete('probe');
  const words = probe.map(short);
  while (words.length > USUAL_PROBE.length && words[words.length - 1] === '0') words.pop();
  const text = words.join(',');
  if (text !== USUAL_PROBE.map(short).join(',')) url.searchParams.set('probe', text);
  return plainCommas(url.href);
}
