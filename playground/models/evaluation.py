"""One path evaluated in the cheaper of two ways, with the results of the last theta at hand."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

import numpy as np

from playground.models.grids.choice import Grids
from playground.models.grids.nodes import (
    Axes,
    GridEvaluator,
    GridValues,
    NodeValues,
    contract,
    inputs_at,
    point_rows,
    spread_cotangent,
)
from playground.models.grids.points import PointEvaluator
from playground.models.path import Path
from playground.models.pauli import FloatArray

_ROWS_KEPT = 16
_NO_REST = np.zeros(0)
_MAP = np.array([-1.0, 1.0])


class Evaluation:
    """Readouts, Bloch vectors and gradients of a path on inputs or on the plane of the first two features.

    Batches are columns: readouts (R, N), Bloch vectors (n_l, 3, N). Not safe for several threads.

    Args:
        path: What to evaluate.
        features: Number of features of an input.
        structure: What the path depends on apart from theta and the strengths of noise; grids are guarded once for
            each structure.
    """

    def __init__(self, path: Path, features: int, structure: Hashable) -> None:
        self.path = path
        self._features = features
        self._points = PointEvaluator(path)
        self._grids = Grids(path, features, structure, self._points)
        self._gates: tuple[bytes, Any] | None = None
        self._values: tuple[Any, bytes, GridEvaluator, GridValues] | None = None
        self._rows: OrderedDict[Hashable, tuple[bytes, tuple[FloatArray, FloatArray]]] = OrderedDict()

    @property
    def candidate(self) -> GridEvaluator | None:
        """The grid of the usual map, by which costs are estimated; None if there is none."""
        return self._grids.candidate

    def outputs(self, theta: FloatArray, x: FloatArray, *, gradient: bool = False) -> FloatArray:
        """Readouts at inputs, (R, N); with `gradient`, what `gradient` will need is kept."""
        gates, grid = self._gates_at(theta), self._grid_for_inputs(theta, x)
        if grid is not None:
            values = self._grid_values(grid, gates, _NO_REST, marks=False, gradient=gradient)
            return contract(values.outputs.values, self._rows_at(values.outputs.axes, x))
        return self._points.outputs_for_gradient(gates, x) if gradient else self._points.outputs(gates, x)[0]

    def gradient(self, theta: FloatArray, x: FloatArray, cotangent: FloatArray) -> FloatArray:
        """Gradient of sum(cotangent * readouts), (P,), for a cotangent of shape (R, N)."""
        gates, grid = self._gates_at(theta), self._grid_for_inputs(theta, x)
        if grid is None:
            return self._points.gradient(gates, x, cotangent)
        return grid.gradient(gates, _NO_REST, spread_cotangent(cotangent, self._rows_at(grid.plan.axes, x)))

    def bloch(self, theta: FloatArray, x: FloatArray) -> list[FloatArray]:
        """Bloch vectors at inputs, at every mark (n_l, 3, N)."""
        gates, grid = self._gates_at(theta), self._grid_for_inputs(theta, x)
        if grid is None:
            return self._points.outputs(gates, x, marks=True)[1]
        values = self._grid_values(grid, gates, _NO_REST, marks=True)
        return [contract(found.values, self._rows_at(found.axes, x)) for found in values.bloch]

    def node_values(self, theta: FloatArray, points: int, rest: FloatArray, *, marks: bool) -> GridValues | None:
        """Values at the nodes of the grid, if that is the cheaper way to so many points of the usual map.

        Args:
            theta: Shape (P,).
            points: How many.
            rest: The other features, shape (features - 2,).
            marks: Whether to read Bloch vectors.
        """
        grid = self._grid_for(theta, _MAP, points)
        return None if grid is None else self._grid_values(grid, self._gates_at(theta), rest, marks=marks)

    def output_planes(self, theta: FloatArray, line: FloatArray, rest: FloatArray) -> FloatArray:
        """Readouts over the plane, (R, m, m): rows are feature 1, columns feature 0.

        Args:
            theta: Shape (P,).
            line: Coordinates along either feature, shape (m,).
            rest: The other features, shape (features - 2,).
        """
        gates, grid = self._gates_at(theta), self._grid_for(theta, line, len(line) ** 2)
        if grid is not None:
            return self._grid_values(grid, gates, rest, marks=False).outputs.plane(line, line)
        return self._points.outputs(gates, self._plane(line, rest))[0].reshape(-1, len(line), len(line))

    def bloch_planes(
        self, theta: FloatArray, line: FloatArray, rest: FloatArray, pick: Callable[[int, FloatArray], FloatArray]
    ) -> list[FloatArray]:
        """Chosen components of Bloch vectors over the plane, for every mark (..., m, m).

        Args:
            theta, line, rest: As in `output_planes`.
            pick: From the number of a mark and an array (n_l, 3, ...) to the part that is wanted, (k, ...).
        """
        gates, grid = self._gates_at(theta), self._grid_for(theta, line, len(line) ** 2)
        if grid is not None:
            found = self._grid_values(grid, gates, rest, marks=True).bloch
            chosen = (NodeValues(part.axes, pick(mark, part.values)) for mark, part in enumerate(found))
            return [part.plane(line, line) for part in chosen]
        bloch = self._points.outputs(gates, self._plane(line, rest), marks=True)[1]
        return [pick(mark, part).reshape(-1, len(line), len(line)) for mark, part in enumerate(bloch)]

    def _plane(self, line: FloatArray, rest: FloatArray) -> FloatArray:
        """Inputs of a map row by row, (m^2, features)."""
        x1, x2 = np.meshgrid(line, line, indexing="xy")
        return inputs_at(x1.ravel(), x2.ravel(), rest, self._features)

    def _grid_for_inputs(self, theta: FloatArray, x: FloatArray) -> GridEvaluator | None:
        return self._grid_for(theta, x, len(x)) if self._features <= 2 else None

    def _grid_for(self, theta: FloatArray, x: FloatArray, points: int) -> GridEvaluator | None:
        """The grid that serves these inputs, see `Grids.choose`; the last one, if it has their values already."""
        grid, last = self._grids.choose(theta, x, points), self._values
        if grid is None or last is None or last[0] is not self._gates_at(theta):
            return grid
        return last[2] if last[2].plan.reach >= grid.plan.reach else grid

    def _gates_at(self, theta: FloatArray) -> Any:
        key = theta.tobytes()
        if self._gates is None or self._gates[0] != key:
            self._gates = key, self.path.gates(theta)
        return self._gates[1]

    def _grid_values(
        self, grid: GridEvaluator, gates: Any, rest: FloatArray, *, marks: bool, gradient: bool = False
    ) -> GridValues:
        """Node values; those of the last call are kept, so that one pass serves a whole frame."""
        key, last = rest.tobytes(), self._values
        fresh = last is not None and last[0] is gates and last[1] == key and last[2] is grid
        if last is None or not fresh or (marks and not last[3].bloch):
            last = self._values = gates, key, grid, grid.values(gates, rest, marks=marks, gradient=gradient)
        return last[3]

    def _rows_at(self, axes: Axes, x: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Interpolation weights of inputs; training asks for the same ones in every step."""
        key, content = (axes, len(x), x[:4].tobytes()), x.tobytes()
        known = self._rows.get(key)
        if known is None or known[0] != content:  # comparing many inputs takes a tenth of hashing them
            known = self._rows[key] = content, point_rows(axes, x)
            if len(self._rows) > _ROWS_KEPT:
                self._rows.popitem(last=False)
        return known[1]
