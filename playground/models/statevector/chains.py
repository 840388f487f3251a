"""Products of one-quron rotations for a whole circuit: all angles, all products and all derivatives at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from playground.models.pauli import FloatArray, IntArray
from playground.models.statevector.operations import ComplexArray

Factor = tuple[str, int] | ComplexArray
"""A rotation by its axis and the position of its angle in theta, or a fixed unitary of shape (2, 2)."""

_PAULI = np.array([[[0, 1], [1, 0]], [[0, -1j], [1j, 0]], [[1, 0], [0, -1]], [[0, 0], [0, 0]]])
"""X, Y, Z, and 0 for factors without an angle."""


class Chains:
    """M products U = U_S ... U_2 U_1.

    Args:
        chains: The factors of each, first factor first.
    """

    def __init__(self, chains: Sequence[Sequence[Factor]]) -> None:
        fixed: list[ComplexArray] = [np.eye(2, dtype=np.complex128)]
        axes: list[int] = []
        parameters: list[int] = []
        longest = max((len(chain) for chain in chains), default=0)
        # Rotations count from 0, fixed unitaries from -1 downwards; -1 is the identity, which fills up short chains.
        index = np.full((longest, len(chains)), -1, dtype=np.intp)
        for number, chain in enumerate(chains):
            for step, factor in enumerate(chain):
                if isinstance(factor, tuple):
                    index[step, number] = len(axes)
                    axes.append("xyz".index(factor[0]))
                    parameters.append(factor[1])
                else:
                    fixed.append(factor)
                    index[step, number] = -len(fixed)
        self.parameters = np.array(parameters, dtype=np.intp)
        self._count = len(chains)
        self._generators = -0.5j * _PAULI[[*axes, *[3] * len(fixed)]]
        self._fixed = np.array(fixed[::-1])
        self._index = np.where(index < 0, index + len(axes) + len(fixed), index)

    def has_angles(self, numbers: IntArray) -> bool:
        """Whether any of these products depends on theta."""
        return bool((self._index[:, numbers] < len(self.parameters)).any())

    def partial(self, theta: FloatArray) -> ComplexArray:
        """Products of the first 0, 1, ..., S factors, shape (S + 1, M, 2, 2)."""
        half = theta[self.parameters, None, None] / 2
        turns = np.cos(half) * np.eye(2) + 2 * np.sin(half) * self._generators[: len(half)]
        factors = np.concatenate([turns, self._fixed])[self._index]
        found = np.empty((len(factors) + 1, self._count, 2, 2), dtype=np.complex128)
        found[0] = np.eye(2)
        for step, factor in enumerate(factors):
            np.matmul(factor, found[step], out=found[step + 1])
        return found

    def add_slopes(self, partial: ComplexArray, environments: ComplexArray, gradient: FloatArray) -> None:
        """Add the derivatives of 2 Re <slope|state> with respect to all angles.

        With P_k the product of the first k factors, factor k = exp(t G) changes the state before the chain by
        P_k^dag G P_k.

        Args:
            partial: What `partial` returned.
            environments: sum of conj(slope_i) state_j on the wire of each chain before it acts, shape (M, 2, 2).
            gradient: Shape (P,), added to.
        """
        for step, numbers in enumerate(self._index):
            done = partial[step + 1]
            moved = np.matmul(done.conj().swapaxes(1, 2), np.matmul(self._generators[numbers], done))
            found = 2 * np.einsum("mij,mij->m", environments, moved).real
            turning = numbers < len(self.parameters)
            np.add.at(gradient, self.parameters[numbers[turning]], found[turning])
