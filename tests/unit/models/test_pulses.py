"""Pulses in compiled networks: what the light cone leaves of them, and several multiplied into one."""

from dataclasses import replace

import numpy as np

from playground.models import compile_model
from playground.models.batch import PointBatch
from playground.models.cone import light_cone
from playground.models.flow import Flow, on_each, relaxing, turning
from playground.models.forward.builder import Builder
from playground.models.forward.operations import Spread
from playground.models.forward.path import Program
from playground.models.forward.pulses import Begin, Propagate
from playground.models.instructions import Instruction, Pulses, Turn
from playground.models.readout import Readouts
from playground.models.workspace import KeptMemory, PassingMemory
from playground.spec import Device, Network

BATH = {"t1": 3.0, "t2": 2.0, "time": 0.4, "thermal_population": 0.1}


def pulse(*strings: str) -> Flow:
    """One trainable angle a string, relaxation on every quron."""
    wires = len(strings[0])
    terms = np.array([turning(string) for string in strings])
    nothing = np.zeros((0, *terms.shape[1:]))
    return Flow(on_each([relaxing(**BATH)] * wires), terms, np.arange(len(strings)), nothing, ())


def cone_of(flow: Flow, readout: str) -> list[Instruction]:
    """What a readout leaves of one pulse on all qurons."""
    kept, _ = light_cone([Pulses(((tuple(range(len(readout))), flow),))], [[(readout, 1.0)]], len(readout))
    return kept


def test_a_zz_pulse_leaves_a_population_alone() -> None:
    """Z commutes with ZZ, and relaxation of Z on one quron asks nothing of the other: one quron is left."""
    (left,) = [found for found in cone_of(pulse("ZZ"), "ZI") if isinstance(found, Pulses)]
    ((qurons, flow),) = left.parts
    assert qurons == (0,)
    assert flow.fixed.shape == (4, 4)
    assert len(flow.parameters) == 0


def test_a_coherence_needs_its_partner() -> None:
    """X meets Z on the other quron: both are left, with the angle."""
    (left,) = [found for found in cone_of(pulse("ZZ"), "XI") if isinstance(found, Pulses)]
    ((qurons, flow),) = left.parts
    assert qurons == (0, 1)
    assert list(flow.parameters) == [0]


def test_pulses_on_the_same_qurons_become_one_operation() -> None:
    parts = [Pulses((((0,), pulse("X")), ((1,), pulse("Y")))), Pulses((((0,), pulse("Z")),))]
    (first,) = Builder(2).build(parts).operations
    assert isinstance(first, Begin)
    assert [len(train.flows) for train in first.trains] == [2, 1]
    _, *others = Builder(2).build([Turn("z", (0,), (0,)), *parts]).operations
    assert [len(found.flows) for found in others if isinstance(found, Propagate)] == [2, 1]


def test_pulses_on_a_product_equal_pulses_on_any_state() -> None:
    """RZ leaves |0> as it is, but what follows it is propagated instead of begun: outputs and gradients agree.

    Sums of the same products in another order: 1e-13.
    """
    drive = replace(pulse("X"), drives=turning("Y")[None], sources=((1, 0.7),))
    parts = [
        Pulses((((2, 0), pulse("XY", "ZZ")), ((3,), drive))),
        Pulses((((3,), pulse("Z")),)),
        Pulses((((0, 1), pulse("XX", "YI")),)),
    ]
    theta, x = np.random.default_rng(1).uniform(-2, 2, 3), np.random.default_rng(2).uniform(-1, 1, (7, 2))
    found: list[np.ndarray] = []
    for steps in (parts, [Turn("z", (0, 4), (2, 2)), *parts]):
        plan = Builder(5).build(steps)
        assert isinstance(next(op for op in plan.operations if not isinstance(op, Spread)), Begin) == (steps is parts)
        path = Program(plan, Readouts([{"ZXZZI": 1.0, "IIIYZ": 0.5}], plan.order), 3)
        gates, batch, memory = path.gates(theta), PointBatch(x), KeptMemory()
        done = path.forward(gates, batch, memory, marks=False)
        slopes = path.backward(np.ones((1, 7)), done, gates, batch, PassingMemory())
        found += [done.outputs, slopes[:2]]
    assert np.ptp(found[0]) > 1e-3
    np.testing.assert_allclose(found[0], found[2], rtol=0, atol=1e-13)
    np.testing.assert_allclose(found[1], found[3], rtol=0, atol=1e-13)


def test_grid_and_points_agree_with_features_in_pulses() -> None:
    """A map interpolated from Chebyshev nodes equals direct evaluation to the 1e-11 of its axes, with a margin."""
    layers = [
        {"kind": "evolve", "drives": "y", "features": [0, 1], "duration": 0.5},
        {"kind": "evolve", "drives": "x", "coupling": "exchange", "features": [1, 0], "duration": 0.3},
    ]
    network = Network.model_validate({"qurons": 2, "layers": layers, "readouts": ["ZZ"]})
    model = compile_model(network, Device(t1=4.0, t2=3.0))
    theta, line = model.initial_parameters(2), np.linspace(-1, 1, 40)
    map_ = model.decision_map(theta, 40)
    rows, columns = np.array([0, 17, 39]), np.array([3, 20, 38])
    direct = [model.predict(theta, [[line[j], line[i]]])[0, 0] for i, j in zip(rows, columns, strict=True)]
    np.testing.assert_allclose(map_[rows, columns], direct, rtol=0, atol=1e-10)
