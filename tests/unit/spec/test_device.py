"""Devices and ambient noise."""

import pytest

from playground.spec import Device, Noise, SpecError


def test_the_defaults_are_ideal():
    assert Noise() == Noise(amplitude_damping=0, phase_damping=0, depolarizing=0)
    assert (Device().t1, Device().t2) == (None, None)


def test_t2_reaches_twice_t1_and_no_further():
    """1/T2 - 1/(2 T1) is the pure dephasing rate, which cannot be negative; the bound itself is exact."""
    assert Device(t1=50, t2=100).t2 == 100.0
    assert Device(t2=100).t1 is None
    with pytest.raises(SpecError) as caught:
        Device(t1=50, t2=101)
    assert caught.value.path == "t2"
    for words in ("`t2` is 101.0", "`t1` is 50.0", "Lower `t2` to 100.0", "raise `t1` to 50.5"):
        assert words in caught.value.message
    with pytest.raises(SpecError, match=r"null \(infinite\), but `t1` is 50"):
        Device(t1=50)


@pytest.mark.parametrize(
    ("model", "data", "path", "words"),
    [
        (Noise, {"amplitude_damping": 1.5}, "amplitude_damping", "from 0 to 1, but is 1.5"),
        (Noise, {"depolarising": 0.1}, "depolarising", "Did you mean `depolarizing`?"),
        (Noise, {"phase_damping": float("inf")}, "phase_damping", "but is inf"),
        (Noise, "[]", "", "A noise must be an object"),
        (Device, {"t1": 0, "t2": 0}, "t1", "null for infinite"),
        (Device, {"t1": "50"}, "t1", "but is '50'"),
        (Device, {"readout_p01": 2}, "readout_p01", "but is 2"),
        (Device, {"gate_time_1q": -1}, "gate_time_1q", "but is -1"),
        (Device, {"name": 5}, "name", "must be a text in quotes, but is 5"),
        (Device, {"name": "x" * 61}, "name", "at most 60 characters, but has 61"),
        (Device, {"name": "\ud800"}, "name", "not usable"),
    ],
)
def test_bad_values_are_refused(model, data, path, words):
    with pytest.raises(SpecError) as caught:
        model.model_validate(data)
    assert caught.value.path == path
    assert words in caught.value.message
