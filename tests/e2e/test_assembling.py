"""Building by hand: what hovers is shown before it is dropped, and whatever is dropped can be taken back."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from playground.spec import default_experiment
from playground.spec.codec import to_link
from playground.spec.network import Network

MOD = "Control"


@pytest.fixture
def at_rest(screen: Any) -> Any:
    """The page, paused."""
    screen.rest()
    return screen


def tile(screen: Any, name: str) -> Locator:
    """A tile of the palette."""
    return screen.page.get_by_role("toolbar", name="Add layer").get_by_role("button", name=name, exact=True)


def layer(screen: Any, number: int) -> Locator:
    """The card of a layer, numbered as on the screen."""
    return screen.page.locator(".card:not(.ghost)").nth(number - 1)


def head(screen: Any, number: int) -> Locator:
    """Where a card is picked up."""
    return layer(screen, number).locator(".card-head")


def middle(screen: Any, target: Locator) -> tuple[float, float]:
    """Where the pointer takes something."""
    box = screen.box(target)
    return box["x"] + min(30, box["width"] / 2), box["y"] + min(12, box["height"] / 2)


def carry(screen: Any, target: Locator, x: float, y: float) -> None:
    """Picks something up and holds it over a point."""
    mouse = screen.page.mouse
    mouse.move(*middle(screen, target))
    mouse.down()
    mouse.move(x - 40, y, steps=3)
    mouse.move(x, y, steps=2)


def behind(screen: Any, number: int) -> tuple[float, float]:
    """A point on the right half of a card, between its wires."""
    box = screen.box(layer(screen, number))
    return box["x"] + 0.8 * box["width"], box["y"] + 60


def draw_band(screen: Any, first: int, last: int) -> None:
    """Draws a rubber band over the ground above some cards, and holds it."""
    start, end = screen.box(layer(screen, first)), screen.box(layer(screen, last))
    mouse = screen.page.mouse
    mouse.move(start["x"] + 5, start["y"] - 5)
    mouse.down()
    mouse.move(end["x"] + 10, end["y"] - 5, steps=3)


def ghosts(screen: Any) -> Locator:
    """Cards that stand for no layer yet."""
    return screen.page.locator(".card.ghost")


def test_a_tile_is_simulated_before_it_is_dropped(at_rest: Any) -> None:
    """Hovering shows the card and the map without an edit; leaving takes both back; dropping makes what was shown."""
    screen, page = at_rest, at_rest.page
    before = screen.kinds()
    tag = page.locator(".map-preview")
    carry(screen, tile(screen, "Rotate"), *behind(screen, 2))
    expect(ghosts(screen)).to_have_count(1)
    expect(tag).to_be_visible()
    page.mouse.move(*middle(screen, page.locator(".topbar")), steps=2)
    expect(ghosts(screen)).to_have_count(0)
    expect(tag).to_be_hidden()
    page.mouse.move(*behind(screen, 2), steps=2)
    expect(ghosts(screen)).to_have_count(1)
    assert screen.kinds() == before
    assert not screen.scene()["can_undo"]
    page.mouse.up()
    screen.until("scene.layers.length === argument", len(before) + 1)
    assert screen.kinds() == [*before[:2], "rotate", *before[2:]]
    expect(ghosts(screen)).to_have_count(0)
    expect(tag).to_be_hidden()
    expect(page.get_by_role("status", name="Changes of the network")).to_have_text("Rotate added as layer 3.")
    screen.press("Undo")
    screen.until("scene.layers.length === argument && !scene.can_undo", len(before))


def test_a_channel_on_a_card_or_on_one_wire(at_rest: Any) -> None:
    """Over a card it acts on all qurons behind it, over one wire on that quron only."""
    screen, page = at_rest, at_rest.page
    count = len(screen.kinds())
    carry(screen, tile(screen, "Depolarizing"), *behind(screen, 1))
    expect(page.locator(".carried")).to_contain_text("all qurons")
    page.mouse.up()
    screen.until("scene.layers.length === argument", count + 1)
    assert screen.scene()["experiment"]["network"]["layers"][1]["qurons"] is None
    node = screen.box(page.get_by_role("button", name="layer 3 q2", exact=True))
    carry(screen, tile(screen, "Phase"), node["x"] + 10, node["y"] + node["height"] / 2)
    expect(page.locator(".carried")).to_contain_text("q2 only")
    expect(page.locator(".drop-lane")).to_be_visible()
    page.mouse.up()
    screen.until("scene.layers.length === argument", count + 2)
    dropped = screen.scene()["experiment"]["network"]["layers"][3]
    assert (dropped["channel"], dropped["qurons"]) == ("phase_damping", [2])


def test_what_cannot_be_dropped_says_why(open_screen: Any) -> None:
    """The slot and the refused drop say the same, and nothing has changed."""
    alone = default_experiment().replace(network=Network(qurons=1, layers=[{"kind": "rotate", "axes": "yz"}]))
    screen = open_screen(f"?e={to_link(alone)}")
    screen.rest()
    carry(screen, tile(screen, "Entangle"), *behind(screen, 1))
    note = screen.page.locator(".drop-note")
    expect(note).to_contain_text("quron")
    said = note.inner_text()
    expect(ghosts(screen)).to_have_count(0)
    screen.page.mouse.up()
    screen.refuses(said)
    assert screen.kinds() == ["rotate"]
    expect(note).to_be_hidden()


def test_cards_are_moved_copied_and_thrown_away(at_rest: Any) -> None:
    """A drag moves and undo moves back, with Shift it copies, outside it removes with a way back; Escape gives up."""
    screen, page = at_rest, at_rest.page
    before = screen.kinds()
    carry(screen, head(screen, 1), *behind(screen, 3))
    expect(ghosts(screen)).to_have_count(1)
    page.keyboard.press("Escape")
    expect(ghosts(screen)).to_have_count(0)
    page.mouse.up()
    assert screen.kinds() == before
    moved = [*before[1:3], before[0], *before[3:]]
    for again in (False, True):
        carry(screen, head(screen, 1), *behind(screen, 3))
        page.mouse.up()
        screen.until("scene.can_undo")
        assert screen.kinds() == moved
        if not again:
            screen.press("Undo")
            screen.until("!scene.can_undo")
            assert screen.kinds() == before
    page.keyboard.down("Shift")
    carry(screen, head(screen, 1), *behind(screen, 2))
    expect(page.locator(".carried")).to_contain_text("copy")
    page.mouse.up()
    page.keyboard.up("Shift")
    screen.until("scene.layers.length === argument", len(before) + 1)
    assert screen.kinds() == [*moved[:2], moved[0], *moved[2:]]
    carry(screen, head(screen, 3), *middle(screen, page.locator(".inspector")))
    expect(page.locator(".palette-bin")).to_be_visible()
    expect(page.locator(".carried")).to_contain_text("release to remove")
    page.mouse.up()
    screen.until("scene.layers.length === argument", len(before))
    assert screen.kinds() == moved
    page.locator(".toast").get_by_role("button", name="Undo", exact=True).click()
    screen.until("scene.layers.length === argument", len(before) + 1)


def test_blocks_are_saved_used_renamed_and_deleted(at_rest: Any) -> None:
    """Layers chosen together by clicks, or by a band that Escape takes back, get a name and go in as one edit."""
    screen, page = at_rest, at_rest.page
    before = screen.kinds()
    head(screen, 2).click()
    head(screen, 3).click(modifiers=["Shift"])
    bar = page.get_by_role("toolbar", name="Chosen layers")
    expect(bar).to_contain_text("2 layers")
    draw_band(screen, 2, 5)
    expect(bar).to_contain_text("4 layers")
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(bar).to_contain_text("2 layers")
    draw_band(screen, 3, 4)
    page.mouse.up()
    expect(layer(screen, 3)).to_have_class(re.compile("selected"))
    expect(layer(screen, 2)).not_to_have_class(re.compile("selected"))
    bar.get_by_role("button", name="Save as block").click()
    page.get_by_role("textbox", name="Name of the block").fill("mine")
    page.keyboard.press("Enter")
    screen.reload().rest()
    before = screen.kinds()
    menu = page.get_by_role("button", name="Blocks")
    menu.click()
    page.get_by_role("button", name="mine", exact=True).click()
    screen.until("scene.layers.length === argument", len(before) + 2)
    screen.press("Undo")
    screen.until("scene.layers.length === argument", len(before))
    menu.click()
    page.get_by_role("button", name="Rename mine").click()
    page.get_by_role("textbox", name="New name of mine").fill("ours")
    page.keyboard.press("Enter")
    carry(screen, page.get_by_role("button", name="ours", exact=True), *behind(screen, 1))
    expect(ghosts(screen)).to_have_count(2)
    page.mouse.up()
    screen.until("scene.layers.length === argument", len(before) + 2)
    menu.click()
    page.get_by_role("button", name="Delete ours").click()
    expect(page.get_by_role("button", name="ours", exact=True)).to_have_count(0)


def test_copy_and_paste_between_windows(open_screen: Any) -> None:
    """Layers travel as text with their angles; a field keeps its own clipboard; nonsense is refused by name."""
    first, second = open_screen(), open_screen()
    for screen in (first, second):
        screen.rest()
    count = len(second.kinds())
    head(first, 2).click()
    head(first, 3).click(modifiers=["Control"])
    first.page.bring_to_front()
    first.page.keyboard.press(f"{MOD}+c")
    expect(first.page.locator(".toast")).to_contain_text("Copied layers 2 and 3")
    second.page.bring_to_front()
    head(second, 1).click()
    second.page.keyboard.press(f"{MOD}+v")
    second.until("scene.layers.length === argument", count + 2)
    assert second.kinds()[1:3] == first.kinds()[1:3]
    theirs, ours = first.scene()["layers"][1]["parameters"], second.scene()["layers"][1]["parameters"]
    second.until("frame.revision === scene.revision")
    sent, come = first.frame("theta")["theta"], second.frame("theta")["theta"]
    assert [come[k] for k in ours] == [sent[k] for k in theirs]
    paste = "(text) => { const data = new DataTransfer(); data.setData('text/plain', text);"
    paste += "document.body.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true})); }"
    second.page.evaluate(paste, "hello")
    second.refuses("not JSON")
    assert len(second.kinds()) == count + 2
    second.page.keyboard.press(f"{MOD}+x")
    second.until("scene.layers.length === argument", count)


def test_layers_by_keyboard(at_rest: Any) -> None:
    """Duplicate, move, choose several and remove without a pointer, each said aloud."""
    screen, page = at_rest, at_rest.page
    before = screen.kinds()
    said = page.get_by_role("status", name="Changes of the network")
    layer(screen, 2).focus()
    page.keyboard.press("d")
    expect(said).to_have_text("Copied layer 2, the copy is layer 3.")
    assert screen.kinds() == [*before[:2], before[1], *before[2:]]
    expect(layer(screen, 3)).to_be_focused()
    page.keyboard.press("Alt+ArrowLeft")
    expect(said).to_have_text("Moved layer 3, now layer 2.")
    expect(layer(screen, 2)).to_be_focused()
    page.keyboard.press("Shift+ArrowRight")
    expect(said).to_have_text("Chosen: layers 2 and 3.")
    page.keyboard.press("Delete")
    screen.until("scene.layers.length === argument", len(before) - 1)
    tile(screen, "Phase").focus()
    page.keyboard.press("Shift+Enter")
    screen.until("scene.layers.length === argument", len(before))
    expect(said).to_contain_text("only.")


def test_forty_random_drags_keep_the_pointer(at_rest: Any) -> None:
    """Whatever is dragged wherever, the pointer stays captured until the end, and nothing is left hanging."""
    screen, page = at_rest, at_rest.page
    rng = random.Random(40)
    for _ in range(40):
        count = len(screen.kinds())
        target = tile(screen, rng.choice(["Rotate", "Phase"])) if count < 6 else head(screen, rng.randint(1, count))
        carry(screen, target, rng.uniform(240, 1080), rng.uniform(70, 880))
        assert target.evaluate("(element) => element.hasPointerCapture(1)")
        ending = rng.choice(["drop", "drop", "Escape", "blur"])
        if ending == "Escape":
            page.keyboard.press("Escape")
        elif ending == "blur":
            page.evaluate("window.dispatchEvent(new Event('blur'))")
        page.mouse.up()
        screen.settle()  # the next card is counted among those that are there then
        expect(page.locator(".carried, .held")).to_have_count(0)
        expect(ghosts(screen)).to_have_count(0)
    expect(page.locator(".quron-root")).not_to_have_class(re.compile("carrying"))
