"""Zero-noise extrapolation of networks whose answer is known in closed form."""

import numpy as np
import pytest

from playground.analysis.zero_noise import expected_score, mitigate
from playground.learning.train import score
from playground.spec.device import Noise
from playground.spec.errors import SpecError
from playground.spec.experiment import Experiment
from playground.spec.layers import Encode, Entangle, Rotate
from playground.spec.network import Network

ONE = Network(qurons=1, features=1, layers=(Encode(features=(0,), scale=2.0), Rotate(axes="yz"), Encode(features=(0,))))
X = np.linspace(-1, 1, 9)[:, None]


def one_quron(**noise):
    return Experiment(network=ONE, noise=Noise(**noise))


def test_depolarizing_noise_on_one_quron_decays_exactly_exponentially():
    """f(c) = (1 - 4p/3)^(3c) f(0) after three layers, so the exponential finds f(0); the tolerance is rounding."""
    found = mitigate(one_quron(depolarizing=0.1), [0.3, 1.0], X, (1, 2, 3))
    np.testing.assert_allclose(found.values[0], (1 - 0.4 / 3) ** 3 * found.ideal, atol=1e-12)
    np.testing.assert_allclose(found.estimates["exponential"].value, found.ideal, atol=1e-12)
    assert found.error("exponential", slice(None)) < 1e-12
    assert (
        0 < found.error("richardson", slice(None)) < found.error("linear", slice(None)) < found.error(None, slice(None))
    )


def test_the_bias_of_richardson_is_of_the_order_of_the_number_of_factors():
    """With K factors what is left is of order noise^K: half the noise leaves an eighth of it for K = 3 (Temme et al.).

    The next order changes the ratio by about the noise itself, 3 layers x 0.02.
    """
    noisy, half = (
        mitigate(one_quron(amplitude_damping=g), [0.3, 1.0], X, (1, 2, 3)).error("richardson", slice(None))
        for g in (0.01, 0.005)
    )
    assert noisy / half == pytest.approx(8, rel=0.06)


def test_shots_cost_what_the_weights_say():
    exact = mitigate(one_quron(depolarizing=0.1), [0.3, 1.0], X, (1, 2, 3))
    found = mitigate(one_quron(depolarizing=0.1), [0.3, 1.0], X, (1, 2, 3), shots=100)
    np.testing.assert_allclose(found.variances, (1 - exact.values**2) / 100)
    expected = np.array([9, 9, 1]) @ ((1 - exact.values**2) / 100)
    np.testing.assert_allclose(found.estimates["richardson"].variance, expected)


def test_where_the_exponential_does_not_apply_the_line_stands_in():
    layers = (Encode(features=(0, 0), scale=1.0), Rotate(axes="y"), Entangle(gate="cz"), Rotate(axes="x"))
    network = Network(qurons=2, features=1, layers=layers, readouts=("ZZ",))
    found = mitigate(Experiment(network=network, noise=Noise(amplitude_damping=0.2)), [0.9, 2.0, 1.4, 0.5], X, (1, 3))
    holes = np.isnan(found.estimates["exponential"].value)
    assert 0 < holes.mean() < 1
    assert found.applies("exponential") == 1 - holes.mean()
    np.testing.assert_array_equal(found.filled("exponential")[0][holes], found.estimates["linear"].value[holes])


def test_the_expected_score_is_the_mean_over_runs():
    """4000 seeded runs of 50 points: the error of their mean accuracy is below 0.5/sqrt(50 * 4000) = 0.0011."""
    rng = np.random.default_rng(3)
    value, y = rng.uniform(-0.5, 0.5, 50), np.where(rng.uniform(size=50) < 0.5, -1.0, 1.0)
    variance = np.full(50, 0.04)
    runs = [score(value + 0.2 * rng.normal(size=50), y) for _ in range(4000)]
    assert expected_score(value, variance, y) == pytest.approx(np.mean(runs), abs=0.0045)
    assert expected_score(value, np.zeros(50), y) == score(value, y)


def test_what_cannot_be_extrapolated_is_refused():
    with pytest.raises(SpecError, match="nothing to extrapolate"):
        mitigate(Experiment(network=ONE), [0.3, 1.0], X, (1, 2))
    with pytest.raises(ValueError, match="`shots` must be ≥ 1"):
        mitigate(one_quron(depolarizing=0.1), [0.3, 1.0], X, (1, 2), shots=0)
