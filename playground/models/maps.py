"""Maps over the plane of the first two features."""

from dataclasses import dataclass

import numpy as np

from playground.models.nodes import GridValues, inputs_at
from playground.models.pauli import FloatArray

Bounds = tuple[float, float]


@dataclass(frozen=True, eq=False)
class Maps:
    """Array [..., i, j] lies at x1 = linspace(*bounds, m)[j], x2 = linspace(*bounds, m)[i].

    Args:
        decision: Every readout, shape (R, resolution, resolution).
        nodes: <Z> of every quron after every layer, shape (sum of n_l, m, m): layer 1 first, quron 0 first.
    """

    decision: FloatArray
    nodes: FloatArray


def coordinates(bounds: Bounds, resolution: int) -> FloatArray:
    """Coordinates of a map along one feature, both ends included."""
    return np.linspace(bounds[0], bounds[1], resolution)


def map_inputs(bounds: Bounds, resolution: int, rest: FloatArray, features: int) -> FloatArray:
    """Inputs of a map row by row, shape (resolution^2, features)."""
    line = coordinates(bounds, resolution)
    x1, x2 = np.meshgrid(line, line, indexing="xy")
    return inputs_at(x1.ravel(), x2.ravel(), rest, features)


def nodes_from_grid(values: GridValues, bounds: Bounds, resolution: int) -> list[FloatArray]:
    """<Z> of every quron after every layer, L arrays of shape (n_l, resolution, resolution)."""
    line = coordinates(bounds, resolution)
    return [type(found)(found.axes, found.values[:, 2]).plane(line, line) for found in values.bloch[1:]]
