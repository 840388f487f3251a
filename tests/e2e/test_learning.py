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


def test_it_opens_playing_and_learns(screen: Any) -> None:
    """Nothing to configure: after 150 epochs the loss has fallen, and most test points are on the right side."""
    first = screen.frame()
    assert screen.scene()["playing"]
    screen.play_on(20)
    screen.until("frame.epoch >= 150 && frame.accuracy > 0.8 && frame.train_loss < argument", first["train_loss"])
    screen.rest()
    epoch = screen.page.get_by_role("status", name="Epoch", exact=True)
    expect(epoch).to_have_text(str(screen.frame()["epoch"]))
    assert screen.page.evaluate("__quron.frames") > 5


MEAN = "(({ map }) => map.reduce((sum, f) => sum + f, 0) / map.length)(__seen.decode(['map']))"


def test_amplitude_damping_dragged_while_it_learns_and_at_rest(screen: Any) -> None:
    """The picture answers the hand, training goes on, and nothing starts over; one undo takes the drag back."""
    screen.play_on(5)
    before = screen.frame("map")
    strength = screen.scene()["experiment"]["noise"]["amplitude_damping"]
    dial = screen.page.get_by_role("slider", name="amplitude damping", exact=True)
    screen.drag(dial, 0, -80, release=False)
    # While the dial is still held: the purity at the probe shows the new noise, in the same run.
    screen.until("frame.purity < argument", 0.8 * before["purity"])
    # Damping pulls <Z> towards +1 everywhere, and the epochs go on.
    pulled = f"frame.epoch > argument[0] && Math.abs({MEAN} - argument[1]) > 0.05"
    screen.until(pulled, [before["epoch"], mean(before["map"])])
    held = screen.frame()
    assert held["playing"]
    assert held["run"] == before["run"]
    screen.page.mouse.up()
    screen.until("scene.experiment.noise.amplitude_damping > argument", strength + 0.02)
    screen.play_on(5)
    assert screen.frame()["run"] == before["run"]
    screen.press("Undo")
    screen.until("scene.experiment.noise.amplitude_damping === argument", strength)
    # With training paused only the noise changes: same parameters, another map.
    screen.rest()
    before = screen.frame("theta", "map")
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
