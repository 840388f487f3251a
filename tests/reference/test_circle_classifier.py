"""Circle by data re-uploading: one quron, four layers, and what decoherence does to it.

Source:
    The problem of Pérez-Salinas et al., Quantum 4, 226 (2020): x uniform in [-1, 1]², class by |x| < sqrt(2/π), 200
    training and 4000 test points, L-BFGS. Each layer is RX(1.5 x1) RY(1.5 x2) RZ RY RZ with trainable last three;
    readout Z, mean squared error.

Figures of the playground's physics notes: accuracy 0.930 clean, the same under depolarizing noise, 0.839 with amplitude
damping 0.2 after each layer, 0.948 once retrained under that damping. They belong to the best of several starts; over
single starts (Adam, 300 epochs, seeds 0 to 5 of the example) they are 0.922 ± 0.017, 0.789 ± 0.080 and 0.896 ± 0.054.

The example's draw of points (data seed 2) was chosen because it shows these figures. The best starts on data seeds 0, 1
and 3 have 0.907, 0.676, 0.938; 0.941, 0.682, 0.970; and 0.942, 0.858, 0.950: what damping takes depends on the draw
(0.68 to 0.86), that retraining brings it back does not.
"""

from functools import lru_cache

import numpy as np
import pytest
from scipy.optimize import minimize

from playground.analysis.compare import compare
from playground.models.model import compile_model
from playground.spec.examples import circle_under_damping
from playground.spec.layers import Decohere, Encode, Rotate
from playground.spec.network import Network

RADIUS = np.sqrt(2 / np.pi)
TOLERANCE = 0.02
"""Another draw of 200 training points moves the boundary; the error of an accuracy over 4000 points alone is 0.004."""


def network(channel=None, strength=0.0, *, only_last=False):
    layers = []
    for number in range(4):
        layers += [Encode(axis="x", features=(0,), scale=1.5), Encode(axis="y", features=(1,), scale=1.5)]
        layers += [Rotate(axes="zyz")]
        if channel and (number == 3 or not only_last):
            layers += [Decohere(channel=channel, strength=strength)]
    return Network(qurons=1, features=2, layers=tuple(layers))


def points(count, seed):
    x = np.random.default_rng(seed).uniform(-1, 1, (count, 2))
    return x, np.where(np.hypot(*x.T) < RADIUS, 1.0, -1.0)


def trained(model, start):
    x, y = points(200, seed=1)
    return minimize(
        lambda theta: model.loss_and_grad(theta, x, y),
        start,
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": 300},
    )


@lru_cache
def clean():
    """Parameters of the lowest training loss among six starts without noise."""
    model = compile_model(network())
    runs = [trained(model, model.initial_parameters(seed=seed)) for seed in range(6)]
    return min(runs, key=lambda run: run.fun).x


def outputs(theta, net):
    return compile_model(net).predict(theta, points(4000, seed=99)[0])[:, 0]


def accuracy(theta, net):
    return np.mean((outputs(theta, net) >= 0) == (points(4000, seed=99)[1] > 0))


def test_four_layers_learn_the_circle():
    assert accuracy(clean(), network()) == pytest.approx(0.930, abs=TOLERANCE)


@pytest.mark.parametrize("strength", [0.05, 0.3])
def test_depolarizing_noise_shrinks_the_outputs_and_leaves_every_decision(strength):
    """On one quron it is a factor 1 - 4p/3 a layer, exactly: the tolerance is rounding."""
    net = network("depolarizing", strength)
    factor = (1 - 4 * strength / 3) ** 4
    np.testing.assert_allclose(outputs(clean(), net), factor * outputs(clean(), network()), atol=1e-12)
    assert accuracy(clean(), net) == accuracy(clean(), network())


def test_amplitude_damping_before_the_readout_flips_the_points_just_below_zero():
    """It maps f to (1 - g) f + g, so it flips exactly those with -g/(1 - g) < f < 0."""
    f = outputs(clean(), network())
    damped = outputs(clean(), network("amplitude_damping", 0.2, only_last=True))
    np.testing.assert_allclose(damped, 0.8 * f + 0.2, atol=1e-12)
    np.testing.assert_array_equal((damped > 0) & (f < 0), (f > -0.25) & (f < 0))


def test_amplitude_damping_lowers_the_accuracy_and_retraining_recovers_it():
    net = network("amplitude_damping", 0.2)
    assert accuracy(clean(), net) == pytest.approx(0.839, abs=TOLERANCE)
    retrained = trained(compile_model(net), clean()).x
    assert accuracy(retrained, net) == pytest.approx(0.948, abs=TOLERANCE)


def test_the_example_is_the_same_problem_on_a_square_of_half_width_0_8():
    example, x = circle_under_damping(), points(20, seed=3)[0]
    model, theta = compile_model(example.network), np.linspace(-1, 1, 12)
    damped = compile_model(network("amplitude_damping", 0.2)).predict(theta, x)
    np.testing.assert_allclose(model.predict(theta, 0.8 * x), damped, atol=1e-12)


def test_comparing_both_trainings_from_the_same_seeds_shows_cost_and_recovery():
    """150 epochs of Adam from four starts; the best ones by training loss are those of the figures above."""
    found = compare(circle_under_damping(), seeds=4, epochs=150)
    best = found.best()
    assert best["reference"] == pytest.approx(0.930, abs=TOLERANCE)
    assert best["exposed"] == pytest.approx(0.839, abs=TOLERANCE)
    assert best["adapted"] == pytest.approx(0.948, abs=TOLERANCE)
    assert all(pair.accuracies["gain"] > 0 for pair in found.pairs)
    assert 0.03 < found.spread("exposed").deviation < 0.12  # other starts, other networks
