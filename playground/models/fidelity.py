"""How close two states are, from their Pauli vectors."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from playground.models.pauli import FloatArray

_PURE = 1e-9
"""How far below 1 the purity of a state that counts as pure may lie."""
_PAULIS = np.array([[[1, 0], [0, 1]], [[0, 1], [1, 0]], [[0, -1j], [1j, 0]], [[1, 0], [0, -1]]])


def state_fidelity(a: FloatArray, b: FloatArray) -> float:
    """Uhlmann fidelity, squared: F = (Tr sqrt(sqrt(rho_a) rho_b sqrt(rho_a)))^2, between 0 and 1.

    Where one of the states is pure, F = <psi|rho|psi> = Tr(rho_a rho_b) = sum_P a_P b_P / 2^n. A perceptron traces its
    inputs out, so that even an ideal network may end in a mixed state: then the general form is taken.

    Args:
        a, b: Pauli vectors r_P = Tr(P rho) of both states, shape (4^n,).
    Returns:
        The fidelity.
    Source:
        Jozsa, J. Mod. Opt. 41, 2315 (1994), eq. 9; the same convention as `playground.quantum.measures.fidelity`.
    """
    dimension = np.sqrt(a.size)
    purity = max(float(a @ a), float(b @ b)) / dimension
    if purity > 1 - _PURE:
        return float(np.clip(a @ b / dimension, 0.0, 1.0))
    root = _square_root(_density(a))
    inner = np.linalg.eigvalsh(root @ _density(b) @ root)
    return float(np.clip(np.sqrt(np.clip(inner, 0.0, None)).sum() ** 2, 0.0, 1.0))


def _density(vector: FloatArray) -> NDArray[np.complex128]:
    """rho = 2^-n sum_P r_P P, shape (2^n, 2^n)."""
    n = round(np.log2(vector.size) / 2)
    tensor = vector.reshape((4,) * n).astype(np.complex128)
    for _ in range(n):  # the next Pauli index gives way to a row and a column at the end
        tensor = np.tensordot(tensor, _PAULIS / 2, axes=(0, 0))
    return tensor.transpose([*range(0, 2 * n, 2), *range(1, 2 * n, 2)]).reshape(2**n, 2**n)


def _square_root(rho: NDArray[np.complex128]) -> NDArray[np.complex128]:
    values, vectors = np.linalg.eigh(rho)
    return (vectors * np.sqrt(np.clip(values, 0.0, None))) @ vectors.conj().T
