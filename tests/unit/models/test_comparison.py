"""What the badge reports: it passes what is right, and turns red for every fast path that is wrong.

Tolerance of what is right 1e-9: both sides round in double precision, and `mesolve` is asked for 1e-12.
"""

from collections.abc import Callable

import numpy as np
import pytest

from playground.models import compile_model, layers
from playground.models import noise as channels
from playground.models.comparison import compare
from playground.models.model import Model
from playground.spec import Device, Network, Noise

RED = 1e-6
"""Above it the badge turns red."""
STATIC = {"readouts", "readouts on the grid", "Bloch vectors", "purities", "state"}
NETWORK = Network.model_validate(
    {
        "qurons": 2,
        "layers": [
            {"kind": "encode", "axis": "x"},
            {"kind": "rotate", "axes": "yz"},
            {"kind": "entangle", "gate": "rxx"},
            {"kind": "decohere", "channel": "thermal", "t1": 3.0, "t2": 4.0, "time": 0.5, "qurons": [1]},
        ],
        "readouts": ["ZX", "IZ"],
    }
)
X = np.array([0.4, -0.7])


def timed() -> Model:
    """A network in which time passes in every layer."""
    return compile_model(NETWORK, Device(t1=5.0, t2=3.0, thermal_population=0.1), Noise(depolarizing=0.02))


def differences(make: Callable[[], Model] = timed) -> dict[str, float]:
    model = make()
    return compare(model, model.initial_parameters(2), X)


def test_what_is_right_passes():
    """Every quantity is compared, and `mesolve` where something takes time."""
    found = differences()
    assert set(found) == {*STATIC, "mesolve"}
    assert max(found.values()) < 1e-9


def test_where_nothing_takes_time_there_is_nothing_to_solve():
    """Without relaxation the plain construction is all there is."""
    found = differences(lambda: compile_model(NETWORK.replace(layers=NETWORK.layers[:3])))
    assert set(found) == STATIC
    assert max(found.values()) < 1e-9


def test_an_evolve_layer_is_solved():
    """The plain construction of an `evolve` layer is `mesolve` itself."""
    network = NETWORK.replace(layers=NETWORK.layers[:2] + Network.model_validate(EVOLVING).layers)
    found = differences(lambda: compile_model(network))
    assert found["mesolve"] < 1e-9


EVOLVING = {"qurons": 2, "layers": [{"kind": "evolve", "coupling": "zz", "pairs": [[0, 1]], "duration": 0.3}]}


def test_seven_qurons_are_compared_without_the_solver():
    """The density matrix of seven would take `mesolve` minutes: it is left out, and nothing else is."""
    network = Network.model_validate({"qurons": 7, "layers": [{"kind": "encode"}]})
    assert set(differences(lambda: compile_model(network, Device(t1=5.0, t2=3.0)))) == STATIC


def test_a_wrong_relaxation_turns_it_red(monkeypatch: pytest.MonkeyPatch):
    """A fast path that forgets T2: seen by the Kraus operators and by `mesolve`."""
    right = channels.thermal
    monkeypatch.setattr(channels, "thermal", lambda **given: right(**{**given, "t2": 2 * given["t1"]}))
    found = differences()
    assert found["readouts"] > RED
    assert found["mesolve"] > RED


def test_a_wrong_gate_turns_it_red(monkeypatch: pytest.MonkeyPatch):
    """A coupling of the wrong sign, in a network without noise."""
    right = layers.EntangleKind.lower

    def wrong(self, layer, n, start, device):
        yield from right(self, layer.replace(gate="ryy"), n, start, device)

    monkeypatch.setattr(layers.EntangleKind, "lower", wrong)
    found = differences(lambda: compile_model(NETWORK.replace(layers=NETWORK.layers[:3])))
    assert found["state"] > RED


@pytest.mark.parametrize(
    ("method", "name"),
    [("predict", "readouts"), ("bloch", "Bloch vectors"), ("purities", "purities"), ("state", "state")],
)
def test_every_quantity_is_looked_at(monkeypatch: pytest.MonkeyPatch, method: str, name: str):
    """An error of 2e-6 in one answer of the model is found under its own name, even if all others are right."""
    right = getattr(Model, method)

    def off(self: Model, *given):
        found = right(self, *given)
        return [part + 2e-6 for part in found] if isinstance(found, list) else found + 2e-6

    monkeypatch.setattr(Model, method, off)
    found = differences()
    assert found[name] > RED
    others = STATIC - {name} - ({"readouts on the grid"} if method == "predict" else set())
    assert max(found[other] for other in others) < RED


def test_the_path_for_many_inputs_is_looked_at(monkeypatch: pytest.MonkeyPatch):
    """An error that only a large batch has, such as one of the Fourier grid."""
    right = Model.predict
    monkeypatch.setattr(Model, "predict", lambda self, theta, x: right(self, theta, x) + 2e-6 * (len(x) > 1))
    found = differences()
    assert found["readouts on the grid"] > RED
    assert found["readouts"] < RED
