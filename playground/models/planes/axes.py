"""Axes of the input plane for drag planes: few nodes along a feature, from which every point follows."""

from dataclasses import dataclass

import numpy as np

from playground.models.grids.axes import AnyAxis
from playground.models.pauli import FloatArray
from playground.models.planes.basis import harmonics


@dataclass(frozen=True)
class SplitAxis:
    """A feature that reaches the network twice: by encoders of fixed scale, and by one whose scale s is in the hand.

    An output is a trigonometric polynomial of degree d in s x with coefficients that are functions of x on `rest`.

    Args:
        degree: d, the number of encoders of this feature in the hand.
        rest: Axis of the other encoders.
    """

    degree: int
    rest: AnyAxis

    @property
    def size(self) -> int:
        """Number of coefficients."""
        return (2 * self.degree + 1) * self.rest.size

    def rows(self, x: FloatArray, scale: float) -> FloatArray:
        """Weights of the coefficients at points, shape (N, size), harmonics outermost."""
        waves, rest = harmonics(scale * np.asarray(x), self.degree), self.rest.rows(x)
        return (waves[:, :, None] * rest[:, None, :]).reshape(len(rest), -1)


PlaneAxis = AnyAxis | SplitAxis
PlaneAxes = tuple[PlaneAxis, PlaneAxis]
Lines = tuple[FloatArray, FloatArray]
"""Coordinates along x1 and along x2."""
