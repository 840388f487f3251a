"""Which way of evaluating a network is used, why, and what it costs; decided before anything large is allocated.

- Density matrices (`Program`): Pauli vectors of 4^n numbers; whatever a network may hold.
- State vectors (`PurePath`): 2^n amplitudes; no noise.
- Single runs (`Trajectories`): state vectors that jump at random; noise, but means instead of exact values.

Costs are those of one frame of the page: a gradient on 200 points and the decision map for the readouts, all node maps
for the layers. They are counted from the steps of a network, without its arrays.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, inf, log
from typing import Generic, Protocol, TypeVar

from playground.models.grids.axes import plan_grid
from playground.models.grids.points import MEMORY_LIMIT
from playground.models.instructions import Source
from playground.spec.errors import SpecError

TIME_LIMIT_MS = 60_000.0
"""A network whose frame would take longer is refused."""

BYTES_LIMIT = 2**30
"""A network that would hold more memory is refused."""

TRAINING_POINTS = 200
MAP_POINTS = 100**2
NODE_MAP_POINTS = 20**2

NONE = "none"
"""The path where there is no way."""

T = TypeVar("T")


@dataclass(frozen=True)
class Plan:
    """How one kind of question is answered.

    Args:
        path: `density matrices`, `state vectors`, `single runs`, or `none`.
        reason: Why, one sentence; for `none`, what to change.
        ms: Milliseconds a frame, or an input if there is no gradient; within a factor of about three.
        bytes: Memory for states and tables.
        trains: Whether there is a gradient.
    """

    path: str
    reason: str
    ms: float
    bytes: int
    trains: bool = True


@dataclass(frozen=True)
class Plans:
    """How a model is evaluated.

    Args:
        readouts: Predictions, training, the decision map.
        nodes: Bloch vectors and the maps of qurons.
    """

    readouts: Plan
    nodes: Plan

    @property
    def ms(self) -> float:
        """Milliseconds of a frame: a gradient, the decision map and all node maps, once each; of an input by runs."""
        return self.readouts.ms + (self.nodes.ms if self.nodes.trains else 0.0)

    @property
    def bytes(self) -> int:
        """Memory for states and tables."""
        return self.readouts.bytes + self.nodes.bytes

    def describe(self) -> str:
        """One sentence for the user: the time."""
        if not self.readouts.trains:
            return f"about {duration(self.readouts.ms)} an input, by single runs"
        return f"about {duration(self.ms)} a frame"

    def explain(self) -> str:
        """A few sentences for the user: which paths, and why."""
        parts = {"Output": self.readouts, "Nodes": self.nodes}
        ways = {name: "" if plan.path == NONE else f" by {plan.path}" for name, plan in parts.items()}
        return " ".join(f"{name}{ways[name]}: {plan.reason}" for name, plan in parts.items())


class Load(Protocol):
    """What a path, or a sketch of one, says about its cost."""

    @property
    def encoders(self) -> Sequence[Sequence[Source]]:
        """Sources of each group of encoders."""
        ...

    @property
    def array_rows(self) -> Sequence[tuple[int, int]]:
        """Groups of encoders before, and floats a column, of every array that a gradient keeps."""
        ...

    @property
    def flops_per_point(self) -> float:
        """Floating-point operations of a pass for one input."""
        ...


@dataclass(frozen=True, eq=False)
class Option(Generic[T]):
    """A way to evaluate a network.

    Args:
        path: Its name for the user.
        load: What it has to do.
        speed: Floating-point operations a millisecond, sustained (measured).
        overhead: Milliseconds of a frame's array operations however small the arrays are (measured).
        tables: Bytes of what is built beforehand.
        base: Factor by which one quron more makes it dearer.
        reason: Why it is taken, one sentence.
        build: Makes it.
        repeats: How often a point is evaluated.
        trains: Whether it has a gradient; without one, what counts is one input.
        alone: How much dearer an input by itself is than a node of a grid (measured).
        most: So many qurons another way can follow.
        instead: What else may be done where this is too much, part of a sentence.
    """

    path: str
    load: Load
    speed: float
    overhead: float
    tables: int
    base: int
    reason: str
    build: Callable[[], T]
    repeats: int = 1
    trains: bool = True
    alone: float = 1.0
    most: int = 0
    instead: str = ""

    def weigh(self, *, nodes: bool, features: int) -> Plan:
        """The plan if this option is taken, for node maps or for readouts, with so many features."""
        columns, passes = self._columns(nodes=nodes, features=features) if self.trains else (1.0, 1.0)
        passes *= self.repeats
        kept = 8 * sum(rows for _, rows in self.load.array_rows)
        memory = self.tables + max(kept, min(MEMORY_LIMIT, int(columns) * kept))
        ms = self.overhead + passes * self.load.flops_per_point / self.speed
        return Plan(self.path, self.reason, ms, memory, self.trains)

    def _columns(self, *, nodes: bool, features: int) -> tuple[float, float]:
        """Inputs held at one time, and inputs of all passes of a frame; a gradient counts for three passes."""
        grid = _nodes(self.load)
        if nodes:
            columns = min(NODE_MAP_POINTS * self.alone, grid)
            return columns, columns
        drawn = min(MAP_POINTS * self.alone, grid)
        if features <= 2 and grid <= TRAINING_POINTS:
            return grid, 3 * grid  # the map is interpolated from the values of the gradient
        return max(TRAINING_POINTS, drawn), 3 * TRAINING_POINTS * self.alone + drawn


def choose(
    options: Sequence[Option[T]], *, nodes: bool, features: int, qurons: int, layers: int
) -> tuple[Plan, Option[T] | None]:
    """The quickest exact option within the limits, else the quickest of the others, else none.

    Args:
        options: The ways there are; at least one.
        nodes: Whether node maps are wanted, or readouts.
        features: Number of features of an input; with more than two, training goes point by point.
        qurons, layers: Size of the network, for the refusal.
    Returns:
        The plan and its option; `none` and None if every option is above a limit.
    """
    weighed = [(option.weigh(nodes=nodes, features=features), option) for option in options]
    allowed = [pair for pair in weighed if pair[0].ms <= TIME_LIMIT_MS and pair[0].bytes <= BYTES_LIMIT]
    if allowed:
        return min(allowed, key=lambda pair: (not pair[0].trains, pair[0].ms))
    plan, option = min(weighed, key=lambda pair: _excess(pair[0]))
    return Plan(NONE, _remedy(plan, option, qurons, layers), 0.0, 0, trains=False), None


def refuse(plan: Plan) -> SpecError:
    """The error for a plan with the path `none`."""
    field = "layers" if plan.reason.startswith("`layers`") else "qurons"
    return SpecError(plan.reason, f"network.{field}")


def check_whole_state(load: Load, tables: int, qurons: int) -> None:
    """Refuse to follow the whole density matrix of a large network, even for one input.

    Args:
        load: The network by density matrices.
        tables: Bytes of what is built beforehand.
        qurons: Size of the network, for the message.
    Raises:
        SpecError: Naming `qurons`.
    """
    held = tables + 8 * 3 * max(rows for _, rows in load.array_rows)
    if held > BYTES_LIMIT:
        fewer = qurons - ceil(log(held / BYTES_LIMIT) / log(4))
        raise SpecError(
            f"`qurons` is {qurons}, and the whole density matrix would take {_size(held)}, more than the limit of "
            f"{_size(BYTES_LIMIT)}. Ask for readouts instead, or reduce `qurons` to {max(1, fewer)}.",
            "network.qurons",
        )


def duration(ms: float) -> str:
    """A time for the user, such as `3.2 ms` or `12 s`."""
    for size, unit in ((1000.0, "ms"), (60_000.0, "s"), (3_600_000.0, "min")):
        if ms < size:
            return f"{_rounded(ms * 1000 / size if unit == 'ms' else ms / _UNITS[unit])} {unit}"
    return "more than an hour"


_UNITS = {"s": 1000.0, "min": 60_000.0}


def _nodes(load: Load) -> float:
    """Nodes of the grid, those before the last encoders counted less; infinite if there is no grid."""
    plan, rows = plan_grid(load.encoders), load.array_rows
    if plan is None:
        return inf
    sizes = [first.size * second.size for first, second in plan.steps]
    return sum(sizes[groups] * count for groups, count in rows) / sum(count for _, count in rows)


def _excess(plan: Plan) -> float:
    return max(plan.ms / TIME_LIMIT_MS, plan.bytes / BYTES_LIMIT)


def _remedy(plan: Plan, option: Option[T], qurons: int, layers: int) -> str:
    """What is too much, and by how much to reduce it."""
    excess = _excess(plan)
    ask = f"would take {duration(plan.ms)} and {_size(plan.bytes)} a frame by {plan.path}, more than the limits of "
    ask += f"{duration(TIME_LIMIT_MS)} and {_size(BYTES_LIMIT)}"
    if excess <= 2 and layers > 2:
        fewer = max(1, int(layers / excess))
        return f"`layers` holds {layers}, which {ask}. Reduce `layers` to about {fewer}, or `qurons` to {qurons - 1}."
    most = max(option.most, fitting(plan, option.base, qurons))
    return (
        f"`qurons` is {qurons}, which {ask}. Reduce `qurons` to about {min(most, qurons - 1)}{option.instead}, or "
        "entangle fewer of the qurons that the readouts depend on."
    )


def fitting(plan: Plan, base: int, qurons: int) -> int:
    """How many qurons would keep a plan within the limits.

    Args:
        plan: What the present number takes.
        base: Factor by which one quron more makes it dearer.
        qurons: The present number.
    """
    return max(1, min(qurons, qurons - ceil(log(_excess(plan)) / log(base))))


def _size(count: float) -> str:
    for unit in ("B", "KiB", "MiB", "GiB"):
        if count < 1024:
            return f"{_rounded(count)} {unit}"
        count /= 1024
    return "more than 1 TiB"


def _rounded(value: float) -> str:
    return f"{value:.1f}" if value < 10 else f"{value:.0f}"
