"""What a layer says to do, one elementary step at a time.

Layers are lowered to these values (`layers`), and the compiler turns them into array operations (`compile`).
Qurons are numbered as they are at that moment: `Fresh` appends at the end, `Discard` closes the gaps. Each angle
is a position in theta.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np

from playground.models.flow import Flow
from playground.models.pauli import FloatArray


@dataclass(frozen=True)
class Turn:
    """Rotation about one axis on several qurons, each with its own parameter."""

    axis: str
    qurons: tuple[int, ...]
    parameters: tuple[int, ...]


class Source(NamedTuple):
    """Where the angle of an encoder comes from: scale * x[feature].

    Args:
        feature: Position in the input.
        scale: Radians per unit; where a trained scale starts.
        parameter: Position of the scale in theta if it is trained, else None.
        is_pulse: Whether decay acts while it turns, so that the output is no trigonometric polynomial of x.
    """

    feature: int
    scale: float
    parameter: int | None = None
    is_pulse: bool = False


@dataclass(frozen=True)
class Encode:
    """Rotation of `qurons[i]` by `scale` times feature `features[i]`; each quron appears once.

    A trained encoder has `parameters`: the scale of `qurons[i]` is theta[parameters[i]], and starts at `scale`.
    """

    axis: str
    qurons: tuple[int, ...]
    features: tuple[int, ...]
    scale: float
    parameters: tuple[int, ...] = ()

    @property
    def sources(self) -> tuple[Source, ...]:
        """Of the angle of each quron."""
        parameters = self.parameters or (None,) * len(self.features)
        return tuple(Source(f, self.scale, p) for f, p in zip(self.features, parameters, strict=True))


@dataclass(frozen=True, eq=False)
class Local:
    """The same fixed (4, 4) matrix on each of several qurons.

    Args:
        qurons, matrix: Where, and what.
        origin: Where it comes from: `channel` of a layer, `gate` error, `idle` relaxation, `ambient`.
        amount: How many gates have erred, or how many microseconds went by.
    """

    qurons: tuple[int, ...]
    matrix: FloatArray
    origin: str = "channel"
    amount: float = 1.0


@dataclass(frozen=True)
class FixedGate:
    """A two-quron gate of `pauli.FIXED_GATES`."""

    gate: str
    pair: tuple[int, int]


@dataclass(frozen=True)
class PairTurn:
    """A two-quron gate of `pauli.PAIR_ROTATIONS` with its parameter.

    A turn that nobody trains, such as crosstalk, has its `angle` (radians) with it. Its parameter is one of the silent
    ones that follow theta, see `layers.silent_angles`: networks that differ in such angles alone have the same plan.
    """

    gate: str
    pair: tuple[int, int]
    parameter: int
    angle: float | None = field(default=None, compare=False)


@dataclass(frozen=True, eq=False)
class PairNoise:
    """A Pauli channel on a pair: one factor for each of the 16 strings, equal for both orders of the pair."""

    pair: tuple[int, int]
    factors: FloatArray

    @cached_property
    def ends(self) -> tuple[FloatArray, FloatArray]:
        """What it does to either quron while nobody looks at the other, shape (4, 4) each."""
        table = self.factors.reshape(4, 4)
        return np.diag(table[:, 0]), np.diag(table[0])


@dataclass(frozen=True, eq=False)
class Pulses:
    """Lindblad evolutions at the same time, each on a few qurons together, in the order of its flow."""

    parts: tuple[tuple[tuple[int, ...], Flow], ...]

    @property
    def sources(self) -> tuple[Source, ...]:
        """Of the angles of the drives that are features."""
        return tuple(Source(*source, is_pulse=True) for _, flow in self.parts for source in flow.sources)


@dataclass(frozen=True)
class Fresh:
    """One more quron, in |0>, with the next number."""


@dataclass(frozen=True)
class Discard:
    """Trace out these qurons; the others are renumbered from 0."""

    qurons: tuple[int, ...]


@dataclass(frozen=True)
class EndOfLayer:
    """Bloch vectors are read here."""


Instruction = Turn | Encode | Local | FixedGate | PairTurn | PairNoise | Pulses | Fresh | Discard | EndOfLayer
