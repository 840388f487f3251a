"""States as QuTiP density matrices and as Pauli vectors, r_P = Tr(P rho).

    rho = 2^-n sum_P r_P P.

The 4^n components are real; strings run in lexical order of I, X, Y, Z with quron 0 leftmost.
"""

import numpy as np
from numpy.typing import NDArray

from playground.quantum import qutip
from playground.quantum.paulis import n_qurons, pauli_columns


def ground_state(n: int) -> qutip.Qobj:
    """Density matrix of n resting qurons, |0...0><0...0|, stored densely."""
    return qutip.tensor([qutip.basis(2, 0).proj()] * n).to("Dense")


def density(state: qutip.Qobj) -> qutip.Qobj:
    """The density matrix of a ket, or the given density matrix.

    Raises:
        ValueError: If the argument is neither a ket nor an operator on qurons.
    """
    if state.isket:
        state = state.proj()
    if not state.isoper or any(dimension != 2 for dimension in state.dims[0]):
        raise ValueError(f"Argument `state` must be a ket or operator on qurons, but has dims {state.dims}.")
    return state


def pauli_vector(state: qutip.Qobj) -> NDArray[np.float64]:
    """Pauli vector of a state, r_P = Tr(P rho).

    Args:
        state: Ket or density matrix on n qurons.
    Returns:
        Real array of shape (4^n,); its first entry is the trace.
    """
    return pauli_vectors(density(state).full()[None])[0]


def pauli_vectors(matrices: NDArray[np.complex128]) -> NDArray[np.float64]:
    """Pauli vectors of many density matrices; see `pauli_vector`.

    Args:
        matrices: Shape (N, 2^n, 2^n).
    Returns:
        Shape (N, 4^n).
    """
    count, dimension = matrices.shape[:2]
    n = n_qurons(dimension, "state")
    # Each quron's (column, row) pair becomes its Pauli index by itself: n 4^(n+1) operations, not 16^n.
    pairs = [1 + axis for quron in range(n) for axis in (n + quron, quron)]
    tensor: NDArray[np.complex128] = matrices.reshape((count, *(2,) * (2 * n))).transpose([0, *pairs])
    tensor = tensor.reshape((count, *(4,) * n))
    analysis = pauli_columns(1).conj()
    for _ in range(n):  # each axis in front becomes a Pauli index at the end
        tensor = np.tensordot(tensor, analysis, axes=(1, 0))
    return np.real(tensor).astype(np.float64).reshape(count, -1)


def density_of_pauli_vector(vector: NDArray[np.float64]) -> qutip.Qobj:
    """Density matrix of a Pauli vector, the inverse of `pauli_vector`.

    Args:
        vector: Real array of shape (4^n,).
    Returns:
        Operator on n qurons.
    Raises:
        ValueError: If the length is not a power of four.
    """
    length = len(vector)
    n = n_qurons(length, "vector") // 2
    if length != 4**n or n == 0:
        raise ValueError(f"Argument `vector` must have length 4^n with n at least 1, but has length {length}.")
    tensor = np.asarray(vector, dtype=np.complex128).reshape((4,) * n)
    synthesis = pauli_columns(1) / 2
    for quron in range(n):
        tensor = np.moveaxis(np.tensordot(synthesis, tensor, axes=(1, quron)), 0, quron)
    rows, columns = list(range(1, 2 * n, 2)), list(range(0, 2 * n, 2))
    matrix = tensor.reshape((2,) * (2 * n)).transpose(rows + columns).reshape(2**n, 2**n)
    return qutip.Qobj(matrix, dims=[[2] * n, [2] * n])
