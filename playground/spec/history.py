"""Undo and redo: a row of values and a place in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

LIMIT = 1000
"""Most values kept on either side of the present one."""


@dataclass(frozen=True)
class History(Generic[T]):
    """The present value, usually an Experiment, between those before it and those undone.

    Every step can say what the present value is to be remembered as (`leaving`), for values that carry something
    known only on leaving them, such as trained parameters.

    Args:
        now: The present value.
        past: Earlier ones, the newest last.
        future: Undone ones, the next to redo first.
    """

    now: T
    past: tuple[T, ...] = ()
    future: tuple[T, ...] = ()

    @property
    def can_undo(self) -> bool:
        """Whether there is something to undo."""
        return bool(self.past)

    @property
    def can_redo(self) -> bool:
        """Whether there is something to redo."""
        return bool(self.future)

    def commit(self, new: T, *, leaving: T | None = None) -> History[T]:
        """Return the history with `new` as the present; what had been undone is forgotten. No entry if equal."""
        if new == self.now:
            return self
        return History(new, (*self.past, self._left(leaving))[-LIMIT:])

    def undo(self, *, leaving: T | None = None) -> History[T]:
        """Return the history one step back, or the same if there is none."""
        if not self.past:
            return self
        return History(self.past[-1], self.past[:-1], (self._left(leaving), *self.future)[:LIMIT])

    def redo(self, *, leaving: T | None = None) -> History[T]:
        """Return the history one step forward, or the same if there is none."""
        if not self.future:
            return self
        return History(self.future[0], (*self.past, self._left(leaving))[-LIMIT:], self.future[1:])

    def _left(self, leaving: T | None) -> T:
        return self.now if leaving is None else leaving
