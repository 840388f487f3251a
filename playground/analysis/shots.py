"""How many shots a readout needs: until its sign is safe, and until the classes are told apart.

The sign of a readout f is the class. An estimate from S shots is nearly normal with the variance `v/S`, v of a single
shot, so its sign is right with the probability c from `S = z² v / f²` shots on, `Phi(z) = c`; for a Pauli string read
without errors `v = 1 - f²`, and z = 1.645 for c = 95 %. The exact count follows from the binomial distribution.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betainc, ndtr, ndtri

from playground.learning.sampling import Reading, Sampling
from playground.models.model import compile_experiment
from playground.spec.experiment import Experiment
from playground.spec.measurement import Measurement

FloatArray = NDArray[np.float64]

CONFIDENCE = 0.95
"""Probability of the right sign that counts as safe."""
INTERVAL = 1.96
"""Half width of the interval that holds 95 % of normal estimates, in standard deviations."""
MOST_EXACT = 2**50
"""Most shots that the exact count looks at; a readout that needs more is as good as 0."""


def shots_needed(f: ArrayLike, variance: ArrayLike | None = None, confidence: float = CONFIDENCE) -> FloatArray:
    """Shots until the sign of the estimate is right with a probability, in the normal approximation.

    `S = ceil(z² v / f²)`, at least 1. Near |f| = 1 it is too small (the estimate is not normal there): by 2 at most for
    95 %; see `shots_needed_exactly`.

    Args:
        f: Readouts, of any shape.
        variance: Of a single shot, of the same shape; None means `1 - f²`, that of a Pauli string.
        confidence: Probability of the right sign, above 1/2 and below 1.
    Returns:
        Whole numbers of the same shape; infinite where f is 0.
    """
    values = np.asarray(f, dtype=float)
    spread = 1.0 - values**2 if variance is None else np.asarray(variance, dtype=float)
    _check_confidence(confidence)
    with np.errstate(divide="ignore"):
        wanted = np.where(values == 0.0, np.inf, ndtri(confidence) ** 2 * spread / values**2)
    return np.maximum(1.0, np.ceil(wanted))


def shots_needed_exactly(f: ArrayLike, confidence: float = CONFIDENCE) -> FloatArray:
    """Shots until the majority of outcomes ±1 of mean f has the sign of f with a probability.

    Of S = 2 n - 1 outcomes, the majority is right with the probability `I_p(n, n)`, p = (1 + |f|)/2, the regularised
    incomplete beta function. It rises with n. An even number is no better than the odd one below it: its ties, decided
    by a fair coin, take back what it gains. So the answer is odd.

    Args:
        f: Means of the outcomes of the device, of any shape.
        confidence: As in `shots_needed`.
    Returns:
        Odd whole numbers of the same shape; infinite above 2^50, as where f is 0.
    """
    _check_confidence(confidence)
    p = (1.0 + np.abs(np.asarray(f, dtype=float))) / 2.0
    low, high = np.zeros(p.shape), np.full(p.shape, float(MOST_EXACT // 2))  # n - 1 is not enough at low, is at high
    hopeless = betainc(high, high, p) < confidence
    while np.any(high - low > 1.0):
        middle = np.floor((low + high) / 2.0)
        n = np.maximum(middle, 1.0)
        enough = (betainc(n, n, p) >= confidence) & (middle >= 1.0)
        low, high = np.where(enough, low, middle), np.where(enough, middle, high)
    return np.where(hopeless, np.inf, 2.0 * high - 1.0)


def chance_of_plus(reading: Reading, f: FloatArray, variance: FloatArray, shots: int) -> FloatArray:
    """Probability that the estimate of a readout is at least 0, which is class +1.

    Args:
        reading: How the readout is measured. A lone string is counted exactly, anything else as normal.
        f: Means of the estimates, shape (N,).
        variance: Of a single shot, shape (N,).
        shots: S for every string.
    Returns:
        Shape (N,).
    """
    lone = reading.lone
    if lone is None:
        deviation = np.sqrt(np.maximum(variance, 1e-300) / shots)
        return ndtr(f / deviation)
    up = (1.0 + lone.measured({lone.string: (f - reading.constant) / lone.weight})) / 2.0
    # The estimate is 0 where the mean of the outcomes is this; rounding must not move a tie to the other side.
    border = shots * (1.0 + lone.shift - lone.kept * reading.constant / lone.weight) / 2.0
    if lone.weight / lone.kept > 0:
        return _at_least(np.ceil(border - 1e-9), shots, up)
    return 1.0 - _at_least(np.floor(border + 1e-9) + 1.0, shots, up)


def _at_least(count: float, shots: int, p: FloatArray) -> FloatArray:
    """P(B >= count) of a binomial distribution."""
    if count <= 0:
        return np.ones(p.shape)
    return np.zeros(p.shape) if count > shots else np.asarray(betainc(count, shots - count + 1.0, p))


@dataclass(frozen=True, eq=False)
class Readings:
    """The first readout at some inputs, as a device measures it.

    Attributes:
        reading: How it is measured.
        f: Means of the estimates, shape (N,).
        variance: Variance of a single shot, shape (N,).
        draws: Estimates, shape (repeats, N).
    """

    reading: Reading
    f: FloatArray
    variance: FloatArray
    draws: FloatArray


def measure(
    experiment: Experiment,
    theta: FloatArray,
    x: FloatArray,
    *,
    shots: int,
    invert: bool,
    repeats: int = 0,
    seed: int = 0,
) -> Readings:
    """Measure the first readout of an experiment, raw or with readout errors inverted, again and again.

    Args:
        experiment: Network, noise and device; its own `measurement` is not read.
        theta: Shape (P,), radians.
        x: Inputs, shape (N, features).
        shots: S.
        invert: Whether readout errors are inverted.
        repeats: How many estimates are drawn.
        seed: Of the outcomes: the same ones raw and inverted.
    Raises:
        SpecError: If the readout errors cannot be inverted.
    """
    network = experiment.network.replace(readouts=experiment.network.readouts[:1])
    given = experiment.replace(network=network, measurement=Measurement(shots=shots, invert_readout=invert))
    sampling, f = Sampling(given), compile_experiment(given).predict(theta, x)
    draws = sampling.draws(theta, x, f, np.random.default_rng(seed), repeats)[:, :, 0]
    return Readings(sampling.readings[0], f[:, 0], sampling.variance(theta, x, f)[:, 0] * shots, draws)


def _check_confidence(confidence: float) -> None:
    if not 0.5 < confidence < 1.0:
        raise ValueError(f"Argument `confidence` must lie between 0.5 and 1, but is {confidence}.")
