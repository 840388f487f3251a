"""Expectation values of Pauli strings, and Bloch vectors, from state vectors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from playground.models.pauli import FloatArray, IntArray
from playground.models.statevector.operations import ComplexArray, signs
from playground.models.workspace import Memory

_BLOCK = 2**14
"""Amplitudes whose products are formed at once: they stay in the cache."""


class StateReadouts:
    """Readouts of a circuit.

    Args:
        terms: For each readout the weights of its Pauli strings over the output qurons.
        order: Wire of every output quron.
        wires: n.
    """

    def __init__(self, terms: Sequence[Mapping[str, float]], order: Sequence[int], wires: int) -> None:
        self.terms = tuple(terms)
        self._wires = wires
        self._strings: dict[int, list[tuple[int, complex, int, float]]] = {}
        for number, weights in enumerate(self.terms):
            for string, weight in weights.items():
                flips, minus, phase = _masks(string, order, wires)
                self._strings.setdefault(flips, []).append((minus, phase, number, weight))

    def read(self, state: ComplexArray) -> FloatArray:
        """Expectation values, shape (R, B), of states of shape (2^n, B)."""
        found = np.zeros((len(self.terms), state.shape[1]))
        for flips, strings in self._strings.items():
            weights = self._weights(strings)
            size = max(1, _BLOCK // state.shape[1])
            for start in range(0, len(state), size):
                rows = np.arange(start, min(start + size, len(state)))
                products = _density(state, rows) if not flips else state[rows ^ flips].conj() * state[rows]
                found += np.matmul(weights[:, rows], products).real
        return found

    def pull_back(self, cotangent: FloatArray, state: ComplexArray, slope: ComplexArray) -> None:
        """Write sum_r cotangent_r O_r |state> into `slope`.

        Args:
            cotangent: Shape (R, B).
            state, slope: Shape (2^n, B).
        """
        slope[:] = 0.0
        for flips, strings in self._strings.items():
            weights = self._weights(strings)
            size = max(1, _BLOCK // state.shape[1])
            for start in range(0, len(state), size):
                rows = np.arange(start, min(start + size, len(state)))
                slope[rows ^ flips] += (weights[:, rows].T @ cotangent) * state[rows]

    def _weights(self, strings: Sequence[tuple[int, complex, int, float]]) -> FloatArray | ComplexArray:
        """Of the strings that flip the same bits: what they do to every row, for every readout, (R, 2^n)."""
        real = all(not phase.imag for _, phase, _, _ in strings)
        rows = np.arange(2**self._wires)
        found = np.zeros((len(self.terms), len(rows)), dtype=np.complex128)
        for minus, phase, number, weight in strings:
            found[number] += weight * phase * (1.0 - 2.0 * (np.bitwise_count(rows & minus) & 1))
        return found.real.copy() if real else found


def _masks(string: str, order: Sequence[int], wires: int) -> tuple[int, int, complex]:
    """Bits that a Pauli string flips, bits whose 1 makes a minus, and its phase: Y|0> = i|1>, Y|1> = -i|0>."""
    flips, minus, phase = 0, 0, 1 + 0j
    for quron, letter in enumerate(string):
        bit = 1 << (wires - 1 - order[quron])
        if letter in "XY":
            flips |= bit
        if letter in "YZ":
            minus |= bit
        if letter == "Y":
            phase *= 1j
    return flips, minus, phase


def _density(state: ComplexArray, rows: IntArray) -> FloatArray:
    part = state[rows[0] : rows[-1] + 1]
    return part.real**2 + part.imag**2


def bloch_vectors(state: ComplexArray, wires: Sequence[int], rotations: FloatArray, memory: Memory) -> FloatArray:
    """Bloch vectors of several wires, shape (m, 3, B).

    Args:
        state: Shape (2^n, B).
        wires: Which.
        rotations: What still turns them, shape (m, 3, 3).
        memory: For products.
    """
    rows, columns = state.shape
    total = rows.bit_length() - 1
    found = np.empty((len(wires), 3, columns))
    density = memory.scratch((rows, 2 * columns))[:, :columns]
    np.square(state.real, out=density)
    density += np.square(state.imag)
    found[:, 2] = (signs(total) @ density)[list(wires)]
    for place, wire in enumerate(wires):
        view = state.reshape(2**wire, 2, -1, columns)
        products = memory.scratch((2**wire, rows >> (wire + 1), 2 * columns)).view(np.complex128)
        np.conjugate(view[:, 0], out=products)
        products *= view[:, 1]
        coherence = 2 * products.sum(axis=(0, 1))
        found[place, 0], found[place, 1] = coherence.real, coherence.imag
    return np.matmul(rotations, found)


def rotation_of(unitaries: ComplexArray) -> FloatArray:
    """Rotations of the Bloch sphere, R_ij = Tr(P_i U P_j U^dag) / 2, shape (m, 3, 3), from (m, 2, 2)."""
    paulis = np.array([[[0, 1], [1, 0]], [[0, -1j], [1j, 0]], [[1, 0], [0, -1]]])
    moved = np.einsum("mab,jbc,mdc->mjad", unitaries, paulis, unitaries.conj())
    return np.einsum("iab,mjba->mij", paulis, moved).real / 2
