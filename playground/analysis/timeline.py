"""One input on its way through a network in time: Bloch paths, purity, concurrence, and single runs with jumps.

What acts when is in `schedule`; QuTiP solves it (`quantum.timeline`). Because decoherence acts during the pulses here
and after them in the engine, the two differ: not at all where decoherence commutes with the pulses, else in first
order of the probability that something happens during a pulse.
"""

import math
from collections.abc import Callable, Generator
from dataclasses import dataclass
from itertools import combinations
from typing import Any, NamedTuple, TypeVar

import numpy as np

from playground.analysis.schedule import Schedule, Segment
from playground.models.entanglement import concurrences
from playground.models.model import Model
from playground.models.pauli import FloatArray, pauli_row
from playground.quantum.timeline import Pulse, density_path

T = TypeVar("T")

_STEPS_A_TURN = 20
_FEWEST, _MOST = 6, 100


@dataclass(frozen=True)
class Stage:
    """States while the register stays the same.

    Args:
        alive: Identities of its qurons, in order: positions in `Schedule.born`.
        times: Microseconds since the start, shape (T,).
        marks: The same moments in layers: 1.5 is half-way through the second layer; shape (T,).
        vectors: Pauli vectors, shape (T, 4^n).
    """

    alive: tuple[int, ...]
    times: FloatArray
    marks: FloatArray
    vectors: FloatArray

    @property
    def bloch(self) -> FloatArray:
        """Bloch vectors, shape (T, n, 3)."""
        n = len(self.alive)
        rows = [[letter * 4 ** (n - 1 - quron) for letter in (1, 2, 3)] for quron in range(n)]
        return self.vectors[:, rows]

    @property
    def purity(self) -> FloatArray:
        """Tr(rho^2) = |r|^2 / 2^n, shape (T,)."""
        return np.einsum("tp,tp->t", self.vectors, self.vectors) / 2 ** len(self.alive)

    @property
    def pairs(self) -> tuple[tuple[int, int], ...]:
        """Pairs of positions in the register."""
        return tuple(combinations(range(len(self.alive)), 2))

    @property
    def concurrence(self) -> FloatArray:
        """Wootters' concurrence of every pair, shape (T, pairs)."""
        n = len(self.alive)
        letters = np.arange(4)
        rows = [(letters[:, None] * 4 ** (n - 1 - a) + letters * 4 ** (n - 1 - b)).ravel() for a, b in self.pairs]
        if not rows:
            return np.empty((len(self.times), 0))
        return concurrences(self.vectors[:, np.array(rows)])


@dataclass(frozen=True)
class Timeline:
    """A density matrix in time.

    Args:
        stages: In order; a quron that is traced out or born begins a new one.
        starts: When every layer begins, and when the last one ends; microseconds, shape (L + 1,).
        ends: The state after every layer, as Pauli vectors.
    """

    stages: tuple[Stage, ...]
    starts: FloatArray
    ends: tuple[FloatArray, ...]


@dataclass(frozen=True)
class Difference:
    """How far decoherence during the pulses leads from decoherence after the gates.

    Args:
        layer: Where the two differ most, counted from 0.
        bloch: Largest difference of any component of a Bloch vector after any layer.
        readouts: Differences of the readouts (time-resolved minus engine), before readout errors, shape (R,).
    """

    layer: int
    bloch: float
    readouts: FloatArray


def points_of(pulse: Pulse) -> int:
    """How many states of a pulse make its path look smooth: twenty a turn, at least six."""
    turning = max((2 * abs(turn.weight) for turn in pulse.turns), default=0.0)
    return min(_MOST, max(_FEWEST, math.ceil(_STEPS_A_TURN * turning / (2 * math.pi))))


def marks_of(schedule: Schedule) -> list[tuple[float, float, float, float]]:
    """Start and length of every segment, in microseconds and in layers: (time, duration, mark, length)."""
    counts = np.bincount([segment.layer for segment in schedule.segments])
    found: list[tuple[float, float, float, float]] = []
    time, mark = 0.0, 0.0
    for place, segment in enumerate(schedule.segments):
        is_first = place == 0 or schedule.segments[place - 1].layer != segment.layer
        mark = float(segment.layer) if is_first else mark
        length = 1 / int(counts[segment.layer])
        found.append((time, segment.duration, mark, length))
        time, mark = time + segment.duration, mark + length
    return found


class Trail(NamedTuple):
    """States of any form while the register stays the same; times and marks as in `Stage`."""

    alive: tuple[int, ...]
    times: FloatArray
    marks: FloatArray
    states: list[Any]


def follow(
    schedule: Schedule, state: Any, change: Callable[[Any, int], Any], advance: Callable[[Any, int, int], Any]
) -> Generator[float, None, list[Trail]]:
    """Take a state of any form through all pulses.

    Args:
        schedule: The pulses.
        state: The state before them.
        change: The state when some leave and others come before segment i, from the state and i.
        advance: States at equal steps through segment i, from the state before, i and their number.
    Yields:
        The fraction of the pulses that is done.
    Returns:
        One trail for every stage.
    """
    rows: list[tuple[float, float, Any]] = [(0.0, 0.0, state)]
    trails: list[Trail] = []
    alive = tuple(range(schedule.qurons))
    for place, (segment, (time, duration, mark, length)) in enumerate(
        zip(schedule.segments, marks_of(schedule), strict=True)
    ):
        if segment.leave or segment.fresh:
            trails.append(_trail(alive, rows))
            state = change(state, place)
            alive, rows = segment.alive, [(time, mark, state)]
        points = points_of(segment.pulse)
        path = advance(state, place, points)
        steps = np.arange(1, points + 1) / points
        rows += zip((time + duration * steps).tolist(), (mark + length * steps).tolist(), path, strict=True)
        state = path[-1]
        yield (place + 1) / len(schedule.segments)
    trails.append(_trail(alive, rows))
    return trails


def evolving(schedule: Schedule) -> Generator[float, None, Timeline]:
    """Follow the density matrix through all pulses, to about 1e-7; yields the fraction done.

    Args:
        schedule: The pulses.
    Returns:
        States at several moments of every pulse.
    """
    last: dict[int, FloatArray] = {}

    def advance(vector: FloatArray, place: int, points: int) -> FloatArray:
        segment = schedule.segments[place]
        path = density_path(vector, segment.pulse, points)
        last[segment.layer] = path[-1]
        return path

    trails = yield from follow(
        schedule, resting(schedule.qurons), lambda vector, place: _changed(vector, schedule.segments[place]), advance
    )
    stages = tuple(Stage(alive, times, marks, np.array(states)) for alive, times, marks, states in trails)
    return Timeline(stages, layer_times(schedule), tuple(last[layer] for layer in sorted(last)))


def evolve(schedule: Schedule) -> Timeline:
    """The same as `evolving`, at one go."""
    return finish(evolving(schedule))


def finish(steps: Generator[float, None, T]) -> T:
    """Run a generator to its end; what it returns."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def layer_times(schedule: Schedule) -> FloatArray:
    """When every layer begins, and when the last one ends; microseconds, shape (L + 1,)."""
    durations = np.bincount(
        [segment.layer for segment in schedule.segments], [segment.duration for segment in schedule.segments]
    )
    return np.concatenate([[0.0], np.cumsum(durations)])


def resting(qurons: int) -> FloatArray:
    """Pauli vector of qurons in |0>, shape (4^n,)."""
    vector: FloatArray = np.ones(1)
    for _ in range(qurons):
        vector = np.outer(vector, [1.0, 0.0, 0.0, 1.0]).reshape(-1)
    return vector


def difference(timeline: Timeline, model: Model, theta: FloatArray, x: FloatArray) -> Difference:
    """Compare the state after every layer with the engine's, which decoheres after the gates.

    Args:
        timeline: The same network in time.
        model: The same network, compiled.
        theta, x: As for the schedule.
    """
    bloch = model.bloch(theta, x)[1:]
    gaps = [float(np.abs(_bloch(end) - there).max()) for end, there in zip(timeline.ends, bloch, strict=True)]
    gap = timeline.ends[-1] - model.pauli_vector(theta, x)
    readouts = [sum(w * gap[pauli_row(string)] for string, w in terms) for terms in model.network.observables]
    layer = int(np.argmax(gaps))
    return Difference(layer, gaps[layer], np.array(readouts))


def _bloch(vector: FloatArray) -> FloatArray:
    n = (len(vector).bit_length() - 1) // 2
    empty = np.zeros(1)
    return Stage(tuple(range(n)), empty, empty, vector[None]).bloch[0]


def _changed(vector: FloatArray, segment: Segment) -> FloatArray:
    """Trace out those who leave (their letter is I), and add the fresh ones."""
    n = (len(vector).bit_length() - 1) // 2
    tensor = vector.reshape((4,) * n)
    kept = tensor[tuple(0 if quron in segment.leave else slice(None) for quron in range(n))].reshape(-1)
    return np.outer(kept, resting(segment.fresh)).reshape(-1)


def _trail(alive: tuple[int, ...], rows: list[tuple[float, float, Any]]) -> Trail:
    times, marks, states = zip(*rows, strict=True)
    return Trail(alive, np.array(times), np.array(marks), list(states))
