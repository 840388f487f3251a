"""Array operations on batches of Pauli vectors: what a compiled network consists of.

A batch is an array of shape (4^n, B): one Pauli string a row, one input a column, so that rows are moved as
whole blocks of memory and each matrix meets all inputs in one product. Every operation knows its transpose,
through which the slope of the output travels backwards (adjoint method).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np

from playground.models.batch import Batch
from playground.models.forward.chain import Chain
from playground.models.instructions import Source
from playground.models.pauli import FloatArray, IntArray
from playground.models.workspace import Memory


@dataclass(frozen=True)
class Spread:
    """Before encoders: from the inputs or nodes told apart so far to those that the encoders tell apart.

    Args:
        number: Which spread of the program this is.
    """

    number: int

    def forward(self, state: FloatArray, batch: Batch, memory: Memory) -> FloatArray:
        """Values at the finer nodes."""
        return batch.spread(self.number, state, memory)

    def backward(self, slope: FloatArray, batch: Batch, memory: Memory) -> FloatArray:
        """Transpose of `forward`."""
        return batch.gather(self.number, slope, memory)


@dataclass(frozen=True)
class EncodeTurns:
    """Rotations by angles that differ between inputs, all about one axis, in place.

    Args:
        axis: x, y or z.
        positions: Tensor axis of each rotated quron.
        sources: For each quron its feature and scale.
        wires: Number of tensor axes.
    """

    axis: str
    positions: tuple[int, ...]
    sources: tuple[Source, ...]
    wires: int

    def forward(self, state: FloatArray, batch: Batch, memory: Memory) -> FloatArray:
        """Rotate each Bloch plane by its angle."""
        return self._turn(state, batch, memory, 1.0)

    def backward(self, slope: FloatArray, batch: Batch, memory: Memory) -> FloatArray:
        """Rotate back."""
        return self._turn(slope, batch, memory, -1.0)

    def _turn(self, state: FloatArray, batch: Batch, memory: Memory, sign: float) -> FloatArray:
        first, second = TURNED[self.axis]
        for position, source in zip(self.positions, self.sources, strict=True):
            cosine, sine = batch.angles(source, state.shape[1])
            view = state.reshape(4**position, 4, 4 ** (self.wires - position - 1), -1)
            turn_plane(view[:, first], view[:, second], cosine, sign * sine, memory)
        return state


TURNED = {"x": (2, 3), "y": (3, 1), "z": (1, 2)}
"""The Bloch components that a rotation about an axis mixes: the first towards the second."""


def turn_plane(a: FloatArray, b: FloatArray, cosine: FloatArray, sine: FloatArray, memory: Memory) -> None:
    """Rotate the components (a, b) by an angle for each column, in place.

    Args:
        a, b: Views of a state, (left, right, B).
        cosine, sine: Of the angles, (B,).
        memory: For scratch.
    """
    moved, part = memory.scratch((2, *a.shape))
    np.multiply(a, sine, out=moved)
    np.multiply(b, sine, out=part)
    a *= cosine
    b *= cosine
    a -= part
    b += moved


@dataclass(frozen=True, eq=False)
class Rearrange:
    """Rows moved and weighted, out[i] = weight[i] in[source[i]]: Clifford gates, Pauli errors, traces.

    Args:
        source: Row that each output row comes from, no row twice.
        weight: Factor of each row, shape (rows, 1), or None if all are 1.
        rows_in: Number of rows before.
    """

    source: IntArray
    weight: FloatArray | None
    rows_in: int

    def forward(self, state: FloatArray, batch: Batch, memory: Memory) -> FloatArray:
        """Gather."""
        out = memory.take((len(self.source), state.shape[1]))
        np.take(state, self.source, axis=0, out=out, mode="clip")
        if self.weight is not None:
            out *= self.weight
        return out

    def backward(self, slope: FloatArray, batch: Batch, memory: Memory) -> FloatArray:
        """Scatter."""
        if self.weight is not None:
            slope *= self.weight
        out = memory.take((self.rows_in, slope.shape[1]))
        if len(self.source) < self.rows_in:
            out[:] = 0.0
        out[self.source] = slope
        return out


@dataclass(frozen=True)
class Append:
    """A quron in |0> in front of the others: the Pauli vector (1, 0, 0, 1) times the state."""

    def forward(self, state: FloatArray, batch: Batch, memory: Memory) -> FloatArray:
        """Outer product with (1, 0, 0, 1)."""
        out = memory.take((4, *state.shape))
        out[0] = state
        out[1:3] = 0.0
        out[3] = state
        return out.reshape(-1, state.shape[1])

    def backward(self, slope: FloatArray, batch: Batch, memory: Memory) -> FloatArray:
        """Contraction with (1, 0, 0, 1)."""
        parts = slope.reshape(4, -1, slope.shape[1])
        out = memory.take(parts.shape[1:])
        np.add(parts[0], parts[3], out=out)
        return out


@dataclass(frozen=True)
class Group:
    """Neighbouring tensor axes that are multiplied together.

    Args:
        left: Number of rows of the axes before.
        members: Which products of the chain act here, side by side.
    """

    left: int
    members: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Multiply:
    """Products of matrices on one or two qurons, `chain`, applied to the batch group by group.

    Args:
        chain: The factors.
        groups: Where they act; two neighbours are multiplied as one (16, 16) matrix, which is faster than two
            (4, 4) ones.
        local: Whether the factors are (4, 4) or, for pairs, (16, 16).
    """

    chain: Chain
    groups: tuple[Group, ...]
    local: bool

    def matrices(self, product: FloatArray) -> list[FloatArray]:
        """One matrix a group, from the chain's whole product of shape (m, d, d)."""
        return [_kron([product[i] for i in group.members]) for group in self.groups]

    def forward(
        self, state: FloatArray, matrices: Sequence[FloatArray], memory: Memory, tape: list[FloatArray]
    ) -> FloatArray:
        """Apply every group; the input of each is appended to `tape`."""
        for group, matrix in zip(self.groups, matrices, strict=True):
            tape.append(state)
            state = _apply(matrix, group.left, state, memory)
        return state

    def backward(
        self,
        slope: FloatArray,
        matrices: Sequence[FloatArray],
        memory: Memory,
        tape: Sequence[FloatArray],
        product: FloatArray,
        *,
        last: bool,
    ) -> tuple[FloatArray, FloatArray]:
        """Transpose of `forward`, and the derivative with respect to the chain's product.

        Args:
            last: Whether nothing before this operation needs the slope.
        """
        slopes = np.zeros(product.shape)
        steps = list(zip(self.groups, matrices, tape, strict=True))
        for index in range(len(steps) - 1, -1, -1):
            group, matrix, state = steps[index]
            if self.chain.has_parameters:
                environment = _environment(slope, state, group.left, len(matrix))
                _split(environment, group.members, product, slopes)
            if index or not last:
                slope = _apply(matrix.T, group.left, slope, memory)
        return slope, slopes


def _kron(factors: Sequence[FloatArray]) -> FloatArray:
    return reduce(lambda a, b: (a[:, None, :, None] * b[None, :, None, :]).reshape(len(a) * len(b), -1), factors)


def _apply(matrix: FloatArray, left: int, state: FloatArray, memory: Memory) -> FloatArray:
    """`matrix` on the tensor axes that follow the first `left` rows."""
    out = memory.take(state.shape)
    size = len(matrix)
    inner = state.size // (left * size)
    if left == 1:
        np.matmul(matrix, state.reshape(size, -1), out=out.reshape(size, -1))
    elif inner == 1:
        np.matmul(state.reshape(left, size), matrix.T, out=out.reshape(left, size))
    else:
        np.matmul(matrix, state.reshape(left, size, inner), out=out.reshape(left, size, inner))
    return out


def _environment(slope: FloatArray, state: FloatArray, left: int, size: int) -> FloatArray:
    """sum over everything else of dOut In^T: the derivative with respect to a group's matrix."""
    if left == 1:
        return slope.reshape(size, -1) @ state.reshape(size, -1).T
    inner = state.size // (left * size)
    if inner == 1:
        return slope.reshape(left, size).T @ state.reshape(left, size)
    products = np.matmul(slope.reshape(left, size, inner), state.reshape(left, size, inner).swapaxes(1, 2))
    return products.sum(axis=0)


def _split(environment: FloatArray, members: tuple[int, ...], product: FloatArray, slopes: FloatArray) -> None:
    """From the derivative with respect to A (x) B to those with respect to A and B."""
    if len(members) == 1:
        slopes[members[0]] = environment
        return
    a, b = members
    paired = environment.reshape(4, 4, 4, 4).transpose(0, 2, 1, 3).reshape(16, 16)
    slopes[a] = (paired @ product[b].reshape(16)).reshape(4, 4)
    slopes[b] = (product[a].reshape(16) @ paired).reshape(4, 4)


Operation = Spread | EncodeTurns | Rearrange | Append | Multiply
