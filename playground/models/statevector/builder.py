"""From elementary steps to a circuit on state vectors.

A step joins the earliest operation of its kind that comes after everything it has to wait for, so that a layer of
gates is one operation however the steps are ordered. A traced-out quron keeps its wire, which nobody looks at any
more: the state stays pure, and readouts of the others are those of the reduced state.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

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
    Source,
    Turn,
)
from playground.models.pauli import FloatArray
from playground.models.statevector.chains import Chains, Factor
from playground.models.statevector.operations import Operation, Permute, Phases, Turns
from playground.models.statevector.unravelling import Jumps, PairJumps

_HADAMARD = np.array([[1, 1], [1, -1]]) / np.sqrt(2) + 0j
_TO_Z = {"x": _HADAMARD, "y": _HADAMARD @ np.diag([1, -1j]), "z": np.eye(2) + 0j}
"""V with V P V^dag = Z, so that R_P(t) = V^dag R_Z(t) V."""

_AXES = {"crx": "zx", "cry": "zy", "crz": "zz", "rxx": "xx", "ryy": "yy", "rzz": "zz"}


@dataclass(frozen=True, eq=False)
class PureMark:
    """Where the Bloch vectors after a layer are read.

    Args:
        before: Number of the operation before which the state is read.
        wires: Wire of every quron.
        steps: For each quron the chain of that operation and how many of its factors act on the quron first.
        encoded: Whether encoders came before.
    """

    before: int
    wires: tuple[int, ...]
    steps: tuple[tuple[int, int] | None, ...]
    encoded: bool


@dataclass(frozen=True, eq=False)
class Circuit:
    """A network as operations on state vectors.

    Args:
        wires: n, every quron that ever lives counted.
        operations: In order.
        chains: The products of one-quron rotations.
        marks: One before the first layer and one after every layer, if the instructions mark the ends of layers.
        order: Wire of every quron at the end.
        sources: Of every encoder.
    """

    wires: int
    operations: tuple[Operation | Jumps | PairJumps, ...]
    chains: Chains
    marks: tuple[PureMark, ...]
    order: tuple[int, ...]
    sources: tuple[Source, ...]


@dataclass(eq=False)
class _Stage:
    """An operation in the making."""

    kind: type
    chains: dict[int, list[Factor]] = field(default_factory=dict)
    settled: dict[int, int] = field(default_factory=dict)  # factors of a chain that a mark has counted
    couplings: list[tuple[int, int, int, float]] = field(default_factory=list)
    fields: list[tuple[int, int, float]] = field(default_factory=list)
    encoders: list[tuple[int, Source]] = field(default_factory=list)
    gates: list[tuple[str, tuple[int, int]]] = field(default_factory=list)
    channels: dict[int, FloatArray] = field(default_factory=dict)
    noise: list[tuple[tuple[int, int], FloatArray]] = field(default_factory=list)


@dataclass(eq=False)
class _Mark:
    before: int
    wires: tuple[int, ...]
    steps: tuple[int, ...]


def count_wires(instructions: Sequence[Instruction], wires: int) -> int:
    """n of the circuit: every quron that is acted upon, or left at a mark or at the end."""
    return len(_busy_wires(instructions, wires))


def _busy_wires(instructions: Sequence[Instruction], wires: int) -> list[int]:
    alive, total, busy = list(range(wires)), wires, set[int]()
    for instruction in instructions:
        match instruction:
            case Fresh():
                alive.append(total)
                total += 1
            case Discard(qurons):
                alive = [wire for place, wire in enumerate(alive) if place not in qurons]
            case Turn(qurons=qurons) | Encode(qurons=qurons) | Local(qurons=qurons):
                busy |= {alive[quron] for quron in qurons}
            case FixedGate(pair=pair) | PairTurn(pair=pair) | PairNoise(pair=pair):
                busy |= {alive[quron] for quron in pair}
            case EndOfLayer():
                busy |= set(alive)
    return sorted(busy | set(alive))


class CircuitBuilder:
    """Collects the operations of a circuit.

    Args:
        instructions: A network as lowered, or its light cone.
        wires: Qurons at the start.
    """

    def __init__(self, instructions: Sequence[Instruction], wires: int) -> None:
        self._names = {wire: name for name, wire in enumerate(_busy_wires(instructions, wires))}
        self._total = len(self._names)
        self._alive = [self._names.get(wire, -1) for wire in range(wires)]
        self._born = wires
        self._stages: list[_Stage] = []
        self._touched: list[list[int]] = [[] for _ in range(self._total)]  # stages that act on each wire
        self._floor = 0  # stages before are closed: their marks have been read
        self._marks: list[_Mark] = []
        self._instructions = instructions

    def build(self) -> Circuit:
        """The circuit."""
        if any(isinstance(instruction, EndOfLayer) for instruction in self._instructions):
            self._end_of_layer()
        for instruction in self._instructions:
            self._add(instruction)
        return self._finished()

    def _add(self, instruction: Instruction) -> None:
        match instruction:
            case Turn(axis, qurons, parameters):
                for quron, parameter in zip(qurons, parameters, strict=True):
                    self._turn(self._alive[quron], (axis, parameter))
            case Encode(axis, qurons):
                for quron, source in zip(qurons, instruction.sources, strict=True):
                    wire = self._alive[quron]
                    self._in_basis({wire: axis}).encoders.append((wire, source))
                    self._turn(wire, _TO_Z[axis].conj().T)
            case FixedGate(gate, pair):
                wires = self._pair(pair)
                self._stage(Permute, wires).gates.append((gate, wires))
            case PairTurn(gate, pair, parameter):
                self._pair_turn(gate, self._pair(pair), parameter)
            case Local(qurons, matrix):
                for quron in qurons:
                    channels = self._stage(Jumps, (self._alive[quron],)).channels
                    channels[self._alive[quron]] = matrix @ channels.get(self._alive[quron], np.eye(4))
            case PairNoise(pair, factors):
                wires = self._pair(pair)
                self._stage(PairJumps, wires).noise.append((wires, factors))
            case Fresh():
                self._alive.append(self._names.get(self._born, -1))
                self._born += 1
            case Discard(qurons):
                self._alive = [wire for place, wire in enumerate(self._alive) if place not in qurons]
            case EndOfLayer():
                self._end_of_layer()

    def _pair(self, pair: tuple[int, int]) -> tuple[int, int]:
        return self._alive[pair[0]], self._alive[pair[1]]

    def _stage(self, kind: type, wires: Sequence[int]) -> _Stage:
        """The earliest operation of a kind after all that acts on these wires, or with the last of it."""
        earliest = max((self._touched[wire][-1] for wire in wires if self._touched[wire]), default=0)
        # A rotation may still join the operation before which a mark is read: the mark counts its factors.
        closed = self._floor - 1 if kind is Turns else self._floor
        for number in range(max(earliest, closed, 0), len(self._stages)):
            if self._stages[number].kind is kind:
                break
        else:
            number = len(self._stages)
            self._stages.append(_Stage(kind))
        for wire in wires:
            if not self._touched[wire] or self._touched[wire][-1] != number:
                self._touched[wire].append(number)
        return self._stages[number]

    def _turn(self, wire: int, factor: Factor) -> None:
        """Append a rotation; fixed ones in a row become one, or none if they cancel."""
        if isinstance(factor, np.ndarray) and np.array_equal(factor, np.eye(2)):
            return
        stage = self._stage(Turns, (wire,))
        chain = stage.chains.setdefault(wire, [])
        last = chain[-1] if len(chain) > stage.settled.get(wire, 0) else None
        if not isinstance(factor, np.ndarray) or not isinstance(last, np.ndarray):
            chain.append(factor)
            return
        chain[-1] = both = factor @ last
        if np.allclose(both, np.eye(2), rtol=0, atol=1e-14):
            chain.pop()
        if not chain:
            del stage.chains[wire]
            self._touched[wire].pop()

    def _in_basis(self, axes: dict[int, str]) -> _Stage:
        """The next diagonal operation on some wires, each turned so that Z stands for its axis."""
        for wire, axis in axes.items():
            self._turn(wire, _TO_Z[axis])
        return self._stage(Phases, tuple(axes))

    def _pair_turn(self, gate: str, pair: tuple[int, int], parameter: int) -> None:
        axes = dict(zip(pair, _AXES[gate], strict=True))
        stage = self._in_basis(axes)
        if gate.startswith("c"):  # |1><1| = (1 - Z)/2 on the first
            stage.fields.append((pair[1], parameter, 0.5))
            stage.couplings.append((*pair, parameter, -0.5))
        else:
            stage.couplings.append((*pair, parameter, 1.0))
        for wire, axis in axes.items():
            self._turn(wire, _TO_Z[axis].conj().T)

    def _end_of_layer(self) -> None:
        last = len(self._stages) - 1
        stage = self._stages[last] if self._stages else None
        open_turns = stage is not None and stage.kind is Turns and last >= self._floor - 1
        before = last if open_turns else last + 1
        steps = tuple(len(stage.chains.get(wire, ())) if stage and open_turns else 0 for wire in self._alive)
        if stage is not None and open_turns:
            stage.settled = {wire: len(chain) for wire, chain in stage.chains.items()}
        self._marks.append(_Mark(before, tuple(self._alive), steps))
        self._floor = before + 1 if open_turns else before

    def _finished(self) -> Circuit:
        chains: list[list[Factor]] = []
        numbers: dict[tuple[int, int], int] = {}
        operations: list[Operation | Jumps | PairJumps] = []
        places: list[int] = []  # where each stage begins among the operations: empty ones are left out
        for number, stage in enumerate(self._stages):
            places.append(len(operations))
            for wire in sorted(stage.chains):
                numbers[number, wire] = len(chains)
                chains.append(stage.chains[wire])
            own = {wire: numbers[number, wire] for wire in sorted(stage.chains)}
            operations += _operation(stage, own, self._total)
        places.append(len(operations))
        marks = tuple(self._mark(mark, numbers, places, operations) for mark in self._marks)
        sources = tuple(source for stage in self._stages for _, source in stage.encoders)
        return Circuit(self._total, tuple(operations), Chains(chains), marks, tuple(self._alive), sources)

    def _mark(
        self,
        mark: _Mark,
        numbers: dict[tuple[int, int], int],
        places: list[int],
        operations: list[Operation | Jumps | PairJumps],
    ) -> PureMark:
        pairs = zip(mark.wires, mark.steps, strict=True)
        steps = tuple((numbers[mark.before, wire], count) if count else None for wire, count in pairs)
        before = places[mark.before]
        encoded = any(isinstance(op, Phases) and op.encoders for op in operations[:before])
        return PureMark(before, mark.wires, steps, encoded)


def _operation(stage: _Stage, chains: dict[int, int], total: int) -> list[Operation | Jumps | PairJumps]:
    if stage.kind is Turns:
        wires = tuple(chains)
        return [Turns(np.array([chains[wire] for wire in wires], dtype=np.intp), wires, total)] if wires else []
    if stage.kind is Permute:
        return [Permute(tuple(stage.gates), total)]
    if stage.kind is Phases:
        return [Phases(tuple(stage.couplings), tuple(stage.fields), tuple(stage.encoders), total)]
    if stage.kind is PairJumps:
        return [PairJumps(tuple(stage.noise), total)]
    return [Jumps(tuple(stage.channels.items()), total)]
