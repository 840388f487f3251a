"""Single shots of a readout, against what QuTiP says a projective measurement gives.

Source: Nielsen and Chuang (2010), section 2.2.5: outcome k of an observable has the probability Tr(Pi_k rho). Errors
of the readout turn the outcome of every quron by itself, with P(read | true) = [[1 - p01, p10], [p01, 1 - p10]].
"""

from itertools import product

import numpy as np
import pytest

from playground.learning.sampling import Sampling
from playground.models.model import compile_model
from playground.quantum import qutip
from playground.spec import Device, Experiment, Measurement, Network, Noise
from playground.spec.layers import Encode, Entangle, Rotate

LAYERS = (Encode(features=(0, 1), scale=1.2), Rotate(axes="yz"), Entangle(gate="rxx"), Rotate(axes="x"))
NOISE = Noise(amplitude_damping=0.1, depolarizing=0.02)
P01, P10 = 0.03, 0.11
X = np.array([[0.4, -0.7]])
PAULI = {"I": qutip.qeye(2), "X": qutip.sigmax(), "Y": qutip.sigmay(), "Z": qutip.sigmaz()}


def outcomes(rho: qutip.Qobj, string: str) -> tuple[np.ndarray, np.ndarray]:
    """Signs that are read, one for each quron that `string` reads, and their probabilities."""
    read = [k for k, letter in enumerate(string) if letter != "I"]
    signs = np.array(list(product((1, -1), repeat=len(read))))
    true = []
    for row in signs:
        factors = [qutip.qeye(2)] * len(string)
        for k, sign in zip(read, row, strict=True):
            factors[k] = (qutip.qeye(2) + int(sign) * PAULI[string[k]]) / 2
        true.append(qutip.expect(qutip.tensor(*factors), rho))
    confusion = np.array([[1 - P01, P10], [P01, 1 - P10]])
    together = np.ones((1, 1))
    for _ in read:
        together = np.kron(together, confusion)
    return signs, together @ np.array(true)


@pytest.mark.parametrize("string", ["ZI", "IX", "ZZ", "XY"])
@pytest.mark.parametrize("invert", [False, True])
def test_estimates_have_the_mean_and_variance_of_measured_outcomes(string, invert):
    """Tolerance: both sides are sums of a few products of doubles; the fast path equals QuTiP to 1e-9."""
    network = Network(qurons=2, layers=LAYERS, readouts=(string,))
    device = Device(readout_p01=P01, readout_p10=P10)
    measurement = Measurement(shots=1, invert_readout=invert)
    experiment = Experiment(network=network, noise=NOISE, device=device, measurement=measurement)
    model = compile_model(network, experiment.read_device, NOISE)
    theta = model.initial_parameters(seed=8)
    f = model.predict(theta, X)
    signs, chances = outcomes(model.state(theta, X[0]), string)
    # Inverted, a shot contributes the product of (sign - s)/K over its qurons; otherwise the product of the signs.
    values = (signs - (P10 - P01)) / (1 - P01 - P10) if invert else signs.astype(float)
    estimates = values.prod(axis=1)
    assert chances.sum() == pytest.approx(1, abs=1e-12)
    assert f[0, 0] == pytest.approx(chances @ estimates, abs=1e-9)
    variance = chances @ estimates**2 - (chances @ estimates) ** 2
    assert Sampling(experiment).variance(theta, X, f)[0, 0] == pytest.approx(variance, abs=1e-8)
