"""Pulses in a program: Lindblad propagators on groups of qurons, the same for all inputs or one for each."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from playground.models.batch import Batch, Distinct
from playground.models.flow import Flow
from playground.models.pauli import FloatArray, IntArray, resting_state
from playground.models.workspace import Memory

Step = tuple[FloatArray, FloatArray]
"""Generators and matrices of a flow, shape (U, d, d) each, U = 1 if no feature drives it."""


class PulseGates:
    """What theta alone decides: the matrices of all flows that no feature drives, made in one go for each size.

    Args:
        theta: Shape (P,).
        flows: All flows of a program.
    """

    def __init__(self, theta: FloatArray, flows: Sequence[Flow]) -> None:
        self.theta = theta
        self._still: dict[Flow, Step] = {}
        still = [flow for flow in flows if not flow.sources]
        for kind in {(type(flow), len(flow.fixed)) for flow in still}:
            own = [flow for flow in still if (type(flow), len(flow.fixed)) == kind]
            generators = np.concatenate([flow.generators(theta, np.zeros((1, 0))) for flow in own])
            matrices = own[0].matrices(generators)
            self._still |= {flow: (generators[n : n + 1], matrices[n : n + 1]) for n, flow in enumerate(own)}

    def step(self, flow: Flow, x: FloatArray) -> Step:
        """A flow at the distinct inputs x, shape (U, s)."""
        if flow in self._still:
            return self._still[flow]
        generators = flow.generators(self.theta, x)
        return generators, flow.matrices(generators)


@dataclass(frozen=True, eq=False)
class Train:
    """Pulses one after the other on the same k qurons, multiplied into one matrix.

    Args:
        flows: In time order; features drive none but the first.
    """

    flows: tuple[Flow, ...]

    @property
    def dimension(self) -> int:
        """d = 4^k."""
        return len(self.flows[0].fixed)

    @property
    def has_parameters(self) -> bool:
        """Whether there is an angle to train."""
        return any(len(flow.parameters) for flow in self.flows)

    def inputs(self, batch: Batch, columns: int) -> Distinct:
        """The distinct inputs of the drives (U, s), and which of them each column has (B,)."""
        sources = self.flows[0].sources
        if not sources:
            return np.zeros((1, 0)), np.zeros(columns, dtype=np.intp)
        return batch.distinct(tuple(feature for feature, _ in sources), columns)

    def steps(self, gates: PulseGates, x: FloatArray) -> list[Step]:
        """Generators and matrices of every pulse."""
        return [gates.step(flow, x) for flow in self.flows]

    def pull_back(self, slopes: FloatArray, steps: Sequence[Step], found: FloatArray) -> None:
        """From the slopes along the whole product, (U, d, d), to those along every angle, added to `found`, (P,)."""
        done = products(steps)
        for place in range(len(self.flows) - 1, -1, -1):
            flow, (generators, matrices) = self.flows[place], steps[place]
            single = slopes if place == 0 else np.matmul(slopes, done[place - 1].swapaxes(1, 2))
            if len(flow.parameters):
                single = single.sum(axis=0, keepdims=True) if len(generators) == 1 else single
                np.add.at(found, flow.parameters, flow.pull_back(generators, single))
            if place:
                slopes = np.matmul(matrices.swapaxes(1, 2), slopes)


def products(steps: Sequence[Step]) -> list[FloatArray]:
    """Products of the first 1, 2, ... pulses, shape (U, d, d) each."""
    return list(accumulate((matrices for _, matrices in steps), lambda done, matrix: np.matmul(matrix, done)))


@dataclass(frozen=True, eq=False)
class Propagate:
    """Pulses on the same k neighbouring tensor axes.

    Args:
        train: The pulses, on the qurons of the axes in order.
        left: Number of rows of the axes before.
    """

    train: Train
    left: int

    @property
    def flows(self) -> tuple[Flow, ...]:
        """All pulses."""
        return self.train.flows

    def forward(self, state: FloatArray, gates: PulseGates, batch: Batch, memory: Memory) -> FloatArray:
        """Apply the pulses; `state` stays as it is, for the gradient."""
        x, which = self.train.inputs(batch, state.shape[1])
        return self._apply(products(self.train.steps(gates, x))[-1], which, state, memory)

    def backward(
        self, slope: FloatArray, state: FloatArray, gates: PulseGates, batch: Batch, memory: Memory, found: FloatArray
    ) -> FloatArray:
        """Transpose of `forward`; the slopes along the angles are added to `found`, shape (P,).

        Args:
            state: The input of `forward`.
        """
        x, which = self.train.inputs(batch, state.shape[1])
        steps = self.train.steps(gates, x)
        if self.train.has_parameters:
            self.train.pull_back(self._environments(slope, state, which, len(x)), steps, found)
        return self._apply(products(steps)[-1].swapaxes(1, 2), which, slope, memory)

    def _view(self, state: FloatArray) -> FloatArray:
        """Shape (left, d, right, B)."""
        return state.reshape(self.left, self.train.dimension, -1, state.shape[1])

    def _apply(self, matrices: FloatArray, which: IntArray, state: FloatArray, memory: Memory) -> FloatArray:
        out = memory.take(state.shape)
        view, target = self._view(state), self._view(out)
        if len(matrices) == 1:
            shape = (self.left, self.train.dimension, -1)
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


@dataclass(frozen=True, eq=False)
class Begin:
    """Pulses that are the first to act: |0...0> becomes a product of one vector a group, and is never propagated.

    Args:
        trains: Of every group, whose tensor axes follow each other.
        idle: Qurons behind them, still in |0>.
    """

    trains: tuple[Train, ...]
    idle: int

    @property
    def flows(self) -> tuple[Flow, ...]:
        """All pulses."""
        return tuple(flow for train in self.trains for flow in train.flows)

    def forward(self, state: FloatArray, gates: PulseGates, batch: Batch, memory: Memory) -> FloatArray:
        """The product, whatever the state; it has as many columns."""
        return self._product(self._vectors(state.shape[1], gates, batch), state.shape[1], memory)

    def backward(
        self, slope: FloatArray, state: FloatArray, gates: PulseGates, batch: Batch, memory: Memory, found: FloatArray
    ) -> FloatArray:
        """The slopes along the angles are added to `found`, shape (P,); the state before had no influence."""
        vectors, size = self._vectors(state.shape[1], gates, batch), state.shape
        before = [np.ones((1, 1))]
        for vector in vectors[:-1]:
            before.append((before[-1][:, None] * vector).reshape(len(before[-1]) * len(vector), -1))
        for place in range(len(vectors) - 1, -1, -1):
            view = slope.reshape(len(before[place]), len(vectors[place]), -1)
            if place < len(self.trains) and self.trains[place].has_parameters:
                own = np.einsum("idb,ib->db", view, np.broadcast_to(before[place], view[:, 0].shape))
                self._pull_back(self.trains[place], own, gates, batch, found)
            slope = np.einsum("idb,db->ib", view, np.broadcast_to(vectors[place], view[0].shape))
        return np.broadcast_to(0.0, size)

    def _vectors(self, columns: int, gates: PulseGates, batch: Batch) -> list[FloatArray]:
        """What every group, and the idle qurons, contribute: shape (d, B) or (d, 1)."""
        found = list[FloatArray]()
        for train in self.trains:
            x, which = train.inputs(batch, columns)
            own = products(train.steps(gates, x))[-1] @ resting_state(train.dimension.bit_length() // 2)[:, 0]
            found.append(own.T if len(own) == 1 else own.T[:, which])
        return [*found, resting_state(self.idle)] if self.idle else found

    @staticmethod
    def _product(vectors: Sequence[FloatArray], columns: int, memory: Memory) -> FloatArray:
        state = np.ones((1, 1))
        for number, vector in enumerate(vectors):
            last = number == len(vectors) - 1
            width = columns if last else max(state.shape[1], vector.shape[1])
            out = memory.take((len(state), len(vector), width))
            state = np.multiply(state[:, None], vector, out=out).reshape(-1, width)
        return state

    @staticmethod
    def _pull_back(train: Train, slope: FloatArray, gates: PulseGates, batch: Batch, found: FloatArray) -> None:
        """From the slope along a group's vector, shape (d, B)."""
        x, which = train.inputs(batch, slope.shape[1])
        each = np.zeros((len(x), len(slope)))
        np.add.at(each, which, slope.T)
        resting = resting_state(train.dimension.bit_length() // 2)[:, 0]
        train.pull_back(each[:, :, None] * resting, train.steps(gates, x), found)


AnyPulses = Propagate | Begin
"""Operations that depend on theta and on the inputs at once."""
