"""Spectrum of a quantum model: an encoder repeated r times gives the frequencies 0 to r, and no others.

Source: Schuld, Sweke, Meyer, Phys. Rev. A 103, 032430 (2021): r Pauli rotations of one
feature, one after the other or side by side, give the integer spectrum {-r, ..., r}.

Every input is predicted by itself, so that no Fourier interpolation takes part. Tolerance: coefficients of 64
values err by rounding only, below 1e-15; what must be absent is held below 1e-10, what must be there above 1e-4.
"""

import numpy as np
import pytest

from playground.models import Model, compile_model
from playground.spec import Network, Noise

ABSENT, PRESENT = 1e-10, 1e-4
NOISE = Noise(amplitude_damping=0.05, phase_damping=0.03, depolarizing=0.01)


def coefficients(model: Model, seed: int) -> np.ndarray:
    """Absolute Fourier coefficients of the first readout over one period, at random angles."""
    theta = model.initial_parameters(seed)
    x = np.linspace(0, 2 * np.pi, 64, endpoint=False)
    values = [model.predict(theta, [[point]])[0, 0] for point in x]
    return np.abs(np.fft.rfft(values)) / len(x)


def in_series(repetitions: int) -> Network:
    """One quron, encoders with trainable rotations before, between and after."""
    rotate = {"kind": "rotate", "axes": "zyz"}
    layers = [rotate] + [{"kind": "encode", "features": [0]}, rotate] * repetitions
    return Network.model_validate({"qurons": 1, "features": 1, "layers": layers})


def in_parallel(repetitions: int) -> Network:
    """One encoder on each of r qurons, entangled before and after."""
    mix = [{"kind": "rotate", "axes": "zyz"}, {"kind": "entangle", "gate": "cnot", "pattern": "ring"}]
    block = mix if repetitions > 1 else mix[:1]
    layers = [*block, *block, {"kind": "encode", "features": [0]}, *block, *block]
    return Network.model_validate({"qurons": repetitions, "features": 1, "layers": layers})


@pytest.mark.parametrize("noise", [None, NOISE], ids=["pure", "noisy"])
@pytest.mark.parametrize("arrangement", [in_series, in_parallel])
@pytest.mark.parametrize("repetitions", [1, 2, 3, 4])
def test_integer_spectrum(arrangement, repetitions: int, noise: Noise | None):
    """Frequencies 0 to r are there, those above are not; decoherence adds none."""
    found = coefficients(compile_model(arrangement(repetitions), noise=noise), seed=repetitions)
    assert np.all(found[: repetitions + 1] > PRESENT)
    assert np.all(found[repetitions + 1 :] < ABSENT)


def test_scaled_encoders_add_up():
    """Scales 1 and 3 give the sums and differences of their frequencies: 0 to 4."""
    rotate = {"kind": "rotate", "axes": "zyz"}
    encoders = [{"kind": "encode", "features": [0], "scale": scale} for scale in (1.0, 3.0)]
    layers = [rotate, encoders[0], rotate, encoders[1], rotate]
    network = Network.model_validate({"qurons": 1, "features": 1, "layers": layers})
    found = coefficients(compile_model(network, noise=NOISE), seed=2)
    assert np.all(found[:5] > PRESENT)
    assert np.all(found[5:] < ABSENT)
