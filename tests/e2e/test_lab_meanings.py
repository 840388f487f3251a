"""What the numbers of the laboratory mean: every tab, with a computed result in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from playwright.sync_api import Locator, expect

from playground.spec.codec import to_link
from playground.spec.device import Device
from playground.spec.examples import default_experiment
from playground.spec.measurement import Measurement
from tests.e2e.conftest import Screen
from tests.e2e.meanings import unexplained

NAMES = "button:not([data-means]), select, h2, th, td.text, p.k:not([role]), pre, .time-bands, .lab-field > .k"
"""What one chooses, headings, names, captions, programs."""
FIELDS = "input, [role=slider], .stepper > .v"


def measured_budget(tab: Locator) -> None:
    """Facts, both charts and the harm of layers by themselves; where entanglement ends when it is asked for."""
    expect(tab.get_by_role("table", name="Harm").locator("tbody td").last).to_have_text(re.compile(r"\d"))
    tab.get_by_role("button", name="Find").click()
    expect(tab.get_by_role("table", name="Where entanglement ends").locator("tbody tr").first).to_be_visible()


def followed_in_time(tab: Locator) -> None:
    """The density matrix by itself."""
    expect(tab.locator(".fact", has_text="solved in").locator(".v")).to_have_text(re.compile(r"\d"))


def run_singly(tab: Locator) -> None:
    """Ten single runs with their jumps in words."""
    tab.get_by_role("button", name="Single runs").click()
    tab.get_by_role("slider", name="Number of runs").press("Home")
    tab.get_by_role("button", name="Run", exact=True).click()
    expect(tab.get_by_text("at N = 10")).to_be_visible()


def shot(tab: Locator) -> None:
    """Estimates, curve and map by themselves, under the settings of the experiment as it was opened."""
    expect(tab.get_by_text("Shot noise in training: of outputs")).to_be_visible()
    expect(tab.locator(".fact", has_text="Accuracy at S").locator(".v")).to_have_text(re.compile(r"\d"))


def compared(tab: Locator) -> None:
    """A short training of two seeds."""
    tab.get_by_label("Epochs").fill("3")
    tab.get_by_label("Epochs").press("Enter")
    tab.get_by_role("button", name="Fewer seeds").click()
    tab.get_by_role("button", name="Compare", exact=True).click()
    expect(tab.locator("figcaption", has_text=re.compile(r"trained noisy: [\d.]+"))).to_be_visible()


def swept(tab: Locator) -> None:
    """Accuracy, margin and purity against an angle, with their exact curves."""
    tab.get_by_label("Dial to sweep").select_option(label="layer 2 RZ q0 (rad)")
    tab.get_by_role("button", name="Sweep", exact=True).click()
    expect(tab.locator(".fact", has_text="Points off").locator(".v")).to_have_text(re.compile(r"\d"))


def extrapolated(tab: Locator) -> None:
    """The table, by itself."""
    expect(tab.get_by_role("row", name=re.compile("^Richardson"))).to_be_visible()


def searched(tab: Locator) -> None:
    """The T1 that is needed."""
    tab.get_by_role("button", name="Find T1").click()
    expect(tab.locator(".fact", has_text="T1 needed").locator(".v")).not_to_have_text("–")


def written(tab: Locator) -> None:
    """The program, by itself, and the badge that compares the app with QuTiP."""
    expect(tab.get_by_text(re.compile(r"^\d+ lines$"))).to_be_visible()
    tab.get_by_role("button", name="Check with QuTiP").click()
    expect(tab.get_by_role("button", name=re.compile(r"^QuTiP.* \d"))).to_be_visible()


RESULTS: dict[str, list[Callable[[Locator], None]]] = {
    "Budget": [measured_budget],
    "Time": [followed_in_time, run_singly],
    "Shots": [shot],
    "Compare": [compared],
    "Sweep": [swept],
    "Extrapolate": [extrapolated],
    "Device": [searched],
    "Script": [written],
}


def test_every_number_of_the_laboratory_says_what_it_is(open_screen: Callable[..., Screen]):
    """Unit, convention and source of each, in every tab there is; on the card by pointer and by keyboard too."""
    device = Device(t1=200.0, t2=150.0, readout_p01=0.03, readout_p10=0.11, exaggeration=30.0)
    experiment = default_experiment().replace(device=device, measurement=Measurement(shots=100))
    screen = open_screen(f"?e={to_link(experiment)}")
    page = screen.page
    screen.rest()
    screen.press("Lab")
    lab = page.get_by_role("region", name="Laboratory", exact=True)
    expect(lab.get_by_role("tab")).to_have_text(list(RESULTS))
    for name, steps in RESULTS.items():
        lab.get_by_role("tab", name=name, exact=True).click()
        tab = lab.get_by_role("tabpanel", name=name, exact=True)
        expect(tab).to_be_visible()
        for step in steps:
            step(tab)
            found = partial(unexplained, tab, ":scope > *", NAMES, FIELDS)
            screen.comes(lambda found=found: found() == [], found)
    lab.get_by_role("tab", name="Budget", exact=True).click()
    lab.locator(".fact", has_text="Fidelity to ideal").hover()
    page.get_by_role("tooltip").get_by_text("Jozsa").wait_for()
    lab.get_by_role("note", name="Along the depth: what it shows").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    page.get_by_role("tooltip").get_by_text("Wootters").wait_for()
