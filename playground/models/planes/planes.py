"""Drag planes: what maps and Bloch vectors become when one dial turns, as a few arrays that the browser can combine.

A function of the inputs and of one dial's value v is sum_k b_k(v) C_k(x1, x2), with the few functions b_k of a
`Basis`; each C_k is known everywhere from its values on the few nodes of two axes. So a map at any value is

    map = R2 (sum_k b_k(v) C_k^T) R1^T,

with the interpolation rows R1, R2 of the map's coordinates: matrix products of some ten rows. Where the dial is the
scale s of an encoder, there is one C over harmonics of s x times nodes of x, and the rows depend on s instead.
"""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from playground.models.grids.axes import CONSTANT
from playground.models.pauli import FloatArray
from playground.models.planes.axes import Lines, PlaneAxes, PlaneAxis, SplitAxis
from playground.models.planes.basis import Basis

POINT: PlaneAxes = (CONSTANT, CONSTANT)
"""Axes of what does not depend on the inputs."""
NEGLIGIBLE = 1e-11
"""Coefficients below this are left out; all of them together stay far below the 1e-9 that planes are held to."""


@dataclass(frozen=True, eq=False)
class Family:
    """Functions on the same axes.

    Args:
        which: Place of each function in the array of a frame that it belongs to, length N.
        coefficients: C, shape (m, N, s1, s2).
        axes: Of feature 0 and feature 1, with s1 and s2 nodes.
        lines: Coordinates that the frame shows.
    """

    which: tuple[int, ...]
    coefficients: FloatArray
    axes: PlaneAxes
    lines: Lines

    def at(self, basis: Basis, value: float, lines: Lines | None = None) -> FloatArray:
        """The functions at a value of the dial, shape (N, len(x2), len(x1)).

        Args:
            basis: Functions of the dial.
            value: Of the dial.
            lines: Other coordinates than those of the frame.
        """
        weights = basis.at(value, len(self.coefficients))
        combined = np.tensordot(weights, self.coefficients, axes=1)
        along_1, along_2 = (_rows(axis, x, value) for axis, x in zip(self.axes, lines or self.lines, strict=True))
        return np.matmul(along_2, np.matmul(combined.swapaxes(1, 2), along_1.T))

    def trimmed(self) -> Self:
        """The same without the last coefficients, if they do not matter."""
        sizes = np.abs(self.coefficients).max(axis=(1, 2, 3), initial=0.0)
        count = 1 + int(np.max(np.nonzero(sizes > NEGLIGIBLE)[0], initial=0))
        return replace(self, coefficients=self.coefficients[:count])

    def moved(self) -> Self | None:
        """The functions that depend on the dial; None if there are none."""
        moving = np.abs(self._moving()).max(axis=(0, 2, 3), initial=0.0)
        places = np.nonzero(moving > NEGLIGIBLE)[0]
        which = tuple(self.which[place] for place in places)
        return replace(self, which=which, coefficients=self.coefficients[:, places]) if which else None

    def _moving(self) -> FloatArray:
        """The coefficients of what depends on the dial, (m, N, s1, s2)."""
        first, second = self.axes
        if not (isinstance(first, SplitAxis) and isinstance(second, SplitAxis)):
            return self.coefficients[1:]
        parts = self.coefficients.copy()
        parts[0, :, : first.rest.size, : second.rest.size] = 0.0
        return parts


def _rows(axis: PlaneAxis, x: FloatArray, value: float) -> FloatArray:
    return axis.rows(x, value) if isinstance(axis, SplitAxis) else axis.rows(x)


@dataclass(frozen=True, eq=False)
class Planes:
    """One dial's planes at the other values of the moment.

    Args:
        basis: Functions of the dial's value.
        span: Smallest and largest value for which the planes hold; None if they hold for all.
        decision: The first readout.
        nodes: <Z> of the qurons that the dial moves, after layer 1 first, quron 0 first; one family for each grid.
        bloch: Components of all Bloch vectors at the probe, X, Y, Z of one after the other.
        purities: Tr(rho^2) at the probe before the first and after every layer; None if they are not known.
    """

    basis: Basis
    span: tuple[float, float] | None
    decision: Family
    nodes: tuple[Family, ...]
    bloch: Family
    purities: Family | None

    def decision_at(self, value: float) -> FloatArray:
        """Decision map at a value of the dial, shape (resolution, resolution)."""
        return self.decision.at(self.basis, value)[0]

    def nodes_at(self, value: float) -> dict[int, FloatArray]:
        """Maps of the qurons that the dial moves, by their place in `Maps.nodes`."""
        return {
            which: found
            for family in self.nodes
            for which, found in zip(family.which, family.at(self.basis, value), strict=True)
        }

    def bloch_at(self, value: float) -> FloatArray:
        """All Bloch vectors at the probe, shape (sum of n_l, 3)."""
        return self.bloch.at(self.basis, value).reshape(-1, 3)

    def purities_at(self, value: float) -> FloatArray | None:
        """Purities at the probe, shape (L + 1,), or None."""
        return None if self.purities is None else self.purities.at(self.basis, value).ravel()
