"""Channels as random Kraus operators on single runs (quantum trajectories).

Every channel offered leaves coherences and populations apart, so that its Kraus operators are diagonal or
anti-diagonal: K|s> -> f_s on the row s, from the row s or from the other one. A run is not renormalised while
nothing jumps, and readouts divide by its norm; only runs whose random number could mean a jump are looked at.

Source: Dalibard, Castin, Mølmer, Phys. Rev. Lett. 68, 580 (1992).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from playground.models.pauli import FloatArray
from playground.models.statevector.operations import ComplexArray

_NOTHING = 1e-15
_COMMUTE = np.array([[1, 1, 1, 1], [1, 1, -1, -1], [1, -1, 1, -1], [1, -1, -1, 1]], dtype=np.float64)
"""Whether two letters of I, X, Y, Z commute (1) or not (-1)."""

_PAULIS = (
    (False, np.array([1, 1 + 0j])),
    (True, np.array([1, 1 + 0j])),
    (True, np.array([-1j, 1j])),
    (False, np.array([1, -1 + 0j])),
)
"""I, X, Y, Z: whether rows change places, and the factors of the new rows 0 and 1."""


@dataclass(frozen=True, eq=False)
class Kraus:
    """new[s] = factors[s] * old[1 - s if flips else s] on one wire."""

    flips: bool
    factors: ComplexArray

    @property
    def weights(self) -> FloatArray:
        """Probability of this operator in the states |0> and |1>: K^dag K is diagonal."""
        squares = np.abs(self.factors) ** 2
        return squares[::-1] if self.flips else squares


def kraus_operators(matrix: FloatArray) -> list[Kraus]:
    """Kraus operators of (1, x, y, z) -> (1, a x, b y, c z + d), the likeliest first.

    Without a shift d the channel applies Pauli operators with fixed probabilities; otherwise the operators are the
    eigenvectors of the two blocks of the Choi matrix, of I, Z and of X, Y.

    Args:
        matrix: On Pauli vectors, shape (4, 4).
    """
    a, b, c = np.diag(matrix)[1:]
    d = matrix[3, 0]
    if d == 0:
        chances = _COMMUTE @ np.diag(matrix) / 4
        found = [Kraus(flips, np.sqrt(max(0.0, p)) * f) for p, (flips, f) in zip(chances, _PAULIS, strict=True)]
    else:
        kept = np.array([[1 + c + d, a + b], [a + b, 1 + c - d]]) / 2
        moved = np.array([[1 - c + d, a - b], [a - b, 1 - c - d]]) / 2
        found = [*_block(kept, flips=False), *_block(moved, flips=True)]
    likely = [operator for operator in found if operator.weights.max() > _NOTHING]
    return sorted(likely, key=lambda operator: -operator.weights.sum())


def _block(choi: FloatArray, *, flips: bool) -> list[Kraus]:
    values, vectors = np.linalg.eigh(choi)
    return [
        Kraus(flips, np.sqrt(max(0.0, value)) * vector.astype(complex))
        for value, vector in zip(values, vectors.T, strict=True)
    ]


@dataclass(frozen=True, eq=False)
class Jumps:
    """One-quron channels, at most one on each wire.

    Args:
        channels: Wire, and matrix on Pauli vectors, shape (4, 4).
        total: n.
    """

    channels: tuple[tuple[int, FloatArray], ...]
    total: int

    @property
    def draws(self) -> int:
        """How many random numbers a run needs."""
        return len(self.channels)

    @cached_property
    def operators(self) -> list[list[Kraus]]:
        """Kraus operators of each channel."""
        return [kraus_operators(matrix) for _, matrix in self.channels]

    @cached_property
    def bounds(self) -> FloatArray:
        """For each channel, the largest probability of any operator but the first."""
        return np.array([1 - operators[0].weights.min() for operators in self.operators])

    @cached_property
    def quiet(self) -> ComplexArray:
        """Factors of all rows where no channel jumps, shape (2^n, 1)."""
        rows = np.arange(2**self.total)
        factors = np.ones(len(rows), dtype=np.complex128)
        for (wire, _), operators in zip(self.channels, self.operators, strict=True):
            factors *= operators[0].factors[(rows >> (self.total - 1 - wire)) & 1]
        return factors[:, None]

    def apply(self, state: ComplexArray, chances: FloatArray) -> None:
        """Let every channel act on every run.

        Args:
            state: Shape (2^n, B), one run a column, changed in place.
            chances: Random numbers in [0, 1), shape (draws, B).
        """
        # Where the likeliest operator exchanges rows, every run is looked at.
        plain = not any(operators[0].flips for operators in self.operators)
        restless = np.any(chances < self.bounds[:, None], axis=0) if plain else np.ones(state.shape[1], dtype=bool)
        columns = np.flatnonzero(restless)
        part = np.take(state, columns, axis=1)
        if len(columns) < state.shape[1]:
            state *= self.quiet
        if not len(columns):
            return
        for (wire, _), operators, own in zip(self.channels, self.operators, chances[:, columns], strict=True):
            _jump(part.reshape(2**wire, 2, -1, len(columns)), operators, own)
        state[:, columns] = part


@dataclass(frozen=True, eq=False)
class PairJumps:
    """Pauli channels on pairs, in order.

    Args:
        noise: Pair, and one factor for each of the 16 strings.
        total: n.
    """

    noise: tuple[tuple[tuple[int, int], FloatArray], ...]
    total: int

    @property
    def draws(self) -> int:
        """How many random numbers a run needs."""
        return len(self.noise)

    def apply(self, state: ComplexArray, chances: FloatArray) -> None:
        """As `Jumps.apply`."""
        for (pair, factors), own in zip(self.noise, chances, strict=True):
            weights = np.maximum(0.0, np.kron(_COMMUTE, _COMMUTE) @ factors / 16)
            # The identity comes last: most random numbers lie above all others.
            edges = np.cumsum(weights[1:])
            columns = np.flatnonzero(own < edges[-1])
            strings = 1 + np.searchsorted(edges, own[columns], side="right")
            for string in np.unique(strings):
                hit = columns[strings == string]
                part = np.take(state, hit, axis=1)
                for wire, letter in zip(pair, divmod(int(string), 4), strict=True):
                    flips, phases = _PAULIS[letter]
                    _move(part.reshape(2**wire, 2, -1, len(hit)), flips, phases[:, None])
                state[:, hit] = part


def _jump(view: ComplexArray, operators: Sequence[Kraus], chances: FloatArray) -> None:
    """One channel on some runs, shape (left, 2, right, B), which end with norm 1."""
    populations = np.stack([_squares(view[:, 0]), _squares(view[:, 1])])
    norm = populations.sum(axis=0)
    later = operators[1:]
    edges = np.cumsum([operator.weights @ populations / norm for operator in later], axis=0)
    chosen = np.zeros(len(chances), dtype=np.intp)
    for number in range(len(later), 0, -1):
        chosen[chances < edges[number - 1]] = number
    for number, operator in enumerate(operators):
        columns = np.flatnonzero(chosen == number)
        if not len(columns):
            continue
        size = np.sqrt(operator.weights @ populations[:, columns])
        part = view if len(columns) == len(chances) else view[..., columns]
        _move(part, operator.flips, operator.factors[:, None] / size)
        if part is not view:
            view[..., columns] = part


def _move(view: ComplexArray, flips: bool, factors: ComplexArray) -> None:
    """new[s] = factors[s] * old[s or 1 - s], in place; factors of shape (2, B) or (2, 1)."""
    if flips:
        view[:] = view[:, ::-1].copy()
    view *= factors[:, None, :]


def _squares(part: ComplexArray) -> FloatArray:
    return np.einsum("lrb,lrb->b", part.real, part.real) + np.einsum("lrb,lrb->b", part.imag, part.imag)
