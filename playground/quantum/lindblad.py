"""Lindblad generators, hbar = 1, with the rate inside each collapse operator: c = sqrt(rate) * operator.

|0> is the ground state, so that decay is |0><1| = `qutip.destroy(2)`.
"""

import math

from playground.quantum import qutip
from playground.quantum.checks import check_finite, check_fraction, check_positive_time

# Decay beyond exp(-50) = 2e-22 is zero next to 1 in double precision. Slower rates keep the exponential of
# the generator accurate: repeated squaring of a matrix of norm 1e6 would cost six digits.
_LARGEST_EXPONENT = 50.0


def pure_dephasing_rate(t1: float | None, t2: float | None) -> float:
    """gphi = 1/T2 - 1/(2 T1), the dephasing that relaxation does not explain.

    Args:
        t1: Relaxation time in any unit; None is infinite.
        t2: Coherence time in the same unit; None means that relaxation alone limits it, T2 = 2 T1.
    Returns:
        Rate, at least 0, in the inverse unit.
    Raises:
        ValueError: If a time is not positive, or T2 > 2 T1. The generator is checked and not the map: with
            thermal population a finite-time map with T2 slightly above 2 T1 can still be completely positive.
    """
    relaxation = check_positive_time(t1, "t1")
    coherence = 2 * relaxation if t2 is None else check_positive_time(t2, "t2")
    if coherence > 2 * relaxation:
        raise ValueError(
            f"Argument `t2` must be at most 2 t1 = {2 * relaxation:g}, but is {coherence:g} "
            f"with t1 = {relaxation:g}: lower t2 or raise t1."
        )
    return 1 / coherence - 1 / (2 * relaxation)


def thermal_collapse_operators(
    *, t1: float | None, t2: float | None, thermal_population: float = 0.0
) -> list[qutip.Qobj]:
    """Collapse operators of one quron in contact with a thermal bath.

    sqrt((1-p)/T1) |0><1|,  sqrt(p/T1) |1><0|,  sqrt(gphi/2) Z,  with gphi = 1/T2 - 1/(2 T1).

    Args:
        t1: Relaxation time; None is infinite.
        t2: Coherence time in the same unit, at most 2 T1; None means 2 T1.
        thermal_population: Firing probability p of the steady state, in [0, 1].
    Returns:
        One operator for each rate that is not zero.
    Raises:
        ValueError: If a value is out of range or T2 > 2 T1.
    """
    ladder = {"decay": qutip.destroy(2), "excitation": qutip.create(2), "Z": qutip.sigmaz()}
    rates = thermal_rates(t1=t1, t2=t2, thermal_population=thermal_population)
    return [math.sqrt(rate) * ladder[name] for name, rate in rates.items() if rate > 0]


def thermal_rates(*, t1: float | None, t2: float | None, thermal_population: float = 0.0) -> dict[str, float]:
    """Rates of the jumps of one quron in a thermal bath: "decay" |0><1|, "excitation" |1><0|, and "Z".

    Args:
        t1, t2, thermal_population: As in `thermal_collapse_operators`.
    Returns:
        (1-p)/T1, p/T1 and gphi/2, in the inverse unit of the times.
    Raises:
        ValueError: If a value is out of range or T2 > 2 T1.
    """
    firing = check_fraction(thermal_population, "thermal_population")
    dephasing = pure_dephasing_rate(t1, t2)
    relaxation = 1 / check_positive_time(t1, "t1")
    return {"decay": (1 - firing) * relaxation, "excitation": firing * relaxation, "Z": dephasing / 2}


def propagator(hamiltonian: qutip.Qobj, c_ops: list[qutip.Qobj], time: float) -> qutip.Qobj:
    """Superoperator exp(t L) of the Lindblad generator L = -i [H, .] + sum_c D[c].

    Args:
        hamiltonian: H on n qurons, an angular frequency (hbar = 1).
        c_ops: Collapse operators with the rates inside.
        time: Duration in the inverse unit of H.
    Returns:
        Superoperator of shape (4^n, 4^n), columns stacked.
    """
    generator = qutip.liouvillian(hamiltonian, c_ops)  # pyright: ignore[reportCallIssue]
    return (time * generator).expm()


def thermal_superop(*, t1: float | None, t2: float | None, time: float, thermal_population: float = 0.0) -> qutip.Qobj:
    """Thermal relaxation during `time`: (x, y, z) -> (e2 x, e2 y, zeq + (z - zeq) e1), e_i = exp(-time/T_i).

    Args:
        t1: Relaxation time; None is infinite.
        t2: Coherence time in the same unit, at most 2 T1; None means 2 T1.
        time: Duration in the same unit, at least 0.
        thermal_population: Firing probability of the steady state; zeq = 1 - 2 thermal_population.
    Returns:
        Superoperator of shape (4, 4), columns stacked.
    Raises:
        ValueError: If a value is out of range or T2 > 2 T1.
    """
    duration = check_finite(time, "time")
    if duration < 0:
        raise ValueError(f"Argument `time` must be at least 0, but is {time}: give a duration.")
    pure_dephasing_rate(t1, t2)  # refuses what the user gave, before any limit is applied
    shortest = duration / _LARGEST_EXPONENT
    relaxation = max(check_positive_time(t1, "t1"), shortest)
    coherence = None if t2 is None else max(check_positive_time(t2, "t2"), shortest)
    c_ops = thermal_collapse_operators(t1=relaxation, t2=coherence, thermal_population=thermal_population)
    return propagator(0 * qutip.qeye(2), c_ops, duration)
