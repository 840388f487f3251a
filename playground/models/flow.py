"""Lindblad pulses on Pauli vectors: exponentials of real generators, and their derivatives.

In the Pauli basis a Lindblad equation is dr/dt = L r with L real, (4^k, 4^k) on k qurons. A pulse of fixed duration
multiplies the state by exp(L), L = D + sum_j theta_j G_j + sum_f s_f x_f G_f: decay D accumulated over the pulse,
and one generator for each angle. Nothing commutes, so decay acts while the drive turns.

Derivative of a scalar with slope E with respect to exp(L): its derivative with respect to L is
W = int_0^1 exp(u L)^T E exp((1-u) L)^T du, one block of the exponential of [[L^T, E], [0, L^T]]; every angle then is
a product <W, G_j>.

Source: Van Loan, IEEE Trans. Autom. Control 23, 395 (1978); Al-Mohy and Higham, SIAM J. Matrix Anal. Appl. 30, 1639
(2009).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil, log2

import numpy as np
from numpy.typing import NDArray

from playground.models.pauli import FloatArray, IntArray, rotation_terms

BoolArray = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Flow:
    """The family of pulses exp(fixed + sum_j theta[parameters[j]] terms[j] + sum_f scales[f] x_f drives[f]).

    Args:
        fixed: What acts whatever the angles, shape (d, d).
        terms: Generators of the trainable angles, shape (m, d, d).
        parameters: Position of each angle in theta, shape (m,).
        drives: Generators of the angles that are features, shape (s, d, d).
        sources: (feature, scale) of each of these.
    """

    fixed: FloatArray
    terms: FloatArray
    parameters: IntArray
    drives: FloatArray
    sources: tuple[tuple[int, float], ...]

    def generators(self, theta: FloatArray, x: FloatArray) -> FloatArray:
        """L at every input, shape (U, d, d).

        Args:
            theta: Shape (P,), radians.
            x: Values of the features of `sources`, shape (U, s).
        """
        still = self.fixed + np.tensordot(theta[self.parameters], self.terms, axes=1)
        scales = np.array([scale for _, scale in self.sources])
        return still + np.tensordot(x * scales, self.drives, axes=1)

    def matrices(self, generators: FloatArray) -> FloatArray:
        """exp(L) for every generator, shape (U, d, d)."""
        return exponentials(generators)

    def pull_back(self, generators: FloatArray, slopes: FloatArray) -> FloatArray:
        """Derivatives with respect to the trainable angles, shape (m,).

        Args:
            generators: What `generators` returned, shape (U, d, d).
            slopes: Derivatives with respect to the matrices, shape (U, d, d).
        """
        size = generators.shape[-1]
        turned = generators.swapaxes(1, 2)
        block = np.zeros((len(generators), 2 * size, 2 * size))
        block[:, :size, :size] = block[:, size:, size:] = turned
        block[:, :size, size:] = slopes
        total = exponentials(block)[:, :size, size:].sum(axis=0)
        return self.terms.reshape(len(self.terms), -1) @ total.ravel()

    @cached_property
    def reach(self) -> BoolArray:
        """Whether string i after the pulse can come from string j before it, whatever the angles, shape (d, d)."""
        parts = np.concatenate([self.fixed[None], self.terms, self.drives])
        found = np.any(parts != 0, axis=0) | np.eye(len(self.fixed), dtype=bool)
        for _ in range(len(found).bit_length()):  # paths of any length
            found = found @ found
        return found

    def restricted(self, wires: Sequence[int]) -> Flow:
        """The same pulse on the strings that hold I everywhere but on these wires, if none of them comes from others.

        Args:
            wires: Rising positions within the group.
        """
        total = (len(self.fixed).bit_length() - 1) // 2
        strings = np.zeros(1, dtype=np.intp)
        for wire in wires:
            strings = np.add.outer(strings, np.arange(4) * 4 ** (total - wire - 1)).ravel()
        block = (slice(None), *np.ix_(strings, strings))
        terms, drives = self.terms[block], self.drives[block]
        kept, driven = (np.any(part != 0, axis=(1, 2)) for part in (terms, drives))
        sources = tuple(source for source, busy in zip(self.sources, driven, strict=True) if busy)
        own = {"terms": terms[kept], "parameters": self.parameters[kept], "drives": drives[driven]}
        return replace(self, fixed=self.fixed[np.ix_(strings, strings)], sources=sources, **own)


@dataclass(frozen=True, eq=False)
class Straight(Flow):
    """The matrices fixed + sum_j theta[parameters[j]] terms[j] themselves: noise that is moved along its slopes."""

    def matrices(self, generators: FloatArray) -> FloatArray:
        return generators

    def pull_back(self, generators: FloatArray, slopes: FloatArray) -> FloatArray:
        return self.terms.reshape(len(self.terms), -1) @ slopes.sum(axis=0).ravel()


_PADE = (17297280.0, 8648640.0, 1995840.0, 277200.0, 25200.0, 1512.0, 56.0, 1.0)
_PADE_NORM = 0.95
"""Largest norm for which this approximant is exact to rounding."""


def exponentials(generators: FloatArray) -> FloatArray:
    """exp of every matrix of a stack, shape (U, d, d): scaled, Padé approximant of order 7, squared.

    SciPy's `expm` takes the stack matrix by matrix, which for (4, 4) is several times slower.

    Source:
        Higham, SIAM J. Matrix Anal. Appl. 26, 1179 (2005), tables 2.3 and 2.4.
    """
    norm = float(np.abs(generators).sum(axis=-2).max(initial=0.0))
    halvings = max(0, ceil(log2(norm / _PADE_NORM))) if norm > _PADE_NORM else 0
    first = generators / 2.0**halvings
    second = first @ first
    fourth = second @ second
    sixth = fourth @ second
    one = np.eye(generators.shape[-1])
    odd = first @ (_PADE[7] * sixth + _PADE[5] * fourth + _PADE[3] * second + _PADE[1] * one)
    even = _PADE[6] * sixth + _PADE[4] * fourth + _PADE[2] * second + _PADE[0] * one
    found: FloatArray = np.linalg.solve(even - odd, even + odd).astype(np.float64, copy=False)
    for _ in range(halvings):
        found = found @ found
    return found


def turning(string: str) -> FloatArray:
    """Generator of exp(-i t P / 2) per radian, for a Pauli string P on k qurons; shape (4^k, 4^k)."""
    return rotation_terms(string)[2]


def relaxing(*, t1: float | None, t2: float | None, time: float, thermal_population: float) -> FloatArray:
    """Generator of thermal relaxation, accumulated over a time; shape (4, 4).

    dx/dt = -x/T2, dy/dt = -y/T2, dz/dt = (zeq - z)/T1 with zeq = 1 - 2 p_exc.

    Args:
        t1, t2: None is infinite, but T2 never exceeds 2 T1.
        time: In the unit of t1 and t2.
        thermal_population: p_exc, population of |1> in equilibrium.
    """
    along = 0.0 if t1 is None else time / t1
    across = along / 2 if t2 is None else time / t2
    generator = np.diag([0.0, -across, -across, -along])
    generator[3, 0] = (1 - 2 * thermal_population) * along
    return generator


def on_each(generators: Sequence[FloatArray]) -> FloatArray:
    """The sum of one-quron generators, one for each of k qurons, shape (4^k, 4^k)."""
    wires = len(generators)
    total = np.zeros((4**wires, 4**wires))
    for wire, generator in enumerate(generators):
        total += np.kron(np.kron(np.eye(4**wire), generator), np.eye(4 ** (wires - wire - 1)))
    return total


def placed(letters: str, wires: Sequence[int], total: int) -> str:
    """Pauli string over `total` qurons with these letters on these wires, I elsewhere."""
    string = ["I"] * total
    for letter, wire in zip(letters, wires, strict=True):
        string[wire] = letter
    return "".join(string)
