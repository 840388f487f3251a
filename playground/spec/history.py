"""Undo and redo: a row of experiments and a place in it."""

from __future__ import annotations

from dataclasses import dataclass

from playground.spec.experiment import Experiment

LIMIT = 200
"""Most experiments kept on either side of the present one."""


@dataclass(frozen=True)
class History:
    """The present experiment between those before it and those undone.

    Args:
        now: The present experiment.
        past: Earlier ones, the newest last.
        future: Undone ones, the next to redo first.
    """

    now: Experiment
    past: tuple[Experiment, ...] = ()
    future: tuple[Experiment, ...] = ()

    @property
    def can_undo(self) -> bool:
        """Whether there is something to undo."""
        return bool(self.past)

    @property
    def can_redo(self) -> bool:
        """Whether there is something to redo."""
        return bool(self.future)

    def commit(self, new: Experiment) -> History:
        """Return the history with `new` as the present; what had been undone is forgotten. No entry if equal."""
        return self if new == self.now else History(new, (*self.past, self.now)[-LIMIT:])

    def undo(self) -> History:
        """Return the history one step back, or the same if there is none."""
        if not self.past:
            return self
        return History(self.past[-1], self.past[:-1], (self.now, *self.future)[:LIMIT])

    def redo(self) -> History:
        """Return the history one step forward, or the same if there is none."""
        if not self.future:
            return self
        return History(self.future[0], (*self.past, self.now)[-LIMIT:], self.future[1:])
