"""Single runs: their Kraus operators, and means that agree with density matrices within their standard errors."""

from typing import Any

import numpy as np
import pytest

from playground.models import Model, compile_model
from playground.models.layers import lower_network
from playground.models.noise import CHANNELS, affine
from playground.models.options import single_runs
from playground.models.pauli import pauli_operator
from playground.models.statevector import trajectories as trajectories_module
from playground.models.statevector.trajectories import RUNS, SEED
from playground.models.statevector.unravelling import Kraus, kraus_operators
from playground.spec import Device, Network, Noise, SpecError

SIGMAS = 5.0
"""A mean of thousands of runs lies further off with probability 6e-7; with some hundred values compared, a false alarm
has probability 1e-4 for a new seed, and the seeds are fixed."""

NOISY = Noise(amplitude_damping=0.1, phase_damping=0.2, depolarizing=0.05)
DEVICE = Device(
    t1=1.0, t2=0.5, thermal_population=0.2, error_1q=0.01, error_2q=0.05, readout_p01=0.02, readout_p10=0.05
)
LAYERS: list[dict[str, Any]] = [
    {"kind": "encode"},
    {"kind": "rotate"},
    {"kind": "entangle", "gate": "cnot"},
    {"kind": "encode", "axis": "y"},
    {"kind": "rotate", "axes": "x"},
]
X = np.random.default_rng(3).uniform(-1, 1, (5, 2))


def model_of(layers: list[dict[str, Any]], readouts: list[str], noise: Noise, device: Device | None = None) -> Model:
    spec = {"qurons": 3, "layers": layers, "readouts": readouts}
    return compile_model(Network.model_validate(spec), device, noise)


def matrix_of(operator: Kraus) -> np.ndarray:
    diagonal = np.diag(operator.factors)
    return diagonal @ np.array([[0, 1], [1, 0]]) if operator.flips else diagonal


@pytest.mark.parametrize(
    "channel",
    [
        CHANNELS["amplitude_damping"](strength=0.3),
        CHANNELS["amplitude_damping"](strength=1.0),
        CHANNELS["generalized_amplitude_damping"](strength=0.4, ground_population=0.7),
        CHANNELS["phase_damping"](strength=0.2),
        CHANNELS["depolarizing"](strength=0.9),
        CHANNELS["bit_phase_flip"](strength=0.35),
        CHANNELS["thermal"](t1=2.0, t2=3.0, time=1.0, thermal_population=0.1),
        CHANNELS["depolarizing"](strength=0.1) @ CHANNELS["amplitude_damping"](strength=0.2),
        affine(1.0, 1.0, 1.0),
    ],
)
def test_kraus_operators_give_the_channel_back(channel: np.ndarray):
    """M_ij = sum_k Tr(P_i K P_j K^dag) / 2, and sum_k K^dag K = 1 (Nielsen and Chuang 2010, section 8.2.3)."""
    operators = [matrix_of(operator) for operator in kraus_operators(channel)]
    paulis = [pauli_operator(letter) for letter in "IXYZ"]
    found = [[sum(np.trace(a @ k @ b @ k.conj().T) for k in operators).real / 2 for b in paulis] for a in paulis]
    assert np.array(found) == pytest.approx(channel, abs=1e-12)
    assert sum(k.conj().T @ k for k in operators) == pytest.approx(np.eye(2), abs=1e-12)


@pytest.mark.parametrize(
    ("noise", "device"),
    [
        (Noise(amplitude_damping=0.1), None),
        (Noise(phase_damping=0.1), None),
        (Noise(depolarizing=0.1), None),
        (Noise(amplitude_damping=0.95, depolarizing=0.7), None),
        (NOISY, DEVICE),
    ],
)
@pytest.mark.parametrize("perceptron", [False, True])
def test_means_agree_with_density_matrices(noise: Noise, device: Device | None, perceptron: bool):
    """Readouts and Bloch vectors, weak and strong noise, traced-out qurons, pairs with errors of their own."""
    last = [{"kind": "perceptron", "width": 2}] if perceptron else [{"kind": "decohere", "channel": "thermal"}]
    model = model_of([*LAYERS, *last], ["ZI", "XY"] if perceptron else ["ZII", "XYI"], noise, device)
    theta = model.initial_parameters(2)
    found = model.estimate(theta, X, runs=4000, seed=1)
    exact = model.predict(theta, X)
    assert found.mean.shape == found.standard_error.shape == exact.shape
    assert 0 < np.max(found.standard_error) < 1 / np.sqrt(4000)
    assert np.all(np.abs(found.mean - exact) <= SIGMAS * found.standard_error + 1e-12)


def test_bloch_vectors_of_runs():
    """After every layer; a component of a mean over 1000 runs has a standard error of at most 1/sqrt(1000)."""
    model = model_of(LAYERS, ["ZII"], NOISY)
    theta = model.initial_parameters(2)
    steps = lower_network(model.network, model.device, model.noise)
    whole = single_runs(steps, 3, terms=[{"ZII": 1.0}], features=2)
    for ours, exact in zip(whole.bloch(theta, X), model.bloch_batch(theta, X), strict=True):
        assert np.max(np.abs(ours.transpose(2, 0, 1) - exact)) < SIGMAS / np.sqrt(RUNS)


def test_the_error_falls_as_the_square_root_of_the_runs():
    """Four times the runs, half the error, to 15 %: an error estimated from 1000 runs is uncertain by some percent."""
    model = model_of(LAYERS, ["ZII", "XYI"], NOISY)
    theta = model.initial_parameters(2)
    few, many = (model.estimate(theta, X, runs=runs, seed=5) for runs in (1000, 4000))
    assert many.standard_error == pytest.approx(few.standard_error / 2, rel=0.15)
    assert (few.runs, many.runs) == (1000, 4000)


def test_pure_decay_jumps_once_or_not_at_all():
    """Every run from |1> ends with Z = +1 or -1, and stays at -1 with probability exp(-t/T1): physics of one jump."""
    layers = [
        {"kind": "rotate", "axes": "x", "qurons": [0]},
        {"kind": "decohere", "channel": "thermal", "t1": 2.0, "t2": 4.0, "time": 1.5},
    ]
    model = compile_model(Network.model_validate({"qurons": 1, "layers": layers}))
    found = model.estimate([np.pi], [[0.0, 0.0]], runs=20_000, seed=0)
    mean, error = found.mean[0, 0], found.standard_error[0, 0]
    # Outcomes are +1 and -1 only, so the mean alone gives their variance.
    assert error == pytest.approx(np.sqrt((1 - mean**2) / (found.runs - 1)), rel=1e-9)
    assert (1 - mean) / 2 == pytest.approx(np.exp(-1.5 / 2.0), abs=SIGMAS * error / 2)


def test_an_estimate_does_not_depend_on_its_neighbours(monkeypatch: pytest.MonkeyPatch):
    """Nor on how much is run at a time; another seed gives other runs."""
    model = model_of(LAYERS, ["ZII"], NOISY)
    theta = model.initial_parameters(0)
    together = model.estimate(theta, X, runs=50, seed=4)
    alone = model.estimate(theta, X[2:3], runs=50, seed=4)
    assert alone.mean[0] == pytest.approx(together.mean[2], abs=1e-12)
    monkeypatch.setattr(trajectories_module, "CHUNK_BYTES", 7 * 16 * 2**3)
    assert model.estimate(theta, X, runs=50, seed=4).mean == pytest.approx(together.mean, abs=1e-12)
    assert np.all(model.estimate(theta, X, runs=50, seed=6).mean != together.mean)


def test_runs_without_noise_are_exact():
    model = model_of(LAYERS, ["ZII"], Noise())
    theta = model.initial_parameters(0)
    found = model.estimate(theta, X, runs=3)
    assert found.mean == pytest.approx(model.predict(theta, X), abs=1e-12)
    assert np.all(found.standard_error == 0)


def test_predictions_by_runs_repeat_and_cannot_be_trained():
    runs = model_of(LAYERS, ["ZII"], NOISY)._engine.runs
    theta = np.random.default_rng(0).uniform(-3, 3, 9)
    assert np.array_equal(runs.outputs(theta, X), runs.estimate(theta, X, RUNS, SEED).mean.T)
    line = np.linspace(-1, 1, 12)
    plane = runs.output_planes(theta, line, np.zeros(0))
    corner = runs.outputs(theta, np.array([[line[0], line[3]]]))
    # The plane is interpolated from nodes whose runs have the same random numbers, but jump elsewhere.
    assert plane[0, 3, 0] == pytest.approx(corner[0, 0], abs=2 * SIGMAS / np.sqrt(RUNS))
    with pytest.raises(SpecError, match=r"single runs have no gradient\. Reduce `qurons` to about 3") as caught:
        runs.outputs(theta, X, gradient=True)
    assert caught.value.path == "network.qurons"


def test_too_many_runs_are_refused_before_they_begin():
    model = model_of(LAYERS, ["ZII"], NOISY)
    with pytest.raises(ValueError, match=r"1000000 runs each would take .* Reduce `X` to \d+ inputs, or `runs` to \d+"):
        model.estimate(model.initial_parameters(0), np.zeros((5000, 2)), runs=1_000_000)
    with pytest.raises(ValueError, match="`runs` must lie between 2 and 1000000, but is 1"):
        model.estimate(model.initial_parameters(0), X, runs=1)


def test_runs_follow_noise_on_pairs_and_values_for_every_quron():
    """Against density matrices, within the statistical error of the mean."""
    device = Device(t1=[1.0, 2.0, 5.0], t2=[0.5, 2.0, 3.0], zz_crosstalk=4.0, readout_p01=[0.0, 0.1, 0.2])
    noise = [
        {"kind": "decohere", "channel": "zz_crosstalk", "angle": 1.1, "pattern": "chain"},
        {"kind": "decohere", "channel": "pair_depolarizing", "strength": 0.15},
    ]
    model = model_of([*LAYERS[:3], *noise, *LAYERS[3:]], ["ZII", "XIY"], Noise(), device)
    theta = model.initial_parameters(2)
    found = model.estimate(theta, X, runs=4000, seed=11)
    assert np.all(np.abs(found.mean - model.predict(theta, X)) < SIGMAS * found.standard_error)


def test_crosstalk_alone_leaves_a_pure_state():
    """It is unitary: runs are exact without a single jump."""
    layers = [*LAYERS[:3], {"kind": "decohere", "channel": "zz_crosstalk", "angle": 1.1}, *LAYERS[3:]]
    model = model_of(layers, ["ZII"], Noise(), Device(zz_crosstalk=4.0))
    theta = model.initial_parameters(0)
    found = model.estimate(theta, X, runs=3)
    assert found.mean == pytest.approx(model.predict(theta, X), abs=1e-12)
    assert model.purities(theta, X[0]) == pytest.approx(np.ones(len(layers) + 1), abs=1e-12)
