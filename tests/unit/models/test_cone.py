"""What the light cone leaves out: worked by hand on small networks."""

import numpy as np
import pytest

from playground.models import compile_model
from playground.models.cone import light_cone
from playground.models.instructions import FixedGate, Instruction, PairTurn, Turn
from playground.models.layers import lower_network
from playground.spec import Device, Network, Noise

NOISE = Noise(amplitude_damping=0.1)


def cone_of(
    layers: list[dict], qurons: int, readouts: list[str], noise: Noise = NOISE
) -> tuple[list[Instruction], list[int]]:
    network = Network.model_validate({"qurons": qurons, "layers": layers, "readouts": readouts})
    return light_cone(lower_network(network, Device(), noise), network.observables, qurons)


def test_unread_qurons_are_left_out():
    steps, left = cone_of([{"kind": "rotate", "axes": "y"}], 3, ["IZI"])
    assert left == [1]
    assert [step for step in steps if isinstance(step, Turn)] == [Turn("y", (0,), (1,))]


def test_cz_before_z_is_dropped():
    """CZ commutes with Z on both of its qurons, and amplitude damping turns Z into Z and I only."""
    steps, left = cone_of([{"kind": "entangle", "gate": "cz", "pattern": "ring"}], 4, ["ZIII"])
    assert left == [0]
    assert not [step for step in steps if isinstance(step, FixedGate)]


def test_cnot_spreads_the_cone():
    """Z on the target becomes Z on target and control."""
    steps, left = cone_of([{"kind": "entangle", "gate": "cnot", "pairs": [[0, 2]]}], 3, ["IIZ"])
    assert FixedGate("cnot", (0, 1)) in steps
    assert left == [1] or left == [2]


def test_rotation_about_the_readout_is_dropped():
    """RZ before Z does nothing; RZZ before ZI does nothing; RXX before ZI stays."""
    layers = [{"kind": "entangle", "gate": "rzz"}, {"kind": "entangle", "gate": "rxx"}, {"kind": "rotate", "axes": "z"}]
    steps, _ = cone_of(layers, 2, ["ZI"])
    assert not [step for step in steps if isinstance(step, Turn)]
    assert [step.gate for step in steps if isinstance(step, PairTurn)] == ["rzz", "rxx"]
    steps, _ = cone_of(layers[:1], 2, ["ZI"])
    assert not [step for step in steps if isinstance(step, PairTurn)]


def test_swap_needs_the_quron_it_replaces():
    """After a swap the readout comes from the other quron."""
    layers = [{"kind": "rotate", "axes": "y"}, {"kind": "entangle", "gate": "swap", "pairs": [[0, 1]]}]
    network = Network.model_validate({"qurons": 2, "layers": layers, "readouts": ["ZI"]})
    model = compile_model(network)
    assert model.predict([0.4, 1.1], [[0.0, 0.0]])[0, 0] == pytest.approx(np.cos(1.1), abs=1e-12)
    _, gradient = model.loss_and_grad([0.4, 1.1], [[0.0, 0.0]], [0.0])
    assert gradient == pytest.approx([0.0, -2 * np.cos(1.1) * np.sin(1.1)], abs=1e-12)


def test_gradient_of_dropped_parameters_is_zero():
    layers = [{"kind": "rotate", "axes": "xyz"}]
    model = compile_model(Network.model_validate({"qurons": 2, "layers": layers, "readouts": ["ZI"]}), noise=NOISE)
    _, gradient = model.loss_and_grad(model.initial_parameters(0), [[0.1, 0.2]], [1.0])
    assert np.all(gradient[:2] != 0)
    assert np.all(gradient[2:] == 0)
