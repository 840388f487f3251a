"""Functions of one feature on an interval, by their values at Chebyshev points.

Encoders turn by angles that are linear in a feature x, so every expectation value is a sum of waves exp(i w x) with
|w| <= s, the sum of the absolute scales, whether or not the scales have a common measure. It is an entire function
of exponential type s that is bounded by the weight M of its readout for all real x, and therefore
|f(x + iy)| <= M exp(s |y|) (Boas, Entire Functions, 1954, theorem 6.2.4). On [-h, h], with a = s h, f is thus bounded
by M exp(a (r - 1/r) / 2) on the Bernstein ellipse of any radius r > 1, and interpolation by a polynomial of degree n
at Chebyshev points errs by at most 4 M exp(a (r - 1/r) / 2) r^-n / (r - 1)
(Trefethen, Approximation Theory and Approximation Practice, SIAM 2013, theorem 8.2).
"""

from dataclasses import dataclass
from functools import lru_cache
from math import acosh, ceil, exp, pi, sqrt

import numpy as np

from playground.models.pauli import FloatArray

TOLERANCE = 1e-11
"""Error of an interpolation in one feature, relative to the weight of the readout."""


@dataclass(frozen=True)
class ChebyshevAxis:
    """One feature on an interval: polynomials by their values at Chebyshev points of the first kind.

    Args:
        low, high: Ends of the interval.
        size: Number of nodes; polynomials of degree size - 1 are exact.
    """

    low: float
    high: float
    size: int

    @property
    def reach(self) -> float:
        """The functions are known for |x| up to this."""
        return min(-self.low, self.high)

    @property
    def nodes(self) -> FloatArray:
        """x of the nodes, shape (size,)."""
        return (self.low + self.high) / 2 + (self.high - self.low) / 2 * np.cos(_node_angles(self.size))

    def rows(self, x: FloatArray) -> FloatArray:
        """Interpolation weights, f(x_n) = sum_j rows[n, j] f(node_j), for x on the interval.

        Args:
            x: Shape (N,).
        Returns:
            Shape (N, size).
        """
        place = (2 * np.asarray(x, dtype=np.float64) - self.low - self.high) / (self.high - self.low)
        return _polynomials(np.arccos(np.clip(place, -1.0, 1.0)), self.size) @ _analysis(self.size)


@lru_cache(maxsize=512)
def chebyshev_size(bandwidth: float) -> int:
    """Number of nodes for functions of a given exponential type, rounded up to an even number.

    The bound of the module's docstring is taken at r = n/a + sqrt(n^2/a^2 - 1), where its exponential part is least.

    Args:
        bandwidth: a, the type times the reach, in radians; above 0.
    """
    degree = ceil(bandwidth) + 1
    while _error(degree, bandwidth) > TOLERANCE:
        degree += 1
    return 2 * ceil((degree + 1) / 2)


def _error(degree: int, bandwidth: float) -> float:
    ratio = degree / bandwidth
    radius = ratio + sqrt(ratio * ratio - 1)
    return 4 * exp(sqrt(degree**2 - bandwidth**2) - degree * acosh(ratio)) / (radius - 1)


def _node_angles(size: int) -> FloatArray:
    return pi * (np.arange(size) + 0.5) / size


def _polynomials(angles: FloatArray, size: int) -> FloatArray:
    """T_k(cos t) = cos(k t) for k < size, shape (N, size)."""
    return np.cos(np.outer(angles, np.arange(size)))


@lru_cache(maxsize=64)
def _analysis(size: int) -> FloatArray:
    """Chebyshev coefficients from node values: the discrete cosine transform."""
    weights = np.full((size, 1), 2.0 / size)
    weights[0] = 1.0 / size
    return weights * _polynomials(_node_angles(size), size).T
