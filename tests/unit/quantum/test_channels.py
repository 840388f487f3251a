"""Channels by name: examples by hand, the table, and what is refused."""

import numpy as np
import pytest

from playground.quantum import qutip
from playground.quantum.channels import (
    CHANNELS,
    channel_arguments,
    channel_ptm,
    kraus,
)
from playground.quantum.convert import ptm_of_kraus
from playground.spec import choices

ROUNDING = 1e-14  # sums of at most 16 products of 4x4 matrices


def test_names_are_those_of_the_choices() -> None:
    assert set(CHANNELS) == set(choices.CHANNELS)
    assert set(choices.AMBIENT_CHANNELS) <= set(CHANNELS)
    for channel, names in choices.CHANNEL_PARAMETERS.items():
        assert tuple(channel_arguments(channel)) == names


def test_amplitude_damping_empties_the_firing_state() -> None:
    """P(1) = 1 falls to 1 - g."""
    firing = qutip.basis(2, 1).proj()
    after = sum(k @ firing @ k.dag() for k in kraus("amplitude_damping", strength=0.3))
    np.testing.assert_allclose(after.full(), np.diag([0.3, 0.7]), atol=ROUNDING)


def test_phase_damping_is_a_phase_flip_with_half_the_lost_coherence() -> None:
    """Nielsen and Chuang, section 8.3.6: l equals a phase flip with probability (1 - sqrt(1 - l))/2."""
    flip = (1 - np.sqrt(1 - 0.3)) / 2
    np.testing.assert_allclose(
        channel_ptm("phase_damping", strength=0.3), channel_ptm("phase_flip", strength=flip), atol=ROUNDING
    )


def test_generalized_amplitude_damping_of_a_cold_bath_is_amplitude_damping() -> None:
    np.testing.assert_allclose(
        channel_ptm("generalized_amplitude_damping", strength=0.3, ground_population=1.0),
        channel_ptm("amplitude_damping", strength=0.3),
        atol=ROUNDING,
    )


def test_pair_depolarizing_shrinks_every_string_alike() -> None:
    """Each of 15 strings with p/15: 8 of the 15 anticommute with a given string, so it shrinks by 1 - 16 p/15."""
    expected = np.diag([1.0, *[1 - 16 * 0.3 / 15] * 15])
    np.testing.assert_allclose(channel_ptm("pair_depolarizing", strength=0.3), expected, atol=ROUNDING)


def test_zz_crosstalk_turns_by_half_its_angle() -> None:
    """exp(-i a ZZ / 4) takes XI to cos(a/2) XI + sin(a/2) YZ, and leaves ZZ: the rotation R_ZZ(a/2)."""
    matrix = channel_ptm("zz_crosstalk", angle=0.8)
    np.testing.assert_allclose(matrix[:, 4], np.eye(16)[4] * np.cos(0.4) + np.eye(16)[11] * np.sin(0.4), atol=ROUNDING)
    np.testing.assert_allclose(matrix[:, 15], np.eye(16)[15], atol=ROUNDING)
    np.testing.assert_allclose(channel_ptm("zz_crosstalk", angle=0.0), np.eye(16), atol=ROUNDING)


@pytest.mark.parametrize("channel", [c for c, names in choices.CHANNEL_PARAMETERS.items() if "strength" in names])
def test_strength_zero_does_nothing(channel: str) -> None:
    matrix = channel_ptm(channel, strength=0.0)
    np.testing.assert_allclose(matrix, np.eye(len(matrix)), atol=ROUNDING)


def test_thermal_without_decay_or_without_time_does_nothing() -> None:
    np.testing.assert_allclose(channel_ptm("thermal", t1=None, t2=None, time=5.0), np.eye(4), atol=ROUNDING)
    np.testing.assert_allclose(channel_ptm("thermal", t1=2.0, t2=3.0, time=0.0), np.eye(4), atol=ROUNDING)


def test_thermal_kraus_operators_are_those_of_its_propagator() -> None:
    params = {"t1": 50.0, "t2": 70.0, "time": 20.0, "thermal_population": 0.1}
    np.testing.assert_allclose(
        ptm_of_kraus(kraus("thermal", **params)), channel_ptm("thermal", **params), atol=1e-12
    )  # the Kraus form drops Choi eigenvalues below 1e-13


def test_the_ptm_is_cached_by_value_and_protected() -> None:
    first = channel_ptm("generalized_amplitude_damping", strength=0.2, ground_population=0.9)
    assert first is channel_ptm("generalized_amplitude_damping", ground_population=0.9, strength=0.2)
    with pytest.raises(ValueError, match="read-only"):
        first[0, 0] = 0


def test_arguments_are_told_with_what_is_required() -> None:
    assert channel_arguments("bit_flip") == {"strength": True}
    assert channel_arguments("thermal") == {"t1": True, "t2": True, "time": True, "thermal_population": False}


@pytest.mark.parametrize(
    ("channel", "params", "message"),
    [
        ("cosmic_ray", {"strength": 0.1}, "must be one of amplitude_damping"),
        ("bit_flip", {"strength": 1.5}, "Argument `strength` must be at least 0 and at most 1, but is 1.5"),
        ("bit_flip", {"rate": 0.1}, "does not know rate: it takes strength"),
        ("bit_flip", {}, "lacks strength: it takes strength"),
        ("zz_crosstalk", {"angle": float("inf")}, "`angle` must"),
        ("thermal", {"strength": 0.1}, "does not know strength: it takes t1, t2, time, thermal_population"),
        ("thermal", {"t1": 10.0, "t2": 21.0, "time": 1.0}, "`t2` must be at most 2 t1 = 20, but is 21"),
        ("thermal", {"t1": 10.0, "t2": 20.0, "time": -1.0}, "`time` must be at least 0, but is -1.0"),
        ("generalized_amplitude_damping", {"strength": 0.1, "ground_population": 2.0}, "`ground_population` must"),
    ],
)
def test_a_wrong_request_is_refused_with_its_reason(channel: str, params: dict[str, float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        channel_ptm(channel, **params)
    with pytest.raises(ValueError, match=message):
        kraus(channel, **params)
