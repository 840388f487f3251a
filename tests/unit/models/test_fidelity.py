"""Fidelity from Pauli vectors, against QuTiP."""

import numpy as np
import pytest

from playground.models.fidelity import state_fidelity
from playground.quantum import qutip
from playground.quantum.measures import fidelity
from playground.quantum.states import pauli_vector


def density(n: int, rank: int, seed: int) -> qutip.Qobj:
    """A random state of a given rank."""
    return qutip.rand_dm([2] * n, rank=rank, seed=seed)


@pytest.mark.parametrize(("n", "ranks"), [(1, (1, 2)), (2, (4, 1)), (3, (8, 1)), (2, (3, 4)), (3, (8, 5))])
def test_fidelity_equals_that_of_qutip(n, ranks):
    a, b = (density(n, rank, seed) for seed, rank in enumerate(ranks))
    vectors = [np.asarray(pauli_vector(state)) for state in (a, b)]
    # 1e-6: `qutip.fidelity` squares a matrix square root, which loses half the digits next to zero eigenvalues.
    assert state_fidelity(*vectors) == pytest.approx(fidelity(a, b), abs=1e-6)
    assert state_fidelity(*vectors[::-1]) == pytest.approx(state_fidelity(*vectors), abs=1e-7)
    assert state_fidelity(vectors[0], vectors[0]) == pytest.approx(1.0, abs=1e-7)


def test_depolarized_pair_has_the_fidelity_of_the_closed_form():
    bell = qutip.ket2dm(qutip.bell_state("00"))
    mixed = 0.7 * bell + 0.3 * qutip.qeye([2, 2]) / 4  # F = 0.7 + 0.3/4
    vectors = [np.asarray(pauli_vector(state)) for state in (bell, mixed)]
    assert state_fidelity(*vectors) == pytest.approx(0.775, abs=1e-12)
