"""From a model and a dial to planes: the engine at a few values of the dial, and a proof that they suffice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from playground.models import checks
from playground.models.model import UNIT_SQUARE, Model
from playground.models.pauli import FloatArray
from playground.models.planes.axes import Lines
from playground.models.planes.basis import Basis
from playground.models.planes.dial import Dial, Path, ScaleDial, dial_of
from playground.models.planes.planes import POINT, Family, Planes
from playground.models.planes.samples import Part, sample, tensor_inputs
from playground.models.planes.scale import scale_planes, split_scale

TOLERANCE = 1e-9
"""Largest difference between planes and the engine, relative to the weights of the readout."""
PURITY_TOLERANCE = 1e-6
"""The same for purities of a dial without a known degree. They are quadratic in the state, whose series thus serves
them with half of its digits; they are written with two."""
_TAIL = 1e-10
"""Last coefficients of a series that is long enough."""
_LONGEST = 64
"""Functions of a dial beyond which there are no planes."""
_TYPICAL_POINTS = 200
"""Points in the estimate of `Model.plan`, where there is no grid."""
_SEED = 20130521
_HERE: Lines = (np.zeros(1), np.zeros(1))


class Sweep:
    """A dial in the hand, ready to be asked for planes as the other parameters move.

    The first planes are compared with the engine between the nodes of the dial and of the maps; whether that holds
    does not depend on theta. Where the length of the series is not known, its end is looked at every time.

    Args:
        model: The model with the dial where it was taken; it must have the parameters of all later calls.
        dial: What turns.
        resolution, node_resolution: Points along a side of the maps.
        budget_ms: Time that planes may take; the estimate is within a factor of about two.
    """

    def __init__(
        self, model: Model, dial: Dial | ScaleDial, *, resolution: int, node_resolution: int, budget_ms: float
    ) -> None:
        self._model, self._dial, self._budget_ms = model, dial, budget_ms
        self._map_lines, self._node_lines = _lines(resolution), _lines(node_resolution)
        self._count = 1 if isinstance(dial, ScaleDial) else dial.count  # that the series was found to need
        self._prepared = 0
        self._proved: bool | None = None
        self._has_purities = True  # until their series has proved too long

    def prepare(self, most: int) -> bool:
        """Compile some of the models that planes ask, so that nobody has to wait for all of them at once.

        Args:
            most: How many.
        Returns:
            Whether there is nothing left to prepare.
        """
        dial = self._dial
        if isinstance(dial, ScaleDial) or self._is_dear(self._count):
            return True
        values = dial.basis.nodes(self._count).tolist()
        for value in values[self._prepared : self._prepared + most]:
            dial.at(value, np.zeros(self._model.n_parameters))
        self._prepared += most
        return self._prepared >= len(values)

    def planes(self, theta: ArrayLike, x: ArrayLike) -> Planes | None:
        """Planes at theta, whose entry for the dial itself does not matter.

        Args:
            theta: Shape (P,), radians.
            x: The probe, shape (features,); its features from number 2 on are those of the maps.
        Returns:
            None if they would take too long, or if no planes of bearable size are exact.
        Raises:
            ValueError: If a shape is wrong or a value is not finite.
        """
        angles = checks.check_theta(theta, self._model.n_parameters)
        point = checks.check_input(x, self._model.network.features)[0]
        if self._proved is False:
            return None
        if isinstance(self._dial, ScaleDial):
            found = self._by_split(self._dial, angles, point)
        else:
            found = self._by_values(self._dial, angles, point)
        if found is not None and self._proved is None:
            self._proved = self._holds(found, angles, point)
        return found if self._proved else None

    def _is_dear(self, values: float) -> bool:
        """Whether planes from so many values take too long: at each, the network forwards to its nodes and readouts."""
        plan = self._model.plan
        return values * (plan.nodes.ms + plan.readouts.ms / 2) > self._budget_ms

    def _by_split(self, dial: ScaleDial, theta: FloatArray, x: FloatArray) -> Planes | None:
        split = split_scale(dial, theta)
        if split is None or self._is_dear(max(1.0, split.points / _TYPICAL_POINTS)):
            return None
        return scale_planes(split, x, self._map_lines, self._node_lines)

    def _by_values(self, dial: Dial, theta: FloatArray, x: FloatArray) -> Planes | None:
        while self._count <= _LONGEST and not self._is_dear(self._count):
            taken = [sample(*dial.at(value, theta), x) for value in dial.basis.nodes(self._count).tolist()]
            first = taken[0]
            if first is None or any(other is None or other.layout != first.layout for other in taken):
                self._proved = False
                return None
            parts = [_over_dial(dial.basis, same) for same in zip(*(one.parts for one in taken if one), strict=True)]
            if dial.is_exact or all(_end(part.values) <= _TAIL for part in parts):
                return self._assembled(dial, parts, self._purities(dial, theta, x))
            self._count += self._count // 2
        return None

    def _assembled(self, dial: Dial, parts: list[Part], purities: FloatArray | None) -> Planes:
        decision, *nodes, bloch = parts
        moved = (_family(part, self._node_lines).moved() for part in nodes)
        return Planes(
            basis=dial.basis,
            span=dial.span,
            decision=_family(decision, self._map_lines).trimmed(),
            nodes=tuple(family.trimmed() for family in moved if family is not None),
            bloch=_family(bloch, _HERE).trimmed(),
            purities=None if purities is None else _at_probe(purities).trimmed(),
        )

    def _purities(self, dial: Dial, theta: FloatArray, x: FloatArray) -> FloatArray | None:
        """Coefficients of the purities: a purity is quadratic in the state, so that there are twice as many."""
        if not self._has_purities:
            return None

        def read(value: float) -> FloatArray:
            model, angles = dial.at(value, theta)
            return model.purities(angles, x)

        count = 2 * dial.count - 1 if dial.is_exact else self._count
        found = dial.basis.coefficients(np.array([read(value) for value in dial.basis.nodes(count).tolist()]))
        self._has_purities = dial.is_exact or _end(found) <= PURITY_TOLERANCE / 10
        return found if self._has_purities else None

    def _holds(self, planes: Planes, theta: FloatArray, x: FloatArray) -> bool:
        """Whether planes give what the engine gives, at a few values and inputs that are no nodes."""
        rng = np.random.default_rng(_SEED)
        value = float(rng.uniform(*((-np.pi, np.pi) if planes.span is None else planes.span)))
        lines = rng.uniform(*UNIT_SQUARE, (2, 2))
        weight = max(1.0, sum(abs(weight) for _, weight in self._model.network.observables[0]))
        model, angles = self._dial.at(value, theta)
        compared = [*_compared(planes, model, angles, x, value, (lines[0], lines[1]))]
        compared.append((np.concatenate(model.bloch(angles, x)), planes.bloch_at(value)))
        if any(_largest(direct - fast) > TOLERANCE * weight for direct, fast in compared):
            return False
        purities = planes.purities_at(value)
        tolerance = TOLERANCE if isinstance(self._dial, ScaleDial) or self._dial.is_exact else PURITY_TOLERANCE
        return purities is None or _largest(model.purities(angles, x) - purities) <= tolerance


def sweep_of(
    model: Model,
    path: Path,
    low: float,
    high: float,
    *,
    resolution: int = 100,
    node_resolution: int = 20,
    budget_ms: float = float("inf"),
) -> Sweep | None:
    """Take a dial into the hand.

    Args:
        model: The network of the moment.
        path: Of the dial, as in `spec.edits.set_value`.
        low, high: The values within reach of the hand.
        resolution, node_resolution: Points along a side of the decision map, and of a node's map.
        budget_ms: Time that planes may take.
    Returns:
        None if outputs do not depend on this value in a way that planes can hold.
    """
    dial = dial_of(model, path, low, high)
    if dial is None:
        return None
    return Sweep(model, dial, resolution=resolution, node_resolution=node_resolution, budget_ms=budget_ms)


def _lines(resolution: int) -> Lines:
    line = np.linspace(*UNIT_SQUARE, resolution)
    return line, line


def _family(part: Part, lines: Lines) -> Family:
    return Family(part.which, part.values, part.axes, lines)


def _at_probe(coefficients: FloatArray) -> Family:
    """Numbers that belong to the probe, (m, N)."""
    return Family(tuple(range(coefficients.shape[1])), coefficients[:, :, None, None], POINT, _HERE)


def _over_dial(basis: Basis, parts: Sequence[Part]) -> Part:
    """Coefficients over the dial, (m, N, s1, s2), from the same functions at its nodes."""
    return replace(parts[0], values=basis.coefficients(np.array([part.values for part in parts])))


def _largest(array: FloatArray) -> float:
    return float(np.max(np.abs(array), initial=0.0))


def _end(coefficients: FloatArray) -> float:
    """Size of the last coefficients of a series: what is left out is smaller."""
    return _largest(coefficients[-2:])


def _compared(
    planes: Planes, model: Model, theta: FloatArray, x: FloatArray, value: float, lines: Lines
) -> Iterator[tuple[FloatArray, FloatArray]]:
    """What the engine gives and what planes give for maps, at the pairs of four coordinates."""
    inputs = tensor_inputs(model.network.features, lines, x[2:])
    decision = planes.decision.at(planes.basis, value, lines)[0]
    yield model.predict(theta, inputs)[:, 0].reshape(decision.shape[::-1]).T, decision
    nodes = np.concatenate([found[:, :, 2].T for found in model.bloch_batch(theta, inputs)[1:]])
    for family in planes.nodes:
        found = family.at(planes.basis, value, lines)
        yield nodes[list(family.which)].reshape(len(found), *found.shape[:0:-1]).swapaxes(1, 2), found
