"""What a circuit does to a batch of state vectors: rotations, phases, permutations. Each knows its inverse.

A batch is a complex array of shape (c, 2^n, B): c copies treated alike (a state, or a state and its slope), one
amplitude a row, one input a column. Every two-quron rotation and every encoder is diagonal after a change of basis
of single qurons, R_XX(t) = (H x H) R_ZZ(t) (H x H), so that these three kinds are all there is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache, reduce

import numpy as np
from numpy.typing import NDArray

from playground.models.batch import Batch
from playground.models.instructions import Source
from playground.models.pauli import FloatArray, IntArray
from playground.models.workspace import Memory

ComplexArray = NDArray[np.complex128]

_FIXED: dict[str, tuple[tuple[int, ...], tuple[complex, ...]]] = {
    "cz": ((0, 1, 2, 3), (1, 1, 1, -1)),
    "cnot": ((0, 1, 3, 2), (1, 1, 1, 1)),
    "iswap": ((0, 2, 1, 3), (1, 1j, 1j, 1)),
    "swap": ((0, 2, 1, 3), (1, 1, 1, 1)),
}
"""Rows that the rows of a pair come from, and their phases."""


class States:
    """A batch and as much room again, between which the operations of a pass go to and fro.

    Args:
        memory: Where the room comes from.
        copies, rows, columns: c, 2^n, B.
    """

    def __init__(self, memory: Memory, copies: int, rows: int, columns: int) -> None:
        self._memory = memory
        self.now, self._spare = (complex_array(memory.take((copies, rows, 2 * columns))) for _ in range(2))

    def spare(self) -> ComplexArray:
        """Room for the next batch; `swap` makes it the present one."""
        return self._spare

    def swap(self) -> None:
        """What was written into the spare room is the batch from here on."""
        self.now, self._spare = self._spare, self.now

    def scratch(self, shape: tuple[int, ...]) -> ComplexArray:
        """Room for the next few lines only."""
        return complex_array(self._memory.scratch((*shape[:-1], 2 * shape[-1])))


def complex_array(pairs: FloatArray) -> ComplexArray:
    """Memory for real numbers, twice as many along the last axis, seen as complex numbers."""
    return pairs.view(np.complex128)


@lru_cache(maxsize=16)
def signs(wires: int) -> FloatArray:
    """Eigenvalue of Z of every wire in every row, shape (n, 2^n)."""
    rows = np.arange(2**wires)
    return np.array([1.0 - 2.0 * ((rows >> (wires - wire - 1)) & 1) for wire in range(wires)]).reshape(wires, -1)


@dataclass(frozen=True, eq=False)
class Turns:
    """One unitary of shape (2, 2) on each of several wires.

    Args:
        numbers: Which product of `Chains` acts.
        wires: On which wire, rising.
        total: n.
    """

    numbers: IntArray
    wires: tuple[int, ...]
    total: int

    @property
    def groups(self) -> list[tuple[int, tuple[int, ...]]]:
        """First wire of each group, and positions in `numbers` of its one or two members."""
        found: list[tuple[int, tuple[int, ...]]] = []
        place = 0
        while place < len(self.wires):
            paired = place + 1 < len(self.wires) and self.wires[place + 1] == self.wires[place] + 1
            found.append((self.wires[place], (place, place + 1) if paired else (place,)))
            place += len(found[-1][1])
        return found

    def apply(self, states: States, products: ComplexArray) -> None:
        """Multiply every group.

        Args:
            states: The batch.
            products: All products of `Chains`, shape (M, 2, 2), or their inverses.
        """
        own = products[self.numbers]
        for wire, members in self.groups:
            matrix = reduce(np.kron, [own[member] for member in members])
            state, out = states.now, states.spare()
            shape = (len(state) * 2**wire, len(matrix), -1)
            np.matmul(matrix, state.reshape(shape), out=out.reshape(shape))
            states.swap()

    def environments(self, states: States) -> ComplexArray:
        """E_ij = sum of conj(slope_i) state_j over everything but one wire, for every wire; shape (m, 2, 2).

        Args:
            states: State and slope, before or after the rotations of other wires: E does not know of them.
        """
        state, slope = states.now
        bent = states.scratch(slope.shape)
        np.conjugate(slope, out=bent)
        found = np.empty((len(self.wires), 2, 2), dtype=np.complex128)
        for wire, members in self.groups:
            shape = (2**wire, 2 ** len(members), -1)
            products = np.matmul(bent.reshape(shape), state.reshape(shape).swapaxes(1, 2)).sum(axis=0)
            if len(members) == 1:
                found[members[0]] = products
            else:
                pairs = products.reshape(2, 2, 2, 2)
                found[members[0]] = np.trace(pairs, axis1=1, axis2=3)
                found[members[1]] = np.trace(pairs, axis1=0, axis2=2)
        return found


@dataclass(frozen=True, eq=False)
class Permute:
    """Fixed gates in a row: out[i] = phase[i] * in[source[i]].

    Args:
        gates: Names and pairs of wires, in order.
        total: n.
    """

    gates: tuple[tuple[str, tuple[int, int]], ...]
    total: int

    @cached_property
    def _table(self) -> tuple[IntArray | None, FloatArray | ComplexArray | None]:
        """Source (2^n,) and phase (2^n, 1); None where nothing moves, or all phases are 1."""
        rows: IntArray = np.arange(2**self.total)
        source, phase = rows, np.ones(2**self.total, dtype=np.complex128)
        for gate, (a, b) in self.gates:
            places, phases = _FIXED[gate]
            shift_a, shift_b = self.total - 1 - a, self.total - 1 - b
            pair = 2 * ((rows >> shift_a) & 1) + ((rows >> shift_b) & 1)
            origin = np.array(places)[pair]
            rest = rows & ~((1 << shift_a) | (1 << shift_b))
            step = rest | ((origin >> 1) << shift_a) | ((origin & 1) << shift_b)
            source, phase = source[step], np.array(phases)[pair] * phase[step]
        plain = None
        if np.any(phase != 1):
            plain = (phase if np.any(phase.imag) else phase.real)[:, None].copy()
        return None if np.array_equal(source, rows) else source, plain

    def apply(self, states: States) -> None:
        """Gather, then multiply."""
        source, phase = self._table
        if source is not None:
            np.take(states.now, source, axis=1, out=states.spare(), mode="clip")
            states.swap()
        if phase is not None:
            states.now[...] *= phase

    def undo(self, states: States) -> None:
        """The inverse of `apply`."""
        source, phase = self._table
        if phase is not None:
            states.now[...] *= np.conj(phase)
        if source is not None:
            states.spare()[:, source] = states.now
            states.swap()


@dataclass(frozen=True, eq=False)
class Phases:
    """Diagonal gates, exp(-i/2 (z^T J z + h^T z)) with z the eigenvalues of Z, and encoders, exp(-i/2 sum_q a_q z_q).

    Args:
        couplings: Wires, parameter and factor of each term f t z_a z_b.
        fields: Wire, parameter and factor of each term f t z_a.
        encoders: Wire and source of each a_q = scale * x.
        total: n.
    """

    couplings: tuple[tuple[int, int, int, float], ...]
    fields: tuple[tuple[int, int, float], ...]
    encoders: tuple[tuple[int, Source], ...]
    total: int

    @property
    def has_parameters(self) -> bool:
        """Whether anything depends on theta."""
        trained = any(source.parameter is not None for _, source in self.encoders)
        return trained or bool(self.couplings or self.fields)

    def factors(self, theta: FloatArray) -> ComplexArray | None:
        """The part that depends on theta and not on the inputs, shape (2^n, 1)."""
        if not self.couplings and not self.fields:
            return None
        z = signs(self.total)
        coupling = np.zeros((self.total, self.total))
        field = np.zeros(self.total)
        for a, b, parameter, factor in self.couplings:
            coupling[a, b] += factor * theta[parameter]
        for a, parameter, factor in self.fields:
            field[a] += factor * theta[parameter]
        angle = ((coupling @ z) * z).sum(axis=0) + field @ z
        return np.exp(-0.5j * angle)[:, None]

    def apply(
        self,
        states: States,
        factors: ComplexArray | None,
        theta: FloatArray,
        batch: Batch,
        *,
        inverse: bool = False,
    ) -> None:
        """Multiply rows by `factors`, then every amplitude by the phases of the encoders."""
        state = states.now
        if factors is not None:
            state *= np.conj(factors) if inverse else factors
        for wires in self._halves() if self.encoders else ():
            table = self._table(wires, theta, batch, state.shape[2])
            view = state.reshape(len(state), 2 ** wires[0], len(table), -1, state.shape[2])
            view *= (np.conj(table) if inverse else table)[:, None, :]

    def add_slopes(self, states: States, batch: Batch, gradient: FloatArray) -> None:
        """Add the derivatives of 2 Re <slope|state> with respect to theta to `gradient`, shape (P,)."""
        state, slope = states.now
        products = states.scratch(slope.shape)
        np.conjugate(slope, out=products)
        products *= state
        z = signs(self.total)
        for wire, source in self.encoders:
            if source.parameter is not None:
                angles = z[wire] @ products.imag
                gradient[source.parameter] += angles @ batch.values(source.feature, len(angles))
        weights = products.imag.sum(axis=1)
        for a, parameter, factor in self.fields:
            gradient[parameter] += factor * (z[a] @ weights)
        for a, b, parameter, factor in self.couplings:
            gradient[parameter] += factor * ((z[a] * z[b]) @ weights)

    def _halves(self) -> list[range]:
        """The wires in two halves, those without encoders left out."""
        middle = (self.total + 1) // 2
        busy = {wire for wire, _ in self.encoders}
        return [half for half in (range(middle), range(middle, self.total)) if busy & set(half)]

    def _table(self, wires: range, theta: FloatArray, batch: Batch, columns: int) -> ComplexArray:
        """Phases of the encoders on some wires, for every setting of these, shape (2^k, B)."""
        table = np.ones((1, columns), dtype=np.complex128)
        for wire in wires:
            own = [_half_turn(batch, source, theta, columns) for busy, source in self.encoders if busy == wire]
            factor = reduce(np.multiply, own, np.ones(columns))
            table = np.stack([table * factor, table * np.conj(factor)], axis=1).reshape(-1, columns)
        return table


def _half_turn(batch: Batch, source: Source, theta: FloatArray, columns: int) -> ComplexArray:
    """exp(-i a / 2) for an encoder, shape (B,)."""
    if source.parameter is not None:
        return np.exp(-0.5j * theta[source.parameter] * batch.values(source.feature, columns))
    cosine, sine = batch.angles(source._replace(scale=source.scale / 2), columns)
    return cosine - 1j * sine


Operation = Turns | Permute | Phases
