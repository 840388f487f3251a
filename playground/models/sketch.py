"""What a density-matrix program will hold and do, counted from the steps of a network without making its arrays."""

from __future__ import annotations

from collections.abc import Sequence

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


class DensitySketch:
    """Counts as `Program` has them after compiling; see `planner.Load`.

    Args:
        instructions: A network as lowered, or its light cone.
        wires: Qurons at the start.

    Attributes:
        encoders: Sources of each group of encoders.
        array_rows: Groups of encoders before, and floats a column, of every array of a pass.
        flops_per_point: Floating-point operations of a pass for one input.
        tables: Bytes of the index arrays of fixed gates.
        peak: Most qurons alive at one time.
    """

    def __init__(self, instructions: Sequence[Instruction], wires: int) -> None:
        self.encoders: list[tuple[Source, ...]] = []
        self.array_rows: list[tuple[int, int]] = [(0, 4**wires)]
        self.flops_per_point = 0.0
        self.tables = 0
        self.peak = self._alive = wires
        self._turning: set[int] = set()  # pairs of tensor axes with rotations in progress
        self._moving = False  # fixed gates in progress
        self._pair: tuple[int, ...] | None = None
        for instruction in instructions:
            self._count(instruction)
        self._flush()

    def _count(self, instruction: Instruction) -> None:
        match instruction:
            case Turn(qurons=qurons) | Local(qurons=qurons):
                self._move()
                self._pair = None
                self._turning |= {quron // 2 for quron in qurons}
            case Encode(qurons=qurons):
                self._flush()
                self.encoders.append(instruction.sources)
                self._array(3 * len(qurons))
            case FixedGate() | PairNoise():
                self._turn()
                self._moving = True
            case PairTurn(pair=pair):
                self._turn()
                if self._pair is None or set(pair) != set(self._pair):
                    self._moving |= abs(pair[0] - pair[1]) > 1
                    self._move()
                    self._array(32)
                self._pair = pair
            case Fresh():
                self._flush()
                self._alive += 1
                self.peak = max(self.peak, self._alive)
                self._array(2)
            case Discard(qurons):
                self._turn()
                self._moving = True
                self._move()
                self._alive -= len(qurons)
            case Pulses(parts):
                self._flush()
                if instruction.sources:
                    self.encoders.append(instruction.sources)
                for qurons, _ in parts:
                    self._array(2.0 * 4 ** len(qurons))
            case EndOfLayer():
                pass

    def _array(self, flops: float) -> None:
        rows = 4**self._alive
        self.array_rows.append((len(self.encoders), rows))
        self.flops_per_point += flops * rows

    def _turn(self) -> None:
        for _ in self._turning:
            self._array(32)
        self._turning.clear()

    def _move(self) -> None:
        if self._moving:
            self._array(2)
            self.tables += 16 * 4**self._alive
            self._pair = None
        self._moving = False

    def _flush(self) -> None:
        self._turn()
        self._move()
        self._pair = None
