"""What it brings to take one layer's noise away, against networks that really have none there."""

import numpy as np
import pytest

from playground.analysis.harm import HarmTrial
from playground.learning.datasets import make_dataset
from playground.learning.train import score
from playground.models.model import compile_experiment, compile_model
from playground.spec.experiment import Experiment

ROUNDING = 1e-12
X = [0.3, -0.4]
TURN = {"kind": "rotate", "axes": "y"}
ENCODE = {"kind": "encode", "axis": "x", "features": [0, 1]}


def trial(layers: list[dict], **rest: dict) -> tuple[HarmTrial, Experiment, np.ndarray]:
    data = {"samples": 40}
    experiment = Experiment.model_validate({"network": {"qurons": 2, "layers": layers}, "data": data, **rest})
    theta = np.random.default_rng(5).uniform(-np.pi, np.pi, 2 * sum(layer["kind"] == "rotate" for layer in layers))
    return HarmTrial(experiment, theta, X, make_dataset(experiment.data, 2)), experiment, theta


def damped(first: float, second: float) -> list[dict]:
    channel = {"kind": "decohere", "channel": "amplitude_damping"}
    return [ENCODE, TURN, {**channel, "strength": first}, TURN, {**channel, "strength": second}]


def test_taking_a_channel_away_is_the_network_without_it() -> None:
    found, *_ = trial(damped(0.3, 0.1))
    harms = list(found.harms())
    assert [harm.layer for harm in harms] == [0, 1, 2, 3, 4]
    for layer, strengths in ((2, (0.0, 0.1)), (4, (0.3, 0.0))):
        other, *_ = trial(damped(*strengths))
        without = harms[layer].without
        assert without.margin == pytest.approx(other.noisy.margin, abs=ROUNDING)
        assert without.fidelity == pytest.approx(other.noisy.fidelity, abs=ROUNDING)
        assert without.accuracy == other.noisy.accuracy
    for layer in (0, 1, 3):  # they have none
        assert harms[layer].without == found.noisy
    assert max(harms, key=lambda harm: harm.without.fidelity).layer == 2


def test_scores_are_those_of_the_models() -> None:
    noise, device = {"depolarizing": 0.05}, {"t1": 60.0, "t2": 50.0, "readout_p01": 0.02, "readout_p10": 0.05}
    found, experiment, theta = trial([ENCODE, TURN], noise=noise, device=device)
    dataset = make_dataset(experiment.data, 2)
    model = compile_experiment(experiment)
    f = model.predict(theta, dataset.x_test)[:, 0]
    assert found.noisy.margin == pytest.approx(float(np.mean(f * dataset.y_test)), abs=ROUNDING)
    assert found.noisy.accuracy == score(f, dataset.y_test, is_regression=False)
    assert found.noisy.purity == pytest.approx(model.purities(theta, X)[-1], abs=ROUNDING)
    assert found.ideal.fidelity == pytest.approx(1, abs=ROUNDING)
    assert found.ideal.purity == pytest.approx(1, abs=ROUNDING)


def test_each_layer_alone_is_all_there_is_to_undo_where_it_is_the_only_noise() -> None:
    """The device's noise and the ambient noise of one layer go with it: what is left is ideal."""
    found, *_ = trial([ENCODE], noise={"phase_damping": 0.2}, device={"t1": 5.0, "t2": 5.0, "error_1q": 0.01})
    (harm,) = found.harms()
    assert found.noisy.fidelity < 0.99
    assert harm.without.fidelity == pytest.approx(1, abs=ROUNDING)
    assert harm.without.margin == pytest.approx(found.ideal.margin, abs=ROUNDING)


def test_readout_errors_are_a_cause_of_their_own() -> None:
    """They scale the margin by 1 - p01 - p10 = 0.9 (no shift, for they are equal) and leave the state alone."""
    found, *_ = trial([ENCODE, TURN], device={"readout_p01": 0.05, "readout_p10": 0.05})
    readout = list(found.harms())[-1]
    assert readout.layer is None
    assert readout.without.margin == pytest.approx(found.noisy.margin / 0.9, abs=ROUNDING)
    assert readout.without.margin == pytest.approx(found.ideal.margin, abs=ROUNDING)
    assert readout.without.fidelity == found.noisy.fidelity


def test_crosstalk_is_noise_though_it_is_unitary() -> None:
    pairs = [TURN, {"kind": "entangle", "gate": "cz", "pairs": [[0, 1]]}, TURN]
    found, *_ = trial(pairs, device={"zz_crosstalk": 8.0})
    harms = list(found.harms())
    assert found.noisy.purity == pytest.approx(1, abs=ROUNDING)
    assert found.noisy.fidelity < 0.999
    assert harms[1].without.fidelity == pytest.approx(1, abs=ROUNDING)
    assert harms[0].without == harms[2].without == found.noisy


DEVICE = {"t1": 30.0, "t2": 20.0, "error_1q": 0.01, "error_2q": 0.05, "zz_crosstalk": 5.0}


def test_gates_are_told_apart_by_their_qurons() -> None:
    pairs = {"kind": "entangle", "gate": "cnot", "pairs": [[0, 1]]}
    found, *_ = trial([TURN, pairs, TURN], device=DEVICE)
    gates = {tuple(who.number for who in harm.qurons): set(harm.causes) for harm in found.gate_harms(1)}
    assert gates == {(0, 1): {"gate", "crosstalk"}, (0,): {"idle"}, (1,): {"idle"}}
    assert [harm.causes for harm in found.gate_harms(0)] == [("gate", "idle")] * 2


def single(layer: dict, device: dict) -> HarmTrial:
    """A layer behind an encoder, with random angles."""
    network = {"qurons": 2, "layers": [ENCODE, layer]}
    experiment = Experiment.model_validate({"network": network, "data": {"samples": 40}, "device": device})
    theta = np.random.default_rng(6).uniform(-np.pi, np.pi, compile_model(experiment.network).n_parameters)
    return HarmTrial(experiment, theta, X, make_dataset(experiment.data, 2))


@pytest.mark.parametrize(
    "layer",
    [
        {"kind": "decohere", "channel": "depolarizing", "strength": 0.2, "qurons": [1]},
        {"kind": "entangle", "gate": "rxx", "pairs": [[1, 0]]},
        {"kind": "evolve", "duration": 3.0, "drives": "x", "coupling": "zz", "pairs": [[0, 1]]},
    ],
)
def test_a_layer_whose_noise_is_one_gate_harms_as_that_gate_does(layer: dict) -> None:
    """With errors of pairs alone (or relaxation alone, while a pulse acts) a layer has one gate that does harm."""
    found = single(
        layer, {"t1": 30.0, "t2": 20.0} if layer["kind"] == "evolve" else {"error_2q": 0.05, "zz_crosstalk": 5.0}
    )
    whole = list(found.harms())[1].without
    (gate,) = found.gate_harms(1)
    assert gate.without.fidelity == pytest.approx(whole.fidelity, abs=ROUNDING)
    assert gate.without.margin == pytest.approx(whole.margin, abs=ROUNDING)
    assert whole.fidelity > found.noisy.fidelity + 1e-3


def test_a_perceptron_has_a_gate_for_each_input() -> None:
    found = single({"kind": "perceptron", "width": 1}, {"error_2q": 0.05})
    whole = list(found.harms())[1].without
    gates = list(found.gate_harms(1))
    assert [[tuple(who) for who in gate.qurons] for gate in gates] == [[(0, False), (0, True)], [(1, False), (0, True)]]
    assert all(found.noisy.fidelity < gate.without.fidelity < whole.fidelity for gate in gates)
