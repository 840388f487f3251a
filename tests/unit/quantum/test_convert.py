"""Representations of a channel, both ways."""

import numpy as np
import pytest

from playground.quantum import qutip
from playground.quantum.channels import kraus
from playground.quantum.convert import (
    choi_of_superop,
    kraus_of_ptm,
    kraus_of_superop,
    ptm_of_choi,
    ptm_of_kraus,
    ptm_of_superop,
    ptm_of_unitary,
    superop_of_choi,
    superop_of_kraus,
    superop_of_ptm,
    superop_of_unitary,
)
from playground.quantum.gates import gate
from playground.quantum.states import pauli_vector

ROUNDING = 1e-13  # two changes of basis of at most 16 terms each
DROPPED = 1e-12  # a Kraus set leaves out Choi eigenvalues below 1e-13


def test_superoperators_stack_columns_as_qutip_does() -> None:
    """vec(U rho U^dag) = S vec(rho) with QuTiP's own vectorisation; and S itself is QuTiP's `to_super`."""
    unitary, rho = gate("cry", 0.4), qutip.rand_dm([2, 2], seed=3)
    superop = superop_of_unitary(unitary)
    mapped = qutip.vector_to_operator(superop @ qutip.operator_to_vector(rho))
    np.testing.assert_allclose(mapped.full(), (unitary @ rho @ unitary.dag()).full(), atol=ROUNDING)
    np.testing.assert_allclose(superop.full(), qutip.to_super(unitary).full(), atol=ROUNDING)


def test_superoperator_of_kraus_is_that_of_qutip() -> None:
    operators = kraus("generalized_amplitude_damping", strength=0.3, ground_population=0.8)
    expected = qutip.kraus_to_super(list(operators)).full()
    np.testing.assert_allclose(superop_of_kraus(operators).full(), expected, atol=ROUNDING)


def test_the_ptm_maps_pauli_vectors() -> None:
    unitary, rho = gate("cry", 0.4), qutip.rand_dm([2, 2], seed=4)
    expected = pauli_vector(unitary @ rho @ unitary.dag())
    np.testing.assert_allclose(ptm_of_unitary(unitary) @ pauli_vector(rho), expected, atol=ROUNDING)


def test_there_and_back_again() -> None:
    operators = kraus("pair_depolarizing", strength=0.2)
    operators = tuple(gate("cnot") @ operator for operator in operators)
    superop = superop_of_kraus(operators)
    ptm = ptm_of_kraus(operators)
    np.testing.assert_allclose(superop_of_ptm(ptm).full(), superop.full(), atol=ROUNDING)
    np.testing.assert_allclose(superop_of_choi(choi_of_superop(superop)).full(), superop.full(), atol=ROUNDING)
    np.testing.assert_allclose(ptm_of_choi(choi_of_superop(superop)), ptm, atol=ROUNDING)
    np.testing.assert_allclose(ptm_of_kraus(kraus_of_ptm(ptm)), ptm, atol=DROPPED)


def test_the_choi_matrix_of_a_unitary_has_one_eigenvalue_equal_to_the_dimension() -> None:
    choi = choi_of_superop(superop_of_unitary(gate("iswap")))
    np.testing.assert_allclose(np.sort(choi.eigenenergies()), [0] * 15 + [4], atol=ROUNDING)


def test_a_unitary_has_a_single_kraus_operator_equal_to_it_up_to_a_phase() -> None:
    (operator,) = kraus_of_superop(superop_of_unitary(gate("cry", 0.4)))
    overlap = abs((operator.dag() @ gate("cry", 0.4)).tr()) / 4
    assert overlap == pytest.approx(1, abs=DROPPED)


def test_rectangular_maps_append_and_trace_out_a_quron() -> None:
    """Appending |0> puts (1, 0, 0, 1) beside the vector; tracing out keeps the strings with I (engine.md)."""
    append = qutip.Qobj(np.kron(np.eye(2), [[1], [0]]), dims=[[2, 2], [2]])
    expected = np.kron(np.eye(4), [[1], [0], [0], [1]])
    np.testing.assert_allclose(ptm_of_kraus([append]), expected, atol=ROUNDING)
    bras = [qutip.Qobj(np.kron(np.eye(2), row), dims=[[2], [2, 2]]) for row in ([[1, 0]], [[0, 1]])]
    np.testing.assert_allclose(ptm_of_kraus(bras), np.kron(np.eye(4), [[1, 0, 0, 0]]), atol=ROUNDING)
    for operators in ([append], bras):
        superop = superop_of_kraus(operators)
        back = superop_of_ptm(ptm_of_superop(superop))
        np.testing.assert_allclose(back.full(), superop.full(), atol=ROUNDING)
        assert back.dims == superop.dims


def test_a_map_that_is_not_completely_positive_has_no_kraus_set() -> None:
    """Transposition: positive but not completely positive, Choi eigenvalue -1 (Peres, PRL 77, 1413, 1996)."""
    transposition = superop_of_ptm(np.diag([1.0, 1.0, -1.0, 1.0]))
    with pytest.raises(ValueError, match="must be completely positive, but has the Choi eigenvalue -1"):
        kraus_of_superop(transposition)


def test_rounding_does_not_make_a_kraus_set_fail() -> None:
    ptm = ptm_of_kraus(kraus("amplitude_damping", strength=0.3)) + 1e-11 * np.ones((4, 4))
    found = ptm_of_kraus(kraus_of_ptm(ptm))
    assert np.isfinite(found).all()
    np.testing.assert_allclose(found, ptm, atol=1e-9)  # a hundred times the disturbance


def test_a_map_that_spoils_hermiticity_has_no_real_ptm() -> None:
    superop = qutip.spre(qutip.sigmax() + 1j * qutip.sigmaz())
    with pytest.raises(ValueError, match="must keep Hermitian operators Hermitian"):
        ptm_of_superop(superop)


def test_an_empty_kraus_set_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one operator"):
        superop_of_kraus([])
