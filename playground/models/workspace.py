"""Arrays that are used again from one evaluation to the next.

A pass through a network asks for the same arrays in the same order each time. Handing out those of the last time
avoids the page faults of fresh memory, which cost more than the arithmetic (up to nine times, measured).
"""

import numpy as np

from playground.models.pauli import FloatArray


class Workspace:
    """Arrays by order of request; an array stays valid until its turn comes again after `rewind`."""

    def __init__(self) -> None:
        self._arrays: list[FloatArray] = []
        self._next = 0
        self._scratch = np.empty(0)

    @property
    def position(self) -> int:
        """How many arrays have been handed out since the start."""
        return self._next

    def rewind(self, position: int = 0) -> None:
        """Go back: every array handed out after `position` may be overwritten."""
        self._next = position

    def take(self, shape: tuple[int, ...]) -> FloatArray:
        """An array of this shape with undefined contents."""
        if self._next < len(self._arrays) and self._arrays[self._next].shape == shape:
            array = self._arrays[self._next]
        else:
            # A new shape means another network or batch size: what follows is of no more use.
            del self._arrays[self._next :]
            array = np.empty(shape)
            self._arrays.append(array)
        self._next += 1
        return array

    def scratch(self, shape: tuple[int, ...]) -> FloatArray:
        """An array for the next few lines only: the following call hands out the same memory."""
        size = int(np.prod(shape))
        if self._scratch.size < size:
            self._scratch = np.empty(size)
        return self._scratch[:size].reshape(shape)
