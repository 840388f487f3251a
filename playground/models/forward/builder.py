"""From elementary steps to few array operations: fusing, ordering of tensor axes, places to read Bloch vectors.

- One-quron steps in a row become one matrix a quron, neighbouring axes one (16, 16) product.
- Fixed gates, Pauli errors and traces compose into one weighted gather of rows.
- Gates with parameters on one pair become one (16, 16) matrix; the axes of the pair are brought side by side by
  the gather before it, and stay there.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from playground.models.flow import Flow
from playground.models.forward.chain import Chain, Rotations, Step
from playground.models.forward.operations import (
    Append,
    EncodeTurns,
    Group,
    Multiply,
    Operation,
    Rearrange,
    Spread,
)
from playground.models.forward.pulses import AnyPulses, Begin, Propagate, Train
from playground.models.forward.trained_turns import TrainedTurns
from playground.models.instructions import (
    Discard,
    Encode,
    EndOfLayer,
    FixedGate,
    Fresh,
    Instruction,
    Local,
    PairNoise,
    PairTurn,
    Pulses,
    Source,
    Turn,
)
from playground.models.pauli import FIXED_GATES, PAIR_ROTATIONS, ROTATIONS, FloatArray, IntArray

AnyOperation = Operation | TrainedTurns | AnyPulses


@dataclass(frozen=True, eq=False)
class Mark:
    """Where the Bloch vectors after a layer are read.

    Args:
        before: Number of the operation before which the state is read.
        rows: Rows of (I, X, Y, Z) of every quron, shape (n, 4).
        weights: Factors of these rows, for gathers that are still to come.
        axes: Tensor axis of every quron, shape (n,).
        steps: How many factors of the operation's chain act on the reduced states first.
        groups: How many groups of encoders came before.
    """

    before: int
    rows: IntArray
    weights: FloatArray
    axes: IntArray
    steps: int
    groups: int


@dataclass(frozen=True, eq=False)
class Plan:
    """A network as array operations.

    Args:
        wires: Qurons at the start.
        operations: In order.
        marks: One before the first layer and one after every layer, if the instructions mark the ends of layers.
        local, pairs: The parametrised gates on one quron and on two.
        order: Quron of each tensor axis at the end.
        encoders: For each group of encoders where the angles of its qurons come from.
    """

    wires: int
    operations: tuple[AnyOperation, ...]
    marks: tuple[Mark, ...]
    local: Rotations
    pairs: Rotations
    order: tuple[int, ...]
    encoders: tuple[tuple[Source, ...], ...]


@dataclass(eq=False)
class _Gates:
    """Parametrised gates met so far."""

    terms: list[FloatArray] = field(default_factory=list)
    parameters: list[int] = field(default_factory=list)

    def add(self, terms: FloatArray, parameter: int) -> int:
        self.terms.append(terms)
        self.parameters.append(parameter)
        return len(self.terms) - 1


_NOBODY = -1
"""Gate number of a quron that a step leaves alone; the identity stands last in `Rotations.matrices`."""


class Builder:
    """Collects operations; what can still be fused with the next step is pending.

    Args:
        wires: Qurons at the start.
        fuse: Whether layers may share an operation; without it the whole state exists at every mark.
    """

    def __init__(self, wires: int, *, fuse: bool = True) -> None:
        self._wires = wires
        self._fuse = fuse
        self._order = list(range(wires))
        self._state_wires = wires  # before the pending gather
        self._operations: list[AnyOperation] = []
        self._marks: list[Mark] = []
        self._encoders: list[tuple[Source, ...]] = []
        self._local_gates, self._pair_gates = _Gates(), _Gates()
        self._source: IntArray | None = None
        self._weight: FloatArray = np.ones(0)
        self._local_steps: list[Step] = []
        self._pair: tuple[int, int] | None = None
        self._pair_steps: list[Step] = []
        self._pulses: dict[tuple[int, ...], list[Flow]] = {}

    def build(self, instructions: Sequence[Instruction]) -> Plan:
        """The plan for these instructions."""
        if any(isinstance(instruction, EndOfLayer) for instruction in instructions):
            self._end_of_layer()  # the state before the first layer has its mark too
        for instruction in instructions:
            self._add(instruction)
        self._flush_pulses()
        self._flush()
        return Plan(
            wires=self._wires,
            operations=tuple(self._operations),
            marks=tuple(self._marks),
            local=Rotations(self._local_gates.terms, self._local_gates.parameters, 4),
            pairs=Rotations(self._pair_gates.terms, self._pair_gates.parameters, 16),
            order=tuple(self._order),
            encoders=tuple(self._encoders),
        )

    def _add(self, instruction: Instruction) -> None:
        if not isinstance(instruction, Pulses):
            self._flush_pulses()
        match instruction:
            case Turn(axis, qurons, parameters):
                numbers = [self._local_gates.add(ROTATIONS[axis], parameter) for parameter in parameters]
                self._add_local(Step(self._by_axis(qurons, numbers), None))
            case Local(qurons, matrix):
                factors = [matrix if quron in qurons else np.eye(4) for quron in self._order]
                self._add_local(Step(None, np.array(factors)))
            case Encode():
                self._add_encoders(instruction)
            case FixedGate(gate, pair):
                self._flush_matrices()
                self._gather_pair(pair, *FIXED_GATES[gate])
            case PairNoise(pair, factors):
                self._add_pair_noise(pair, factors)
            case PairTurn():
                self._add_pair_turn(instruction)
            case Pulses():
                self._flush()
                self._add_pulses(instruction)
            case Fresh():
                self._flush()
                self._operations.append(Append())
                self._order.insert(0, len(self._order))
                self._state_wires += 1
            case Discard(qurons):
                self._flush_matrices()
                self._trace_out(qurons)
            case EndOfLayer():
                self._end_of_layer()

    # One-quron matrices

    def _by_axis(self, qurons: Sequence[int], numbers: Sequence[int]) -> IntArray:
        known = dict(zip(qurons, numbers, strict=True))
        return np.array([known.get(quron, _NOBODY) for quron in self._order], dtype=np.intp)

    def _add_local(self, step: Step) -> None:
        self._flush_pair()
        self._flush_gather()
        self._local_steps.append(step)

    def _flush_local(self) -> None:
        if not self._local_steps:
            return
        chain = Chain(tuple(self._local_steps))
        starts = range(0, len(self._order), 2)
        members = [tuple(range(start, min(start + 2, len(self._order)))) for start in starts]
        busy = [group for group in members if any(_acts_on(chain, axis) for axis in group)]
        groups = tuple(Group(left=4 ** group[0], members=group) for group in busy)
        self._local_steps = []
        self._operations.append(Multiply(chain, groups, local=True))

    # Encoders

    def _add_encoders(self, encode: Encode) -> None:
        self._flush()
        self._operations.append(Spread(len(self._encoders)))
        self._encoders.append(encode.sources)
        places, wires = tuple(self._order.index(quron) for quron in encode.qurons), len(self._order)
        if encode.parameters:
            self._operations.append(TrainedTurns(encode.axis, places, encode.features, encode.parameters, wires))
        else:
            self._operations.append(EncodeTurns(encode.axis, places, encode.sources, wires))

    def _add_pulses(self, pulses: Pulses) -> None:
        if pulses.sources:
            self._flush_pulses()
            self._operations.append(Spread(len(self._encoders)))
            self._encoders.append(pulses.sources)
        for qurons, flow in pulses.parts:
            if any(set(qurons) & set(other) for other in self._pulses if other != qurons):
                self._flush_pulses()
            self._pulses.setdefault(qurons, []).append(flow)

    def _flush_pulses(self) -> None:
        if not self._pulses:
            return
        trains = {qurons: Train(tuple(flows)) for qurons, flows in self._pulses.items()}
        self._pulses = {}
        if self._source is None and all(isinstance(operation, Spread) for operation in self._operations):
            busy = [quron for qurons in trains for quron in qurons]
            idle = [quron for quron in self._order if quron not in busy]
            self._operations.append(Begin(tuple(trains.values()), len(idle)))
            self._order = [*busy, *idle]
            return
        for qurons, train in trains.items():
            self._bring_first(qurons)
            self._flush_gather()
            self._operations.append(Propagate(train, 4 ** self._order.index(qurons[0])))

    # Gathers of rows

    def _rows(self) -> IntArray:
        """Present rows by the letters of the tensor axes, shape (4, ..., 4)."""
        return np.arange(4 ** len(self._order)).reshape((4,) * len(self._order))

    def _gather(self, source: IntArray, weight: FloatArray) -> None:
        """Compose a gather with the pending one."""
        if self._source is None:
            self._source, self._weight = source, weight
        else:
            self._source, self._weight = self._source[source], weight * self._weight[source]

    def _pair_rows(self, pair: tuple[int, int]) -> IntArray:
        """Rows by the 16 strings of a pair, shape (16, rest)."""
        places = [self._order.index(quron) for quron in pair]
        return np.moveaxis(self._rows(), places, (0, 1)).reshape(16, -1)

    def _gather_pair(self, pair: tuple[int, int], source: IntArray, weight: FloatArray) -> None:
        rows = self._pair_rows(pair)
        sources, weights = np.empty(rows.size, dtype=np.intp), np.empty(rows.size)
        sources[rows] = rows[source]
        weights[rows] = weight[:, None]
        self._gather(sources, weights)

    def _trace_out(self, qurons: Sequence[int]) -> None:
        index = tuple(0 if quron in qurons else slice(None) for quron in self._order)
        source = self._rows()[index].ravel()
        self._gather(source, np.ones(source.size))
        left = sorted(set(self._order) - set(qurons))
        self._order = [left.index(quron) for quron in self._order if quron not in qurons]

    def _flush_gather(self) -> None:
        if self._source is None:
            return
        weight = None if np.all(self._weight == 1) else self._weight[:, None].copy()
        self._operations.append(Rearrange(self._source, weight, 4**self._state_wires))
        self._source, self._state_wires = None, len(self._order)

    # Gates with parameters on pairs

    def _add_pair_turn(self, turn: PairTurn) -> None:
        if self._pair is not None and set(self._pair) != set(turn.pair):
            self._flush_pair()
        if self._pair is None:
            self._flush_local()
            self._bring_together(turn.pair)
            self._flush_gather()
            first = min(self._order.index(quron) for quron in turn.pair)
            self._pair = (self._order[first], self._order[first + 1])
        terms = PAIR_ROTATIONS[turn.gate]
        if turn.pair != self._pair:
            letters = terms.reshape(-1, 4, 4, 4, 4).transpose(0, 2, 1, 4, 3)
            terms = letters.reshape(-1, 16, 16)
        number = self._pair_gates.add(terms, turn.parameter)
        self._pair_steps.append(Step(np.array([number], dtype=np.intp), None))

    def _add_pair_noise(self, pair: tuple[int, int], factors: FloatArray) -> None:
        if self._pair is not None and set(self._pair) == set(pair):
            self._pair_steps.append(Step(None, np.diag(factors)[None]))
        else:
            self._flush_matrices()
            self._gather_pair(pair, np.arange(16), factors)

    def _bring_together(self, pair: tuple[int, int]) -> None:
        """Reorder the axes, if they are not neighbours, so that the pair comes first."""
        places = [self._order.index(quron) for quron in pair]
        if abs(places[0] - places[1]) != 1:
            self._bring_first(pair)

    def _bring_first(self, qurons: Sequence[int]) -> None:
        """Reorder the axes, if these qurons do not follow each other, so that they come first in this order."""
        places = [self._order.index(quron) for quron in qurons]
        if places == list(range(places[0], places[0] + len(places))):
            return
        rest = [axis for axis in range(len(self._order)) if axis not in places]
        source = self._rows().transpose(places + rest).ravel()
        self._gather(source, np.ones(source.size))
        self._order = [self._order[axis] for axis in places + rest]

    def _flush_pair(self) -> None:
        if self._pair is None:
            return
        left = 4 ** self._order.index(self._pair[0])
        chain = Chain(tuple(self._pair_steps))
        self._operations.append(Multiply(chain, (Group(left=left, members=(0,)),), local=False))
        self._pair, self._pair_steps = None, []

    # Ends

    def _flush_matrices(self) -> None:
        self._flush_local()
        self._flush_pair()

    def _flush(self) -> None:
        self._flush_matrices()
        self._flush_gather()

    def _end_of_layer(self) -> None:
        if not self._fuse:
            self._flush()
        self._flush_pair()
        rows = np.array([self._reduced_rows(quron) for quron in range(len(self._order))], dtype=np.intp)
        weights = np.ones(rows.shape)
        if self._source is not None:
            rows, weights = self._source[rows], self._weight[rows]
        axes = np.argsort(self._order)
        steps, groups = len(self._local_steps), len(self._encoders)
        self._marks.append(Mark(len(self._operations), rows, weights, axes, steps, groups))

    def _reduced_rows(self, quron: int) -> list[int]:
        place = self._order.index(quron)
        return [letter * 4 ** (len(self._order) - place - 1) for letter in range(4)]


def _acts_on(chain: Chain, axis: int) -> bool:
    """Whether any factor of a chain does anything to a tensor axis."""
    return any(
        step.gates[axis] != _NOBODY
        if step.gates is not None
        else step.fixed is not None and not np.array_equal(step.fixed[axis], np.eye(4))
        for step in chain.steps
    )
