"""Crosstalk and depolarizing on pairs, by layers and by a device, against solved cases.

Every path is a product of a few exact matrices: 1e-12 is rounding with room to spare. The concurrence takes roots of
eigenvalues that are zero, so that rounding of 1e-16 becomes 1e-8.
"""

from math import cos, pi, sin

import numpy as np
import pytest

from playground.models import compile_model
from playground.models.entanglement import concurrences
from playground.spec import Device, Network

ROUNDING = 1e-12
ROOT = 1e-7
UPRIGHT = {"kind": "rotate", "axes": "y"}
NO_INPUT = [0.0, 0.0]


def network(*layers: dict, readouts: tuple[str, ...] = ("XI",)) -> Network:
    return Network.model_validate({"qurons": 2, "layers": [UPRIGHT, *layers], "readouts": list(readouts)})


@pytest.mark.parametrize("angle", [0.0, 0.7, 2.0, -4.3])
def test_crosstalk_from_plus_plus(angle: float) -> None:
    """H = (zeta/4) Z Z from |++>: <X1> = cos(zeta t/2), concurrence |sin(zeta t/2)|.

    By hand: Z of the neighbour is +1 or -1 with equal weight, so x turns by +zeta t/2 or -zeta t/2.
    """
    model = compile_model(network({"kind": "decohere", "channel": "zz_crosstalk", "angle": angle}))
    theta = [pi / 2, pi / 2]
    assert model.predict(theta, [NO_INPUT])[0, 0] == pytest.approx(cos(angle / 2), abs=ROUNDING)
    assert concurrences(model.pair_states(theta, NO_INPUT)[-1])[0] == pytest.approx(abs(sin(angle / 2)), abs=ROOT)


@pytest.mark.parametrize("zeta", [0.0, 3.0, -40.0])
def test_crosstalk_of_a_device_acts_during_every_two_quron_gate(zeta: float) -> None:
    """The same from a device: each of two RXX(0), which do nothing themselves, lasts 0.07 us."""
    gate = {"kind": "entangle", "gate": "rxx", "pairs": [[0, 1], [1, 0]]}
    model = compile_model(network(gate), Device(zz_crosstalk=zeta))
    theta = [pi / 2, pi / 2, 0.0, 0.0]
    assert model.predict(theta, [NO_INPUT])[0, 0] == pytest.approx(cos(zeta * 0.14 / 2), abs=ROUNDING)
    found = concurrences(model.pair_states(theta, NO_INPUT)[-1])[0]
    assert found == pytest.approx(abs(sin(zeta * 0.14 / 2)), abs=ROOT)


@pytest.mark.parametrize("p", [0.0, 0.1, 0.5, 2 / 3, 0.9])
def test_depolarizing_of_a_bell_pair(p: float) -> None:
    """Werner state (1-p) Bell + p 1/4: <XX> = <ZZ> = 1 - p, concurrence max(0, 1 - 3p/2); strength 15 p/16.

    Source: Werner, PRA 40, 4277 (1989); Wootters, PRL 80, 2245 (1998).
    """
    noise = {"kind": "decohere", "channel": "pair_depolarizing", "strength": 15 * p / 16, "pairs": [[1, 0]]}
    bell = {"kind": "entangle", "gate": "cnot", "pairs": [[0, 1]]}
    model = compile_model(network(bell, noise, readouts=("XX", "YY", "ZZ")))
    theta = [pi / 2, 0.0]
    assert model.predict(theta, [NO_INPUT])[0] == pytest.approx([1 - p, p - 1, 1 - p], abs=ROUNDING)
    found = concurrences(model.pair_states(theta, NO_INPUT)[-1])[0]
    assert found == pytest.approx(max(0.0, 1 - 1.5 * p), abs=ROOT)


def test_every_quron_relaxes_with_its_own_times() -> None:
    """<Z_q> = 1 - 2 exp(-t/T1_q) from |11> (thermal bath at zero temperature); quron 1 has no T1 and stays."""
    device = Device(t1=[20.0, None], t2=[20.0, None], gate_time_1q=6.0)
    model = compile_model(network(readouts=("ZI", "IZ")), device)
    found = model.predict([pi, pi], [NO_INPUT])[0]
    assert found == pytest.approx([1 - 2 * np.exp(-6 / 20), -1.0], abs=ROUNDING)


def test_every_quron_is_read_with_its_own_errors() -> None:
    """<Z> = (1 - p01 - p10) <Z> + (p10 - p01), quron by quron; <ZZ> of |00> is the product of both."""
    device = Device(readout_p01=[0.1, 0.0], readout_p10=[0.3, 0.2])
    model = compile_model(network(readouts=("ZI", "IZ", "ZZ")), device)
    assert model.predict([0.0, pi], [NO_INPUT])[0] == pytest.approx([0.8, -0.6, -0.48], abs=ROUNDING)
