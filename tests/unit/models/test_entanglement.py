"""Entanglement of pairs against QuTiP and against states whose value is known by hand."""

import numpy as np
import pytest

from playground.models import compile_model
from playground.models.entanglement import PAIR_MEASURES, concurrences, density_matrices, mutual_informations
from playground.models.referee import layer_states
from playground.quantum import measures, qutip
from playground.quantum.states import pauli_vector
from playground.spec import Device, Network, Noise

ROUNDING = 1e-12
ROOT = 1e-7
"""A square root turns rounding of 1e-16 in an eigenvalue that should be 0 into 1e-8, in QuTiP as here."""

RESTING, FIRING = qutip.basis(2, 0), qutip.basis(2, 1)
BELL = (qutip.tensor(RESTING, RESTING) + qutip.tensor(FIRING, FIRING)).unit()
NETWORK = {
    "qurons": 4,
    "layers": [
        {"kind": "encode", "axis": "x", "features": [0, 1]},
        {"kind": "rotate", "axes": "yz"},
        {"kind": "entangle", "gate": "cnot", "pattern": "ring"},
        {"kind": "rotate", "axes": "x"},
        {"kind": "entangle", "gate": "rxx", "pattern": "all"},
        {"kind": "perceptron", "width": 2},
    ],
    "readouts": ["ZI"],
}
X = np.array([0.37, -0.61])


def random_states(count: int, rank: int) -> list[qutip.Qobj]:
    return [qutip.rand_dm([2, 2], rank=rank, seed=seed) for seed in range(count)]


def vectors(states: list[qutip.Qobj]) -> np.ndarray:
    return np.array([pauli_vector(state) for state in states])


@pytest.mark.parametrize("qurons", [1, 2, 3])
def test_density_matrices_are_those_of_qutip(qurons: int) -> None:
    states = [qutip.rand_dm([2] * qurons, seed=seed) for seed in range(3)]
    found = density_matrices(vectors(states).reshape(3, 1, -1))
    assert found.shape == (3, 1, 2**qurons, 2**qurons)
    np.testing.assert_allclose(found[:, 0], [state.full() for state in states], atol=ROUNDING)


@pytest.mark.parametrize("rank", [1, 2, 4])
def test_concurrence_is_that_of_qutip(rank: int) -> None:
    """Rank 4 states of this measure are separable about one time in four, so both branches are met."""
    states = random_states(30, rank)
    expected = [measures.concurrence(state) for state in states]
    np.testing.assert_allclose(concurrences(vectors(states)), expected, atol=ROOT)
    assert rank < 4 or min(expected) == 0 < max(expected)


@pytest.mark.parametrize("rank", [1, 2, 4])
def test_mutual_information_is_that_of_qutip(rank: int) -> None:
    """Nielsen and Chuang, section 11.3; `qutip.entropy_mutual` takes the base of the logarithm."""
    states = random_states(10, rank)
    expected = [qutip.entropy_mutual(state, 0, 1, base=2) for state in states]
    np.testing.assert_allclose(mutual_informations(vectors(states)), expected, atol=ROUNDING)


def test_a_bell_state_a_product_and_a_classical_mixture() -> None:
    product = qutip.tensor(RESTING, (RESTING + FIRING).unit())
    mixture = (qutip.tensor(RESTING, RESTING).proj() + qutip.tensor(FIRING, FIRING).proj()) / 2
    states = vectors([BELL, product, mixture])
    np.testing.assert_allclose(concurrences(states), [1, 0, 0], atol=ROOT)
    np.testing.assert_allclose(mutual_informations(states), [2, 0, 1], atol=ROUNDING)


@pytest.mark.parametrize("p", [0.0, 0.2, 0.6, 0.7, 1.0])
def test_isotropic_noise_kills_entanglement_at_two_thirds(p: float) -> None:
    """Bell state mixed with white noise: C = max(0, 1 - 3 p / 2) (Wootters 1998; Werner, PRA 40, 4277 (1989))."""
    state = (1 - p) * BELL.proj() + p * qutip.qeye([2, 2]) / 4
    assert concurrences(pauli_vector(state)) == pytest.approx(max(0, 1 - 1.5 * p), abs=ROOT)


@pytest.mark.parametrize("g", [0.0, 0.3, 0.9])
def test_damping_both_halves_of_a_bell_pair(g: float) -> None:
    """RY(pi/2), CNOT, then amplitude damping g on both: 2 (|rho_03| - sqrt(rho_11 rho_22)) = (1 - g)^2."""
    layers = [
        {"kind": "rotate", "axes": "y", "qurons": [0]},
        {"kind": "entangle", "gate": "cnot", "pairs": [[0, 1]]},
        {"kind": "decohere", "channel": "amplitude_damping", "strength": g},
    ]
    model = compile_model(Network.model_validate({"qurons": 2, "layers": layers}))
    found = [concurrences(pairs)[0] for pairs in model.pair_states([np.pi / 2], X)]
    assert found == pytest.approx([0, 0, 1, (1 - g) ** 2], abs=ROOT)


def test_measures_are_named() -> None:
    assert set(PAIR_MEASURES) == {"concurrence", "mutual_information"}


def test_vectors_of_a_wrong_length_are_refused() -> None:
    with pytest.raises(ValueError, match=r"length 4\^k along its last axis, but has length 8"):
        density_matrices(np.zeros((3, 8)))


def test_pairs_and_groups_of_a_network_are_those_of_plain_qutip() -> None:
    """Every pair after every layer, noise and a change of width included; 1e-9 is the bound of every fast path."""
    network, device = Network.model_validate(NETWORK), Device(t1=80, t2=60, error_2q=0.01)
    noise = Noise(amplitude_damping=0.05, phase_damping=0.03)
    model = compile_model(network, device, noise)
    theta = model.initial_parameters(3)
    states = layer_states(network, device, noise, theta, X)
    pairs = model.pair_states(theta, X)
    assert [found.shape for found in pairs] == [(6, 16)] * 6 + [(1, 16)]
    for found, state in zip(pairs, states, strict=True):
        n = len(state.dims[0])
        plain = [pauli_vector(state.ptrace([i, j])) for i in range(n) for j in range(i + 1, n)]
        np.testing.assert_allclose(found, plain, atol=1e-9)
    assert concurrences(pairs[3]).max() > 0.05
    group = model.reduced_state(theta, X, 3, (0, 2, 3))
    np.testing.assert_allclose(density_matrices(group), states[3].ptrace([0, 2, 3]).full(), atol=1e-9)
    swapped = model.reduced_state(theta, X, 5, (3, 1)).reshape(4, 4)
    np.testing.assert_allclose(swapped.T.ravel(), pauli_vector(states[5].ptrace([1, 3])), atol=1e-9)


def test_a_single_quron_has_no_pairs() -> None:
    model = compile_model(Network.model_validate({"qurons": 1, "layers": [{"kind": "encode"}]}))
    assert [found.shape for found in model.pair_states([], X)] == [(0, 16)] * 2
    assert concurrences(np.zeros((0, 16))).shape == mutual_informations(np.zeros((0, 16))).shape == (0,)


@pytest.mark.parametrize(
    ("layer", "qurons", "message"),
    [
        (7, (0,), "`layer` must lie between 0 and 6, but is 7"),
        (6, (2,), "`qurons` must lie between 0 and 1, but is 2"),
        (0, (), "must name at least one quron and each only once, but is \\[\\]"),
        (0, (1, 1), "each only once, but is \\[1, 1\\]"),
    ],
)
def test_groups_that_do_not_exist_are_refused(layer: int, qurons: tuple[int, ...], message: str) -> None:
    model = compile_model(Network.model_validate(NETWORK))
    with pytest.raises(ValueError, match=message):
        model.reduced_state(model.initial_parameters(0), X, layer, qurons)
