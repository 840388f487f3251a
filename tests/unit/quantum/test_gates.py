"""Gates against matrix exponentials and textbook matrices."""

from math import cos, pi, sin

import numpy as np
import pytest

from playground.quantum import qutip
from playground.quantum.gates import FIXED, PARAMETRISED, gate, gate_ptm, interaction, interaction_ptm, rotation
from playground.quantum.paulis import pauli_string
from playground.spec.choices import FIXED_GATES, PARAMETRISED_GATES

ROUNDING = 1e-13  # a few products of 4x4 matrices in double precision; an exponential loses about one digit more
ANGLE = 0.7


@pytest.mark.parametrize("pauli", ["X", "Y", "Z", "XX", "YY", "ZZ", "XZ"])
def test_rotation_is_the_exponential_of_its_generator(pauli: str) -> None:
    """R_P(t) = exp(-i t P / 2): the convention of the project, with QuTiP's exponential as the judge."""
    expected = (-0.5j * ANGLE * pauli_string(pauli)).expm()
    np.testing.assert_allclose(rotation(pauli, ANGLE).full(), expected.full(), atol=ROUNDING)


def test_one_quron_rotations_are_those_of_qutip() -> None:
    for name, expected in [("rx", qutip.gates.rx), ("ry", qutip.gates.ry), ("rz", qutip.gates.rz)]:
        np.testing.assert_allclose(gate(name, ANGLE).full(), expected(ANGLE).full(), atol=ROUNDING)


def test_fixed_gates_are_the_textbook_matrices() -> None:
    """Nielsen and Chuang, section 4.3; iswap after Schuch and Siewert, PRA 67, 032301 (2003)."""
    expected = {
        "cz": np.diag([1, 1, 1, -1]),
        "cnot": np.eye(4)[[0, 1, 3, 2]],
        "swap": np.eye(4)[[0, 2, 1, 3]],
        "iswap": np.array([[1, 0, 0, 0], [0, 0, 1j, 0], [0, 1j, 0, 0], [0, 0, 0, 1]]),
    }
    assert set(expected) == set(FIXED)
    for name, matrix in expected.items():
        np.testing.assert_allclose(gate(name).full(), matrix, atol=ROUNDING, err_msg=name)


@pytest.mark.parametrize("axis", ["x", "y", "z"])
def test_a_controlled_rotation_turns_the_right_quron_when_the_left_one_fires(axis: str) -> None:
    matrix = gate(f"cr{axis}", ANGLE).full()
    np.testing.assert_allclose(matrix[:2, :2], np.eye(2), atol=ROUNDING)
    np.testing.assert_allclose(matrix[2:, 2:], gate(f"r{axis}", ANGLE).full(), atol=ROUNDING)
    np.testing.assert_allclose(matrix[:2, 2:], 0, atol=ROUNDING)


def test_interaction_is_the_exponential_of_the_sum() -> None:
    """exp(-i/2 (a XX + b YY + c ZZ)): the terms commute, so that the product in `interaction` equals the sum's."""
    a, b, c = 0.3, -1.1, 2.0
    generator = a * pauli_string("XX") + b * pauli_string("YY") + c * pauli_string("ZZ")
    np.testing.assert_allclose(interaction(a, b, c).full(), (-0.5j * generator).expm().full(), atol=ROUNDING)


def test_interaction_with_three_right_angles_is_a_swap_up_to_a_phase() -> None:
    """XX + YY + ZZ = 2 SWAP - 1, so that exp(-i pi/4 (XX + YY + ZZ)) = e^(-i pi/4) SWAP."""
    np.testing.assert_allclose(interaction_ptm(pi / 2, pi / 2, pi / 2), gate_ptm("swap"), atol=ROUNDING)


def test_rx_turns_y_towards_z() -> None:
    """Right-handed turn about x: (0, 1, 0) -> (0, cos t, sin t)."""
    expected = [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, cos(ANGLE), -sin(ANGLE)], [0, 0, sin(ANGLE), cos(ANGLE)]]
    np.testing.assert_allclose(gate_ptm("rx", ANGLE), expected, atol=ROUNDING)


@pytest.mark.parametrize("name", [*FIXED, *PARAMETRISED])
def test_ptm_of_every_gate_is_orthogonal_and_keeps_the_trace(name: str) -> None:
    """A unitary keeps Tr(rho sigma), hence the scalar product of Pauli vectors; determinant of rotations is 1."""
    matrix = gate_ptm(name, ANGLE if name in PARAMETRISED else None)
    np.testing.assert_allclose(matrix @ matrix.T, np.eye(len(matrix)), atol=ROUNDING)
    np.testing.assert_allclose(matrix[0], np.eye(len(matrix))[0], atol=ROUNDING)


@pytest.mark.parametrize("name", ["cz", "cnot", "swap", "iswap"])
def test_clifford_gates_permute_pauli_strings_up_to_sign(name: str) -> None:
    """Gottesman, arXiv:quant-ph/9807006: Clifford gates map Pauli strings to Pauli strings."""
    matrix = np.abs(gate_ptm(name))
    assert np.allclose(np.sort(matrix, axis=1)[:, -1], 1, atol=ROUNDING)
    assert np.allclose(matrix.sum(axis=0), 1, atol=ROUNDING)


def test_the_ptm_is_cached_by_value_and_protected() -> None:
    assert gate_ptm("rxx", 0.25) is gate_ptm("rxx", 0.25)
    with pytest.raises(ValueError, match="read-only"):
        gate_ptm("rxx", 0.25)[0, 0] = 0


def test_names_are_those_of_the_choices() -> None:
    assert set(FIXED) == set(FIXED_GATES)
    assert set(PARAMETRISED) == {"rx", "ry", "rz", *PARAMETRISED_GATES}


@pytest.mark.parametrize(
    ("name", "angle", "message"),
    [
        ("toffoli", None, "must be one of cz, cnot"),
        ("cz", 0.1, "takes no angle, but got 0.1"),
        ("rx", None, "needs an angle in radians"),
        ("rx", float("nan"), "Argument `angle` must be finite"),
    ],
)
def test_a_wrong_request_is_refused_with_its_reason(name: str, angle: float | None, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        gate(name, angle)
