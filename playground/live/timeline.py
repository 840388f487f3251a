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
    """

    experiment: Experiment
    start: tuple[float, ...] | None = None
    epoch: Epoch | None = None


Timeline = History[Moment]


def commit(line: Timeline, new: Moment, *, left: Epoch | None) -> Timeline:
    """Go on to `new`; `left` is the epoch to return to on undo, None if the step does not touch weights."""
    return line.commit(new, leaving=replace(line.now, epoch=left))


def undo(line: Timeline, epoch: Epoch) -> Timeline:
    """Go one moment back, if there is one; `epoch` is the present one, to be found again by `redo`."""
    return line.undo(leaving=_left(line.now, line.past[-1], epoch)) if line.past else line


def redo(line: Timeline, epoch: Epoch) -> Timeline:
    """Go one moment forward, if there is one."""
    return line.redo(leaving=_left(line.now, line.future[0], epoch)) if line.future else line


def _left(now: Moment, target: Moment, epoch: Epoch) -> Moment:
    return replace(now, epoch=None if target.epoch is None else epoch)
