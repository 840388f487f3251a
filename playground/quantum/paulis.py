"""Pauli operators and the Pauli basis, in the order I, X, Y, Z with quron 0 leftmost."""

from collections.abc import Sequence
from functools import lru_cache, reduce
from itertools import product

import numpy as np
from numpy.typing import NDArray

from playground.quantum import qutip

PAULI_NAMES = "IXYZ"
PAULIS: dict[str, qutip.Qobj] = {
    "I": qutip.qeye(2),
    "X": qutip.sigmax(),
    "Y": qutip.sigmay(),
    "Z": qutip.sigmaz(),
}


def product_operator(factors: Sequence[qutip.Qobj]) -> qutip.Qobj:
    """Tensor product of one operator per quron, quron 0 leftmost."""
    return qutip.tensor(list(factors))


def pauli_string(name: str) -> qutip.Qobj:
    """The operator of a Pauli string such as "ZIX", quron 0 leftmost.

    Raises:
        ValueError: If the string is empty or holds another letter than I, X, Y, Z.
    """
    if not name or any(letter not in PAULIS for letter in name):
        raise ValueError(f"Argument `name` must be a string of the letters I, X, Y, Z, but is {name!r}.")
    return product_operator([PAULIS[letter] for letter in name])


@lru_cache(maxsize=8)
def pauli_columns(n: int) -> NDArray[np.complex128]:
    """All Pauli strings on n qurons as columns, each stacked column by column.

    Returns:
        Array of shape (4^n, 4^n); column P is vec(P), strings in lexical order of I, X, Y, Z. Read-only.
    """
    single = {letter: operator.full() for letter, operator in PAULIS.items()}
    scalar = np.ones((1, 1), dtype=np.complex128)
    basis = np.empty((4**n, 4**n), dtype=np.complex128)
    for column, letters in enumerate(product(PAULI_NAMES, repeat=n)):
        basis[:, column] = reduce(np.kron, [single[letter] for letter in letters], scalar).ravel(order="F")
    basis.setflags(write=False)
    return basis


def n_qurons(dimension: int, name: str = "operator") -> int:
    """The number of qurons n of a space of dimension 2^n.

    Raises:
        ValueError: If the dimension is not a power of two.
    """
    n = dimension.bit_length() - 1
    if dimension != 1 << n:
        raise ValueError(f"Argument `{name}` must have a dimension 2^n, but has dimension {dimension}.")
    return n
