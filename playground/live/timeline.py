"""What undo and redo walk through in a session: experiments together with the weights they had."""

from __future__ import annotations

from dataclasses import dataclass, replace

from playground.learning.train import Epoch
from playground.spec.experiment import Experiment
from playground.spec.history import History


@dataclass(frozen=True, eq=False)
class Moment:
    """A point to return to.

    Attributes:
        experiment: The experiment, its `parameters` None (they are `start`).
        start: Parameters that a reset returns to; drawn from the seed if None.
        epoch: Weights, optimiser state and counter on leaving the moment; None if the step that left it did not
            touch them, so that going back leaves the present ones as they are.
        run: The run that the epoch belongs to.
    """

    experiment: Experiment
    start: tuple[float, ...] | None = None
    epoch: Epoch | None = None
    run: int = 0


Timeline = History[Moment]


@dataclass(frozen=True, eq=False)
class Left:
    """Where training stood when a moment was left: its epoch, and the run that belongs to."""

    epoch: Epoch
    run: int


def commit(line: Timeline, new: Moment, *, left: Left | None) -> Timeline:
    """Go on to `new`; `left` is what to return to on undo, None if the step does not touch weights."""
    return line.commit(new, leaving=_leaving(line.now, left))


def undo(line: Timeline, left: Left) -> Timeline:
    """Go one moment back, if there is one; `left` is the present state, to be found again by `redo`."""
    return line.undo(leaving=_crossing(line.now, line.past[-1], left)) if line.past else line


def redo(line: Timeline, left: Left) -> Timeline:
    """Go one moment forward, if there is one."""
    return line.redo(leaving=_crossing(line.now, line.future[0], left)) if line.future else line


def _crossing(now: Moment, target: Moment, left: Left) -> Moment:
    return _leaving(now, None if target.epoch is None else left)


def _leaving(now: Moment, left: Left | None) -> Moment:
    return replace(now, epoch=None) if left is None else replace(now, epoch=left.epoch, run=left.run)
