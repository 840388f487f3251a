"""Labels in the order of the contract, and parameters that survive a change of the network."""

import math

import numpy as np
import pytest

from playground.spec import (
    Encode,
    Entangle,
    Network,
    ParameterLabel,
    Perceptron,
    Rotate,
    carry_parameters,
    default_experiment,
    initial_parameters,
    parameter_labels,
)

NETWORK = Network(qurons=2, layers=(Encode(), Rotate(axes="yz"), Entangle(gate="rxx"), Rotate(axes="x")))
THETA = (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0)


def carried(layers, *, qurons=2):
    new = Network(qurons=qurons, layers=layers)
    return carry_parameters(NETWORK, THETA, new, [0.0] * len(parameter_labels(new)))


def test_labels_go_by_layer_then_quron_then_axis():
    assert parameter_labels(NETWORK) == (
        ParameterLabel(1, (0,), "RY"),
        ParameterLabel(1, (0,), "RZ"),
        ParameterLabel(1, (1,), "RY"),
        ParameterLabel(1, (1,), "RZ"),
        ParameterLabel(2, (0, 1), "RXX"),
        ParameterLabel(3, (0,), "RX"),
        ParameterLabel(3, (1,), "RX"),
    )


def test_labels_after_a_perceptron_count_the_new_qurons():
    network = Network(qurons=3, layers=(Perceptron(width=1), Rotate(axes="y")))
    assert parameter_labels(network)[-1] == ParameterLabel(1, (0,), "RY")
    assert len(parameter_labels(network)) == 12 + 1


def test_first_parameters_are_uniform_and_repeat_with_the_seed():
    network = default_experiment().network
    theta = initial_parameters(network, 5)
    assert theta == initial_parameters(network, 5) != initial_parameters(network, 6)
    assert np.array_equal(theta, np.random.default_rng(5).uniform(-math.pi, math.pi, 20))


def test_nothing_changed_keeps_everything():
    assert carried(NETWORK.layers) == THETA


def test_a_layer_inserted_leaves_the_others_alone():
    layers = (*NETWORK.layers[:2], Rotate(axes="y"), *NETWORK.layers[2:])
    assert carried(layers) == (1, 2, 3, 4, 0, 0, 5, 6, 7)


def test_a_layer_removed_takes_its_own():
    assert carried((NETWORK.layers[0], *NETWORK.layers[2:])) == (5, 6, 7)


def test_a_layer_moved_keeps_its_own():
    encode, yz, rxx, x = NETWORK.layers
    assert carried((x, encode, yz, rxx)) == (6, 7, 1, 2, 3, 4, 5)


def test_a_layer_changed_among_equal_ones_leaves_its_neighbours():
    old = Network(qurons=1, layers=(Rotate(axes="y"),) * 3)
    new = Network(qurons=1, layers=(Rotate(axes="y"), Rotate(axes="z"), Rotate(axes="y")))
    assert carry_parameters(old, (1.0, 2.0, 3.0), new, (0.0,) * 3) == (1, 0, 3)


def test_axes_changed_keep_the_angles_about_the_same_axis():
    encode, _, rxx, x = NETWORK.layers
    assert carried((encode, Rotate(axes="zy"), rxx, x)) == (2, 1, 4, 3, 5, 6, 7)
    assert carried((encode, Rotate(axes="yzy"), rxx, x)) == (1, 2, 0, 3, 4, 0, 5, 6, 7)


def test_a_quron_added_gets_fresh_angles():
    assert carried(NETWORK.layers, qurons=3) == (1, 2, 3, 4, 0, 0, 5, 0, 0, 6, 7, 0)


def test_arrays_are_taken_and_wrong_lengths_refused():
    assert carry_parameters(NETWORK, np.array(THETA), NETWORK, np.zeros(7)) == THETA
    with pytest.raises(ValueError, match=r"Argument `theta` must have shape \(7,\), but has shape \(1,\)"):
        carry_parameters(NETWORK, [0.0], NETWORK, THETA)
    with pytest.raises(ValueError, match="`fresh`"):
        carry_parameters(NETWORK, THETA, NETWORK, [0.0])


def test_scales_start_at_their_scale_and_leave_the_angles_alone():
    """Switching the training of scales on or off draws the same angles."""
    layers = (Encode(scale=1.5), Rotate(axes="yz"))
    plain = initial_parameters(Network(qurons=2, layers=layers), 5)
    trained = Network(qurons=2, layers=(Encode(scale=1.5, trainable=True), *layers[1:]))
    assert initial_parameters(trained, 5) == (1.5, 1.5, *plain)
    assert parameter_labels(trained)[:2] == (ParameterLabel(0, (0,), "scale"), ParameterLabel(0, (1,), "scale"))
