"""The small matrices of the Heisenberg path: built for all gates of a network at once, differentiated at once.

A chain is what an observable meets on one quron, or on one pair, between two gathers: o^T -> o^T F with
F = A_1 A_2 ... E(x) B_1 B_2 ..., in the order of meeting. With at most one encoder in it, F is linear in
(1, cos t, sin t) of the encoder's angle t, and three matrices F_k serve all inputs.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from playground.models.forward.chain import Rotations
from playground.models.instructions import Source
from playground.models.pauli import ROTATIONS, FloatArray, IntArray


@dataclass(eq=False)
class ChainSteps:
    """What one chain consists of. Gates count from 0, fixed matrices from -2 down; -1 is the identity.

    Args:
        before, after: Factors met before and after the encoder.
        axis, source: Of the encoder, if there is one.
    """

    before: list[int] = field(default_factory=list)
    after: list[int] = field(default_factory=list)
    axis: str = ""
    source: Source | None = None

    def add(self, factor: int) -> None:
        """One more factor."""
        (self.after if self.source else self.before).append(factor)


@dataclass(eq=False)
class Products:
    """Partial products of all chains: (factors, products up to each factor)."""

    factors: FloatArray
    partial: list[FloatArray]


class Factors:
    """n products of the same length over a common table of matrices, the shorter ones filled up with identities.

    Args:
        rows: For each product the places of its factors in the table; -1 is the last one, the identity.
    """

    def __init__(self, rows: Sequence[Sequence[int]]) -> None:
        length = max((len(row) for row in rows), default=0)
        filled = [[*row, *[-1] * (length - len(row))] for row in rows]
        self.places: IntArray = np.array(filled, dtype=np.intp).reshape(len(rows), length).T

    def products(self, table: FloatArray) -> Products:
        """From the table, shape (T, d, d)."""
        factors = table[self.places]
        partial = list[FloatArray]()
        for factor in factors:
            partial.append(np.matmul(partial[-1], factor) if partial else factor)
        return Products(factors, partial)

    def pull_back(self, slope: FloatArray, done: Products) -> FloatArray:
        """Derivatives with respect to every factor, (length, n, d, d), from those with respect to the products."""
        found = np.empty(done.factors.shape)
        for place in range(len(found) - 1, -1, -1):
            if place:
                np.matmul(done.partial[place - 1].swapaxes(1, 2), slope, out=found[place])
                slope = np.matmul(slope, done.factors[place].swapaxes(1, 2))
            else:
                found[0] = slope
        return found


@dataclass(eq=False)
class ChainValues:
    """All chains at a given theta.

    Args:
        table: The matrices of gates, fixed matrices, and the identity.
        before, after: Products around the encoders.
        turned: E_k B, shape (n, 3, d, d).
        harmonics: F_k, shape (3, n, d d).
    """

    table: FloatArray
    before: Products
    after: Products
    turned: FloatArray
    harmonics: FloatArray


class Chains:
    """All chains of one size in a network.

    Args:
        chains: Their factors.
        rotations: The gates with parameters.
        fixed: How many fixed matrices there are.
        dimension: 4, or 16 for pairs, which have no encoders.
    """

    def __init__(self, chains: Sequence[ChainSteps], rotations: Rotations, fixed: int, dimension: int) -> None:
        gates = len(rotations.parameters)
        self._rotations, self._gates, self._fixed, self._dimension = rotations, gates, fixed, dimension

        def place(factor: int) -> int:
            return factor if factor >= 0 else gates - 2 - factor

        self._before = Factors([[place(factor) for factor in chain.before] for chain in chains])
        self._after = Factors([[place(factor) for factor in chain.after] for chain in chains])
        still = np.zeros((3, dimension, dimension))
        still[0] = np.eye(dimension)
        self._encoders = np.array([ROTATIONS[chain.axis] if chain.source else still for chain in chains])
        self._encoders = self._encoders.reshape(len(chains), 3, dimension, dimension)
        flat = self._flat_places()
        self._where = np.flatnonzero((flat >= 0) & (flat < gates))
        self._present = flat[self._where]

    def values(self, theta: FloatArray, fixed: FloatArray) -> ChainValues:
        """Every F_k at theta, shape (P,), with these fixed matrices, shape (fixed, d, d)."""
        gates = self._rotations.matrices(theta)
        table = np.concatenate([gates[:-1], fixed, gates[-1:]]) if len(fixed) else gates
        before, after = self._before.products(table), self._after.products(table)
        harmonics = turned = self._encoders
        if after.partial:
            harmonics = turned = np.matmul(self._encoders, after.partial[-1][:, None])
        if before.partial:
            harmonics = np.matmul(before.partial[-1][:, None], turned)
        flat = np.ascontiguousarray(harmonics.swapaxes(0, 1)).reshape(3, len(turned), self._dimension**2)
        return ChainValues(table, before, after, turned, flat)

    def factor_slopes(self, slope: FloatArray, done: ChainValues) -> FloatArray:
        """Derivatives with respect to every factor of every chain, shape (factors, d, d).

        Args:
            slope: Derivative with respect to `harmonics`.
            done: What `values` returned.
        """
        d = self._dimension
        slopes = slope.reshape(3, -1, d, d).swapaxes(0, 1)
        parts = [np.zeros((0, d, d))]
        if done.before.partial:
            left = np.matmul(slopes, done.turned.swapaxes(2, 3)).sum(axis=1)
            parts.append(self._before.pull_back(left, done.before).reshape(-1, d, d))
            slopes = np.matmul(done.before.partial[-1].swapaxes(1, 2)[:, None], slopes)
        if done.after.partial:
            right = np.matmul(self._encoders.swapaxes(2, 3), slopes).sum(axis=1)
            parts.append(self._after.pull_back(right, done.after).reshape(-1, d, d))
        return np.concatenate(parts)

    def angle_slopes(self, found: FloatArray, done: ChainValues) -> FloatArray:
        """Derivatives with respect to the angles of the gates, (K,), from those with respect to the factors."""
        # dM/dt = G M, with each gate in one place or, if it met identities only, in none.
        turned = np.matmul(self._rotations.generators[self._present], done.table[self._present])
        angles = np.zeros(self._gates)
        angles[self._present] = np.einsum("kij,kij->k", found[self._where], turned)
        return angles

    def fixed_slopes(self, found: FloatArray) -> FloatArray:
        """Derivatives with respect to the fixed matrices, (fixed, d, d), each summed over its places."""
        total = np.zeros((self._gates + self._fixed + 1, *found.shape[1:]))
        np.add.at(total, self._flat_places(), found)
        return total[self._gates : self._gates + self._fixed]

    def _flat_places(self) -> IntArray:
        return np.concatenate([self._before.places.ravel(), self._after.places.ravel()])
