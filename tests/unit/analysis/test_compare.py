"""Training with and without noise: what is trained, what is measured, and how the spread is formed."""

import numpy as np
import pytest

from playground.analysis.compare import compare, iter_compare
from playground.learning.train import train
from playground.spec.device import Noise
from playground.spec.errors import SpecError
from playground.spec.experiment import Data, Experiment, Training
from playground.spec.ideal import without_noise
from playground.spec.layers import Encode, Entangle, Rotate
from playground.spec.network import Network

LAYERS = (Encode(scale=1.5), Rotate(axes="yz"), Entangle(gate="rxx"))
NOISY = Experiment(
    network=Network(qurons=2, layers=LAYERS),
    noise=Noise(amplitude_damping=0.1),
    data=Data(name="blobs", samples=60),
    training=Training(seed=3),
)


def test_both_branches_are_the_runs_of_train_from_the_same_seed():
    pair = compare(NOISY, seeds=2, epochs=4).pairs[1]
    seeded = NOISY.replace(training=NOISY.training.replace(seed=4))
    for branch, experiment in ((pair.ideal, without_noise(seeded)), (pair.noisy, seeded)):
        epochs = list(train(experiment, 4))
        np.testing.assert_array_equal(branch.theta, epochs[-1].theta)
        np.testing.assert_array_equal(branch.losses, [(e.train_loss, e.test_loss) for e in epochs])
    assert pair.accuracies["reference"] == list(train(without_noise(seeded), 4))[-1].accuracy
    assert pair.accuracies["adapted"] == list(train(seeded, 4))[-1].accuracy
    assert pair.accuracies["gain"] == pair.accuracies["adapted"] - pair.accuracies["exposed"]


def test_the_noisy_training_may_go_on_where_the_ideal_one_ended():
    pair = compare(NOISY, seeds=1, epochs=3, start="ideal").pairs[0]
    again = list(train(NOISY.replace(parameters=tuple(pair.ideal.theta.tolist())), 3))[-1]
    np.testing.assert_array_equal(pair.noisy.theta, again.theta)


def test_own_parameters_start_the_first_pair_and_frozen_ones_all():
    own = (0.1, 0.2, 0.3, 0.4, 0.5)
    found = compare(NOISY.replace(parameters=own, frozen=(2,)), seeds=2, epochs=1)
    first = list(train(NOISY.replace(parameters=own, frozen=(2,)), 1))[-1]
    np.testing.assert_array_equal(found.pairs[0].noisy.theta, first.theta)
    assert [pair.ideal.theta[2] for pair in found.pairs] == [0.3, 0.3]
    assert found.pairs[1].ideal.theta[0] != pytest.approx(0.1, abs=0.1)


def test_mean_spread_and_best():
    found = compare(NOISY, seeds=3, epochs=2)
    values = [pair.accuracies["adapted"] for pair in found.pairs]
    assert found.spread("adapted").mean == pytest.approx(np.mean(values))
    assert found.spread("adapted").deviation == pytest.approx(np.std(values, ddof=1))
    lowest = int(np.argmin([pair.ideal.losses[-1, 0] for pair in found.pairs]))
    assert found.best()["reference"] == found.pairs[lowest].accuracies["reference"]
    assert np.isnan(compare(NOISY, seeds=1, epochs=1).spread("gain").deviation)


def test_progress_rises_to_one_and_pairs_arrive_one_by_one():
    steps = list(iter_compare(NOISY, seeds=2, epochs=3))
    assert [step.fraction for step in steps] == sorted(step.fraction for step in steps)
    assert (steps[-1].fraction, len(steps)) == (1.0, 13)
    assert [len(step.pairs) for step in steps] == [0] * 6 + [1] * 6 + [2]


def test_what_cannot_be_compared_is_refused():
    with pytest.raises(SpecError, match="both trainings would be the same") as refusal:
        compare(without_noise(NOISY))
    assert refusal.value.path == "noise"
    with pytest.raises(ValueError, match="`epochs` must be ≥ 1, but is 0"):
        compare(NOISY, epochs=0)
