"""Proof, for every new structure, that the grid gives what direct evaluation gives.

One degree too few is wrong by a percent or more for generic angles, so a few points off the grid settle it.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from playground.models.grids.axes import AnyAxis
from playground.models.grids.nodes import GridEvaluator
from playground.models.grids.points import PointEvaluator
from playground.models.path import Path
from playground.models.pauli import FloatArray

TOLERANCE = 1e-8
"""Largest difference accepted, relative to the weights of a readout. Rounding stays below 1e-12."""

_SEED = 20210324
_POINTS = 3


def grid_is_exact(
    path: Path, grid: GridEvaluator, points: PointEvaluator, features: int, scales: Mapping[int | None, float]
) -> bool:
    """Compare grid and direct evaluation at random angles and inputs, readouts and Bloch vectors.

    Args:
        path, grid, points: The network, evaluated in both ways.
        features: Number of features of an input.
        scales: By position in theta, the largest scales that the grid is for.
    """
    rng = np.random.default_rng(_SEED)
    theta = rng.uniform(-np.pi, np.pi, path.n_parameters)
    for parameter, scale in scales.items():
        if parameter is not None:
            theta[parameter] = scale
    gates = path.gates(theta)
    rest = rng.uniform(-1, 1, max(0, features - 2))
    x = rng.uniform(-1, 1, (_POINTS, features)) * min(1.0, grid.plan.reach)
    x[:, 2:] = rest
    weight = max(1.0, path.readout_weight)
    found = _grid_values if grid.is_refined else _line_values
    for direct, fast in zip(_stacked(points, gates, x), found(grid, points, gates, x, rest), strict=True):
        if not np.max(np.abs(direct - fast), initial=0.0) <= TOLERANCE * weight:
            return False
    return True


def _stacked(points: PointEvaluator, gates: Any, x: FloatArray) -> list[FloatArray]:
    outputs, bloch = points.outputs(gates, x, marks=True)
    return [outputs, *bloch]


def _grid_values(
    grid: GridEvaluator, points: PointEvaluator, gates: Any, x: FloatArray, rest: FloatArray
) -> list[FloatArray]:
    values = grid.values(gates, rest, marks=True)
    return [values.outputs.points(x), *(found.points(x) for found in values.bloch)]


def _line_values(
    grid: GridEvaluator, points: PointEvaluator, gates: Any, x: FloatArray, rest: FloatArray
) -> list[FloatArray]:
    """For large networks: through each point a line along either feature, interpolated from nodes on that line.

    A function that is a polynomial of the right degree along every such line is one in both features together.
    """
    columns: list[list[FloatArray]] = []
    for number, point in enumerate(x):
        feature = number % min(2, x.shape[1])
        axis: AnyAxis = grid.plan.axes[feature]
        line = np.repeat(point[None, :], axis.size, axis=0)
        line[:, feature] = axis.nodes
        weights = axis.rows(point[feature : feature + 1])[0]
        columns.append([found @ weights for found in _stacked(points, gates, line)])
    return [np.stack(parts, axis=-1) for parts in zip(*columns, strict=True)]
