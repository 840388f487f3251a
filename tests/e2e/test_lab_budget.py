"""The laboratory's drawer, and its tab Budget: what noise does to the network on the screen."""

from __future__ import annotations

import re
from math import log2, nan
from typing import Any

import numpy as np
from playwright.sync_api import Page, expect

from playground.analysis.sudden_death import sudden_deaths
from playground.spec.experiment import Experiment

HAND = re.compile(r"−?\d[\d.]*")


def number(page: Page, label: str) -> float:
    """A number of the facts with and without noise, as it is read; nan as long as there is none."""
    facts = page.get_by_role("group", name="With and without noise")
    found = HAND.fullmatch(facts.locator(".fact", has_text=label).locator(".v").inner_text().strip())
    return float(found[0].replace("−", "-")) if found else nan


def test_the_budget_follows_the_network_and_adds_up(screen: Any) -> None:
    """By keyboard: A opens, arrows change tabs, A closes. The numbers are those of the frame beside them."""
    page = screen.page
    screen.rest()
    page.keyboard.press("a")
    lab = page.get_by_role("region", name="Laboratory", exact=True)
    budget = lab.get_by_role("tab", name="Budget")
    expect(budget).to_be_focused()
    expect(page.get_by_role("button", name="layer 1 q0", exact=True)).to_be_visible()
    harms = lab.get_by_role("table", name="Harm").locator("tbody tr")
    expect(harms).to_have_count(len(screen.kinds()))
    frame = screen.frame()
    lost, fidelity = -log2(frame["purity"]), frame["ghost"]["fidelity"]
    assert lost > 0.1
    for label, value in (("Purity lost", lost), ("Fidelity", fidelity)):  # both are read to three digits
        screen.comes(lambda label=label, value=value: abs(number(page, label) - value) < 2e-3, lambda: (lost, fidelity))

    lab.get_by_role("combobox", name="Harm of").select_option(label="gates of 3 entangle")
    expect(harms).to_have_count(4)  # its four qurons, each under the ambient channels
    budget.focus()

    page.keyboard.press("ArrowRight")
    expect(budget).to_have_attribute("aria-selected", "false")
    page.keyboard.press("Home")
    expect(budget).to_be_focused()
    page.keyboard.press("n")
    expect(lab.get_by_text("There is no noise here")).to_be_visible()
    expect(lab.locator(".fact", has_text="Purity lost").locator(".v")).to_have_text("0.000")
    page.keyboard.press("a")
    expect(lab).to_be_hidden()
    expect(page.get_by_role("button", name="Lab", exact=True)).to_be_focused()


def test_where_entanglement_ends(screen: Any) -> None:
    """The cost is said beforehand; the table is that of the package at the parameters on the screen."""
    page = screen.page
    screen.rest()
    screen.press("Lab")
    part = page.get_by_role("region", name="Where entanglement ends")
    expect(part.get_by_text(re.compile("about"))).to_be_visible()
    part.get_by_role("button", name="Find").click()
    rows = part.get_by_role("table").locator("tbody tr")
    expect(rows).to_have_count(6)
    experiment = Experiment.model_validate(screen.scene()["experiment"])
    theta = np.array(screen.frame("theta")["theta"])
    *_, (_, deaths) = sudden_deaths(experiment, theta, [0.42, -0.3], len(experiment.network.layers))
    expected = [death.ideal for death in deaths]

    def shown() -> list[float]:
        return [float(text) for text in part.locator("tbody td:nth-child(2)").all_inner_texts()]

    screen.comes(lambda: np.allclose(shown(), expected, rtol=0, atol=2e-3), lambda: (shown(), expected))
    page.get_by_role("button", name="Expand laboratory").click()
    expect(page.get_by_role("button", name="layer 1 q0", exact=True)).to_be_hidden()
    expect(page.get_by_role("complementary", name="Output")).to_be_visible()
