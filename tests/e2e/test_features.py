"""More than two features, and encoders whose scales are trained."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect


def test_a_third_feature_is_a_slice_and_scales_are_trained(screen: Any, open_screen: Callable[..., Any]) -> None:
    page = screen.page
    screen.rest()
    screen.press("More features")
    screen.until("scene.experiment.network.features === 3")
    page.get_by_role("group", name="layer 1 encode", exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_role("combobox", name="Features").select_option(label="x₁ x₂ x₃")
    screen.until("scene.experiment.network.layers[0].features.length === 3")

    page.get_by_role("switch", name="layer 1 trainable", exact=True).click()
    screen.until("scene.parameters[0].axis === 'scale' && frame.revision === scene.revision")
    dial = page.get_by_role("slider", name="layer 1 scale q2", exact=True)
    expect(dial).to_have_attribute("aria-valuenow", "1.75")

    screen.settle()
    before = screen.frame("map", "theta")
    slice_dial = page.get_by_role("slider", name="feature 3", exact=True)
    slice_dial.press("End")
    screen.until("__seen.decode(['map']).map.some((value, k) => Math.abs(value - argument[k]) > 0.01)", before["map"])
    expect(slice_dial).to_have_attribute("aria-valuenow", "1")
    assert screen.frame("theta")["theta"] == before["theta"]
    page.wait_for_function("() => /[?&]probe=0.42,-0.3,1(&|$)/.test(location.search)")
    again = open_screen(page.evaluate("location.href"))
    expect(again.page.get_by_role("slider", name="feature 3", exact=True)).to_have_attribute("aria-valuenow", "1")

    screen.press("Step")
    screen.until("frame.epoch === argument", before["epoch"] + 1)
    assert screen.frame("theta")["theta"][2] != before["theta"][2]

    screen.press("Fewer features")
    screen.refuses("layer 1 reads feature 3")
    for _ in range(3):
        screen.press("Undo")
    screen.until("scene.experiment.network.features === 2 && scene.parameters[0].axis !== 'scale'")
    expect(page.get_by_role("slider", name="feature 3", exact=True)).to_have_count(0)
