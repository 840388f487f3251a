"""What every way of evaluating a network offers to those who choose points, grids and gradients."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from playground.models.batch import Batch
from playground.models.instructions import Source
from playground.models.pauli import FloatArray
from playground.models.workspace import Memory


@dataclass(eq=False)
class Pass:
    """What one pass through a path leaves behind.

    Args:
        outputs: Readouts, shape (R, B), or (R, 1) if no encoder told the inputs apart.
        bloch: Bloch vectors at every mark, shape (n_l, 3, B_l); empty if not asked for.
        tape: What the path itself needs for the gradient; valid until the memory is used again.
    """

    outputs: FloatArray
    bloch: list[FloatArray]
    tape: Any


class PathSlopes(NamedTuple):
    """Derivatives of sum(cotangent * outputs) with respect to everything that a path has.

    Args:
        angles: theta, shape (P,).
        weights: For each readout, of the weight of every Pauli string over the qurons that are left.
        fixed: The one-quron noise matrices of the path, shape (F, 4, 4).
        pair_fixed: The factors of noise on pairs, shape (G, 16).
    """

    angles: FloatArray
    weights: list[dict[str, float]]
    fixed: FloatArray
    pair_fixed: FloatArray


class Path(Protocol):
    """A network as array operations on a batch of inputs, one column an input.

    Groups of encoders are numbered in the order in which the path meets them; between two of them the batch may be
    kept on a coarser grid (`Batch.spread`).
    """

    n_parameters: int

    @property
    def n_readouts(self) -> int:
        """R."""
        ...

    @property
    def readout_weight(self) -> float:
        """Largest sum of absolute weights of a readout: a bound on what it can be."""
        ...

    @property
    def encoders(self) -> Sequence[Sequence[Source]]:
        """For each group of encoders where the angles of its qurons come from."""
        ...

    @property
    def kinds(self) -> tuple[str, ...]:
        """Names of the path and of its operations: paths of one network that differ here are different functions."""
        ...

    @property
    def mark_groups(self) -> Sequence[int]:
        """For every mark, how many groups of encoders come before it; empty if the path has no marks."""
        ...

    @property
    def array_rows(self) -> Sequence[tuple[int, int]]:
        """The arrays that one pass keeps for a gradient: groups of encoders before, and floats a column."""
        ...

    def gates(self, theta: FloatArray) -> Any:
        """Everything that depends on theta, shape (P,), alone."""
        ...

    def forward(self, gates: Any, batch: Batch, memory: Memory, *, marks: bool) -> Pass:
        """Readouts of a batch and, if `marks`, Bloch vectors; with `KeptMemory` if `backward` is to follow."""
        ...

    def backward(self, cotangent: FloatArray, done: Pass, gates: Any, batch: Batch, memory: Memory) -> FloatArray:
        """Gradient of sum(cotangent * outputs) with respect to theta, shape (P,).

        Args:
            cotangent: Shape (R, B).
            done: The pass, its memory untouched since.
            gates, batch: Those of the pass.
            memory: For slopes; not that of the pass.
        """
        ...
