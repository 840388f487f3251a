"""Pulses in a program: Lindblad propagators on a group of qurons, the same for all inputs or one for each."""

from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from playground.models.batch import Batch
from playground.models.flow import Flow
from playground.models.pauli import FloatArray, IntArray
from playground.models.workspace import Memory


@dataclass(frozen=True, eq=False)
class Propagate:
    """Pulses one after the other on the same k neighbouring tensor axes, multiplied into one matrix.

    Args:
        flows: In time order, on the qurons of the axes in order; features drive none but the first.
        left: Number of rows of the axes before.
    """

    flows: tuple[Flow, ...]
    left: int

    @property
    def parameters(self) -> IntArray:
        """Positions in theta of all angles."""
        return np.concatenate([flow.parameters for flow in self.flows])

    def forward(self, state: FloatArray, theta: FloatArray, batch: Batch, memory: Memory) -> FloatArray:
        """Apply the pulses; `state` stays as it is, for the gradient."""
        x, which = self._inputs(batch, state.shape[1])
        return self._apply(self._products(self._generators(theta, x))[-1], which, state, memory)

    def backward(
        self, slope: FloatArray, state: FloatArray, theta: FloatArray, batch: Batch, memory: Memory, found: FloatArray
    ) -> FloatArray:
        """Transpose of `forward`; the slopes along the angles are added to `found`, shape (P,).

        Args:
            state: The input of `forward`.
        """
        x, which = self._inputs(batch, state.shape[1])
        generators = self._generators(theta, x)
        products = self._products(generators)
        if len(self.parameters):
            self._pull_back(self._environments(slope, state, which, len(x)), generators, products, found)
        return self._apply(products[-1].swapaxes(1, 2), which, slope, memory)

    def _generators(self, theta: FloatArray, x: FloatArray) -> list[FloatArray]:
        still = x[:1, :0]
        return [flow.generators(theta, x if flow.sources else still) for flow in self.flows]

    def _products(self, generators: list[FloatArray]) -> list[FloatArray]:
        """Products of the first 1, 2, ... pulses, shape (U, d, d) each."""
        matrices = [flow.matrices(own) for flow, own in zip(self.flows, generators, strict=True)]
        return list(accumulate(matrices, lambda done, matrix: np.matmul(matrix, done)))

    def _pull_back(
        self, slopes: FloatArray, generators: list[FloatArray], products: list[FloatArray], found: FloatArray
    ) -> None:
        """From the slopes along the whole product to those along every angle."""
        for place in range(len(self.flows) - 1, -1, -1):
            flow, own = self.flows[place], generators[place]
            single = slopes if place == 0 else np.matmul(slopes, products[place - 1].swapaxes(1, 2))
            if len(flow.parameters):
                single = single.sum(axis=0, keepdims=True) if len(own) == 1 else single
                np.add.at(found, flow.parameters, flow.pull_back(own, single))
            if place:
                slopes = np.matmul(flow.matrices(own).swapaxes(1, 2), slopes)

    def _inputs(self, batch: Batch, columns: int) -> tuple[FloatArray, IntArray]:
        """The distinct inputs of the drives (U, s), and which of them each column has (B,)."""
        sources = self.flows[0].sources
        if not sources:
            return np.zeros((1, 0)), np.zeros(columns, dtype=np.intp)
        return batch.distinct(tuple(feature for feature, _ in sources), columns)

    def _view(self, state: FloatArray) -> FloatArray:
        """Shape (left, d, right, B)."""
        return state.reshape(self.left, len(self.flows[0].fixed), -1, state.shape[1])

    def _apply(self, matrices: FloatArray, which: IntArray, state: FloatArray, memory: Memory) -> FloatArray:
        out = memory.take(state.shape)
        view, target = self._view(state), self._view(out)
        if len(matrices) == 1:
            shape = (self.left, len(self.flows[0].fixed), -1)
            np.matmul(matrices[0], view.reshape(shape), out=target.reshape(shape))
            return out
        own = np.ascontiguousarray(matrices.transpose(1, 2, 0)[:, :, which])
        busy = np.any(own != 0, axis=2)
        part = memory.scratch(view[:, 0].shape)
        for row, factors in enumerate(own):
            columns = np.flatnonzero(busy[row])
            np.multiply(view[:, columns[0]], factors[columns[0]], out=target[:, row])
            for column in columns[1:]:
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
