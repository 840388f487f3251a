"""The engine at one value of a dial, as functions on the few nodes that determine them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from playground.models.grids.nodes import GridValues
from playground.models.model import Model
from playground.models.pauli import FloatArray
from playground.models.planes.axes import Lines, PlaneAxes
from playground.models.planes.planes import POINT

FINE = 10_000
"""Points of a large map: with so many in view, a network that has a grid uses it."""


@dataclass(frozen=True, eq=False)
class Part:
    """Functions on the same axes.

    Args:
        which: Place of each in the array of a frame that it belongs to.
        axes: Of feature 0 and feature 1.
        values: At their nodes, shape (N, s1, s2).
    """

    which: tuple[int, ...]
    axes: PlaneAxes
    values: FloatArray


@dataclass(frozen=True, eq=False)
class Sample:
    """The first readout, <Z> of every quron after every layer on each grid in use, Bloch vectors at the probe."""

    decision: Part
    nodes: tuple[Part, ...]
    bloch: Part

    @property
    def parts(self) -> tuple[Part, ...]:
        """All of them, in a fixed order."""
        return (self.decision, *self.nodes, self.bloch)

    @property
    def layout(self) -> tuple[object, ...]:
        """What must be equal for samples to be compared."""
        return tuple((part.which, part.axes) for part in self.parts)


def sample(model: Model, theta: FloatArray, x: FloatArray) -> Sample | None:
    """Evaluate a model for planes over the square of the usual map.

    Args:
        model, theta: What to evaluate.
        x: The probe, shape (features,).
    Returns:
        None if the network has no grid; it would take too long then.
    """
    values = model.node_values(theta, FINE, x[2:])
    if values is None:
        return None
    decision, nodes = _on_grid(values)
    if np.any(np.abs(x[:2]) > 1):  # beside the maps
        bloch = np.concatenate(model.bloch(theta, x))
    else:
        bloch = np.concatenate([found.points(x[None])[:, :, 0] for found in values.bloch])
    return Sample(decision, nodes, Part(tuple(range(bloch.size)), POINT, bloch.reshape(-1, 1, 1)))


def _on_grid(values: GridValues) -> tuple[Part, tuple[Part, ...]]:
    """The parts that belong to each of the grids, which grow finer from layer to layer."""
    grids: dict[PlaneAxes, list[tuple[int, FloatArray]]] = {}
    place = 0
    for found in values.bloch[1:]:
        for quron in found.values[:, 2]:
            grids.setdefault(found.axes, []).append((place, quron))
            place += 1
    nodes = tuple(
        Part(tuple(which for which, _ in members), axes, np.array([quron for _, quron in members]))
        for axes, members in grids.items()
    )
    return Part((0,), values.outputs.axes, values.outputs.values[:1].copy()), nodes


def tensor_inputs(features: int, columns: Lines, rest: FloatArray, more: Lines | None = None) -> FloatArray:
    """Inputs at all pairs of coordinates, feature 0 outermost, shape (N, features).

    Args:
        features: Number of features.
        columns: Coordinates along feature 0 and feature 1.
        rest: Values of the features from number 2 on.
        more: What the last two features are at these coordinates, where they go along with the first two.
    """
    x = np.zeros((len(columns[0]) * len(columns[1]), features))
    for feature, found in enumerate(np.meshgrid(*columns, indexing="ij")[:features]):
        x[:, feature] = found.ravel()
    x[:, 2 : 2 + len(rest)] = rest
    if more is not None:
        x[:, -2:] = np.stack([found.ravel() for found in np.meshgrid(*more, indexing="ij")], axis=1)
    return x
