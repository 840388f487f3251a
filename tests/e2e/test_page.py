"""Keys and themes."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect


def test_keyboard(screen: Any) -> None:
    """Space plays and pauses, the right arrow is one epoch, R resets, Z undoes, shift-Z redoes; arrows turn a dial.

    What the dial says is what the simulator uses.
    """
    keys = screen.page.keyboard
    keys.press(" ")
    screen.until("frame.playing === false")
    epoch = screen.frame()["epoch"]
    keys.press("ArrowRight")
    screen.until("frame.epoch === argument", epoch + 1)
    keys.press("r")
    screen.until("frame.epoch === 0")
    keys.press(" ")
    screen.play_on(3)
    count = len(screen.kinds())
    screen.press("Rotate")
    screen.until("scene.layers.length === argument", count + 1)
    keys.press("z")
    screen.until("scene.layers.length === argument", count)
    keys.press("Shift+Z")
    screen.until("scene.layers.length === argument", count + 1)
    dial = screen.page.get_by_role("slider", name="amplitude damping", exact=True)
    before = screen.scene()["experiment"]["noise"]["amplitude_damping"]
    dial.focus()
    dial.press("ArrowUp")
    screen.until("scene.experiment.noise.amplitude_damping > argument", before)
    value = screen.scene()["experiment"]["noise"]["amplitude_damping"]
    screen.comes(lambda: float(dial.get_attribute("aria-valuenow") or "nan") == pytest.approx(value, abs=1e-3))


def test_dark_theme(screen: Any) -> None:
    """One button: the page and the charts turn dark together, and the next visit remembers it."""
    screen.page.locator(".loss-plot .main-svg").first.wait_for()
    root = screen.page.locator(".quron-root")
    expect(root).to_have_attribute("data-theme", "light")
    screen.press("Theme")
    expect(root).to_have_attribute("data-theme", "dark")
    expect(root).to_have_css("background-color", "rgb(14, 18, 23)")
    screen.page.wait_for_function(
        "(plot) => plot.data.find(({ name }) => name === 'train').line.color === '#e9edf2'",
        arg=screen.page.locator(".loss-plot").element_handle(),
    )
    screen.reload()
    expect(screen.page.locator(".quron-root")).to_have_attribute("data-theme", "dark")


# Parts of the page that are not wholly in the window, or too small to be of use.
OUTSIDE = """(root) => {
    const part = (name) => [name, root.querySelector(name)?.getBoundingClientRect()];
    const parts = ['.topbar', '.rail', '.network', '.side', '.map-frame', '.metrics', '.loss-plot', '.sphere-picture'];
    const fits = (box) => box && box.width > 40 && box.height > 40 && box.left >= 0 && box.top >= 0
        && box.right <= innerWidth + 0.5 && box.bottom <= innerHeight + 0.5;
    return parts.map(part).filter(([, box]) => !fits(box)).map(([name, box]) => [name, JSON.stringify(box)]);
}"""


def test_nothing_of_the_screen_lies_outside_the_window(open_screen: Any) -> None:
    """The single screen fits: the three columns end at the window's edge and every part of the output is in sight."""
    screen = open_screen(viewport={"width": 1280, "height": 660})
    screen.page.locator(".sphere-picture[data-drawn]").wait_for()
    root = screen.page.locator(".quron-root")
    for width, height in ((1280, 660), (1280, 720), (1440, 900)):
        screen.page.set_viewport_size({"width": width, "height": height})
        screen.until("innerWidth === argument[0] && innerHeight === argument[1]", [width, height])
        screen.comes(lambda: root.evaluate(OUTSIDE) == [], lambda: root.evaluate(OUTSIDE))


def test_a_narrow_screen_shows_one_part_at_a_time(open_screen: Any) -> None:
    """Below 1100 pixels tabs choose between the network and the data with the output; nothing else is lost."""
    narrow = open_screen(viewport={"width": 1024, "height": 768})
    page = narrow.page
    noise = page.get_by_role("slider", name="depolarizing", exact=True)
    node = page.get_by_role("button", name="layer 1 q0", exact=True)
    expect(node).to_be_visible()
    expect(noise).to_be_hidden()
    page.get_by_role("tab", name="Data, noise and output").click()
    expect(noise).to_be_visible()
    expect(page.get_by_role("complementary", name="Output")).to_be_visible()
    expect(node).to_be_hidden()
    before = narrow.scene()["experiment"]["noise"]["depolarizing"]
    noise.press("ArrowUp")
    narrow.until("scene.experiment.noise.depolarizing > argument", before)
    box = narrow.box(page.get_by_role("button", name="Share", exact=True))
    assert box["x"] + box["width"] <= 1024
