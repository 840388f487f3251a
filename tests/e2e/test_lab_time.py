"""The view in time: it follows the hand, and single runs approach it."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.e2e.conftest import Screen


def test_the_cursor_moves_through_time_and_the_view_follows_the_dials(open_screen: Callable[..., Screen]):
    """Keys and pointer move the cursor; purity at its end is that of the screen; without noise it is 1 and says so."""
    screen = open_screen()
    page = screen.page
    screen.rest()
    screen.press("Lab")
    page.get_by_role("tab", name="Time", exact=True).click()
    moment = page.get_by_role("slider", name="Moment")
    expect(moment).to_have_attribute("aria-valuetext", re.compile(r"ns, layer 6 Entangle, purity 0\.\d+"))
    moment.focus()
    page.keyboard.press("Home")
    expect(moment).to_have_attribute("aria-valuetext", "0.00 ns, layer 1 Encode, purity 1.000")
    page.keyboard.press("PageUp")
    expect(moment).to_have_attribute("aria-valuetext", re.compile("^35 ns, layer 2 Rotate"))
    vector = page.get_by_role("button", name=re.compile("^q1: X"))
    before = vector.get_attribute("aria-label") or ""
    box = screen.box(moment)
    page.mouse.move(box["x"] + 0.4 * box["width"], box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.45 * box["width"], box["y"] + 20)
    page.mouse.up()
    expect(moment).to_have_attribute("aria-valuetext", re.compile(r"^15\d ns, layer 3 Entangle"))
    expect(vector).not_to_have_attribute("aria-label", before)
    moment.press("End")
    for dial in ("amplitude damping", "phase damping", "depolarizing"):
        page.get_by_role("slider", name=dial, exact=True).press("Home")
    expect(moment).to_have_attribute("aria-valuetext", re.compile(r"purity 1\.000"))
    screen.press("Amplitude damping 0.05 a layer")
    expect(moment).to_have_attribute("aria-valuetext", re.compile(r"purity 0\."))


def test_single_runs_jump_and_their_mean_comes_near(open_screen: Callable[..., Screen]):
    """Cost beforehand, runs with their jumps in words, the error of the mean beside what is expected of it."""
    screen = open_screen()
    page = screen.page
    screen.rest()
    screen.press("Lab")
    page.get_by_role("tab", name="Time", exact=True).click()
    screen.press("Single runs")
    page.get_by_text(re.compile(r"about \d+(\.\d)? m?s")).first.wait_for()
    count = page.get_by_role("slider", name="Number of runs")
    count.focus()
    page.keyboard.press("Home")
    expect(count).to_have_attribute("aria-valuenow", "10")
    screen.press("Run")
    said = page.get_by_text(re.compile(r"^Run 1: (no jump|q\d .* at \d+ ns)"))
    said.wait_for()
    first = said.inner_text()
    screen.press("Run 2")
    page.get_by_text(re.compile(r"^Run 2: ")).wait_for()
    screen.press("Run 1")
    expect(said).to_have_text(first)
    page.get_by_text("at N = 10").wait_for()
    page.get_by_role("slider", name="Moment").press("Home")  # it plays for six seconds from there
    screen.press("Play through")
    page.get_by_role("button", name="Stop", exact=True).click()
