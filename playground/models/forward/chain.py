"""Products of small matrices that depend on theta, and their gradients.

Several one-quron operations in a row become one matrix a quron, M = M_S ... M_2 M_1; the same for several gates
on one pair. All qurons are multiplied at once, as stacks of shape (m, d, d).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from playground.models.pauli import FloatArray, IntArray, angle_basis, generator


class Rotations:
    """All parametrised gates of one size in a network, built together for a given theta.

    Args:
        terms: For each gate its matrices over `pauli.angle_basis`, K arrays of shape (3, 4, 4) or (5, 16, 16).
        parameters: Position in theta of each gate's angle.
        dimension: 4 or 16.
    """

    def __init__(self, terms: Sequence[FloatArray], parameters: Sequence[int], dimension: int) -> None:
        self.parameters: IntArray = np.asarray(parameters, dtype=np.intp)
        self._size = 3 if dimension == 4 else 5
        shape = (len(terms), self._size, dimension * dimension)
        self._terms = np.array(terms, dtype=np.float64).reshape(shape)
        idle = np.zeros((dimension, dimension))
        self.generators = np.array([*(generator(term) for term in terms), idle])
        self._identity = np.eye(dimension)[None]

    def matrices(self, theta: FloatArray) -> FloatArray:
        """Shape (K + 1, d, d): the gates at these angles, then the identity for qurons that a step leaves alone."""
        if not len(self.parameters):
            return self._identity
        basis = angle_basis(theta[self.parameters], self._size)
        gates = np.matmul(basis[:, None, :], self._terms)
        dimension = self._identity.shape[1]
        return np.concatenate([gates.reshape(-1, dimension, dimension), self._identity])


@dataclass(frozen=True, eq=False)
class Step:
    """One factor of a chain: gates by their number in `Rotations` (m,), or fixed matrices (m, d, d)."""

    gates: IntArray | None
    fixed: FloatArray | None


@dataclass(frozen=True, eq=False)
class Chain:
    """m products of the same number of factors, first factor applied first."""

    steps: tuple[Step, ...]

    @cached_property
    def has_parameters(self) -> bool:
        """Whether any factor depends on theta."""
        return any(step.gates is not None for step in self.steps)

    def products(self, matrices: FloatArray) -> list[FloatArray]:
        """Partial products after 1, 2, ... factors, each of shape (m, d, d).

        Args:
            matrices: What `Rotations.matrices` returned.
        """
        partial: list[FloatArray] = []
        for step in self.steps:
            factor = matrices[step.gates] if step.fixed is None else step.fixed
            partial.append(np.matmul(factor, partial[-1]) if partial else factor)
        return partial

    def pull_back(
        self, slope: FloatArray, partial: list[FloatArray], rotations: Rotations, matrices: FloatArray
    ) -> list[tuple[IntArray, FloatArray]]:
        """Derivatives of a scalar with respect to the angles, from those with respect to the product.

        With P_k the product of the first k factors and D the slope pulled back through the later ones, factor
        k = exp(t G) contributes <D, G P_k>, since dM/dt = G M.

        Args:
            slope: Derivative with respect to the whole product, shape (m, d, d).
            partial: What `products` returned.
            rotations: Where the generators are.
            matrices: What `rotations.matrices` returned.
        Returns:
            Pairs of gate numbers and derivatives; the number K stands for no gate.
        """
        found: list[tuple[IntArray, FloatArray]] = []
        for step, done in zip(reversed(self.steps), reversed(partial), strict=True):
            if step.gates is not None:
                turned = np.matmul(rotations.generators[step.gates], done)
                found.append((step.gates, np.einsum("mij,mij->m", slope, turned)))
            factor = matrices[step.gates] if step.fixed is None else step.fixed
            slope = np.matmul(factor.swapaxes(1, 2), slope)
        return found
