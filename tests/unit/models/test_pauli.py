"""Matrices on Pauli vectors against QuTiP's unitaries."""

import numpy as np
import pytest

from playground.models.pauli import (
    FIXED_GATES,
    PAIR_ROTATIONS,
    ROTATIONS,
    angle_basis,
    generator,
    pauli_row,
)
from playground.quantum.gates import gate_ptm

EXACT = 1e-12
ANGLES = (-2.7, 0.0, 0.4, np.pi, 5.1)


@pytest.mark.parametrize("name", FIXED_GATES)
def test_fixed_gates_are_signed_permutations(name: str):
    source, sign = FIXED_GATES[name]
    assert sign[:, None] * np.eye(16)[source] == pytest.approx(gate_ptm(name), abs=EXACT)


@pytest.mark.parametrize(("name", "terms"), [*PAIR_ROTATIONS.items(), *((f"r{a}", t) for a, t in ROTATIONS.items())])
def test_rotations_and_their_slopes(name: str, terms: np.ndarray):
    """M(t) from its terms is the gate, and G M(t) is its derivative (central difference, error 1e-10)."""
    step = 1e-5
    for angle in ANGLES:
        basis = angle_basis(np.array([angle]), len(terms))[0]
        matrix = np.tensordot(basis, terms, axes=1)
        assert matrix == pytest.approx(gate_ptm(name, angle), abs=EXACT)
        slope = (gate_ptm(name, angle + step) - gate_ptm(name, angle - step)) / (2 * step)
        assert generator(terms) @ matrix == pytest.approx(slope, abs=1e-8)


def test_rows_are_numbers_of_base_four():
    assert [pauli_row(string) for string in ("I", "Z", "XI", "ZZ", "IYX")] == [0, 3, 4, 15, 9]
