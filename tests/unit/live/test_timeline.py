"""Going back returns the weights where a step has touched them, and leaves them where it has not."""

from __future__ import annotations

from typing import cast

from playground.learning.train import Epoch
from playground.live.timeline import Left, Moment, Timeline, commit, redo, undo
from playground.spec.history import LIMIT

from .conftest import example


def moment(seed: int) -> Moment:
    experiment = example()
    return Moment(experiment.replace(training=experiment.training.replace(seed=seed)))


def epoch(name: str) -> Left:
    return Left(cast(Epoch, name), ord(name))  # the timeline only carries them


def test_undo_and_redo_return_to_the_weights_of_leaving():
    line = commit(Timeline(moment(0)), moment(1), left=epoch("a"))
    back = undo(line, epoch("b"))
    assert back.now.experiment == moment(0).experiment
    assert (back.now.epoch, back.now.run) == ("a", ord("a"))
    forth = redo(back, epoch("c"))
    assert forth.now.experiment == moment(1).experiment
    assert forth.now.epoch == "b"
    assert undo(forth, epoch("d")).now.epoch == "c"


def test_a_step_that_leaves_weights_alone_does_so_in_both_directions():
    line = commit(Timeline(moment(0)), moment(1), left=None)
    back = undo(line, epoch("b"))
    assert back.now.epoch is None
    assert redo(back, epoch("c")).now.epoch is None


def test_nothing_to_undo_or_redo_changes_nothing():
    line = Timeline(moment(0))
    assert undo(line, epoch("a")) is line
    assert redo(line, epoch("a")) is line


def test_a_new_step_forgets_what_was_undone():
    line = commit(undo(commit(Timeline(moment(0)), moment(1), left=None), epoch("a")), moment(2), left=None)
    assert line.future == ()


def test_the_past_is_bounded():
    line = Timeline(moment(0))
    for seed in range(LIMIT + 10):
        line = commit(line, moment(seed), left=None)
    assert len(line.past) == LIMIT
