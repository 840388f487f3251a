"""The Pauli basis and its order."""

import numpy as np
import pytest

from playground.quantum.paulis import n_qurons, pauli_columns, pauli_string

EXACT = 1e-15  # products of 0, 1 and i: only the sum is rounded


def test_quron_0_is_the_leftmost_factor() -> None:
    """Z on quron 0 gives -1 on |10>, whose index is binary 10 = 2."""
    assert pauli_string("ZI").full().real.diagonal().tolist() == [1, 1, -1, -1]
    assert pauli_string("IZ").full().real.diagonal().tolist() == [1, -1, 1, -1]


def test_columns_are_column_stacked_strings_in_lexical_order() -> None:
    columns = pauli_columns(2)
    assert np.array_equal(columns[:, 4 * 2 + 1], pauli_string("YX").full().ravel(order="F"))


@pytest.mark.parametrize("n", [1, 2, 3])
def test_strings_are_orthogonal_with_norm_2_to_the_n(n: int) -> None:
    columns = pauli_columns(n)
    np.testing.assert_allclose(columns.conj().T @ columns, 2**n * np.eye(4**n), atol=EXACT)


def test_the_shared_basis_cannot_be_written_to() -> None:
    with pytest.raises(ValueError, match="read-only"):
        pauli_columns(1)[0, 0] = 2


@pytest.mark.parametrize("name", ["", "ZQ", "z"])
def test_other_letters_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="letters I, X, Y, Z"):
        pauli_string(name)


def test_a_dimension_must_be_a_power_of_two() -> None:
    assert n_qurons(8) == 3
    with pytest.raises(ValueError, match="dimension 6"):
        n_qurons(6, "rho")
