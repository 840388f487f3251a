"""Numbers and lists: what counts as one, and what the refusal says."""

import math
from fractions import Fraction

import numpy as np
import pytest

from playground.spec.values import Items, Real, Whole, rising


@pytest.mark.parametrize("value", [0, 1, 0.25, np.float32(0.25), np.int64(1), Fraction(1, 4)])
def test_real_takes_every_kind_of_real_number(value):
    number = Real(0.0, 1.0).check(value)
    assert type(number) is float
    assert number == value


@pytest.mark.parametrize("value", [True, "0.5", None, math.nan, math.inf, -0.001, 1.001, 10**400, [0.5], 1j])
def test_real_refuses_what_is_no_number_in_its_range(value):
    with pytest.raises(ValueError, match=r"must be a number from 0 to 1, but is .*Choose"):
        Real(0.0, 1.0).check(value)


@pytest.mark.parametrize("value", [1, 8, np.int32(3)])
def test_whole_takes_whole_numbers(value):
    number = Whole(1, 8).check(value)
    assert type(number) is int
    assert number == value


@pytest.mark.parametrize("value", [True, False, 3.0, "3", None, 0, 9, math.nan, pytest.param(10**5000, id="huge")])
def test_whole_refuses_the_rest(value):
    with pytest.raises(ValueError, match="must be a whole number from 1 to 8, but is "):
        Whole(1, 8).check(value)


def test_items_makes_tuples_of_lists_and_arrays():
    assert Items(1, 3, "things").check([1, 2]) == (1, 2)
    assert Items(1, 3, "things").check(np.array([1.0, 2.0])) == (1.0, 2.0)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("ab", "must be a list of things, but is 'ab'"),
        (5, "must be a list of things, but is 5"),
        ({0: 1}, "must be a list of things, but is"),
        ([], "must hold 1 to 3 things, but holds 0. Add some."),
        ([0] * 10**6, "must hold 1 to 3 things, but holds 1000000. Remove some."),
    ],
)
def test_items_refuses_other_lengths_and_kinds(value, words):
    with pytest.raises(ValueError, match=words):
        Items(1, 3, "things").check(value)


@pytest.mark.parametrize("qurons", [(1, 0), (0, 0), (0, 2, 1)])
def test_rising_shows_the_order_wanted(qurons):
    with pytest.raises(ValueError, match=r"rising order, but is \[.*Write \[0"):
        rising(qurons)
