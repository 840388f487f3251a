"""Shots in a session: metrics are sampled, the map stays exact, and what the browser needs is sent."""

import numpy as np
import pytest

from playground.learning.train import train
from playground.live.limits import page_sampling
from playground.live.picture import Look, Picture
from playground.live.planes import Grip, Hold
from playground.live.scene import scene_message
from playground.live.trainer import Trainer
from playground.spec.device import Device
from playground.spec.edits import set_value
from playground.spec.errors import SpecError
from playground.spec.examples import default_experiment

DEVICE = Device(readout_p01=0.03, readout_p10=0.11)


def trainer(shots=20, readout="ZIII", *, invert=False) -> Trainer:
    given = default_experiment().replace(device=DEVICE)
    given = set_value(given, ("network", "readouts", 0), readout)
    made = Trainer(set_value(given, ("measurement", "invert_readout"), invert))
    take(made, ("measurement", "shots"), shots)
    return made


def take(to, path, value):
    to.take(set_value(to.experiment, path, value), start=None)


def test_choosing_shots_goes_on_with_weights_and_epoch():
    made = trainer(None)
    assert made.sampling is None
    made.advance()
    theta, exact = made.theta.tobytes(), made.measured().train_loss
    take(made, ("measurement", "shots"), 20)
    assert made.theta.tobytes() == theta
    assert made.epoch.index == 1
    assert made.measured().train_loss != exact
    take(made, ("measurement", "shots"), None)
    assert made.measured().train_loss == exact


def test_a_session_trains_as_the_package_does():
    made = trainer()
    for epoch in train(made.experiment, 3):
        made.advance()
        assert made.theta.tobytes() == epoch.theta.tobytes()
        assert made.measured().accuracy == epoch.accuracy


def test_what_has_been_foreseen_is_forgotten_with_other_shots():
    made = trainer()
    made.foresee()
    take(made, ("measurement", "shots"), 10)
    made.advance()
    (expected,) = train(made.experiment, 1)
    assert made.theta.tobytes() == expected.theta.tobytes()


def test_a_picture_has_the_exact_accuracy_beside_the_sampled_one():
    made = trainer(1)
    numbers, arrays = Picture().draw(made, Look())
    dataset, model = made.dataset, made.model
    right = (model.predict(made.theta, dataset.x_test)[:, 0] >= 0) == (dataset.y_test > 0)
    assert numbers["exact_accuracy"] == np.mean(right)
    assert numbers["accuracy"] == made.epoch.accuracy != numbers["exact_accuracy"]
    np.testing.assert_array_equal(dict(arrays)["map"], model.decision_map(made.theta))
    take(made, ("measurement", "shots"), None)
    assert Picture().draw(made, Look())[0]["exact_accuracy"] is None


def test_the_variance_of_one_string_follows_from_the_map():
    reading = scene_message(trainer())["reading"]
    assert reading == {"constant": 0.0, "weight": 1.0, "kept": 1.0, "shift": 0.0}
    reading = scene_message(trainer(invert=True))["reading"]
    assert reading == pytest.approx({"constant": 0.0, "weight": 1.0, "kept": 0.86, "shift": 0.08})
    assert "spread" not in dict(Picture().draw(trainer(), Look())[1])


@pytest.mark.parametrize("readout", [{"terms": {"ZIII": 0.5, "IZII": 0.5}}, "ZZII"])
def test_the_variance_of_sums_and_of_inverted_products_is_sent_as_a_map(readout):
    """Against `variance`, which the tests of sampling compare with draws; maps are interpolated to 1e-9."""
    made = trainer(20, readout, invert=True)
    assert scene_message(made)["reading"] is None
    spread = dict(Picture().draw(made, Look())[1])["spread"]
    points = np.array([[-1.0, -1.0], [1.0, -1.0], [-1.0, 1.0]])
    f = made.model.predict(made.theta, points)
    variance = made.sampling.variance(made.theta, points, f)[:, 0] * 20
    np.testing.assert_allclose([spread[0, 0], spread[0, -1], spread[-1, 0]], variance, atol=1e-7)


def test_what_cannot_be_inverted_is_refused_before_anything_changes():
    made = trainer()
    take(made, ("device",), {"readout_p01": 0.5, "readout_p10": 0.5})
    before = made.experiment, made.model, made.sampling
    with pytest.raises(SpecError, match="add up to 1"):
        take(made, ("measurement", "invert_readout"), True)
    assert all(one is other for one, other in zip(before, (made.experiment, made.model, made.sampling), strict=True))


def test_strings_that_would_take_too_long_one_by_one_are_refused(monkeypatch):
    monkeypatch.setattr("playground.live.limits.PAGE_FRAME_MS", 0.001)
    terms = {"terms": {"ZIII": 0.5, "IZII": 0.5}}
    given = set_value(default_experiment(), ("measurement", "shots"), 10)
    assert page_sampling(given).ms == 0  # a single string takes nothing more
    with pytest.raises(SpecError, match="every string of a readout then is evaluated on its own") as caught:
        page_sampling(set_value(given, ("network", "readouts", 0), terms))
    assert caught.value.path == "measurement.shots"


@pytest.mark.parametrize(("invert", "moves"), [(False, True), (True, False)])
def test_dials_of_inverted_readout_errors_move_nothing(invert, moves):
    made, grip = trainer(invert=invert), Grip()
    grip.take(Hold(("device", "readout_p01"), 0.0, 0.5))
    for _ in range(20):
        header, _ = grip.draw(made.model, made.theta, np.array([0.4, -0.3]), (20, 5), inverted=invert)
        if not grip.unfinished:
            break
    assert (header is not None) == moves
