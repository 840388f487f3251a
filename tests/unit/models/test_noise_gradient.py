"""Derivatives with respect to decoherence, against central differences and closed forms.

With h = 1e-5 central differences err by h^2 = 1e-10 in truncation and 1e-16/h = 1e-11 in rounding, times the third
derivative, which for errors of many gates is some hundreds.
"""

from collections.abc import Callable, Iterator
from math import exp, pi
from typing import Any

import numpy as np
import pytest

from playground.models import compile_model
from playground.models.flow import relaxing
from playground.models.noise import CHANNELS, gate_noise, pair_gate_noise
from playground.models.noise_gradient import NoiseGradient
from playground.models.noise_slopes import channel_slopes, gate_slopes, relaxing_slopes, thermal_slopes
from playground.spec import Device, Network, Noise
from playground.spec.choices import CHANNEL_PARAMETERS
from playground.spec.errors import SpecError
from playground.spec.powers import gate_error
from playground.spec.settings import changed_part

STEP = 1e-5
CENTRAL = 1e-6
SLOPES = 1e-8

ARGUMENTS = {"strength": 0.3, "ground_population": 0.8, "t1": 50.0, "t2": 70.0, "time": 12.0, "thermal_population": 0.1}


def central(function: Callable[[float], float], value: float) -> float:
    return (function(value + STEP) - function(value - STEP)) / (2 * STEP)


@pytest.mark.parametrize("channel", CHANNELS)
def test_slopes_of_channels(channel: str):
    """Every field of every channel that the user can set."""
    given = {name: ARGUMENTS[name] for name in CHANNEL_PARAMETERS[channel]}
    found = channel_slopes(channel, **given)
    assert set(found) == set(given)
    for name, slope in found.items():
        up, down = (CHANNELS[channel](**{**given, name: given[name] + h}) for h in (STEP, -STEP))
        assert slope == pytest.approx((up - down) / (2 * STEP), abs=SLOPES)


def test_t2_that_follows_t1():
    """Without T2 a quron dephases at half the rate of its decay, which then depends on T1."""
    up, down = (CHANNELS["thermal"](t1=50.0 + h, t2=None, time=12.0) for h in (STEP, -STEP))
    found = thermal_slopes(t1=50.0, t2=None, time=12.0)
    assert found["t1"] == pytest.approx((up - down) / (2 * STEP), abs=SLOPES)
    assert "t2" not in found


def test_slopes_of_relaxation_in_continuous_time():
    """Of the generator, whose exponential a pulse is; with and without a T2 of its own."""
    for t2 in (70.0, None):
        given = {"t1": 50.0, "t2": t2, "time": 12.0, "thermal_population": 0.1}
        found = relaxing_slopes(**given)
        assert set(found) == {name for name, value in given.items() if value is not None}
        for name, slope in found.items():
            up, down = (relaxing(**{**given, name: given[name] + h}) for h in (STEP, -STEP))
            assert slope == pytest.approx((up - down) / (2 * STEP), abs=SLOPES)


@pytest.mark.parametrize("qurons", [1, 2])
def test_slopes_of_gate_errors(qurons: int):
    """Against the errors to a power that a device applies; one that no channel has changes nothing."""

    def shrunk(error: float, factor: float) -> float:
        acting = gate_error(error, factor, qurons)
        return float(pair_gate_noise(acting)[1] if qurons == 2 else gate_noise(acting, 1)[1, 1])

    by_error, by_number = gate_slopes(0.1, 6.0, qurons)
    assert by_error == pytest.approx(central(lambda e: shrunk(e, 6.0), 0.1), abs=SLOPES)
    assert by_number == pytest.approx(central(lambda k: shrunk(0.1, k), 6.0), abs=SLOPES)
    assert gate_slopes(0.9, 2.0, qurons) == (0.0, None)
    assert gate_slopes(1 - 0.5**qurons, 3.0, qurons) == (0.0, 0.0)  # nothing is left to lose


NOISE = Noise(amplitude_damping=0.05, phase_damping=0.03)
DEVICE = Device(
    t1=8.0,
    t2=6.0,
    thermal_population=0.05,
    gate_time_1q=0.3,
    gate_time_2q=0.5,
    error_1q=0.01,
    error_2q=0.03,
    readout_p01=0.02,
    readout_p10=0.05,
    zz_crosstalk=0.7,
    exaggeration=2.5,
)
LISTED = DEVICE.replace(
    t1=[8.0, None, 9.0],
    t2=[6.0, 5.0, 7.0],
    thermal_population=[0.1, 0.2, 0.05],
    readout_p01=[0.0, 0.1, 0.2],
    readout_p10=[0.3, 0.0, 0.1],
)
GATES = [
    {"kind": "encode", "features": [0, 1]},
    {"kind": "rotate", "axes": "yz"},
    {"kind": "decohere", "channel": "generalized_amplitude_damping", "strength": 0.2, "ground_population": 0.7},
    {"kind": "entangle", "gate": "cnot"},
    {"kind": "decohere", "channel": "thermal", "t1": 50.0, "t2": 60.0, "time": 9.0, "thermal_population": 0.1},
    {"kind": "rotate", "axes": "xy"},
]
PAIRS = [
    {"kind": "decohere", "channel": "pair_depolarizing", "strength": 0.2},
    {"kind": "entangle", "gate": "cry", "pattern": "chain"},
    {"kind": "decohere", "channel": "zz_crosstalk", "angle": 0.7, "pairs": [[2, 0], [0, 1]]},
    {"kind": "rotate", "axes": "xy"},
    {"kind": "decohere", "channel": "pair_depolarizing", "strength": 1.0, "pairs": [[1, 2]]},
]
BIRTH = [
    {"kind": "perceptron", "width": 2, "qurons": [0, 1]},
    {"kind": "decohere", "channel": "bit_flip", "strength": 0.6},
]
PULSES = [
    {"kind": "evolve", "drives": "xz", "coupling": "exchange", "duration": 0.8, "qurons": [0, 1]},
    {"kind": "encode", "features": [1, 0]},
    {"kind": "entangle", "gate": "cz"},
    {"kind": "decohere", "channel": "pair_depolarizing", "strength": 0.2},
    {"kind": "evolve", "drives": "y", "coupling": "zz", "features": [0, 1], "duration": 0.5, "qurons": [0, 2]},
    {"kind": "decohere", "channel": "phase_damping", "strength": 0.3},
    {"kind": "decohere", "channel": "zz_crosstalk", "angle": 0.7},
]
CASES: dict[str, tuple[list[dict[str, Any]], list[Any], Device, Noise]] = {
    "everything": (GATES, ["ZZI", "XIY"], DEVICE, NOISE),
    "a list for each quron": ([*GATES[:4], *PAIRS], ["ZXI", "XII"], LISTED, NOISE),
    "an ideal device": ([*GATES[:2], *GATES[3:4], *PAIRS[1:2]], ["ZZX"], Device(), Noise()),
    "qurons that are born": ([*GATES[:2], *BIRTH], ["ZZ", {"terms": {"ZI": 0.5, "XX": -1.2}}], DEVICE, NOISE),
    "pulses": (PULSES, ["ZZX", "XII"], LISTED, NOISE),
    "pulses on an ideal device": ([PULSES[0], *BIRTH], ["ZI"], Device(), Noise()),
    "more error than a channel can have": (GATES[1:2], ["ZII"], Device(error_1q=0.9, exaggeration=2.0), Noise()),
}


def dials_of(found: NoiseGradient) -> Iterator[tuple[tuple[str | int, ...], float]]:
    """Where each dial stands in network, device or noise, and its slope."""
    for layer, fields in found.layers.items():
        yield from ((("network", "layers", layer, name), slope) for name, slope in fields.items())
    yield from ((("noise", name), slope) for name, slope in found.ambient.items())
    for name, slopes in found.device.items():
        if isinstance(slopes, tuple):
            yield from ((("device", name, quron), slope) for quron, slope in enumerate(slopes))
        else:
            yield ("device", name), slopes


@pytest.mark.parametrize("case", CASES)
def test_every_dial_against_central_differences(case: str):
    """Every field of layers, ambient dials and device; at the end of a range the differences are one-sided."""
    layers, readouts, device, noise = CASES[case]
    network = Network.model_validate({"qurons": 3, "layers": layers, "readouts": readouts})
    parts: dict[str, Any] = {"network": network, "device": device, "noise": noise}
    rng, model = np.random.default_rng(2), compile_model(**parts)
    x = rng.uniform(-1, 1, (5, 2))
    theta, y = model.initial_parameters(1), rng.normal(size=(5, len(readouts)))

    def loss(path: tuple[str | int, ...], value: float) -> float:
        changed = {**parts, str(path[0]): changed_part(parts[str(path[0])], path[1:], value)}
        return float(np.mean((compile_model(**changed).predict(theta, x) - y) ** 2))

    def expected(path: tuple[str | int, ...]) -> float:
        value: Any = parts[str(path[0])]
        for step in path[1:]:
            value = value[step] if isinstance(step, int) else getattr(value, step)
        if value is None:
            return 0.0
        try:
            return central(lambda v: loss(path, v), value)
        except SpecError:  # the value stands at an end of its range
            side = STEP if value == 0 or path[-1] == "exaggeration" else -STEP
            values = [loss(path, value + k * side) for k in (0, 1, 2)]
            return (-3 * values[0] + 4 * values[1] - values[2]) / (2 * side)

    found = model.noise_gradient(theta, x, y)
    slopes = dict(dials_of(found))
    assert slopes == {path: pytest.approx(expected(path), abs=CENTRAL) for path in slopes}
    assert_complete(found, network, device)


def assert_complete(found: NoiseGradient, network: Network, device: Device) -> None:
    """No number that sets noise is left out."""
    fields = set(Device.model_fields) - {"name"}
    fields -= {name for name in ("t1", "t2") if getattr(device, name) is None}
    assert set(found.device) == fields - ({"exaggeration"} if device.error_1q > 0.5 else set())
    assert set(found.ambient) == set(Noise.model_fields)
    for number, layer in enumerate(network.layers):
        own = {"evolve": ("duration",)}.get(layer.kind, ())
        names = CHANNEL_PARAMETERS[layer.channel] if layer.kind == "decohere" else own
        assert set(found.layers.get(number, {})) == set(names)


def test_one_quron_in_closed_form():
    """RX(pi) on |0>, with an error e, then relaxation for t, then the readout: every slope by hand, to rounding.

    <Z> = -1 becomes z = -(1 - 2e)^x; after the wait z' = q + (z - q) exp(-x t/T1) with q = 1 - 2p; and what is read is
    f = a z' + p10 - p01, a = 1 - p01 - p10. Here the exaggeration is x = 1, and L = (f - y)^2.
    """
    e, t, t1, p, p01, p10, y = 0.1, 0.4, 5.0, 0.2, 0.03, 0.07, 0.5
    device = Device(t1=t1, t2=t1, thermal_population=p, gate_time_1q=t, error_1q=e, readout_p01=p01, readout_p10=p10)
    network = Network.model_validate({"qurons": 1, "layers": [{"kind": "rotate", "axes": "x"}], "readouts": ["Z"]})
    found = compile_model(network, device).noise_gradient([pi], [[0.0, 0.0]], [y]).device
    kept, q, z, a = exp(-t / t1), 1 - 2 * p, -(1 - 2 * e), 1 - p01 - p10
    waited = q + (z - q) * kept
    by_f = 2 * (a * waited + p10 - p01 - y)
    by_time = -a * (z - q) * kept / t1
    by_number = a * kept * z * np.log(1 - 2 * e)
    expected = {
        "t1": -by_time * t / t1,
        "t2": 0.0,
        "thermal_population": a * -2 * (1 - kept),
        "gate_time_1q": by_time,
        "gate_time_2q": 0.0,
        "error_1q": a * kept * 2,
        "error_2q": 0.0,
        "readout_p01": -waited - 1,
        "readout_p10": 1 - waited,
        "zz_crosstalk": 0.0,
        "exaggeration": by_number + by_time * t,
    }
    assert found == {name: pytest.approx(by_f * slope, abs=1e-13) for name, slope in expected.items()}


def test_noise_that_does_not_reach_the_readout_has_no_slope():
    """Damping of an unread quron; damping before a readout of a quron at rest in |0>."""
    layers = [{"kind": "decohere", "strength": 0.1, "qurons": [1]}, {"kind": "rotate", "axes": "z"}]
    model = compile_model(Network.model_validate({"qurons": 2, "layers": layers, "readouts": ["ZI"]}))
    found = model.noise_gradient([0.1, 0.2], [[0.0, 0.0]], [0.0])
    assert found.layers == {0: {"strength": 0.0}}
    assert found.ambient["amplitude_damping"] == pytest.approx(0.0, abs=1e-12)
    assert found.ambient["depolarizing"] == pytest.approx(-8 / 3, abs=1e-12)  # of (1 - 4p/3)^2


def test_infinite_slope_is_refused():
    layers = [{"kind": "rotate"}, {"kind": "decohere", "channel": "phase_damping", "strength": 1.0}]
    model = compile_model(Network.model_validate({"qurons": 1, "layers": layers, "readouts": ["X"]}))
    with pytest.raises(ValueError, match="no finite slope"):
        model.noise_gradient(model.initial_parameters(0), [[0.0, 0.0]], [0.0])
