"""Channels to a power: what n repetitions of a channel do, continued to every n >= 0."""

from __future__ import annotations

from math import expm1, log1p

from playground.spec.errors import SpecError, shown


def damped(strength: float, factor: float) -> float:
    """Strength of amplitude, generalised amplitude or phase damping to a power: 1 - (1 - g)^factor.

    Args:
        strength: g, the probability of one application.
        factor: The power, at least 0.
    Returns:
        The probability of all of them; exact for small ones too.
    """
    return _lost(strength, factor)


def mixed(strength: float, factor: float, errors: int) -> float:
    """Probability of a channel to a power that applies one of some Pauli errors, all equally likely.

    Together with the identity the errors form a group of n + 1, so what shrinks does so by 1 - (n + 1) p/n:
    1 - 2p for a flip, 1 - 4p/3 for depolarizing on one quron, 1 - 16p/15 on two. That number is raised to the power.

    Args:
        strength: p, the probability of one application.
        factor: The power, at least 0.
        errors: n; 1 for flips, 3 and 15 for depolarizing on one and two qurons.
    Returns:
        The probability of all of them.
    Raises:
        SpecError: If p lies beyond n/(n + 1), where only whole powers exist.
    """
    most = errors / (errors + 1)
    _check_power(strength, factor, most)
    return most * _lost(strength / most, factor)


def gate_error(error: float, factor: float, qurons: int) -> float:
    """Average infidelity of a gate whose depolarizing error is raised to a power.

    With d = 2^qurons every Pauli string but the identity shrinks by 1 - error d/(d - 1).

    Args:
        error: Average infidelity of one gate; beyond d/(d + 1), which no depolarizing channel has, it counts as that.
        factor: The power, at least 0.
        qurons: 1 or 2.
    Returns:
        The average infidelity.
    Raises:
        SpecError: If the error lies beyond (d - 1)/d, where only whole powers exist.
    Source:
        Nielsen, Phys. Lett. A 303, 249 (2002): F = (d F_e + 1)/(d + 1).
    """
    dimension = 2**qurons
    most = (dimension - 1) / dimension
    _check_power(error, factor, most)
    return most * _lost(min(error, dimension / (dimension + 1)) / most, factor)


def _check_power(given: float, factor: float, most: float) -> None:
    if given > most and factor != int(factor):
        raise SpecError(
            f"The value {shown(given)} has whole powers only, because it lies beyond {most:g}, and {factor:g} is none. "
            f"Lower the value to {most:g}, or choose a whole number."
        )


def _lost(loss: float, factor: float) -> float:
    """1 - (1 - loss)^factor."""
    if factor == 1:
        return loss  # to the last digit
    return -expm1(factor * log1p(-loss)) if loss < 1 else 1 - (1 - loss) ** factor
