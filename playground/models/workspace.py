"""Memory that is used again from one evaluation to the next.

Fresh arrays cost more in page faults than the arithmetic on them (up to nine times, measured), so a pass through a
network asks here for the arrays it fills.
"""

from math import prod
from typing import Protocol

import numpy as np

from playground.models.pauli import FloatArray


class Memory(Protocol):
    """Where operations get arrays from; contents are undefined."""

    def take(self, shape: tuple[int, ...]) -> FloatArray:
        """An array for the result of an operation."""
        ...

    def scratch(self, shape: tuple[int, ...]) -> FloatArray:
        """An array for the next few lines only: the following call hands out the same memory."""
        ...


class Scratch:
    """One piece of memory that grows to what was asked for last."""

    def __init__(self) -> None:
        self._memory = np.empty(0)

    def scratch(self, shape: tuple[int, ...]) -> FloatArray:
        """The piece, in this shape."""
        size = prod(shape)
        if self._memory.size < size:
            self._memory = np.empty(size)
        return self._memory[:size].reshape(shape)


class KeptMemory(Scratch):
    """Every array of a pass stays valid until `rewind`, as the gradient needs; requests come in the same order."""

    def __init__(self) -> None:
        super().__init__()
        self._arrays: list[FloatArray] = []
        self._next = 0

    def rewind(self) -> None:
        """Start the next pass: every array may be overwritten."""
        self._next = 0

    def take(self, shape: tuple[int, ...]) -> FloatArray:
        """The array that stood at this place in the last pass, if it still fits."""
        if self._next < len(self._arrays) and self._arrays[self._next].shape == shape:
            array = self._arrays[self._next]
        else:
            # Another network or batch size: what followed is of no more use.
            del self._arrays[self._next :]
            array = np.empty(shape)
            self._arrays.append(array)
        self._next += 1
        return array


class PassingMemory(Scratch):
    """Two pieces in turn: an operation reads the one and fills the other."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces = [Scratch(), Scratch()]
        self._turn = 0

    def take(self, shape: tuple[int, ...]) -> FloatArray:
        """The piece that was not handed out last."""
        self._turn = 1 - self._turn
        return self._pieces[self._turn].scratch(shape)
