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


def test_values_may_differ_from_quron_to_quron():
    device = Device(t1=[50, None, 30], t2=[60, 70, 60.0], readout_p01=(0.01, 0, 0.2), thermal_population=0.1)
    assert device.t1 == (50.0, None, 30.0)
    assert device.on(1) == (None, 70.0, 0.1, 0.0, 0.0)
    assert device.on(2).readout_p01 == 0.2
    assert (device.listed_qurons, Device(t1=50, t2=50).listed_qurons) == (3, 0)
    assert Device(t1=50, t2=60).on(7) == (50.0, 60.0, 0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("fields", "path", "words"),
    [
        ({"t1": [50, 50], "t2": [60, 101]}, "t2", "`t2` of quron 1 is 101.0 and `t1` is 50.0"),
        ({"t1": [50, 20], "t2": 60}, "t2", "`t2` of quron 1 is 60.0 and `t1` is 20.0"),
        ({"t1": [50, 20]}, "t2", "of quron 0 is null (infinite)"),
        ({"t1": [50, 0], "t2": 10}, "t1[1]", "`t1[1]` must be a number from 1e-06"),
        ({"readout_p01": [0.1, "a"]}, "readout_p01[1]", "but is 'a'"),
        ({"readout_p01": [0.1, None]}, "readout_p01[1]", "but is null"),
        ({"readout_p01": []}, "readout_p01", "must hold 1 to 32 numbers, one for each quron"),
        ({"readout_p01": [0.1], "readout_p10": [0.1, 0.2]}, "readout_p01", "but `readout_p10` holds 2"),
        ({"zz_crosstalk": float("nan")}, "zz_crosstalk", "radians per microsecond"),
        ({"error_1q": [0.1, 0.1]}, "error_1q", "but is [0.1, 0.1]"),
    ],
)
def test_lists_are_refused_by_quron(fields, path, words):
    with pytest.raises(SpecError) as caught:
        Device(**fields)
    assert caught.value.path == path
    assert words in caught.value.message


def test_lists_must_fit_the_network():
    """One entry for each quron of the input; qurons born in a perceptron find an entry of their own, or none."""
    device = Device(readout_p01=[0.1, 0.2, 0.3])
    device.check_on((3, 3, 1, 3))
    with pytest.raises(SpecError, match="holds 3 numbers, but the network has 4 qurons"):
        device.check_on((4, 4))
    with pytest.raises(SpecError, match="4 qurons leave layer 2, and no entry serves two of them") as caught:
        device.check_on((3, 3, 4))
    assert caught.value.path == "readout_p01"


def test_lists_are_scaled_entry_by_entry():
    device = Device(t1=[50, None], t2=[50, 80], zz_crosstalk=0.5, exaggeration=10)
    assert device.acting == Device(t1=[5, None], t2=[5, 8], zz_crosstalk=5.0)
