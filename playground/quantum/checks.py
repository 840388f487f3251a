"""Checks at the door: every message names the argument, its value and the remedy."""

import math
from collections.abc import Sequence


def check_fraction(value: float, name: str) -> float:
    """Return `value` as a float if it lies in [0, 1].

    Args:
        value: The number to check, dimensionless.
        name: How the caller calls it.
    Raises:
        ValueError: If it is outside [0, 1] or not finite.
    """
    if not 0.0 <= value <= 1.0:  # False for NaN as well
        raise ValueError(f"Argument `{name}` must be at least 0 and at most 1, but is {value}: change it.")
    return float(value)


def check_finite(value: float, name: str) -> float:
    """Return `value` as a float if it is finite.

    Raises:
        ValueError: If it is NaN or infinite.
    """
    if not math.isfinite(value):
        raise ValueError(f"Argument `{name}` must be finite, but is {value}: give an ordinary number.")
    return float(value)


def check_positive_time(value: float | None, name: str) -> float:
    """Return a decay time in microseconds, `math.inf` for None.

    Raises:
        ValueError: If it is zero, negative or NaN.
    """
    if value is None:
        return math.inf
    if not value > 0.0:
        raise ValueError(
            f"Argument `{name}` must be positive, but is {value}: give a time above 0, or None for no decay."
        )
    return float(value)


def check_wires(wires: Sequence[int], n: int, name: str = "wires") -> tuple[int, ...]:
    """Return `wires` as a tuple if they are distinct qurons of an n-quron register.

    Raises:
        ValueError: If a wire is outside 0..n-1 or named twice.
    """
    found = tuple(int(wire) for wire in wires)
    if any(not 0 <= wire < n for wire in found):
        raise ValueError(f"Argument `{name}` must name qurons 0 to {n - 1}, but is {found}.")
    if len(set(found)) != len(found):
        raise ValueError(f"Argument `{name}` must name each quron once, but is {found}.")
    return found
