"""Field types: numbers with a range, lists with a length. Each checks strictly and says what it wants."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from numbers import Integral
from numbers import Real as AnyReal
from typing import Annotated, Any

from pydantic import AfterValidator, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from playground.spec.choices import MAX_QURONS
from playground.spec.errors import shown
from playground.spec.narrow import is_list


@dataclass(frozen=True)
class Real:
    """A finite real number from `low` to `high`; whole numbers count, true and false do not.

    Args:
        low: Smallest value allowed.
        high: Largest value allowed.
        remedy: What to do about a refused value, a sentence.
    """

    low: float
    high: float
    remedy: str = "Choose a number in that range."

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.check)

    def check(self, value: object) -> float:
        """Return `value` as a float, or raise ValueError."""
        number = _as_float(value)
        if not self.low <= number <= self.high:
            low, high = _plain(self.low), _plain(self.high)
            raise ValueError(f"must be a number from {low} to {high}, but is {shown(value)}. {self.remedy}")
        return number


@dataclass(frozen=True)
class Whole:
    """A whole number from `low` to `high`; true and false do not count, nor does 3.0.

    Args:
        low: Smallest value allowed.
        high: Largest value allowed.
        remedy: What to do about a refused value, a sentence.
    """

    low: int
    high: int
    remedy: str = "Choose a whole number in that range."

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.check)

    def check(self, value: object) -> int:
        """Return `value` as an int, or raise ValueError."""
        number = _as_int(value)
        if number is None or not self.low <= number <= self.high:
            raise ValueError(
                f"must be a whole number from {self.low} to {self.high}, but is {shown(value)}. {self.remedy}"
            )
        return number


@dataclass(frozen=True)
class Items:
    """A list of `low` to `high` items, kept as a tuple.

    Args:
        low: Fewest items allowed.
        high: Most items allowed.
        noun: What the items are, in the plural.
    """

    low: int
    high: int
    noun: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self.check, handler(source))

    def check(self, value: object) -> tuple[Any, ...]:
        """Return `value` (list, tuple or array) as a tuple, or raise ValueError."""
        if not is_list(value):
            to_list: Callable[[], object] | None = getattr(value, "tolist", None)
            value = to_list() if to_list is not None else value
        if not is_list(value):
            raise ValueError(f"must be a list of {self.noun}, but is {shown(value)}. Write it in square brackets.")
        if not self.low <= len(value) <= self.high:
            wanted = str(self.low) if self.low == self.high else f"{self.low} to {self.high}"
            remedy = "Add some." if len(value) < self.low else "Remove some."
            raise ValueError(f"must hold {wanted} {self.noun}, but holds {len(value)}. {remedy}")
        return tuple(value)


def rising(qurons: tuple[int, ...]) -> tuple[int, ...]:
    """Return `qurons` if each stands once and in rising order, or raise ValueError."""
    sorted_once = sorted(set(qurons))
    if list(qurons) != sorted_once:
        raise ValueError(
            f"must name each quron once, in rising order, but is {shown(qurons)}. Write {sorted_once} instead."
        )
    return qurons


def _as_int(value: object) -> int | None:
    """Return a whole number as an int; None for what is none."""
    return None if isinstance(value, bool) or not isinstance(value, Integral) else int(value)


def _as_float(value: object) -> float:
    """Return a number as a float; NaN for what is no finite number, which no range contains."""
    if isinstance(value, bool) or not isinstance(value, AnyReal):
        return math.nan
    try:
        return float(value)
    except OverflowError:
        return math.nan


def _plain(number: float) -> str:
    return str(int(number)) if number == int(number) and abs(number) < 1e6 else f"{number:g}"


PROBABILITY = Real(0.0, 1.0, "Choose a number from 0 (never) to 1 (always).")
Probability = Annotated[float, PROBABILITY]
QuronIndex = Annotated[int, Whole(0, MAX_QURONS - 1, "Qurons are counted from 0, the topmost.")]
Qurons = Annotated[tuple[QuronIndex, ...], AfterValidator(rising), Items(1, MAX_QURONS, "qurons")]
