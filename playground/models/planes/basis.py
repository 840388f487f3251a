"""Functions of one dial: what an output depends on when a single angle, strength or time moves.

An angle enters through its rotation, M(t) = M_0 + cos(t) M_1 + sin(t) M_2, so every output is a + b cos t + c sin t;
a controlled rotation turns by half angles as well. A channel's strength enters every matrix as a polynomial of one
variable, so that an output is a polynomial of it, of a degree that the number of acts bounds. Times enter through
exp(-t/T), which has no finite basis, but whose Chebyshev series converges faster than any power.

Source: Trefethen, Approximation Theory and Approximation Practice (2013), chapters 3 and 8.
"""

import abc
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from math import pi, sqrt
from typing import Literal

import numpy as np

from playground.models.pauli import FloatArray

Variable = Literal["value", "root", "rate"]

VARIABLES: dict[Variable, Callable[[float], float]] = {
    "value": lambda value: value,
    "root": lambda value: sqrt(max(0.0, 1 - value)),
    "rate": lambda value: 1 / value,
}
"""What a matrix is a polynomial (or an entire function) of, as a function of the dial's value."""

INVERSES: dict[Variable, Callable[[float], float]] = {
    "value": lambda u: u,
    "root": lambda u: 1 - u * u,
    "rate": lambda u: 1 / u,
}
"""The dial's value from its variable."""


class Basis(abc.ABC):
    """Functions b_0 = 1, b_1, b_2, ... of a dial's value; the first few of them span what an output can be."""

    kind: str

    @abc.abstractmethod
    def nodes(self, count: int) -> FloatArray:
        """Values of the dial at which samples determine the coefficients of the first `count` functions."""

    @abc.abstractmethod
    def at(self, value: float, count: int) -> FloatArray:
        """The first `count` functions at a value, shape (count,)."""

    def coefficients(self, samples: FloatArray) -> FloatArray:
        """Coefficients of the first functions, from samples at as many nodes.

        Args:
            samples: Shape (count, ...), in the order of `nodes(count)`.
        Returns:
            The same shape.
        """
        flat = samples.reshape(len(samples), -1)
        return (_analysis(self, len(samples)) @ flat).reshape(samples.shape)


@lru_cache(maxsize=64)
def _analysis(basis: Basis, count: int) -> FloatArray:
    """Samples to coefficients. Both bases are orthogonal on their nodes, so the inverse loses no digits."""
    functions = np.array([basis.at(value, count) for value in basis.nodes(count).tolist()])
    return np.asarray(np.linalg.inv(functions), dtype=np.float64)


@dataclass(frozen=True)
class Trigonometric(Basis):
    """1, cos wt, sin wt, cos 2wt, sin 2wt, ...

    Args:
        base: w, 1 or 1/2.
    """

    base: float = 1.0
    kind = "trigonometric"

    def nodes(self, count: int) -> FloatArray:
        """Equally spaced over one period; `count` is odd."""
        return np.linspace(0.0, 2 * pi / self.base, count, endpoint=False)

    def at(self, value: float, count: int) -> FloatArray:
        """The first `count` functions, shape (count,)."""
        return harmonics(np.array([self.base * value]), count // 2)[0, :count]


@dataclass(frozen=True)
class Chebyshev(Basis):
    """Chebyshev polynomials of a variable u of the dial's value, T_k(z), with z running from -1 to 1.

    Args:
        variable: Key of `VARIABLES`.
        low, high: Smallest and largest value of the dial.
    """

    variable: Variable
    low: float
    high: float
    kind = "chebyshev"

    @property
    def _ends(self) -> tuple[float, float]:
        u = VARIABLES[self.variable]
        return u(self.low), u(self.high)

    def nodes(self, count: int) -> FloatArray:
        """Chebyshev points of the first kind: the ends, where a channel may vanish, are not among them."""
        first, last = self._ends
        z = np.cos(pi * (np.arange(count) + 0.5) / count)
        u = (first + last) / 2 + (last - first) / 2 * z
        return np.array([INVERSES[self.variable](float(part)) for part in u])

    def at(self, value: float, count: int) -> FloatArray:
        """The first `count` polynomials, shape (count,)."""
        first, last = self._ends
        z = (2 * VARIABLES[self.variable](value) - first - last) / (last - first)
        found = np.ones(count)
        for k in range(1, count):
            found[k] = z if k == 1 else 2 * z * found[k - 1] - found[k - 2]
        return found


def harmonics(angles: FloatArray, degree: int) -> FloatArray:
    """Columns 1, cos t, sin t, ..., cos Kt, sin Kt, shape (N, 2K + 1)."""
    multiples = np.outer(angles, np.arange(1, degree + 1))
    waves = np.stack([np.cos(multiples), np.sin(multiples)], axis=-1).reshape(len(angles), -1)
    return np.concatenate([np.ones((len(angles), 1)), waves], axis=1)
