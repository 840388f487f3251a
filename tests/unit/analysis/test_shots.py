"""How many shots until a class is safe: exact counts, the normal approximation, and what sampling gives."""

from math import comb

import numpy as np
import pytest

from playground.analysis.shots import chance_of_plus, measure, shots_needed, shots_needed_exactly
from playground.learning.sampling import Sampling
from playground.spec import Device, Experiment, Measurement, Network
from playground.spec.layers import Encode, Rotate

NETWORK = Network(qurons=1, features=1, layers=(Encode(features=(0,), scale=1.0), Rotate(axes="y")))
THETA = np.array([0.0])


def majority(f: float, shots: int) -> float:
    """Probability that most of `shots` outcomes have the sign of f, ties by a fair coin: the sum, term by term."""
    p = (1 + abs(f)) / 2
    chances = [comb(shots, k) * p**k * (1 - p) ** (shots - k) for k in range(shots + 1)]
    ties = chances[shots // 2] / 2 if shots % 2 == 0 else 0.0
    return sum(chances[shots // 2 + 1 :]) + ties


@pytest.mark.parametrize("f", [0.15, -0.3, 0.5, 0.7, 0.8, 0.85, -0.95])
def test_the_exact_count_is_the_smallest_that_is_safe(f):
    found = int(shots_needed_exactly(f))
    assert majority(f, found) >= 0.95
    assert all(majority(f, fewer) < 0.95 for fewer in range(1, found))


def test_the_normal_approximation_is_at_most_two_shots_short():
    """Over all readouts from 0.01 to 1; it is never too careful. The first values by hand: 1.645² (1 - f²)/f²."""
    f = np.linspace(0.01, 1.0, 500)
    short = shots_needed_exactly(f) - shots_needed(f)
    assert (short.min(), short.max()) == (0, 2)
    np.testing.assert_array_equal(shots_needed([0.1, -0.1, 0.5, 1.0, 0.0]), [268, 268, 9, 1, np.inf])
    np.testing.assert_array_equal(shots_needed_exactly([0.1, -0.1, 0.5, 1.0, 0.0]), [269, 269, 9, 1, np.inf])


def test_more_confidence_takes_more_shots():
    assert shots_needed(0.2, confidence=0.99) > shots_needed(0.2) > shots_needed(0.2, confidence=0.9)
    assert shots_needed_exactly(0.2, confidence=0.99) > shots_needed_exactly(0.2)
    for count in (shots_needed, shots_needed_exactly):
        with pytest.raises(ValueError, match=r"between 0\.5 and 1, but is 1"):
            count(0.2, confidence=1)


def test_inverting_readout_errors_multiplies_the_shots_by_its_variance_factor():
    """At f = 0 with p01 = p10 = p the raw m is 0 too, so the variances differ by exactly 1/(1 - 2 p)²."""
    experiment = Experiment(network=NETWORK, device=Device(readout_p01=0.1, readout_p10=0.1))
    x = np.array([[np.pi / 2]])
    raw = measure(experiment, THETA, x, shots=10, invert=False)
    inverted = measure(experiment, THETA, x, shots=10, invert=True)
    np.testing.assert_allclose([raw.f[0], inverted.f[0]], 0, atol=1e-12)
    assert inverted.variance[0] / raw.variance[0] == pytest.approx(1 / 0.8**2, rel=1e-12)


READOUTS = ["Z", {"terms": {"Z": -0.7, "I": 0.2}}, {"terms": {"Z": 0.8, "X": 0.3}}]


@pytest.mark.parametrize("shots", [1, 10, 41])
@pytest.mark.parametrize("invert", [False, True])
@pytest.mark.parametrize("readout", READOUTS)
def test_the_chance_of_a_class_is_its_share_of_sampled_readouts(readout, invert, shots):
    """20 000 draws: 4.5 standard errors, at most 0.016. Sums of strings are taken as normal, which with 400 shots
    errs by 0.02 more at most (their estimates come in steps) and with few is not asked."""
    lone = "X" not in str(readout)
    shots = shots if lone else 400 * shots
    experiment = Experiment(
        network=NETWORK.replace(readouts=(readout,)), device=Device(readout_p01=0.02, readout_p10=0.08)
    )
    x = np.array([[1.2], [1.5], [1.8]])
    found = measure(experiment, THETA, x, shots=shots, invert=invert, repeats=20_000)
    chance = chance_of_plus(found.reading, found.f, found.variance, shots)
    np.testing.assert_allclose(np.mean(found.draws >= -1e-12, axis=0), chance, atol=0.016 if lone else 0.036)


def test_what_is_measured_is_what_training_samples():
    experiment = Experiment(
        network=NETWORK, device=Device(readout_p01=0.02), measurement=Measurement(shots=25, invert_readout=True)
    )
    x = np.array([[0.4], [1.0]])
    found = measure(experiment, THETA, x, shots=25, invert=True, repeats=1, seed=9)
    drawn = Sampling(experiment).draw(THETA, x, found.f[:, None], np.random.default_rng(9))
    np.testing.assert_array_equal(found.draws[0], drawn[:, 0])
