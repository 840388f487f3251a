"""The main path: it opens learning; noise is dragged in; layers come and go; reset is exact."""

from __future__ import annotations

from collections.abc import Callable
from statistics import mean
from typing import Any

from playwright.sync_api import expect

Open = Callable[..., Any]


def largest_change(first: list[float], second: list[float]) -> float:
    """Largest absolute difference of two lists of the same length."""
    return max(abs(a - b) for a, b in zip(first, second, strict=True))


def test_it_opens_playing_and_the_epoch_rises(screen: Any) -> None:
    """Nothing to configure: the page learns, and the epoch on screen is the simulator's."""
    assert screen.scene()["playing"]
    screen.play_on(20)
    screen.rest()
    epoch = screen.page.get_by_role("status", name="Epoch", exact=True)
    expect(epoch).to_have_text(str(screen.frame()["epoch"]))
    assert screen.page.evaluate("__quron.frames") > 5


def test_it_learns(screen: Any) -> None:
    """After 150 epochs the loss has fallen and most of the test points are on the right side."""
    first = screen.frame()
    screen.until("frame.epoch >= 150")
    last = screen.frame()
    assert last["train_loss"] < first["train_loss"]
    assert last["accuracy"] > 0.8


def test_amplitude_damping_dragged_while_it_learns(screen: Any) -> None:
    """The picture answers the hand, training goes on, and nothing starts over; one undo takes the drag back."""
    screen.play_on(5)
    before = screen.frame("map")
    strength = screen.scene()["experiment"]["noise"]["amplitude_damping"]
    dial = screen.page.get_by_role("slider", name="amplitude damping", exact=True)
    screen.drag(dial, 0, -80, release=False)
    # While the dial is still held: the purity at the probe shows the new noise, in the same run.
    screen.until("frame.purity < argument", 0.8 * before["purity"])
    held = screen.frame("map")
    assert held["playing"]
    assert held["run"] == before["run"]
    assert held["epoch"] > before["epoch"]
    assert abs(mean(held["map"]) - mean(before["map"])) > 0.05  # damping pulls <Z> towards +1 everywhere
    screen.page.mouse.up()
    screen.until("scene.experiment.noise.amplitude_damping > argument", strength + 0.02)
    screen.play_on(5)
    assert screen.frame()["run"] == before["run"]
    screen.press("Undo")
    screen.until("scene.experiment.noise.amplitude_damping === argument", strength)


def test_amplitude_damping_dragged_at_rest(screen: Any) -> None:
    """With training paused only the noise changes: same parameters, another map."""
    screen.play_on(10)
    screen.rest()
    before = screen.frame("theta", "map")
    dial = screen.page.get_by_role("slider", name="amplitude damping", exact=True)
    screen.drag(dial, 0, -80)
    screen.until("frame.purity < argument", 0.8 * before["purity"])
    screen.settle()
    after = screen.frame("theta", "map")
    assert after["theta"] == before["theta"]
    assert after["epoch"] == before["epoch"]
    assert largest_change(after["map"], before["map"]) > 0.1


def test_add_a_layer_train_undo_redo(screen: Any) -> None:
    """A layer from the palette is in the network at once and is trained; undo and redo move between the two."""
    before = screen.kinds()
    screen.press("Rotate")
    screen.until("scene.layers.length === argument", len(before) + 1)
    with_layer = screen.kinds()
    assert sorted(with_layer) == sorted([*before, "rotate"])
    screen.until("frame.revision === scene.revision")
    screen.play_on(10)
    place = next((k for k, kind in enumerate(before) if kind != with_layer[k]), len(before))
    expect(screen.page.get_by_role("group", name=f"layer {place + 1} rotate", exact=True)).to_be_visible()
    screen.press("Undo")
    screen.until("scene.layers.length === argument", len(before))
    assert screen.kinds() == before
    screen.press("Redo")
    screen.until("scene.layers.length === argument", len(before) + 1)
    assert screen.kinds() == with_layer
    screen.until("frame.revision === scene.revision")
    screen.play_on(5)


def test_reset_returns_to_the_same_parameters_and_reroll_does_not(screen: Any) -> None:
    """Reset is exact, to the last bit of what is sent; re-roll draws anew and shows another seed."""
    screen.rest()
    screen.press("Reset")
    screen.until("frame.epoch === 0")
    start = screen.frame("theta")["theta"]
    screen.press("Play")
    screen.play_on(10)
    screen.rest()
    assert largest_change(screen.frame("theta")["theta"], start) > 1e-3
    screen.press("Reset")
    screen.until("frame.epoch === 0")
    assert screen.frame("theta")["theta"] == start
    seed = screen.scene()["experiment"]["training"]["seed"]
    screen.press("Re-roll")
    screen.until("scene.experiment.training.seed !== argument && frame.revision === scene.revision", seed)
    assert largest_change(screen.frame("theta")["theta"], start) > 1e-3


def test_a_layer_is_reordered_by_dragging_its_card(screen: Any) -> None:
    """The third card dragged before the second: the order changes by that one move, and undo brings it back."""
    before = screen.kinds()
    assert len(set(before[1:3])) == 2, "two neighbours of unlike kind"
    card = screen.page.get_by_role("group", name=f"layer 3 {before[2]}", exact=True).bounding_box()
    goal = screen.page.get_by_role("group", name=f"layer 2 {before[1]}", exact=True).bounding_box()
    mouse = screen.page.mouse
    mouse.move(card["x"] + card["width"] / 2, card["y"] + 16)
    mouse.down()
    for step in range(1, 16):
        x = card["x"] + card["width"] / 2 + (goal["x"] + 8 - card["x"] - card["width"] / 2) * step / 15
        mouse.move(x, card["y"] + 16)
        screen.page.evaluate("() => new Promise(requestAnimationFrame)")
    mouse.up()
    screen.until("scene.layers[1].kind === argument", before[2])
    assert screen.kinds() == [before[0], before[2], before[1], *before[3:]]
    screen.press("Undo")
    screen.until("scene.layers[1].kind === argument", before[1])
    assert screen.kinds() == before
