"""A plan at work: forwards through the operations, backwards for the gradient.

Adjoint method: the slope of the output with respect to the Pauli vector travels backwards through the transposed
operations. At a matrix that depends on theta it meets the recorded input, dL/dM = sum over the batch of
dOut In^T, and every angle in M takes its derivative from there. The cost does not depend on the number of angles.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from playground.models.batch import Batch
from playground.models.forward.builder import Mark, Plan
from playground.models.forward.operations import Append, Multiply, Rearrange, Spread
from playground.models.forward.pulses import AnyPulses, Begin, Propagate, PulseGates
from playground.models.forward.trained_turns import TrainedTurns
from playground.models.instructions import Source
from playground.models.path import Pass, PathSlopes
from playground.models.pauli import FloatArray, IntArray, resting_state
from playground.models.readout import Readouts
from playground.models.workspace import Memory

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class _Factor:
    """A `Multiply` at a given theta: partial products of its chain, matrix of each group."""

    partial: list[FloatArray]
    matrices: list[FloatArray]


@dataclass(eq=False)
class Gates:
    """All matrices of a plan at a given theta."""

    theta: FloatArray
    local: FloatArray
    pairs: FloatArray
    factors: dict[int, _Factor]
    pulses: PulseGates


@dataclass(eq=False)
class _Tape:
    """Pauli vectors at the end, shape (4^n, B), and by number the inputs of every operation that theta changes: of a
    `Multiply` one for each of its groups."""

    state: FloatArray
    inputs: dict[int, list[FloatArray]]


class Program:
    """A plan with its readouts.

    Args:
        plan: The operations.
        readouts: What is measured at the end.
        n_parameters: Length of theta.
    """

    def __init__(self, plan: Plan, readouts: Readouts, n_parameters: int) -> None:
        self.plan = plan
        self.readouts = readouts
        self.n_parameters = n_parameters
        self._start = resting_state(plan.wires)
        trained = (i for i, op in enumerate(plan.operations) if _has_parameters(op))
        self._first_trained = next(trained, len(plan.operations))
        pulses = (operation for operation in plan.operations if isinstance(operation, AnyPulses))
        self._flows = [flow for operation in pulses for flow in operation.flows]
        self._marks: dict[int, list[int]] = {}
        for number, mark in enumerate(plan.marks):
            self._marks.setdefault(mark.before, []).append(number)
        self.array_rows: Sequence[tuple[int, int]] = self._count_rows()

    @property
    def n_readouts(self) -> int:
        """R."""
        return len(self.readouts.terms)

    @property
    def readout_weight(self) -> float:
        """Largest sum of absolute weights of a readout."""
        return max(sum(abs(weight) for weight in terms.values()) for terms in self.readouts.terms)

    @property
    def encoders(self) -> tuple[tuple[Source, ...], ...]:
        """For each group of encoders where the angles of its qurons come from."""
        return self.plan.encoders

    @property
    def kinds(self) -> tuple[str, ...]:
        """Names of the operations."""
        return "Program", *(type(operation).__name__ for operation in self.plan.operations)

    @property
    def mark_groups(self) -> list[int]:
        """For every mark, how many groups of encoders come before it."""
        return [mark.groups for mark in self.plan.marks]

    def _count_rows(self) -> list[tuple[int, int]]:
        """The arrays of a forward pass: how many groups of encoders came before, and how many rows each has."""
        rows, groups = 4**self.plan.wires, 0
        found = [(0, rows)]
        for operation in self.plan.operations:
            match operation:
                case Spread(number):
                    groups = number + 1
                    found.append((groups, rows))
                case TrainedTurns() | Propagate() | Begin():
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

    def gates(self, theta: FloatArray) -> Gates:
        """Build every matrix of the network for theta, shape (P,)."""
        local, pairs = self.plan.local.matrices(theta), self.plan.pairs.matrices(theta)
        factors: dict[int, _Factor] = {}
        for number, operation in enumerate(self.plan.operations):
            if isinstance(operation, Multiply):
                partial = operation.chain.products(local if operation.local else pairs)
                factors[number] = _Factor(partial, operation.matrices(partial[-1]))
        own = theta.copy()
        return Gates(own, local, pairs, factors, PulseGates(own, self._flows))

    def forward(self, gates: Gates, batch: Batch, memory: Memory, *, marks: bool) -> Pass:
        """From |0...0> to the readouts.

        Args:
            gates: What `gates` returned.
            batch: The inputs.
            memory: Where states live; `KeptMemory` if `backward` is to follow.
            marks: Whether to read the Bloch vectors after every layer.
        """
        state = self._start
        tape: dict[int, list[FloatArray]] = {}
        bloch: list[FloatArray] = []
        for number, operation in enumerate(self.plan.operations):
            if marks:
                self._read_marks(number, state, gates, bloch)
            if isinstance(operation, Multiply):
                tape[number] = []
                state = operation.forward(state, gates.factors[number].matrices, memory, tape[number])
            elif isinstance(operation, TrainedTurns):
                tape[number] = [state]
                state = operation.forward(state, gates.theta, batch, memory)
            elif isinstance(operation, AnyPulses):
                tape[number] = [state]
                state = operation.forward(state, gates.pulses, batch, memory)
            else:
                state = operation.forward(state, batch, memory)
        if marks:
            self._read_marks(len(self.plan.operations), state, gates, bloch)
        outputs = self.readouts.read(state)
        return Pass(outputs, bloch, _Tape(state, tape))

    def backward(self, cotangent: FloatArray, done: Pass, gates: Gates, batch: Batch, memory: Memory) -> FloatArray:
        """Gradient of sum(cotangent * outputs) with respect to theta.

        Args:
            cotangent: Shape (R, B).
            done: The forward pass, its memory untouched since.
            gates, batch: Those of the forward pass.
            memory: For slopes; not that of the forward pass.
        Returns:
            Shape (P,).
        """
        gradient = np.zeros(self.n_parameters)
        found_local, found_pairs = np.zeros(len(gates.local)), np.zeros(len(gates.pairs))
        slope = memory.take(done.tape.state.shape)
        self.readouts.pull_back(cotangent, slope)
        for number in range(len(self.plan.operations) - 1, self._first_trained - 1, -1):
            operation = self.plan.operations[number]
            if isinstance(operation, TrainedTurns):
                (state,) = done.tape.inputs[number]
                slope = operation.backward(slope, state, gates.theta, batch, memory, gradient)
                continue
            if isinstance(operation, AnyPulses):
                (state,) = done.tape.inputs[number]
                slope = operation.backward(slope, state, gates.pulses, batch, memory, gradient)
                continue
            if not isinstance(operation, Multiply):
                slope = operation.backward(slope, batch, memory)
                continue
            factor, last = gates.factors[number], number == self._first_trained
            slope, slopes = operation.backward(
                slope, factor.matrices, memory, done.tape.inputs[number], factor.partial[-1], last=last
            )
            if operation.chain.has_parameters:
                rotations, matrices, found = (
                    (self.plan.local, gates.local, found_local)
                    if operation.local
                    else (self.plan.pairs, gates.pairs, found_pairs)
                )
                for indices, values in operation.chain.pull_back(slopes, factor.partial, rotations, matrices):
                    found[indices] = values
        gradient[self.plan.local.parameters] = found_local[:-1]
        gradient[self.plan.pairs.parameters] = found_pairs[:-1]
        return gradient

    def slopes(self, cotangent: FloatArray, done: Pass, gates: Gates, batch: Batch, memory: Memory) -> PathSlopes:
        """As `backward`, with the weights of the readouts; its noise has slopes as angles of `flow.Straight`."""
        angles = self.backward(cotangent, done, gates, batch, memory)
        weights = self.readouts.weight_slopes(cotangent, done.tape.state)
        return PathSlopes(angles, weights, np.zeros((0, 4, 4)), np.zeros((0, 16)))

    def whole_states(self, gates: Gates, batch: Batch, memory: Memory) -> tuple[FloatArray, FloatArray]:
        """For one input: the purity at every mark, and the Pauli vector at the end with quron 0 first.

        The plan must have been built without fusion, so that the whole state exists at every mark.
        """
        purities, state = self._visit_marks(gates, batch, memory, lambda _, state: _purity(state))
        return np.array(purities), state[_rows_in_order(self.plan.order), 0]

    def reduced_states(
        self, gates: Gates, batch: Batch, memory: Memory, groups: Sequence[Sequence[Sequence[int]]]
    ) -> list[list[FloatArray]]:
        """For one input: Pauli vectors of groups of qurons at every mark, the other qurons traced out.

        Args:
            gates, batch, memory: As for `whole_states`, which also says how the plan must be built.
            groups: For every mark the groups of qurons asked for; a group's first quron comes first.
        Returns:
            For every mark one vector a group, shape (4^k,).
        """
        wanted = iter(groups)

        def read(mark: Mark, state: FloatArray) -> list[FloatArray]:
            return [state[_rows_of(mark, group), 0] for group in next(wanted)]

        return self._visit_marks(gates, batch, memory, read)[0]

    def _visit_marks(
        self, gates: Gates, batch: Batch, memory: Memory, read: Callable[[Mark, FloatArray], T]
    ) -> tuple[list[T], FloatArray]:
        """What `read` makes of the state at every mark, and the state at the end."""
        state, marks = self._start, self.plan.marks
        found = [read(marks[which], state) for which in self._marks.get(0, ())]
        for number, operation in enumerate(self.plan.operations, start=1):
            if isinstance(operation, Multiply):
                state = operation.forward(state, gates.factors[number - 1].matrices, memory, [])
            elif isinstance(operation, TrainedTurns):
                state = operation.forward(state, gates.theta, batch, memory)
            elif isinstance(operation, AnyPulses):
                state = operation.forward(state, gates.pulses, batch, memory)
            else:
                state = operation.forward(state, batch, memory)
            found += [read(marks[which], state) for which in self._marks.get(number, ())]
        return found, state

    def _read_marks(self, number: int, state: FloatArray, gates: Gates, bloch: list[FloatArray]) -> None:
        for which in self._marks.get(number, ()):
            mark = self.plan.marks[which]
            chain = gates.factors[number].partial if mark.steps else []
            bloch.append(_read_bloch(mark, state, chain))


def _read_bloch(mark: Mark, state: FloatArray, partial: Sequence[FloatArray]) -> FloatArray:
    """Bloch vectors at a mark, shape (n, 3, B), from the reduced states and what still acts on them."""
    reduced = state[mark.rows] * mark.weights[:, :, None]
    if mark.steps:
        return np.matmul(partial[mark.steps - 1][mark.axes, 1:, :], reduced)
    return reduced[:, 1:, :]


def _has_parameters(operation: object) -> bool:
    return isinstance(operation, TrainedTurns | AnyPulses) or (
        isinstance(operation, Multiply) and operation.chain.has_parameters
    )


def _purity(state: FloatArray) -> float:
    """Tr(rho^2) = |r|^2 / 2^n for one column of 4^n components."""
    return float(np.vdot(state, state)) / np.sqrt(len(state))


def _rows_of(mark: Mark, group: Sequence[int]) -> IntArray:
    """Rows of the Pauli strings on a group of qurons, identity on the others."""
    rows = np.zeros(1, dtype=np.intp)
    for quron in group:
        rows = np.add.outer(rows, mark.rows[quron]).ravel()
    return rows


def _rows_in_order(order: Sequence[int]) -> IntArray:
    """Row of every Pauli string, quron 0 first, in a state whose tensor axes belong to `order`."""
    wires = len(order)
    axes = np.argsort(order)
    return np.arange(4**wires).reshape((4,) * wires).transpose(axes).ravel()
