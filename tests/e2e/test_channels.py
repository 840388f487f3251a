"""A channel in the hand: its operators, its picture and the maps follow."""

from __future__ import annotations

import re
from math import cos, sin
from typing import Any

from tests.e2e.test_dragging import move, take

DIGITS = 0.006
"""Numbers on the page have two digits, and so has the angle that they are compared with."""


def test_a_channel_on_pairs_follows_the_hand(screen: Any) -> None:
    """ZZ crosstalk from the menu: XI ↦ cos(ζt/2) XI + sin(ζt/2) YZ while it is dragged; Kraus operators sum to one."""
    screen.rest()
    screen.press("More channels")
    screen.press("ZZ crosstalk")
    screen.until("scene.layers.length === 7")
    layer = next(
        k for k, spec in enumerate(screen.scene()["experiment"]["network"]["layers"]) if spec["kind"] == "decohere"
    )
    assert screen.scene()["layers"][layer]["pairs"] == [[0, 1], [1, 2], [2, 3], [3, 0]]
    dial = take(screen, f"layer {layer + 1} ZZ crosstalk")
    action = screen.page.get_by_role("region", name="Action of the channel").locator("svg:visible")
    operators = screen.page.get_by_role("region", name="Kraus operators")

    def angle() -> float:
        return float(str(dial.get_attribute("aria-valuenow")))

    def differences() -> list[float]:
        numbers = re.findall(r"[−\d.]+(?= (?:XI \+|YZ))", str(action.get_attribute("aria-label")))[:2]
        kept, turned = (float(number.replace("−", "-")) for number in numbers)
        return [abs(kept - cos(angle() / 2)), abs(turned - sin(angle() / 2))]

    for distance in (-12, -30):
        assert move(dial, 0, distance)["moved"]
        screen.comes(lambda: max(differences()) < DIGITS, differences)
        off = operators.inner_text().split("=")[-1]
        assert float(off.replace("−", "-")) < 1e-14
    held = angle()
    screen.page.mouse.up()
    screen.until("frame.planes === null && scene.can_undo")
    stored = screen.scene()["experiment"]["network"]["layers"][layer]["angle"]
    assert abs(stored - held) < DIGITS
