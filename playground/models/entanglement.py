"""How far pairs of qurons are entangled, from their Pauli vectors: many pairs at once, in NumPy.

`quantum.measures` has the same built with QuTiP; the tests compare the two.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from playground.models.pauli import FloatArray, pauli_operator

_SYNTHESIS = np.array([pauli_operator(letter) for letter in "IXYZ"]) / 2
_FLIP = pauli_operator("YY")
_TINY = 1e-300  # keeps 0 log 0 = 0


def density_matrices(vectors: ArrayLike) -> NDArray[np.complex128]:
    """Density matrices of Pauli vectors, rho = 2^-k sum_P r_P P.

    Args:
        vectors: Shape (..., 4^k), leftmost letter on the first quron.
    Returns:
        Shape (..., 2^k, 2^k); rows and columns count in binary, the first quron first.
    Raises:
        ValueError: If the length is not a power of four.
    """
    given = np.asarray(vectors, dtype=np.float64)
    length, batch = given.shape[-1], given.shape[:-1]
    qurons = (length.bit_length() - 1) // 2
    if length != 4**qurons:
        raise ValueError(f"Argument `vectors` must have length 4^k along its last axis, but has length {length}.")
    tensor: NDArray[np.complex128] = given.reshape(-1, *(4,) * qurons).astype(np.complex128)
    for _ in range(qurons):  # each letter in front becomes a row and a column index at the end
        tensor = np.tensordot(tensor, _SYNTHESIS, axes=(1, 0))
    rows, columns = list(range(1, 2 * qurons, 2)), list(range(2, 2 * qurons + 1, 2))
    return tensor.transpose([0, *rows, *columns]).reshape(*batch, 2**qurons, 2**qurons)


def concurrences(vectors: ArrayLike) -> FloatArray:
    """Concurrence of pairs of qurons: 0 if separable, 1 for a Bell state.

    C = max(0, l1 - l2 - l3 - l4), where the l are the singular values, in falling order, of A^T (Y x Y) A with
    rho = A A^dag; they are the square roots of the eigenvalues of rho (Y x Y) rho* (Y x Y).

    Args:
        vectors: Pauli vectors of the pairs, shape (..., 16).
    Returns:
        Shape (...).
    Source:
        Wootters, PRL 80, 2245 (1998), eqs. (10) and (17).
    """
    weights, kets = np.linalg.eigh(density_matrices(vectors))
    root = kets * np.sqrt(np.maximum(weights, 0.0))[..., None, :]
    values = np.linalg.svd(root.swapaxes(-1, -2) @ _FLIP @ root, compute_uv=False)
    return np.maximum(0.0, 2 * values[..., 0] - values.sum(axis=-1))


def mutual_informations(vectors: ArrayLike) -> FloatArray:
    """Quantum mutual information I = S(A) + S(B) - S(AB) of pairs of qurons, in bits: 0 to 2.

    It counts classical correlation too: 1 bit for the even mixture of |00> and |11>, 2 bits for a Bell state.

    Args:
        vectors: Pauli vectors of the pairs, shape (..., 16).
    Returns:
        Shape (...).
    Source:
        Nielsen, Chuang, Quantum Computation and Quantum Information (2010), section 11.3.
    """
    given = np.asarray(vectors, dtype=np.float64)
    tables = given.reshape(*given.shape[:-1], 4, 4)
    bloch = np.stack([tables[..., 1:, 0], tables[..., 0, 1:]])
    lengths = np.sqrt(np.einsum("...i,...i->...", bloch, bloch))
    alone = _entropy(np.stack([1 + lengths, 1 - lengths], axis=-1) / 2).sum(axis=0)
    return np.maximum(0.0, alone - _entropy(np.linalg.eigvalsh(density_matrices(given))))


def von_neumann_entropies(vectors: ArrayLike) -> FloatArray:
    """Von Neumann entropy S = -Tr(rho log2 rho) in bits: 0 for a pure state, k for the maximally mixed one of k qurons.

    Args:
        vectors: Pauli vectors, shape (..., 4^k).
    Returns:
        Shape (...).
    Source:
        Nielsen, Chuang, Quantum Computation and Quantum Information (2010), section 11.3.
    """
    return np.maximum(0.0, _entropy(np.linalg.eigvalsh(density_matrices(vectors))))


def _entropy(probabilities: ArrayLike) -> FloatArray:
    """-sum p log2 p over the last axis."""
    p = np.maximum(np.asarray(probabilities, dtype=np.float64), 0.0)
    return -(p * np.log2(np.maximum(p, _TINY))).sum(axis=-1)


PAIR_MEASURES: dict[str, Callable[[ArrayLike], FloatArray]] = {
    "concurrence": concurrences,
    "mutual_information": mutual_informations,
}
"""Measures of a pair by name."""
