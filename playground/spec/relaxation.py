"""The one law between two fields: no system loses coherence slower than T2 = 2 T1 allows."""

from __future__ import annotations

from playground.spec.errors import SpecError


def check_relaxation(t1: float | None, t2: float | None, quron: int | None = None) -> None:
    """Refuse relaxation times whose pure dephasing rate is negative.

    Equation: 1/T2 - 1/(2 T1) >= 0, that is T2 <= 2 T1. It is the generator that is checked: at a finite time, and with
    some thermal population, even a longer T2 could give a channel, but no equation of motion leads to it.

    Args:
        t1: Energy relaxation time in microseconds; None is infinite.
        t2: Coherence time in microseconds; None is infinite.
        quron: Whose times these are, if qurons have times of their own.
    Raises:
        SpecError: With both values.
    """
    if t1 is None:
        return
    whose = "" if quron is None else f" of quron {quron}"
    if t2 is None:
        raise SpecError(
            f"`t2`{whose} is null (infinite), but `t1` is {t1!r}: T2 can be at most 2 T1. "
            f"Write `t2` = {2 * t1!r} or less, or set `t1` to null as well.",
            "t2",
        )
    if t2 > 2 * t1:
        raise SpecError(
            f"`t2`{whose} is {t2!r} and `t1` is {t1!r}, but T2 can be at most 2 T1 = {2 * t1!r}. "
            f"Lower `t2` to {2 * t1!r}, or raise `t1` to {t2 / 2!r}.",
            "t2",
        )
