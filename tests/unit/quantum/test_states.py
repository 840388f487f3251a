"""Density matrices and Pauli vectors."""

from itertools import product

import numpy as np
import pytest

from playground.quantum import qutip
from playground.quantum.paulis import pauli_string
from playground.quantum.states import density, density_of_pauli_vector, ground_state, pauli_vector

ROUNDING = 1e-14  # 2^n terms of size 1 at most, n = 3


def test_one_resting_quron_is_1_0_0_1() -> None:
    assert pauli_vector(qutip.basis(2, 0)).tolist() == [1, 0, 0, 1]


def test_the_ground_state_is_the_first_basis_state() -> None:
    matrix = ground_state(2).full()
    assert matrix[0, 0] == 1
    assert np.abs(matrix).sum() == 1


@pytest.mark.parametrize("n", [1, 2, 3])
def test_components_are_pauli_expectation_values(n: int) -> None:
    """The defining formula r_P = Tr(P rho), string by string."""
    rho = qutip.rand_dm([2] * n, seed=n)
    expected = [(pauli_string("".join(name)) @ rho).tr().real for name in product("IXYZ", repeat=n)]
    np.testing.assert_allclose(pauli_vector(rho), expected, atol=ROUNDING)


@pytest.mark.parametrize("n", [1, 2, 4])
def test_there_and_back_again(n: int) -> None:
    rho = qutip.rand_dm([2] * n, seed=n)
    back = density_of_pauli_vector(pauli_vector(rho))
    assert back.dims == rho.dims
    np.testing.assert_allclose(back.full(), rho.full(), atol=ROUNDING)


def test_a_ket_counts_as_its_projector() -> None:
    plus = (qutip.basis(2, 0) + qutip.basis(2, 1)).unit()
    np.testing.assert_allclose(density(plus).full(), np.full((2, 2), 0.5), atol=ROUNDING)
    np.testing.assert_allclose(pauli_vector(plus), [1, 1, 0, 0], atol=ROUNDING)


def test_what_is_not_a_state_of_qurons_is_refused() -> None:
    with pytest.raises(ValueError, match="must be a ket or operator on qurons"):
        density(qutip.basis(3, 0))
    with pytest.raises(ValueError, match="must have length 4"):
        density_of_pauli_vector(np.ones(8))
    with pytest.raises(ValueError, match="must have length 4"):
        density_of_pauli_vector(np.ones(1))
