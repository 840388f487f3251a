"""What acts when: order, durations, who comes and who leaves."""

from typing import Any

import numpy as np
import pytest

from playground.analysis.schedule import Schedule, make_schedule
from playground.models.layers import LAYERS
from playground.spec.device import Device, Noise
from playground.spec.errors import SpecError
from playground.spec.network import Network
from playground.spec.parameters import initial_parameters


def _schedule(layers: list[dict[str, Any]], qurons: int = 4, noise: Noise | None = None, **device: Any) -> Schedule:
    network = Network.model_validate({"qurons": qurons, "features": 2, "layers": layers})
    theta = np.array(initial_parameters(network, 1))
    return make_schedule(network, Device(**device), noise or Noise(), theta, np.array([0.4, -0.7]))


def test_gates_that_commute_are_one_pulse() -> None:
    ring = _schedule([{"kind": "entangle", "gate": "cz"}])
    assert [len(segment.pulse.turns) for segment in ring.segments] == [12]


def test_gates_that_do_not_commute_wait_for_one_another() -> None:
    """CNOT 0-1, 1-2, 2-3, 3-0: the target of each controls the next, so that each waits for the one before."""
    ring = _schedule([{"kind": "entangle", "gate": "cnot"}])
    assert [segment.pulse.turns[-1].qurons for segment in ring.segments] == [(0, 1), (1, 2), (2, 3), (3, 0)]
    pairs = _schedule([{"kind": "entangle", "gate": "cnot", "pairs": [[0, 1], [2, 3], [1, 2]]}])
    assert [len(segment.pulse.turns) for segment in pairs.segments] == [6, 3]


def test_a_layer_lasts_as_long_as_the_engine_counts() -> None:
    layers = [{"kind": "encode"}, {"kind": "rotate", "axes": "xyz"}, {"kind": "entangle", "gate": "cnot"}]
    layers += [{"kind": "evolve", "duration": 1.5}, {"kind": "perceptron", "width": 1}]
    device = Device(gate_time_1q=0.03, gate_time_2q=0.2)
    found = _schedule(layers, gate_time_1q=0.03, gate_time_2q=0.2)
    network = Network.model_validate({"qurons": 4, "features": 2, "layers": layers})
    for index, layer in enumerate(network.layers):
        own = [segment.duration for segment in found.segments if segment.layer == index]
        counted = 1.5 if layer.kind == "evolve" else LAYERS[layer.kind].duration(layer, device)
        assert sum(own) == pytest.approx(counted)
        assert len(set(np.round(own, 12))) == 1


def test_rotations_are_one_pulse_an_axis_and_share_the_noise_of_the_layer() -> None:
    found = _schedule([{"kind": "rotate", "axes": "yz"}], noise=Noise(phase_damping=0.1))
    assert [segment.pulse.turns[0].string for segment in found.segments] == ["Y", "Z"]
    rates = [sum(jump.rate for jump in segment.pulse.jumps if jump.qurons == (2,)) for segment in found.segments]
    # A coherence that shrinks by sqrt(1 - g) has flips Z at rate -ln(1 - g)/4.
    assert rates == pytest.approx([-np.log(0.9) / 8] * 2)


def test_a_decohere_layer_is_a_channel_in_small_steps() -> None:
    flip = _schedule([{"kind": "decohere", "channel": "bit_flip", "strength": 0.1}], gate_time_1q=0.05)
    assert flip.drawn == (True,)
    assert [segment.duration for segment in flip.segments] == [0.05]
    thermal = _schedule([{"kind": "decohere", "channel": "thermal", "t1": 5.0, "t2": 5.0, "time": 2.0}])
    assert thermal.drawn == (False,)
    assert thermal.segments[0].duration == 2.0


def test_a_perceptron_brings_fresh_qurons_and_leaves_its_inputs() -> None:
    found = _schedule([{"kind": "perceptron", "width": 2, "qurons": [0, 2]}], qurons=3)
    assert found.born == (-1, -1, -1, 0, 0)
    assert found.names == (0, 1, 2, 0, 1)
    first = found.segments[0]
    assert (first.leave, first.fresh, first.alive) == ((1,), 2, (0, 2, 3, 4))
    last = [segment for segment in found.segments if segment.alive == (3, 4)]
    assert last[0].leave == (0, 1)
    assert [segment.pulse.turns[0].string for segment in last] == ["Z", "Y", "Z"]
    assert found.most_alive == 4


def test_a_channel_without_rates_is_refused_by_its_layer() -> None:
    layers = [{"kind": "rotate"}, {"kind": "decohere", "channel": "depolarizing", "strength": 0.9}]
    with pytest.raises(SpecError, match=r"Layer 2 .* at most 0\.5") as refused:
        _schedule(layers)
    assert refused.value.path == "network.layers[1]"
