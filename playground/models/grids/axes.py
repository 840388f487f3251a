"""The grid of nodes on which a network is evaluated, from which it is known everywhere on its plane.

With rotations by `scale * x` for encoders, every expectation value is a polynomial of degree K in cos(b x), sin(b x),
with b the greatest common measure of the scales and K the sum of the integers scale/b. Its values at 2K + 1 equally
spaced nodes determine it everywhere, noise included: the Fourier grid. Scales without a common measure, and scales
that are trained, take Chebyshev points on an interval instead (`chebyshev`).

Source: Schuld, Sweke, Meyer, Phys. Rev. A 103, 032430 (2021).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate
from math import floor, inf, lcm, pi

import numpy as np

from playground.models.grids.chebyshev import ChebyshevAxis, chebyshev_size
from playground.models.instructions import Source
from playground.models.pauli import FloatArray

LARGEST_DENOMINATOR = 12
"""Scales with a ratio that needs a larger denominator count as incommensurate: the grid would be too fine."""

REACHES = (1.0, 1.25, 1.6, 2.0, 3.15, 4.0, 8.0)
"""Half lengths of the intervals of Chebyshev axes; the first holds the usual map, and data with the usual noise;
3.15 a whole period."""

LARGEST_BANDWIDTH = 300.0
"""Radians over half an interval above which a Chebyshev axis has too many nodes to be of use."""

SCALE_STEP = 0.25
"""Trained scales are rounded up to a multiple of this, so that a grid serves many steps of training."""


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
    def reach(self) -> float:
        """The polynomials are known for every x."""
        return inf

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


AnyAxis = Axis | ChebyshevAxis

CONSTANT = Axis(1.0, 0)
"""A feature that nothing depends on: one node."""


@lru_cache(maxsize=128)
def refinement(coarse: AnyAxis, fine: AnyAxis) -> FloatArray:
    """Values at the nodes of `fine` from those at the nodes of `coarse`, shape (fine.size, coarse.size)."""
    return coarse.rows(fine.nodes)


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
    if smallest == max(sizes):
        return smallest
    ratios = [Fraction(size / smallest).limit_denominator(LARGEST_DENOMINATOR) for size in sizes]
    close = all(abs(size - float(ratio) * smallest) <= 1e-12 * size for size, ratio in zip(sizes, ratios, strict=True))
    return smallest / lcm(*(ratio.denominator for ratio in ratios)) if close else None


@dataclass(frozen=True)
class GridPlan:
    """Axes of the map's two features after each group of encoders.

    Args:
        steps: Axes before the first and after every group of encoders.
    """

    steps: tuple[tuple[AnyAxis, AnyAxis], ...]

    @property
    def axes(self) -> tuple[AnyAxis, AnyAxis]:
        """The axes of the output."""
        return self.steps[-1]

    @property
    def nodes(self) -> int:
        """Number of nodes of the finest grid."""
        return self.axes[0].size * self.axes[1].size

    @property
    def reach(self) -> float:
        """The grid knows the plane for |x| up to this, in both features."""
        return min(axis.reach for axis in self.axes)


def plan_grid(groups: Sequence[Sequence[Source]], reach: float = REACHES[0]) -> GridPlan | None:
    """Find the grid of a network with the fewest nodes, or None if it would have too many to be of use.

    Args:
        groups: For every group of encoders, in order, the sources of its angles; a trained scale is one that bounds
            the scales that the grid is for (`bounded`). Features from 2 on are constants of the map and need no nodes.
        reach: The grid is for |x| up to this.
    """
    rows = [_axes_along(groups, feature, reach) for feature in (0, 1)]
    return None if None in rows else GridPlan(tuple(zip(*(row for row in rows if row), strict=True)))


def bounded(groups: Sequence[Sequence[Source]], theta: FloatArray) -> tuple[tuple[Source, ...], ...]:
    """The same groups with every trained scale replaced by a bound on its present size, a multiple of `SCALE_STEP`.

    The bound lies above the scale: the slope along a scale of 0 depends on x, though the output does not.

    Args:
        groups: The groups of a path.
        theta: Shape (P,).
    """
    return tuple(tuple(_bounded(source, theta) for source in group) for group in groups)


def _bounded(source: Source, theta: FloatArray) -> Source:
    if source.parameter is None:
        return source
    return source._replace(scale=SCALE_STEP * (floor(abs(theta[source.parameter]) / SCALE_STEP) + 1))


def _axes_along(groups: Sequence[Sequence[Source]], feature: int, reach: float) -> Sequence[AnyAxis] | None:
    """The axes of one feature before the first and after every group: of the kind that ends with fewer nodes."""
    own = [[source for source in group if source.feature == feature] for group in groups]
    kinds = (_fourier_axes(own), _chebyshev_axes(own, reach))
    return min((axes for axes in kinds if axes), key=lambda axes: axes[-1].size, default=None)


def _fourier_axes(groups: Sequence[Sequence[Source]]) -> Sequence[AnyAxis] | None:
    sources = [source for group in groups for source in group]
    base = common_measure([source.scale for source in sources])
    if base is None or any(source.parameter is not None or source.is_pulse for source in sources):
        return None
    degrees = accumulate((sum(round(abs(source.scale) / base) for source in group) for group in groups), initial=0)
    return [Axis(base, degree) for degree in degrees]


def _chebyshev_axes(groups: Sequence[Sequence[Source]], reach: float) -> Sequence[AnyAxis] | None:
    types = list(accumulate((sum(abs(source.scale) for source in group) for group in groups), initial=0.0))
    if types[-1] * reach > LARGEST_BANDWIDTH:
        return None
    return [ChebyshevAxis(-reach, reach, chebyshev_size(own * reach)) if own else CONSTANT for own in types]
