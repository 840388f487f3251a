"""Learning in the laboratory: a dial swept from its card, training compared, noise extrapolated away."""

from __future__ import annotations

import re

from playwright.sync_api import expect


def test_a_dial_is_swept_from_its_card(screen):
    screen.rest()
    before = screen.scene()["revision"]
    dial = screen.page.get_by_role("slider", name="layer 2 RZ q0", exact=True)
    dial.focus()
    screen.page.keyboard.press("s")
    panel = screen.page.get_by_role("tabpanel", name="Sweep")
    # The dial starts by itself; three values determine the whole sinusoid, and the points lie on it.
    panel.get_by_text("a + b cos θ + c sin θ, from three values").wait_for()
    off = panel.get_by_text("Points off the exact curve").locator("..").locator(".v")
    expect(off).to_have_text(re.compile(r"^\d"))
    assert float(off.inner_text().replace("−", "-")) < 1e-9
    panel.get_by_role("img", name=re.compile("Sweep: accuracy, margin, purity against layer 2 RZ q0")).wait_for()
    with screen.page.expect_download() as saved:
        panel.get_by_role("button", name="CSV").click()
    assert saved.value.path().read_text().startswith("layer 2 RZ q0 [rad],accuracy [1],margin [1],purity [1]")
    panel.get_by_label("Dial to sweep").select_option(label="learning rate")
    expect(panel.get_by_label("Train at each")).to_have_value("50")
    assert screen.scene()["revision"] == before  # a sweep changes nothing


def test_training_under_noise_is_compared_and_taken_over(screen):
    screen.rest()
    screen.press("Lab")
    screen.page.get_by_role("tab", name="Compare").click()
    panel = screen.page.get_by_role("tabpanel", name="Compare")
    panel.get_by_label("Epochs").fill("5")
    panel.get_by_label("Epochs").press("Enter")
    for _ in range(2):
        panel.get_by_role("button", name="Fewer seeds").click()
    panel.get_by_role("button", name="Compare", exact=True).click()
    panel.get_by_role("img", name=re.compile(r"Decision map: trained noisy: [\d.]+\s%")).wait_for()
    before = screen.frame("theta")["theta"]
    panel.get_by_role("button", name="Use these parameters").click()
    screen.until("scene.can_undo === true")
    screen.until("Math.abs(__seen.decode(['theta']).theta[0] - argument) > 1e-9", before[0])
    screen.press("Undo")
    screen.until("Math.abs(__seen.decode(['theta']).theta[0] - argument) < 1e-9", before[0])


def test_noise_is_extrapolated_away_at_the_probe(screen):
    screen.rest()
    screen.press("Lab")
    screen.page.get_by_role("tab", name="Extrapolate").click()
    panel = screen.page.get_by_role("tabpanel", name="Extrapolate")
    table = panel.get_by_role("table")
    rows = {name: table.get_by_role("row", name=re.compile(f"^{name}")) for name in ("noisy", "Richardson")}
    rows["Richardson"].wait_for()
    errors = {name: float(row.get_by_role("cell").last.inner_text()) for name, row in rows.items()}
    assert errors["Richardson"] < errors["noisy"] / 3
    panel.get_by_label("Shots").select_option(label="1 000")
    table.get_by_text(re.compile(r"± 0\.\d+")).first.wait_for()
