"""What a hand on a dial sees, in headless Chromium: pictures a second, script time of a picture, age of the truth.

Pictures of the hand are made by the page from planes that the server sent; truth is the time until the server's own
frame for a value has been painted. A real pointer drags real dials up and down, while training runs and at rest. Like a
mouse it moves 125 times a second, whether or not the page keeps up. The page's own counters (`?debug=1`) are read; they
count animation frames that showed something new.

    python -m benchmarks.drag [part of a network's title]
"""

from __future__ import annotations

import asyncio
import sys
import time
from typing import Any

from playwright.async_api import Browser, Page, async_playwright

from benchmarks.live import server
from benchmarks.measure import quantile
from benchmarks.screen import BLOCK, BLOCKS, FLAGS, chromium
from playground.spec import default_experiment
from playground.spec.codec import to_link
from playground.spec.experiment import Experiment
from playground.spec.network import Network

SECONDS = 4.0
MOVES = 125  # a second
REACH = 20  # pixels up and down again
COUNTED = "({drawn: __quron.dragFrames, script: __quron.dragScriptMs, truth: __quron.truthMs, now: performance.now()})"


def network(qurons: int, layers: list[dict[str, Any]]) -> Experiment:
    """The opening example with another network."""
    return default_experiment().replace(network=Network(qurons=qurons, layers=layers))


NETWORKS = {
    "4 qurons x 3 layers": (network(4, BLOCK), ("layer 2 RY q0", "amplitude damping")),
    "opening example, 4 x 6": (default_experiment(), ("layer 2 RY q0", "layer 6 RXX q0 q1", "amplitude damping")),
    "4 qurons x 9 layers": (BLOCKS, ("layer 2 RY q0", "amplitude damping")),
    "6 qurons x 6 layers": (network(6, BLOCK * 2), ("layer 2 RY q0",)),
}


async def wait(page: Page, expression: str) -> None:
    """Wait until an expression holds; asked from outside, since the page's policy forbids evaluating text in it."""
    end = time.perf_counter() + 30
    while not await page.evaluate(expression):
        if time.perf_counter() > end:
            raise TimeoutError(expression)
        await asyncio.sleep(0.02)


async def move(page: Page, x: float, y: float, seconds: float) -> None:
    """Move a pressed pointer up and down at the pace of a mouse, not waiting for the page."""
    device = await page.context.new_cdp_session(page)
    begun, moves = time.perf_counter(), []
    while time.perf_counter() - begun < seconds:
        place = y - REACH + abs(REACH - len(moves) % (2 * REACH)) - 5
        event = {"type": "mouseMoved", "x": x, "y": place, "button": "left", "buttons": 1}
        moves.append(asyncio.create_task(device.send("Input.dispatchMouseEvent", event)))
        await asyncio.sleep(max(0.0, begun + len(moves) / MOVES - time.perf_counter()))
    await asyncio.gather(*moves)


async def drag(page: Page, name: str) -> dict[str, Any]:
    """Drag a dial for some seconds; the counters of that time."""
    box = await page.get_by_role("slider", name=name, exact=True).bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x, y - 5)
    await wait(page, "__quron.dragFrames > 0")
    await asyncio.sleep(1)  # planes of an ambient dial take a few frames
    await page.evaluate("__quron.truthMs.length = __quron.dragScriptMs.length = __quron.dragFrames = 0")
    begun = await page.evaluate("performance.now()")
    await move(page, x, y, SECONDS)
    found = await page.evaluate(COUNTED)
    await page.mouse.up()
    await asyncio.sleep(0.5)
    return found | {"seconds": (found["now"] - begun) / 1000, "error": await page.evaluate("__quron.dragError")}


async def measure(browser: Browser, url: str, dials: tuple[str, ...]) -> None:
    """Print the figures of one network on a fresh page."""
    page = await browser.new_page(viewport={"width": 1440, "height": 900})
    await page.goto(url)
    await wait(page, "!!window.__quron && __quron.frames > 10")
    await asyncio.sleep(3)  # the charts' library arrives after the first picture
    for state in ("training", "at rest"):
        if state == "at rest":
            await page.get_by_role("button", name="Pause", exact=True).click()
        for name in dials:
            found = await drag(page, name)
            script, truth = found["script"], found["truth"]
            print(
                f"  {name:20} {state:9} {found['drawn'] / found['seconds']:5.1f} pictures/s"
                f"   script {quantile(script):5.2f} ms, p95 {quantile(script, 0.95):5.2f}"
                f"   truth {quantile(truth):5.0f} ms, p95 {quantile(truth, 0.95):5.0f}"
                f"   largest difference {found['error']:.1e}",
                flush=True,
            )
    await page.close()


async def main() -> None:
    """Measure every network, or those whose title holds the argument."""
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    with server() as host:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
            for title, (experiment, dials) in NETWORKS.items():
                if wanted in title:
                    print(title)
                    await measure(browser, f"http://{host}/?debug=1&e={to_link(experiment)}", dials)
            await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
