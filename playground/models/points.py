"""A program evaluated point by point, in chunks that bound the memory."""

from collections.abc import Iterator

import numpy as np

from playground.models.batch import PointBatch
from playground.models.operations import Append, Multiply, Rearrange, Spread
from playground.models.pauli import FloatArray
from playground.models.program import Gates, Pass, Program
from playground.models.workspace import KeptMemory, PassingMemory

MEMORY_LIMIT = 40 * 2**20
"""Bytes of states that one evaluation may hold."""


class PointEvaluator:
    """Outputs, Bloch vectors and gradients at given inputs, whatever the encoders.

    Args:
        program: What to evaluate.
    """

    def __init__(self, program: Program) -> None:
        self._program = program
        self._kept, self._passing, self._slopes = KeptMemory(), PassingMemory(), PassingMemory()
        self._held: tuple[FloatArray, Gates, PointBatch, Pass] | None = None

    def outputs(self, gates: Gates, x: FloatArray, *, marks: bool = False) -> tuple[FloatArray, list[FloatArray]]:
        """Readouts and, if asked for, Bloch vectors.

        Args:
            gates: Matrices of the program.
            x: Shape (N, features).
            marks: Whether to read Bloch vectors.
        Returns:
            (R, N), and for every mark (n_l, 3, N).
        """
        outputs = np.empty((len(self._program.readouts.terms), len(x)))
        bloch: list[FloatArray] = []
        for part in self._chunks(len(x), passing_bytes(self._program)):
            batch = PointBatch(x[part])
            done = self._program.forward(gates, batch, self._passing, marks=marks)
            outputs[:, part] = done.outputs
            for number, found in enumerate(done.bloch):
                if len(bloch) <= number:
                    bloch.append(np.empty((*found.shape[:2], len(x))))
                bloch[number][:, :, part] = found
        return outputs, bloch

    def outputs_for_gradient(self, gates: Gates, x: FloatArray) -> FloatArray:
        """As `outputs`, keeping what `gradient` for the same x needs, if memory allows."""
        if len(x) * kept_bytes(self._program) > MEMORY_LIMIT:
            return self.outputs(gates, x)[0]
        batch = PointBatch(x)
        self._kept.rewind()
        done = self._program.forward(gates, batch, self._kept, marks=False)
        self._held = x, gates, batch, done
        return np.broadcast_to(done.outputs, (len(done.outputs), len(x)))

    def gradient(self, gates: Gates, x: FloatArray, cotangent: FloatArray) -> FloatArray:
        """Gradient of sum(cotangent * outputs) with respect to theta, shape (P,).

        Args:
            gates: Matrices of the program.
            x: Shape (N, features).
            cotangent: Shape (R, N).
        """
        if self._held is not None and self._held[0] is x and self._held[1] is gates:
            _, _, batch, done = self._held
            return self._backward(gates, batch, done, cotangent)
        self._held = None
        total = np.zeros(self._program.n_parameters)
        for part in self._chunks(len(x), kept_bytes(self._program)):
            batch = PointBatch(x[part])
            self._kept.rewind()
            done = self._program.forward(gates, batch, self._kept, marks=False)
            total += self._backward(gates, batch, done, cotangent[:, part])
        return total

    def _backward(self, gates: Gates, batch: PointBatch, done: Pass, cotangent: FloatArray) -> FloatArray:
        if done.outputs.shape[1] != cotangent.shape[1]:  # no encoder told the inputs apart
            cotangent = cotangent.sum(axis=1, keepdims=True)
        return self._program.backward(cotangent, done, gates, batch, self._slopes)

    @staticmethod
    def _chunks(count: int, bytes_each: int) -> Iterator[slice]:
        size = max(1, MEMORY_LIMIT // bytes_each)
        for start in range(0, count, size):
            yield slice(start, min(start + size, count))


def passing_bytes(program: Program) -> int:
    """Memory of one input while only outputs are wanted: two states and the scratch of an encoder."""
    return int(2.5 * 8 * max(4**program.plan.wires, *(rows for _, rows in array_rows(program))))


def kept_bytes(program: Program) -> int:
    """Memory of one input while every state is kept for the gradient."""
    return 8 * sum(rows for _, rows in array_rows(program)) + passing_bytes(program)


def array_rows(program: Program) -> list[tuple[int, int]]:
    """The arrays of a forward pass: how many groups of encoders came before, and how many rows each has."""
    rows, groups = 4**program.plan.wires, 0
    found = [(0, rows)]
    for operation in program.plan.operations:
        match operation:
            case Spread(number):
                groups = number + 1
                found.append((groups, rows))
            case Append():
                rows *= 4
                found.append((groups, rows))
            case Rearrange(source):
                rows = len(source)
                found.append((groups, rows))
            case Multiply(groups=parts):
                found += [(groups, rows)] * len(parts)
            case _:
                pass
    return found
