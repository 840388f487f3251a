"""A layer in continuous time, from the palette to its equation: built, driven, coupled, timed and taken back."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from playground.spec import Device, default_experiment
from playground.spec.codec import to_link
from tests.e2e.conftest import Screen
from tests.e2e.test_dragging import FLOAT32, move, take

DEVICE = Device(t1=30.0, t2=20.0, thermal_population=0.02)


@pytest.fixture
def on_a_device(open_screen: Any) -> Screen:
    """The first experiment on a device that relaxes, paused, with a pulse after the first layer."""
    screen = open_screen(f"?e={to_link(default_experiment().replace(device=DEVICE))}")
    screen.rest()
    screen.page.get_by_role("group", name="layer 1 encode", exact=True).click(position={"x": 12, "y": 12})
    screen.page.get_by_role("toolbar", name="Add layer").get_by_role("button", name="Evolve", exact=True).click()
    screen.until("scene.layers[1].kind === 'evolve' && frame.revision === scene.revision")
    return screen


def dial(screen: Screen, name: str) -> Locator:
    """A dial by its name."""
    return screen.page.get_by_role("slider", name=name, exact=True)


def choose(screen: Screen, label: str, option: str) -> None:
    """Chooses from a menu of the layer's settings."""
    screen.page.get_by_role("region", name="Layer settings").get_by_role("combobox", name=label).select_option(option)


def test_a_pulse_is_coupled_and_shows_its_equation(on_a_device: Screen) -> None:
    screen = on_a_device
    equation = screen.page.get_by_role("region", name="Equation of motion")
    expect(equation).to_contain_text("device T1 = 30 µs, T2 = 20 µs")
    choose(screen, "Coupling", "ZZ")
    screen.until("scene.layers[1].pairs.length === 2")  # four qurons in a chain would be too many
    expect(dial(screen, "layer 2 ZZ q0 q1")).to_be_visible()
    expect(equation).to_contain_text("Z₀Z₁")
    choose(screen, "Pairs", "chain")
    screen.refuses("at most 3")
    screen.press("Add quron")
    screen.until("scene.widths[0] === 5 && scene.layers[1].pairs.length === 2")
    screen.press("Remove q1")
    screen.until("scene.widths[0] === 4 && scene.layers[1].pairs.length === 1")
    for _ in range(4):
        screen.press("Undo")
    screen.until("scene.layers[1].kind === 'rotate'")


def test_maps_follow_a_pulse_in_the_hand_and_time_costs_purity(on_a_device: Screen) -> None:
    screen = on_a_device
    screen.settle()
    before = screen.frame()["ghost"]
    dial(screen, "layer 2 duration").press("End")
    screen.until("scene.experiment.network.layers[1].duration === 100")
    screen.settle()
    after = screen.frame()["ghost"]
    assert after["noisy_purity"] < before["noisy_purity"]
    assert after["purity"] == pytest.approx(before["purity"])  # the ideal network does not age
    screen.press("Check with QuTiP")
    expect(screen.page.get_by_role("button", name=re.compile("^QuTiP"))).to_be_visible()
    screen.press("Undo")
    screen.until("scene.experiment.network.layers[1].duration !== 100")
    screen.settle()
    for name in ("layer 2 DX q0", "layer 2 duration"):
        held = take(screen, name)
        seen = move(held, 0, -25)
        assert seen["moved"]
        assert seen["frames"] == 0
        screen.page.mouse.up()
        screen.until("frame.planes === null")
    screen.picture()
    screen.picture()
    assert screen.page.evaluate("__quron.dragError") < FLOAT32
