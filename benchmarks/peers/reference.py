"""The numbers every contestant must give: density matrices and Kraus operators, written out with NumPy alone."""

from __future__ import annotations

from functools import cache, reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import expm

from benchmarks.peers.workloads import Circuit, FloatArray, Pulses

Matrix = NDArray[Any]
"""Complex matrices, or stacks of them."""

X = np.array([[0, 1], [1, 0]], dtype=complex)
Y = np.array([[0, -1j], [1j, 0]])
Z = np.diag([1.0 + 0j, -1])
LOWER = np.array([[0, 1], [0, 0]], dtype=complex)


def rotation(pauli: Matrix, angle: FloatArray | float) -> Matrix:
    """exp(-i angle/2 pauli), shape (..., 2, 2)."""
    half = np.asarray(angle)[..., None, None] / 2
    return np.cos(half) * np.eye(2) - 1j * np.sin(half) * pauli


def damping_kraus(damping: float, dephasing: float) -> list[Matrix]:
    """Kraus operators of amplitude damping followed by phase damping; the one product that vanishes is left out."""
    amplitude = [np.diag([1, np.sqrt(1 - damping)]), np.array([[0, np.sqrt(damping)], [0, 0]])]
    phase = [np.diag([1, np.sqrt(1 - dephasing)]), np.diag([0, np.sqrt(dephasing)])]
    products = [b @ a for a in amplitude for b in phase]
    return [product.astype(complex) for product in products if np.any(product)]


def embed(operator: Matrix, quron: int, qurons: int) -> Matrix:
    """The operator of one quron on the whole register; quron 0 is the leftmost factor."""
    return np.kron(np.kron(np.eye(2**quron), operator), np.eye(2 ** (qurons - quron - 1)))


def ring(circuit: Circuit) -> Matrix:
    """Unitary of the ring."""
    on, target = np.diag([0, 1.0 + 0j]), Z if circuit.gate == "cz" else X
    whole = np.eye(2**circuit.qurons, dtype=complex)
    for control, other in circuit.pairs:
        projected = embed(on, control, circuit.qurons)
        whole = (np.eye(len(whole)) - projected + projected @ embed(target, other, circuit.qurons)) @ whole
    return whole


def outputs(circuit: Circuit, theta: FloatArray, x: FloatArray) -> FloatArray:
    """<Z> of quron 0 for inputs of shape (N, 2)."""
    n, entangler = circuit.qurons, ring(circuit)
    noise = [[embed(k, q, n) for k in damping_kraus(circuit.damping, circuit.dephasing)] for q in range(n)]
    rho = np.zeros((len(x), 2**n, 2**n), dtype=complex)
    rho[:, 0, 0] = 1
    for block in theta.reshape(circuit.shape):
        turns = [
            rotation(Z, rz) @ rotation(Y, ry) @ rotation(X, x[:, quron % 2]) for quron, (ry, rz) in enumerate(block)
        ]
        unitary = entangler @ reduce(_kron, turns)
        rho = unitary @ rho @ unitary.conj().swapaxes(1, 2)
        for operators in noise:
            rho = sum(k @ rho @ k.conj().T for k in operators)
    return np.einsum("ij,bji->b", embed(Z, 0, n), rho).real


def gradient(circuit: Circuit, theta: FloatArray, x: FloatArray, y: FloatArray) -> FloatArray:
    """Gradient of mean((f - y)^2), shape (P,), by the parameter-shift rule, which is exact for Pauli rotations."""
    residual = 2 * (outputs(circuit, theta, x) - y) / len(x)
    found = np.empty(len(theta))
    for place in range(len(theta)):
        step = np.zeros(len(theta))
        step[place] = np.pi / 2
        slope = (outputs(circuit, theta + step, x) - outputs(circuit, theta - step, x)) / 2
        found[place] = residual @ slope
    return found


def pulse_outputs(pulses: Pulses, theta: FloatArray, x: FloatArray) -> FloatArray:
    """<Z> of quron 0 after W5, from exponentials of the Lindbladian of whole registers of one and two qurons.

    Pulses that act at the same time act on different qurons, so that their exponentials factorise.
    """
    found = np.empty(len(x))
    neighbours = expm(pulses.double * _lindbladian(np.pi / pulses.double * np.diag([0, 0, 0, 1.0 + 0j]), pulses))

    @cache  # points share coordinates, and all of them theta
    def drive(axis: int, angle: float) -> Matrix:
        return expm(pulses.single * _lindbladian(angle / pulses.single * (X, Y, Z)[axis] / 2, pulses))

    for place, point in enumerate(x):
        rho = np.zeros((2,) * (2 * pulses.qurons), dtype=complex)
        rho[(0,) * (2 * pulses.qurons)] = 1
        for block in theta.reshape(pulses.blocks, pulses.qurons, 2):
            for quron, (ry, rz) in enumerate(block):
                for axis, angle in enumerate((point[quron % 2], ry, rz)):
                    rho = _apply(drive(axis, float(angle)), rho, (quron,))
            for pair in (pair for rounds in pulses.rounds for pair in rounds):
                rho = _apply(neighbours, rho, pair)
        matrix = rho.reshape(2**pulses.qurons, -1)
        found[place] = np.trace(embed(Z, 0, pulses.qurons) @ matrix).real
    return found


def _lindbladian(hamiltonian: Matrix, pulses: Pulses) -> Matrix:
    """Generator on row-stacked density matrices of as many qurons as the Hamiltonian has."""
    size = len(hamiltonian)
    qurons, one = size.bit_length() - 1, np.eye(size)
    generator = -1j * (np.kron(hamiltonian, one) - np.kron(one, hamiltonian.T))
    for quron in range(qurons):
        for rate, operator in zip(pulses.rates, (LOWER, Z), strict=True):
            jump = np.sqrt(rate) * embed(operator, quron, qurons)
            square = jump.conj().T @ jump
            generator += np.kron(jump, jump.conj()) - (np.kron(square, one) + np.kron(one, square.T)) / 2
    return generator


def _apply(superoperator: Matrix, rho: Matrix, qurons: tuple[int, ...]) -> Matrix:
    """Act on some qurons of a density matrix that has one axis for each row and column index."""
    axes = [*qurons, *(q + rho.ndim // 2 for q in qurons)]
    count = len(axes)
    moved = np.tensordot(superoperator.reshape((2,) * (2 * count)), rho, axes=(range(count, 2 * count), axes))
    return np.moveaxis(moved, range(count), axes)


def _kron(left: Matrix, right: Matrix) -> Matrix:
    """Kronecker product of stacks of matrices."""
    rows, columns = left.shape[-2] * right.shape[-2], left.shape[-1] * right.shape[-1]
    return np.einsum("bij,bkl->bikjl", left, right).reshape(-1, rows, columns)
