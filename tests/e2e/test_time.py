"""Ghosts of the ideal network and of earlier runs; back and forth through the training; what is frozen stays."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect


def test_the_ghost_shows_what_noise_costs_and_swaps_with_the_solid(screen: Any) -> None:
    """While there is noise the ideal network is on the map, and one key draws it solid; without noise it is gone."""
    screen.play_on(10)
    screen.rest()
    costs = screen.page.get_by_role("region", name="What noise costs")
    expect(costs).to_contain_text("Fidelity")
    before = screen.frame("map", "bloch", "ghost_bloch")
    assert before["ghost"]["epoch"] == before["epoch"]
    assert 0 < before["ghost"]["fidelity"] < 1
    swap = screen.page.get_by_role("button", name="Swap ghost and solid", exact=True)
    expect(swap).to_have_attribute("aria-pressed", "false")
    screen.page.keyboard.press("g")
    screen.until("frame.swapped")
    expect(swap).to_have_attribute("aria-pressed", "true")
    expect(swap).to_contain_text("solid ideal")
    screen.settle()
    after = screen.frame("map", "bloch", "ghost_bloch")
    assert after["bloch"] == before["ghost_bloch"]
    assert after["ghost_bloch"] == before["bloch"]
    assert max(map(abs, after["map"])) > max(map(abs, before["map"]))  # noise pulls the output towards 0
    swap.click()
    screen.until("!frame.swapped")
    screen.page.keyboard.press("n")
    screen.until("frame.ghost === null")
    expect(costs).to_be_hidden()
    expect(swap).to_be_hidden()


def test_back_and_forth_through_the_training(screen: Any) -> None:
    """The keys walk along the history, the slider jumps, Play goes on from the epoch that is shown."""
    screen.play_on(30)
    screen.rest()
    last = screen.frame("theta")
    history = screen.page.get_by_role("slider", name="Training history", exact=True)
    expect(history).to_have_attribute("aria-valuenow", str(last["epoch"]))
    screen.page.keyboard.press("ArrowLeft")
    screen.until("frame.epoch === argument", last["epoch"] - 1)
    screen.press("Back")
    screen.until("frame.epoch === argument", last["epoch"] - 2)
    expect(history).to_have_attribute("aria-valuenow", str(last["epoch"] - 2))
    for _ in range(2):
        screen.press("Step")
    screen.until("frame.epoch === argument", last["epoch"])
    assert screen.frame("theta")["theta"] == last["theta"]
    history.focus()
    screen.page.keyboard.press("Home")
    screen.until("frame.epoch === 0")
    screen.page.keyboard.press("PageUp")
    screen.until("frame.epoch > 0")
    shown = screen.frame()
    assert shown["epoch"] < last["epoch"]
    assert shown["reach"] == [0, last["epoch"]]
    screen.press("Play")
    screen.until("frame.playing && frame.run > argument && frame.reach[1] === frame.epoch", shown["run"])


def test_dragging_the_history_pauses_and_shows_that_epoch(screen: Any) -> None:
    """The hand on the slider stops the training; the epoch follows the hand to the left."""
    screen.until("frame.epoch >= 120")
    history = screen.page.get_by_role("slider", name="Training history", exact=True)
    screen.drag(history, -60, 0)
    screen.until("frame.playing === false && frame.epoch < frame.reach[1] - 10")
    screen.settle()
    assert screen.frame()["epoch"] > 0


def test_frozen_parameters_stay_while_the_others_learn(screen: Any) -> None:
    """A dial and a layer frozen from the keyboard keep their angles; one undo frees again."""
    screen.rest()
    dial = screen.page.get_by_role("slider", name="layer 2 RZ q1", exact=True)
    dial.focus()
    screen.page.keyboard.press("l")
    screen.until("scene.experiment.frozen.length === 1")
    assert screen.scene()["experiment"]["frozen"] == [2]
    expect(dial).to_have_attribute("aria-description", "frozen")
    expect(screen.page.get_by_role("button", name="Freeze this parameter", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    screen.page.get_by_role("group", name="layer 5 rotate", exact=True).press("Enter")
    screen.page.keyboard.press("l")
    layer = screen.scene()["layers"][4]["parameters"]
    screen.until("scene.experiment.frozen.length === argument", 1 + len(layer))
    before = screen.frame("theta")
    screen.press("Play")
    screen.play_on(10)
    screen.rest()
    after = screen.frame("theta")["theta"]
    frozen = screen.scene()["experiment"]["frozen"]
    assert [after[k] for k in frozen] == [before["theta"][k] for k in frozen]
    assert any(after[k] != value for k, value in enumerate(before["theta"]))
    screen.press("Undo")
    screen.until("scene.experiment.frozen.length === 1")


def test_an_earlier_run_stays_as_a_ghost_and_comes_back(screen: Any) -> None:
    """After a re-roll the old run is in the list; bringing it back is one step that undo takes back."""
    screen.play_on(15)
    screen.rest()
    old = screen.frame("theta")
    screen.press("Re-roll")
    screen.until("scene.experiment.training.seed === 1 && frame.epoch === 0")
    screen.press("Earlier runs")
    screen.page.get_by_role("button", name="Bring back run 1").click()
    screen.until("scene.experiment.training.seed === 0 && frame.epoch === argument", old["epoch"])
    assert screen.frame("theta")["theta"] == old["theta"]
    screen.press("Undo")
    screen.until("scene.experiment.training.seed === 1 && frame.epoch === 0")
    screen.press("Earlier runs")
    screen.page.get_by_role("button", name="Remove run 1").click()
    expect(screen.page.get_by_role("button", name="Earlier runs", exact=True)).to_be_hidden()


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_slow_motion_names_the_parts_of_an_epoch(open_screen: Any, motion: str) -> None:
    """The five parts come in turn, with or without movement, and the epoch rises."""
    screen = open_screen(reduced_motion=motion)
    screen.rest()
    screen.page.get_by_role("slider", name="Speed", exact=True).press("Home")
    screen.until("scene.speed < 0.5")
    epoch = screen.frame()["epoch"]
    screen.press("Play")
    steps = screen.page.get_by_role("group", name="Slow motion").element_handle()
    current = "([steps, name]) => steps.querySelector('[aria-current=step]')?.textContent === name"
    for name in ("Encode", "Forward", "Loss", "Gradient", "Update"):
        # Looked at in every animation frame; a part missed by a slow machine comes again.
        screen.page.wait_for_function(current, arg=[steps, name])
    screen.until("frame.epoch > argument", epoch)


def test_training_pauses_at_an_epoch_that_was_set(screen: Any) -> None:
    """The field in the training settings stops the run there and says so."""
    screen.rest()
    goal = screen.frame()["epoch"] + 25
    screen.press("Training settings")
    field = screen.page.get_by_role("textbox", name="Stop at epoch", exact=True)
    field.fill(str(goal))
    field.press("Tab")
    screen.until("scene.stop.epoch === argument", goal)
    screen.press("Play")
    screen.until("frame.playing === false && frame.epoch === argument", goal)
    expect(screen.page.get_by_text(f"Paused at epoch {goal}")).to_be_visible()
