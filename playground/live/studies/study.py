"""What a study is: a question about the present experiment that takes longer than a frame."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray
from pydantic import BaseModel, ConfigDict

from playground.spec.experiment import Experiment

FloatArray = NDArray[np.float64]
DIGITS = 6
"""Significant digits of the numbers that go to the page."""


@dataclass(frozen=True, eq=False)
class Subject:
    """What a study is about: the session at the moment of the question.

    Attributes:
        experiment: The experiment, `parameters` None.
        theta: Present parameters in radians, shape (P,).
        start: Initial parameters, those a reset returns to, shape (P,).
        x: The probe, shape (features,).
    """

    experiment: Experiment
    theta: FloatArray
    start: FloatArray
    x: FloatArray


class Options(BaseModel):
    """Base of the options of a study: strict, without unknown fields; lists arrive as lists."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


@dataclass(frozen=True, eq=False)
class Report:
    """How far a study is, and what is known so far.

    Attributes:
        progress: From 0 to 1; the last report of a study has 1.
        result: JSON-ready values (see `numbers`), perhaps partial; None if there is nothing to show yet.
    """

    progress: float
    result: dict[str, Any] | None = None


OptionsT = TypeVar("OptionsT", bound=Options)


@dataclass(frozen=True, eq=False)
class Study:
    """One row of the table of studies.

    Attributes:
        name: As on the wire.
        options: Class of its options.
        cost: Estimate in milliseconds; must be cheap itself.
        run: Works it out, with a report at least every 100 ms: between reports it can be cancelled, and others get
            their turn. It compiles its models anew, since a model's memory cannot be shared between threads.
        reduce: The field that makes a study cheaper, for the refusal of a dear one: of the options (`options.points`)
            or of the experiment (`network.qurons`).
    """

    name: str
    options: type[Options]
    cost: Callable[[Subject, Any], float]
    run: Callable[[Subject, Any], Iterator[Report]]
    reduce: str


def numbers(values: ArrayLike) -> Any:
    """Write an array as nested lists of numbers with six significant digits, or a scalar as one such number.

    Args:
        values: Of any shape; entries that are not finite become null on the wire.
    """
    array = np.asarray(values, dtype=np.float64)
    if array.ndim == 0:
        return float(f"{float(array):.{DIGITS}g}")
    return [numbers(part) for part in array]
