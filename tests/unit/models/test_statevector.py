"""The path by state vectors: amplitudes against QuTiP, values and gradients against Pauli vectors and differences."""

from typing import Any

import numpy as np
import pytest

from playground.models import Model, compile_model
from playground.models.batch import PointBatch
from playground.models.cone import light_cone
from playground.models.evaluation import Evaluation
from playground.models.instructions import Instruction
from playground.models.layers import lower_network
from playground.models.readout import terms_on
from playground.models.statevector.builder import CircuitBuilder, count_wires
from playground.models.statevector.path import PurePath
from playground.models.workspace import KeptMemory, PassingMemory
from playground.quantum import gates, qutip, referee
from playground.spec import Device, Network, Noise
from playground.spec.choices import GATES
from playground.spec.layers import Encode, Rotate
from playground.spec.parameters import count_parameters, initial_parameters

KET = 1e-9
"""Sixty gates in double precision err by less than 1e-13; a wrong sign or order by the order of 1."""

STEP, CENTRAL = 1e-5, 1e-6
"""Central differences with step h err by h^2 = 1e-10 in truncation and 1e-16/h = 1e-11 in rounding."""

READOUTS = ("ZIII", "XYZI", {"terms": {"YIIX": 0.3, "ZZII": 0.5}})


def network(gate: str, axis: str = "y", *, trainable: bool = False) -> Network:
    layers: list[dict[str, Any]] = [
        {"kind": "encode", "axis": axis, "scale": 0.7, "trainable": trainable},
        {"kind": "rotate", "axes": "xyz"},
        {"kind": "entangle", "gate": gate, "pairs": [[0, 1], [2, 1], [3, 0], [1, 3]]},
        {"kind": "encode", "axis": "x", "scale": 1.4, "qurons": [1, 2]},
        {"kind": "entangle", "gate": gate, "pattern": "chain"},
        {"kind": "rotate", "axes": "zx", "qurons": [0, 2, 3]},
    ]
    return Network.model_validate({"qurons": 4, "layers": layers, "readouts": READOUTS})


def path_of(net: Network, *, cone: bool = False, device: Device | None = None) -> PurePath:
    device = device or Device()
    steps: list[Instruction] = lower_network(net, device, Noise())
    left = list(range(net.widths[-1]))
    if cone:
        steps, left = light_cone(steps, net.observables, net.qurons)
    return PurePath(CircuitBuilder(steps, net.qurons).build(), terms_on(left, net, device), count_parameters(net))


def ready(net: Network, **options: Any) -> Evaluation:
    return Evaluation(path_of(net, **options), net.features, ("state vectors", net))


def ket(net: Network, theta: np.ndarray, x: np.ndarray) -> np.ndarray:
    """The state by QuTiP, gate after gate on the whole register."""
    n, angles = net.qurons, iter(theta)
    state = qutip.tensor([qutip.basis(2, 0)] * n)
    for layer in net.layers:
        if isinstance(layer, Encode):
            scales = [next(angles) if layer.trainable else layer.scale for _ in layer.targets(n)]
            for quron, feature, scale in zip(layer.targets(n), layer.features_on(n), scales, strict=True):
                state = referee.expand(gates.gate(f"r{layer.axis}", float(scale * x[feature])), [quron], n) @ state
        elif isinstance(layer, Rotate):
            for quron in layer.targets(n):
                for axis in layer.axes:
                    state = referee.expand(gates.gate(f"r{axis}", float(next(angles))), [quron], n) @ state
        else:
            for pair in layer.pairs_on(n):
                angle = float(next(angles)) if layer.parameters_on(n) else None
                state = referee.expand(gates.gate(layer.gate, angle), pair, n) @ state
    return state.full()[:, 0]


@pytest.mark.parametrize("gate", GATES)
@pytest.mark.parametrize("axis", ["x", "z"])
def test_amplitudes_equal_qutip(gate: str, axis: str):
    """Every gate, in either direction and between distant qurons; no global phase is lost either."""
    net = network(gate, axis, trainable=axis == "z")
    theta, x = np.array(initial_parameters(net, 3)), np.array([[0.3, -0.8], [1.1, 0.2]])
    path = path_of(net)
    done = path.forward(path.gates(theta), PointBatch(x), PassingMemory(), marks=False)
    expected = np.stack([ket(net, theta, point) for point in x], axis=1)
    assert done.tape == pytest.approx(expected, abs=KET)


@pytest.mark.parametrize("gate", GATES)
def test_readouts_gradients_and_bloch_vectors_equal_those_of_pauli_vectors(gate: str):
    """Points and grid, with unequal readout errors; the cotangent is arbitrary."""
    net, device = network(gate), Device(readout_p01=0.02, readout_p10=0.05)
    model = compile_model(net, device)
    theta, rng = model.initial_parameters(5), np.random.default_rng(0)
    fast = ready(net, device=device)
    for count in (3, 400):
        x, cotangent = rng.uniform(-1, 1, (count, 2)), rng.normal(size=(3, count))
        f, pullback = model.value_and_vjp(theta, x)
        assert fast.outputs(theta, x) == pytest.approx(f.T, abs=1e-12)
        assert fast.gradient(theta, x, cotangent) == pytest.approx(pullback(cotangent.T), abs=1e-10)
        for ours, theirs in zip(fast.bloch(theta, x), model.bloch_batch(theta, x), strict=True):
            assert ours.transpose(2, 0, 1) == pytest.approx(theirs, abs=1e-12)


@pytest.mark.parametrize("gate", ["crx", "rxx", "iswap"])
def test_gradient_equals_central_differences(gate: str):
    """Trained scales included; memory is used again for a second cotangent without harm."""
    net = network(gate, "x", trainable=True)
    theta, rng = np.array(initial_parameters(net, 1)), np.random.default_rng(1)
    x = rng.uniform(-1, 1, (6, 2))
    path = path_of(net, cone=True)
    gates_now, batch, memory = path.gates(theta), PointBatch(x), PassingMemory()
    done = path.forward(gates_now, batch, KeptMemory(), marks=False)

    def outputs(at: np.ndarray) -> np.ndarray:
        return path.forward(path.gates(at), PointBatch(x), PassingMemory(), marks=False).outputs

    steps = STEP * np.eye(len(theta))
    slopes = np.array([(outputs(theta + step) - outputs(theta - step)) / (2 * STEP) for step in steps])
    for _ in range(2):
        cotangent = rng.normal(size=(3, 6))
        found = path.backward(cotangent, done, gates_now, batch, memory)
        assert found == pytest.approx(np.einsum("prb,rb->p", slopes, cotangent), abs=CENTRAL)


def test_a_perceptron_keeps_the_wires_it_traces_out():
    """Readouts of the outputs are those of the reduced state; five wires stand for at most four qurons at a time."""
    layers = [{"kind": "encode"}, {"kind": "rotate"}, {"kind": "perceptron", "width": 2}, {"kind": "rotate"}]
    net = Network.model_validate({"qurons": 3, "layers": layers, "readouts": ["ZX"]})
    model, x = compile_model(net), np.random.default_rng(2).uniform(-1, 1, (4, 2))
    theta = model.initial_parameters(0)
    assert count_wires(lower_network(net, Device(), Noise()), 3) == 5
    assert ready(net).outputs(theta, x) == pytest.approx(model.predict(theta, x).T, abs=1e-12)
    for ours, theirs in zip(ready(net).bloch(theta, x), model.bloch_batch(theta, x), strict=True):
        assert ours.transpose(2, 0, 1) == pytest.approx(theirs, abs=1e-12)


def test_layers_of_gates_are_single_operations():
    """A ring of RXX is one diagonal operation between two changes of basis, a ring of CNOTs one permutation."""
    layers = [{"kind": "rotate"}, {"kind": "entangle", "gate": "rxx"}, {"kind": "entangle", "gate": "cnot"}]
    path = path_of(Network.model_validate({"qurons": 5, "layers": layers}), cone=False)
    # The end of a layer closes its operations for all but rotations, which the mark counts.
    assert path.kinds == ("PurePath", "Turns", "Phases", "Turns", "Permute")


def ghz(n: int) -> Model:
    layers = [{"kind": "rotate", "axes": "y", "qurons": [0]}, {"kind": "entangle", "gate": "cnot", "pattern": "chain"}]
    strings = ["Z" + "I" * (n - 1), "Z" * 2 + "I" * (n - 2), "X" * n]
    return compile_model(Network.model_validate({"qurons": n, "layers": layers, "readouts": strings}))


def test_sixteen_qurons():
    """GHZ state: <Z> = 0, <ZZ> = 1, <X...X> = 1 (Greenberger, Horne, Zeilinger 1989)."""
    model = ghz(16)
    assert model.plan.readouts.path in ("state vectors", "observables")
    assert model.predict([np.pi / 2], [[0.0, 0.0]])[0] == pytest.approx([0.0, 1.0, 1.0], abs=1e-12)
    ends = model.bloch([np.pi / 2], [0.0, 0.0])[-1]
    assert np.max(np.abs(ends)) < 1e-12
