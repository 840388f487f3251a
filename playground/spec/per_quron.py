"""Values of a device that may differ from quron to quron: one number for all, or a list with one for each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, NamedTuple, TypeVar

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from playground.spec.choices import MAX_QURONS, MAX_TIME
from playground.spec.errors import SpecError
from playground.spec.narrow import is_list
from playground.spec.values import PROBABILITY, Items, Real

T = TypeVar("T", float, "float | None")

_LISTED = Items(1, MAX_QURONS, "numbers, one for each quron")
_TIME = Real(1e-6, MAX_TIME, "Write a time in microseconds, or null for infinite.")


@dataclass(frozen=True)
class OneOrEach:
    """A number, or a list of numbers, one for each quron; kept as a float or a tuple.

    Args:
        name: Of the field, for messages about an entry of the list.
        number: What every number must be.
        may_be_null: Whether null stands for a number too.
    """

    name: str
    number: Real
    may_be_null: bool = False

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.check)

    def check(self, value: object) -> float | tuple[float | None, ...] | None:
        """Return `value` checked, or raise ValueError; SpecError with the position for an entry of a list."""
        if not is_list(value) and getattr(value, "ndim", 0) == 0:
            return self._one(value)
        found: list[float | None] = []
        for quron, entry in enumerate(_LISTED.check(value)):
            try:
                found.append(self._one(entry))
            except ValueError as error:
                raise SpecError(f"`{self.name}[{quron}]` {error}", f"[{quron}]") from None
        return tuple(found)

    def _one(self, value: object) -> float | None:
        return None if self.may_be_null and value is None else self.number.check(value)


def probability_of_each(name: str) -> OneOrEach:
    """A probability, or one for each quron."""
    return OneOrEach(name, PROBABILITY)


def time_of_each(name: str) -> OneOrEach:
    """A time in microseconds, or one for each quron; null is infinite."""
    return OneOrEach(name, _TIME, may_be_null=True)


Times = float | None | tuple[float | None, ...]
Probabilities = float | tuple[float, ...]
Time1 = Annotated[Times, time_of_each("t1")]
Time2 = Annotated[Times, time_of_each("t2")]
Thermal = Annotated[Probabilities, probability_of_each("thermal_population")]
Read1For0 = Annotated[Probabilities, probability_of_each("readout_p01")]
Read0For1 = Annotated[Probabilities, probability_of_each("readout_p10")]


class QuronDevice(NamedTuple):
    """What a device does to one quron while it waits, and when it is read; see `Device`."""

    t1: float | None = None
    t2: float | None = None
    thermal_population: float = 0.0
    readout_p01: float = 0.0
    readout_p10: float = 0.0

    @property
    def relaxes(self) -> bool:
        """Whether T1 or T2 is finite."""
        return self.t1 is not None or self.t2 is not None


PER_QURON = QuronDevice._fields
"""The fields of a device that may hold one number for each quron."""


def on_quron(value: T | tuple[T, ...], quron: int) -> T:
    """Return the number that belongs to a quron."""
    return value[quron] if isinstance(value, tuple) else value


def of_each(value: T | tuple[T, ...], change: Callable[[T], T]) -> T | tuple[T, ...]:
    """Return the same with every number changed."""
    return tuple(change(one) for one in value) if isinstance(value, tuple) else change(value)
