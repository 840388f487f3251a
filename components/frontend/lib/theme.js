// @ts-check
/** Light or dark: what the visitor chose last, else what Streamlit shows, else what the system prefers. */

const KEY = 'quron-theme';

/**
 * @param {Element} host Where Streamlit's `--st-*` variables arrive.
 * @returns {'light' | 'dark'}
 */
export function initialTheme(host) {
  const chosen = remembered();
  if (chosen === 'light' || chosen === 'dark') return chosen;
  const background = getComputedStyle(host).getPropertyValue('--st-background-color').trim();
  const light = luminance(background);
  if (light !== null) return light > 0.5 ? 'light' : 'dark';
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** @param {'light' | 'dark'} theme */
export function rememberTheme(theme) {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Storage can be switched off; the choice then lasts as long as the page.
  }
}

function remembered() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/**
 * Relative luminance of `#rrggbb`, 0 to 1; null for anything else.
 * @param {string} hex
 */
export function luminance(hex) {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/i.exec(hex);
  if (!match) return null;
  const [r, g, b] = match.slice(1, 4).map((part) => parseInt(part, 16) / 255);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
