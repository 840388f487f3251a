"""Channels in closed form against Kraus operators in QuTiP."""

import numpy as np
import pytest

from playground.models.noise import (
    CHANNELS,
    ambient_channel,
    gate_error_probability,
    idle_channel,
    pair_depolarizing,
)
from playground.quantum.channels import channel_ptm
from playground.spec import Device, Noise
from playground.spec.choices import CHANNEL_PARAMETERS

EXACT = 1e-12


def arguments(channel: str, strength: float) -> dict[str, float]:
    values = {"strength": strength, "ground_population": 0.8, "t1": 50.0, "t2": 70.0, "time": 100 * strength}
    return {name: values.get(name, 0.1) for name in CHANNEL_PARAMETERS[channel]}


@pytest.mark.parametrize("strength", [0.0, 0.03, 0.5, 1.0])
@pytest.mark.parametrize("channel", CHANNELS)
def test_channels_equal_kraus(channel: str, strength: float):
    given = arguments(channel, strength)
    # The thermal channel of QuTiP comes from an exponential of its generator: 1e-10.
    assert CHANNELS[channel](**given) == pytest.approx(channel_ptm(channel, **given), abs=1e-10)


def test_pair_depolarizing():
    expected = channel_ptm("pair_depolarizing", strength=0.3)
    assert np.diag(pair_depolarizing(0.3)) == pytest.approx(expected, abs=EXACT)


def test_ambient_channels_act_in_order():
    """Amplitude damping first: what phase damping and depolarizing shrink includes its push along z."""
    found = ambient_channel(Noise(amplitude_damping=0.2, phase_damping=0.19, depolarizing=0.3))
    assert found is not None
    assert found @ [1, 1, 0, -1] == pytest.approx([1, 0.6 * 0.9 * np.sqrt(0.8), 0, 0.6 * (0.2 - 0.8)], abs=EXACT)
    assert ambient_channel(Noise()) is None


def test_idle_time_of_a_device():
    """T1 = 50, T2 = 70, t = 20, p = 0.1; e1 = exp(-0.4), e2 = exp(-2/7), zeq = 0.8."""
    found = idle_channel(Device(t1=50.0, t2=70.0, thermal_population=0.1).on(0), 20.0)
    assert found is not None
    e1, e2 = np.exp(-0.4), np.exp(-2 / 7)
    assert found @ [1, 0.5, 0.4, -0.4] == pytest.approx([1, 0.5 * e2, 0.4 * e2, 0.8 + (-0.4 - 0.8) * e1], abs=EXACT)
    assert idle_channel(Device().on(0), 20.0) is None
    assert idle_channel(Device(t1=50.0, t2=70.0).on(1), 0.0) is None


@pytest.mark.parametrize("wires", [1, 2])
def test_gate_error_is_an_average_infidelity(wires: int):
    """The average of <psi|E(|psi><psi|)|psi> over random states, 1 - error; closed form (d F_e + 1)/(d + 1).

    F_e = Tr(M) / 4^wires for a Pauli channel with matrix M, so the check needs no sampling. Tolerance: rounding.
    """
    error, dimension = 0.01, 2**wires
    strength = gate_error_probability(error, wires)
    name = "depolarizing" if wires == 1 else "pair_depolarizing"
    entanglement_fidelity = np.trace(channel_ptm(name, strength=strength)) / 4**wires
    assert (dimension * entanglement_fidelity + 1) / (dimension + 1) == pytest.approx(1 - error, abs=EXACT)
    assert gate_error_probability(1.0, wires) == 1.0
