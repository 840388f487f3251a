"""What T1 the network would need."""

from __future__ import annotations

from collections.abc import Iterator
from math import isinf
from typing import Annotated, Any

from pydantic import Field

from playground.analysis.t1_search import T1Search, accuracy_against_t1, iter_search, shortest_t1, with_t1
from playground.live.limits import page_model
from playground.live.studies.study import Options, Report, Study, Subject, numbers

POINTS = 49
"""Of the scan."""
_REFINED = 20
"""Evaluations for crossings, of which there is mostly one."""


class T1Options(Options):
    """The goal.

    Attributes:
        goal: Accuracy wanted on the test points; R² for values.
    """

    goal: Annotated[float, Field(ge=0.0, le=1.0)] = 0.95


def _cost(subject: Subject, options: T1Options) -> float:
    """Fitted to four, six and eight noisy qurons, where compiling and predicting takes 3, 5 and 90 ms."""
    return (POINTS + _REFINED) * (1.5 + 0.33 * page_model(subject.experiment).plan.readouts.ms ** 2)


def _run(subject: Subject, options: T1Options) -> Iterator[Report]:
    experiment = subject.experiment
    device, now = experiment.device, shortest_t1(experiment.device)
    present = accuracy_against_t1(experiment, subject.theta)(float("inf") if now is None else now)
    about = {
        "goal": options.goal,
        "metric": "R²" if experiment.data.is_regression else "accuracy",
        "present": {"t1": None if now is None else numbers(now), "accuracy": numbers(present)},
        "exaggeration": device.exaggeration,
        "listed": device.listed_qurons > 0,
    }
    for found in iter_search(experiment, subject.theta, options.goal, points=POINTS):
        shown = _shown(found)
        at = shown["needed"]
        longer = None if at is None else with_t1(device, at).model_dump(mode="json")
        yield Report(found.progress, {**about, **shown, "device": longer})


def _shown(found: T1Search) -> dict[str, Any]:
    """The search as JSON; `reach` says what `needed` cannot: `at` a T1, `always`, only `beyond` all T1, or `never`."""
    needed = found.needed
    reach = "never" if needed is None else "always" if needed == 0 else "beyond" if isinf(needed) else "at"
    best, where = found.best
    return {
        "t1": numbers(found.t1),
        "accuracy": numbers(found.accuracy),
        "infinite": numbers(found.infinite),
        "crossings": [{"t1": numbers(crossing.t1), "rises": crossing.rises} for crossing in found.crossings],
        "reach": reach,
        "needed": None if needed is None or reach != "at" else numbers(needed),
        "best": {"accuracy": numbers(best), "t1": None if isinf(where) else numbers(where)},
    }


T1 = Study("t1", T1Options, _cost, _run, reduce="network.qurons")
"""Answers with the accuracy against T1, where it crosses the goal, the T1 from which on it stays above, and the
`device` that has it."""
