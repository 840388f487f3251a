"""Train with and without noise from the same seeds; and the known case to try it on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from playground.analysis.compare import ROLES, Comparison, Pair, Start, iter_compare
from playground.live.studies.study import Options, Report, Study, Subject, numbers
from playground.live.studies.sweep import NoOptions, epoch_ms
from playground.models.model import compile_experiment
from playground.spec.codec import to_json
from playground.spec.examples import circle_under_damping
from playground.spec.ideal import without_noise

EDGE = 40
"""Points along a side of a decision map."""
CURVE_POINTS = 120
"""Most points of a loss curve that go to the page."""


class CompareOptions(Options):
    """How long, how often, and where the training under noise starts.

    Attributes:
        seeds: Pairs of trainings.
        epochs: Passes of each.
        start: `same` or `ideal`, see `analysis.compare`.
    """

    seeds: Annotated[int, Field(ge=1, le=10)] = 5
    epochs: Annotated[int, Field(ge=1, le=2000)] = 200
    start: Start = "same"


def _cost(subject: Subject, options: CompareOptions) -> float:
    return 2 * options.seeds * options.epochs * epoch_ms(subject)


def _run(subject: Subject, options: CompareOptions) -> Iterator[Report]:
    experiment = subject.experiment.replace(parameters=tuple(subject.start.tolist()))
    steps = iter_compare(experiment, seeds=options.seeds, epochs=options.epochs, start=options.start)
    painter, told = _Painter(subject), 0
    result: dict[str, Any] | None = None
    for step in steps:
        if len(step.pairs) > told:
            told = len(step.pairs)
            painter.paint(step.pairs[-1])
            result = written(step.pairs, painter.maps, is_regression=experiment.data.is_regression)
            yield Report(min(step.fraction, 0.999), result)
        elif step.fraction < 1:
            yield Report(step.fraction)
    yield Report(1.0, result)


def written(pairs: Sequence[Pair], maps: list[dict[str, Any]], *, is_regression: bool) -> dict[str, Any]:
    """A comparison for the page."""
    found = Comparison(tuple(pairs), is_regression)
    epochs = len(pairs[0].ideal.losses)
    shown = np.unique(np.linspace(0, epochs - 1, min(epochs, CURVE_POINTS)).round().astype(int))
    branches = {"ideal": [pair.ideal for pair in pairs], "noisy": [pair.noisy for pair in pairs]}
    return {
        "regression": is_regression,
        "seeds": [pair.seed for pair in pairs],
        "accuracies": {role: numbers([pair.accuracies[role] for pair in pairs]) for role in ROLES},
        "spread": {role: [_finite(value) for value in found.spread(role)] for role in ROLES},
        "best": {role: numbers(value) for role, value in found.best().items()},
        "epochs": (shown + 1).tolist(),
        "losses": {name: [numbers(b.losses[shown, 0]) for b in row] for name, row in branches.items()},
        "maps": maps,
        "theta": [pair.noisy.theta.tolist() for pair in pairs],
    }


def _finite(value: float) -> float | None:
    return numbers(value) if np.isfinite(value) else None


class _Painter:
    """Draws the decision maps of pairs; two digits are more than a colour shows.

    Args:
        subject: Experiment and slice of the features.
    """

    def __init__(self, subject: Subject) -> None:
        self.maps: list[dict[str, Any]] = []
        experiment = subject.experiment
        self._rest = subject.x[2:]
        ideal = without_noise(experiment)
        self._ideal, self._noisy = compile_experiment(ideal), compile_experiment(experiment)

    def paint(self, pair: Pair) -> None:
        """Add the maps of a pair."""
        drawn = {
            "reference": self._ideal.decision_map(pair.ideal.theta, EDGE, rest=self._rest),
            "exposed": self._noisy.decision_map(pair.ideal.theta, EDGE, rest=self._rest),
            "adapted": self._noisy.decision_map(pair.noisy.theta, EDGE, rest=self._rest),
        }
        self.maps.append({name: coarse(values) for name, values in drawn.items()})


def coarse(values: NDArray[np.float64]) -> list[float]:
    """A map as a flat list, rows first, with two decimals."""
    return np.round(values, 2).ravel().tolist()


def _example(subject: Subject, options: NoOptions) -> Iterator[Report]:
    yield Report(1.0, {"text": to_json(circle_under_damping())})


COMPARE = Study("compare", CompareOptions, _cost, _run, reduce="options.epochs")
EXAMPLE = Study("circle_under_damping", NoOptions, lambda subject, options: 1.0, _example, reduce="network.layers")
