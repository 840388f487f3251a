"""What a model costs before it runs: arithmetic, memory, time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from playground.models.points import MEMORY_LIMIT, kept_bytes

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
    """Count the arithmetic: the whole network forwards; its light cone forwards and back, three times forwards."""
    flops, held = 0.0, 0
    for evaluation, passes in ((engine.layers, 1.0), (engine.cone, 3.0)):
        path, grid = evaluation.path, evaluation.candidate
        nodes = _TYPICAL_POINTS if grid is None else grid.equivalent_points
        flops += passes * nodes * path.flops_per_point
        held += min(MEMORY_LIMIT, nodes * kept_bytes(path))
    return Cost(flops=flops, bytes=held, ms=_CALLS_MS + flops / _FLOPS_PER_MS)


def _rounded(value: float) -> str:
    return f"{value:.1f}" if value < 10 else f"{value:.0f}"
