"""Scales that become parameters while a session trains, and stop being some."""

from __future__ import annotations

import numpy as np
import pytest

from playground.live.desk import Desk
from playground.spec.choices import MAX_ANGLE

from .conftest import example

SWITCH = ("network", "layers", 0, "trainable")


def test_the_switch_goes_on_from_what_is_there_and_leaves_the_mean():
    """Nothing jumps when training of scales begins; when it ends their mean stays, and undo brings all of them back."""
    desk = Desk(example())
    desk.trainer.advance()
    before = desk.trainer.theta
    desk.set(SWITCH, True, commit=True)
    np.testing.assert_array_equal(desk.trainer.theta, [1.0] * 4 + list(before))
    for _ in range(5):
        desk.trainer.advance()
    learnt = desk.trainer.theta
    assert np.ptp(learnt[:4]) > 1e-3
    desk.set(SWITCH, False, commit=True)
    assert desk.experiment.network.layers[0].scale == pytest.approx(learnt[:4].mean())
    np.testing.assert_array_equal(desk.trainer.theta, learnt[4:])
    desk.undo()
    np.testing.assert_array_equal(desk.trainer.theta, learnt)
    assert desk.experiment.network.layers[0].scale == 1.0


def test_reset_returns_scales_to_where_they_start():
    desk = Desk(example())
    desk.set(SWITCH, True, commit=True)
    start = desk.trainer.theta
    for _ in range(3):
        desk.trainer.advance()
    assert desk.trainer.theta[0] != 1.0
    desk.reset()
    np.testing.assert_array_equal(desk.trainer.theta, start)


def test_a_scale_beyond_the_limit_is_cut_and_an_angle_turned_back():
    """Angles repeat after 4 pi, scales do not."""
    desk = Desk(example())
    desk.set(SWITCH, True, commit=True)
    wild = desk.trainer.theta.copy()
    wild[0], wild[4] = -5 * MAX_ANGLE, 2 * MAX_ANGLE
    kept = desk.trainer.dressed(wild).parameters
    assert kept[0] == -MAX_ANGLE
    assert kept[4] == pytest.approx(2 * MAX_ANGLE % (4 * np.pi))
