"""The `evolve` layer against closed forms of open quantum systems."""

from math import cos, exp, log, pi

import numpy as np
import pytest

from playground.models import compile_model
from playground.spec import Device, Network

EXACT = 1e-10
"""Exponentials of small generators in double precision; nothing is discretised."""


def test_resonance_fluorescence_settles_at_its_steady_state():
    """A drive of Rabi frequency Om against decay of rate g: P1 = Om^2 / (g^2 + 2 Om^2), .4848485 at Om=2, g=.5.

    After 40 lifetimes the transient, exp(-3 g t / 4), is below 1e-13.
    Source: Breuer and Petruccione, The Theory of Open Quantum Systems (2002), section 3.4.5; `physics.md`.
    """
    rabi, decay, duration = 2.0, 0.5, 80.0
    layer = {"kind": "evolve", "drives": "x", "duration": duration}
    network = Network.model_validate({"qurons": 1, "features": 1, "layers": [layer], "readouts": ["Z"]})
    model = compile_model(network, Device(t1=1 / decay, t2=2 / decay))
    z = model.predict([rabi * duration], [[0.0]])[0, 0]
    assert (1 - z) / 2 == pytest.approx(rabi**2 / (decay**2 + 2 * rabi**2), abs=EXACT)
    assert (1 - z) / 2 == pytest.approx(0.4848485, abs=5e-8)  # as printed, seven digits


def test_purity_of_a_decaying_superposition_has_its_minimum_at_ln_2():
    """From |+> under T1 alone: purity 1 - e/2 + e^2/2 with e = exp(-t/T1), 0.875 at t = T1 ln 2."""
    for time in (0.1, log(2), 3.0):
        layers = [{"kind": "rotate", "axes": "y"}, {"kind": "evolve", "drives": "", "duration": time}]
        device = Device(t1=1.0, t2=2.0, gate_time_1q=0.0)
        model = compile_model(Network.model_validate({"qurons": 1, "features": 1, "layers": layers}), device)
        left = exp(-time)
        assert model.purities([pi / 2], [0.0])[-1] == pytest.approx(1 - left / 2 + left**2 / 2, abs=EXACT)


def test_zz_coupling_turns_both_halves_of_a_pair_and_entangles_them():
    """H = (zeta/4) ZZ from |++>: <X1> = cos(zeta t / 2). The layer's angle is zeta t / 2."""
    layers = [{"kind": "rotate", "axes": "y"}, {"kind": "evolve", "drives": "", "coupling": "zz", "duration": 3.0}]
    network = Network.model_validate({"qurons": 2, "layers": layers, "readouts": ["IX"]})
    for angle in (0.3, 1.9):
        found = compile_model(network).predict([pi / 2, pi / 2, angle], [[0.0, 0.0]])[0, 0]
        assert found == pytest.approx(cos(angle), abs=EXACT)


def test_without_decoherence_a_single_drive_is_the_rotation():
    """exp(-i theta P / 2), whatever the duration, also for drives that are features."""
    rng = np.random.default_rng(3)
    theta, x = rng.uniform(-3, 3, 4), rng.uniform(-1, 1, (5, 2))
    gates = [
        {"kind": "encode", "axis": "y", "scale": 1.7},
        {"kind": "rotate", "axes": "x"},
        {"kind": "rotate", "axes": "z"},
    ]
    pulses = [
        {"kind": "evolve", "axis": "y", "features": [0, 1], "scale": 1.7, "drives": "", "duration": 0.2},
        {"kind": "evolve", "drives": "x", "duration": 5.0},
        {"kind": "evolve", "drives": "z", "duration": 0.0},
    ]
    networks = [
        Network.model_validate({"qurons": 2, "layers": layers, "readouts": ["ZX", "YI"]}) for layers in (gates, pulses)
    ]
    found = [compile_model(network).predict(theta, x) for network in networks]
    np.testing.assert_allclose(found[1], found[0], rtol=0, atol=EXACT)


def test_waiting_qurons_relax_as_long_as_the_others_evolve():
    """exp(-t/T1) is what is left of an excitation on a quron that the layer leaves alone."""
    layers = [
        {"kind": "rotate", "axes": "x", "qurons": [1]},
        {"kind": "evolve", "qurons": [0], "drives": "x", "duration": 2.0},
    ]
    device = Device(t1=4.0, t2=3.0, gate_time_1q=0.0)
    model = compile_model(Network.model_validate({"qurons": 2, "layers": layers, "readouts": ["IZ"]}), device)
    assert model.predict([pi, 0.4], [[0.0, 0.0]])[0, 0] == pytest.approx(1 - 2 * exp(-0.5), abs=EXACT)
