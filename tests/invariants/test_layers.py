"""Laws of the compiled network: a layer is a channel, and the fast path is the plain QuTiP construction.

Tolerance 1e-9 throughout: rounding in double precision stays below 1e-12, a wrong sign or factor is of order 1.
"""

import numpy as np
import pytest
from hypothesis import given, settings

from playground.models import Model, compile_experiment, compile_model
from playground.models.layers import LAYERS, PAIR_CHANNELS
from playground.models.noise import CHANNELS
from playground.models.pauli import FIXED_GATES, PAIR_ROTATIONS, ROTATIONS
from playground.models.referee import layer_states, readouts_by_qutip
from playground.quantum import qutip
from playground.spec import Device, Network, Noise, choices, default_experiment
from tests.invariants.random_networks import models, random_angles, random_inputs

EXACT = 1e-9
PAULIS = (qutip.sigmax(), qutip.sigmay(), qutip.sigmaz())


def bloch_of(rho: qutip.Qobj) -> np.ndarray:
    """Bloch vectors of every quron of a density matrix, shape (n, 3)."""
    reduced = [rho.ptrace(quron) for quron in range(len(rho.dims[0]))]
    return np.array([[qutip.expect(pauli, one) for pauli in PAULIS] for one in reduced])


def test_tables_cover_the_choices():
    """Every name that a specification may use is implemented, and nothing else."""
    assert set(LAYERS) == set(choices.LAYER_KINDS)
    assert {*CHANNELS, *PAIR_CHANNELS} == set(choices.CHANNELS)
    assert tuple(PAIR_CHANNELS) == choices.PAIR_CHANNELS
    assert set(FIXED_GATES) == set(choices.FIXED_GATES)
    assert set(PAIR_ROTATIONS) == set(choices.PARAMETRISED_GATES)
    assert set(ROTATIONS) == set(choices.AXES)


@settings(max_examples=60, deadline=None)
@given(models())
def test_readouts_equal_qutip(drawn: tuple[Model, np.random.Generator]):
    """Predictions of one input and of many (which may take the Fourier grid) equal density matrices in QuTiP."""
    model, rng = drawn
    theta, x = random_angles(model, rng), random_inputs(model, rng, 500)
    plain = readouts_by_qutip(model.network, model.device, model.noise, theta, x[0])
    assert model.predict(theta, x[:1])[0] == pytest.approx(plain, abs=EXACT)
    assert model.predict(theta, x)[0] == pytest.approx(plain, abs=EXACT)
    assert model.verify(theta, x[0]) < EXACT


@settings(max_examples=40, deadline=None)
@given(models())
def test_layer_states_equal_qutip(drawn: tuple[Model, np.random.Generator]):
    """Bloch vectors and purities after every layer, and the final state, equal density matrices in QuTiP."""
    model, rng = drawn
    theta, x = random_angles(model, rng), random_inputs(model, rng, 300)
    plain = layer_states(model.network, model.device, model.noise, theta, x[0])
    one, many = model.bloch(theta, x[0]), model.bloch_batch(theta, x)
    assert len(one) == len(many) == len(plain)
    for rho, bloch, batch in zip(plain, one, many, strict=True):
        assert bloch == pytest.approx(bloch_of(rho), abs=EXACT)
        assert batch[0] == pytest.approx(bloch_of(rho), abs=EXACT)
    purities = [(rho * rho).tr().real for rho in plain]
    assert model.purities(theta, x[0]) == pytest.approx(purities, abs=EXACT)
    difference = model.state(theta, x[0]) - plain[-1]
    assert np.abs(difference.full()).max() < EXACT


@settings(max_examples=40, deadline=None)
@given(models())
def test_states_are_physical(drawn: tuple[Model, np.random.Generator]):
    """Trace 1, Hermitian, positive: every layer is a channel."""
    model, rng = drawn
    rho = model.state(random_angles(model, rng), random_inputs(model, rng, 1)[0])
    assert rho.tr() == pytest.approx(1.0, abs=EXACT)
    assert np.abs((rho - rho.dag()).full()).max() < EXACT
    assert rho.eigenenergies().min() > -EXACT


@settings(max_examples=30, deadline=None)
@given(models())
def test_maps_equal_predictions(drawn: tuple[Model, np.random.Generator]):
    """Maps hold what `predict` and `bloch_batch` give at their points: columns are feature 0, rows feature 1."""
    model, rng = drawn
    theta, features = random_angles(model, rng), model.network.features
    rest = rng.uniform(-1, 1, max(0, features - 2))
    line = np.linspace(-0.8, 1.2, 7)
    maps = model.maps(theta, resolution=7, node_resolution=7, bounds=(-0.8, 1.2), rest=rest)
    x = np.array([[line[j], line[i], *rest][:features] for i in range(7) for j in range(7)])
    decision = maps.decision.reshape(len(model.readouts), -1).T
    assert decision == pytest.approx(model.predict(theta, x), abs=EXACT)
    expected = [found[:, :, 2].T for found in model.bloch_batch(theta, x)[1:]]
    assert maps.nodes.reshape(-1, 49) == pytest.approx(np.concatenate(expected), abs=EXACT)


@pytest.mark.parametrize("qurons", range(1, 9))
def test_every_size_runs_with_noise(qurons: int):
    """One to eight qurons with noise: grid and direct evaluation agree, and the purity falls below 1."""
    layers = [
        {"kind": "encode", "features": [0, 1]},
        {"kind": "rotate", "axes": "yz"},
        *([{"kind": "entangle", "gate": "cnot", "pattern": "ring"}] if qurons > 1 else []),
        {"kind": "encode", "axis": "y", "features": [1, 0]},
        {"kind": "rotate", "axes": "x"},
        *([{"kind": "entangle", "gate": "cry", "pattern": "chain"}] if qurons > 1 else []),
    ]
    network = Network.model_validate({"qurons": qurons, "features": 2, "layers": layers})
    noise = Noise(amplitude_damping=0.02, phase_damping=0.02, depolarizing=0.005)
    model = compile_model(network, Device(), noise)
    theta = model.initial_parameters(0)
    maps = model.maps(theta, resolution=20, node_resolution=20)
    line = np.linspace(-1, 1, 20)
    x = np.array([[line[3], line[8]], [line[17], line[0]]])
    direct = model.predict(theta, x)[:, 0]
    assert maps.decision[0, [8, 0], [3, 17]] == pytest.approx(direct, abs=EXACT)
    assert maps.nodes.shape == (qurons * len(layers), 20, 20)
    assert np.all(model.purities(theta, x[0])[1:] < 1)


def test_default_example_agrees_with_qutip():
    """The example that the playground opens with."""
    experiment = default_experiment()
    model = compile_experiment(experiment)
    assert model.verify(model.initial_parameters(3), [0.3, -0.7]) < EXACT
