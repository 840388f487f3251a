"""Memory that is used again from one evaluation to the next.

Fresh arrays cost more in page faults than the arithmetic on them (up to nine times, measured), so a pass through a
network asks here for the arrays it fills.
"""

import threading
import weakref
from collections import OrderedDict
from collections.abc import Hashable
from math import prod
from typing import Protocol, TypeVar

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

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return self._memory.nbytes

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

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return super().nbytes + sum(array.nbytes for array in self._arrays)

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
"""Bytes of memories without an owner."""

_idle: OrderedDict[Hashable, list[KeptMemory | PassingMemory]] = OrderedDict()
"""Memories whose owners are gone, latest last, for the next that asks for the same."""

_lock = threading.RLock()  # an owner may go, by the garbage collector, while another borrows


def borrowed(owner: object, kind: type[M], key: Hashable) -> M:
    """A memory for as long as `owner` lives; the one of a former owner with the same key, if there is one.

    A network whose noise is dragged is compiled anew with every move, and its arrays have the same shapes each time.

    Args:
        owner: Who uses it, alone.
        kind: `KeptMemory` or `PassingMemory`.
        key: What the shapes of the arrays depend on.
    """
    full_key = kind, key
    with _lock:
        waiting = _idle.get(full_key)
        found = waiting.pop() if waiting else None
    memory = found if isinstance(found, kind) else kind()
    weakref.finalize(owner, _give_back, full_key, memory).atexit = False
    return memory


def _give_back(key: Hashable, memory: KeptMemory | PassingMemory) -> None:
    with _lock:
        _idle.setdefault(key, []).append(memory)
        _idle.move_to_end(key)
        while _idle and sum(one.nbytes for own in _idle.values() for one in own) > _MOST_IDLE:
            _idle.popitem(last=False)
