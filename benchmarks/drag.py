"""What a hand on a dial sees, in headless Chromium: pictures a second, script time of a picture, age of the truth.

Pictures of the hand are made by the page from planes that the server sent; truth is the time until the server's own
frame for a value has been painted. A real pointer drags real dials up and down, while training runs and at rest. The
page's own counters (`?debug=1`) are read.

    python -m benchmarks.drag
"""

from __future__ import annotations

import time
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.live import server
from benchmarks.measure import quantile
from benchmarks.screen import BLOCKS, FLAGS, chromium, wait
from playground.spec import default_experiment
from playground.spec.codec import to_link
from playground.spec.network import Network

SECONDS = 4.0
LARGE = default_experiment().replace(
    network=Network(
        qurons=6,
        layers=[{"kind": "encode"}, {"kind": "rotate"}, {"kind": "entangle"}] * 2,
    )
)
NETWORKS = {
    "4 qurons x 3 blocks": (BLOCKS, ("layer 2 RY q0", "amplitude damping")),
    "6 qurons x 6 layers": (LARGE, ("layer 2 RY q0",)),
}


def drag(page: Page, name: str) -> dict[str, Any]:
    """Drag a dial for some seconds; the counters of that time."""
    box = page.get_by_role("slider", name=name, exact=True).bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y - 5)
    wait(page, "__quron.dragFrames > 0")
    page.wait_for_timeout(1000)  # planes of an ambient dial take a few frames
    page.evaluate("__quron.truthMs.length = __quron.dragScriptMs.length = __quron.dragFrames = 0")
    begun = page.evaluate("performance.now()")
    end = time.perf_counter() + SECONDS
    while time.perf_counter() < end:
        for step in (*range(5, 35), *range(35, 5, -1)):
            page.mouse.move(x, y - step)
    found = page.evaluate("({...__quron, seconds: performance.now()})")
    page.mouse.up()
    page.wait_for_timeout(500)
    found["seconds"] = (found["seconds"] - begun) / 1000
    found["dragError"] = page.evaluate("__quron.dragError")
    return found


def measure(browser: Browser, url: str, dials: tuple[str, ...]) -> None:
    """Print the figures of one network on a fresh page."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(url)
    wait(page, "!!window.__quron && __quron.frames > 10")
    page.wait_for_timeout(3000)  # the charts' library arrives after the first picture
    for state in ("training", "at rest"):
        if state == "at rest":
            page.get_by_role("button", name="Pause", exact=True).click()
        for name in dials:
            found = drag(page, name)
            script, truth = found["dragScriptMs"], found["truthMs"]
            print(
                f"  {name:20} {state:9} {found['dragFrames'] / found['seconds']:5.1f} pictures/s"
                f"   script {quantile(script):5.2f} ms, p95 {quantile(script, 0.95):5.2f}"
                f"   truth {quantile(truth):5.0f} ms, p95 {quantile(truth, 0.95):5.0f}"
                f"   largest difference {found['dragError']:.1e}"
            )
    page.close()


def main() -> None:
    """Measure every network."""
    with server() as host, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        for title, (experiment, dials) in NETWORKS.items():
            print(title)
            measure(browser, f"http://{host}/?debug=1&e={to_link(experiment)}", dials)
        browser.close()


if __name__ == "__main__":
    main()
