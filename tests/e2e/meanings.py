"""A walk over the numbers on the screen: each must say its unit, its convention and its source."""

from __future__ import annotations

from playwright.sync_api import Locator

UNEXPLAINED = """(root, [parts, names, fields]) => {
  const found = [];
  const seen = (element) => element.getClientRects().length > 0;
  const says = (stop) => stop.tabIndex >= 0 && stop.getAttribute('aria-description')?.startsWith('Unit: ');
  const check = (element, text) => {
    const means = element.closest('[data-means]');
    const stops = means ? [...root.querySelectorAll(`[data-means="${means.dataset.means}"]`)] : [];
    if (!stops.some((stop) => says(stop))) found.push([text, element.outerHTML.slice(0, 120)]);
  };
  for (const part of root.querySelectorAll(parts)) {
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode.data.trim();
      const holder = walker.currentNode.parentElement;
      if (/\\d/.test(text) && seen(holder) && !holder.closest(names)) check(holder, text);
    }
    for (const field of fields ? part.querySelectorAll(fields) : []) if (seen(field)) check(field, field.value ?? '');
  }
  return found;
}"""


def unexplained(root: Locator, parts: str, names: str, fields: str = "") -> list[list[str]]:
    """Every number in some parts of `root` that does not say what it is.

    A number says so if it, or what holds it, has a meaning, and something of the same meaning can have the focus and
    describes it in words, unit first.

    Args:
        root: Where to look, and where what describes it must be.
        parts: Selector of the parts that are walked through.
        names: Selector of what holds no numbers but names, choices and dates.
        fields: Selector of controls that hold a number each.
    Returns:
        The text of each, and the beginning of its markup.
    """
    return root.evaluate(UNEXPLAINED, [parts, names, fields])
