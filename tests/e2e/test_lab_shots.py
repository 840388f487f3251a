"""Shots on the page: chosen in the top bar, seen on the map, explained in the laboratory."""

from __future__ import annotations

from playwright.sync_api import expect


def test_shots_are_chosen_in_the_top_bar_and_leave_their_band_on_the_map(screen):
    """The map stays exact; accuracy and loss are sampled; the second map says what each class would need."""
    page = screen.page
    menu = page.get_by_role("combobox", name="Shots", exact=True)
    assert screen.frame()["exact_accuracy"] is None
    menu.select_option("100")
    screen.until("scene.experiment.measurement.shots === 100 && frame.exact_accuracy !== null")
    expect(page.get_by_text("± 1.96 σ, 100 shots")).to_be_visible()
    needed = page.get_by_role("button", name="Shots for 95 %")
    needed.click()
    expect(needed).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_text("± 1.96 σ, 100 shots")).to_be_hidden()
    menu.select_option("own")
    page.get_by_role("textbox", name="Shots: own number").fill("250")
    page.keyboard.press("Enter")
    screen.until("scene.experiment.measurement.shots === 250")
    expect(menu).to_have_value("250")
    screen.press("Undo")
    screen.until("scene.experiment.measurement.shots === 100")


def test_the_laboratory_undoes_readout_errors_and_says_what_that_costs(screen):
    """1/(1 - 0.03 - 0.11)² = 1.35 times the variance; an error is refused in words."""
    page = screen.page
    screen.rest()
    screen.press("Lab")
    page.get_by_role("tab", name="Shots").click()
    tab = page.get_by_role("tabpanel", name="Shots")
    for name, value in (("P(1|0)", "0.03"), ("P(0|1)", "0.11")):
        tab.get_by_role("textbox", name=name).fill(value)
        page.keyboard.press("Tab")
    screen.until("scene.experiment.device.readout_p10 === 0.11 && frame.revision === scene.revision")
    screen.settle()
    raw = screen.frame("map")["map"]
    facts = tab.get_by_role("group", name="At the probe")
    expect(facts).to_contain_text("1.35")
    tab.get_by_role("switch", name="Invert readout errors").click()
    screen.until("scene.experiment.measurement.invert_readout === true && frame.revision === scene.revision")
    screen.settle()
    inverted = screen.frame("map")["map"]
    assert max(abs(m - (0.86 * f + 0.08)) for m, f in zip(raw, inverted, strict=True)) < 1e-5
    tab.get_by_role("textbox", name="P(0|1)").fill("0.97")
    page.keyboard.press("Tab")
    screen.refuses("add up to 1")
