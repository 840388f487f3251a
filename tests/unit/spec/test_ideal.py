"""The experiment without decoherence."""

import pytest

from playground.spec import Decohere, Device, Noise, default_experiment
from playground.spec.choices import CHANNELS
from playground.spec.edits import insert_layer
from playground.spec.ideal import is_noisy, without_noise

QUIET = default_experiment().replace(noise=Noise())


@pytest.mark.parametrize("channel", CHANNELS)
def test_channel_layers_keep_their_place_and_do_nothing(channel):
    noisy = insert_layer(QUIET, 2, Decohere(channel=channel))
    assert is_noisy(noisy)
    ideal = without_noise(noisy)
    assert [layer.kind for layer in ideal.network.layers] == [layer.kind for layer in noisy.network.layers]
    left = ideal.network.layers[2]
    assert getattr(left, {"thermal": "time", "zz_crosstalk": "angle"}.get(channel, "strength")) == 0
    assert not is_noisy(ideal)


@pytest.mark.parametrize(
    "device",
    [
        {"t1": 50, "t2": 60},
        {"error_1q": 0.01},
        {"error_2q": 0.01},
        {"readout_p10": 0.1},
        {"zz_crosstalk": -0.3},
        {"t1": [None, 50, None, 50], "t2": 60},
        {"readout_p01": [0, 0, 0.1, 0]},
    ],
)
def test_every_fault_of_a_device_is_noise(device):
    noisy = QUIET.replace(device=Device(**device))
    assert is_noisy(noisy)
    assert without_noise(noisy) == without_noise(QUIET)


def test_ambient_noise_goes_and_the_rest_stays():
    given = default_experiment().replace(parameters=(0.5,) * 20, frozen=(3,))
    assert is_noisy(given)
    assert without_noise(given) == given.replace(noise=Noise())
    assert not is_noisy(QUIET)
    assert not is_noisy(QUIET.replace(device=Device(name="perfect", gate_time_1q=1.0, readout_p01=[0, 0, 0, 0])))
