"""Matrices of gates on real Pauli vectors, r_P = Tr(P rho), with P in the order I, X, Y, Z on every quron.

A gate U acts as r -> M r with M_ij = Tr(P_i U P_j U^dag) / 2^n, a real matrix (Pauli transfer matrix). A
rotation R_P(t) = exp(-i t P / 2) gives M(t) = M_0 + cos(t) M_1 + sin(t) M_2, where M_0 keeps the strings that
commute with P, M_1 those that do not, and M_2 is the generator, rho -> -i/2 [P, rho].

The gates are written out here in NumPy, without QuTiP, so that the loop neither waits for nor shares code with
the QuTiP construction that referees it.
"""

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.intp]

_LETTERS = {
    "I": np.eye(2, dtype=complex),
    "X": np.array([[0, 1], [1, 0]], dtype=complex),
    "Y": np.array([[0, -1j], [1j, 0]]),
    "Z": np.diag([1.0 + 0j, -1.0]),
}


def pauli_operator(string: str) -> NDArray[np.complex128]:
    """Dense matrix of a Pauli string, leftmost letter on quron 0."""
    operator = np.ones((1, 1), dtype=np.complex128)
    for letter in string:
        operator = np.kron(operator, _LETTERS[letter])
    return operator


def pauli_row(string: str) -> int:
    """Position of a Pauli string in the Pauli vector: its letters as digits of base 4."""
    return int(string.translate(str.maketrans("IXYZ", "0123")), 4)


def resting_state(wires: int) -> FloatArray:
    """Pauli vector of |0...0>, shape (4^wires, 1)."""
    letters = np.arange(4**wires)
    moved = np.zeros(4**wires, dtype=bool)  # strings that hold an X or Y
    for _ in range(wires):
        letters, letter = np.divmod(letters, 4)
        moved |= (letter == 1) | (letter == 2)
    return np.where(moved, 0.0, 1.0)[:, None]


def _basis(wires: int) -> NDArray[np.complex128]:
    strings = [""]
    for _ in range(wires):
        strings = [head + letter for head in strings for letter in "IXYZ"]
    return np.array([pauli_operator(string) for string in strings])


def unitary_matrix(unitary: NDArray[np.complex128]) -> FloatArray:
    """Pauli transfer matrix of a unitary, M_ij = Tr(P_i U P_j U^dag) / 2^n.

    Args:
        unitary: Shape (2^n, 2^n).
    Returns:
        Shape (4^n, 4^n).
    """
    basis = _basis(len(unitary).bit_length() - 1)
    moved = unitary @ basis @ unitary.conj().T
    return np.einsum("iab,jba->ij", basis, moved).real / len(unitary)


def rotation_terms(string: str) -> FloatArray:
    """The three matrices of R_P(t): M(t) = terms[0] + cos(t) terms[1] + sin(t) terms[2].

    Args:
        string: Pauli string P on k qurons.
    Returns:
        Shape (3, 4^k, 4^k).
    """
    basis, generator = _basis(len(string)), pauli_operator(string)
    turned = -0.5j * (generator @ basis - basis @ generator)
    sine = np.einsum("iab,jba->ij", basis, turned).real / len(generator)
    moving = np.abs(sine).sum(axis=0)
    return np.array([np.diag(1.0 - moving), np.diag(moving), sine])


def _controlled_terms(axis: str) -> FloatArray:
    """The five matrices of a controlled rotation, over the basis (1, cos t, sin t, cos t/2, sin t/2).

    It is R_IP(t/2) R_ZP(-t/2), because |1><1| (x) P = (IP - ZP) / 2; the half-angle products are written as
    whole angles.
    """
    free, cosine, sine = rotation_terms("I" + axis)
    free_z, cosine_z, sine_z = rotation_terms("Z" + axis)
    both, crossed = cosine @ cosine_z, sine @ sine_z
    return np.array(
        [
            free @ free_z + (both - crossed) / 2,
            (both + crossed) / 2,
            (sine @ cosine_z - cosine @ sine_z) / 2,
            free @ cosine_z + cosine @ free_z,
            sine @ free_z - free @ sine_z,
        ]
    )


def _two_quron_terms(string: str) -> FloatArray:
    terms = rotation_terms(string)
    return np.concatenate([terms, np.zeros((2, *terms.shape[1:]))])


ROTATIONS: dict[str, FloatArray] = {axis: rotation_terms(axis.upper()) for axis in "xyz"}
"""One-quron rotations by axis, shape (3, 4, 4)."""

PAIR_ROTATIONS: dict[str, FloatArray] = {
    "crx": _controlled_terms("X"),
    "cry": _controlled_terms("Y"),
    "crz": _controlled_terms("Z"),
    "rxx": _two_quron_terms("XX"),
    "ryy": _two_quron_terms("YY"),
    "rzz": _two_quron_terms("ZZ"),
}
"""Parametrised two-quron gates by name, shape (5, 16, 16) over (1, cos t, sin t, cos t/2, sin t/2)."""


def generator(terms: FloatArray) -> FloatArray:
    """Matrix G with dM/dt = G M: the slope of M at t = 0, where M = 1."""
    return terms[2] if len(terms) == 3 else terms[2] + terms[4] / 2


def angle_basis(angles: FloatArray, size: int) -> FloatArray:
    """Rows (1, cos t, sin t) or, for size 5, (1, cos t, sin t, cos t/2, sin t/2), one for each angle."""
    columns = [np.ones_like(angles), np.cos(angles), np.sin(angles)]
    if size == 5:
        columns += [np.cos(angles / 2), np.sin(angles / 2)]
    return np.stack(columns, axis=-1)


_FIXED_UNITARIES = {
    "cz": np.diag([1.0 + 0j, 1, 1, -1]),
    "cnot": np.array([[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 0, 1], [0, 0, 1, 0]], dtype=complex),
    "iswap": np.array([[1, 0, 0, 0], [0, 0, 1j, 0], [0, 1j, 0, 0], [0, 0, 0, 1]]),
    "swap": np.array([[1, 0, 0, 0], [0, 0, 1, 0], [0, 1, 0, 0], [0, 0, 0, 1]], dtype=complex),
}


def _signed_permutation(matrix: FloatArray) -> tuple[IntArray, FloatArray]:
    source = np.abs(matrix).argmax(axis=1)
    return source, np.rint(matrix[np.arange(len(matrix)), source])


FIXED_GATES: dict[str, tuple[IntArray, FloatArray]] = {
    name: _signed_permutation(unitary_matrix(unitary)) for name, unitary in _FIXED_UNITARIES.items()
}
"""Fixed two-quron gates, all Clifford: out[i] = sign[i] * in[source[i]] over the 16 strings of the pair."""
