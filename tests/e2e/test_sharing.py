"""Links and files: what is shared comes back the same; what is broken gives a message and nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from playground.spec import default_experiment

Open = Callable[..., Any]
# Parameters travel in a link with eight digits and in a frame as float32 (spacing 2.4e-7 at pi).
TOLERANCE = 1e-6


def close_to(first: list[float], second: list[float], tolerance: float) -> bool:
    """Whether two lists agree entry by entry."""
    return len(first) == len(second) and all(abs(a - b) <= tolerance for a, b in zip(first, second, strict=True))


def test_a_shared_link_opens_to_the_same_picture(open_screen: Open) -> None:
    """Change, train, share with the parameters: a second visitor sees the same experiment, map and probe."""
    first = open_screen()
    screen_size = len(first.kinds())
    first.press("Rotate")
    first.until("scene.layers.length === argument && frame.revision === scene.revision", screen_size + 1)
    first.play_on(15)
    first.rest()
    before = first.frame("bloch")["bloch"]
    first.page.locator(".map-frame").press("ArrowLeft")
    first.until("__seen.decode(['bloch']).bloch.some((part, k) => Math.abs(part - argument[k]) > 1e-3)", before)
    first.settle()
    shown = first.frame("theta", "map", "bloch")
    first.press("Share")
    link = first.page.get_by_role("textbox", name="Link", exact=True)
    has_link = "(input) => input.value.includes('e=')"
    first.page.wait_for_function(has_link, arg=link.element_handle())
    plain = link.input_value()
    first.page.get_by_role("checkbox", name="with the trained parameters").check()
    longer = "([input, plain]) => input.value.length > plain.length"
    first.page.wait_for_function(longer, arg=[link.element_handle(), plain])
    second = open_screen(link.input_value())
    assert not second.scene()["playing"], "trained parameters are shown as they were shared"
    second.settle()
    again = second.frame("theta", "map")
    assert second.kinds() == first.kinds()
    for part in ("network", "noise", "device", "data", "training"):
        assert second.scene()["experiment"][part] == first.scene()["experiment"][part]
    assert close_to(again["theta"], shown["theta"], TOLERANCE)
    assert close_to(again["map"], shown["map"], TOLERANCE)
    same = "__seen.decode(['bloch']).bloch.every((part, k) => Math.abs(part - argument[k]) < 1e-5)"
    second.until(same, shown["bloch"])  # the probe is shared too
    second.press("Play")
    second.play_on(5)


@pytest.mark.parametrize("broken", ["not-a-link", "eJyrVkrOz0lVslI", "%00%ff", "A" * 5000])
def test_a_broken_link_opens_the_default_with_a_message(open_screen: Open, broken: str) -> None:
    """A link cut in half or made up, or longer than a link can be: a message that names it, and the page learns."""
    screen = open_screen(f"?e={broken}", refused="link")
    assert screen.scene()["experiment"]["network"] == default_experiment().network.model_dump(mode="json")
    screen.play_on(5)


def test_save_then_open(open_screen: Open, tmp_path: Path) -> None:
    """A saved file brings back what was changed since."""
    screen = open_screen()
    saved = screen.scene()["experiment"]
    with screen.page.expect_download() as download:
        screen.press("Save file")
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    assert path.suffix == ".json"
    assert json.loads(path.read_text())["version"] == 1
    screen.press("Rotate")
    screen.until("scene.layers.length === argument", len(saved["network"]["layers"]) + 1)
    choose(screen, path)
    screen.until("scene.layers.length === argument", len(saved["network"]["layers"]))
    assert screen.scene()["experiment"]["network"] == saved["network"]
    screen.until("frame.revision === scene.revision")
    screen.press("Undo")  # opening a file is an edit like any other
    screen.until("scene.layers.length === argument", len(saved["network"]["layers"]) + 1)


BAD_FILES = {
    "notes.json": (b"these are not the brackets you are looking for", "json"),
    "list.json": (b"[1, 2, 3]", ""),
    "nan.json": (b'{"version": 1, "noise": {"amplitude_damping": NaN}}', ""),
    "huge.json": (b" " * 50_000_000, "96"),
    "long.json": (b'{"version": 1, "filler": "' + b"x" * 100_000 + b'"}', "96"),
}
"""Not JSON, not an experiment, not a number, 50 MB, or just over 96 KiB; and what the message has to say."""


def test_a_bad_file_gives_a_message_and_nothing_is_lost(open_screen: Open, tmp_path: Path) -> None:
    """One after the other: each is refused with a message, and the page learns on."""
    screen = open_screen()
    before = screen.scene()["experiment"]
    for name, (content, expected) in BAD_FILES.items():
        path = tmp_path / name
        path.write_bytes(content)
        choose(screen, path)
        screen.refuses(expected)
        assert screen.scene()["experiment"] == before
        screen.play_on(5)


def choose(screen: Any, path: Path) -> None:
    """Opens a file with the button and the browser's own dialog."""
    with screen.page.expect_file_chooser() as chooser:
        screen.press("Open file")
    chooser.value.set_files(path)


def test_the_address_follows_an_edit(open_screen: Open) -> None:
    """After an edit a reload brings the edited experiment back."""
    screen = open_screen()
    count = len(screen.kinds())
    screen.press("Rotate")
    screen.until("scene.layers.length === argument", count + 1)
    screen.page.wait_for_function("() => location.search.includes('e=')")
    kinds = screen.kinds()
    screen.reload()
    screen.until("scene.layers.length === argument", count + 1)
    assert screen.kinds() == kinds
