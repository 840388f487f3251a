// @ts-check
/** Elements without markup: every text is a text node, every value an attribute. */

const SVG = 'http://www.w3.org/2000/svg';

/**
 * @typedef {Record<string, any> | null} Props
 * @typedef {Node | string | number | null | undefined | false} Child
 */

/**
 * An HTML element.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Props} [props] `class`, `text`, `on: {event: listener}`, `style: {name: value}`; all else is an attribute.
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, props, ...children) {
  return /** @type {HTMLElementTagNameMap[K]} */ (dressed(document.createElement(tag), props, children));
}

/**
 * An SVG element; the same properties as `h`.
 * @template {keyof SVGElementTagNameMap} K
 * @param {K} tag
 * @param {Props} [props]
 * @param {...Child} children
 * @returns {SVGElementTagNameMap[K]}
 */
export function s(tag, props, ...children) {
  return /** @type {SVGElementTagNameMap[K]} */ (dressed(document.createElementNS(SVG, tag), props, children));
}

/**
 * Give an element new children.
 * @template {Element} T
 * @param {T} element
 * @param {...Child} children
 * @returns {T}
 */
export function replace(element, ...children) {
  element.replaceChildren(...nodes(children));
  return element;
}

/*
 * What a frame changes goes through these: a browser styles and lays out anew whatever is written, be it the same.
 */

/**
 * Let something read differently; its text node stays.
 * @param {Element | Text} node an element with nothing but a text, or that text
 * @param {string} text
 */
export function say(node, text) {
  const own = node instanceof Text ? node : node.firstChild;
  if (!(own instanceof Text) || (own !== node && own.nextSibling)) node.textContent = text;
  else if (own.data !== text) own.data = text;
}

/** @param {HTMLElement} element @param {boolean} hidden */
export function hide(element, hidden) {
  if (element.hidden !== hidden) element.hidden = hidden;
}

/** @param {Element} element @param {string} name @param {string | number} value */
export function put(element, name, value) {
  if (element.getAttribute(name) !== String(value)) element.setAttribute(name, String(value));
}

/**
 * @param {HTMLElement | SVGElement} element
 * @param {Props | undefined} props
 * @param {Child[]} children
 */
function dressed(element, props, children) {
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === 'on') {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else if (name === 'style') {
      for (const [key, text] of Object.entries(value)) element.style.setProperty(key, String(text));
    } else if (name === 'text') element.textContent = String(value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...nodes(children));
  return element;
}

/** @param {Child[]} children */
function nodes(children) {
  return children
    .filter((child) => child !== null && child !== undefined && child !== false)
    .map((child) => (child instanceof Node ? child : document.createTextNode(String(child))));
}
