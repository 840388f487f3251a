"""Derivatives of one-quron channels with respect to what a user sets, as matrices on the Pauli vector (I, X, Y, Z).

They differentiate the closed forms in `noise`, field by field.
"""

from collections.abc import Callable
from math import exp, log, sqrt

import numpy as np

from playground.models.noise import CHANNELS, affine
from playground.models.pauli import FloatArray
from playground.spec.choices import AMBIENT_CHANNELS
from playground.spec.device import Noise

Slopes = dict[str, FloatArray]
"""By name of a field, the derivative of a channel's (4, 4) matrix."""


def channel_slopes(channel: str, **arguments: float) -> Slopes:
    """Derivatives of `noise.CHANNELS[channel]` at these arguments.

    Raises:
        ValueError: If a strength is 1, where sqrt(1 - strength) has no finite slope.
    """
    return _SLOPES[channel](**arguments)


def thermal_slopes(*, t1: float | None, t2: float | None, time: float, thermal_population: float = 0.0) -> Slopes:
    """Derivatives of `noise.thermal`; with respect to T1 and T2 where they are finite."""
    rate_1 = 0.0 if t1 is None else 1 / t1
    rate_2 = rate_1 / 2 if t2 is None else 1 / t2
    along, across, zero = exp(-time * rate_1), exp(-time * rate_2), 1 - 2 * thermal_population
    found = {
        "time": _slope(-rate_2 * across, -rate_2 * across, -rate_1 * along, zero * rate_1 * along),
        "thermal_population": _slope(0, 0, 0, -2 * (1 - along)),
    }
    if t1 is not None:
        slower = time * rate_1**2 * along
        sideways = time * rate_1**2 / 2 * across if t2 is None else 0.0
        found["t1"] = _slope(sideways, sideways, slower, -zero * slower)
    if t2 is not None:
        sideways = time * rate_2**2 * across
        found["t2"] = _slope(sideways, sideways, 0, 0)
    return found


def relaxing_slopes(*, t1: float | None, t2: float | None, time: float, thermal_population: float = 0.0) -> Slopes:
    """Derivatives of the generator `flow.relaxing`; with respect to T1 and T2 where they are finite."""
    rate_1 = 0.0 if t1 is None else 1 / t1
    rate_2 = rate_1 / 2 if t2 is None else 1 / t2
    zero = 1 - 2 * thermal_population
    found = {
        "time": _slope(-rate_2, -rate_2, -rate_1, zero * rate_1),
        "thermal_population": _slope(0, 0, 0, -2 * time * rate_1),
    }
    if t1 is not None:
        slower = time * rate_1**2
        sideways = slower / 2 if t2 is None else 0.0
        found["t1"] = _slope(sideways, sideways, slower, -zero * slower)
    if t2 is not None:
        found["t2"] = _slope(time * rate_2**2, time * rate_2**2, 0)
    return found


def gate_slopes(error: float, factor: float, qurons: int) -> tuple[float, float | None]:
    """Derivatives of s = (1 - e d/(d - 1))^f, d = 2^qurons, by which gate errors shrink every string but the identity.

    Args:
        error: e, average infidelity of one gate; beyond d/(d + 1), which no such channel has, it counts as that.
        factor: f, gates times the exaggeration of the device.
        qurons: 1 or 2.
    Returns:
        With respect to e and to f; None for f where only whole powers exist, e > (d - 1)/d.
    Source:
        Nielsen, Phys. Lett. A 303, 249 (2002); `spec.powers.gate_error`.
    """
    dimension = 2**qurons
    most, limit = (dimension - 1) / dimension, dimension / (dimension + 1)
    kept = 1 - min(error, limit) / most
    by_error = 0.0 if error > limit else -factor / most * kept ** (factor - 1)
    if kept < 0:
        return by_error, None
    return by_error, kept**factor * log(kept) if kept else 0.0


def shrinking(slope: float) -> FloatArray:
    """Derivative of depolarizing on one quron whose factor has this slope, shape (4, 4)."""
    return _slope(slope, slope, slope)


def pair_shrinking(slope: float) -> FloatArray:
    """The same on a pair, as factors of its strings, shape (16,)."""
    return np.append(0.0, np.full(15, slope))


def ambient_slopes(noise: Noise) -> Slopes:
    """Derivatives of `noise.ambient_channel` with respect to every dial, those at zero included."""
    strengths = {name: float(getattr(noise, name)) for name in AMBIENT_CHANNELS}
    found: Slopes = {}
    for turned in AMBIENT_CHANNELS:
        matrix = affine(1, 1, 1)
        for name, strength in strengths.items():
            own = channel_slopes(name, strength=strength)["strength"] if name == turned else None
            matrix = (CHANNELS[name](strength=strength) if own is None else own) @ matrix
        found[turned] = matrix
    return found


def _slope(x: float, y: float, z: float, shift: float = 0.0) -> FloatArray:
    """The derivative of `noise.affine`: its constant entry falls away."""
    matrix = affine(x, y, z, shift)
    matrix[0, 0] = 0.0
    return matrix


def _root_slope(strength: float) -> float:
    """Of sqrt(1 - strength)."""
    if strength >= 1:
        raise ValueError(f"`strength` is {strength}, where sqrt(1 - strength) has no finite slope. Choose less than 1.")
    return -0.5 / sqrt(1 - strength)


def _generalized(*, strength: float, ground_population: float) -> Slopes:
    root = _root_slope(strength)
    return {
        "strength": _slope(root, root, -1, 2 * ground_population - 1),
        "ground_population": _slope(0, 0, 0, 2 * strength),
    }


def _amplitude(*, strength: float) -> Slopes:
    return {"strength": _generalized(strength=strength, ground_population=1.0)["strength"]}


def _phase(*, strength: float) -> Slopes:
    root = _root_slope(strength)
    return {"strength": _slope(root, root, 0)}


def _linear(x: float, y: float, z: float) -> Callable[..., Slopes]:
    return lambda *, strength: {"strength": _slope(x, y, z)}


_SLOPES: dict[str, Callable[..., Slopes]] = {
    "amplitude_damping": _amplitude,
    "generalized_amplitude_damping": _generalized,
    "phase_damping": _phase,
    "depolarizing": _linear(-4 / 3, -4 / 3, -4 / 3),
    "bit_flip": _linear(0, -2, -2),
    "phase_flip": _linear(-2, -2, 0),
    "bit_phase_flip": _linear(-2, 0, -2),
    "thermal": thermal_slopes,
}
