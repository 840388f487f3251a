"""Messages name the argument, its value and the remedy."""

import math

import pytest

from playground.quantum.checks import check_finite, check_fraction, check_positive_time, check_wires


@pytest.mark.parametrize("value", [-0.1, 1.1, math.nan, math.inf])
def test_a_fraction_outside_0_and_1_is_refused_by_name(value: float) -> None:
    with pytest.raises(ValueError, match=f"Argument `strength` must be at least 0 and at most 1, but is {value}"):
        check_fraction(value, "strength")


def test_the_ends_of_the_interval_are_allowed() -> None:
    assert (check_fraction(0, "p"), check_fraction(1, "p")) == (0.0, 1.0)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_a_number_that_is_not_finite_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="Argument `angle` must be finite"):
        check_finite(value, "angle")


def test_no_decay_time_is_an_infinite_one() -> None:
    assert check_positive_time(None, "t1") == math.inf
    assert check_positive_time(3, "t1") == 3.0


@pytest.mark.parametrize("value", [0.0, -2.0, math.nan])
def test_a_decay_time_must_be_positive(value: float) -> None:
    with pytest.raises(ValueError, match=f"Argument `t1` must be positive, but is {value}"):
        check_positive_time(value, "t1")


def test_wires_must_exist_and_differ() -> None:
    assert check_wires([2, 0], 3) == (2, 0)
    with pytest.raises(ValueError, match=r"must name qurons 0 to 2, but is \(0, 3\)"):
        check_wires([0, 3], 3)
    with pytest.raises(ValueError, match=r"must name each quron once, but is \(1, 1\)"):
        check_wires([1, 1], 3)
