"""The experiment as a whole."""

import copy
import pickle

import pytest
from pydantic import ValidationError

from playground.spec import (  # noqa: F401 (names for eval)
    Data,
    Decohere,
    Device,
    Encode,
    Entangle,
    Experiment,
    Measurement,
    Network,
    Noise,
    Perceptron,
    Readout,
    Rotate,
    SpecError,
    Training,
    default_experiment,
)

NETWORK = {"qurons": 1, "layers": [{"kind": "rotate"}]}


def test_the_default_is_what_the_playground_opens_with():
    experiment = default_experiment()
    assert experiment.network.qurons == 4
    assert [layer.kind for layer in experiment.network.layers] == ["encode", "rotate", "entangle"] * 2
    assert experiment.network.readouts == ("ZIII",)
    assert experiment.noise == Noise(amplitude_damping=0.02, phase_damping=0.02, depolarizing=0.005)
    assert not experiment.data.is_regression


def test_an_experiment_is_a_value():
    experiment = default_experiment()
    assert experiment == default_experiment()
    assert hash(experiment) == hash(default_experiment())
    assert eval(repr(experiment)) == experiment  # noqa: S307 (our own text)
    assert pickle.loads(pickle.dumps(experiment)) == experiment  # noqa: S301 (our own bytes)
    assert copy.deepcopy(experiment) == experiment
    with pytest.raises(ValidationError, match="frozen"):
        experiment.version = 1  # type: ignore[misc]


def test_the_full_form_is_read_back():
    experiment = default_experiment()
    assert Experiment.model_validate(experiment.model_dump()) == experiment
    assert Experiment.model_validate(experiment.model_dump(mode="json")) == experiment
    assert Experiment.model_validate(experiment.model_dump_json()) == experiment


@pytest.mark.parametrize(
    ("change", "path", "words"),
    [
        ({"network": None}, "network", "A network must be an object"),
        (
            {"network": {**NETWORK, "layers": [{"kind": "decohere", "strength": 2}]}},
            "network.layers[0].strength",
            "is 2",
        ),
        ({"network": {**NETWORK, "readouts": ["ZZ"]}}, "network.readouts[0]", "reads 2 qurons"),
        ({"version": 2}, "version", "must be 1, but is 2. Update the playground"),
        ({"version": 0}, "version", "but is 0. Write 1."),
        ({"version": True}, "version", "but is true"),
        ({"version": "1"}, "version", "but is '1'"),
        ({"noise": None}, "noise", "but is null"),
        ({"noise": {"depolarizing": -1}}, "noise.depolarizing", "but is -1"),
        ({"device": {"t1": 10, "t2": 30}}, "device.t2", "at most 2 T1 = 20.0"),
        ({"data": {"name": "circle"}}, "data.name", "Did you mean `circles`?"),
        ({"data": {"samples": 19}}, "data.samples", "from 20 to 2000, but is 19"),
        ({"data": {"train_fraction": 1.0}}, "data.train_fraction", "from 0.1 to 0.9, but is 1.0"),
        ({"data": {"seed": -1}}, "data.seed", "but is -1"),
        ({"training": {"optimizer": "lbfgs"}}, "training.optimizer", "sgd, adam, spsa, but is 'lbfgs'"),
        ({"training": {"learning_rate": "fast"}}, "training.learning_rate", "but is 'fast'"),
        ({"training": {"batch_size": 0}}, "training.batch_size", "but is 0"),
        ({"training": {"loss": ["mse"]}}, "training.loss", "but is ['mse']"),
        ({"training": {"momentum": 1}}, "training.momentum", "from 0 to 0.999, but is 1"),
        ({"parameters": [1.0]}, "parameters", "must hold 2 numbers, one for each parameter"),
        ({"parameters": [1.0, float("nan")]}, "parameters[1]", "but is nan"),
        ({"parameters": [1.0, None]}, "parameters[1]", "but is null"),
        ({"parameters": 1.0}, "parameters", "must be a list of parameters"),
        ({"author": "me"}, "author", "An experiment has no field 'author'"),
    ],
)
def test_bad_experiments_are_refused_by_path_value_and_remedy(change, path, words):
    with pytest.raises(SpecError) as caught:
        Experiment.model_validate({"network": NETWORK, **change})
    assert caught.value.path == path
    assert words in caught.value.message


@pytest.mark.parametrize("name", ["plane", "gauss", "sine"])
def test_regression_sets_are_known(name):
    assert Data(name=name).is_regression


def test_frozen_is_a_set_of_parameters_that_exist():
    given = default_experiment()
    assert given.frozen == ()
    assert given.replace(frozen=[7, 2, 7]).frozen == (2, 7)
    assert given.replace(frozen=[7, 2]) == given.replace(frozen=[2, 7])
    with pytest.raises(SpecError, match="names parameter 20, but the network has 20 parameters") as caught:
        given.replace(frozen=[3, 20])
    assert caught.value.path == "frozen[1]"
    with pytest.raises(SpecError, match="Parameters are counted from 0"):
        given.replace(frozen=[-1])
