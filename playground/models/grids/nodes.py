"""A path evaluated on its grid: one pass serves maps, losses and gradients at any number of points."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from playground.models.batch import GridBatch
from playground.models.grids.axes import CONSTANT, AnyAxis, GridPlan
from playground.models.grids.points import PointEvaluator
from playground.models.path import Pass, Path
from playground.models.pauli import FloatArray
from playground.models.workspace import kept_memory, passing_memory

MEMORY_LIMIT = 160 * 2**20
"""Bytes of arrays that a pass over a grid may hold: enough for the gradient of eight noisy qurons."""

Axes = tuple[AnyAxis, AnyAxis]


@lru_cache(maxsize=64)
def _rows_along(axis: AnyAxis, coordinates: bytes) -> FloatArray:
    """Interpolation weights of the coordinates of a map, which asks for the same ones in every frame."""
    return axis.rows(np.frombuffer(coordinates))


@dataclass(frozen=True, eq=False)
class NodeValues:
    """A family of functions on the input plane, by their values at the nodes of a grid.

    Args:
        axes: The axes of the grid.
        values: Shape (..., nodes of feature 0, nodes of feature 1).
    """

    axes: Axes
    values: FloatArray

    def plane(self, x1: FloatArray, x2: FloatArray) -> FloatArray:
        """Values on a rectangular grid, shape (..., len(x2), len(x1)): rows are feature 1, columns feature 0."""
        along_1, along_2 = (_rows_along(axis, x.tobytes()) for axis, x in zip(self.axes, (x1, x2), strict=True))
        return np.matmul(along_2, np.matmul(self.values.swapaxes(-1, -2), along_1.T))

    def points(self, x: FloatArray) -> FloatArray:
        """Values at points, x of shape (N, features); shape (..., N)."""
        return contract(self.values, point_rows(self.axes, x))


@dataclass(frozen=True, eq=False)
class GridValues:
    """Readouts (R, s1, s2), and for every mark Bloch vectors (n_l, 3, s1, s2), at grid nodes."""

    outputs: NodeValues
    bloch: list[NodeValues]


class GridEvaluator:
    """Evaluation at the nodes of a plan, in one pass that refines as it goes, or in chunks if that is too large.

    A pass that fits into memory, but not with every state kept for the gradient, serves values alone; the gradient is
    then taken in chunks.

    Args:
        path: What to evaluate.
        plan: Its grid.
        features: Number of features of an input.
        points: For chunks.
    """

    def __init__(self, path: Path, plan: GridPlan, features: int, points: PointEvaluator) -> None:
        self._path = path
        self._features = features
        self._points = points
        self.plan = plan
        sizes = [first.size * second.size for first, second in plan.steps]
        work = [(sizes[groups] * rows, rows) for groups, rows in path.array_rows]
        self._keeps_tape = 8 * sum(nodes for nodes, _ in work) <= MEMORY_LIMIT
        self.is_refined = self._keeps_tape or 8 * 2.5 * max(nodes for nodes, _ in work) <= MEMORY_LIMIT
        self.equivalent_points = plan.nodes
        if self.is_refined:
            self.equivalent_points = round(sum(nodes for nodes, _ in work) / sum(rows for _, rows in work))
        self._kept = kept_memory(self)
        self._trains = False
        self._batch: tuple[bytes, GridBatch] | None = None
        self._held: tuple[Any, bytes, Pass] | None = None

    def values(self, gates: Any, rest: FloatArray, *, marks: bool, gradient: bool = False) -> GridValues:
        """Readouts and, if asked for, Bloch vectors at the nodes.

        Args:
            gates: What `path.gates` returned.
            rest: Values of the features from number 2 on.
            marks: Whether to read Bloch vectors.
            gradient: Whether to keep what `gradient` needs; as soon as there has been one, it is kept in any case.
        """
        self._trains |= gradient
        if not self.is_refined:
            outputs, bloch = self._points.outputs(gates, self.node_points(rest), marks=marks)
            axes = [self.plan.axes] * len(bloch)
        else:
            done = self._forward(gates, rest, marks=marks)
            outputs, bloch = done.outputs, done.bloch
            axes = [self.plan.steps[groups] for groups in self._path.mark_groups[: len(bloch)]]
        return GridValues(
            _on_axes(self.plan.axes, outputs),
            [_on_axes(own, found) for own, found in zip(axes, bloch, strict=True)],
        )

    def gradient(self, gates: Any, rest: FloatArray, cotangent: FloatArray) -> FloatArray:
        """Gradient of sum(cotangent * node values of the readouts), cotangent of shape (R, s1, s2)."""
        flat = np.ascontiguousarray(cotangent.reshape(len(cotangent), -1))
        if not self._keeps_tape:
            return self._points.gradient(gates, self.node_points(rest), flat)
        held = self._held
        if held is None or held[0] is not gates or held[1] != rest.tobytes():
            self._trains = True
            done = self._forward(gates, rest, marks=False)
        else:
            done = held[2]
        with passing_memory() as slopes:
            return self._path.backward(flat, done, gates, self._grid_batch(rest), slopes)

    def node_points(self, rest: FloatArray) -> FloatArray:
        """Inputs at the nodes, shape (s1 s2, features)."""
        first, second = self.plan.axes
        x1, x2 = np.meshgrid(first.nodes, second.nodes, indexing="ij")
        return inputs_at(x1.ravel(), x2.ravel(), rest, self._features)

    def _grid_batch(self, rest: FloatArray) -> GridBatch:
        key = rest.tobytes()
        if self._batch is None or self._batch[0] != key:
            self._batch = key, GridBatch(self.plan, rest)
        return self._batch[1]

    def _forward(self, gates: Any, rest: FloatArray, *, marks: bool) -> Pass:
        if marks or not (self._keeps_tape and self._trains):
            with passing_memory() as memory:
                return self._path.forward(gates, self._grid_batch(rest), memory, marks=marks)
        self._held = None
        self._kept.rewind()
        done = self._path.forward(gates, self._grid_batch(rest), self._kept, marks=False)
        self._held = gates, rest.tobytes(), done
        return done


def inputs_at(x1: FloatArray, x2: FloatArray, rest: FloatArray, features: int) -> FloatArray:
    """Inputs with the given first two features and the others fixed, shape (N, features)."""
    columns = [x1, x2, *(np.full(len(x1), value) for value in rest)]
    return np.stack(columns[:features], axis=1)


def point_rows(axes: Axes, x: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Interpolation weights of points along both axes, (N, s1) and (N, s2)."""
    second = x[:, 1] if x.shape[1] > 1 else np.zeros(len(x))
    return axes[0].rows(x[:, 0]), axes[1].rows(second)


def contract(values: FloatArray, rows: tuple[FloatArray, FloatArray]) -> FloatArray:
    """f_n = sum_ij rows_1[n, i] values[..., i, j] rows_2[n, j], shape (..., N)."""
    along_1, along_2 = rows
    return np.einsum("...nj,nj->...n", np.matmul(along_1, values), along_2)


def spread_cotangent(cotangent: FloatArray, rows: tuple[FloatArray, FloatArray]) -> FloatArray:
    """Transpose of `contract`: from (R, N) at points to (R, s1, s2) at nodes."""
    along_1, along_2 = rows
    return np.matmul((cotangent[:, :, None] * along_1).swapaxes(1, 2), along_2)


def _on_axes(axes: Axes, values: FloatArray) -> NodeValues:
    """Node values with both axes apart; what no encoder has touched yet is one column."""
    if values.shape[-1] == 1:
        axes = CONSTANT, CONSTANT
    return NodeValues(axes, values.reshape(*values.shape[:-1], axes[0].size, axes[1].size))
