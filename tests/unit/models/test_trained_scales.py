"""Encoders whose scales are parameters: values and slopes in closed form, and on every way of evaluating."""

import numpy as np
import pytest

from playground.models import compile_model
from playground.spec import Network, Noise

CENTRAL = 1e-6
"""Central differences with step h = 1e-5 err by h^2 = 1e-10 in truncation and 1e-16/h = 1e-11 in rounding."""


@pytest.mark.parametrize("count", [3, 400])
def test_one_quron_in_closed_form(count: int):
    """RX(s x) on |0>, then amplitude damping g: <Z> = g + (1 - g) cos(s x), with the slope -(1 - g) x sin(s x) in s.

    By hand; few inputs are evaluated one by one, many on Chebyshev points. Tolerance: that of the contract.
    """
    layers = [{"kind": "encode", "features": [0], "trainable": True}]
    layers += [{"kind": "decohere", "channel": "amplitude_damping", "strength": 0.3}]
    model = compile_model(Network.model_validate({"qurons": 1, "features": 1, "layers": layers}))
    assert model.initial_parameters(7) == pytest.approx([1.0])
    x = np.linspace(-1.1, 0.9, count)
    for scale in (0.0, -0.8, 5.3):
        f, pullback = model.value_and_vjp([scale], x[:, None])
        assert f[:, 0] == pytest.approx(0.3 + 0.7 * np.cos(scale * x), abs=1e-9)
        assert pullback(np.ones((count, 1))) == pytest.approx([np.sum(-0.7 * x * np.sin(scale * x))], abs=1e-9 * count)


@pytest.mark.parametrize("noise", [Noise(), Noise(amplitude_damping=0.02, phase_damping=0.01)])
@pytest.mark.parametrize("count", [5, 3000])
def test_slopes_of_six_qurons_equal_central_differences(noise: Noise, count: int):
    """Large enough for state vectors without noise and for observables with it; points, and a grid for many."""
    layers = [
        {"kind": "encode", "scale": 1.2, "trainable": True},
        {"kind": "rotate", "axes": "zy"},
        {"kind": "entangle", "gate": "cz"},
        {"kind": "encode", "axis": "y", "scale": 0.7, "trainable": True, "qurons": [0, 1, 4]},
        {"kind": "rotate", "axes": "x"},
    ]
    model = compile_model(Network.model_validate({"qurons": 6, "layers": layers, "readouts": ["ZXIIII"]}), noise=noise)
    rng = np.random.default_rng(3)
    theta, x = rng.normal(size=model.n_parameters), rng.uniform(-1, 1, (count, 2))
    weights = rng.normal(size=(count, 1)) / count
    assert model.verify(theta, x[0]) < 1e-9
    f, pullback = model.value_and_vjp(theta, x)
    assert f[:5] == pytest.approx(model.predict(theta, x[:5]), abs=1e-9)
    scales = [0, 1, 5, 18, 19, 20]
    steps = 1e-5 * np.eye(len(theta))[scales]
    expected = [np.sum(weights * (model.predict(theta + s, x) - model.predict(theta - s, x))) / 2e-5 for s in steps]
    assert pullback(weights)[scales] == pytest.approx(expected, abs=CENTRAL)
