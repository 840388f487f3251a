"""Building by hand, in headless Chromium: 500 random drags, and how soon the picture of a drop is there.

Every drag takes a palette tile or a card somewhere and ends by a drop, by Escape, or by a lost focus.
It counts whether the pointer stayed captured until then, and what was left hanging afterwards; both must be nothing.

    python -m benchmarks.canvas [drags]
"""

from __future__ import annotations

import random
import statistics
import sys
import time

from playwright.sync_api import Locator, Page

from benchmarks.measure import quantile
from benchmarks.screen import opened

DRAGS = 500
LEFT = ".carried, .held, .card.ghost, .quron-root.carrying"
CAPTURED = "(element) => element.hasPointerCapture(1)"
MOST_LAYERS = 7


def cards(page: Page) -> Locator:
    """Layers and the readout, without what only hovers."""
    return page.locator(".card:not(.ghost)")


def pick(page: Page, rng: random.Random) -> Locator:
    """A tile, or a card by its head."""
    layers = cards(page).count() - 1
    if layers < 2 or (layers < MOST_LAYERS and rng.random() < 0.4):
        tiles = page.get_by_role("toolbar", name="Add layer")
        return tiles.get_by_role("button", name=rng.choice(["Rotate", "Entangle", "Phase", "Amplitude"]), exact=True)
    return cards(page).nth(rng.randrange(layers)).locator(".card-head")


def take(page: Page, target: Locator, x: float, y: float) -> None:
    """Pick something up and hold it over a point.

    A scene may come late and move things between looking where the target is and pressing there: then press again.
    """
    for _ in range(5):
        target.scroll_into_view_if_needed()
        box = target.bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + min(30, box["width"] / 2), box["y"] + min(12, box["height"] / 2))
        page.mouse.down()
        if target.evaluate(CAPTURED):
            break
        page.mouse.up()
        page.wait_for_timeout(500)
    page.mouse.move(x, y, steps=4)


def random_drags(page: Page, count: int) -> dict[str, int]:
    """How many drags lost the pointer, and how many left something hanging."""
    rng = random.Random(500)
    found = {"drags": 0, "lost": 0, "hanging": 0}
    for _ in range(count):
        target = pick(page, rng)
        take(page, target, rng.uniform(230, 1090), rng.uniform(60, 690))
        found["drags"] += 1
        found["lost"] += not target.evaluate(CAPTURED)
        ending = rng.choice(["drop", "drop", "drop", "Escape", "blur"])
        if ending == "Escape":
            page.keyboard.press("Escape")
        elif ending == "blur":
            page.evaluate("window.dispatchEvent(new Event('blur'))")
        page.mouse.up()
        page.wait_for_timeout(60)  # the drop's own scene
        found["hanging"] += page.locator(LEFT).count() > 0 and still_there(page)
    return found


def still_there(page: Page) -> bool:
    """Whether something is left hanging also a moment later: a slow answer is no fault."""
    page.wait_for_timeout(2000)
    return page.locator(LEFT).count() > 0


def preview_times(page: Page, count: int = 30) -> list[float]:
    """Milliseconds from reaching a gap to the picture of the drop there, seen from outside the page."""
    tile = page.get_by_role("toolbar", name="Add layer").get_by_role("button", name="Rotate", exact=True)
    boxes = [cards(page).nth(k).bounding_box() for k in range(cards(page).count() - 1)]
    take(page, tile, 600, 20)
    times = []
    for turn in range(count):
        box = boxes[turn % len(boxes)]
        assert box is not None
        start = time.perf_counter()
        page.mouse.move(box["x"] + 10, box["y"] + 60)
        page.locator(".card.ghost").wait_for()
        times.append(1e3 * (time.perf_counter() - start))
        page.mouse.move(600, 20)
        page.locator(".card.ghost").wait_for(state="detached")
    page.keyboard.press("Escape")
    page.mouse.up()
    return times


def main() -> None:
    """Measure both on one page."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else DRAGS
    with opened() as page:
        times = preview_times(page)
        print(f"hover to picture  {statistics.median(times):6.1f} ms median, {quantile(times, 0.95):.1f} ms p95")
        start = time.perf_counter()
        found = random_drags(page, count)
        seconds = time.perf_counter() - start
        print(f"{found['drags']} drags in {seconds:.0f} s: {found['lost']} lost the pointer, {found['hanging']} hung")
        print(f"errors on the page: {page.evaluate('__quron.errors')}")


if __name__ == "__main__":
    main()
