"""The inputs that a program is evaluated at: given points, or the nodes of a Fourier grid.

A program starts with one column, |0...0>, and spreads it over the inputs only when an encoder tells them apart.
"""

from typing import Protocol

import numpy as np

from playground.models.grid import GridPlan, refinement
from playground.models.pauli import FloatArray
from playground.models.workspace import Memory

Angles = tuple[FloatArray, FloatArray]
"""Cosine and sine, shape (B,)."""


class Batch(Protocol):
    """What operations ask about the inputs."""

    def angles(self, source: tuple[int, float], columns: int) -> Angles:
        """Cosine and sine of scale * x for an encoder (feature, scale), at the present columns."""
        ...

    def spread(self, number: int, state: FloatArray, memory: Memory) -> FloatArray:
        """The state at the columns that the encoders of group `number` tell apart."""
        ...

    def gather(self, number: int, slope: FloatArray, memory: Memory) -> FloatArray:
        """Transpose of `spread`."""
        ...


class PointBatch:
    """Inputs one by one.

    Args:
        x: Shape (N, features).
    """

    def __init__(self, x: FloatArray) -> None:
        self._x = x
        self._angles: dict[tuple[int, float], Angles] = {}

    def angles(self, source: tuple[int, float], columns: int) -> Angles:
        """Cosine and sine of scale * x, each computed once."""
        if source not in self._angles:
            feature, scale = source
            angle = scale * self._x[:, feature]
            self._angles[source] = np.cos(angle), np.sin(angle)
        return self._angles[source]

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


class GridBatch:
    """Nodes of a Fourier grid that grows finer from one group of encoders to the next.

    A state that depends on few harmonics is kept on few nodes, and interpolated when encoders add more.

    Args:
        plan: Degrees after every group of encoders.
        rest: Values of the features from number 2 on.
    """

    def __init__(self, plan: GridPlan, rest: FloatArray) -> None:
        self._plan = plan
        self._rest = rest
        self._angles: dict[tuple[int, float, int], Angles] = {}
        self._nodes: dict[int, tuple[FloatArray, FloatArray]] = {}
        for groups in range(len(plan.degrees)):
            first, second = plan.axes_after(groups)
            x1, x2 = np.meshgrid(first.nodes, second.nodes, indexing="ij")
            self._nodes[x1.size] = x1.ravel(), x2.ravel()

    def angles(self, source: tuple[int, float], columns: int) -> Angles:
        """Cosine and sine of scale * x at the nodes, each computed once."""
        key = (*source, columns)
        if key not in self._angles:
            feature, scale = source
            x = self._nodes[columns][feature] if feature < 2 else self._rest[feature - 2]
            angle = np.broadcast_to(scale * x, (columns,))
            self._angles[key] = np.cos(angle), np.sin(angle)
        return self._angles[key]

    def spread(self, number: int, state: FloatArray, memory: Memory) -> FloatArray:
        """Interpolate to the next finer grid, first along feature 1, then along feature 0."""
        (p1, p2), (q1, q2) = self._plan.degrees[number], self._plan.degrees[number + 1]
        rows = len(state)
        if p1 == p2 == 0:
            out = memory.take((rows, (2 * q1 + 1) * (2 * q2 + 1)))
            out[:] = state
            return out
        if q2 != p2:
            out = memory.take((rows * (2 * p1 + 1), 2 * q2 + 1))
            state = np.matmul(state.reshape(-1, 2 * p2 + 1), refinement(p2, q2).T, out=out)
        if q1 != p1:
            out = memory.take((rows, 2 * q1 + 1, 2 * q2 + 1))
            state = np.matmul(refinement(p1, q1), state.reshape(rows, 2 * p1 + 1, 2 * q2 + 1), out=out)
        return state.reshape(rows, -1)

    def gather(self, number: int, slope: FloatArray, memory: Memory) -> FloatArray:
        """Transpose of `spread`."""
        (p1, p2), (q1, q2) = self._plan.degrees[number], self._plan.degrees[number + 1]
        rows = len(slope)
        if p1 == p2 == 0:
            return slope.sum(axis=1, keepdims=True)
        if q1 != p1:
            out = memory.take((rows, 2 * p1 + 1, 2 * q2 + 1))
            slope = np.matmul(refinement(p1, q1).T, slope.reshape(rows, 2 * q1 + 1, 2 * q2 + 1), out=out)
        if q2 != p2:
            out = memory.take((rows * (2 * p1 + 1), 2 * p2 + 1))
            slope = np.matmul(slope.reshape(-1, 2 * q2 + 1), refinement(p2, q2), out=out)
        return slope.reshape(rows, -1)
