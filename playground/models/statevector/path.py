"""State vectors: the path for networks without noise, up to sixteen qurons.

Gradient by the adjoint method with nothing recorded: unitary operations are undone on the way back, so that memory
holds two batches however many layers there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from playground.models.batch import Batch
from playground.models.instructions import Source
from playground.models.path import Pass
from playground.models.pauli import FloatArray
from playground.models.statevector.builder import Circuit, PureMark
from playground.models.statevector.operations import ComplexArray, Permute, Phases, States, Turns
from playground.models.statevector.readout import StateReadouts, bloch_vectors, rotation_of
from playground.models.workspace import Memory, PassingMemory


@dataclass(frozen=True, eq=False)
class PureGates:
    """A circuit at a given theta.

    Args:
        theta: Shape (P,).
        partial: What `Chains.partial` returned.
        inverses: Inverse of every product of the chains.
        factors: For each `Phases` by number what `Phases.factors` returned.
    """

    theta: FloatArray
    partial: ComplexArray
    inverses: ComplexArray
    factors: dict[int, ComplexArray | None]

    @property
    def products(self) -> ComplexArray:
        """Every product of the chains."""
        return self.partial[-1]


class PurePath:
    """A circuit with its readouts; see `path.Path`.

    Amplitudes have half-integer harmonics, only expectation values are trigonometric polynomials. So all encoders
    count as one group: from the first one on, states live on every node of the grid.

    Args:
        circuit: The operations; no channels.
        terms: For each readout its Pauli strings over the output qurons, and weights, as a device measures them.
        n_parameters: Length of theta.
    """

    def __init__(self, circuit: Circuit, terms: Sequence[dict[str, float]], n_parameters: int) -> None:
        self.circuit = circuit
        self.n_parameters = n_parameters
        self._operations = [op for op in circuit.operations if isinstance(op, Turns | Permute | Phases)]
        self._readouts = StateReadouts(terms, circuit.order, circuit.wires)
        self._rows = 2**circuit.wires
        encoding = (n for n, op in enumerate(self._operations) if isinstance(op, Phases) and op.encoders)
        self._first_encoder = next(encoding, len(self._operations))
        trained = (n for n, op in enumerate(self._operations) if self._is_trained(op))
        self._first_trained = next(trained, len(self._operations))
        self._before = PassingMemory()  # for the one column before the first encoder

    @property
    def n_readouts(self) -> int:
        """R."""
        return len(self._readouts.terms)

    @property
    def readout_weight(self) -> float:
        """Largest sum of absolute weights of a readout."""
        return max(sum(abs(weight) for weight in terms.values()) for terms in self._readouts.terms)

    @property
    def encoders(self) -> tuple[tuple[Source, ...], ...]:
        """One group: all encoders."""
        return (self.circuit.sources,) if self.circuit.sources else ()

    @property
    def kinds(self) -> tuple[str, ...]:
        """Names of the operations."""
        return "PurePath", *(type(operation).__name__ for operation in self._operations)

    @property
    def mark_groups(self) -> list[int]:
        """0 before the first encoder, 1 after."""
        return [int(mark.encoded) for mark in self.circuit.marks]

    @property
    def array_rows(self) -> list[tuple[int, int]]:
        """State and slope, twice, and a scratch: what a gradient holds."""
        return [(int(bool(self.circuit.sources)), 2 * self._rows)] * 4

    @property
    def flops_per_point(self) -> float:
        """Floating-point operations of a pass for one input, marks included if there are any."""
        marks = sum(5.0 * len(mark.wires) + 3.0 for mark in self.circuit.marks)
        return self._rows * (marks + sum(map(_flops_per_row, self._operations)))

    def gates(self, theta: FloatArray) -> PureGates:
        """Products of rotations, and phases, for theta of shape (P,)."""
        partial = self.circuit.chains.partial(theta)
        factors = {n: op.factors(theta) for n, op in enumerate(self._operations) if isinstance(op, Phases)}
        return PureGates(theta, partial, partial[-1].conj().swapaxes(1, 2).copy(), factors)

    def forward(self, gates: PureGates, batch: Batch, memory: Memory, *, marks: bool) -> Pass:
        """Readouts of a batch and, if `marks`, Bloch vectors."""
        states = States(self._before, 1, self._rows, 1)
        states.now[...] = 0.0
        states.now[0, 0] = 1.0
        bloch: list[FloatArray] = []
        for number, operation in enumerate(self._operations):
            if marks:
                self._read_marks(number, states, gates, memory, bloch)
            if number == self._first_encoder:
                states = _spread(states, batch, memory)
            if isinstance(operation, Turns):
                operation.apply(states, gates.products)
            elif isinstance(operation, Permute):
                operation.apply(states)
            else:
                operation.apply(states, gates.factors[number], gates.theta, batch)
        if marks:
            self._read_marks(len(self._operations), states, gates, memory, bloch)
        state = states.now[0]
        return Pass(self._readouts.read(state), bloch, state.copy() if state.shape[1] == 1 else state)

    def backward(self, cotangent: FloatArray, done: Pass, gates: PureGates, batch: Batch, memory: Memory) -> FloatArray:
        """Gradient of sum(cotangent * outputs), shape (P,): state and slope go back together."""
        state: ComplexArray = done.tape
        states = States(memory, 2, *state.shape)
        states.now[0] = state
        self._readouts.pull_back(cotangent, state, states.now[1])
        gradient = np.zeros(self.n_parameters)
        environments = np.zeros(gates.products.shape, dtype=np.complex128)
        for number in range(len(self._operations) - 1, self._first_trained - 1, -1):
            operation = self._operations[number]
            if isinstance(operation, Turns):
                operation.apply(states, gates.inverses)
                environments[operation.numbers] = operation.environments(states)
            elif isinstance(operation, Permute):
                operation.undo(states)
            else:
                if operation.has_parameters:
                    operation.add_slopes(states, batch, gradient)
                operation.apply(states, gates.factors[number], gates.theta, batch, inverse=True)
            if number == self._first_encoder:
                states = self._gather(states)
        self.circuit.chains.add_slopes(gates.partial, environments, gradient)
        return gradient

    def _is_trained(self, operation: Turns | Permute | Phases) -> bool:
        if isinstance(operation, Turns):
            return self.circuit.chains.has_angles(operation.numbers)
        return isinstance(operation, Phases) and operation.has_parameters

    def _gather(self, states: States) -> States:
        """Before the first encoder there is one state, and the slopes of all inputs add up."""
        state, slope = states.now
        found = States(self._before, 2, self._rows, 1)
        found.now[0, :, 0] = state[:, 0]
        found.now[1, :, 0] = slope.sum(axis=1)
        return found

    def _read_marks(
        self, number: int, states: States, gates: PureGates, memory: Memory, bloch: list[FloatArray]
    ) -> None:
        for mark in self.circuit.marks:
            if mark.before == number:
                rotations = pending_rotations(mark, gates.partial)
                bloch.append(bloch_vectors(states.now[0], mark.wires, rotations, memory))


def pending_rotations(mark: PureMark, partial: ComplexArray) -> FloatArray:
    """What the rotations in progress at a mark do to the Bloch vector of every quron, shape (m, 3, 3)."""
    places = [(0, 0) if step is None else (step[1], step[0]) for step in mark.steps]
    if not partial.size:
        return np.broadcast_to(np.eye(3), (len(places), 3, 3))
    counts, numbers = np.array(places).T
    return rotation_of(partial[counts, numbers])


def _spread(states: States, batch: Batch, memory: Memory) -> States:
    """From one column to as many as there are inputs."""
    columns = batch.spread(0, np.ones((1, 1)), memory).shape[1]
    found = States(memory, 1, states.now.shape[1], columns)
    found.now[...] = states.now
    return found


def _flops_per_row(operation: Turns | Permute | Phases) -> float:
    """Real operations on one amplitude; a gather counts for what it costs in time."""
    if isinstance(operation, Turns):
        return sum(8.0 * 2 ** len(members) for _, members in operation.groups)
    return 12.0 if isinstance(operation, Phases) and operation.encoders else 6.0
