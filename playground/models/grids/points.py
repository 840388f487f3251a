"""A path evaluated point by point, in chunks that bound the memory."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from playground.models.batch import PointBatch
from playground.models.path import Pass, Path
from playground.models.pauli import FloatArray
from playground.models.workspace import kept_memory, passing_memory

MEMORY_LIMIT = 40 * 2**20
"""Bytes of states that one evaluation may hold."""


class PointEvaluator:
    """Outputs, Bloch vectors and gradients at given inputs, whatever the encoders.

    Args:
        path: What to evaluate.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._kept = kept_memory(self)
        self._held: tuple[FloatArray, Any, PointBatch, Pass] | None = None

    def outputs(self, gates: Any, x: FloatArray, *, marks: bool = False) -> tuple[FloatArray, list[FloatArray]]:
        """Readouts and, if asked for, Bloch vectors.

        Args:
            gates: What `path.gates` returned.
            x: Shape (N, features).
            marks: Whether to read Bloch vectors.
        Returns:
            (R, N), and for every mark (n_l, 3, N).
        """
        outputs = np.empty((self._path.n_readouts, len(x)))
        bloch: list[FloatArray] = []
        for part in chunks(len(x), passing_bytes(self._path)):
            batch = PointBatch(x[part])
            with passing_memory() as memory:
                done = self._path.forward(gates, batch, memory, marks=marks)
            outputs[:, part] = done.outputs
            for number, found in enumerate(done.bloch):
                if len(bloch) <= number:
                    bloch.append(np.empty((*found.shape[:2], len(x))))
                bloch[number][:, :, part] = found
        return outputs, bloch

    def outputs_for_gradient(self, gates: Any, x: FloatArray) -> FloatArray:
        """As `outputs`, keeping what `gradient` for the same x needs, if memory allows."""
        if len(x) * kept_bytes(self._path) > MEMORY_LIMIT:
            return self.outputs(gates, x)[0]
        batch = PointBatch(x)
        self._kept.rewind()
        done = self._path.forward(gates, batch, self._kept, marks=False)
        self._held = x, gates, batch, done
        return np.broadcast_to(done.outputs, (len(done.outputs), len(x)))

    def gradient(self, gates: Any, x: FloatArray, cotangent: FloatArray) -> FloatArray:
        """Gradient of sum(cotangent * outputs) with respect to theta, shape (P,).

        Args:
            gates: What `path.gates` returned.
            x: Shape (N, features).
            cotangent: Shape (R, N).
        """
        if self._held is not None and self._held[0] is x and self._held[1] is gates:
            _, _, batch, done = self._held
            return self._backward(gates, batch, done, cotangent)
        self._held = None
        total = np.zeros(self._path.n_parameters)
        for part in chunks(len(x), kept_bytes(self._path)):
            batch = PointBatch(x[part])
            self._kept.rewind()
            done = self._path.forward(gates, batch, self._kept, marks=False)
            total += self._backward(gates, batch, done, cotangent[:, part])
        return total

    def _backward(self, gates: Any, batch: PointBatch, done: Pass, cotangent: FloatArray) -> FloatArray:
        if done.outputs.shape[1] != cotangent.shape[1]:  # no encoder told the inputs apart
            cotangent = cotangent.sum(axis=1, keepdims=True)
        with passing_memory() as slopes:
            return self._path.backward(cotangent, done, gates, batch, slopes)


def chunks(count: int, bytes_each: int) -> Iterator[slice]:
    """So many inputs in parts that stay within the memory limit."""
    size = max(1, MEMORY_LIMIT // bytes_each)
    for start in range(0, count, size):
        yield slice(start, min(start + size, count))


def passing_bytes(path: Path) -> int:
    """Memory of one input while only outputs are wanted: two states and the scratch of an encoder."""
    return int(2.5 * 8 * max(rows for _, rows in path.array_rows))


def kept_bytes(path: Path) -> int:
    """Memory of one input while every state is kept for the gradient."""
    return 8 * sum(rows for _, rows in path.array_rows) + passing_bytes(path)
