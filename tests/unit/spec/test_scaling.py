"""Channels to a power, against QuTiP: to the power 2 a channel is itself applied twice.

Both sides are products of a few 4 x 4 or 16 x 16 matrices: 1e-12 is rounding with room to spare.
"""

import numpy as np
import pytest

from playground.models import compile_model
from playground.models.noise import gate_error_probability
from playground.quantum.channels import channel_ptm
from playground.spec import Decohere, Device, Network, Noise, SpecError, default_experiment
from playground.spec.choices import CHANNEL_PARAMETERS, CHANNELS, PAIR_CHANNELS
from playground.spec.ideal import is_noisy, without_noise
from playground.spec.powers import gate_error
from playground.spec.scaling import POWERS, scale_noise

ROUNDING = 1e-12
PLAIN = default_experiment().replace(noise=Noise())
DEVICE = Device(t1=50, t2=70, thermal_population=0.1, error_1q=1e-3, error_2q=1e-2, readout_p01=0.02)


def with_channel(layer: Decohere):
    return PLAIN.replace(network=PLAIN.network.replace(layers=(*PLAIN.network.layers, layer)))


def ptm(layer: Decohere):
    return channel_ptm(layer.channel, **{name: getattr(layer, name) for name in CHANNEL_PARAMETERS[layer.channel]})


@pytest.mark.parametrize("channel", [channel for channel in CHANNELS if channel not in PAIR_CHANNELS])
def test_the_second_power_of_a_channel_is_the_channel_twice(channel):
    given = Decohere(channel=channel)
    scaled = scale_noise(with_channel(given), 2).network.layers[-1]
    assert ptm(scaled) == pytest.approx(ptm(given) @ ptm(given), abs=ROUNDING)
    half = scale_noise(with_channel(given), 0.5).network.layers[-1]
    assert ptm(half) @ ptm(half) == pytest.approx(ptm(given), abs=ROUNDING)
    assert scale_noise(with_channel(given), 1) == with_channel(given)


@pytest.mark.parametrize("factor", [0.5, 2, 3])
def test_powers_of_channels_on_pairs(factor):
    """Every string but II shrinks by 1 - 16p/15 (Nielsen and Chuang, 8.3.4, for d = 4); crosstalk adds up its angle."""
    noisy = scale_noise(with_channel(Decohere(channel="pair_depolarizing", strength=0.2)), factor).network.layers[-1]
    assert 1 - 16 * noisy.strength / 15 == pytest.approx((1 - 16 * 0.2 / 15) ** factor, abs=ROUNDING)
    turned = scale_noise(with_channel(Decohere(channel="zz_crosstalk", angle=0.3)), factor).network.layers[-1]
    assert turned.angle == pytest.approx(0.3 * factor, abs=ROUNDING)


def test_every_channel_has_a_power():
    assert set(POWERS) == set(CHANNELS)


@pytest.mark.parametrize(("channel", "qurons"), [("depolarizing", 1), ("pair_depolarizing", 2)])
@pytest.mark.parametrize("error", [1e-4, 0.02, 0.3])
def test_gate_errors_are_powers_of_depolarizing_channels(channel, qurons, error):
    once = channel_ptm(channel, strength=gate_error_probability(error, qurons))
    thrice = channel_ptm(channel, strength=gate_error_probability(gate_error(error, 3, qurons), qurons))
    assert thrice == pytest.approx(once @ once @ once, abs=ROUNDING)


def test_a_whole_network_at_twice_the_noise_is_one_with_every_channel_twice():
    """Pulses are left out: during a drive, repeating the relaxation is not repeating the layer."""
    layers = [
        {"kind": "encode"},
        {"kind": "rotate"},
        {"kind": "entangle", "gate": "cz"},
        {"kind": "decohere", "channel": "bit_flip", "strength": 0.1},
        {"kind": "decohere", "channel": "amplitude_damping", "strength": 0.2},
    ]
    doubled = [*layers[:3], layers[3], layers[3], layers[4], layers[4]]
    network = Network.model_validate({"qurons": 2, "layers": layers, "readouts": ["ZI", "XX"]})
    given = PLAIN.replace(network=network)
    twice = compile_model(scale_noise(given, 2).network)
    plain = compile_model(network.replace(layers=doubled))
    theta, x = twice.initial_parameters(3), [[0.3, -0.7]]
    assert twice.predict(theta, x) == pytest.approx(plain.predict(theta, x), abs=ROUNDING)


def test_nothing_is_left_at_zero_but_readout_errors():
    given = with_channel(Decohere(channel="thermal")).replace(noise=Noise(depolarizing=0.1), device=DEVICE)
    ideal = scale_noise(given, 0)
    assert is_noisy(ideal)
    assert ideal.device.readout_p01 == 0.02
    assert not is_noisy(ideal.replace(device=ideal.device.replace(readout_p01=0)))
    assert ideal.network == without_noise(given).network


@pytest.mark.parametrize(
    ("given", "factor", "path", "words"),
    [
        (PLAIN, -1, "", "must be a number of at least 0, but is -1"),
        (PLAIN, float("nan"), "", "but is nan"),
        (PLAIN.replace(noise=Noise(depolarizing=0.8)), 1.5, "noise.depolarizing", "lies beyond 0.75, and 1.5 is none"),
        (with_channel(Decohere(channel="bit_flip", strength=0.6)), 0.5, "network.layers[6].strength", "beyond 0.5"),
        (PLAIN.replace(device=Device(error_2q=0.78)), 1.5, "device.error_2q", "beyond 0.75"),
        (PLAIN.replace(device=Device(t1=1e-6, t2=1e-6)), 10, "device.t1", "from 1e-06"),
    ],
)
def test_what_has_no_power_is_refused(given, factor, path, words):
    with pytest.raises(SpecError) as caught:
        scale_noise(given, factor)
    assert caught.value.path == path
    assert words in caught.value.message


def test_beyond_a_full_mixture_whole_powers_remain():
    """Depolarizing at p = 0.9 turns the Bloch vector over: (1 - 4p/3) = -0.2, its square 0.04."""
    scaled = scale_noise(PLAIN.replace(noise=Noise(depolarizing=0.9)), 2)
    assert 1 - 4 * scaled.noise.depolarizing / 3 == pytest.approx(0.04, abs=ROUNDING)


class TestExaggeration:
    """A device that acts as if its noise were so many times stronger."""

    def test_it_is_the_power_of_the_device(self):
        shown = DEVICE.replace(exaggeration=80)
        assert shown.acting == DEVICE.scaled(80)
        assert shown.t1 == 50
        assert DEVICE.acting is DEVICE

    def test_the_model_acts_so_and_agrees_with_qutip(self):
        """1e-10: the referee exponentiates a Lindblad generator."""
        network = default_experiment().network
        model = compile_model(network, DEVICE.replace(exaggeration=80))
        plain = compile_model(network, DEVICE.scaled(80))
        theta, x = model.initial_parameters(2), [0.4, -0.2]
        assert model.predict(theta, [x]) == pytest.approx(plain.predict(theta, [x]), abs=0)
        assert model.verify(theta, x) < 1e-10
        assert np.abs(model.predict(theta, [x]) - compile_model(network, DEVICE).predict(theta, [x])).max() > 0.01

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({"exaggeration": 0.5}, "from 1 to 1000, but is 0.5"),
            ({"t1": 1e-6, "t2": 1e-6, "exaggeration": 10}, "`exaggeration` is 10, and makes a value of `t1`"),
            ({"error_1q": 0.6, "exaggeration": 1.5}, "`error_1q` that cannot be. The value 0.6 has whole powers only"),
        ],
    )
    def test_what_cannot_be_is_refused(self, fields, words):
        with pytest.raises(SpecError) as caught:
            Device(**fields)
        assert caught.value.path == "exaggeration"
        assert words in caught.value.message
