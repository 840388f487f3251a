"""Chebyshev axes: the bound on their error, and networks without a Fourier grid evaluated on them."""

import numpy as np
import pytest

from playground.models import Model, compile_model
from playground.models.grids import choice as grids
from playground.models.grids.chebyshev import TOLERANCE, ChebyshevAxis, chebyshev_size
from playground.spec import Device, Network, Noise

EXACT = 1e-9
"""What the contract promises; interpolation errs by 1e-11 in one feature, and by some of these in both."""
NOISE = Noise(amplitude_damping=0.03, phase_damping=0.02, depolarizing=0.01)
X = np.random.default_rng(0).uniform(-1.2, 1.2, (2000, 2))


@pytest.mark.parametrize("bandwidth", [0.3, 1.0, 3.0, 8.75, 24.0, 90.0])
def test_waves_within_the_bandwidth_are_exact(bandwidth: float):
    """Any wave exp(i w x) with |w| times the half length up to the bandwidth; the bound is that of theorem 8.2 of
    Trefethen, Approximation Theory and Approximation Practice (2013), rounding allowed for."""
    low, high = -0.5, 2.0
    axis, x = ChebyshevAxis(low, high, chebyshev_size(bandwidth)), np.linspace(low, high, 101)
    for share in (1.0, 0.7, 0.1):
        wave = share * bandwidth / 1.25
        for function in (np.cos, np.sin):
            found = axis.rows(x) @ function(wave * axis.nodes + 0.3)
            assert found == pytest.approx(function(wave * x + 0.3), abs=TOLERANCE + 1e-13)


@pytest.mark.parametrize("bandwidth", [1.0, 8.75, 24.0])
def test_the_bound_is_no_waste(bandwidth: float):
    """Four nodes fewer miss the tolerance: Jacobi-Anger, exp(i a x) = sum_k (2 - [k = 0]) i^k J_k(a) T_k(x)."""
    axis, x = ChebyshevAxis(-1.0, 1.0, chebyshev_size(bandwidth) - 4), np.linspace(-1, 1, 301)
    assert np.abs(axis.rows(x) @ np.cos(bandwidth * axis.nodes) - np.cos(bandwidth * x)).max() > TOLERANCE


def trained(qurons: int = 3, **changes) -> Model:
    """Encoders with trained scales, with a fixed scale that has no common measure with anything, and noise."""
    layers = [
        {"kind": "encode", "scale": 1.3, "trainable": True},
        {"kind": "rotate", "axes": "zy"},
        {"kind": "entangle", "gate": "cnot"},
        {"kind": "encode", "axis": "y", "scale": float(np.sqrt(2))},
        {"kind": "encode", "axis": "z", "scale": 0.0, "trainable": True, "qurons": [0, 2]},
        {"kind": "entangle", "gate": "rxx"},
        {"kind": "rotate", "axes": "y"},
    ]
    network = Network.model_validate({"qurons": qurons, "layers": layers, "readouts": ["ZII", "XIZ"], **changes})
    return compile_model(network, Device(readout_p01=0.02), NOISE)


def without_grids(model: Model) -> Model:
    """The same network, evaluated point by point only."""
    plain = compile_model(model.network, model.device, model.noise)
    for evaluation in (plain._engine.cone, plain._engine.layers):
        evaluation._grids._opening, evaluation._grids._is_fixed = None, True
    return plain


def test_values_gradient_and_bloch_vectors_equal_direct_evaluation():
    model = trained()
    plain = without_grids(model)
    theta = model.initial_parameters(1)
    weights = np.random.default_rng(2).normal(size=(len(X), 2)) / len(X)
    f, pullback = model.value_and_vjp(theta, X)
    assert model._engine.cone._values is not None, "the grid is the cheaper way here"
    f_plain, pullback_plain = plain.value_and_vjp(theta, X)
    assert plain._engine.cone._values is None
    assert f == pytest.approx(f_plain, abs=EXACT)
    assert pullback(weights) == pytest.approx(pullback_plain(weights), abs=EXACT)
    for fast, slow in zip(model.bloch_batch(theta, X), plain.bloch_batch(theta, X), strict=True):
        assert fast == pytest.approx(slow, abs=EXACT)


@pytest.mark.parametrize("bounds", [(-1.0, 1.0), (-0.2, 3.0), (-40.0, 40.0)])
def test_maps_equal_direct_evaluation_within_and_beyond_the_usual_bounds(bounds: tuple[float, float]):
    model = trained()
    theta = model.initial_parameters(3)
    found, line = model.maps(theta, resolution=40, node_resolution=40, bounds=bounds), np.linspace(*bounds, 40)
    x = np.array([[line[3], line[8]], [line[39], line[0]]])
    plain = without_grids(model)
    assert pytest.approx(plain.predict(theta, x), abs=EXACT) == found.decision[:, [8, 0], [3, 39]].T
    nodes = np.concatenate([part[:, :, 2] for part in plain.bloch_batch(theta, x)[1:]], axis=1)
    assert pytest.approx(nodes, abs=EXACT) == found.nodes[:, [8, 0], [3, 39]].T


def test_a_grid_and_its_proof_serve_while_scales_move(monkeypatch: pytest.MonkeyPatch):
    """Scales that move a little keep the grid; large ones are exact on another one."""
    asked = []
    true_guard = grids.grid_is_exact
    monkeypatch.setattr(grids, "_verdicts", type(grids._verdicts)())
    monkeypatch.setattr(grids, "grid_is_exact", lambda *args: asked.append(args[1].plan) or true_guard(*args))
    model = trained()
    plain, theta = without_grids(model), model.initial_parameters(4)
    for scale in np.linspace(1.3, 1.4, 5):
        theta[0] = scale
        assert model.predict(theta, X)[:5] == pytest.approx(plain.predict(theta, X[:5]), abs=EXACT)
    assert len(asked) == 1
    theta[0] = -4.1
    assert model.predict(theta, X)[:5] == pytest.approx(plain.predict(theta, X[:5]), abs=EXACT)
    assert len(asked) == 2


def test_map_and_training_share_one_pass():
    """Points that reach a little further than the map: their grid serves the map too."""
    model = trained()
    theta = model.initial_parameters(0)
    model.predict(theta, 1.3 * X)
    values = model._engine.cone._values
    model.decision_map(theta)
    assert model._engine.cone._values is values


def test_three_features_with_a_trained_scale_of_the_third():
    """The third feature is a constant of the map: its trained scale leaves the Fourier axes of the others."""
    layers = [
        {"kind": "encode", "features": [0, 1]},
        {"kind": "encode", "features": [2], "axis": "y", "trainable": True},
        {"kind": "rotate"},
        {"kind": "entangle", "gate": "cnot"},
    ]
    model = trained(2, features=3, layers=layers, readouts=["ZI"])
    theta = model.initial_parameters(0)
    assert model._engine.cone.candidate is not None
    assert model._engine.cone.candidate.plan.reach == np.inf
    line = np.linspace(-1, 1, 30)
    found = model.decision_map(theta, 30, rest=[0.4])
    assert found[4, 20] == pytest.approx(model.predict(theta, [[line[20], line[4], 0.4]])[0, 0], abs=EXACT)
    f, pullback = model.value_and_vjp(theta, x := np.c_[X[:50], X[:50, 0] ** 2])
    step = 1e-6 * np.eye(len(theta))[0]
    slope = (model.predict(theta + step, x) - model.predict(theta - step, x)).sum() / 2e-6
    assert pullback(np.ones_like(f))[0] == pytest.approx(slope, abs=1e-6)
