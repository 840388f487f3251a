"""Measures on states whose value is known by hand."""

from math import sqrt

import numpy as np
import pytest

from playground.quantum import qutip
from playground.quantum.channels import channel_ptm
from playground.quantum.gates import gate_ptm
from playground.quantum.measures import (
    average_gate_fidelity,
    bloch_vector,
    bloch_vectors,
    concurrence,
    fidelity,
    meyer_wallach,
    purity,
    purity_of_pauli_vector,
    trace_distance,
)
from playground.quantum.states import pauli_vector

ROUNDING = 1e-13
ROOT = 1e-7  # a matrix square root turns rounding of 1e-16 in a zero eigenvalue into 1e-8
RESTING, FIRING = qutip.basis(2, 0), qutip.basis(2, 1)
PLUS = (RESTING + FIRING).unit()
BELL = (qutip.tensor(RESTING, RESTING) + qutip.tensor(FIRING, FIRING)).unit()


@pytest.mark.parametrize("n", [1, 3])
def test_purity_lies_between_the_maximally_mixed_and_a_pure_state(n: int) -> None:
    mixed = qutip.qeye([2] * n) / 2**n
    assert purity(mixed) == pytest.approx(2.0**-n, abs=ROUNDING)
    assert purity(qutip.rand_ket([2] * n, seed=1)) == pytest.approx(1, abs=ROUNDING)


@pytest.mark.parametrize("n", [1, 2, 3])
def test_purity_from_the_pauli_vector_is_the_same(n: int) -> None:
    """|r|^2 / 2^n = Tr(rho^2)."""
    rho = qutip.rand_dm([2] * n, seed=n)
    assert purity_of_pauli_vector(pauli_vector(rho)) == pytest.approx(purity(rho), abs=ROUNDING)


def test_fidelity_is_squared() -> None:
    """<psi|rho|psi>: |0> with |+> is 1/2, where `qutip.fidelity` gives its root."""
    assert fidelity(RESTING, PLUS) == pytest.approx(0.5, abs=ROUNDING)
    assert fidelity(RESTING.proj(), PLUS) == pytest.approx(0.5, abs=ROUNDING)
    assert fidelity(RESTING.proj(), PLUS.proj()) == pytest.approx(0.5, abs=ROOT)


def test_fidelity_of_commuting_states_is_that_of_their_distributions() -> None:
    """(sum sqrt(p q))^2 = (sqrt(.3 .6) + sqrt(.7 .4))^2."""
    a, b = qutip.Qobj(np.diag([0.3, 0.7])), qutip.Qobj(np.diag([0.6, 0.4]))
    assert fidelity(a, b) == pytest.approx((sqrt(0.18) + sqrt(0.28)) ** 2, abs=ROOT)


def test_trace_distance_of_opposite_and_equal_states() -> None:
    assert trace_distance(RESTING, FIRING) == pytest.approx(1, abs=ROUNDING)
    assert trace_distance(PLUS, PLUS) == pytest.approx(0, abs=ROUNDING)
    assert trace_distance(RESTING, PLUS) == pytest.approx(sqrt(0.5), abs=ROUNDING)  # half the chord


def test_bloch_vectors_of_the_six_poles() -> None:
    np.testing.assert_allclose(bloch_vector(RESTING), [0, 0, 1], atol=ROUNDING)
    np.testing.assert_allclose(bloch_vector(FIRING), [0, 0, -1], atol=ROUNDING)
    np.testing.assert_allclose(bloch_vector(PLUS), [1, 0, 0], atol=ROUNDING)
    np.testing.assert_allclose(bloch_vector((RESTING + 1j * FIRING).unit()), [0, 1, 0], atol=ROUNDING)


def test_bloch_vectors_of_a_register_go_from_quron_0_on() -> None:
    np.testing.assert_allclose(bloch_vectors(qutip.tensor(FIRING, PLUS)), [[0, 0, -1], [1, 0, 0]], atol=ROUNDING)
    np.testing.assert_allclose(bloch_vectors(BELL), np.zeros((2, 3)), atol=ROUNDING)
    with pytest.raises(ValueError, match="must name qurons 0 to 1"):
        bloch_vector(BELL, 2)


def test_concurrence_of_product_and_bell_state() -> None:
    assert concurrence(qutip.tensor(FIRING, PLUS)) == pytest.approx(0, abs=ROOT)
    assert concurrence(BELL) == pytest.approx(1, abs=ROOT)
    with pytest.raises(ValueError, match="must be on 2 qurons, but is on 1"):
        concurrence(PLUS)


def test_meyer_wallach_refuses_a_mixed_state() -> None:
    with pytest.raises(ValueError, match=r"must be pure, but has purity 0\.25"):
        meyer_wallach(qutip.qeye([2, 2]) / 4)


def test_average_gate_fidelity_is_that_of_qutip() -> None:
    """Against `qutip.average_gate_fidelity` on a noisy gate, and 1 - 2p/3 for depolarizing p by hand."""
    noisy = channel_ptm("depolarizing", strength=0.06)
    assert average_gate_fidelity(noisy) == pytest.approx(1 - 2 * 0.06 / 3, abs=ROUNDING)
    turned = noisy @ gate_ptm("ry", 0.3)
    assert average_gate_fidelity(turned, gate_ptm("ry", 0.3)) == pytest.approx(1 - 0.04, abs=ROUNDING)
    damped = channel_ptm("pair_depolarizing", strength=0.1)
    assert average_gate_fidelity(damped) == pytest.approx(1 - 0.1 * 4 / 5, abs=ROUNDING)
