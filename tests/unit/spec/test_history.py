"""Undo and redo."""

from playground.spec import Noise, default_experiment
from playground.spec.history import LIMIT, History

FIRST = default_experiment()
SECOND = FIRST.replace(noise=Noise())
THIRD = FIRST.replace(noise=Noise(depolarizing=0.5))


def test_undo_and_redo_walk_the_row():
    history = History(FIRST).commit(SECOND).commit(THIRD)
    assert (history.now, history.can_undo, history.can_redo) == (THIRD, True, False)
    back = history.undo().undo()
    assert (back.now, back.can_undo, back.can_redo) == (FIRST, False, True)
    assert back.redo().now == SECOND
    assert back.redo().redo() == history


def test_the_ends_hold():
    history = History(FIRST)
    assert history.undo() is history
    assert history.redo() is history


def test_a_commit_forgets_what_was_undone_and_equal_values_make_no_entry():
    history = History(FIRST).commit(SECOND).undo().commit(THIRD)
    assert history.future == ()
    assert history.undo().now == FIRST
    assert history.commit(default_experiment().replace(noise=THIRD.noise)) is history


def test_the_row_is_bounded():
    history = History(FIRST)
    for count in range(LIMIT + 50):
        history = history.commit(FIRST.replace(noise=Noise(depolarizing=count / 10_000)))
    assert len(history.past) == LIMIT
    for _ in range(LIMIT + 50):
        history = history.undo()
    assert not history.can_undo
    assert len(history.future) == LIMIT
