"""How the page's heap grows while training plays, in headless Chromium, after collecting garbage.

python -m benchmarks.heap [minutes] [epochs a second]
"""

from __future__ import annotations

import sys
import time

from playwright.sync_api import CDPSession, Page

from benchmarks.screen import opened

MINUTES = 30.0
WARM_UP = 20.0
"""Seconds until the charts' library is there and everything has been drawn."""
BETWEEN = 60.0


def used(device: CDPSession) -> float:
    """Heap in use, MiB, of what can still be reached."""
    for _ in range(2):  # what the first round finalizes, the second frees
        device.send("HeapProfiler.collectGarbage")
    return device.send("Runtime.getHeapUsage")["usedSize"] / 2**20


def slow_down(page: Page, epochs: float) -> None:
    """Play at so many epochs a second, to leave the machine to others."""
    dial = page.get_by_role("slider", name="Speed", exact=True)
    dial.dblclick()
    field = page.get_by_role("textbox", name="Speed value")
    field.fill(str(epochs))
    field.press("Enter")


def main() -> None:
    """Play, and print the heap every minute."""
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else MINUTES
    with opened() as page:
        if len(sys.argv) > 2:
            slow_down(page, float(sys.argv[2]))
        device = page.context.new_cdp_session(page)
        device.send("HeapProfiler.enable")
        page.wait_for_timeout(1000 * WARM_UP)
        begun, first = time.monotonic(), used(device)
        while time.monotonic() - begun < 60 * minutes:
            page.wait_for_timeout(1000 * BETWEEN)
            now = used(device)
            epochs, frames = page.evaluate("[__quron.epochs, __quron.frames]")
            print(
                f"{(time.monotonic() - begun) / 60:5.1f} min  {now:6.2f} MiB ({now - first:+.2f})"
                f"  {epochs} epochs, {frames} pictures",
                flush=True,
            )


if __name__ == "__main__":
    main()
