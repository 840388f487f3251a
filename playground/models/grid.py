"""The Fourier grid: the output as an exact trigonometric polynomial of each feature.

With rotations by `scale * x` for encoders, every expectation value is a polynomial of degree K in cos(b x), sin(b x),
with b the greatest common measure of the scales and K the sum of the integers scale/b. Its values at 2K + 1 equally
spaced nodes determine it everywhere, noise included.

Source: Schuld, Sweke, Meyer, Phys. Rev. A 103, 032430 (2021).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import lcm, pi

import numpy as np

from playground.models.pauli import FloatArray

LARGEST_DENOMINATOR = 12
"""Scales with a ratio that needs a larger denominator count as incommensurate: the grid would be too fine."""


@dataclass(frozen=True)
class Axis:
    """One feature: trigonometric polynomials of `degree` in `base * x`.

    Args:
        base: Radians per unit of x.
        degree: K; there are 2K + 1 nodes.
    """

    base: float
    degree: int

    @property
    def size(self) -> int:
        """Number of nodes."""
        return 2 * self.degree + 1

    @property
    def nodes(self) -> FloatArray:
        """x of the nodes, shape (2K + 1,), over one period."""
        return _node_angles(self.degree) / self.base

    def rows(self, x: FloatArray) -> FloatArray:
        """Interpolation weights: f(x_n) = sum_j rows[n, j] f(node_j), exact for the polynomials of this axis.

        Args:
            x: Shape (N,).
        Returns:
            Shape (N, 2K + 1).
        """
        if self.degree == 0:
            return np.ones((len(x), 1))
        return _harmonics(self.base * np.asarray(x, dtype=np.float64), self.degree) @ _analysis(self.degree)


@lru_cache(maxsize=128)
def refinement(coarse: int, fine: int) -> FloatArray:
    """Values at the nodes of degree `fine` from those of degree `coarse`, shape (2 fine + 1, 2 coarse + 1)."""
    return Axis(1.0, coarse).rows(_node_angles(fine))


def _node_angles(degree: int) -> FloatArray:
    return 2 * pi * np.arange(2 * degree + 1) / (2 * degree + 1)


def _harmonics(angles: FloatArray, degree: int) -> FloatArray:
    """Columns 1, cos t, ..., cos Kt, sin t, ..., sin Kt."""
    multiples = np.outer(angles, np.arange(1, degree + 1))
    return np.concatenate([np.ones((len(angles), 1)), np.cos(multiples), np.sin(multiples)], axis=1)


@lru_cache(maxsize=64)
def _analysis(degree: int) -> FloatArray:
    """Coefficients of the harmonics from node values: the discrete Fourier transform, real."""
    size = 2 * degree + 1
    weights = np.full((size, 1), 2.0 / size)
    weights[0] = 1.0 / size
    return weights * _harmonics(_node_angles(degree), degree).T


def common_measure(scales: Sequence[float]) -> float | None:
    """Largest b such that every scale is an integer times b; 1 if all are 0, None if there is no such b.

    Args:
        scales: Radians per unit of x.
    """
    sizes = [abs(scale) for scale in scales if scale]
    if not sizes:
        return 1.0
    smallest = min(sizes)
    ratios = [Fraction(size / smallest).limit_denominator(LARGEST_DENOMINATOR) for size in sizes]
    close = all(abs(size - float(ratio) * smallest) <= 1e-12 * size for size, ratio in zip(sizes, ratios, strict=True))
    return smallest / lcm(*(ratio.denominator for ratio in ratios)) if close else None


@dataclass(frozen=True)
class GridPlan:
    """Axes of the map's two features after each group of encoders, for a network whose scales are commensurate.

    Args:
        bases: Radians per unit of each feature.
        degrees: Degree in each feature before the first and after every group of encoders.
    """

    bases: tuple[float, float]
    degrees: tuple[tuple[int, int], ...]

    @property
    def axes(self) -> tuple[Axis, Axis]:
        """The axes of the output."""
        return self.axes_after(len(self.degrees) - 1)

    def axes_after(self, groups: int) -> tuple[Axis, Axis]:
        """The axes after so many groups of encoders."""
        first, second = self.degrees[groups]
        return Axis(self.bases[0], first), Axis(self.bases[1], second)

    @property
    def nodes(self) -> int:
        """Number of nodes of the finest grid."""
        return self.axes[0].size * self.axes[1].size


def plan_grid(groups: Sequence[Sequence[tuple[int, float]]]) -> GridPlan | None:
    """Find the grid of a network, or None if the scales of a feature have no common measure.

    Args:
        groups: For every group of encoders, in order, the (feature, scale) of each of them. Features from 2 on are
            constants of the map and need no nodes.
    """
    bases = []
    for feature in (0, 1):
        measure = common_measure([s for group in groups for f, s in group if f == feature])
        if measure is None:
            return None
        bases.append(measure)
    degrees = [(0, 0)]
    for group in groups:
        grown = [
            degrees[-1][feature] + sum(round(abs(s) / bases[feature]) for f, s in group if f == feature)
            for feature in (0, 1)
        ]
        degrees.append((grown[0], grown[1]))
    return GridPlan(bases=(bases[0], bases[1]), degrees=tuple(degrees))
