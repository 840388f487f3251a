"""Devices that exist."""

import math

import numpy as np
import pytest

from playground.models import compile_model
from playground.spec import Device, Network, SpecError
from playground.spec.presets import PRESETS, Preset, described, physical, preset

NAMES = [preset.device.name for preset in PRESETS]
POLES = [(0.0, 0.0), (math.pi, 0.0), *((math.pi / 2, turn * math.pi / 2) for turn in range(4))]
"""RY, RZ angles of the six states on the axes, over which a fidelity is the mean over all states."""


@pytest.mark.parametrize("preset", PRESETS, ids=NAMES)
class TestEveryPreset:
    def test_it_says_when_and_where(self, preset: Preset):
        assert 2010 <= int(preset.date[:4]) <= 2026
        assert preset.source
        assert preset.device.exaggeration == 1
        assert preset.device.t1 is None or preset.device.t2 <= 2 * preset.device.t1

    def test_what_is_missing_is_said(self, preset: Preset):
        """Only figures that were read in their source: times that are not known are infinite, and the note says so."""
        missing = preset.device.t1 is None
        assert missing == ("T1 and T2 are not among the figures" in preset.note)
        assert (preset.device.gate_time_2q == Device().gate_time_2q) == bool(preset.note)

    def test_idle_infidelity(self, preset: Preset):
        """(3 - e1 - 2 e2)/6 for one quron at rest during a two-quron gate, e_i = exp(-t/T_i); exact but for rounding.

        Source: the mean of (1 + r . M r)/2 over the six poles, with M = diag(e2, e2, e1).
        """
        d = preset.device
        quiet = d.replace(error_1q=0, error_2q=0, readout_p01=0, readout_p10=0, gate_time_1q=0)
        layers = [{"kind": "rotate", "axes": "yz"}, {"kind": "entangle", "gate": "cz", "qurons": [0, 1]}]
        network = Network.model_validate({"qurons": 2, "layers": layers, "readouts": ["XI", "YI", "ZI"]})
        model = compile_model(network, quiet)
        fidelity = 0.0
        for theta, phi in POLES:
            pure = [math.sin(theta) * math.cos(phi), math.sin(theta) * math.sin(phi), math.cos(theta)]
            # The other quron rests in |0>, where a CZ does nothing.
            found = model.predict([theta, phi, 0.0, 0.0], [[0.0, 0.0]])[0]
            fidelity += (1 + np.dot(pure, found)) / 12
        e1, e2 = (1.0 if time is None else math.exp(-d.gate_time_2q / time) for time in (d.t1, d.t2))
        assert 1 - fidelity == pytest.approx((3 - e1 - 2 * e2) / 6, abs=1e-14)


def test_times_are_in_microseconds():
    kingston = preset("Heron r2 kingston").device
    assert (kingston.t1, kingston.t2, kingston.gate_time_1q, kingston.gate_time_2q) == (283, 144, 0.032, 0.068)


def test_the_mocks_exaggeration():
    """Kingston with 80 times its noise loses 0.019 of its amplitude and 0.055 of its phase in one gate of 68 ns."""
    acting = preset("Heron r2 kingston").device.replace(exaggeration=80).acting
    assert 1 - math.exp(-0.068 / acting.t1) == pytest.approx(0.019, abs=5e-4)
    pure_dephasing = 1 / acting.t2 - 1 / (2 * acting.t1)
    assert 1 - math.exp(-2 * 0.068 * pure_dephasing) == pytest.approx(0.055, abs=5e-4)


def test_measured_times_that_cannot_be_are_clamped():
    assert physical(100, 200) == (200, "")
    t2, note = physical(100, 230)
    assert t2 == 200
    assert note == "T2 = 230 µs was measured, more than 2 T1, and is lowered to 200 µs"
    assert physical(None, 230) == (230, "")


def test_a_device_is_found_by_its_name():
    with pytest.raises(SpecError, match="Did you mean `Heron r2 kingston`"):
        preset("Heron r2 Kingston")


def test_names_differ_and_every_device_can_be_sent():
    assert len(set(NAMES)) == len(NAMES)
    for row, one in zip(described(), PRESETS, strict=True):
        assert Device.model_validate(row["device"]) == one.device
        assert set(row) == {"device", "gate", "date", "source", "note"}
