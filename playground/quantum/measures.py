"""Numbers that say what a state is like: purity, fidelity, Bloch vectors, entanglement."""

import numpy as np
from numpy.typing import NDArray

from playground.quantum import qutip
from playground.quantum.checks import check_wires
from playground.quantum.paulis import PAULIS
from playground.quantum.states import density

_PURE = 1e-6  # how far below 1 the purity of a state called pure may lie


def purity(state: qutip.Qobj) -> float:
    """Tr(rho^2): 1 for a pure state, 2^-n for the maximally mixed one.

    Args:
        state: Ket or density matrix on n qurons.
    """
    rho = density(state)
    return float((rho @ rho).tr().real)


def purity_of_pauli_vector(vector: NDArray[np.float64]) -> float:
    """Tr(rho^2) = |r|^2 / 2^n.

    Args:
        vector: Pauli vector of shape (4^n,).
    """
    return float(vector @ vector) / float(np.sqrt(vector.size))


def fidelity(a: qutip.Qobj, b: qutip.Qobj) -> float:
    """Uhlmann fidelity (Tr sqrt(sqrt(a) b sqrt(a)))^2, for a ket psi <psi|b|psi>.

    It is the square of `qutip.fidelity`. With a ket the closed form is used: it keeps full precision, where
    the matrix square root of a pure state loses half the digits.

    Args:
        a, b: Kets or density matrices on the same qurons.
    """
    if a.isket or b.isket:
        ket, other = (a, b) if a.isket else (b, a)
        return float(np.real(qutip.expect(density(other), ket)))
    return float(qutip.fidelity(density(a), density(b))) ** 2


def average_gate_fidelity(ptm: NDArray[np.float64], ideal: NDArray[np.float64] | None = None) -> float:
    """Fidelity of a channel with a unitary, averaged over all pure inputs.

    F = (d F_e + 1) / (d + 1),  F_e = Tr(R_ideal^T R) / d^2,  d = 2^n.

    Args:
        ptm: Pauli transfer matrix R of the channel, shape (4^n, 4^n).
        ideal: That of the unitary meant; None is the identity.
    Source:
        Nielsen, Phys. Lett. A 303, 249 (2002).
    """
    overlap = np.trace(ptm) if ideal is None else np.sum(ideal * ptm)
    dimension = np.sqrt(len(ptm))
    return float((overlap / dimension + 1) / (dimension + 1))


def trace_distance(a: qutip.Qobj, b: qutip.Qobj) -> float:
    """|a - b|_1 / 2, the largest difference of any probability between two states."""
    return float((density(a) - density(b)).norm("tr")) / 2


def bloch_vector(state: qutip.Qobj, quron: int = 0) -> NDArray[np.float64]:
    """Bloch vector (<X>, <Y>, <Z>) of one quron; |0> is (0, 0, 1).

    Args:
        state: Ket or density matrix on n qurons.
        quron: Which one, 0 leftmost.
    Returns:
        Array of shape (3,).
    """
    rho = density(state)
    check_wires((quron,), len(rho.dims[0]), "quron")
    reduced = rho.ptrace([quron])
    return np.array([float(np.real(qutip.expect(PAULIS[axis], reduced))) for axis in "XYZ"])


def bloch_vectors(state: qutip.Qobj) -> NDArray[np.float64]:
    """Bloch vectors of all qurons, shape (n, 3); see `bloch_vector`."""
    rho = density(state)
    return np.stack([bloch_vector(rho, quron) for quron in range(len(rho.dims[0]))])


def concurrence(state: qutip.Qobj) -> float:
    """Wootters' concurrence of two qurons, 0 for a separable and 1 for a Bell state.

    Source: Wootters, PRL 80, 2245 (1998).

    Raises:
        ValueError: If the state is not on two qurons.
    """
    rho = density(state)
    if len(rho.dims[0]) != 2:
        raise ValueError(f"Argument `state` must be on 2 qurons, but is on {len(rho.dims[0])}: reduce it first.")
    return float(qutip.concurrence(rho))


def meyer_wallach(state: qutip.Qobj) -> float:
    """Global entanglement Q = 2 (1 - mean over qurons of Tr rho_k^2) of a pure state; 0 product, 1 GHZ.

    Args:
        state: Ket, or density matrix of a pure state, on n qurons.
    Raises:
        ValueError: If the state is mixed: local mixedness would then not mean entanglement.
    Source:
        Meyer, Wallach, J. Math. Phys. 43, 4273 (2002), in the form of Brennen, Quantum Inf. Comput. 3, 619
        (2003).
    """
    rho = density(state)
    found = purity(rho)
    if found < 1 - _PURE:
        raise ValueError(f"Argument `state` must be pure, but has purity {found:.6g}: Q is defined on kets.")
    vectors = bloch_vectors(rho)
    return float(1 - (vectors**2).sum() / len(vectors))
