"""The study of shots: numbers of the page are those of the rooms below, and the histogram is what it says."""

import json

import numpy as np
import pytest

from playground.analysis.shots import shots_needed, shots_needed_exactly
from playground.live.studies.shots import SHOTS, ShotsOptions
from playground.live.studies.study import Subject
from playground.models.model import compile_model
from playground.spec import Data, Device, Experiment, Measurement, Network, Readout, Training
from playground.spec.layers import Encode, Entangle, Rotate

LAYERS = (
    Encode(features=(0, 1), scale=1.5),
    Rotate(axes="yz"),
    Entangle(gate="crx", pairs=((0, 1),)),
    Rotate(axes="x"),
)
DEVICE = Device(readout_p01=0.03, readout_p10=0.11)


def subject(readout="ZI", device=DEVICE, **fields):
    network = Network(qurons=2, layers=LAYERS, readouts=(readout,))
    experiment = Experiment(network=network, device=device, **{"data": Data(samples=40), **fields})
    theta = compile_model(network).initial_parameters(seed=4)
    return Subject(experiment, theta, theta, np.array([0.3, -0.2]))


def answer(about, **options):
    *earlier, last = SHOTS.run(about, ShotsOptions(**options))
    assert [report.progress for report in earlier] == [0.4, 0.7]
    assert last.progress == 1
    return json.loads(json.dumps(last.result))


def test_raw_and_inverted_readouts_at_the_probe():
    """Numbers carry six significant digits; the mean of 2000 estimates is known to sigma/45; five are allowed."""
    about = subject()
    found, x = answer(about, shots=100), about.x[None]
    network = about.experiment.network
    raw = compile_model(network, DEVICE).predict(about.theta, x)[0, 0]
    ideal = compile_model(network).predict(about.theta, x)[0, 0]
    assert found["raw"]["mean"] == pytest.approx(raw, rel=1e-5)
    assert found["inverted"]["mean"] == pytest.approx(ideal, rel=1e-5)
    assert raw == pytest.approx(0.86 * ideal + 0.08)
    assert found["inverted"]["variance"] / found["raw"]["variance"] == pytest.approx(0.86**-2, rel=1e-5)
    for part, mean in ((found["raw"], raw), (found["inverted"], ideal)):
        histogram = part["histogram"]
        at, share = np.array(histogram["at"]), np.array(histogram["share"])
        assert share.sum() == pytest.approx(1, abs=1e-4)
        assert abs(share @ at - mean) < 5 * part["deviation"] / np.sqrt(2000)
        assert part["high"] - part["low"] == pytest.approx(2 * 1.96 * part["deviation"], rel=1e-4)
        assert np.allclose(np.diff(at) / histogram["width"], np.round(np.diff(at) / histogram["width"]), atol=1e-3)
    assert found["raw"]["needed_exactly"] == shots_needed_exactly(raw)
    assert found["raw"]["needed"] == shots_needed(raw)
    assert found["inverted"]["needed_exactly"] is None  # 0 lies between two outcomes that are not equally far


def test_accuracy_rises_to_that_of_exact_readouts():
    found = answer(subject(measurement=Measurement(invert_readout=True)))["curve"]
    assert (found["shots"][0], found["shots"][-1]) == (1, 1_000_000)
    assert found["accuracy"][-1] == pytest.approx(found["exact"], abs=0.03)
    assert np.all(np.diff(found["safe"]) >= 0)
    assert found["safe"][-1] > 0.9
    place = found["shots"].index(100)
    assert (found["accuracy"][place], found["safe"][place]) == (found["accuracy_now"], found["safe_now"])


def test_what_an_epoch_would_take_on_a_device():
    """20 training points; RY, RZ, RX of two qurons take two circuits each, the controlled rotation four."""
    assert answer(subject())["circuits"] == {"loss": 20, "gradient": 20 * (2 * 6 + 4)}
    assert answer(subject(training=Training(optimizer="spsa")))["circuits"] == {"loss": 40, "gradient": 0}
    terms = Readout(terms={"ZI": 0.5, "XX": 0.5})
    assert answer(subject(terms))["circuits"] == {"loss": 40, "gradient": 40 * 16}


def test_what_cannot_be_inverted_is_said_and_the_rest_is_shown():
    found = answer(subject(device=Device(readout_p01=0.5, readout_p10=0.5)))
    assert found["inverted"] is None
    assert "add up to 1" in found["refused"]
    assert found["raw"]["mean"] == pytest.approx(0, abs=1e-12)


def test_regression_has_no_classes_to_tell_apart():
    assert "curve" not in answer(subject(data=Data(name="gauss", samples=40)))


def test_the_cost_is_that_of_a_moment():
    assert 0 < SHOTS.cost(subject(), ShotsOptions()) < 300
