"""Shots: unbiased, with the variance of the closed form, readout errors inverted exactly; and what training sees."""

from itertools import product

import numpy as np
import pytest

from playground.learning.datasets import make_dataset
from playground.learning.sampling import MOST_JOINT, SHIFT_RULES, Sampling, make_sampling
from playground.learning.train import first_epoch, next_epoch, train
from playground.models.losses import loss_and_cotangent
from playground.models.model import compile_experiment, compile_model
from playground.spec import Data, Device, Experiment, Measurement, Network, Noise, SpecError, Training
from playground.spec.layers import Encode, Entangle, Rotate

REPEATS = 4000
"""Draws of a statistic; means are then known to sigma / 63, variances to a relative sqrt(2 / 4000) = 2.2 %."""
SIGMAS = 4.5
"""Deviations allowed: one test in 150 000 fails by chance, and the seeds are fixed."""

LAYERS = (Encode(features=(0, 1), scale=1.5), Rotate(axes="yz"), Entangle(gate="cz"), Rotate(axes="xy"))
X = np.array([[0.3, -0.4], [0.9, 0.1], [-0.2, 0.7]])
UNEQUAL = Device(readout_p01=0.03, readout_p10=0.11)


def given(readouts=("ZI",), device=UNEQUAL, *, shots=50, invert=False, **fields):
    return Experiment(
        network=Network(qurons=2, layers=LAYERS, readouts=readouts),
        noise=Noise(amplitude_damping=0.05),
        device=device,
        measurement=Measurement(shots=shots, invert_readout=invert),
        **fields,
    )


def drawn(experiment, repeats=REPEATS):
    """Exact readouts, repeated draws of shape (repeats, N, R), and the variance that is claimed."""
    model = compile_experiment(experiment)
    theta = model.initial_parameters(seed=3)
    f, sampling, rng = model.predict(theta, X), Sampling(experiment), np.random.default_rng(1)
    return f, sampling.draws(theta, X, f, rng, repeats), sampling.variance(theta, X, f)


READOUTS = [
    ("ZI",),
    ("XY",),
    ({"terms": {"ZI": 0.5, "IX": -1.5, "II": 0.2}},),
    ("ZZ", {"terms": {"ZI": 2.0, "II": 1.0}}),
]


@pytest.mark.parametrize("invert", [False, True])
@pytest.mark.parametrize("readouts", READOUTS)
def test_draws_are_unbiased_with_the_variance_that_is_claimed(readouts, invert):
    """Means within 4.5 standard errors of the exact readouts, variances within 4.5 of theirs (nearly normal)."""
    f, draws, variance = drawn(given(readouts, invert=invert))
    error = np.sqrt(variance / REPEATS)
    assert np.all(np.abs(draws.mean(axis=0) - f) < SIGMAS * error)
    np.testing.assert_allclose(draws.var(axis=0), variance, rtol=SIGMAS * np.sqrt(2 / REPEATS))


def test_the_variance_is_that_of_a_fair_coin_of_the_right_bias():
    """(1 - <Z>²)/S, the variance of a mean of S outcomes ±1; exact, so to rounding."""
    f, _, variance = drawn(given(device=Device(), shots=7), repeats=1)
    np.testing.assert_allclose(variance, (1 - f**2) / 7, rtol=1e-12)


def test_inversion_is_exact_in_the_mean_and_costs_its_factor():
    """Raw readouts are K <Z> + s; inverted ones <Z>, with 1/K² times the variance of the raw ones. To rounding."""
    raw, _, raw_variance = drawn(given(), repeats=1)
    inverted, draws, variance = drawn(given(invert=True))
    kept, shift = 1 - 0.03 - 0.11, 0.11 - 0.03
    np.testing.assert_allclose(raw, kept * inverted + shift, atol=1e-12)
    np.testing.assert_allclose(variance, raw_variance / kept**2, rtol=1e-12)
    np.testing.assert_allclose(variance, (1 - (kept * inverted + shift) ** 2) / kept**2 / 50, rtol=1e-12)
    assert np.all(np.abs(draws.mean(axis=0) - inverted) < SIGMAS * np.sqrt(variance / REPEATS))
    # The bias that is gone was there: at the second input, 15 standard errors; the others lie near s/(1 - K) = 0.57.
    assert np.any(np.abs(draws.mean(axis=0) - raw) > 15 * np.sqrt(variance / REPEATS))


def test_products_with_unequal_errors_are_inverted_outcome_by_outcome():
    """Against a direct count: measured outcomes from the confusion matrices of both qurons, as a referee."""
    experiment = given(("ZZ",), invert=True)
    model = compile_model(experiment.network.replace(readouts=("ZI", "IZ", "ZZ")), noise=experiment.noise)
    theta = model.initial_parameters(seed=3)
    sampling = Sampling(experiment)
    f = model.predict(theta, X)
    variance = sampling.variance(theta, X, f[:, 2:])[:, 0] * 50
    confusion = np.array([[0.97, 0.11], [0.03, 0.89]])  # P(read | true)
    for (a, b, ab), claimed in zip(f, variance, strict=True):
        true = np.array([[1 + s * a + t * b + s * t * ab for t in (1, -1)] for s in (1, -1)]) / 4
        read = confusion @ true @ confusion.T
        value = (np.array([1, -1]) - 0.08) / 0.86
        contributions = np.outer(value, value)
        assert np.sum(read * contributions) == pytest.approx(ab, abs=1e-12)
        assert np.sum(read * contributions**2) - ab**2 == pytest.approx(claimed, abs=1e-12)


def test_long_products_with_unequal_errors_are_refused_by_name():
    wide = Network(qurons=MOST_JOINT + 1, layers=(Rotate(),), readouts=("Z" * (MOST_JOINT + 1),))
    experiment = Experiment(network=wide, device=UNEQUAL, measurement=Measurement(shots=10, invert_readout=True))
    with pytest.raises(SpecError, match=f"reads {MOST_JOINT + 1} qurons with unequal errors at once") as caught:
        Sampling(experiment)
    assert caught.value.path == "network.readouts[0]"
    assert make_sampling(experiment.replace(measurement=Measurement(invert_readout=True))) is None
    equal = experiment.replace(device=Device(readout_p01=0.05, readout_p10=0.05))
    assert Sampling(equal).readings[0].most == pytest.approx(0.9 ** (-2 * (MOST_JOINT + 1)))


def experiment_of(**training):
    return given(("ZI",), data=Data(samples=40), training=Training(seed=5, **training))


@pytest.mark.parametrize(
    "settings", [{}, {"batch_size": 8}, {"optimizer": "spsa"}, {"loss": "cross_entropy", "l2": 0.01}]
)
def test_a_resumed_run_under_shot_noise_repeats_itself_bit_for_bit(settings):
    experiment = experiment_of(**settings)
    through = list(train(experiment, 4))
    model = compile_experiment(experiment)
    epoch, dataset = through[1], make_dataset(experiment.data)
    for expected in through[2:]:
        epoch = next_epoch(model, dataset, experiment.training, epoch, sampling=make_sampling(experiment))
        assert epoch.theta.tobytes() == expected.theta.tobytes()
        assert (epoch.train_loss, epoch.accuracy) == (expected.train_loss, expected.accuracy)
    exact = list(train(experiment.replace(measurement=Measurement()), 4))
    assert exact[-1].theta.tobytes() != through[-1].theta.tobytes()


def test_a_measured_epoch_reports_sampled_losses_that_scatter_about_the_exact_one():
    """The mean of mse over shots is the exact mse plus the variance: E (f' - y)² = (f - y)² + var f'.

    200 epochs; the scatter of their losses gives the standard error of the mean."""
    experiment = experiment_of()
    model = compile_experiment(experiment)
    dataset, theta, sampling = make_dataset(experiment.data), model.initial_parameters(1), Sampling(experiment)
    settings = [experiment.training.replace(seed=seed) for seed in range(200)]
    losses = [first_epoch(model, dataset, training, theta, sampling).train_loss for training in settings]
    f = model.predict(theta, dataset.x_train)
    expected = np.mean((f[:, 0] - dataset.y_train) ** 2) + np.mean(sampling.variance(theta, dataset.x_train, f))
    assert abs(np.mean(losses) - expected) < SIGMAS * np.std(losses) / np.sqrt(200)


SHIFTS = {
    "RY": [(0.5, np.pi / 2)],
    "CRX": [((np.sqrt(2) + 1) / 4 / np.sqrt(2), np.pi / 2), (-(np.sqrt(2) - 1) / 4 / np.sqrt(2), 3 * np.pi / 2)],
}


@pytest.mark.parametrize(("axis", "looseness"), [("RY", 1.35), ("CRX", 1.9)])
def test_gradients_carry_the_noise_of_sampled_parameter_shifts(axis, looseness):
    """Referee: every slope measured as a device would, by two or four shifted readouts with 100 shots each.

    Same mean (4.5 standard errors of 1500 repeats), and a deviation that is at least as large: the variance of a
    shifted readout is taken as 1 and is 1 - f², which for the controlled rotation of this small network is 0.3.
    Source of the rules: Mitarai et al., PRA 98, 032309 (2018); Anselmetti et al., New J. Phys. 23, 113010 (2021); that
    they hold is what the mean shows."""
    layer = Rotate(axes="y") if axis == "RY" else Entangle(gate="crx", pairs=((1, 0),))
    layers = (Encode(features=(0, 1), scale=1.5), layer, Rotate(axes="x"))
    experiment = given(shots=100, device=Device()).replace(network=Network(qurons=2, layers=layers, readouts=("ZI",)))
    model, repeats = compile_model(experiment.network, noise=experiment.noise), 1500
    theta, sampling, rng = model.initial_parameters(2), Sampling(experiment), np.random.default_rng(0)
    y, (f, pullback) = np.array([1.0, -1.0, 1.0]), model.value_and_vjp(theta, X)
    _, exact = loss_and_cotangent("mse", f, y)
    claimed = sampling.slope_deviation(exact)[0]
    shifted = [
        (c * sign, theta + sign * shift * np.eye(len(theta))[0]) for c, shift in SHIFTS[axis] for sign in (1, -1)
    ]
    readouts = [(c, at, model.predict(at, X)) for c, at in shifted]
    honest = [
        np.sum(exact * sum(c * sampling.draw(at, X, value, rng) for c, at, value in readouts)) for _ in range(repeats)
    ]
    spread = np.std(honest)
    assert abs(np.mean(honest) - pullback(exact)[0]) < SIGMAS * spread / np.sqrt(repeats)
    assert 0.95 * spread < claimed < looseness * spread
    assert SHIFT_RULES[axis] == pytest.approx(2 * sum(c**2 for c, _ in SHIFTS[axis]))


def test_parameters_without_a_shift_rule_have_no_slope_noise_of_their_own():
    layers = (Encode(features=(0, 1), scale=1.5, trainable=True), Rotate(axes="y"))
    experiment = given().replace(network=Network(qurons=2, layers=layers))
    deviation = Sampling(experiment).slope_deviation(np.ones((3, 1)))
    np.testing.assert_allclose(deviation, np.sqrt([0, 0, 0.5 * 3 / 50, 0.5 * 3 / 50]))


def test_every_axis_of_a_gate_has_a_rule():
    axes = {f"{c}R{a}" for c, a in product(("", "C"), "XYZ")} | {f"R{a}{a}" for a in "XYZ"} | {"XX", "YY", "ZZ"}
    assert set(SHIFT_RULES) == axes
