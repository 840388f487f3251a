"""Zero-noise extrapolation: at the probe, over the test points, and over the map."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from playground.analysis.extrapolation import MAX_FACTORS, METHODS, linear_weights, richardson_weights
from playground.analysis.zero_noise import Mitigation, expected_score, iter_mitigate
from playground.learning.datasets import Dataset, make_dataset
from playground.live.limits import page_model
from playground.live.studies.compare import coarse
from playground.live.studies.study import Options, Report, Study, Subject, numbers
from playground.live.studies.sweep import SETUP_MS
from playground.spec.choices import MAX_SHOTS

FloatArray = NDArray[np.float64]

EDGE = 40
"""Points along a side of a map."""
FIT_POINTS = 61
"""Points of a fitted curve, from no noise to the largest factor."""

Factor = Annotated[float, Field(gt=0, le=20)]


class ExtrapolateOptions(Options):
    """Which strengths of the noise, measured how often.

    Attributes:
        factors: Different noise factors; 1 is the noise as it is.
        shots: Runs for every factor and input; None is exact.
    """

    factors: Annotated[list[Factor], Field(min_length=2, max_length=MAX_FACTORS)] = [1.0, 2.0, 3.0]  # noqa: RUF012
    shots: Annotated[int, Field(ge=1, le=MAX_SHOTS)] | None = None


def _cost(subject: Subject, options: ExtrapolateOptions) -> float:
    return (len(options.factors) + 1) * (SETUP_MS + 2 * page_model(subject.experiment).plan.readouts.ms)


def _run(subject: Subject, options: ExtrapolateOptions) -> Iterator[Report]:
    experiment = subject.experiment
    dataset = make_dataset(experiment.data, experiment.network.features)
    x = np.vstack([subject.x, dataset.x_test, _grid(subject.x)])
    for fraction, found in iter_mitigate(experiment, subject.theta, x, options.factors, shots=options.shots):
        if found is None:
            yield Report(fraction)
        else:
            yield Report(1.0, {**_at_probe(found), "over": _over(found, dataset), "maps": _maps(found, len(x))})


def _grid(x: FloatArray) -> FloatArray:
    """Inputs of the map, rows along the second feature; further features are those of the probe."""
    line = np.linspace(-1, 1, EDGE)
    grid = np.tile(x, (EDGE * EDGE, 1))
    first, second = np.meshgrid(line, line)
    for feature, values in list(enumerate((first, second)))[: len(x)]:
        grid[:, feature] = values.ravel()
    return grid


def _at_probe(found: Mitigation) -> dict[str, Any]:
    at = np.linspace(0.0, float(found.factors[-1]), FIT_POINTS)
    weights = {
        "linear": linear_weights(found.factors.tolist()),
        "richardson": richardson_weights(found.factors.tolist()),
    }
    estimates = {
        method: {
            "value": _finite(estimate.value[0]),
            "sigma": _finite(np.sqrt(estimate.variance[0])),
            "curve": [_finite(value) for value in estimate.curve(at)[:, 0]],
            "price": numbers(np.sum(weights[method] ** 2)) if method in weights else None,
        }
        for method, estimate in found.estimates.items()
    }
    return {
        "factors": numbers(found.factors),
        "values": numbers(found.values[:, 0]),
        "sigma": numbers(np.sqrt(found.variances[:, 0])),
        "ideal": numbers(found.ideal[0]),
        "at": numbers(at),
        "estimates": estimates,
    }


def _over(found: Mitigation, dataset: Dataset) -> dict[str, Any]:
    """Scores on the test points, root mean square errors over the map, and where each method applies."""
    count = len(dataset.x_test)
    test, drawn = slice(1, 1 + count), slice(1 + count, None)
    pairs: dict[str, tuple[FloatArray, FloatArray]] = {
        "ideal": (found.ideal, np.zeros(found.ideal.shape)),
        "noisy": (found.values[0], found.variances[0]),
        **{method: found.filled(method) for method in METHODS},
    }
    scores = {
        name: expected_score(value[test], variance[test], dataset.y_test, is_regression=dataset.is_regression)
        for name, (value, variance) in pairs.items()
    }
    errors = {"noisy": found.error(None, drawn), **{method: found.error(method, drawn) for method in METHODS}}
    return {
        "regression": dataset.is_regression,
        "scores": {name: numbers(value) for name, value in scores.items()},
        "errors": {name: numbers(value) for name, value in errors.items()},
        "applies": numbers(found.applies("exponential")),
    }


def _maps(found: Mitigation, count: int) -> dict[str, list[float]]:
    drawn = slice(count - EDGE * EDGE, count)
    maps = {"ideal": found.ideal, "noisy": found.values[0], **{method: found.filled(method)[0] for method in METHODS}}
    return {name: coarse(np.clip(values[drawn], -9.0, 9.0)) for name, values in maps.items()}


def _finite(value: Any) -> float | None:
    return numbers(value) if np.isfinite(value) else None


EXTRAPOLATE = Study("extrapolate", ExtrapolateOptions, _cost, _run, reduce="options.factors")
