"""Dissipative quantum perceptrons with known answers.

Source: Beer et al., Nat. Commun. 11, 808 (2020): fresh output qurons meet the inputs, which are traced out.
The general perceptron unitary is replaced by exp(-i/2 (a XX + b YY + c ZZ)) and rotations of the output.

Derivation of the partial swap. For a = b = t and c = 0, |00> stays and |10> -> cos t |10> - i sin t |01>. Tracing out
the input leaves amplitude damping with gamma = cos^2 t, after the phase -i is undone by RZ(pi/2).

Tolerance: closed forms in double precision agree to rounding; 1e-12.
"""

import numpy as np
import pytest

from playground.models import Model, compile_model
from playground.spec import Network

EXACT = 1e-12


def perceptron(qurons: int = 1, width: int = 1, inputs: list[int] | None = None) -> Model:
    """Inputs prepared by RY RZ, then one perceptron layer."""
    layers = [{"kind": "rotate", "axes": "yz"}, {"kind": "perceptron", "width": width, "qurons": inputs}]
    return compile_model(Network.model_validate({"qurons": qurons, "layers": layers}))


@pytest.mark.parametrize("t", [0.0, 0.3, 1.1, np.pi / 2])
@pytest.mark.parametrize("prepared", [(0.0, 0.0), (np.pi, 0.0), (0.8, 2.1), (2.0, -0.7)])
def test_partial_swap_is_amplitude_damping(t: float, prepared: tuple[float, float]):
    """(x, y, z) -> (sqrt(1-g) x, sqrt(1-g) y, g + (1-g) z) with g = cos^2 t."""
    bloch = perceptron().bloch([*prepared, t, t, 0.0, np.pi / 2, 0.0, 0.0], [0.0, 0.0])
    (x, y, z), gamma = bloch[1][0], np.cos(t) ** 2
    kept = np.sqrt(1 - gamma)
    assert bloch[2][0] == pytest.approx([kept * x, kept * y, gamma + (1 - gamma) * z], abs=EXACT)


def test_full_swap_hands_the_state_on():
    """a = b = c = pi/2 is a swap up to a phase: the output has the input's state, the closing rotations act on it."""
    quarter = [np.pi / 2] * 3
    model = perceptron()
    bloch = model.bloch([0.8, 2.1, *quarter, 0.0, 0.0, 0.0], [0.0, 0.0])
    assert bloch[2][0] == pytest.approx(bloch[1][0], abs=EXACT)
    turned = model.bloch([0.8, 2.1, *quarter, np.pi, 0.0, 0.0], [0.0, 0.0])
    assert turned[2][0] == pytest.approx(bloch[1][0] * [-1, -1, 1], abs=EXACT)


def test_only_chosen_inputs_are_read():
    """With `qurons` [1] the output depends on quron 1 alone; quron 0 is traced out unread."""
    model = perceptron(qurons=2, inputs=[1])
    swap = [*([np.pi / 2] * 3), 0.0, 0.0, 0.0]
    before, after = model.bloch([1.3, 0.4, 0.8, 2.1, *swap], [0.0, 0.0])[1:]
    assert after[0] == pytest.approx(before[1], abs=EXACT)


def test_order_of_outputs_and_inputs():
    """Output 0 meets input 0, then input 1; output 1 follows: two swaps leave input 1 in output 0, then |0> moves on.

    After output 0 has swapped with input 0 and then with input 1: output 0 holds the state of input 1, input 0 holds
    |0>, input 1 holds the state of input 0. Output 1 swaps with input 0 (|0>), then with input 1 (state of input 0).
    """
    model = perceptron(qurons=2, width=2)
    output = [*([np.pi / 2] * 6), 0.0, 0.0, 0.0]
    before, after = model.bloch([1.3, 0.4, 0.8, 2.1, *output, *output], [0.0, 0.0])[1:]
    assert after == pytest.approx(before[::-1], abs=EXACT)


def test_parameter_count():
    """k (3 m + 3) parameters for m inputs and k outputs."""
    assert perceptron(qurons=3, width=2).n_parameters == 6 + 2 * (3 * 3 + 3)


def test_learns_an_unknown_map():
    """As in the paper's first task, a network learns an unknown map from pairs: here the map of another network.

    Gradient descent with step 0.5; the loss must fall from order 1 by a factor of 100, which no partial fit reaches.
    Some other starts end in a local minimum.
    """
    layers = [{"kind": "encode", "features": [0, 1], "scale": 2.0}, {"kind": "perceptron", "width": 1}]
    model = compile_model(Network.model_validate({"qurons": 2, "layers": layers, "readouts": ["X", "Y", "Z"]}))
    x = np.random.default_rng(0).uniform(-1, 1, (40, 2))
    y = model.predict(model.initial_parameters(1), x)
    theta = model.initial_parameters(4)
    first, _ = model.loss_and_grad(theta, x, y)
    for _ in range(400):
        _, gradient = model.loss_and_grad(theta, x, y)
        theta = theta - 0.5 * gradient
    assert model.loss_and_grad(theta, x, y)[0] < first / 100
