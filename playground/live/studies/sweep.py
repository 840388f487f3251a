"""Sweep a dial: which there are, and how well the network does along one of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from playground.live.limits import page_model
from playground.live.studies.study import Options, Report, Study, Subject, numbers
from playground.spec.errors import SpecError
from playground.sweeps.curves import Curve, iter_sweep
from playground.sweeps.dials import Dial, dials, present_value

SETUP_MS = 8.0
"""Milliseconds to compile and evaluate the smallest network (measured)."""
MOST_POINTS = 201

Step = Annotated[str, Field(max_length=64)] | int


class NoOptions(Options):
    """Nothing to choose."""


class SweepOptions(Options):
    """Which dial, and how.

    Attributes:
        path: The dial, as in `spec.edits.set_value`.
        low, high: Range, in the dial's unit.
        points: Values in it.
        logarithmic: Whether they are spaced evenly in their logarithm.
        epochs: Epochs of training at every value, from the initial parameters; 0 keeps the present parameters.
    """

    path: Annotated[list[Step], Field(min_length=1, max_length=8)]
    low: Annotated[float, Field(allow_inf_nan=False)]
    high: Annotated[float, Field(allow_inf_nan=False)]
    points: Annotated[int, Field(ge=2, le=MOST_POINTS)] = 41
    logarithmic: bool = False
    epochs: Annotated[int, Field(ge=0, le=1000)] = 0


def values_of(options: SweepOptions) -> NDArray[np.float64]:
    """The values of a sweep, shape (points,).

    Raises:
        SpecError: If the range is empty, or a logarithmic one does not lie above 0.
    """
    if not options.low < options.high:
        raise SpecError(f"`low` is {options.low:g}, but `high` is {options.high:g}. Raise `high`.", "options.high")
    if not options.logarithmic:
        return np.linspace(options.low, options.high, options.points)
    if options.low <= 0:
        raise SpecError(f"`low` is {options.low:g}, and has no logarithm. Choose more than 0.", "options.low")
    return np.geomspace(options.low, options.high, options.points)


def epoch_ms(subject: Subject) -> float:
    """Estimate of one epoch of training, in milliseconds: a gradient, and the losses of all points."""
    return 0.5 + 1.75 * page_model(subject.experiment).plan.readouts.ms


def _cost(subject: Subject, options: SweepOptions) -> float:
    values_of(options)
    once = SETUP_MS + page_model(subject.experiment).plan.ms
    return options.points * (once + options.epochs * epoch_ms(subject))


def _run(subject: Subject, options: SweepOptions) -> Iterator[Report]:
    theta = subject.start if options.epochs else subject.theta
    steps = iter_sweep(subject.experiment, theta, options.path, values_of(options), x=subject.x, epochs=options.epochs)
    known = -1
    for step in steps:
        grown, known = len(step.curve.values) > known, len(step.curve.values)
        ends = {"range": [options.low, options.high], "logarithmic": options.logarithmic}
        yield Report(step.fraction, {**written(step.curve), **ends} if grown else None)


def written(curve: Curve) -> dict[str, Any]:
    """A curve for the page."""
    return {
        "dial": _row(curve.dial),
        "values": numbers(curve.values),
        "quantities": {name: numbers(column) for name, column in curve.quantities.items()},
        "epochs": curve.epochs,
        "formula": curve.formula,
        "exact_values": numbers(curve.exact_values),
        "exact": {name: numbers(column) for name, column in curve.exact.items()},
        "deviation": numbers(curve.deviation) if np.isfinite(curve.deviation) else None,
    }


def _dials(subject: Subject, options: NoOptions) -> Iterator[Report]:
    theta = subject.theta.tolist()
    rows = [{**_row(dial), "value": _shown(subject, theta, dial)} for dial in dials(subject.experiment)]
    yield Report(1.0, {"dials": rows})


def _row(dial: Dial) -> dict[str, Any]:
    return {
        "path": list(dial.path),
        "name": dial.name,
        "unit": dial.unit,
        "low": dial.low,
        "high": dial.high,
        "learning": dial.learning,
    }


def _shown(subject: Subject, theta: list[float], dial: Dial) -> float | None:
    value = present_value(subject.experiment, theta, dial)
    return numbers(value) if np.isfinite(value) else None


SWEEP = Study("sweep", SweepOptions, _cost, _run, reduce="options.points")
DIALS = Study("dials", NoOptions, lambda subject, options: 1.0, _dials, reduce="network.layers")
