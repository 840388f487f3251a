"""Optimisers: steps worked out by hand, purity, and that each finds the bottom of a bowl."""

from types import SimpleNamespace

import numpy as np
import pytest

from playground.learning.optimizers import OPTIMIZERS, Adam, Sgd, Spsa, make_optimizer
from playground.spec import choices
from playground.spec.experiment import Training


def bowl(theta):
    """A quadratic with curvatures 1 and 4 and its bottom at (1, -2)."""
    away = theta - np.array([1.0, -2.0])
    return float(0.5 * away @ (np.array([1.0, 4.0]) * away)), np.array([1.0, 4.0]) * away


def descend(optimizer, steps):
    state, theta = optimizer.start(2), np.array([3.0, 1.0])
    for step in range(steps):
        gradient = optimizer.gradient(
            state,
            theta,
            value=lambda t: bowl(t)[0],
            value_and_gradient=bowl,
            rng=np.random.default_rng((0, step)),
        )
        state, theta = optimizer.step(state, theta, gradient)
    return theta


def test_the_table_holds_the_optimisers_that_the_spec_names():
    assert tuple(OPTIMIZERS) == choices.OPTIMIZERS
    for name in OPTIMIZERS:
        assert make_optimizer(Training(optimizer=name)).name == name


def test_sgd_adds_up_velocity():
    optimizer = Sgd(0.1, momentum=0.5)
    gradient = np.array([1.0, -2.0])
    state, theta = optimizer.step(optimizer.start(2), np.zeros(2), gradient)
    np.testing.assert_allclose(theta, [-0.1, 0.2])
    state, theta = optimizer.step(state, theta, gradient)
    np.testing.assert_allclose(theta, [-0.1 - 0.15, 0.2 + 0.3])
    assert state.steps == 2


def test_the_first_step_of_adam_is_the_learning_rate_against_the_sign():
    """Kingma and Ba 2015, section 2.1: with bias correction, the first step is η g/|g|, up to ε = 1e-8."""
    optimizer = Adam(0.05)
    _, theta = optimizer.step(optimizer.start(3), np.zeros(3), np.array([4.0, -0.3, 1e-3]))
    np.testing.assert_allclose(theta, [-0.05, 0.05, -0.05], rtol=2e-5)


def test_adam_second_step_by_hand():
    """Kingma and Ba 2015, algorithm 1, with g = 1 and then g = -1."""
    optimizer = Adam(0.1)
    state, theta = optimizer.step(optimizer.start(1), np.zeros(1), np.ones(1))
    _, theta = optimizer.step(state, theta, -np.ones(1))
    mean = (0.9 * 0.1 - 0.1) / (1 - 0.9**2)
    assert theta[0] == pytest.approx(-0.1 - 0.1 * mean, rel=1e-6)


def test_spsa_asks_twice_whatever_the_number_of_parameters():
    asked = []
    Spsa(0.1).gradient(
        Spsa(0.1).start(50),
        np.zeros(50),
        value=lambda theta: asked.append(theta) or 0.0,
        value_and_gradient=lambda theta: pytest.fail("SPSA must not ask for an exact gradient"),
        rng=np.random.default_rng(0),
    )
    assert len(asked) == 2
    np.testing.assert_allclose(asked[0], -asked[1])
    np.testing.assert_allclose(np.abs(asked[0]), 0.1)


def test_spsa_is_right_on_average():
    """Spall 1992, lemma 1: the bias is O(c²), here zero as the bowl has no third derivative.

    One estimate of component i scatters by the size of the other one (here 2 and 12), so the mean of 4000 by at most
    12/sqrt(4000) = 0.19; the tolerance is four times that.
    """
    optimizer, theta = Spsa(0.1), np.array([3.0, 1.0])
    rng = np.random.default_rng(0)
    estimates = [
        optimizer.gradient(optimizer.start(2), theta, value=lambda t: bowl(t)[0], value_and_gradient=bowl, rng=rng)
        for _ in range(4000)
    ]
    np.testing.assert_allclose(np.mean(estimates, axis=0), bowl(theta)[1], atol=0.76)


def test_spsa_gains_follow_spall():
    """Spall 1998: a_k falls as k^-0.602; the first one is the learning rate."""
    optimizer, state = Spsa(0.1), Spsa(0.1).start(1)
    moves = []
    for _ in range(3):
        state, theta = optimizer.step(state, np.zeros(1), np.ones(1))
        moves.append(-theta[0])
    np.testing.assert_allclose(moves, 0.1 * (101 / (101 + np.arange(3))) ** 0.602)


@pytest.mark.parametrize(
    ("optimizer", "steps"), [(Sgd(0.05), 300), (Adam(0.1), 500), (Spsa(0.1), 1500)], ids=["sgd", "adam", "spsa"]
)
def test_each_finds_the_bottom_of_a_bowl(optimizer, steps):
    """Tolerance: what is left after so many steps; SPSA's own noise dies away with its gains."""
    np.testing.assert_allclose(descend(optimizer, steps), [1.0, -2.0], atol=2e-3)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_step_is_pure(name):
    optimizer = OPTIMIZERS[name](0.1)
    state, theta, gradient = optimizer.start(3), np.ones(3), np.arange(3.0)
    for array in (state.first, state.second, theta, gradient):
        array.setflags(write=False)
    first = optimizer.step(state, theta, gradient)
    again = optimizer.step(state, theta, gradient)
    np.testing.assert_array_equal(first[1], again[1])
    assert state.steps == 0


def test_an_unknown_optimiser_is_refused_by_name():
    training = SimpleNamespace(optimizer="newton", learning_rate=0.1, momentum=0.9)
    with pytest.raises(ValueError, match="must be one of sgd, adam, spsa, but is 'newton'"):
        make_optimizer(training)  # type: ignore[arg-type]
