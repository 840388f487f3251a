"""Edits of noise and of the device, and what edits of the network do to both."""

import pytest

from playground.spec import (
    Decohere,
    Device,
    Entangle,
    Experiment,
    Network,
    Noise,
    Rotate,
    SpecError,
    default_experiment,
)
from playground.spec.edits import add_quron, apply_edit, insert_layer, remove_quron, set_value

DEFAULT = default_experiment()


def test_noise_and_device_change_as_one():
    edited = apply_edit(DEFAULT, {"kind": "set_noise", "noise": {"depolarizing": 0.1}, "device": {"t1": 5, "t2": 6}})
    assert edited == DEFAULT.replace(noise=Noise(depolarizing=0.1), device=Device(t1=5, t2=6))
    with pytest.raises(SpecError) as caught:
        apply_edit(DEFAULT, {"kind": "set_noise", "noise": {}, "device": {"t1": 5, "t2": 60}})
    assert caught.value.path == "device.t2"


def test_a_device_with_values_for_every_quron_follows_the_qurons():
    """A new quron is like the one above it; a removed one takes its values along."""
    given = DEFAULT.replace(device=Device(t1=[10, 20, 30, 40], t2=10, readout_p01=[0, 0.1, 0.2, 0.3]))
    added = add_quron(given)
    assert added.device == Device(t1=[10, 20, 30, 40, 40], t2=10, readout_p01=[0, 0.1, 0.2, 0.3, 0.3])
    assert remove_quron(given, 1).device == Device(t1=[10, 30, 40], t2=10, readout_p01=[0, 0.2, 0.3])
    assert set_value(given, ("network", "qurons"), 1).device == Device(t1=[10], t2=10, readout_p01=[0])
    assert set_value(given, ("device", "t1", 2), 6).device.t1 == (10, 20, 6, 40)
    with pytest.raises(SpecError) as caught:
        set_value(given, ("device", "t1", 2), 4)
    assert (caught.value.path, "of quron 2" in caught.value.message) == ("device.t2", True)
    with pytest.raises(SpecError, match="8 qurons leave layer 7") as caught:
        insert_layer(given, 6, {"kind": "perceptron", "width": 8})
    assert caught.value.path == "device.t1"


def test_a_channel_on_pairs_leaves_with_its_last_pair():
    given = insert_layer(DEFAULT, 0, {"kind": "decohere", "channel": "zz_crosstalk", "pairs": [[0, 3]]})
    assert remove_quron(given, 0).network.layers[0].kind == "encode"
    assert remove_quron(given, 1).network.layers[0].pairs == ((0, 2),)


def test_a_channel_everywhere_is_one_edit_behind_every_layer_but_noise():
    given = Experiment(network=Network(qurons=2, layers=(Rotate(), Decohere(), Entangle()), readouts=("ZI",)))
    edited = apply_edit(given, {"kind": "insert_everywhere", "layer": {"kind": "decohere", "channel": "bit_flip"}})
    flip = Decohere(channel="bit_flip")
    assert edited.network.layers == (Rotate(), flip, Decohere(), Entangle(), flip)
    assert edited.parameters == given.parameters
    many = given.replace(network=given.network.replace(layers=(Rotate(),) * 13), parameters=None)
    with pytest.raises(SpecError, match="must hold 1 to 24 layers"):
        apply_edit(many, {"kind": "insert_everywhere", "layer": {"kind": "decohere"}})
