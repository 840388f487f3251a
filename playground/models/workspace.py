"""Memory that is used again from one evaluation to the next, whichever network it is of.

Fresh arrays cost more in page faults than the arithmetic on them (up to nine times, measured), so a pass through a
network asks here for the arrays it fills.
"""

import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import prod
from typing import Generic, Protocol, TypeVar

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


_HUGE_PAGE = 2 * 2**20 // 8
_BLOCK = 2 * _HUGE_PAGE
"""Numbers in a huge page, and in the smallest array for which NumPy asks for huge pages. Where there are any, the first
touch of 2 MiB takes 0.1 ms instead of 0.9 ms (measured); what is not touched takes nothing."""


def _block(size: int) -> FloatArray:
    """At least so many numbers from the start of a huge page on."""
    count = max(size, _BLOCK)
    memory = np.empty(count + _HUGE_PAGE)
    start = -(memory.__array_interface__["data"][0] // 8) % _HUGE_PAGE
    return memory[start : start + count]


def _reuse_freed_arrays() -> None:
    """Let the C library hand out freed memory again, for arrays of up to 31 MiB.

    glibc maps every array above 128 KiB afresh, and its pages at every first touch, until it has seen a larger one
    freed (mallopt(3), M_MMAP_THRESHOLD). So here is one; none of its pages is ever touched.
    """
    np.empty(31 * 2**17)


_reuse_freed_arrays()


class Scratch:
    """One piece of memory that grows to what was asked for last."""

    def __init__(self) -> None:
        self._memory = np.empty(0)

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return self._memory.nbytes

    def scratch(self, shape: tuple[int, ...]) -> FloatArray:
        """The piece, in this shape."""
        size = prod(shape)
        if self._memory.size < size:
            self._memory = _block(size)
        return self._memory[:size].reshape(shape)


class KeptMemory(Scratch):
    """Every array of a pass stays valid until `rewind`, as the gradient needs; they are cut from common blocks."""

    def __init__(self) -> None:
        super().__init__()
        self._blocks: list[FloatArray] = []
        self._arrays: list[tuple[FloatArray, int, int]] = []  # with its block, and where in it the next may start
        self._next = 0

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return super().nbytes + sum(block.nbytes for block in self._blocks)

    def rewind(self) -> None:
        """Start the next pass: every array may be overwritten. What the last pass did not need is dropped."""
        del self._arrays[self._next :]
        del self._blocks[self._arrays[-1][1] + 1 if self._arrays else 0 :]
        self._next = 0

    def take(self, shape: tuple[int, ...]) -> FloatArray:
        """The array that stood at this place in the last pass, if it has this shape, or a new one."""
        if self._next == len(self._arrays) or self._arrays[self._next][0].shape != shape:
            del self._arrays[self._next :]
            self._arrays.append(self._cut(shape))
        self._next += 1
        return self._arrays[self._next - 1][0]

    def _cut(self, shape: tuple[int, ...]) -> tuple[FloatArray, int, int]:
        """The next part of the present block, or of the next one that has room."""
        size = prod(shape)
        _, block, start = self._arrays[-1] if self._arrays else (None, 0, 0)
        while block < len(self._blocks) and self._blocks[block].size - start < size:
            block, start = block + 1, 0
        if block == len(self._blocks):
            self._blocks.append(_block(size))
        array = self._blocks[block][start : start + size].reshape(shape)
        return array, block, start + -(-size // 8) * 8  # on a cache line


class PassingMemory(Scratch):
    """Two pieces in turn: an operation reads the one and fills the other."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces = [Scratch(), Scratch()]
        self._turn = 0

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return super().nbytes + sum(piece.nbytes for piece in self._pieces)

    def take(self, shape: tuple[int, ...]) -> FloatArray:
        """The piece that was not handed out last."""
        self._turn = 1 - self._turn
        return self._pieces[self._turn].scratch(shape)


M = TypeVar("M", KeptMemory, PassingMemory)

_MOST_IDLE = 48 * 2**20
"""Bytes of memories of a kind that nobody uses, apart from the one used last."""


class _Pool(Generic[M]):
    """Memories that nobody uses, latest last."""

    def __init__(self, make: Callable[[], M]) -> None:
        self._make = make
        self._idle: list[M] = []
        self._lock = threading.RLock()  # an owner may go, by the garbage collector, while another borrows

    def take(self) -> M:
        with self._lock:
            return self._idle.pop() if self._idle else self._make()

    def give_back(self, memory: M) -> None:
        with self._lock:
            self._idle.append(memory)
            while len(self._idle) > 1 and sum(one.nbytes for one in self._idle) > _MOST_IDLE:
                self._idle.pop(0)


_kept, _passing = _Pool(KeptMemory), _Pool(PassingMemory)


def kept_memory(owner: object) -> KeptMemory:
    """A memory for as long as `owner` lives; that of a former owner, if there is one.

    A network that is edited, or whose noise is dragged, is compiled anew with every move.

    Args:
        owner: Who uses it, alone.
    """
    memory = _kept.take()
    weakref.finalize(owner, _kept.give_back, memory).atexit = False
    return memory


@contextmanager
def passing_memory() -> Iterator[PassingMemory]:
    """A memory for the time inside."""
    memory = _passing.take()
    try:
        yield memory
    finally:
        _passing.give_back(memory)
