"""Conversions of a channel: Kraus operators, superoperator, Choi matrix, Pauli transfer matrix.

Superoperators stack columns, as in QuTiP: vec(E(rho)) = S vec(rho). The Pauli transfer matrix (PTM) acts on
the Pauli vector r_P = Tr(P rho):

    R_PQ = Tr(P E(Q)) / d_in,        r -> R r.

Source: Wood, Biamonte, Cory, Quantum Inf. Comput. 15, 759 (2015).
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from playground.quantum import qutip
from playground.quantum.paulis import n_qurons, pauli_columns

_IMAGINARY_TOLERANCE = 1e-9  # above rounding, below anything that could be physics
_KRAUS_TOLERANCE = 1e-13  # Choi eigenvalues below this are rounding; QuTiP's own 1e-9 would cost digits
_POSITIVITY_TOLERANCE = 1e-9


def superop_of_kraus(kraus: Sequence[qutip.Qobj]) -> qutip.Qobj:
    """Superoperator S = sum_k conj(K_k) (x) K_k of a Kraus set; the operators may be rectangular.

    Args:
        kraus: Operators K_k of shape (2^n_out, 2^n_in).
    Returns:
        Superoperator of shape (4^n_out, 4^n_in), columns stacked.
    """
    if not kraus:
        raise ValueError("Argument `kraus` must hold at least one operator, but is empty.")
    terms = [qutip.sprepost(operator, operator.dag()) for operator in kraus]
    return sum(terms[1:], start=terms[0])


def superop_of_unitary(unitary: qutip.Qobj) -> qutip.Qobj:
    """Superoperator of rho -> U rho U^dag."""
    return superop_of_kraus([unitary])


def choi_of_superop(superop: qutip.Qobj) -> qutip.Qobj:
    """Choi matrix sum_ij |i><j| (x) E(|i><j|), of trace d_in, in QuTiP's index order."""
    return qutip.to_choi(superop)


def superop_of_choi(choi: qutip.Qobj) -> qutip.Qobj:
    """Superoperator of a Choi matrix; the inverse of `choi_of_superop`."""
    return qutip.to_super(choi)


def kraus_of_superop(superop: qutip.Qobj) -> tuple[qutip.Qobj, ...]:
    """A smallest Kraus set of a map, from the eigenvectors of its Choi matrix.

    Raises:
        ValueError: If the map is not completely positive.
    """
    choi = choi_of_superop(superop)
    lowest = float(choi.eigenenergies().min())
    if lowest < -_POSITIVITY_TOLERANCE:
        raise ValueError(f"Argument `superop` must be completely positive, but has the Choi eigenvalue {lowest:.3g}.")
    # QuTiP takes the root of every eigenvalue that it keeps: negative rounding must lie below the tolerance.
    return tuple(qutip.to_kraus(choi, tol=max(_KRAUS_TOLERANCE, -2 * lowest)))


def ptm_of_superop(superop: qutip.Qobj) -> NDArray[np.float64]:
    """Pauli transfer matrix of a superoperator, R_PQ = vec(P)^dag S vec(Q) / d_in.

    Args:
        superop: Superoperator of shape (4^n_out, 4^n_in), columns stacked.
    Returns:
        Real array of shape (4^n_out, 4^n_in); Paulis in the order I, X, Y, Z, quron 0 leftmost.
    Raises:
        ValueError: If the map does not keep Hermitian operators Hermitian.
    """
    rows, columns = superop.shape
    n_out, n_in = n_qurons(rows, "superop") // 2, n_qurons(columns, "superop") // 2
    matrix = pauli_columns(n_out).conj().T @ superop.full() @ pauli_columns(n_in) / 2**n_in
    if np.abs(matrix.imag).max() > _IMAGINARY_TOLERANCE:
        raise ValueError("Argument `superop` must keep Hermitian operators Hermitian, but does not.")
    return np.ascontiguousarray(matrix.real)


def ptm_of_kraus(kraus: Sequence[qutip.Qobj]) -> NDArray[np.float64]:
    """Pauli transfer matrix of a Kraus set, shape (4^n_out, 4^n_in); see `ptm_of_superop`."""
    return ptm_of_superop(superop_of_kraus(kraus))


def ptm_of_unitary(unitary: qutip.Qobj) -> NDArray[np.float64]:
    """Pauli transfer matrix of rho -> U rho U^dag, shape (4^n, 4^n), orthogonal; see `ptm_of_superop`."""
    return ptm_of_superop(superop_of_unitary(unitary))


def ptm_of_choi(choi: qutip.Qobj) -> NDArray[np.float64]:
    """Pauli transfer matrix of a Choi matrix, shape (4^n_out, 4^n_in); see `ptm_of_superop`."""
    return ptm_of_superop(superop_of_choi(choi))


def superop_of_ptm(ptm: NDArray[np.float64]) -> qutip.Qobj:
    """Superoperator S = sum_PQ vec(P) R_PQ vec(Q)^dag / d_out; the inverse of `ptm_of_superop`.

    Args:
        ptm: Real array of shape (4^n_out, 4^n_in).
    """
    n_out, n_in = n_qurons(ptm.shape[0], "ptm") // 2, n_qurons(ptm.shape[1], "ptm") // 2
    matrix = pauli_columns(n_out) @ ptm @ pauli_columns(n_in).conj().T / 2**n_out
    spaces_out, spaces_in = [[2] * n_out] * 2, [[2] * n_in] * 2
    return qutip.Qobj(matrix, dims=[spaces_out, spaces_in], superrep="super")


def kraus_of_ptm(ptm: NDArray[np.float64]) -> tuple[qutip.Qobj, ...]:
    """A smallest Kraus set of a Pauli transfer matrix of a completely positive map."""
    return kraus_of_superop(superop_of_ptm(ptm))
