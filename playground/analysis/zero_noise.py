"""Zero-noise extrapolation of a network: its readout under more of the same noise, continued to none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtr

from playground.analysis.extrapolation import METHODS, Estimate, check_factors, extrapolate
from playground.learning.sampling import Sampling
from playground.learning.train import score
from playground.models.model import compile_experiment
from playground.spec.errors import SpecError
from playground.spec.experiment import Experiment
from playground.spec.ideal import is_noisy, without_noise
from playground.spec.scaling import scale_noise

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Mitigation:
    """The first readout for many inputs, under several strengths of the noise and extrapolated to none.

    Attributes:
        factors: Noise factors, shape (K,).
        values: Expectation values, shape (K, N).
        variances: Their variances, shape (K, N); 0 without shots.
        ideal: Without any noise, shape (N,).
        estimates: By method.
    """

    factors: FloatArray
    values: FloatArray
    variances: FloatArray
    ideal: FloatArray
    estimates: dict[str, Estimate]

    def filled(self, method: str) -> tuple[FloatArray, FloatArray]:
        """Estimates and their variances; those of the line where `method` does not apply, each of shape (N,)."""
        found, line = self.estimates[method], self.estimates["linear"]
        holes = np.isnan(found.value)
        return np.where(holes, line.value, found.value), np.where(holes, line.variance, found.variance)

    def applies(self, method: str) -> float:
        """Fraction of the inputs where a method applies."""
        return float(np.mean(~np.isnan(self.estimates[method].value)))

    def error(self, method: str | None, part: slice) -> float:
        """Root mean square over some inputs of the difference to the ideal value, statistical errors included.

        Args:
            method: A method, or None for the least noise factor as it is.
            part: Which inputs.
        """
        value, variance = (self.values[0], self.variances[0]) if method is None else self.filled(method)
        return float(np.sqrt(np.mean((value - self.ideal)[part] ** 2 + variance[part])))


def mitigate(
    experiment: Experiment, theta: ArrayLike, x: ArrayLike, factors: Sequence[float], *, shots: int | None = None
) -> Mitigation:
    """Extrapolate the first readout to zero noise.

    Args:
        experiment: With noise; `scale_noise` says what a factor does. Readout errors are not scaled, so they stay in
            the estimate.
        theta: Shape (P,), radians.
        x: Inputs, shape (N, features).
        factors: K different noise factors, 1 being the noise as it is.
        shots: Runs for every factor and input; None is exact.
    Returns:
        Values, variances and estimates.
    Raises:
        ValueError: If an argument cannot be used.
        SpecError: If the experiment has no noise, or a factor leaves the range of a channel.
    """
    steps = iter_mitigate(experiment, theta, x, factors, shots=shots)
    return next(found for _, found in steps if found is not None)


def iter_mitigate(
    experiment: Experiment, theta: ArrayLike, x: ArrayLike, factors: Sequence[float], *, shots: int | None = None
) -> Iterator[tuple[float, Mitigation | None]]:
    """The same as an iterator: how far it is after every factor, from 0 to 1, and at its end the result."""
    c = np.sort(check_factors(factors))
    if shots is not None and shots < 1:
        raise ValueError(f"Argument `shots` must be ≥ 1 or None, but is {shots}.")
    if not is_noisy(experiment):
        raise SpecError("`noise` is zero everywhere: there is nothing to extrapolate. Turn up a dial.", "noise")
    scaled = [scale_noise(experiment, float(factor)) for factor in c]
    rows: list[FloatArray] = []
    variances: list[FloatArray] = []
    angles, inputs = np.asarray(theta, dtype=float), np.asarray(x, dtype=float)
    for which in (without_noise(experiment), *scaled):
        f, variance = _read(which, angles, inputs, shots)
        rows.append(f)
        variances.append(variance)
        yield len(rows) / (len(c) + 2), None
    values, spread = np.array(rows[1:]), np.array(variances[1:])
    estimates = {method: extrapolate(method, c.tolist(), values, spread) for method in METHODS}
    yield 1.0, Mitigation(c, values, spread, rows[0], estimates)


def expected_score(value: FloatArray, variance: FloatArray, y: FloatArray, *, is_regression: bool = False) -> float:
    """Score that outputs with normal errors have on average.

    Args:
        value: Mean outputs, shape (N,).
        variance: Their variances, shape (N,).
        y: Targets, shape (N,).
        is_regression: Whether targets are values.
    Returns:
        For classes, the mean probability of the right sign, `Phi(y f / sigma)`. For values, R² with the variances
        added to the squared errors.
    """
    if not np.any(variance):
        return score(value, y, is_regression=is_regression)
    if is_regression:
        return 1 - float(np.sum((y - value) ** 2 + variance) / np.sum((y - y.mean()) ** 2))
    sigma = np.sqrt(np.maximum(variance, 1e-300))
    return float(np.mean(ndtr(y * value / sigma)))


def _read(experiment: Experiment, theta: FloatArray, x: FloatArray, shots: int | None) -> tuple[FloatArray, FloatArray]:
    """The first readout, and the variance of its estimate from so many shots; each of shape (N,)."""
    model = compile_experiment(experiment)
    f = model.predict(theta, x)
    if shots is None:
        return f[:, 0], np.zeros(len(f))
    measured = experiment.replace(measurement=experiment.measurement.replace(shots=shots))
    return f[:, 0], Sampling(measured).variance(theta, x, f)[:, 0]
