// @ts-check
/** What the page is held to; the server has the same limits in `playground/live/limits.py`. */

/** Most qurons at one time. */
export const MOST_QURONS = 8;
