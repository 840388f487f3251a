"""The way along the depth against QuTiP's own measures of QuTiP's own states."""

import numpy as np
import pytest

from playground.analysis.depth import along_depth, pair_concurrences
from playground.models.referee import layer_states
from playground.quantum import measures, qutip
from playground.quantum.states import pauli_vector
from playground.spec.experiment import Experiment
from playground.spec.ideal import without_noise

ROUNDING = 1e-10
ROOT = 1e-7
"""Square roots of eigenvalues that should be 0, and are 1e-16."""

EXPERIMENT = Experiment.model_validate(
    {
        "network": {
            "qurons": 3,
            "layers": [
                {"kind": "encode", "axis": "x", "features": [0, 1]},
                {"kind": "rotate", "axes": "yz"},
                {"kind": "entangle", "gate": "cz", "pattern": "ring"},
                {"kind": "decohere", "channel": "phase_damping", "strength": 0.2, "qurons": [1]},
                {"kind": "perceptron", "width": 2},
            ],
            "readouts": ["ZI"],
        },
        "noise": {"amplitude_damping": 0.03, "depolarizing": 0.01},
        "device": {"t1": 90.0, "t2": 70.0, "error_1q": 1e-3, "error_2q": 1e-2},
    }
)
X = np.array([0.37, -0.61])


def test_every_number_is_that_of_qutip() -> None:
    theta = np.random.default_rng(3).uniform(-np.pi, np.pi, 30)
    found = along_depth(EXPERIMENT, theta, X)
    branches = {}
    for one, branch in ((EXPERIMENT, found.noisy), (without_noise(EXPERIMENT), found.ideal)):
        states = layer_states(one.network, one.device, one.noise, theta, X)
        branches[branch is found.noisy] = states
        np.testing.assert_allclose(branch.purity, [measures.purity(state) for state in states], atol=ROUNDING)
        np.testing.assert_allclose(branch.entropy, [qutip.entropy_vn(state, 2) for state in states], atol=1e-8)
        for state, values in zip(states, branch.concurrence, strict=True):
            n = len(state.dims[0])
            pairs = [state.ptrace([i, j]) for i in range(n) for j in range(i + 1, n)]
            np.testing.assert_allclose(values, [measures.concurrence(pair) for pair in pairs], atol=ROOT)
    # QuTiP takes matrix square roots of pure states here, which halves its digits.
    expected = [measures.fidelity(a, b) for a, b in zip(branches[True], branches[False], strict=True)]
    np.testing.assert_allclose(found.fidelity, expected, atol=1e-6)
    assert found.ideal.entropy[-1] > 0.1 > found.ideal.entropy[-2] == 0  # the perceptron traces its inputs out


def test_w_states_share_their_entanglement() -> None:
    """Each pair of W_n has concurrence 2/n (Koashi, Buzek, Imoto, PRA 62, 050302, 2000); GHZ pairs have none."""
    for n in (3, 4):
        state = qutip.w_state(n)
        assert pair_concurrences(pauli_vector(qutip.ket2dm(state))) == pytest.approx(
            [2 / n] * (n * (n - 1) // 2), abs=ROOT
        )
    assert pair_concurrences(pauli_vector(qutip.ket2dm(qutip.ghz_state(3)))) == pytest.approx([0] * 3, abs=ROOT)


def test_one_quron_has_no_pair() -> None:
    single = Experiment.model_validate({"network": {"qurons": 1, "layers": [{"kind": "rotate", "axes": "y"}]}})
    assert [len(values) for values in along_depth(single, [0.3], X).noisy.concurrence] == [0, 0]
