"""A network in time against the engine, which applies gates first and decoherence afterwards."""

from typing import Any

import numpy as np
import pytest

from playground.analysis.schedule import make_schedule
from playground.analysis.timeline import Difference, Timeline, difference, evolve
from playground.models.entanglement import concurrences
from playground.models.model import compile_model
from playground.spec.device import Device, Noise
from playground.spec.network import Network

_X = np.array([0.4, -0.7])
_EVERYTHING = [
    {"kind": "encode", "axis": "x", "scale": 2.0},
    {"kind": "rotate", "axes": "zy"},
    {"kind": "entangle", "gate": "cnot"},
    {"kind": "entangle", "gate": "cry", "pattern": "star"},
    {"kind": "evolve", "duration": 0.5, "drives": "xz", "coupling": "exchange", "pairs": [[0, 2]]},
    {"kind": "decohere", "channel": "bit_phase_flip", "strength": 0.2},
    {"kind": "perceptron", "width": 2, "qurons": [0, 2]},
    {"kind": "entangle", "gate": "iswap"},
    {"kind": "rotate", "axes": "x"},
]


def _compared(
    layers: list[dict[str, Any]], device: Device | None = None, noise: Noise | None = None, qurons: int = 3
) -> tuple[Timeline, Difference]:
    network = Network.model_validate({"qurons": qurons, "features": 2, "layers": layers})
    model = compile_model(network, device, noise)
    theta = model.initial_parameters(3)
    timeline = evolve(make_schedule(network, model.device, model.noise, theta, _X))
    return timeline, difference(timeline, model, theta, _X)


def test_without_noise_it_is_the_engine() -> None:
    """Every kind of layer. 1e-6: about twenty pulses with 1e-8 each."""
    timeline, gap = _compared(_EVERYTHING)
    assert gap.bloch < 1e-6
    assert np.abs(gap.readouts).max() < 1e-6
    assert [stage.alive for stage in timeline.stages] == [(0, 1, 2), (0, 2, 3, 4), (3, 4)]
    assert len(timeline.ends) == len(_EVERYTHING)


def test_noise_that_commutes_with_the_pulses_makes_no_difference() -> None:
    """Dephasing beside turns about z and CZ; depolarizing beside rotations of single qurons."""
    along_z = [{"kind": "rotate", "axes": "z"}, {"kind": "entangle", "gate": "cz"}]
    start = [{"kind": "decohere", "channel": "bit_flip", "strength": 0.2}]
    _, gap = _compared([*start, *along_z], Device(t2=1.0, gate_time_2q=0.3), Noise(phase_damping=0.2))
    assert gap.bloch < 1e-6
    _, gap = _compared([{"kind": "encode"}, {"kind": "rotate", "axes": "xyz"}], noise=Noise(depolarizing=0.2))
    assert gap.bloch < 1e-6


def test_an_evolve_layer_has_its_decay_meanwhile_in_the_engine_too() -> None:
    layers = [{"kind": "rotate"}, {"kind": "evolve", "duration": 0.5, "drives": "xy", "qurons": [0, 2]}]
    device = Device(t1=2.0, t2=1.5, thermal_population=0.1, gate_time_1q=0.0)
    assert _compared(layers, device)[1].bloch < 1e-6


def test_the_difference_is_of_first_order_in_the_time_over_t1() -> None:
    """Half the gate time over T1, half the difference: 2 within the second order, here 0.4 % of T1 a pulse."""
    layers = [{"kind": "encode"}, {"kind": "rotate", "axes": "yx"}, {"kind": "entangle", "gate": "cnot"}]
    times = {"gate_time_1q": 0.2, "gate_time_2q": 0.4}
    once, half = (_compared(layers, Device(t1=t1, t2=t1, **times))[1].bloch for t1 in (50.0, 100.0))
    assert once > 1e-4
    assert once / half == pytest.approx(2.0, abs=0.05)


def test_crosstalk_that_commutes_with_its_gate_acts_meanwhile() -> None:
    """CZ and ZZ commute: turning at the same time or afterwards is the same. Pairs in a layer of their own too."""
    layers: list[dict[str, Any]] = [{"kind": "rotate", "axes": "y"}, {"kind": "entangle", "gate": "cz"}]
    pairs = {"kind": "decohere", "pairs": [[0, 1], [1, 2]]}
    layers += [
        pairs | {"channel": "zz_crosstalk", "angle": 0.4},
        pairs | {"channel": "pair_depolarizing", "strength": 0.1},
    ]
    assert _compared(layers, Device(zz_crosstalk=3.0))[1].bloch < 1e-6


def test_every_quron_has_the_relaxation_of_its_own() -> None:
    layers = [{"kind": "decohere", "channel": "bit_flip", "strength": 0.3}, {"kind": "evolve", "duration": 0.5}]
    assert _compared(layers, Device(t1=(1.0, 2.0, 3.0), t2=(1.5, 4.0, 2.0)))[1].bloch < 1e-6


def test_paths_begin_and_end_where_layers_do() -> None:
    layers = [{"kind": "rotate", "axes": "y"}, {"kind": "entangle", "gate": "rxx"}]
    timeline, _ = _compared(layers, Device(gate_time_1q=0.05, gate_time_2q=0.3))
    stage = timeline.stages[0]
    np.testing.assert_allclose(timeline.starts, [0, 0.05, 0.35])
    np.testing.assert_allclose(stage.bloch[0], [[0, 0, 1]] * 3)
    assert (stage.times[-1], stage.marks[-1]) == (pytest.approx(0.35), pytest.approx(2.0))
    np.testing.assert_allclose(stage.purity, 1.0, atol=1e-7)
    assert np.all(np.diff(stage.times) > 0)


def test_concurrence_of_a_bell_pair_grows_as_the_sine_of_its_angle() -> None:
    """exp(-i t XX/2)|00> has concurrence |sin t|: at t = pi/2 a Bell pair (closed form)."""
    network = Network.model_validate({"qurons": 2, "features": 2, "layers": [{"kind": "entangle", "gate": "rxx"}]})
    timeline = evolve(make_schedule(network, Device(), Noise(), np.array([np.pi / 2]), _X))
    stage = timeline.stages[0]
    # Square roots of eigenvalues near zero lose half of the solver's digits.
    np.testing.assert_allclose(stage.concurrence[:, 0], np.sin(np.pi / 2 * stage.marks), atol=1e-4)


def test_concurrences_are_those_of_the_engine() -> None:
    network = Network.model_validate(
        {"qurons": 3, "features": 2, "layers": [{"kind": "rotate", "axes": "y"}, {"kind": "entangle", "gate": "ryy"}]}
    )
    model = compile_model(network, None, Noise())
    theta = model.initial_parameters(5)
    stage = evolve(make_schedule(network, Device(), Noise(), theta, _X)).stages[0]
    np.testing.assert_allclose(stage.concurrence[-1], concurrences(model.pair_states(theta, _X)[-1]), atol=1e-4)
