"""Single runs of one input through a network in time, with their jumps, and the mean that they approach.

A run stays pure: between jumps it follows H - (i/2) sum_j rate_j J^dag J, and its mean over many runs is the density
matrix. The partial trace of a perceptron layer is unravelled too: every run reads those who leave in the Z basis and
forgets the outcome.
Source: Dalibard, Castin, Molmer, PRL 68, 580 (1992); Breuer and Petruccione (2002), section 6.1.
"""

from collections.abc import Generator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from playground.analysis.schedule import Schedule, Segment
from playground.analysis.timeline import Timeline, follow, marks_of
from playground.models.pauli import FloatArray, pauli_operator
from playground.quantum.timeline import Runner

ComplexArray = NDArray[np.complex128]

_PAULIS = np.array([pauli_operator(letter) for letter in "XYZ"])


class RunJump(NamedTuple):
    """One jump of one run.

    Args:
        time: Microseconds since the start.
        mark: The same in layers.
        operator: "decay", "excitation" or a Pauli string.
        qurons: Identities, one for each letter.
    """

    time: float
    mark: float
    operator: str
    qurons: tuple[int, ...]


@dataclass(frozen=True)
class Bundle:
    """Some single runs.

    Args:
        bloch: Of every stage of the timeline, shape (runs, T, n, 3).
        jumps: Of every run, in order of time.
    """

    bloch: tuple[FloatArray, ...]
    jumps: tuple[tuple[RunJump, ...], ...]


class SingleRuns:
    """Single runs of a schedule. Run r is the same whatever the number of runs.

    Args:
        schedule: The pulses.
        seed: Runs draw from (seed, run, pulse).
    """

    def __init__(self, schedule: Schedule, seed: int) -> None:
        self._schedule, self._seed = schedule, seed
        self._runners: dict[int, Runner] = {}
        self._marks = marks_of(schedule)

    def bundle(self, first: int, count: int) -> Generator[float, None, Bundle]:
        """Runs first, first + 1, ..., first + count - 1; yields the fraction of the pulses done."""
        schedule = self._schedule
        jumps: list[list[RunJump]] = [[] for _ in range(count)]

        def advance(kets: ComplexArray, place: int, points: int) -> ComplexArray:
            segment = schedule.segments[place]
            if place not in self._runners:
                self._runners[place] = Runner(segment.pulse, len(segment.alive))
            seeds = [(self._seed, first + run, place) for run in range(count)]
            found = self._runners[place].paths(kets, points, seeds)
            for own, new in zip(jumps, found.jumps, strict=True):
                own.extend(self._jump(place, *jump) for jump in new)
            return found.kets.swapaxes(0, 1)

        def change(kets: ComplexArray, place: int) -> ComplexArray:
            return self._changed(kets, schedule.segments[place], place, first)

        kets = np.zeros((count, 2**schedule.qurons), dtype=np.complex128)
        kets[:, 0] = 1.0
        trails = yield from follow(schedule, kets, change, advance)
        bloch = tuple(_bloch(np.array(trail.states), len(trail.alive)).swapaxes(0, 1) for trail in trails)
        return Bundle(bloch, tuple(map(tuple, jumps)))

    def _jump(self, place: int, moment: float, which: int) -> RunJump:
        segment = self._schedule.segments[place]
        time, duration, mark, length = self._marks[place]
        jump = segment.pulse.jumps[which]
        qurons = tuple(segment.alive[quron] for quron in jump.qurons)
        return RunJump(time + moment * duration, mark + moment * length, jump.operator, qurons)

    def _changed(self, kets: ComplexArray, segment: Segment, place: int, first: int) -> ComplexArray:
        """Read those who leave in the Z basis, and add the fresh ones."""
        if segment.leave:
            draws = [np.random.default_rng((self._seed, first + run, place, 1)).random() for run in range(len(kets))]
            kets = np.array([_read(ket, segment.leave, draw) for ket, draw in zip(kets, draws, strict=True)])
        grown = np.zeros((*kets.shape, 2**segment.fresh), dtype=np.complex128)
        grown[..., 0] = kets
        return grown.reshape(len(kets), -1)


class Mean:
    """The mean of single runs against the density matrix, as runs come in.

    Args:
        exact: The density matrix in time.
    """

    def __init__(self, exact: Timeline) -> None:
        self._exact = [stage.bloch for stage in exact.stages]
        self._sums = [np.zeros_like(part) for part in self._exact]
        self._squares = [np.zeros_like(part) for part in self._exact]
        self.runs = 0
        self.errors: list[float] = []
        """Root mean square over all components and moments of mean minus exact, after every run."""

    def add(self, bundle: Bundle) -> None:
        """Take runs in, one by one."""
        for run in range(len(bundle.jumps)):
            self.runs += 1
            for own, total, square in zip(bundle.bloch, self._sums, self._squares, strict=True):
                total += own[run]
                square += own[run] ** 2
            gaps = [total / self.runs - part for total, part in zip(self._sums, self._exact, strict=True)]
            self.errors.append(_rms(gaps))

    @property
    def bloch(self) -> list[FloatArray]:
        """Mean Bloch vectors of every stage, shape (T, n, 3)."""
        return [total / self.runs for total in self._sums]

    @property
    def standard_errors(self) -> list[FloatArray]:
        """s / sqrt(N) with the spread s of the runs, shapes as in `bloch`; 0 for one run."""
        if self.runs < 2:
            return [np.zeros_like(total) for total in self._sums]
        return [
            np.sqrt(np.maximum(square - total**2 / self.runs, 0.0) / (self.runs - 1) / self.runs)
            for total, square in zip(self._sums, self._squares, strict=True)
        ]

    @property
    def expected_error(self) -> float:
        """What `errors` should be about after these runs; it falls as 1/sqrt(N)."""
        return _rms(self.standard_errors)


def _rms(parts: list[FloatArray]) -> float:
    size = sum(part.size for part in parts)
    return float(np.sqrt(sum(float((part**2).sum()) for part in parts) / size))


def _bloch(kets: ComplexArray, n: int) -> FloatArray:
    """Bloch vectors of kets of shape (..., 2^n), shape (..., n, 3)."""
    batch = kets.shape[:-1]
    found = np.empty((*batch, n, 3))
    for quron in range(n):
        parts = kets.reshape(*batch, 2**quron, 2, -1)
        reduced = np.einsum("...lar,...lbr->...ab", parts, parts.conj())
        found[..., quron, :] = np.einsum("...ab,cba->...c", reduced, _PAULIS).real
    return found


def _read(ket: ComplexArray, leave: tuple[int, ...], draw: float) -> ComplexArray:
    """The ket of those who stay, after those who leave were read with one random number."""
    n = len(ket).bit_length() - 1
    stay = [quron for quron in range(n) if quron not in leave]
    table = ket.reshape((2,) * n).transpose([*leave, *stay]).reshape(2 ** len(leave), -1)
    chances = (np.abs(table) ** 2).sum(axis=1)
    outcome = int(min(np.searchsorted(np.cumsum(chances) / chances.sum(), draw, side="right"), len(chances) - 1))
    return table[outcome] / np.sqrt(chances[outcome])
