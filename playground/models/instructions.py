"""What a layer says to do, one elementary step at a time.

Layers are lowered to these values (`layers`), and the compiler turns them into array operations (`compile`).
Qurons are numbered as they are at that moment: `Fresh` appends at the end, `Discard` closes the gaps. Each angle
is a position in theta.
"""

from dataclasses import dataclass

from playground.models.pauli import FloatArray


@dataclass(frozen=True)
class Turn:
    """Rotation about one axis on several qurons, each with its own parameter."""

    axis: str
    qurons: tuple[int, ...]
    parameters: tuple[int, ...]


@dataclass(frozen=True)
class Encode:
    """Rotation of `qurons[i]` by `scale` times feature `features[i]`; each quron appears once."""

    axis: str
    qurons: tuple[int, ...]
    features: tuple[int, ...]
    scale: float


@dataclass(frozen=True, eq=False)
class Local:
    """The same fixed (4, 4) matrix on each of several qurons."""

    qurons: tuple[int, ...]
    matrix: FloatArray


@dataclass(frozen=True)
class FixedGate:
    """A two-quron gate of `pauli.FIXED_GATES`."""

    gate: str
    pair: tuple[int, int]


@dataclass(frozen=True)
class PairTurn:
    """A two-quron gate of `pauli.PAIR_ROTATIONS` with its parameter."""

    gate: str
    pair: tuple[int, int]
    parameter: int


@dataclass(frozen=True, eq=False)
class PairNoise:
    """A Pauli channel on a pair: one factor for each of the 16 strings, equal for both orders of the pair."""

    pair: tuple[int, int]
    factors: FloatArray


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


Instruction = Turn | Encode | Local | FixedGate | PairTurn | PairNoise | Fresh | Discard | EndOfLayer
