"""Generators: collapse operators, the limit T2 <= 2 T1, and what is refused."""

from math import exp, inf, sqrt

import numpy as np
import pytest

from playground.quantum import qutip
from playground.quantum.convert import choi_of_superop, ptm_of_superop
from playground.quantum.lindblad import (
    propagator,
    pure_dephasing_rate,
    thermal_collapse_operators,
    thermal_superop,
)

ROUNDING = 1e-13


def test_collapse_operators_carry_the_root_of_their_rate() -> None:
    """sqrt((1-p)/T1) |0><1|, sqrt(p/T1) |1><0|, sqrt(gphi/2) Z with |0> as ground state (physics.md)."""
    down, up, dephase = thermal_collapse_operators(t1=4.0, t2=4.0, thermal_population=0.25)
    np.testing.assert_allclose(down.full(), [[0, sqrt(0.75 / 4)], [0, 0]], atol=ROUNDING)
    np.testing.assert_allclose(up.full(), [[0, 0], [sqrt(0.25 / 4), 0]], atol=ROUNDING)
    np.testing.assert_allclose(dephase.full(), np.diag([1, -1]) * sqrt(1 / 16), atol=ROUNDING)


def test_rates_of_zero_leave_no_operator() -> None:
    assert thermal_collapse_operators(t1=None, t2=None) == []
    assert len(thermal_collapse_operators(t1=3.0, t2=6.0)) == 1


def test_pure_dephasing_is_what_relaxation_does_not_explain() -> None:
    assert pure_dephasing_rate(50.0, 70.0) == pytest.approx(1 / 70 - 1 / 100, abs=1e-17)
    assert pure_dephasing_rate(50.0, 100.0) == 0
    assert pure_dephasing_rate(50.0, None) == 0
    assert pure_dephasing_rate(None, 4.0) == 0.25


@pytest.mark.parametrize(("t2", "value"), [(100.001, "100.001"), (inf, "inf")])
def test_t2_above_twice_t1_is_refused_with_both_values(t2: float, value: str) -> None:
    with pytest.raises(ValueError, match=f"`t2` must be at most 2 t1 = 100, but is {value} with t1 = 50"):
        pure_dephasing_rate(50.0, t2)


def test_the_generator_is_checked_and_not_the_map() -> None:
    """With a warm bath the finite-time map of T2 = 2.02 T1 is completely positive, and is refused all the same.

    Bloch form of the map: e_i = exp(-t/T_i), shift zeq (1 - e1). Its Choi matrix is built here without the
    generator, and is positive by a margin far above rounding.
    """
    t1, t2, time, firing = 50.0, 101.0, 50.0, 0.4
    e1, e2 = exp(-time / t1), exp(-time / t2)
    shift = (1 - 2 * firing) * (1 - e1)
    choi = np.array(
        [
            [1 + e1 + shift, 0, 0, 2 * e2],
            [0, 1 - e1 - shift, 0, 0],
            [0, 0, 1 - e1 + shift, 0],
            [2 * e2, 0, 0, 1 + e1 - shift],
        ]
    )
    assert np.linalg.eigvalsh(choi / 2).min() > 1e-3
    with pytest.raises(ValueError, match="must be at most 2 t1"):
        thermal_superop(t1=t1, t2=t2, time=time, thermal_population=firing)


@pytest.mark.parametrize(
    ("t1", "t2", "time"), [(1e-6, 1e-6, 1.0), (1e3, 1e-6, 1.0), (1e-6, 2e-6, 1e3), (1e9, 1e9, 1.0)]
)
def test_extreme_ratios_keep_full_precision(t1: float, t2: float, time: float) -> None:
    """Against the exponentials in closed form; unlimited rates would lose up to eight digits here."""
    e1, e2 = exp(-time / t1), exp(-time / t2)
    expected = [[1, 0, 0, 0], [0, e2, 0, 0], [0, 0, e2, 0], [0.8 * (1 - e1), 0, 0, e1]]
    found = ptm_of_superop(thermal_superop(t1=t1, t2=t2, time=time, thermal_population=0.1))
    np.testing.assert_allclose(found, expected, atol=ROUNDING)


def test_a_propagator_without_decay_is_the_unitary_of_its_hamiltonian() -> None:
    hamiltonian = qutip.rand_herm([2, 2], seed=5)
    expected = qutip.to_super((-1j * 0.8 * hamiltonian).expm()).full()
    np.testing.assert_allclose(propagator(hamiltonian, [], 0.8).full(), expected, atol=1e-12)  # two exponentials


def test_a_propagator_keeps_the_trace_and_is_completely_positive() -> None:
    hamiltonian = 0.7 * qutip.sigmax()
    superop = propagator(hamiltonian, thermal_collapse_operators(t1=3.0, t2=2.0, thermal_population=0.2), 1.3)
    np.testing.assert_allclose(ptm_of_superop(superop)[0], [1, 0, 0, 0], atol=ROUNDING)
    assert choi_of_superop(superop).eigenenergies().min() > -ROUNDING


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"t1": 0.0, "t2": None, "time": 1.0}, "`t1` must be positive"),
        ({"t1": 1.0, "t2": -1.0, "time": 1.0}, "`t2` must be positive"),
        ({"t1": 1.0, "t2": 1.0, "time": inf}, "`time` must be finite"),
        ({"t1": 1.0, "t2": 1.0, "time": 1.0, "thermal_population": 1.2}, "`thermal_population` must be"),
    ],
)
def test_a_wrong_value_is_refused_by_name(params: dict[str, float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        thermal_superop(**params)
