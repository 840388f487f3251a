"""What undo and redo walk through: experiments together with the weights they had."""

from __future__ import annotations

from dataclasses import dataclass, replace

from playground.learning.train import Epoch
from playground.spec.experiment import Experiment

LIMIT = 200
"""Entries kept in the past; older ones are forgotten."""


@dataclass(frozen=True, eq=False)
class Moment:
    """A point to return to.

    Attributes:
        experiment: The experiment, its `parameters` None (they are `start`).
        start: Parameters that a reset returns to; drawn from the seed if None.
        epoch: Weights, optimiser state and counter on leaving the moment; None if the step that left it did not
            touch them, so that going back leaves the present ones as they are.
    """

    experiment: Experiment
    start: tuple[float, ...] | None = None
    epoch: Epoch | None = None


@dataclass(frozen=True, eq=False)
class Timeline:
    """Past, present and future moments. Every operation returns a new timeline."""

    now: Moment
    past: tuple[Moment, ...] = ()
    future: tuple[Moment, ...] = ()

    def commit(self, new: Moment, *, left: Epoch | None) -> Timeline:
        """Go on to `new`; what could be redone is forgotten.

        Args:
            new: The moment that is present from here on.
            left: Epoch to return to on undo; None if the step does not touch weights.
        """
        past = (*self.past, replace(self.now, epoch=left))
        return Timeline(new, past[-LIMIT:], ())

    def undo(self, epoch: Epoch) -> Timeline:
        """Go one moment back, if there is one; `epoch` is the present one, to be found again by `redo`."""
        if not self.past:
            return self
        target = self.past[-1]
        return Timeline(target, self.past[:-1], (self._leave(target, epoch), *self.future))

    def redo(self, epoch: Epoch) -> Timeline:
        """Go one moment forward, if there is one."""
        if not self.future:
            return self
        target = self.future[0]
        return Timeline(target, (*self.past, self._leave(target, epoch)), self.future[1:])

    def _leave(self, target: Moment, epoch: Epoch) -> Moment:
        return replace(self.now, epoch=None if target.epoch is None else epoch)
