"""What T1 a network needs: its accuracy against T1 at given parameters, and where that reaches a goal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from math import inf, sqrt

import numpy as np
from numpy.typing import ArrayLike

from playground.learning.datasets import make_dataset
from playground.learning.train import score
from playground.models.layers import LAYERS
from playground.models.model import compile_experiment
from playground.models.pauli import FloatArray
from playground.spec.choices import MAX_TIME
from playground.spec.device import Device
from playground.spec.errors import SpecError
from playground.spec.experiment import Experiment
from playground.spec.per_quron import Times, of_each

SHORTEST, LONGEST = 0.03, 3e4
"""Ends of the scan as multiples of the time that the network takes: all is lost, and 3e-5 of it."""
PRECISION = 1e-3
"""Relative precision of a T1 at which the goal is crossed."""
_BEYOND = 1e3
"""How much farther than the scan to look for a goal that only an infinite T1 is known to reach."""
MOST_CROSSINGS = 12
"""Crossings that are refined; of more, those at the longest T1."""


@dataclass(frozen=True)
class Crossing:
    """A T1 at which the goal is reached or lost.

    Args:
        t1: Microseconds; for `rises` the smallest known to reach the goal, otherwise the largest.
        rises: Whether the goal is reached above it.
    """

    t1: float
    rises: bool


@dataclass(frozen=True, eq=False)
class T1Search:
    """Accuracy against T1, and where it reaches a goal.

    Args:
        goal: Accuracy wanted.
        t1: Scanned and refined times in microseconds, rising, shape (K,).
        accuracy: At each of them, shape (K,).
        infinite: Accuracy at an infinite T1; NaN if it is not known yet.
        crossings: Where the goal is reached or lost, in rising order.
        progress: From 0 to 1.
    """

    goal: float
    t1: FloatArray
    accuracy: FloatArray
    infinite: float
    crossings: tuple[Crossing, ...] = ()
    progress: float = 0.0

    @property
    def needed(self) -> float | None:
        """T1 from which on the goal is reached; None if even an infinite one fails.

        0 if every T1 of the scan reaches it, infinite if none does and only no decay at all is known to.
        """
        if self.infinite < self.goal:
            return None
        if self.accuracy[-1] < self.goal:
            return inf
        return self.crossings[-1].t1 if self.crossings else 0.0

    @property
    def best(self) -> tuple[float, float]:
        """The largest accuracy found, and the shortest T1 that has it (infinite if only that has)."""
        largest = max(float(self.accuracy.max()), self.infinite)
        found = np.flatnonzero(self.accuracy == largest)
        return largest, float(self.t1[found[0]]) if len(found) else inf


def with_t1(device: Device, t1: float) -> Device:
    """Return the device with another T1, everything else alike.

    All relaxation times are multiplied by one factor, so that T2/T1 stays, of every quron. A device without T1 gets
    one, 1/T2 = 1/(2 T1) + 1/T2 of before: its pure dephasing stays.

    Args:
        device: The device.
        t1: Microseconds, of the quron that relaxes fastest; infinite takes the decay away.
    Returns:
        The device.
    """
    now = shortest_t1(device)
    if now is not None:
        return device.replace(t1=_longer(device.t1, t1 / now), t2=_longer(device.t2, t1 / now))
    if t1 == inf:
        return device
    longest = 2 * t1  # which rounding of the inverse could exceed
    return device.replace(
        t1=t1, t2=of_each(device.t2, lambda t2: longest if t2 is None else min(longest, 1 / (0.5 / t1 + 1 / t2)))
    )


def shortest_t1(device: Device) -> float | None:
    """The T1 of the quron that relaxes fastest, in microseconds; None if none does."""
    return min((time for time in _each(device.t1) if time is not None), default=None)


def acting_time(experiment: Experiment) -> float:
    """How long relaxation acts, in microseconds: durations of all layers on the device, times its exaggeration."""
    device = experiment.device
    return device.exaggeration * sum(LAYERS[layer.kind].duration(layer, device) for layer in experiment.network.layers)


def accuracy_against_t1(experiment: Experiment, theta: ArrayLike) -> Callable[[float], float]:
    """The function from T1 (microseconds) to accuracy on the test points, or R² for values; exact, without shots."""
    dataset = make_dataset(experiment.data, experiment.network.features)

    def accuracy(t1: float) -> float:
        found = compile_experiment(experiment.replace(device=with_t1(experiment.device, t1)))
        f = found.predict(theta, dataset.x_test)
        return score(f[:, 0], dataset.y_test, is_regression=dataset.is_regression)

    return accuracy


def iter_search(experiment: Experiment, theta: ArrayLike, goal: float, *, points: int = 49) -> Iterator[T1Search]:
    """Scan T1 on a logarithmic grid, then bisect every crossing of the goal; parameters stay as they are.

    What else is noisy stays: gate and readout errors, the ambient dials, layers of noise (with T1 of their own too).
    The accuracy need not rise with T1; what happens between two points of the scan within one step is not seen.

    Args:
        experiment: Network, noise, device, data.
        theta: Shape (P,), radians.
        goal: Accuracy wanted (R² for values).
        points: Of the scan.
    Yields:
        What is known after each evaluation; the last has progress 1.
    Raises:
        SpecError: If no layer takes time, so that T1 does nothing.
    """
    duration = acting_time(experiment)
    if duration == 0:
        raise SpecError(
            "The layers take no time on this device, so that T1 does nothing. Give `gate_time_1q` or `gate_time_2q` a "
            "length.",
            "device.gate_time_1q",
        )
    low = max(SHORTEST * duration, 1e-6 * experiment.device.exaggeration)
    high = min(LONGEST * duration, MAX_TIME)
    yield from scan_and_bisect(accuracy_against_t1(experiment, theta), goal, low, high, points=points)


def scan_and_bisect(
    accuracy: Callable[[float], float], goal: float, low: float, high: float, *, points: int
) -> Iterator[T1Search]:
    """Find where a function reaches a goal on a logarithmic axis; see `iter_search`.

    Args:
        accuracy: Of a T1, infinity included.
        goal: The value wanted.
        low, high: Ends of the scan, above 0.
        points: Of the scan.
    """
    known: dict[float, float] = {}
    found = T1Search(goal, np.zeros(0), np.zeros(0), accuracy(inf))
    expected = points + 10

    def look(t1: float) -> T1Search:
        known[t1] = accuracy(t1)
        grid = np.array(sorted(known))
        values = np.array([known[t] for t in grid])
        return replace(found, t1=grid, accuracy=values, progress=min(0.95, len(known) / expected))

    for t1 in np.geomspace(low, high, points):
        found = look(float(t1))
        yield found
    while found.accuracy[-1] < goal <= found.infinite and found.t1[-1] < min(MAX_TIME, _BEYOND * high):
        found = look(min(MAX_TIME, 10 * float(found.t1[-1])))
        yield found
    brackets = _brackets(found)
    for lower, upper in brackets:
        rises = known[upper] >= goal
        while upper / lower > 1 + PRECISION:
            middle = sqrt(lower * upper)
            found = look(middle)
            yield found
            lower, upper = (lower, middle) if (known[middle] >= goal) == rises else (middle, upper)
        found = replace(found, crossings=(*found.crossings, Crossing(upper if rises else lower, rises)))
    yield replace(found, progress=1.0)


def _brackets(found: T1Search) -> list[tuple[float, float]]:
    """Neighbours in the scan between which the goal is crossed."""
    reached = found.accuracy >= found.goal
    crossed = np.flatnonzero(reached[1:] != reached[:-1])[-MOST_CROSSINGS:]
    return [(float(found.t1[at]), float(found.t1[at + 1])) for at in crossed]


def _each(value: Times) -> tuple[float | None, ...]:
    return value if isinstance(value, tuple) else (value,)


def _longer(times: Times, factor: float) -> Times:
    def longer(time: float | None) -> float | None:
        return None if time is None or factor == inf else min(MAX_TIME, time * factor)

    return of_each(times, longer)
