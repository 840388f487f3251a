"""How much noise the entanglement of a pair survives.

Under amplitude damping alone concurrence fades but never ends: (1 - g)^2 of a Bell pair. With other noise, or other
states, it is gone for good at a finite strength: sudden death.

Source: Yu, Eberly, Science 323, 598 (2009).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import inf, sqrt

from numpy.typing import ArrayLike

from playground.analysis.depth import pair_concurrences
from playground.models.model import compile_experiment
from playground.models.pauli import FloatArray
from playground.models.threads import one_blas_thread
from playground.spec.errors import SpecError
from playground.spec.experiment import Experiment
from playground.spec.scaling import scale_noise

ALIVE = 1e-6
"""Least concurrence that counts: it is a difference of square roots, exact to about the square root of rounding."""
FACTORS = tuple(2.0 ** (k / 2) for k in range(-12, 13))
"""Multiples of the present noise that are tried, from 1/64 to 64."""
_PRECISION = 1e-4


@dataclass(frozen=True)
class Death:
    """The end of the entanglement of one pair.

    Attributes:
        pair: The two qurons.
        ideal, now: Concurrence without noise, and with the present one.
        factor: Multiple of the present noise at which the concurrence becomes 0, to 1e-4 of itself; infinite if it
            lives through all that were tried; 0 if there is no entanglement even without noise.
    """

    pair: tuple[int, int]
    ideal: float
    now: float
    factor: float


def sudden_deaths(
    experiment: Experiment, theta: ArrayLike, x: ArrayLike, mark: int
) -> Iterator[tuple[float, list[Death]]]:
    """Look for the least multiple of all noise at which each pair is no longer entangled.

    Multiples are powers of the channels (`scale_noise`). Along them concurrence may come back; the first end counts, as
    far as steps of sqrt(2) can tell.

    Args:
        experiment: Network, device and noise.
        theta: Parameters in radians, shape (P,).
        x: One input, shape (features,).
        mark: After which layer; 0 is before the first.
    Returns:
        Pairs of progress, 0 to 1, and the deaths known so far; all of them with progress 1.
    Raises:
        SpecError: If the whole state is too large to be held.
        ValueError: If a shape is wrong or a value is not finite.
    """
    known: dict[float, FloatArray] = {}

    def at(factor: float) -> FloatArray:
        if factor not in known:
            known[factor] = _concurrences(scale_noise(experiment, factor), theta, x, mark)
        return known[factor]

    ideal, now = at(0.0), at(1.0)
    reach: list[float] = []
    for step, factor in enumerate(FACTORS, start=1):
        try:
            at(factor)
        except SpecError:  # values of the device do not go so far
            break
        reach.append(factor)
        yield 0.5 * step / len(FACTORS), []
    deaths: list[Death] = []
    pairs = list(combinations(range(experiment.network.widths[mark]), 2))
    for place, pair in enumerate(pairs):
        end = 0.0 if ideal[place] <= ALIVE else _first_end(lambda factor, k=place: float(at(factor)[k]), reach)
        deaths.append(Death(pair, float(ideal[place]), float(now[place]), end))
        yield 0.5 + 0.5 * len(deaths) / len(pairs), list(deaths)
    if not pairs:
        yield 1.0, []


def _first_end(concurrence: Callable[[float], float], reach: Sequence[float]) -> float:
    """The least of the factors in reach with no concurrence any more, narrowed down; see `Death.factor`."""
    alive = 0.0
    for dead in reach:
        if concurrence(dead) > ALIVE:
            alive = dead
            continue
        while dead - alive > _PRECISION * dead:
            middle = sqrt(alive * dead) if alive else dead / 2
            if concurrence(middle) > ALIVE:
                alive = middle
            else:
                dead = middle
        return dead
    return inf


def _concurrences(experiment: Experiment, theta: ArrayLike, x: ArrayLike, mark: int) -> FloatArray:
    """Of all pairs at a mark."""
    state = compile_experiment(experiment).pauli_vectors(theta, x)[mark]
    with one_blas_thread():
        return pair_concurrences(state)
