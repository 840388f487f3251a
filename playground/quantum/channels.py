"""Decoherence channels by name, as Kraus operators and Pauli transfer matrices.

|0> is resting, the north pole. One function per channel; `CHANNELS` is the only list of them. On the Bloch
vector (x, y, z), with g or p the strength and a = sqrt(1 - g):

    amplitude_damping              (a x, a y, g + (1-g) z)
    generalized_amplitude_damping  (a x, a y, (2q-1) g + (1-g) z), q = ground population
    phase_damping                  (a x, a y, z)
    depolarizing                   (1 - 4p/3) (x, y, z)
    bit_flip, phase_flip, bit_phase_flip   shrink two axes by 1 - 2p, keep X, Z, Y
    thermal                        (e2 x, e2 y, zeq + (z - zeq) e1)

and on the Pauli strings of a pair

    pair_depolarizing              1 - 16 p/15 on all but II
    zz_crosstalk                   exp(-i angle ZZ / 4): turns the strings that anticommute with ZZ by angle/2

Source: Nielsen and Chuang, Quantum Computation and Quantum Information (2010), section 8.3.
"""

import inspect
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import product
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from playground.quantum import qutip
from playground.quantum.checks import check_finite, check_fraction
from playground.quantum.convert import kraus_of_superop, ptm_of_kraus, ptm_of_superop
from playground.quantum.gates import rotation
from playground.quantum.lindblad import thermal_superop
from playground.quantum.paulis import pauli_string

Kraus = tuple[qutip.Qobj, ...]


def amplitude_damping(*, strength: float) -> Kraus:
    """Decay to |0> with probability `strength` = 1 - exp(-t/T1)."""
    return generalized_amplitude_damping(strength=strength, ground_population=1.0)


def generalized_amplitude_damping(*, strength: float, ground_population: float = 1.0) -> Kraus:
    """Relaxation with probability `strength` towards a mixture with `ground_population` in |0>.

    Source: Nielsen and Chuang, section 8.3.5.
    """
    damping = check_fraction(strength, "strength")
    ground = check_fraction(ground_population, "ground_population")
    resting, firing = qutip.basis(2, 0), qutip.basis(2, 1)
    kept = sqrt(1 - damping)
    down = [resting.proj() + kept * firing.proj(), sqrt(damping) * resting @ firing.dag()]
    up = [kept * resting.proj() + firing.proj(), sqrt(damping) * firing @ resting.dag()]
    if ground == 1:
        return tuple(down)
    return (*(sqrt(ground) * k for k in down), *(sqrt(1 - ground) * k for k in up))


def phase_damping(*, strength: float) -> Kraus:
    """Off-diagonal elements times sqrt(1 - strength); equal to a phase flip of (1 - sqrt(1 - strength))/2."""
    damping = check_fraction(strength, "strength")
    resting, firing = qutip.basis(2, 0).proj(), qutip.basis(2, 1).proj()
    return (resting + sqrt(1 - damping) * firing, sqrt(damping) * firing)


def depolarizing(*, strength: float) -> Kraus:
    """Each of X, Y, Z with probability `strength`/3, as in PennyLane; Qiskit's lambda is 4 strength/3."""
    return _pauli_errors(check_fraction(strength, "strength"), ["X", "Y", "Z"])


def bit_flip(*, strength: float) -> Kraus:
    """X with probability `strength`."""
    return _pauli_errors(check_fraction(strength, "strength"), ["X"])


def phase_flip(*, strength: float) -> Kraus:
    """Z with probability `strength`."""
    return _pauli_errors(check_fraction(strength, "strength"), ["Z"])


def bit_phase_flip(*, strength: float) -> Kraus:
    """Y with probability `strength`."""
    return _pauli_errors(check_fraction(strength, "strength"), ["Y"])


def thermal(*, t1: float | None, t2: float | None, time: float, thermal_population: float = 0.0) -> Kraus:
    """Thermal relaxation during `time`, from its Lindblad generator; see `lindblad.thermal_superop`."""
    return kraus_of_superop(thermal_superop(t1=t1, t2=t2, time=time, thermal_population=thermal_population))


def pair_depolarizing(*, strength: float) -> Kraus:
    """Each Pauli string except II with probability `strength`/15: (1 - 16 strength/15) r for all but II."""
    letters = ["".join(pair) for pair in product("IXYZ", repeat=2)]
    return _pauli_errors(check_fraction(strength, "strength"), letters[1:])


def zz_crosstalk(*, angle: float) -> Kraus:
    """exp(-i angle ZZ / 4), what H = (zeta/4) ZZ does in the time angle/zeta; a unitary has one Kraus operator."""
    return (rotation("ZZ", check_finite(angle, "angle") / 2),)


def _pauli_errors(probability: float, errors: list[str]) -> Kraus:
    """Mixture of the identity with the given Pauli strings, which share `probability` equally."""

    def operators() -> Iterator[qutip.Qobj]:
        yield sqrt(1 - probability) * pauli_string("I" * len(errors[0]))
        for error in errors:
            yield sqrt(probability / len(errors)) * pauli_string(error)

    return tuple(operators())


CHANNELS: dict[str, Callable[..., Kraus]] = {
    "amplitude_damping": amplitude_damping,
    "generalized_amplitude_damping": generalized_amplitude_damping,
    "phase_damping": phase_damping,
    "depolarizing": depolarizing,
    "bit_flip": bit_flip,
    "phase_flip": phase_flip,
    "bit_phase_flip": bit_phase_flip,
    "thermal": thermal,
    "pair_depolarizing": pair_depolarizing,
    "zz_crosstalk": zz_crosstalk,
}
"""The channels that a layer can name; the last two are on a pair."""


def channel_arguments(channel: str) -> dict[str, bool]:
    """Names of a channel's arguments, each with whether it is required.

    Raises:
        ValueError: If the channel is unknown.
    """
    parameters = inspect.signature(_builder(channel)).parameters.values()
    return {p.name: p.default is inspect.Parameter.empty for p in parameters}


def kraus(channel: str, **params: float | None) -> Kraus:
    """Kraus operators K_k of a channel by name, sum_k K_k^dag K_k = 1.

    Args:
        channel: A key of `CHANNELS`.
        params: `strength` in [0, 1]; for generalized amplitude damping also `ground_population` in [0, 1];
            for `thermal` instead `t1`, `t2`, `time` in one unit and `thermal_population` in [0, 1]; for
            `zz_crosstalk` instead `angle` in radians.
    Returns:
        Operators of shape (2, 2), or (4, 4) for a channel on a pair.
    Raises:
        ValueError: If the channel or an argument is unknown, missing or out of range.
    """
    _check_arguments(channel, params)
    return _builder(channel)(**params)


def channel_ptm(channel: str, **params: float | None) -> NDArray[np.float64]:
    """Pauli transfer matrix of a channel by name, cached by value and read-only.

    Args:
        channel: As in `kraus`.
        params: As in `kraus`.
    Returns:
        Real array of shape (4, 4), or (16, 16) for a channel on a pair; rows and columns I, X, Y, Z.
    Raises:
        ValueError: As in `kraus`.
    """
    return _cached_ptm(channel, tuple(sorted(params.items())))


@lru_cache(maxsize=4096)
def _cached_ptm(channel: str, items: tuple[tuple[str, float | None], ...]) -> NDArray[np.float64]:
    params = dict(items)
    _check_arguments(channel, params)
    if channel == "thermal":  # straight from the propagator: its Kraus form would cost a diagonalisation
        matrix = ptm_of_superop(thermal_superop(**params))  # pyright: ignore[reportArgumentType]
    else:
        matrix = ptm_of_kraus(_builder(channel)(**params))
    matrix.setflags(write=False)
    return matrix


def _builder(channel: str) -> Callable[..., Kraus]:
    if channel not in CHANNELS:
        raise ValueError(f"Argument `channel` must be one of {', '.join(CHANNELS)}, but is {channel!r}.")
    return CHANNELS[channel]


def _check_arguments(channel: str, params: dict[str, float | None]) -> None:
    arguments = channel_arguments(channel)
    unknown = [name for name in params if name not in arguments]
    missing = [name for name, required in arguments.items() if required and name not in params]
    if unknown or missing:
        problem = f"does not know {', '.join(unknown)}" if unknown else f"lacks {', '.join(missing)}"
        raise ValueError(f"Channel `{channel}` {problem}: it takes {', '.join(arguments)}.")
