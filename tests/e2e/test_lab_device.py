"""A device that exists, made visible, changed, and asked what T1 it would need."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import expect

from playground import train
from playground.spec import default_experiment
from playground.spec.codec import to_link
from tests.e2e.conftest import Screen

KINGSTON = "Heron r2 kingston"


def choose(screen: Screen, name: str) -> None:
    screen.page.get_by_role("combobox", name="Device").select_option(name)
    screen.until("scene.experiment.device.name === argument", name)


def typed(screen: Screen, role: str, name: str, value: str) -> None:
    """Writes a value into a field, or into a dial by Enter."""
    control = screen.page.get_by_role(role, name=name, exact=True)
    if role == "slider":
        control.press("Enter")
        control = screen.page.get_by_role("textbox", name=f"{name} value")
    control.fill(value)
    control.press("Enter")


def test_a_device_is_chosen_exaggerated_turned_and_edited(screen: Screen) -> None:
    page = screen.page
    screen.rest()
    choose(screen, KINGSTON)
    card = page.get_by_role("region", name="Device", exact=True)
    expect(card).to_contain_text("CZ error 1.8e−3")
    expect(card).to_have_attribute("title", re.compile(r"qiskit-ibm-runtime, 2026-04"))
    typed(screen, "slider", "Exaggeration of the device", "80")
    screen.until("scene.experiment.device.exaggeration === 80")

    before = page.evaluate("__quron.dragFrames")
    screen.drag(page.get_by_role("slider", name="device T1"), -40, 0, steps=20, release=False)
    page.wait_for_function("(before) => __quron.dragFrames > before", arg=before)
    page.mouse.up()
    screen.until("scene.experiment.device.t1 < 283")
    assert screen.scene()["experiment"]["device"]["t1"] >= 72  # half of T2
    screen.reload()  # the address carries it
    screen.until("scene.experiment.device.exaggeration === 80 && scene.experiment.device.t1 < 283")

    page.get_by_role("button", name="Edit device").click()
    editor = page.get_by_role("dialog", name="Device editor")
    typed(screen, "textbox", "T1", "40")
    expect(editor.get_by_role("alert")).to_contain_text("`t2` is 144.0 and `t1` is 40.0")
    expect(editor.get_by_role("textbox", name="T1", exact=True)).to_have_value("40")
    typed(screen, "textbox", "T2", "60")
    screen.until("scene.experiment.device.t1 === 40 && scene.experiment.device.t2 === 60")
    expect(editor.get_by_role("alert")).to_have_count(0)
    page.keyboard.press("Escape")
    screen.press("Undo")
    screen.until("scene.experiment.device.t2 === 144")
    choose(screen, "ideal")
    assert screen.scene()["experiment"]["device"]["t1"] is None


def test_the_laboratory_says_what_t1_is_needed(open_screen: Callable[..., Screen]) -> None:
    experiment = default_experiment()
    *_, last = train(experiment, epochs=40)
    assert last.accuracy > 0.85
    screen = open_screen(f"?e={to_link(experiment.replace(parameters=tuple(last.theta)))}")
    page = screen.page
    choose(screen, KINGSTON)
    typed(screen, "slider", "Exaggeration of the device", "80")
    screen.press("Lab")
    page.get_by_role("tab", name="Device").click()
    panel = page.get_by_role("tabpanel", name="Device")
    typed(screen, "textbox", "Goal", "70")
    expect(panel).to_contain_text(re.compile(r"For 70\.0 %, every quron needs a T1 of \d"))
    screen.press("Use this T1")
    screen.until("scene.experiment.device.t1 !== 283")
    device = screen.scene()["experiment"]["device"]
    assert abs(device["t2"] / device["t1"] * 283 / 144 - 1) < 1e-9
    screen.until("frame.accuracy >= 0.7 && frame.accuracy < 0.75")
    typed(screen, "textbox", "Goal", "100")
    expect(panel).to_contain_text("Even an infinite T1 does not give 100.0 %")
