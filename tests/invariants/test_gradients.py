"""The adjoint gradient against independent ways to differentiate, noise on."""

import numpy as np
import pytest
from hypothesis import given, settings

from playground.models import LOSSES, Model, compile_model
from playground.spec import Device, Network, Noise, default_experiment
from tests.invariants.random_networks import models, random_angles, random_inputs

STEP = 1e-5
CENTRAL = 1e-6
"""Central differences with step h = 1e-5 err by h^2 = 1e-10 in truncation and 1e-16/h = 1e-11 in rounding."""

NOISE = Noise(amplitude_damping=0.03, phase_damping=0.02, depolarizing=0.01)
DEVICE = Device(
    t1=60.0, t2=80.0, thermal_population=0.02, error_1q=1e-3, error_2q=1e-2, readout_p01=0.02, readout_p10=0.05
)


def central_differences(function, theta: np.ndarray) -> np.ndarray:
    """Gradient of a scalar function by two evaluations for each parameter."""
    steps = STEP * np.eye(len(theta))
    return np.array([(function(theta + step) - function(theta - step)) / (2 * STEP) for step in steps])


@settings(max_examples=40, deadline=None)
@given(models())
def test_pullback_equals_central_differences(drawn: tuple[Model, np.random.Generator]):
    """Any cotangent, few inputs (direct evaluation) and many (Fourier grid where there is one)."""
    model, rng = drawn
    theta = random_angles(model, rng)
    for count in (2, 250):
        x = random_inputs(model, rng, count)
        weights = rng.normal(size=(count, len(model.readouts))) / count
        f, pullback = model.value_and_vjp(theta, x)
        assert f == pytest.approx(model.predict(theta, x), abs=1e-12)
        expected = central_differences(lambda t, x=x, w=weights: float(np.sum(w * model.predict(t, x))), theta)
        assert pullback(weights) == pytest.approx(expected, abs=CENTRAL)


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("count", [5, 200])
def test_loss_gradient_of_the_example(loss: str, count: int):
    """Every loss, on mini-batches and on full ones."""
    model = compile_model(default_experiment().network, DEVICE, NOISE)
    rng = np.random.default_rng(4)
    theta, x = random_angles(model, rng), random_inputs(model, rng, count)
    y = rng.choice([-1.0, 1.0], count)
    value, gradient = model.loss_and_grad(theta, x, y, loss)
    assert value == pytest.approx(LOSSES[loss](model.predict(theta, x)[:, 0], y)[0], abs=1e-12)
    expected = central_differences(lambda t: model.loss_and_grad(t, x, y, loss)[0], theta)
    assert gradient == pytest.approx(expected, abs=CENTRAL)


def test_loss_over_all_readouts():
    """Targets of shape (N, R) are compared with all readouts, targets (N,) with the first alone."""
    layers = [{"kind": "encode"}, {"kind": "rotate"}, {"kind": "perceptron", "width": 2}]
    network = Network.model_validate({"qurons": 2, "layers": layers, "readouts": ["ZI", {"terms": {"XX": 0.5}}]})
    model = compile_model(network, DEVICE, NOISE)
    rng = np.random.default_rng(5)
    theta, x, y = random_angles(model, rng), random_inputs(model, rng, 30), rng.normal(size=(30, 2))
    for targets in (y, y[:, 0]):
        _, gradient = model.loss_and_grad(theta, x, targets)
        expected = central_differences(lambda t, y=targets: model.loss_and_grad(t, x, y)[0], theta)
        assert gradient == pytest.approx(expected, abs=CENTRAL)


def shifted(model: Model, theta: np.ndarray, x: np.ndarray, shift: float) -> np.ndarray:
    """[f(theta + shift e_k) - f(theta - shift e_k)] / 2 for every parameter, summed over the inputs."""
    steps = shift * np.eye(len(theta))
    return np.array([np.sum(model.predict(theta + s, x) - model.predict(theta - s, x)) / 2 for s in steps])


def test_parameter_shift_is_exact_for_rotations():
    """Two shifts by pi/2 give the derivative of exp(-i t P / 2), with noise in between.

    Schuld, Bergholm, Gogolin, Izaac, Killoran, Phys. Rev. A 99, 032331 (2019). Tolerance: rounding.
    """
    layers = [
        {"kind": "encode"},
        {"kind": "rotate", "axes": "xyz"},
        {"kind": "entangle", "gate": "rxx"},
        {"kind": "rotate"},
    ]
    network = Network.model_validate({"qurons": 3, "layers": layers, "readouts": ["ZXI"]})
    model = compile_model(network, DEVICE, NOISE)
    rng = np.random.default_rng(6)
    theta, x = random_angles(model, rng), random_inputs(model, rng, 3)
    f, pullback = model.value_and_vjp(theta, x)
    assert pullback(np.ones_like(f)) == pytest.approx(shifted(model, theta, x, np.pi / 2), abs=1e-12)


def test_controlled_rotations_need_four_terms():
    """Two shifts are wrong for a controlled rotation; four are exact.

    Its expectation values hold frequencies 1/2 and 1, so the derivative is c+ D(pi/2) - c- D(3 pi/2), with
    D(s) = f(t + s) - f(t - s) and c+- = (sqrt(2) +- 1) / (4 sqrt(2)).
    Source: Anselmetti, Wierichs, Gogolin, Parrish, New J. Phys. 23, 113010 (2021). Tolerance: rounding.
    """
    layers = [{"kind": "rotate", "axes": "xy"}, {"kind": "entangle", "gate": "crx", "pattern": "chain"}]
    network = Network.model_validate({"qurons": 2, "layers": layers, "readouts": ["XY"]})
    model = compile_model(network, DEVICE, NOISE)
    theta, x = random_angles(model, np.random.default_rng(7)), np.zeros((1, 2))
    f, pullback = model.value_and_vjp(theta, x)
    exact = pullback(np.ones_like(f))[-1]
    near, far = (2 * shifted(model, theta, x, s)[-1] for s in (np.pi / 2, 3 * np.pi / 2))
    plus, minus = ((np.sqrt(2) + sign) / (4 * np.sqrt(2)) for sign in (1, -1))
    assert exact == pytest.approx(plus * near - minus * far, abs=1e-12)
    assert abs(exact - near / 2) > 1e-3
