"""Keys and themes."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect


def test_keyboard(screen: Any) -> None:
    """Space plays and pauses, the right arrow is one epoch, R resets, Z undoes, shift-Z redoes."""
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


def test_a_dial_by_keyboard(screen: Any) -> None:
    """A focused dial moves with the arrow keys, and its value is what the simulator uses."""
    screen.rest()
    dial = screen.page.get_by_role("slider", name="amplitude damping", exact=True)
    before = screen.scene()["experiment"]["noise"]["amplitude_damping"]
    dial.focus()
    dial.press("ArrowUp")
    screen.until("scene.experiment.noise.amplitude_damping > argument", before)
    value = screen.scene()["experiment"]["noise"]["amplitude_damping"]
    assert float(dial.get_attribute("aria-valuenow") or "nan") == pytest.approx(value, abs=1e-3)


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
    screen.page.reload()
    expect(screen.page.locator(".quron-root")).to_have_attribute("data-theme", "dark")
    screen.until("frame !== null")


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720), (1280, 660)])
def test_nothing_of_the_screen_lies_outside_the_window(open_screen: Any, size: tuple[int, int]) -> None:
    """The single screen fits: the three columns end at the window's edge and every part of the output is in sight."""
    width, height = size
    screen = open_screen(viewport={"width": width, "height": height})
    screen.page.locator(".sphere-picture[data-drawn]").wait_for()
    for part in (".topbar", ".rail", ".network", ".side", ".map-frame", ".metrics", ".loss-plot", ".sphere-picture"):
        box = screen.page.locator(part).first.bounding_box()
        assert box is not None, part
        assert box["width"] > 40, part
        assert box["height"] > 40, part
        assert box["x"] >= 0, part
        assert box["y"] >= 0, part
        assert box["x"] + box["width"] <= width + 0.5, part
        assert box["y"] + box["height"] <= height + 0.5, part


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
    box = page.get_by_role("button", name="Share", exact=True).bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= 1024
