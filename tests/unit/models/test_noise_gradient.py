"""Derivatives with respect to decoherence, against central differences.

With h = 1e-5 central differences err by h^2 = 1e-10 in truncation and 1e-16/h = 1e-11 in rounding.
"""

from collections.abc import Callable

import numpy as np
import pytest

from playground.models import compile_model
from playground.models.noise import CHANNELS
from playground.models.noise_slopes import channel_slopes, thermal_slopes
from playground.spec import Device, Network, Noise
from playground.spec.choices import CHANNEL_PARAMETERS
from playground.spec.settings import changed_part

STEP = 1e-5
CENTRAL = 1e-6
SLOPES = 1e-8

ARGUMENTS = {"strength": 0.3, "ground_population": 0.8, "t1": 50.0, "t2": 70.0, "time": 12.0, "thermal_population": 0.1}
DEVICE = Device(
    t1=80.0, t2=60.0, thermal_population=0.05, error_1q=1e-3, error_2q=1e-2, readout_p01=0.02, exaggeration=2.5
)
NOISE = Noise(amplitude_damping=0.05, phase_damping=0.03)
LAYERS = [
    {"kind": "encode", "features": [0, 1]},
    {"kind": "rotate", "axes": "yz"},
    {"kind": "decohere", "channel": "generalized_amplitude_damping", "strength": 0.2, "ground_population": 0.7},
    {"kind": "entangle", "gate": "cnot"},
    {"kind": "decohere", "channel": "thermal", "t1": 50.0, "t2": 60.0, "time": 9.0, "thermal_population": 0.1},
    {"kind": "rotate", "axes": "xy"},
    {"kind": "perceptron", "width": 1, "qurons": [0, 1]},
    {"kind": "decohere", "channel": "bit_flip", "strength": 0.1},
]


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


def test_loss_against_central_differences():
    """Layers, dials and device at once; the depolarizing dial stands at 0, where the slope is one-sided."""
    network = Network.model_validate({"qurons": 3, "layers": LAYERS, "readouts": ["Z", "X"]})
    rng = np.random.default_rng(0)
    model = compile_model(network, DEVICE, NOISE)
    theta, x = model.initial_parameters(1), rng.uniform(-1, 1, (7, 2))
    y = rng.normal(size=(7, 2))

    def loss(network: Network = network, device: Device = DEVICE, noise: Noise = NOISE) -> float:
        return compile_model(network, device, noise).loss_and_grad(theta, x, y)[0]

    def with_field(layer: int, name: str, value: float) -> Network:
        layers = list(network.layers)
        layers[layer] = layers[layer].replace(**{name: value})
        return network.replace(layers=tuple(layers))

    found = model.noise_gradient(theta, x, y)
    assert set(found.layers) == {2, 4, 7}
    for layer, fields in found.layers.items():
        assert set(fields) == set(CHANNEL_PARAMETERS[network.layers[layer].channel])
        for name, slope in fields.items():
            value = getattr(network.layers[layer], name)
            expected = central(lambda v, at=layer, name=name: loss(network=with_field(at, name, v)), value)
            assert slope == pytest.approx(expected, abs=CENTRAL)
    for name, slope in found.device.items():
        expected = central(lambda v, name=name: loss(device=DEVICE.replace(**{name: v})), getattr(DEVICE, name))
        assert slope == pytest.approx(expected, abs=CENTRAL)
    assert set(found.device) == {"t1", "t2", "thermal_population"}
    for name in ("amplitude_damping", "phase_damping"):
        expected = central(lambda v, name=name: loss(noise=NOISE.replace(**{name: v})), getattr(NOISE, name))
        assert found.ambient[name] == pytest.approx(expected, abs=CENTRAL)
    values = [loss(noise=NOISE.replace(depolarizing=h)) for h in (0.0, STEP, 2 * STEP)]
    one_sided = (-3 * values[0] + 4 * values[1] - values[2]) / (2 * STEP)
    assert found.ambient["depolarizing"] == pytest.approx(one_sided, abs=CENTRAL)


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


PAIRED = [
    {"kind": "encode", "features": [0, 1]},
    {"kind": "rotate", "axes": "yz"},
    {"kind": "decohere", "channel": "pair_depolarizing", "strength": 0.2},
    {"kind": "entangle", "gate": "cry", "pattern": "chain"},
    {"kind": "decohere", "channel": "zz_crosstalk", "angle": 0.7, "pairs": [[2, 0], [0, 1]]},
    {"kind": "rotate", "axes": "xy"},
    {"kind": "decohere", "channel": "pair_depolarizing", "strength": 1.0, "pairs": [[1, 2]]},
]


def test_noise_on_pairs_and_devices_with_values_for_every_quron():
    """Also at the strength 1, from below, and for a pair of which no readout needs both."""
    network = Network.model_validate({"qurons": 3, "layers": PAIRED, "readouts": ["ZXI", "XII"]})
    device = Device(
        t1=[80.0, None, 90.0], t2=[60.0, 50.0, 70.0], thermal_population=0.1, zz_crosstalk=2.0, error_2q=0.01
    )
    device = device.replace(exaggeration=3.0, readout_p01=[0.0, 0.1, 0.2])
    model = compile_model(network, device, NOISE)
    rng = np.random.default_rng(2)
    theta, x, y = model.initial_parameters(3), rng.uniform(-1, 1, (6, 2)), rng.normal(size=(6, 2))
    found = model.noise_gradient(theta, x, y)

    def loss(path: tuple[str | int, ...], value: float) -> float:
        parts = {"network": network, "device": device}
        parts[path[0]] = changed_part(parts[path[0]], path[1:], value)
        return compile_model(**parts, noise=NOISE).loss_and_grad(theta, x, y)[0]

    def expected(value: float, *path: str | int) -> float:
        if value == 1.0:  # at the end of the range; quadratic in one act of a channel, and three points suffice
            return (3 * loss(path, 1.0) - 4 * loss(path, 1 - STEP) + loss(path, 1 - 2 * STEP)) / (2 * STEP)
        return central(lambda v: loss(path, v), value)

    assert found.layers == {
        2: {"strength": pytest.approx(expected(0.2, "network", "layers", 2, "strength"), abs=CENTRAL)},
        4: {"angle": pytest.approx(expected(0.7, "network", "layers", 4, "angle"), abs=CENTRAL)},
        6: {"strength": pytest.approx(expected(1.0, "network", "layers", 6, "strength"), abs=CENTRAL)},
    }
    assert set(found.device) == {"t1", "t2", "thermal_population", "zz_crosstalk"}
    assert found.device["zz_crosstalk"] == pytest.approx(expected(2.0, "device", "zz_crosstalk"), abs=CENTRAL)
    assert found.device["thermal_population"] == pytest.approx(
        expected(0.1, "device", "thermal_population"), abs=CENTRAL
    )
    for name in ("t1", "t2"):
        values = getattr(device, name)
        slopes = [0.0 if v is None else expected(v, "device", name, quron) for quron, v in enumerate(values)]
        assert found.device[name] == pytest.approx(slopes, abs=CENTRAL)
