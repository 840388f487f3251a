"""What a visitor sees, in headless Chromium: first picture, epochs and pictures a second, and dial to picture.

Two networks: the one the page opens with, and three blocks of encode, rotate, CZ ring on four qurons, both with noise.
The page's own counters (`?debug=1`) are read; a drag is a real pointer on a real dial while training runs.

    python -m benchmarks.screen
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.live import server
from benchmarks.measure import quantile
from playground.spec import default_experiment
from playground.spec.codec import to_link
from playground.spec.network import Network

FLAGS = ["--no-sandbox", "--enable-unsafe-swiftshader", "--disable-quic", "--no-first-run", "--disable-sync"]
FLAGS += ["--disable-background-networking", "--disable-component-update"]
SECONDS = 5.0
BLOCK = [{"kind": "encode"}, {"kind": "rotate"}, {"kind": "entangle"}]
BLOCKS = default_experiment().replace(network=Network(qurons=4, layers=BLOCK * 3))


def chromium() -> str:
    """Path of the browser, found as the browser tests find it."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("QURON_CHROMIUM") or next(filter(None, map(shutil.which, names)))


def wait(page: Page, expression: str) -> None:
    """Wait until an expression holds; asked from outside, since the page's policy forbids evaluating text in it."""
    end = time.perf_counter() + 30
    while not page.evaluate(expression):
        if time.perf_counter() > end:
            raise TimeoutError(expression)
        page.wait_for_timeout(10)


@contextmanager
def opened() -> Iterator[Page]:
    """The app in a browser of its own, once its network moves."""
    with server() as host, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(f"http://{host}/?debug=1")
        wait(page, "!!window.__quron && __quron.frames > 30")
        yield page
        browser.close()


def counters(page: Page) -> dict[str, float]:
    """Epochs, frames and the page's clock in milliseconds."""
    return page.evaluate("({epochs: __quron.epochs, frames: __quron.frames, at: performance.now()})")


def rates(page: Page, act: float) -> tuple[float, float]:
    """Epochs and frames a second over `act` seconds."""
    before = counters(page)
    page.wait_for_timeout(1000 * act)
    after = counters(page)
    seconds = (after["at"] - before["at"]) / 1000
    return (after["epochs"] - before["epochs"]) / seconds, (after["frames"] - before["frames"]) / seconds


def drag(page: Page, name: str) -> list[float]:
    """Milliseconds from each value in the hand to its picture, while a dial goes up and down for five seconds."""
    box = page.get_by_role("slider", name=name, exact=True).bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.evaluate("__quron.truthMs.length = 0")
    page.mouse.move(x, y)
    page.mouse.down()
    end = time.perf_counter() + SECONDS
    while time.perf_counter() < end:
        for step in (*range(30), *range(30, 0, -1)):
            page.mouse.move(x, y - step)
            page.wait_for_timeout(16)
    page.mouse.up()
    return page.evaluate("__quron.truthMs")


def measure(browser: Browser, title: str, url: str) -> None:
    """Print the figures of one network on a fresh page."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    start = time.perf_counter()
    page.goto(url)
    wait(page, "!!window.__quron && __quron.frames > 0")
    first = time.perf_counter() - start
    wait(page, "__quron.frames > 30")
    page.wait_for_timeout(3000)  # the charts' library arrives after the first picture
    at_pace = rates(page, SECONDS)
    page.get_by_role("slider", name="Speed").press("End")
    fastest = rates(page, SECONDS)
    page.get_by_role("slider", name="Speed").press("Home")
    page.get_by_role("slider", name="Speed").press("End")
    latencies = drag(page, "amplitude damping")
    print(f"{title}\n  first picture        {first:6.2f} s")
    print(f"  at 60 a second       {at_pace[0]:6.1f} epochs/s  {at_pace[1]:6.1f} pictures/s")
    print(f"  as fast as it goes   {fastest[0]:6.1f} epochs/s  {fastest[1]:6.1f} pictures/s")
    print(f"  dial to picture      {quantile(latencies):6.1f} ms median, {quantile(latencies, 0.95):.1f} ms p95")
    page.close()


def main() -> None:
    """Measure both networks, after one page that warms the server."""
    with server() as host, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        for title, query in (
            ("warming up", ""),
            ("the page's own example", ""),
            ("three blocks, CZ ring", f"&e={to_link(BLOCKS)}"),
        ):
            measure(browser, title, f"http://{host}/?debug=1{query}")
        browser.close()


if __name__ == "__main__":
    main()
