"""Hot paths as multiples of a fixed NumPy workload: `make bench` fails when one becomes several times slower.

The limits are about four times what was measured when they were written: they catch a path that was lost (a map
without the Fourier grid, a gradient without the light cone), not a slow day.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from benchmarks.peers.contestants.ours import network
from benchmarks.peers.workloads import Circuit, angles, dataset
from playground.learning.datasets import make_dataset
from playground.models import compile_experiment, compile_model
from playground.spec import default_experiment

Ratio = Callable[[Callable[[float], object]], float]
W1, HARD, EDIT = Circuit(), Circuit(gate="cnot"), Circuit(qurons=5, blocks=4)
BOUNDS = (-math.pi, math.pi)


@pytest.mark.parametrize(("circuit", "limit"), [(W1, 1.5), (HARD, 2.0)], ids=["W1", "hard"])
def test_decision_map(ratio: Ratio, circuit: Circuit, limit: float) -> None:
    model, theta = compile_model(network(circuit)), angles(circuit.shape)
    assert ratio(lambda shift: model.decision_map(theta + shift, 50, bounds=BOUNDS)) < limit


@pytest.mark.parametrize(("circuit", "limit"), [(W1, 2.5), (HARD, 4.0)], ids=["W1", "hard"])
def test_gradient(ratio: Ratio, circuit: Circuit, limit: float) -> None:
    model, theta, (x, y) = compile_model(network(circuit)), angles(circuit.shape), dataset()
    assert ratio(lambda shift: model.loss_and_grad(theta + shift, x, y)) < limit


def test_gradient_does_not_grow_with_the_points(ratio: Ratio) -> None:
    model, theta, (x, y) = compile_model(network(W1)), angles(W1.shape), dataset(20_000)
    assert ratio(lambda shift: model.loss_and_grad(theta + shift, x, y)) < 10.0


def test_first_map_after_an_edit(ratio: Ratio) -> None:
    built, theta = network(EDIT), angles(EDIT.shape)
    assert ratio(lambda shift: compile_model(built).decision_map(theta + shift, 50, bounds=BOUNDS)) < 30.0


def test_frame_of_the_opening_example(ratio: Ratio) -> None:
    opening = default_experiment()
    model, data = compile_experiment(opening), make_dataset(opening.data)
    theta = model.initial_parameters(0)

    def frame(shift: float) -> None:
        model.loss_and_grad(theta + shift, data.x_train, data.y_train)
        model.maps(theta + shift)
        model.bloch(theta + shift, data.x_train[0])

    assert ratio(frame) < 8.0
