"""Losses between readout expectation values and targets, each with its derivative."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
Loss = Callable[[FloatArray, FloatArray], tuple[float, FloatArray]]

PROBABILITY_MARGIN = 1e-6
"""How far cross-entropy keeps a probability away from 0 and 1, so that its gradient stays finite."""


def mse(f: FloatArray, y: FloatArray) -> tuple[float, FloatArray]:
    """Mean squared error, `L = mean((f - y)²)`.

    Args:
        f: Expectation values, shape (N,) or (N, R).
        y: Targets of the same shape.
    Returns:
        The loss, and `dL/df` of the shape of `f`.
    Raises:
        ValueError: If the shapes differ.
    """
    _check_shapes(f, y)
    residual = f - y
    return float(np.mean(residual**2)), 2.0 * residual / residual.size


def cross_entropy(f: FloatArray, y: FloatArray) -> tuple[float, FloatArray]:
    """Binary cross-entropy of the probability that `f` stands for, in nats.

    `p = (1 + f)/2` is the probability of class +1 (of finding the quron resting, for a Z readout) and
    `t = (1 + y)/2` the label: `L = -mean(t log p + (1 - t) log(1 - p))`. `p` is clipped to
    [1e-6, 1 - 1e-6]; the derivative is taken at the clipped `p`, so it is finite and still points the right
    way where the output is certain and wrong.

    Args:
        f: Expectation values, shape (N,) or (N, R).
        y: Targets in [-1, 1] of the same shape.
    Returns:
        The loss, and `dL/df` of the shape of `f`.
    Raises:
        ValueError: If the shapes differ.
    Source:
        Bishop, Pattern Recognition and Machine Learning (2006), eq. 4.90.
    """
    _check_shapes(f, y)
    p = np.clip((1.0 + f) / 2.0, PROBABILITY_MARGIN, 1.0 - PROBABILITY_MARGIN)
    t = (1.0 + y) / 2.0
    value = -np.mean(t * np.log(p) + (1.0 - t) * np.log1p(-p))
    return float(value), (p - t) / (2.0 * p * (1.0 - p) * f.size)


def hinge(f: FloatArray, y: FloatArray) -> tuple[float, FloatArray]:
    """Hinge loss, `L = mean(max(0, 1 - y f))`.

    Args:
        f: Expectation values, shape (N,) or (N, R).
        y: Targets of the same shape, -1 or +1 for classes.
    Returns:
        The loss, and `dL/df` of the shape of `f`, with 0 taken at the kink.
    Raises:
        ValueError: If the shapes differ.
    Source:
        Bishop, Pattern Recognition and Machine Learning (2006), eq. 7.44 (the error of a support vector machine).
    """
    _check_shapes(f, y)
    slack = 1.0 - y * f
    return float(np.mean(np.maximum(slack, 0.0))), np.where(slack > 0.0, -y, 0.0) / f.size


def _check_shapes(f: FloatArray, y: FloatArray) -> None:
    if f.shape != y.shape:
        raise ValueError(f"Argument `y` must have the shape of `f`, {f.shape}, but has shape {y.shape}.")


LOSSES: dict[str, Loss] = {"mse": mse, "cross_entropy": cross_entropy, "hinge": hinge}


def loss_and_cotangent(loss: str, f: FloatArray, targets: FloatArray) -> tuple[float, FloatArray]:
    """A loss and its slope with respect to the readouts.

    Args:
        loss: A key of `LOSSES`.
        f: Readouts, shape (N, R).
        targets: Shape (N,) for the first readout, or (N, R) for all.
    Returns:
        The loss, and its slope of shape (N, R).
    """
    if targets.ndim == 2:
        return LOSSES[loss](f, targets)
    cotangent = np.zeros(f.shape)
    value, cotangent[:, 0] = LOSSES[loss](f[:, 0], targets)
    return value, cotangent
