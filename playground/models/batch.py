"""The inputs that a program is evaluated at: given points, or the nodes of a grid.

A program starts with one column, |0...0>, and spreads it over the inputs only when an encoder tells them apart.
"""

from abc import ABC, abstractmethod
from typing import Protocol

import numpy as np

from playground.models.grids.axes import AnyAxis, GridPlan, refinement
from playground.models.instructions import Source
from playground.models.pauli import FloatArray, IntArray
from playground.models.workspace import Memory

Angles = tuple[FloatArray, FloatArray]
"""Cosine and sine, shape (B,)."""


Distinct = tuple[FloatArray, IntArray]
"""Different values of some features, shape (U, s), and which of them every column has, shape (B,)."""


class Batch(Protocol):
    """What operations ask about the inputs."""

    def angles(self, source: Source, columns: int) -> Angles:
        """Cosine and sine of scale * x for an encoder whose scale is fixed, at the present columns."""
        ...

    def values(self, feature: int, columns: int) -> FloatArray:
        """A feature at the present columns, shape (B,)."""
        ...

    def distinct(self, features: tuple[int, ...], columns: int) -> Distinct:
        """The values that these features take together at the present columns, and which of them each column has."""
        ...

    def spread(self, number: int, state: FloatArray, memory: Memory) -> FloatArray:
        """The state at the columns that the encoders of group `number` tell apart."""
        ...

    def gather(self, number: int, slope: FloatArray, memory: Memory) -> FloatArray:
        """Transpose of `spread`."""
        ...

    def coordinate(self, feature: int, groups: int) -> FloatArray:
        """A feature after so many groups of encoders, with a shape that spreads over (s1, s2)."""
        ...

    def harmonics(self, source: Source, groups: int) -> FloatArray:
        """1, cos and sin of scale * x for an encoder whose scale is fixed, `coordinate` with a last axis of 3."""
        ...

    def refinement(self, number: int, axis: int) -> FloatArray | None:
        """From node values before the encoders of group `number` to those after it; None if inputs are points."""
        ...


class _Inputs(ABC):
    """What both kinds of batch have in common: which inputs are alike."""

    def __init__(self) -> None:
        self._distinct: dict[tuple[tuple[int, ...], int], Distinct] = {}

    @abstractmethod
    def values(self, feature: int, columns: int) -> FloatArray:
        """A feature at the present columns, shape (B,)."""

    def distinct(self, features: tuple[int, ...], columns: int) -> Distinct:
        """Found once for each set of features and number of columns."""
        key = features, columns
        if key not in self._distinct:
            values = np.stack([self.values(feature, columns) for feature in features], axis=1)
            rows, which = np.unique(values, axis=0, return_inverse=True)
            self._distinct[key] = rows, which.ravel()
        return self._distinct[key]


class PointBatch(_Inputs):
    """Inputs one by one.

    Args:
        x: Shape (N, features).
    """

    def __init__(self, x: FloatArray) -> None:
        super().__init__()
        self._x = x
        self._angles: dict[Source, Angles] = {}

    def angles(self, source: Source, columns: int) -> Angles:
        """Cosine and sine of scale * x, each computed once."""
        if source not in self._angles:
            angle = source.scale * self._x[:, source.feature]
            self._angles[source] = np.cos(angle), np.sin(angle)
        return self._angles[source]

    def values(self, feature: int, columns: int) -> FloatArray:
        """The feature of every input."""
        return self._x[:, feature]

    def coordinate(self, feature: int, groups: int) -> FloatArray:
        """Points lie along the first axis, shape (N, 1)."""
        return self._x[:, feature, None]

    def harmonics(self, source: Source, groups: int) -> FloatArray:
        """1, cos and sin of scale * x, shape (N, 1, 3)."""
        return np.stack([np.ones(len(self._x)), *self.angles(source, len(self._x))], axis=-1)[:, None]

    def refinement(self, number: int, axis: int) -> None:
        """There is none."""
        return

    def spread(self, number: int, state: FloatArray, memory: Memory) -> FloatArray:
        """One column becomes N at the first encoders; later ones change nothing."""
        if number:
            return state
        out = memory.take((len(state), len(self._x)))
        out[:] = state
        return out

    def gather(self, number: int, slope: FloatArray, memory: Memory) -> FloatArray:
        """Sum over the inputs, at the first encoders."""
        return slope if number else slope.sum(axis=1, keepdims=True)


class GridBatch(_Inputs):
    """Nodes of a grid that grows finer from one group of encoders to the next.

    A state that varies slowly is kept on few nodes, and interpolated when encoders make it vary faster.

    Args:
        plan: Axes after every group of encoders.
        rest: Values of the features from number 2 on.
    """

    def __init__(self, plan: GridPlan, rest: FloatArray) -> None:
        super().__init__()
        self._plan = plan
        self._rest = rest
        self._angles: dict[tuple[Source, int], Angles] = {}
        self._harmonics: dict[tuple[Source, int], FloatArray] = {}
        self._refinements: dict[tuple[int, int], FloatArray] = {}
        self._axes = {first.size * second.size: (first, second) for first, second in plan.steps}
        self._nodes: dict[int, list[FloatArray]] = {}

    def angles(self, source: Source, columns: int) -> Angles:
        """Cosine and sine of scale * x at the nodes, each computed once."""
        key = source, columns
        if key not in self._angles:
            angle = source.scale * self.values(source.feature, columns)
            self._angles[key] = np.cos(angle), np.sin(angle)
        return self._angles[key]

    def values(self, feature: int, columns: int) -> FloatArray:
        """The feature at every node."""
        if feature > 1:
            return np.broadcast_to(self._rest[feature - 2], (columns,))
        if columns not in self._nodes:
            lines = (axis.nodes for axis in self._axes[columns])
            self._nodes[columns] = [x.ravel() for x in np.meshgrid(*lines, indexing="ij")]
        return self._nodes[columns][feature]

    def coordinate(self, feature: int, groups: int) -> FloatArray:
        """Along its own axis; features from number 2 on are the same everywhere."""
        if feature > 1:
            return self._rest[feature - 2].reshape(1, 1)
        nodes = self._plan.steps[groups][feature].nodes
        return nodes[None, :] if feature else nodes[:, None]

    def harmonics(self, source: Source, groups: int) -> FloatArray:
        """1, cos and sin of scale * x, each computed once."""
        key = source, groups
        if key not in self._harmonics:
            angle = source.scale * self.coordinate(source.feature, groups)
            self._harmonics[key] = np.stack([np.ones_like(angle), np.cos(angle), np.sin(angle)], axis=-1)
        return self._harmonics[key]

    def refinement(self, number: int, axis: int) -> FloatArray:
        """Along feature `axis`, shape (fine, coarse)."""
        key = number, axis
        if key not in self._refinements:
            self._refinements[key] = refinement(self._plan.steps[number][axis], self._plan.steps[number + 1][axis])
        return self._refinements[key]

    def spread(self, number: int, state: FloatArray, memory: Memory) -> FloatArray:
        """Interpolate to the next finer grid, first along feature 1, then along feature 0."""
        (p1, p2), (q1, q2) = self._steps(number)
        rows = len(state)
        if p1.size == p2.size == 1:
            out = memory.take((rows, q1.size * q2.size))
            out[:] = state
            return out
        if q2 != p2:
            out = memory.take((rows * p1.size, q2.size))
            state = np.matmul(state.reshape(-1, p2.size), refinement(p2, q2).T, out=out)
        if q1 != p1:
            out = memory.take((rows, q1.size, q2.size))
            state = np.matmul(refinement(p1, q1), state.reshape(rows, p1.size, q2.size), out=out)
        return state.reshape(rows, -1)

    def gather(self, number: int, slope: FloatArray, memory: Memory) -> FloatArray:
        """Transpose of `spread`."""
        (p1, p2), (q1, q2) = self._steps(number)
        rows = len(slope)
        if p1.size == p2.size == 1:
            return slope.sum(axis=1, keepdims=True)
        if q1 != p1:
            out = memory.take((rows, p1.size, q2.size))
            slope = np.matmul(refinement(p1, q1).T, slope.reshape(rows, q1.size, q2.size), out=out)
        if q2 != p2:
            out = memory.take((rows * p1.size, p2.size))
            slope = np.matmul(slope.reshape(-1, q2.size), refinement(p2, q2), out=out)
        return slope.reshape(rows, -1)

    def _steps(self, number: int) -> tuple[tuple[AnyAxis, AnyAxis], tuple[AnyAxis, AnyAxis]]:
        return self._plan.steps[number], self._plan.steps[number + 1]
