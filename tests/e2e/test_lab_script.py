"""The QuTiP script of what is on the screen, and what the numbers mean."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from playground.spec.choices import CHANNELS
from tests.e2e.conftest import Screen
from tests.e2e.meanings import unexplained


def test_the_script_follows_the_screen_and_runs(open_screen: Callable[..., Screen], tmp_path: Path):
    """</> opens it; while the network learns it follows; what is downloaded prints the readout of the screen."""
    screen = open_screen()
    page = screen.page
    screen.press("QuTiP script")
    listing = page.get_by_role("region", name="QuTiP script")
    listing.get_by_text("import qutip").wait_for()
    before = listing.inner_text()
    page.wait_for_function("([listing, old]) => listing.innerText !== old", arg=[listing.element_handle(), before])
    screen.rest()
    wanted = "Math.abs(parseFloat(listing.innerText.split('# layer 2 rotate')[1]) - angle) < 1e-6"
    angle = screen.frame("theta")["theta"][0]
    page.wait_for_function(f"([listing, angle]) => {wanted}", arg=[listing.element_handle(), angle])
    with page.expect_download() as saved:
        screen.press("Download .py")
    path = tmp_path / saved.value.suggested_filename
    saved.value.save_as(path)
    command = [sys.executable, "-I", "-W", "ignore", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    last = [line for line in done.stdout.splitlines() if line.startswith("layer")][-1]
    purity = screen.frame("purities")["purities"][-1]
    assert abs(float(last.split()[-1]) - purity) < 1e-6  # frames carry single precision


PANELS = ".noise-rail, .metrics, .stats, .lanes, .inspector .cols, .readout-value"
NAMES = "button, select, h2, h3, th, .setting > .k, section > .k, .stat:first-child, .device-row.k > span:last-child"
"""Headings, names of settings, what one chooses, and dates."""


def test_every_number_of_the_panels_says_what_it_is(open_screen: Callable[..., Screen]):
    """Unit, convention and source of each, by pointer and by keyboard, whatever the inspector shows."""
    screen = open_screen()
    page = screen.page
    screen.rest()
    root = page.locator(".quron-root")

    def found() -> list[list[str]]:
        return unexplained(root, PANELS, NAMES)

    def all_explained() -> None:
        screen.comes(lambda: found() == [], found)

    all_explained()
    page.get_by_role("combobox", name="Device", exact=True).select_option(index=2)
    screen.until("scene.experiment.device.t1 !== null")
    page.get_by_role("slider", name="layer 2 RZ q0", exact=True).click()
    page.get_by_role("region", name="Parameter").wait_for()
    all_explained()
    for tab in ("Path", "Density matrix", "State"):
        page.get_by_role("tab", name=f"{tab} at the probe", exact=True).click()
        all_explained()
    page.get_by_role("toolbar", name="Add layer").get_by_role("button", name="Amplitude").click()
    channel = page.locator("[data-field='channel'] select")
    channel.wait_for()
    count = len(CHANNELS)
    for index in (1, *range(count - 3, count)):  # one that is simple, those of several numbers, those on pairs
        revision = screen.scene()["revision"]
        channel.select_option(index=index)
        screen.until("scene.revision > argument", revision)
        all_explained()
    purity = page.get_by_role("group", name="Purity", exact=True)
    purity.hover()
    page.get_by_role("tooltip").get_by_text("Tr ρ²").wait_for()
    purity.focus()
    page.keyboard.press("Shift+Tab")
    page.get_by_role("tooltip").get_by_text("Mean of y f").wait_for()
