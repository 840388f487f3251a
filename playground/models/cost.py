"""What a model costs before it runs: arithmetic, memory, time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from playground.models.operations import EncodeTurns, Multiply
from playground.models.points import MEMORY_LIMIT, array_rows, kept_bytes

if TYPE_CHECKING:
    from playground.models.engine import Engine

_FLOPS_PER_MS = 8e6
"""Sustained on one core of a shared machine, with the traffic of gathers and encoders included (measured)."""

_CALLS_MS = 0.6
"""Time that a frame takes however small the network is: calls, matrices, interpolation (measured)."""

_TYPICAL_POINTS = 200


@dataclass(frozen=True)
class Cost:
    """Estimate for one frame: a gradient, the decision map and all node maps, once each.

    Args:
        flops: Floating-point operations.
        bytes: Memory for states.
        ms: Milliseconds, within a factor of about two.
    """

    flops: float
    bytes: int
    ms: float

    def describe(self) -> str:
        """One sentence for the user."""
        if self.ms < 1000:
            return f"about {_rounded(self.ms)} ms a frame"
        return f"about {_rounded(self.ms / 1000)} s a frame"


def estimate(engine: Engine) -> Cost:
    """Count the arithmetic of a forward and a backward pass (three times a forward one) over the inputs needed."""
    program, grid = engine.program, engine.candidate
    per_point = sum(_flops_per_row(op) for op in program.plan.operations) * 4 ** max(engine.widths)
    nodes = _TYPICAL_POINTS if grid is None else grid.equivalent_points
    flops = 3.0 * per_point * nodes
    held = min(MEMORY_LIMIT, nodes * kept_bytes(program)) + 8 * max(rows for _, rows in array_rows(program))
    return Cost(flops=flops, bytes=int(held), ms=_CALLS_MS + flops / _FLOPS_PER_MS)


def _flops_per_row(operation: object) -> int:
    match operation:
        case Multiply(groups=groups, local=local):
            return 32 * len(groups) if local else 32
        case EncodeTurns(positions=positions):
            return 3 * len(positions)
        case _:
            return 2


def _rounded(value: float) -> str:
    return f"{value:.1f}" if value < 10 else f"{value:.0f}"
