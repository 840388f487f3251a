"""Gates as QuTiP operators, and their Pauli transfer matrices.

Rotations are R_P(t) = exp(-i t P / 2) for a Pauli string P. The first wire is the left tensor factor; in a
controlled gate it is the control.
"""

from collections.abc import Callable
from functools import lru_cache
from math import cos, sin

import numpy as np
from numpy.typing import NDArray

from playground.quantum import qutip
from playground.quantum.checks import check_finite
from playground.quantum.convert import ptm_of_unitary
from playground.quantum.paulis import pauli_string


def rotation(pauli: str, angle: float) -> qutip.Qobj:
    """R_P(t) = exp(-i t P / 2) = cos(t/2) 1 - i sin(t/2) P, since P^2 = 1.

    Args:
        pauli: Pauli string such as "X" or "ZZ".
        angle: t in radians.
    """
    identity = pauli_string("I" * len(pauli))
    return cos(angle / 2) * identity - 1j * sin(angle / 2) * pauli_string(pauli)


def controlled(gate: qutip.Qobj) -> qutip.Qobj:
    """|0><0| (x) 1 + |1><1| (x) U for a one-quron gate U; the left quron is the control."""
    resting, firing = qutip.basis(2, 0).proj(), qutip.basis(2, 1).proj()
    return qutip.tensor(resting, qutip.qeye(2)) + qutip.tensor(firing, gate)


def interaction(a: float, b: float, c: float) -> qutip.Qobj:
    """Perceptron interaction exp(-i/2 (a XX + b YY + c ZZ)) of one input with one output quron.

    The three terms commute, so that it is the product of three rotations.

    Args:
        a, b, c: Angles in radians.
    Source:
        Beer et al., Nat. Commun. 11, 808 (2020), with the general perceptron unitary replaced by the part
        of a two-quron gate that no rotation of a single quron can make.
    """
    return rotation("XX", a) @ rotation("YY", b) @ rotation("ZZ", c)


def _rotation_builder(pauli: str) -> Callable[[float], qutip.Qobj]:
    return lambda angle: rotation(pauli, angle)


def _controlled_builder(pauli: str) -> Callable[[float], qutip.Qobj]:
    return lambda angle: controlled(rotation(pauli, angle))


FIXED: dict[str, Callable[[], qutip.Qobj]] = {
    "cz": lambda: controlled(qutip.sigmaz()),
    "cnot": lambda: controlled(qutip.sigmax()),
    "iswap": lambda: qutip.gates.iswap(),
    "swap": lambda: qutip.gates.swap(),
}
PARAMETRISED: dict[str, Callable[[float], qutip.Qobj]] = {
    "rx": _rotation_builder("X"),
    "ry": _rotation_builder("Y"),
    "rz": _rotation_builder("Z"),
    "crx": _controlled_builder("X"),
    "cry": _controlled_builder("Y"),
    "crz": _controlled_builder("Z"),
    "rxx": _rotation_builder("XX"),
    "ryy": _rotation_builder("YY"),
    "rzz": _rotation_builder("ZZ"),
}


def gate(name: str, angle: float | None = None) -> qutip.Qobj:
    """The unitary of a gate by name.

    Args:
        name: A key of `FIXED` (cz, cnot, ...) or `PARAMETRISED` (rx, crx, rxx, ...).
        angle: Radians; needed by the parametrised gates, refused by the fixed ones.
    Returns:
        Operator on one or two qurons.
    Raises:
        ValueError: If the gate is unknown, or the angle is missing, superfluous or not finite.
    """
    if name in FIXED:
        if angle is not None:
            raise ValueError(f"Gate `{name}` takes no angle, but got {angle}: leave it out.")
        return FIXED[name]()
    if name not in PARAMETRISED:
        known = ", ".join([*FIXED, *PARAMETRISED])
        raise ValueError(f"Argument `name` must be one of {known}, but is {name!r}.")
    if angle is None:
        raise ValueError(f"Gate `{name}` needs an angle in radians, but got none.")
    return PARAMETRISED[name](check_finite(angle, "angle"))


@lru_cache(maxsize=4096)
def gate_ptm(name: str, angle: float | None = None) -> NDArray[np.float64]:
    """Pauli transfer matrix of a gate, cached by value and read-only.

    Args:
        name: As in `gate`.
        angle: As in `gate`, in radians.
    Returns:
        Real orthogonal array of shape (4, 4) or (16, 16).
    Raises:
        ValueError: As in `gate`.
    """
    matrix = ptm_of_unitary(gate(name, angle))
    matrix.setflags(write=False)
    return matrix


@lru_cache(maxsize=4096)
def interaction_ptm(a: float, b: float, c: float) -> NDArray[np.float64]:
    """Pauli transfer matrix of `interaction`, shape (16, 16), cached by value and read-only."""
    matrix = ptm_of_unitary(interaction(a, b, c))
    matrix.setflags(write=False)
    return matrix
