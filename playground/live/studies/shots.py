"""Shots: what a device would read at the probe, readout errors inverted or not, and what the classes need."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from playground.analysis.shots import INTERVAL, Readings, chance_of_plus, measure, shots_needed, shots_needed_exactly
from playground.learning.datasets import Dataset, make_dataset
from playground.learning.sampling import SHIFT_RULES, read_experiment
from playground.live.limits import page_model
from playground.live.studies.study import Options, Report, Study, Subject, numbers
from playground.spec.choices import MAX_SHOTS
from playground.spec.errors import SpecError
from playground.spec.experiment import Experiment
from playground.spec.measurement import Measurement
from playground.spec.parameters import parameter_labels

FloatArray = NDArray[np.float64]

REPEATS = 2000
"""Estimates in a histogram."""
BINS = 40
"""Bars of a histogram, about."""
CURVE = np.unique(np.round(np.logspace(0, 6, 49)).astype(int))
"""Numbers of shots of the curve."""
SETUP_MS = 15.0
"""Compiling and drawing."""


class ShotsOptions(Options):
    """How often is measured.

    Attributes:
        shots: S of the histogram.
    """

    shots: Annotated[int, Field(ge=1, le=MAX_SHOTS)] = 100


def _cost(subject: Subject, options: ShotsOptions) -> float:
    return SETUP_MS + 6 * page_model(subject.experiment).plan.readouts.ms


def _run(subject: Subject, options: ShotsOptions) -> Iterator[Report]:
    experiment, shots = subject.experiment, options.shots
    dataset = make_dataset(experiment.data, experiment.network.features)
    result: dict[str, Any] = {"shots": shots, "circuits": _circuits(experiment, dataset)}
    found = {"raw": _measured(subject, shots, invert=False)}
    result["raw"] = _at_probe(found["raw"], shots)
    yield Report(0.4)
    try:
        found["inverted"] = _measured(subject, shots, invert=True)
        result["inverted"], result["refused"] = _at_probe(found["inverted"], shots), ""
    except SpecError as error:
        result["inverted"], result["refused"] = None, error.message
    yield Report(0.7)
    if not dataset.is_regression:
        invert = experiment.measurement.invert_readout
        classes = measure(experiment, subject.theta, dataset.x_test, shots=1, invert=invert)
        result["curve"] = _curve(classes, dataset, shots)
    yield Report(1.0, result)


def _measured(subject: Subject, shots: int, *, invert: bool) -> Readings:
    x = subject.x[None]
    return measure(subject.experiment, subject.theta, x, shots=shots, invert=invert, repeats=REPEATS)


def _at_probe(found: Readings, shots: int) -> dict[str, Any]:
    f, variance = float(found.f[0]), float(found.variance[0])
    deviation = float(np.sqrt(variance / shots))
    lone = found.reading.lone
    # A majority of outcomes decides only where the readout is 0 when as many are up as down.
    fair = lone is not None and lone.shift == 0 and found.reading.constant == 0
    outcomes = f * lone.kept / lone.weight if lone is not None and fair else None
    return {
        "mean": numbers(f),
        "deviation": numbers(deviation),
        "variance": numbers(variance),
        "low": numbers(f - INTERVAL * deviation),
        "high": numbers(f + INTERVAL * deviation),
        "needed": numbers(shots_needed(f, variance)),
        "needed_exactly": None if outcomes is None else numbers(shots_needed_exactly(outcomes)),
        "histogram": _histogram(found, shots, deviation),
    }


def _histogram(found: Readings, shots: int, deviation: float) -> dict[str, Any]:
    """Share of the estimates in every bar. Bars hold a whole number of the values that an estimate can have."""
    draws, lone = found.draws[:, 0], found.reading.lone
    width, start = 8 * deviation / BINS or 1e-3, 0.0
    if lone is not None:
        step = 2 * abs(lone.weight / lone.kept) / shots
        start = found.reading.constant + lone.weight * (-1 - lone.shift) / lone.kept
        width = step * max(1, round(width / step))
        start += (width - step) / 2  # the lowest bar begins half a step below the lowest value
    places, counts = np.unique(np.round((draws - start) / width), return_counts=True)
    return {"at": numbers(start + places * width), "share": numbers(counts / len(draws)), "width": numbers(width)}


def _curve(found: Readings, dataset: Dataset, shots: int) -> dict[str, Any]:
    """Expected accuracy, and share of the test points whose class is safe, by the number of shots and at `shots`."""
    y, needed = dataset.y_test, shots_needed(found.f, found.variance)

    def accuracy(count: int) -> float:
        plus = chance_of_plus(found.reading, found.f, found.variance, count)
        return float(np.mean(np.where(y > 0, plus, 1 - plus)))

    return {
        "shots": CURVE.tolist(),
        "accuracy": numbers([accuracy(int(count)) for count in CURVE]),
        "safe": numbers([float(np.mean(needed <= count)) for count in CURVE]),
        "accuracy_now": numbers(accuracy(shots)),
        "safe_now": numbers(float(np.mean(needed <= shots))),
        "exact": numbers(float(np.mean(np.where(found.f >= 0, 1.0, -1.0) == y))),
    }


def _circuits(experiment: Experiment, dataset: Dataset) -> dict[str, int]:
    """Circuits that a device runs in an epoch of full batches, each S times: for the loss, and for its gradient."""
    plain = experiment.replace(measurement=Measurement())
    strings = max(1, len(read_experiment(plain)[0].strings))
    points = len(dataset.x_train) * strings
    if experiment.training.optimizer == "spsa":
        return {"loss": 2 * points, "gradient": 0}
    rules = [SHIFT_RULES.get(label.axis, 0.0) for label in parameter_labels(experiment.network)]
    shifts = sum(4 if rule == 3 / 8 else 2 for rule in rules if rule)
    return {"loss": points, "gradient": points * shifts}


SHOTS = Study("shots", ShotsOptions, _cost, _run, reduce="options.shots")
