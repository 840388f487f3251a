"""The selected input in time: Bloch paths, purity and concurrence through finite pulses, and single runs with jumps."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING, Annotated, Any

import numpy as np
from pydantic import Field

from playground.live.studies.study import FloatArray, Options, Report, Study, Subject, numbers
from playground.models.model import compile_experiment
from playground.spec.errors import SpecError
from playground.spec.layers import AnyLayer, Encode, Entangle, Perceptron, Rotate

if TYPE_CHECKING:  # QuTiP takes a second to import
    from playground.analysis.runs import Bundle, Mean
    from playground.analysis.schedule import Schedule
    from playground.analysis.timeline import Timeline

MOST_ALIVE = 7
"""Most qurons alive at one time whose density matrix is followed: eight would take seconds a pulse."""
SHOWN_RUNS = 6
"""Single runs that are sent whole, with their paths and jumps."""
_BUNDLE = 5  # runs between two reports: about 50 ms for four qurons
_DECIMALS = 6


class TimeOptions(Options):
    """None: the view in time follows the experiment, its parameters and the probe."""


class RunsOptions(Options):
    """Single runs.

    Args:
        runs: How many.
        seed: They draw from (seed, run, pulse).
    """

    runs: Annotated[int, Field(ge=1, le=1000)] = 200
    seed: Annotated[int, Field(ge=0, le=2**32 - 1)] = 0


def _pulses(layer: AnyLayer, n: int) -> int:
    """At most so many pulses, one after the other."""
    match layer:
        case Encode():
            return 1
        case Rotate():
            return len(layer.axes)
        case Entangle():
            return len(layer.pairs_on(n)) if layer.gate != "cz" and layer.gate != "rzz" else 1
        case Perceptron():
            return len(layer.targets(n)) * layer.width + 3
        case _:
            return 1


def _size(subject: Subject) -> tuple[int, int]:
    """Number of pulses, and most qurons alive at one time."""
    network = subject.experiment.network
    layers = list(zip(network.layers, network.widths, strict=False))
    pulses = sum(_pulses(layer, n) for layer, n in layers)
    grown = [len(layer.targets(n)) + layer.width for layer, n in layers if isinstance(layer, Perceptron)]
    return pulses, max([*network.widths, *grown])


def _time_cost(subject: Subject, options: TimeOptions) -> float:
    """Fitted to one to seven qurons: a pulse takes 0.6 ms of setting up, and a solution of 4^n equations."""
    pulses, alive = _size(subject)
    if alive > MOST_ALIVE:
        raise SpecError(
            f"{alive} qurons are alive at one time, and the view in time follows at most {MOST_ALIVE}: its density "
            f"matrix has 4^{alive} numbers. Remove qurons, or outputs of a perceptron.",
            "network.qurons",
        )
    equations = 4.0**alive
    return 10.0 + pulses * (0.6 + 0.005 * equations * (1 + equations / 6000))


def _runs_cost(subject: Subject, options: RunsOptions) -> float:
    pulses, alive = _size(subject)
    exact = _time_cost(subject, TimeOptions())
    return exact + options.runs * pulses * (0.4 + 0.011 * 2.0**alive)


def _time(subject: Subject, options: TimeOptions) -> Iterator[Report]:
    from playground.analysis.timeline import difference

    begun = time.perf_counter()
    schedule, timeline = yield from _exact(subject, 0.9)
    seconds = time.perf_counter() - begun
    experiment = subject.experiment
    gap = difference(timeline, compile_experiment(experiment), subject.theta, subject.x)
    found = _timeline(schedule, timeline) | {
        "is_quiet": not any(segment.pulse.jumps for segment in schedule.segments),
        "difference": {"layer": gap.layer, "bloch": numbers(gap.bloch), "readouts": numbers(gap.readouts)},
        "solver_ms": numbers(1000 * seconds),
    }
    yield Report(1.0, found)


def _exact(subject: Subject, share: float) -> Generator[Report, None, tuple[Schedule, Timeline]]:
    """The density matrix; reports up to a share of the whole."""
    from playground.analysis.schedule import make_schedule
    from playground.analysis.timeline import evolving

    experiment = subject.experiment
    schedule = make_schedule(experiment.network, experiment.device, experiment.noise, subject.theta, subject.x)
    steps = evolving(schedule)
    while True:
        try:
            yield Report(share * next(steps))
        except StopIteration as end:
            return schedule, end.value


def _runs(subject: Subject, options: RunsOptions) -> Iterator[Report]:
    from playground.analysis.runs import Mean, SingleRuns

    exact_cost = _time_cost(subject, TimeOptions())
    share = exact_cost / _runs_cost(subject, options)
    schedule, timeline = yield from _exact(subject, share)
    base = latest = _timeline(schedule, timeline)
    runs, mean = SingleRuns(schedule, options.seed), Mean(timeline)
    shown: list[dict[str, Any]] = []
    while mean.runs < options.runs:
        count = min(_BUNDLE, options.runs - mean.runs)
        steps = runs.bundle(mean.runs, count)
        bundle: Bundle | None = None
        while bundle is None:
            try:
                done = mean.runs + count * next(steps)
                yield Report(min(0.999, share + (1 - share) * done / options.runs), latest)
            except StopIteration as end:
                bundle = end.value
        shown += _single_runs(schedule, bundle, SHOWN_RUNS - len(shown))
        mean.add(bundle)
        latest = base | {"runs": _mean(schedule, mean)}
    latest["runs"]["single"] = shown
    yield Report(1.0, latest)


def _rounded(values: FloatArray) -> Any:
    return numbers(np.round(values, _DECIMALS))


def _timeline(schedule: Schedule, timeline: Timeline) -> dict[str, Any]:
    """Moments of all stages one after the other; paths of qurons and pairs say where theirs begin."""
    stages = timeline.stages
    paths = _tracks(schedule, [stage.alive for stage in stages], [stage.bloch for stage in stages])
    return {
        "starts": numbers(timeline.starts),
        "drawn": list(schedule.drawn),
        "pulses": np.bincount([segment.layer for segment in schedule.segments]).tolist(),
        "times": numbers(np.concatenate([stage.times for stage in stages])),
        "marks": numbers(np.concatenate([stage.marks for stage in stages])),
        "qurons": [
            {"name": schedule.names[quron], "born": schedule.born[quron], "first": first, "bloch": _rounded(path)}
            for quron, (first, path) in paths.items()
        ],
        "purity": _rounded(np.concatenate([stage.purity for stage in stages])),
        "pairs": _pairs(timeline),
    }


def _tracks(
    schedule: Schedule, alive: list[tuple[int, ...]], parts: list[FloatArray]
) -> dict[int, tuple[int, FloatArray]]:
    """For every quron that ever lives: its first moment, and its values, shape (T, ...)."""
    found: dict[int, tuple[int, list[FloatArray]]] = {}
    start = 0
    for qurons, part in zip(alive, parts, strict=True):
        for place, quron in enumerate(qurons):
            found.setdefault(quron, (start, []))[1].append(part[:, place])
        start += len(part)
    return {quron: (first, np.concatenate(pieces)) for quron, (first, pieces) in sorted(found.items())}


def _pairs(timeline: Timeline) -> list[dict[str, Any]]:
    """Concurrence of every pair, stage by stage: a pair that outlives a stage goes on in the next."""
    found: dict[tuple[int, int], tuple[int, list[FloatArray]]] = {}
    start = 0
    for stage in timeline.stages:
        values = stage.concurrence
        for place, (a, b) in enumerate(stage.pairs):
            key = stage.alive[a], stage.alive[b]
            found.setdefault(key, (start, []))[1].append(values[:, place])
        start += len(stage.times)
    return [
        {"qurons": list(pair), "first": first, "concurrence": _rounded(np.concatenate(pieces))}
        for pair, (first, pieces) in found.items()
    ]


def _mean(schedule: Schedule, mean: Mean) -> dict[str, Any]:
    """Mean <Z> of every quron with its standard error, and the error after every number of runs so far."""
    alive = _alive(schedule)
    paths = _tracks(schedule, alive, [part[..., 2] for part in mean.bloch])
    errors = _tracks(schedule, alive, [part[..., 2] for part in mean.standard_errors])
    counts = np.unique(np.geomspace(1, mean.runs, 60).astype(int))
    return {
        "count": mean.runs,
        "mean": [_rounded(path) for _, path in paths.values()],
        "standard_error": [_rounded(path) for _, path in errors.values()],
        "error": {"runs": counts.tolist(), "rms": numbers(np.array(mean.errors)[counts - 1])},
        "expected_error": numbers(mean.expected_error),
    }


def _single_runs(schedule: Schedule, bundle: Bundle, most: int) -> list[dict[str, Any]]:
    """The first runs of a bundle, whole."""
    found: list[dict[str, Any]] = []
    for run in range(min(most, len(bundle.jumps))):
        paths = _tracks(schedule, _alive(schedule), [part[run] for part in bundle.bloch])
        jumps = [
            {"time": numbers(time), "mark": numbers(mark), "operator": operator, "qurons": list(qurons)}
            for time, mark, operator, qurons in bundle.jumps[run]
        ]
        found.append({"bloch": [_rounded(path) for _, path in paths.values()], "jumps": jumps})
    return found


def _alive(schedule: Schedule) -> list[tuple[int, ...]]:
    """Who lives in every stage."""
    changed = [segment.alive for segment in schedule.segments if segment.leave or segment.fresh]
    return [tuple(range(schedule.qurons)), *changed]


TIME = Study("time", TimeOptions, _time_cost, _time, reduce="network.qurons")
"""The density matrix in time; cheap enough to follow the hand."""
RUNS = Study("runs", RunsOptions, _runs_cost, _runs, reduce="options.runs")
"""Single runs beside it: the first few whole, the mean with its error, and how that falls."""
