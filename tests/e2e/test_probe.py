"""The probe: its state through all layers, what entangles its qurons, and the exact numbers beside every node."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import expect

from playground.models import compile_experiment
from playground.models.entanglement import concurrences
from playground.models.model import Model
from playground.spec.experiment import Experiment

SENT = 1e-5
"""The frame carries float32, and a concurrence near 0 is a root, which turns 1e-12 into 1e-6."""
HAS = "frame.arrays.some(([name]) => name === argument)"


def r_starts(text: str) -> re.Pattern[str]:
    """What begins like this."""
    return re.compile("^" + re.escape(text))


def simulated(screen: Any) -> tuple[Model, list[float]]:
    """The network on the screen, and the probe."""
    experiment = Experiment.model_validate(screen.scene()["experiment"])
    return compile_experiment(experiment), [0.42, -0.3]


def test_a_node_stays_large_until_the_output_is_wanted(screen: Any) -> None:
    """A click makes a node the large map and the Bloch sphere; a button, or Escape, brings the output back."""
    page = screen.page
    title = page.locator(".side h2").first
    expect(title).to_contain_text("Output")
    back = page.get_by_role("button", name="← Output")
    expect(back).to_be_hidden()
    screen.press("layer 3 q1")
    page.mouse.move(5, 5)
    expect(title).to_contain_text("Layer 3 entangle")
    expect(page.locator(".sphere-picture")).to_have_attribute("aria-label", r_starts("Bloch sphere of q1 after 3"))
    screen.until("frame.arrays.find(([name]) => name === 'hover')?.[1][0] === 100")
    back.click()
    expect(title).to_contain_text("Output")
    screen.press("layer 2 q0")
    page.mouse.move(5, 5)
    expect(title).to_contain_text("Layer 2 rotate")
    page.keyboard.press("Escape")
    expect(title).to_contain_text("Output")


def test_entanglement_is_drawn_on_request(screen: Any) -> None:
    """E draws arcs whose values are those of the models at the probe; E again, and nothing is sent any more."""
    screen.rest()
    page = screen.page
    screen.until(f"!{HAS}", "pairs")
    page.keyboard.press("e")
    screen.until(HAS, "pairs")
    frame = screen.frame("theta", "pairs")
    model, point = simulated(screen)
    expected = np.concatenate([concurrences(pairs) for pairs in model.pair_states(frame["theta"], point)])
    assert frame["pairs"] == pytest.approx(expected, abs=SENT)
    screen.press("layer 3 q0")
    numbers = page.locator(".arc-number:not(:empty)")
    wanted = sorted(f"{value:.2f}" for value in frame["pairs"][18:24] if value >= 0.005)
    screen.comes(lambda: sorted(numbers.all_text_contents()) == wanted, lambda: (numbers.all_text_contents(), wanted))
    expect(page.locator(".arcs")).to_have_attribute("aria-label", r_starts("concurrence after layer 3: "))
    screen.press("mutual information")
    screen.until("__seen.decode(['pairs']).pairs?.some((value) => Math.abs(value - argument) > 0.01)", max(expected))
    page.keyboard.press("e")
    screen.until(f"!{HAS}", "pairs")


def test_the_probe_is_followed_through_the_layers(screen: Any) -> None:
    """Firing probabilities are (1 - <Z>)/2 of the Bloch vectors, and move with the probe; rho has trace one."""
    screen.rest()
    page = screen.page
    page.get_by_role("tab", name="Path at the probe").click()
    cells = page.locator(".path-table .chance")
    expect(cells).to_have_count(28)

    def chances() -> list[str]:
        z = np.array(screen.frame("bloch")["bloch"]).reshape(-1, 3)[:, 2]
        return [f"{value:.2f}" for value in (1 - z.reshape(7, 4).T.ravel()) / 2]

    expect(cells).to_have_text(chances())
    before = cells.nth(1).inner_text()
    field = page.locator(".map-frame")
    screen.drag(field, -100, 40)
    size = field.evaluate("(element) => element.clientWidth")
    point = [-200 / size, -80 / size]
    here = pytest.approx(point[0], abs=0.011)  # two digits
    screen.comes(lambda: float(field.get_attribute("aria-valuenow") or "nan") == here)
    model, _ = simulated(screen)
    z = model.bloch(screen.frame("theta")["theta"], point)[2][1, 2]
    screen.until("Math.abs(__seen.decode(['bloch']).bloch[3 * 9 + 2] - argument) < 1e-4", z)
    expect(cells).to_have_text(chances())
    assert cells.nth(1).inner_text() != before
    screen.until(f"!{HAS}", "rho")
    page.get_by_role("tab", name="Density matrix at the probe").click()
    screen.until(HAS, "rho")
    rho = np.array(screen.frame("rho")["rho"]).reshape(16, 16, 2)
    assert np.trace(rho[..., 0]) == pytest.approx(1, abs=SENT)
    matrix = page.locator(".matrix-cells")
    matrix.focus()
    matrix.press("ArrowRight")
    expect(page.locator(".matrix-entry")).to_contain_text("⟨0000|ρ|0001⟩ = ")
    size = float(np.hypot(*rho[0, 1]))
    expect(page.locator(".matrix-entry")).to_contain_text(f"|ρ| {size:.4f}")
    page.get_by_role("combobox", name="Qurons of the density matrix").select_option("one")
    screen.until("frame.arrays.find(([name]) => name === 'rho')?.[1][0] === 2")
    expect(page.locator(".whole")).to_contain_text("3 traced out")


def test_exact_numbers_for_pointer_and_keyboard(screen: Any) -> None:
    """A card with four digits opens beside a node, a gate and a dial, also in focus; Escape closes it."""
    screen.rest()
    page = screen.page
    card = page.get_by_role("tooltip")
    page.get_by_role("button", name="layer 3 q1", exact=True).hover()
    z = np.array(screen.frame("bloch")["bloch"]).reshape(-1, 3)[4 * 3 + 1, 2]
    expect(card).to_contain_text(f"= {(1 - z) / 2:.4f}")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    page.mouse.move(5, 5)
    dial = page.get_by_role("slider", name="layer 2 RY q0", exact=True)
    page.get_by_role("slider", name="layer 2 RZ q0", exact=True).focus()
    page.keyboard.press("ArrowRight")
    expect(dial).to_be_focused()
    expect(card).to_contain_text("layer 2 RY q0")

    def angles() -> tuple[float, ...]:
        told = re.findall(r"(\d\.\d{4}) rad", card.inner_text()) or ["nan"]
        return float(told[0]), abs(float(dial.get_attribute("aria-valuenow") or "nan"))

    screen.comes(lambda: abs(angles()[0] - angles()[1]) < 1e-4, angles)
    expect(dial).to_have_attribute("aria-describedby", "quron-note")
    dial.evaluate("(element) => element.blur()")
    expect(card).to_be_hidden()
    box = screen.box(page.locator(".card.entangle .coupling-hit").first)
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(card).to_contain_text("layer 3 CZ q0 q1")
