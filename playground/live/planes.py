"""The dial in the hand: its drag planes, sent along with frames, so that the browser can follow the hand by itself.

Planes ride in frames: what a frame shows and what its planes start from is then the same moment, and the credits and
the order of frames hold for both. They are sent again only when they have changed; a dial that turns alone leaves its
own planes as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from playground.models.model import Model
from playground.models.planes.axes import SplitAxis
from playground.models.planes.dial import is_same_but_for
from playground.models.planes.planes import Family, Planes
from playground.models.planes.sweep import Sweep, sweep_of
from playground.spec.parameters import parameter_labels

FloatArray = NDArray[np.float64]
Arrays = list[tuple[str, FloatArray]]

BUDGET_MS = 250.0
"""Planes that would take longer are not made: the frames of the server show the hand instead."""
_MODELS_A_FRAME = 8
"""Models compiled for planes with each frame until there are enough: the hand sees frames meanwhile."""


@dataclass(frozen=True)
class Hold:
    """A dial in the hand.

    Args:
        path: Of the dial, as in `spec.edits.set_value`.
        low, high: The values within reach of the hand.
    """

    path: tuple[str | int, ...]
    low: float
    high: float


class Grip:
    """What the hand holds, and the planes that the client has of it.

    Attributes:
        unfinished: Whether planes are on their way that the next frames bring.
    """

    def __init__(self) -> None:
        self.unfinished = False
        self._hold: Hold | None = None
        self._sweep: Sweep | None = None
        self._taken: tuple[Model, tuple[int, int]] | None = None  # model and detail that the sweep is for
        self._same: Model | None = None  # the newest model that differs from it by the dial alone
        self._made: tuple[FloatArray, FloatArray] | None = None
        self._planes: Planes | None = None
        self._number = 0
        self._sent = False

    def take(self, hold: Hold | None) -> None:
        """Take a dial, or let go."""
        self._hold = hold
        self.unfinished = False
        self._taken = self._sweep = None
        self._forget_planes()

    def draw(
        self,
        model: Model,
        theta: FloatArray,
        x: FloatArray,
        detail: tuple[int, int],
        *,
        is_ideal: bool = False,
        inverted: bool = False,
    ) -> tuple[dict[str, Any] | None, Arrays]:
        """Header field `planes` of a frame, and the arrays that belong to it.

        Args:
            model, theta: What the frame shows.
            x: The probe, shape (features,).
            detail: Points along a side of the decision map, and of a node's map.
            is_ideal: Whether the model has no noise, whatever the dials say: they do not move it then.
            inverted: Whether readout errors are taken out of what is shown, so that their dials do not move it.
        Returns:
            None and nothing if no dial is held, or if it has no planes; the number alone if the client has them.
        """
        self.unfinished = False
        if self._taken is not None and not _is_built_alike(self._taken[0], model):
            self.take(None)  # the dial may be gone, and with it the hand that would let go
        hold = self._hold
        if hold is None or not _moves(hold.path, is_ideal=is_ideal, inverted=inverted):
            return None, []
        self._fit(hold, model, detail)
        self.unfinished = self._sweep is not None and not self._sweep.prepare(_MODELS_A_FRAME)
        if self.unfinished:
            return None, []
        key = _without(hold.path, theta), x
        if self._made is None or not all(np.array_equal(a, b) for a, b in zip(key, self._made, strict=True)):
            planes = None if self._sweep is None else self._sweep.planes(theta, x)
            self._made, self._planes, self._sent = key, planes, False
            self._number += 1
        if self._planes is None:
            return None, []
        if self._sent:
            return {"id": self._number}, []
        self._sent = True
        header, arrays = describe(self._planes)
        return {"id": self._number, "path": list(hold.path), **header}, arrays

    def _fit(self, hold: Hold, model: Model, detail: tuple[int, int]) -> None:
        """Begin anew if anything but the dial itself has changed."""
        taken = self._taken
        if taken is not None and taken[1] == detail and self._is_known(hold, taken[0], model):
            self._same = model
            return
        self._sweep = sweep_of(
            model, hold.path, hold.low, hold.high,
            resolution=detail[0], node_resolution=detail[1], budget_ms=BUDGET_MS,
        )  # fmt: skip
        self._taken, self._same = (model, detail), model
        self._forget_planes()

    def _is_known(self, hold: Hold, taken: Model, model: Model) -> bool:
        return model is self._same or is_same_but_for(hold.path, taken, model)

    def _forget_planes(self) -> None:
        self._made = self._planes = None
        self._sent = False


def _moves(path: tuple[str | int, ...], *, is_ideal: bool, inverted: bool) -> bool:
    """Whether a dial moves what is shown."""
    reads = path[0] == "device" and path[1:2] in (("readout_p01",), ("readout_p10",))
    return path[0] == "parameters" or not (is_ideal or (inverted and reads))


def _is_built_alike(one: Model, other: Model) -> bool:
    """Whether two networks have the same layers on the same qurons, whatever their values."""
    if one.network is other.network:
        return True
    kinds = ([layer.kind for layer in model.network.layers] for model in (one, other))
    return next(kinds) == next(kinds) and parameter_labels(one.network) == parameter_labels(other.network)


def _without(path: Sequence[str | int], theta: FloatArray) -> FloatArray:
    """theta without the parameter that the hand turns."""
    if path[:1] == ("parameters",) and isinstance(path[-1], int):
        return np.delete(theta, path[-1]) if 0 <= path[-1] < len(theta) else theta
    return theta


def describe(planes: Planes) -> tuple[dict[str, Any], Arrays]:
    """Planes as the browser combines them.

    Part number k of the header, with its `name` in the frame and, unless they are all there is, `which` functions of
    it, has the arrays `plane k` (m, N, s2, s1), and `rows k x1` and `rows k x2` that turn nodes into pixels. Where the
    dial is a scale, `turns` are the degrees in s x1 and s x2; the rows are then those of the other encoders, and
    `line k x1`, `line k x2` the coordinates.

    Args:
        planes: From a sweep.
    Returns:
        Fields of the header, and the arrays.
    """
    families = [("map", planes.decision), *(("nodes", family) for family in planes.nodes), ("bloch", planes.bloch)]
    if planes.purities is not None:
        families.append(("purities", planes.purities))
    parts, arrays = [], []
    for number, (name, family) in enumerate(families):
        part, own = _part(number, name, family)
        parts.append(part)
        arrays += own
    return {"basis": {"kind": planes.basis.kind, **asdict(planes.basis)}, "span": planes.span, "parts": parts}, arrays  # type: ignore[call-overload]


def _part(number: int, name: str, family: Family) -> tuple[dict[str, Any], Arrays]:
    arrays: Arrays = [(f"plane {number}", family.coefficients.swapaxes(2, 3))]
    turns: list[int] = []
    for label, axis, line in zip(("x1", "x2"), family.axes, family.lines, strict=True):
        if isinstance(axis, SplitAxis):
            turns.append(axis.degree)
            arrays += [(f"rows {number} {label}", axis.rest.rows(line)), (f"line {number} {label}", line)]
        else:
            arrays.append((f"rows {number} {label}", axis.rows(line)))
    return {"name": name, "which": list(family.which), "turns": turns or None}, arrays
