"""Zero-noise extrapolation: expectation values at several strengths of the same noise, continued to none.

With noise factors c_1, ..., c_K and values f_k = f(c_k), an estimate of f(0) is

    linear        intercept of the least-squares line through (c_k, f_k)
    richardson    value at 0 of the polynomial of degree K - 1 through all of them
    exponential   a + s exp(u), where u - v c is the least-squares line through (c_k, ln |f_k - a|), s the common sign

The first two are sums w . f with weights that depend on the factors alone, so that their variance is sum w_k^2 var_k;
the weights of Richardson add up to 1 with alternating signs, which is what it costs. The variance of the third follows
by propagation of errors to first order.

Source:
    Temme, Bravyi and Gambetta, PRL 119, 180509 (2017) (Richardson); Li and Benjamin, PRX 7, 021050 (2017) (fits of low
    order); Endo, Benjamin and Li, PRX 8, 031027 (2018) (exponential).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]

MAX_FACTORS = 8
"""Most noise factors: for 1, 2, ..., 8 the squares of Richardson's weights add up to 12 869 already."""


@dataclass(frozen=True, eq=False)
class Estimate:
    """An extrapolated value, or one for each of many inputs.

    Attributes:
        value: Estimate of f(0), shape (...); NaN where the method does not apply.
        variance: Its variance, shape (...).
        curve: The fitted function: from factors of shape (M,) to values of shape (M, ...).
    """

    value: FloatArray
    variance: FloatArray
    curve: Callable[[ArrayLike], FloatArray]


def richardson_weights(factors: Sequence[float]) -> FloatArray:
    """Weights w with w . f = f(0) for every polynomial f of degree below K: w_k = prod_{j != k} c_j / (c_j - c_k).

    Args:
        factors: K different noise factors, at least 1 of them.
    Returns:
        Shape (K,); their sum is 1.
    """
    c = check_factors(factors)
    return _cardinal(c, np.zeros(1))[0]


def linear_weights(factors: Sequence[float]) -> FloatArray:
    """Weights of the intercept of the least-squares line: w_k = 1/K - mean(c) (c_k - mean(c)) / sum (c - mean(c))^2.

    Args:
        factors: K different noise factors, at least 2.
    Returns:
        Shape (K,); their sum is 1.
    """
    return _line(check_factors(factors), np.zeros(1))[0]


def linear(factors: Sequence[float], values: ArrayLike, variances: ArrayLike = 0.0) -> Estimate:
    """Extrapolate by a straight line; arguments and result as for `extrapolate`."""
    c = check_factors(factors)
    return _by_weights(c, values, variances, lambda at: _line(c, at))


def richardson(factors: Sequence[float], values: ArrayLike, variances: ArrayLike = 0.0) -> Estimate:
    """Extrapolate by the polynomial through all values; arguments and result as for `extrapolate`."""
    c = check_factors(factors)
    return _by_weights(c, values, variances, lambda at: _cardinal(c, at))


def exponential(
    factors: Sequence[float], values: ArrayLike, variances: ArrayLike = 0.0, *, asymptote: float = 0.0
) -> Estimate:
    """Extrapolate by an exponential decay; arguments and result as for `extrapolate`.

    It does not apply, and gives NaN, where the values less the asymptote do not all have the same sign.

    Args:
        factors, values, variances: As for `extrapolate`.
        asymptote: Value under infinite noise; 0 for a Pauli string under noise that ends in the maximally mixed state.
    """
    c = check_factors(factors)
    f, variance = _shaped(c, values, variances)
    rest = f - asymptote
    sign = np.sign(rest[0])
    fits = np.all(np.sign(rest) == sign, axis=0) & (sign != 0)
    logs = np.log(np.where(fits, np.abs(rest), 1.0))

    def curve(at: ArrayLike) -> FloatArray:
        height = np.exp(np.tensordot(_line(c, np.atleast_1d(np.asarray(at, dtype=float))), logs, axes=1))
        return np.where(fits, asymptote + sign * height, np.nan)

    value = curve(0.0)[0]
    slope = _per_factor(_line(c, np.zeros(1))[0], f) * (value - asymptote) / np.where(fits, rest, 1.0)
    spread = np.sum(np.square(slope) * variance, axis=0)
    return Estimate(value, np.where(fits, spread, np.nan), curve)


METHODS: dict[str, Callable[[Sequence[float], ArrayLike, ArrayLike], Estimate]] = {
    "linear": linear,
    "richardson": richardson,
    "exponential": exponential,
}


def extrapolate(method: str, factors: Sequence[float], values: ArrayLike, variances: ArrayLike = 0.0) -> Estimate:
    """Estimate the value without noise.

    Args:
        method: A key of `METHODS`.
        factors: K different noise factors, 2 to 8; 1 is the noise as it is.
        values: Expectation values, shape (K,) or (K, ...).
        variances: Variances of the values, of their shape or one that broadcasts to it; 0 is exact.
    Returns:
        The estimate, its variance and the fitted function.
    Raises:
        ValueError: If the method, the factors or the shape cannot be used.
    """
    if method not in METHODS:
        raise ValueError(f"Argument `method` must be one of {', '.join(METHODS)}, but is {method!r}.")
    return METHODS[method](factors, values, variances)


def check_factors(factors: Sequence[float]) -> FloatArray:
    """Return noise factors as an array of shape (K,), or raise ValueError."""
    c = np.asarray(factors, dtype=float)
    if c.ndim != 1 or not 2 <= len(c) <= MAX_FACTORS:
        raise ValueError(f"Argument `factors` must hold 2 to {MAX_FACTORS} numbers, but has shape {c.shape}.")
    if not np.all(np.isfinite(c)) or np.any(c <= 0):
        raise ValueError(f"Argument `factors` must be positive, but is {c.tolist()}. At 0 nothing is left to estimate.")
    if len(np.unique(c)) < len(c):
        raise ValueError(f"Argument `factors` must be different numbers, but is {c.tolist()}.")
    return c


def _by_weights(
    c: FloatArray, values: ArrayLike, variances: ArrayLike, weights: Callable[[FloatArray], FloatArray]
) -> Estimate:
    f, variance = _shaped(c, values, variances)
    w = weights(np.zeros(1))[0]

    def curve(at: ArrayLike) -> FloatArray:
        return np.tensordot(weights(np.atleast_1d(np.asarray(at, dtype=float))), f, axes=1)

    value, spread = np.tensordot(w, f, axes=1), np.tensordot(np.square(w), variance, axes=1)
    return Estimate(np.asarray(value, dtype=np.float64), np.asarray(spread, dtype=np.float64), curve)


def _line(c: FloatArray, at: FloatArray) -> FloatArray:
    """Weights of the least-squares line at some factors, shape (M, K)."""
    off = c - c.mean()
    return 1 / len(c) + np.outer(at - c.mean(), off) / np.sum(off**2)


def _cardinal(c: FloatArray, at: FloatArray) -> FloatArray:
    """Lagrange's polynomials of the factors `c` at some others, shape (M, K)."""
    rows = np.empty((len(at), len(c)))
    for k in range(len(c)):
        others = np.delete(c, k)
        rows[:, k] = np.prod((at[:, None] - others) / (c[k] - others), axis=1)
    return rows


def _shaped(c: FloatArray, values: ArrayLike, variances: ArrayLike) -> tuple[FloatArray, FloatArray]:
    f = np.asarray(values, dtype=float)
    if f.ndim < 1 or f.shape[0] != len(c):
        raise ValueError(f"Argument `values` must have shape ({len(c)}, ...), but has shape {f.shape}.")
    return f, np.broadcast_to(np.asarray(variances, dtype=float), f.shape)


def _per_factor(weights: FloatArray, like: FloatArray) -> FloatArray:
    return weights.reshape(-1, *(1,) * (like.ndim - 1))
