"""The badge "checked with QuTiP": what the page is told."""

import numpy as np
import pytest

from playground.live.verify import verified
from playground.models import Model, compile_model
from playground.models import noise as channels
from playground.spec.experiment import Experiment

RED = 1e-6
"""Above it the badge turns red."""
LAYERS = [
    {"kind": "encode"},
    {"kind": "rotate"},
    {"kind": "decohere", "channel": "thermal", "t1": 3.0, "t2": 4.0, "time": 0.5},
]
NETWORK = {"qurons": 2, "layers": LAYERS, "readouts": ["ZX", "IZ"]}


def test_the_answer_to_the_page(monkeypatch: pytest.MonkeyPatch):
    """The message holds the largest difference, and is red for a wrong fast path; readout inversion is honoured."""
    experiment = Experiment.model_validate(
        {"network": NETWORK, "device": {"readout_p01": 0.1}, "measurement": {"invert_readout": True}}
    )
    theta = compile_model(experiment.network).initial_parameters(2)
    answer = verified(experiment, theta, np.array([0.4, -0.7]))
    assert answer["type"] == "verified"
    assert answer["deviation"] == max(answer["parts"].values()) < 1e-9
    assert answer["unsolved"] is False
    right = channels.thermal
    monkeypatch.setattr(channels, "thermal", lambda **given: right(**{**given, "time": 1.01 * given["time"]}))
    monkeypatch.setitem(channels.CHANNELS, "thermal", channels.thermal)
    assert verified(experiment, theta, np.array([0.4, -0.7]))["deviation"] > RED


def test_what_is_no_number_is_not_hidden(monkeypatch: pytest.MonkeyPatch):
    """A fast path that gives NaN in one quantity: the largest difference is NaN, whatever the others are."""
    experiment = Experiment.model_validate({"network": NETWORK})
    theta = compile_model(experiment.network).initial_parameters(2)
    right = Model.purities
    monkeypatch.setattr(Model, "purities", lambda self, theta, x: right(self, theta, x) * np.nan)
    assert np.isnan(verified(experiment, theta, np.array([0.4, -0.7]))["deviation"])
