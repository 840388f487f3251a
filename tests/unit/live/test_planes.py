"""A dial in the hand: what its planes give, combined as the browser does, is what the server then confirms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from playground.live import messages as m
from playground.live import planes as live_planes
from playground.live.mailbox import Attach

HELD = ["parameters", 2]
FLOAT32 = 2e-6
"""Planes and frames travel as float32, of 6e-8 relative precision; a sum of some twenty of them loses a digit more."""


def hold(path: list[str | int], low: float = -np.pi, high: float = np.pi) -> m.Hold:
    return m.Hold(path=path, low=low, high=high)


def turn(path: list[str | int], value: float, *, commit: bool = False) -> m.Set:
    return m.Set(path=path, value=value, commit=commit)


def weights_at(planes: Mapping[str, Any], value: float, count: int) -> np.ndarray:
    """Functions of the dial, as the browser writes them."""
    basis = planes["basis"]
    if basis["kind"] == "trigonometric":
        return harmonics(basis["base"] * value, count)
    u = {"value": lambda v: v, "root": lambda v: np.sqrt(1 - v), "rate": lambda v: 1 / v}[basis["variable"]]
    first, last = u(basis["low"]), u(basis["high"])
    z = (2 * u(value) - first - last) / (last - first)
    return np.polynomial.chebyshev.chebvander(np.array([z]), count - 1)[0]


def harmonics(angle: float, count: int) -> np.ndarray:
    waves = [(np.cos(k * angle), np.sin(k * angle)) for k in range(1, count // 2 + 1)]
    return np.array([1.0, *(part for wave in waves for part in wave)])[:count]


def rows_at(
    arrays: Mapping[str, np.ndarray], part: Mapping[str, Any], number: int, axis: int, value: float
) -> np.ndarray:
    rows = arrays[f"rows {number} x{axis + 1}"]
    if part["turns"] is None:
        return rows
    line, count = arrays[f"line {number} x{axis + 1}"], 2 * part["turns"][axis] + 1
    return np.array([np.outer(harmonics(value * x, count), row).ravel() for x, row in zip(line, rows, strict=True)])


def combined(header: Mapping[str, Any], arrays: Mapping[str, np.ndarray], value: float) -> dict[str, np.ndarray]:
    """The arrays of a frame with the held dial at a value."""
    shown = {name: arrays[name].copy() for name in ("map", "nodes", "bloch", "purities")}
    planes = header["planes"]
    for number, part in enumerate(planes["parts"]):
        coefficients = arrays[f"plane {number}"]
        nodes = np.tensordot(weights_at(planes, value, len(coefficients)), coefficients, axes=1)
        first, second = (rows_at(arrays, part, number, axis, value) for axis in (0, 1))
        found = second @ nodes @ first.T
        target = shown[part["name"]]
        if part["name"] == "nodes":
            target[part["which"]] = found
        else:
            target[:] = found.reshape(target.shape)
    return shown


@pytest.mark.parametrize(
    ("path", "span", "value"),
    [
        (HELD, (-np.pi, np.pi), 1.234),
        (["parameters", 17], (-np.pi, np.pi), -2.0),
        (["noise", "amplitude_damping"], (0.0, 1.0), 0.3),
        (["noise", "depolarizing"], (0.0, 0.75), 0.0),
        (["network", "layers", 3, "scale"], (-3.0, 3.0), 1.7),
    ],
)
def test_planes_in_the_browser_are_the_truth_that_follows(table, path, span, value):
    client = table.say(hold(path, *span))
    table.pump(0.2)  # models at other values are compiled a few at a time, beside the frames
    shown = combined(client.header, client.arrays, value)
    table.say(turn(path, value, commit=True))
    assert client.header["planes"] is None
    for name, wanted in shown.items():
        if name == "purities" and not any(part["name"] == name for part in client.frames[-2][0]["planes"]["parts"]):
            continue  # of an ambient dial they come with the frames of the server
        np.testing.assert_allclose(wanted, client.arrays[name], rtol=0, atol=FLOAT32, err_msg=name)


def test_planes_are_sent_once_while_the_dial_turns_alone(table):
    client = table.say(hold(HELD))
    first = client.header["planes"]["id"]
    for value in (0.1, 0.2, 0.3):
        table.say(turn(HELD, value))
        assert client.header["planes"] == {"id": first}
        assert not any(name.startswith("plane") for name in client.arrays)


def test_frames_go_on_while_planes_are_prepared(table):
    path = ["noise", "amplitude_damping"]
    before = len(table.client.frames)
    table.say(hold(path, 0.0, 1.0))
    table.pump(0.2)
    planes = [header["planes"] for header, _ in table.client.frames[before:]]
    assert planes[0] is None
    assert "parts" in planes[-1]
    assert 3 <= len(planes) <= 6
    table.pump(0.2)
    assert len(table.client.frames) == before + len(planes)  # nothing more is due


@pytest.mark.parametrize("path", [["noise", "phase_damping"], ["network", "layers", 0, "scale"]])
def test_a_dial_of_the_network_keeps_its_planes_too(table, path):
    client = table.say(hold(path, 0.0, 1.0))
    first = client.header["planes"]["id"]
    table.say(turn(path, 0.5), turn(path, 0.6))
    assert client.header["planes"] == {"id": first}


def test_what_changes_beside_the_dial_brings_new_planes(table):
    client = table.say(hold(HELD))
    ids = [client.header["planes"]["id"]]
    for message in (turn(["parameters", 3], 1.0), m.Probe(point=[0.1, 0.2]), turn(["noise", "depolarizing"], 0.1)):
        table.say(message)
        ids.append(client.header["planes"]["id"])
        assert "parts" in client.header["planes"]
    assert len(set(ids)) == len(ids)
    shown = combined(client.header, client.arrays, 0.5)
    table.say(turn(HELD, 0.5, commit=True))
    np.testing.assert_allclose(shown["map"], client.arrays["map"], rtol=0, atol=FLOAT32)


def test_while_it_trains_the_dial_rests_and_planes_follow_the_others(playing):
    client = playing.say(hold(HELD))
    still = playing.trainer.theta[2]
    ids = {client.header["planes"]["id"]}
    playing.pump(0.3)
    assert playing.trainer.theta[2] == still
    assert playing.trainer.epoch.index > 5
    for header, arrays in client.frames[-3:]:
        ids.add(header["planes"]["id"])
        shown = combined(header, arrays, float(arrays["theta"][2]))  # the planes of a frame pass through its pictures
        np.testing.assert_allclose(shown["map"], arrays["map"], rtol=0, atol=FLOAT32)
        np.testing.assert_allclose(shown["nodes"], arrays["nodes"], rtol=0, atol=FLOAT32)
    assert len(ids) == 4
    playing.say(m.Release())
    assert client.header["planes"] is None
    playing.pump(0.1)
    assert playing.trainer.theta[2] != still


@pytest.mark.parametrize("leave", [m.Release(), turn(HELD, 0.4, commit=True)])
def test_letting_go_ends_them(table, leave):
    client = table.say(hold(HELD), leave)
    assert client.header["planes"] is None
    assert not table.trainer.held


def test_a_hand_that_does_not_move_leaves_no_entry(table):
    before = table.client.scene["can_undo"]
    table.say(hold(HELD), m.Release())
    assert table.client.scene["can_undo"] is before


def test_a_new_connection_has_no_hand(table):
    table.say(hold(HELD))
    table.leave()
    assert not table.trainer.held
    table.session.push(Attach(table.client))
    table.pump()
    assert table.client.header["planes"] is None


@pytest.mark.parametrize(
    "path",
    [["parameters", 99], ["data", "noise"], ["training", "learning_rate"], ["noise", "x"], ["network", "qurons"]],
)
def test_what_has_no_planes_goes_the_old_way(table, path):
    client = table.say(hold(path, 0.0, 1.0))
    assert client.header["planes"] is None
    assert client.errors == []


def test_dear_planes_are_not_made(table, monkeypatch):
    monkeypatch.setattr(live_planes, "BUDGET_MS", 0.1)
    client = table.say(hold(HELD))
    assert client.header["planes"] is None


def test_an_edit_of_the_network_under_the_hand_ends_them(table):
    client = table.say(hold(HELD))
    assert client.header["planes"] is not None
    table.say(m.Edit(edit={"kind": "insert_layer", "index": 6, "layer": {"kind": "rotate", "axes": "y"}}))
    assert client.header["planes"] is None
    table.say(turn(HELD, 0.3))  # the hand goes on, and the server's frames show it
    assert client.header["planes"] is None
    assert client.arrays["theta"][2] == pytest.approx(0.3)


def test_the_ideal_network_does_not_move_with_a_dial_of_noise(table):
    table.say(m.Swap(ideal=True), hold(["noise", "amplitude_damping"], 0.0, 1.0))
    table.pump(0.2)
    count = len(table.client.frames)
    table.pump(0.2)
    assert table.client.header["planes"] is None
    assert len(table.client.frames) == count
    table.say(m.Release(), hold(HELD))
    client = table.client
    shown = combined(client.header, client.arrays, 0.5)
    table.say(turn(HELD, 0.5, commit=True))
    np.testing.assert_allclose(shown["map"], client.arrays["map"], rtol=0, atol=FLOAT32)
