"""Pulses in a program: Lindblad propagators on a group of qurons, the same for all inputs or one for each."""

from dataclasses import dataclass

import numpy as np

from playground.models.batch import Batch
from playground.models.flow import Flow
from playground.models.pauli import FloatArray, IntArray
from playground.models.workspace import Memory


@dataclass(frozen=True, eq=False)
class Propagate:
    """exp(L) on k neighbouring tensor axes, with L of a `Flow`; see there for the gradient.

    Args:
        flow: The generators, on the qurons of the axes in order.
        left: Number of rows of the axes before.
    """

    flow: Flow
    left: int

    def forward(self, state: FloatArray, theta: FloatArray, batch: Batch, memory: Memory) -> FloatArray:
        """Apply the pulse; `state` stays as it is, for the gradient."""
        x, which = self._inputs(batch, state.shape[1])
        return self._apply(self.flow.matrices(self.flow.generators(theta, x)), which, state, memory)

    def backward(
        self, slope: FloatArray, state: FloatArray, theta: FloatArray, batch: Batch, memory: Memory, found: FloatArray
    ) -> FloatArray:
        """Transpose of `forward`; the slopes along the angles are added to `found`, shape (P,).

        Args:
            state: The input of `forward`.
        """
        x, which = self._inputs(batch, state.shape[1])
        generators = self.flow.generators(theta, x)
        if len(self.flow.parameters):
            environments = self._environments(slope, state, which, len(x))
            np.add.at(found, self.flow.parameters, self.flow.pull_back(generators, environments))
        return self._apply(self.flow.matrices(generators).swapaxes(1, 2), which, slope, memory)

    def _inputs(self, batch: Batch, columns: int) -> tuple[FloatArray, IntArray]:
        """The distinct inputs of the drives (U, s), and which of them each column has (B,)."""
        if not self.flow.sources:
            return np.zeros((1, 0)), np.zeros(columns, dtype=np.intp)
        x = np.stack([batch.values(feature, columns) for feature, _ in self.flow.sources], axis=1)
        distinct, which = np.unique(x, axis=0, return_inverse=True)
        return distinct, which.ravel()

    def _view(self, state: FloatArray) -> FloatArray:
        """Shape (left, d, right, B)."""
        return state.reshape(self.left, len(self.flow.fixed), -1, state.shape[1])

    def _apply(self, matrices: FloatArray, which: IntArray, state: FloatArray, memory: Memory) -> FloatArray:
        out = memory.take(state.shape)
        view, target = self._view(state), self._view(out)
        if len(matrices) == 1:
            shape = (self.left, len(self.flow.fixed), -1)
            np.matmul(matrices[0], view.reshape(shape), out=target.reshape(shape))
            return out
        own = np.ascontiguousarray(matrices.transpose(1, 2, 0)[:, :, which])
        part = memory.scratch(view[:, 0].shape)
        for row, factors in enumerate(own):
            np.multiply(view[:, 0], factors[0], out=target[:, row])
            for column in range(1, len(factors)):
                target[:, row] += np.multiply(view[:, column], factors[column], out=part)
        return out

    def _environments(self, slope: FloatArray, state: FloatArray, which: IntArray, count: int) -> FloatArray:
        """Derivative with respect to the matrix of every distinct input: sums of dOut In^T, shape (U, d, d)."""
        first, second = (self._view(part) for part in (slope, state))
        if count == 1:
            return np.einsum("airb,ajrb->ij", first, second, optimize=True)[None]
        each = np.einsum("airb,ajrb->bij", first, second)
        found = np.zeros((count, *each.shape[1:]))
        np.add.at(found, which, each)
        return found
