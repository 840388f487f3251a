"""The T1 that a network needs, as the page hears of it; the search itself is tested in `analysis`."""

import json

import numpy as np
import pytest

from playground.analysis.t1_search import accuracy_against_t1
from playground.live.studies.device import T1, T1Options
from playground.live.studies.study import Subject
from playground.models import compile_model
from playground.spec import Data, Device, Experiment, Network, SpecError

NETWORK = Network.model_validate({"qurons": 1, "layers": [{"kind": "encode", "features": [0], "scale": 3.0}]})
EXPERIMENT = Experiment(
    network=NETWORK, device=Device(gate_time_1q=0.2, t1=50, t2=40), data=Data(name="xor", samples=100, noise=0.2)
)


def answer(experiment: Experiment = EXPERIMENT, **options):
    theta = compile_model(experiment.network).initial_parameters(0)
    subject = Subject(experiment, theta, theta, np.zeros(2))
    *earlier, last = T1.run(subject, T1Options(**options))
    assert T1.cost(subject, T1Options(**options)) < 1000
    assert all(0 <= report.progress < 1 for report in earlier)
    assert last.progress == 1
    return json.loads(json.dumps(last.result, allow_nan=False))


def test_a_goal_within_reach_gives_a_device_that_reaches_it():
    accuracy = accuracy_against_t1(EXPERIMENT, [])
    goal = accuracy(1e4)
    found = answer(goal=goal)
    assert found["reach"] == "at"
    longer = Device.model_validate(found["device"])
    assert longer.t1 == found["needed"]
    assert longer.t2 / longer.t1 == pytest.approx(40 / 50)
    assert accuracy(longer.t1 * 1.001) >= goal > accuracy(longer.t1 * 0.99)
    assert found["present"] == {"t1": 50, "accuracy": accuracy(50)}
    assert len(found["t1"]) == len(found["accuracy"])


def test_a_goal_out_of_reach_is_said_with_the_figure_that_is():
    found = answer(goal=1.0)
    assert (found["reach"], found["needed"], found["device"]) == ("never", None, None)
    assert found["best"]["accuracy"] == max(*found["accuracy"], found["infinite"]) < 1
    assert answer(goal=0.0)["reach"] == "always"


def test_an_ideal_device_starts_from_no_decay():
    found = answer(EXPERIMENT.replace(device=Device(gate_time_1q=0.2)))
    assert found["present"] == {"t1": None, "accuracy": found["infinite"]}


def test_a_device_without_gate_times_is_refused():
    with pytest.raises(SpecError, match="take no time"):
        answer(EXPERIMENT.replace(device=Device(gate_time_1q=0)))
