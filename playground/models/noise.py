"""Decoherence as matrices on the Pauli vector (I, X, Y, Z) of one quron, or as factors on a pair, in closed form.

Every channel offered shrinks the Bloch vector along its axes and may push it along z:

    (1, x, y, z) -> (1, a x, b y, c z + d),   with g or p the strength and s = sqrt(1 - g):

    amplitude_damping              a = b = s, c = 1 - g, d = g
    generalized_amplitude_damping  a = b = s, c = 1 - g, d = (2q - 1) g, q = ground population
    phase_damping                  a = b = s, c = 1
    depolarizing                   a = b = c = 1 - 4p/3  (each Pauli with probability p/3)
    bit_flip, phase_flip, bit_phase_flip   1 - 2p on the two axes that X, Z, Y turn over
    thermal                        a = b = exp(-t/T2), c = exp(-t/T1), d = (1 - 2 p_exc)(1 - c)

Source: Nielsen and Chuang, Quantum Computation and Quantum Information (2010), section 8.3.
"""

from collections.abc import Callable
from functools import reduce
from math import exp, sqrt

import numpy as np

from playground.models.flow import relaxing
from playground.models.pauli import FloatArray
from playground.spec.device import Noise
from playground.spec.per_quron import QuronDevice


def affine(x: float, y: float, z: float, shift: float = 0.0) -> FloatArray:
    """Matrix of (1, x, y, z) -> (1, x·X, y·Y, z·Z + shift), shape (4, 4)."""
    matrix = np.diag([1.0, x, y, z])
    matrix[3, 0] = shift
    return matrix


def amplitude_damping(*, strength: float) -> FloatArray:
    """Decay to |0> with probability `strength`."""
    return generalized_amplitude_damping(strength=strength, ground_population=1.0)


def generalized_amplitude_damping(*, strength: float, ground_population: float) -> FloatArray:
    """Relaxation with probability `strength` to a mixture with `ground_population` in |0>."""
    kept = sqrt(1 - strength)
    return affine(kept, kept, 1 - strength, (2 * ground_population - 1) * strength)


def phase_damping(*, strength: float) -> FloatArray:
    """Off-diagonal elements times sqrt(1 - strength)."""
    kept = sqrt(1 - strength)
    return affine(kept, kept, 1.0)


def depolarizing(*, strength: float) -> FloatArray:
    """Each of X, Y, Z with probability `strength`/3."""
    kept = 1 - 4 * strength / 3
    return affine(kept, kept, kept)


def bit_flip(*, strength: float) -> FloatArray:
    """X with probability `strength`."""
    return affine(1.0, 1 - 2 * strength, 1 - 2 * strength)


def phase_flip(*, strength: float) -> FloatArray:
    """Z with probability `strength`."""
    return affine(1 - 2 * strength, 1 - 2 * strength, 1.0)


def bit_phase_flip(*, strength: float) -> FloatArray:
    """Y with probability `strength`."""
    return affine(1 - 2 * strength, 1.0, 1 - 2 * strength)


def thermal(*, t1: float | None, t2: float | None, time: float, thermal_population: float = 0.0) -> FloatArray:
    """Thermal relaxation during `time`; a T1 or T2 of None is infinite, but T2 never exceeds 2 T1.

    Args:
        t1, t2, time: In one unit, microseconds in a device.
        thermal_population: Population of |1> in equilibrium.
    """
    rate_1 = 0.0 if t1 is None else 1 / t1
    rate_2 = rate_1 / 2 if t2 is None else 1 / t2
    along, across = exp(-time * rate_1), exp(-time * rate_2)
    return affine(across, across, along, (1 - 2 * thermal_population) * (1 - along))


CHANNELS: dict[str, Callable[..., FloatArray]] = {
    "amplitude_damping": amplitude_damping,
    "generalized_amplitude_damping": generalized_amplitude_damping,
    "phase_damping": phase_damping,
    "depolarizing": depolarizing,
    "bit_flip": bit_flip,
    "phase_flip": phase_flip,
    "bit_phase_flip": bit_phase_flip,
    "thermal": thermal,
}
"""Every channel on one quron that a layer can name; those of `spec.choices.PAIR_CHANNELS` are steps in `layers`."""


def pair_depolarizing(strength: float) -> FloatArray:
    """Two-quron depolarizing, every string but II with probability strength/15: the 16 factors on the strings."""
    factors = np.full(16, 1 - 16 * strength / 15)
    factors[0] = 1.0
    return factors


def ambient_channel(noise: Noise) -> FloatArray | None:
    """The ambient dials as one matrix: amplitude damping, then phase damping, then depolarizing.

    Returns:
        Shape (4, 4), or None if every dial is at zero.
    """
    names = ("amplitude_damping", "phase_damping", "depolarizing")
    strengths = {name: float(getattr(noise, name)) for name in names}
    if not any(strengths.values()):
        return None
    return reduce(lambda done, name: CHANNELS[name](strength=strengths[name]) @ done, names, np.eye(4))


def idle_channel(quron: QuronDevice, time: float) -> FloatArray | None:
    """Thermal relaxation of one quron of a device during `time` (microseconds), or None if it does nothing."""
    if time == 0 or not quron.relaxes:
        return None
    return thermal(t1=quron.t1, t2=quron.t2, time=time, thermal_population=quron.thermal_population)


def idle_generator(quron: QuronDevice, time: float) -> FloatArray:
    """Generator of the same relaxation, accumulated over `time`: `idle_channel` is its exponential."""
    return relaxing(t1=quron.t1, t2=quron.t2, time=time, thermal_population=quron.thermal_population)


def gate_noise(error: float, gates: int) -> FloatArray:
    """Depolarizing for the errors of so many gates on one quron, each of this average infidelity."""
    return np.linalg.matrix_power(depolarizing(strength=gate_error_probability(error, 1)), gates)


def pair_gate_noise(error: float) -> FloatArray:
    """The same for one gate on a pair, as factors of its strings."""
    return pair_depolarizing(gate_error_probability(error, 2))


def gate_error_probability(error: float, wires: int) -> float:
    """Pauli probability p of the depolarizing channel with a given average gate infidelity.

    With d = 2^wires, depolarizing that applies some non-identity string with probability p has average
    fidelity 1 - p d/(d + 1); so p = error (d + 1)/d, 3/2 of the error on one quron and 5/4 on two. It is kept
    at 1 for errors that no such channel has.

    Source:
        Nielsen, Phys. Lett. A 303, 249 (2002): F = (d F_e + 1)/(d + 1), with F_e = 1 - p.
    """
    dimension = 2**wires
    return min(1.0, error * (dimension + 1) / dimension)
