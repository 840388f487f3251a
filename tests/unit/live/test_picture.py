"""What is kept between two frames, and how finely is drawn."""

from __future__ import annotations

import numpy as np
import pytest

from playground.learning.train import Epoch
from playground.live.curve import LIMIT, Curve
from playground.live.detail import SLOW_SECONDS, Detail
from playground.live.picture import COARSE, Kept, Look, Picture
from playground.live.trainer import Trainer
from playground.models.model import Model

from .conftest import example


def test_kept_values_are_made_again_only_when_a_source_changes():
    kept: Kept[int] = Kept()
    made = []

    def make():
        made.append(1)
        return len(made)

    a, b = np.zeros(1), np.zeros(1)
    assert [kept.get((a,), 1, make) for _ in range(3)] == [1, 1, 1]
    assert kept.get((b,), 1, make) == 2
    assert kept.get((b,), 2, make) == 3
    assert kept.get((b, a), 2, make) == 4


def test_a_moved_probe_does_not_draw_the_maps_again(monkeypatch):
    trainer, picture = Trainer(example()), Picture()
    calls = []
    maps = Model.maps
    monkeypatch.setattr(Model, "maps", lambda *args, **options: calls.append(1) or maps(*args, **options))
    picture.draw(trainer, Look())
    picture.draw(trainer, Look(point=(0.1, 0.2)))
    assert len(calls) == 1
    trainer.advance()
    picture.draw(trainer, Look(point=(0.1, 0.2)))
    assert len(calls) == 2


def test_maps_are_a_slice_through_the_further_features_of_the_probe():
    """Decision map, node maps and the large map of a node lie at the probe's x3, and follow it."""
    layers = [{"kind": "encode", "features": [0, 1, 2]}, {"kind": "rotate"}, {"kind": "entangle", "gate": "cnot"}]
    experiment = example().replace(network={"qurons": 3, "features": 3, "layers": layers})
    trainer, picture = Trainer(experiment), Picture()
    for x3 in (0.0, 0.7):
        look = Look(point=(0.1, 0.2, x3), hover=(3, 1))
        found = dict(picture.draw(trainer, look)[1])
        maps = trainer.model.maps(trainer.theta, rest=[x3])
        np.testing.assert_allclose(found["map"], maps.decision[0], atol=1e-12)
        np.testing.assert_allclose(found["nodes"], maps.nodes, atol=1e-12)
        np.testing.assert_allclose(found["hover"], trainer.model.node_map(trainer.theta, 3, 1, rest=[x3]), atol=1e-12)
        assert found["map"].std() > 0.01
    assert np.abs(found["map"] - trainer.model.maps(trainer.theta).decision[0]).max() > 0.01


def test_coarse_maps_have_fewer_points():
    _, arrays = Picture().draw(Trainer(example()), Look(), coarse=True)
    assert dict(arrays)["map"].shape == (COARSE[0], COARSE[0])
    assert dict(arrays)["nodes"].shape == (24, COARSE[1], COARSE[1])


def test_a_look_stays_within_the_network():
    assert Look(layer=9, quron=9).within((2, 3)) == Look(layer=1, quron=2)
    assert Look(hover=(1, 2)).within((2, 3)).hover == (1, 2)
    assert Look(hover=(0, 2)).within((2, 3)).hover is None
    assert Look(hover=(2, 0)).within((2, 3)).hover is None
    np.testing.assert_array_equal(Look(point=(0.5, 0.25)).input(3), [0.5, 0.25, 0.0])
    np.testing.assert_array_equal(Look(point=(0.5, 0.25)).input(1), [0.5])


def epoch(index: int) -> Epoch:
    start = Trainer(example()).epoch
    return Epoch(index, start.theta, index / 10, index / 5, 0.5, start.gradient, start.optimizer_state)


def test_a_curve_gives_what_is_new():
    curve = Curve()
    for index in range(4):
        curve.append(epoch(index))
    np.testing.assert_allclose(curve.since(1)[:, :3], [[2, 0.2, 0.4], [3, 0.3, 0.6]], rtol=1e-6)  # float32
    assert curve.since(-1).shape == (4, 4)
    assert curve.since(3).shape == (0, 4)


def test_the_ideal_loss_stands_beside_its_epoch_once():
    curve = Curve()
    for index in range(4):
        curve.append(epoch(index))
    for index, loss in [(0, 0.25), (2, 0.5), (2, 0.75), (9, 1.0)]:
        curve.note_ideal(index, loss)
    np.testing.assert_array_equal(curve.since(-1)[:, 3], [0.25, np.nan, 0.5, np.nan])
    assert curve.gaps(-1) == [1, 3]
    assert curve.gaps(1) == [3]
    assert curve.until(1).last == 1


def test_a_long_curve_is_thinned_but_keeps_its_ends():
    curve, last = Curve(), epoch(0)
    for index in range(3 * LIMIT):
        curve.append(Epoch(index, last.theta, 0.0, 0.0, 0.0, last.gradient, last.optimizer_state))
    rows = curve.since(-1)
    assert len(curve) <= LIMIT
    assert rows[0, 0] == 0
    assert rows[-1, 0] == 3 * LIMIT - 1
    assert np.all(np.diff(rows[:, 0]) > 0)


@pytest.mark.parametrize(("seconds", "coarse"), [(SLOW_SECONDS / 2, False), (SLOW_SECONDS * 2, True)])
def test_slow_networks_are_drawn_coarsely(seconds, coarse):
    detail = Detail()
    assert not detail.coarse(0.0)
    detail.note(0.0, 10.0)  # held up once, by whatever
    assert not detail.coarse(10.0)
    detail.note(10.0, seconds)
    detail.note(10.5, seconds)
    assert detail.coarse(11.0) is coarse
    assert not detail.coarse(20.0)  # a fine one is tried again
