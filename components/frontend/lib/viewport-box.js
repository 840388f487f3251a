// @ts-check
/**
 * Where an element lies in the window, also inside a network that CSS `zoom` draws smaller or larger. Browsers before
 * the standard of `zoom` (Chromium 128, Firefox 126; Safari followed late) answer in the zoomed element's own pixels.
 */

/** Whether this browser answers in pixels of the window; measured once. @type {boolean | undefined} */
let standard;

/** @param {Document} document */
function measure(document) {
  const probe = document.createElement('div');
  probe.setAttribute('style', 'position: fixed; visibility: hidden; width: 8px; zoom: 2');
  document.body.append(probe);
  const { width } = probe.getBoundingClientRect();
  probe.remove();
  return width > 12;
}

/** Product of the zooms that act on an element. @param {Element} element */
function zoomOf(element) {
  let zoom = 1;
  for (let at = /** @type {Element | null} */ (element); at; at = at.parentElement) zoom *= Number(getComputedStyle(at).zoom) || 1;
  return zoom;
}

/**
 * @param {Element} element
 * @returns {{left: number, top: number, right: number, bottom: number, width: number, height: number}}
 */
export function viewportBox(element) {
  const box = element.getBoundingClientRect();
  standard ??= measure(element.ownerDocument);
  if (standard) return box;
  const zoom = zoomOf(element);
  const { left, top, right, bottom, width, height } = box;
  return { left: left * zoom, top: top * zoom, right: right * zoom, bottom: bottom * zoom, width: width * zoom, height: height * zoom };
}
