"""The two pictures of one network: readouts followed back through it equal states followed forwards.

Both are exact, so the tolerance is rounding; the forward picture is compared with QuTiP in `test_layers`.
"""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from playground.models.cone import light_cone
from playground.models.forward.builder import Builder
from playground.models.forward.path import Program
from playground.models.grids.axes import bounded, plan_grid
from playground.models.grids.nodes import GridEvaluator
from playground.models.grids.points import PointEvaluator
from playground.models.heisenberg.order import is_known
from playground.models.heisenberg.path import Heisenberg, heisenberg_path
from playground.models.layers import lower_network, silent_angles
from playground.models.pauli import FloatArray
from playground.models.readout import Readouts, terms_on
from playground.models.referee import readouts_by_qutip
from playground.spec import Device, Network, Noise
from playground.spec.parameters import count_parameters
from tests.invariants.random_networks import devices, networks, noises

EXACT = 1e-11
QUTIP = 1e-9
LARGEST_GRID = 2000


def both_paths(network: Network, device: Device, noise: Noise) -> tuple[Program, Heisenberg]:
    """The light cone of the readouts, forwards and backwards, whichever the planner would take."""
    steps, left = light_cone(lower_network(network, device, noise), network.observables, network.qurons)
    assume(is_known(steps))
    measured = terms_on(left, network, device)
    parameters = count_parameters(network) + len(silent_angles(lower_network(network, device, noise)))
    plan = Builder(network.qurons).build(steps)
    forwards = Program(plan, Readouts(measured, plan.order), parameters)
    backwards = heisenberg_path(steps, network.qurons, measured, parameters)
    assert backwards is not None
    return forwards, backwards


def drawn_theta(rng: np.random.Generator, network: Network, device: Device, noise: Noise) -> FloatArray:
    """Parameters at random, and after them the angles of crosstalk, which the device fixes."""
    silent = silent_angles(lower_network(network, device, noise))
    return np.concatenate([rng.uniform(-3, 3, count_parameters(network)), silent])


drawn = given(networks(), devices(), noises(), st.integers(0, 2**32 - 1))


@settings(max_examples=60, deadline=None)
@drawn
def test_points_and_gradients_agree(network: Network, device: Device, noise: Noise, seed: int):
    """Every kind of layer, device errors, several readouts; the gradient of a random cotangent."""
    rng = np.random.default_rng(seed)
    paths = both_paths(network, device, noise)
    theta, x = drawn_theta(rng, network, device, noise), rng.uniform(-1, 1, (5, network.features))
    cotangent = rng.normal(size=(len(network.readouts), 5))
    found = []
    for path in paths:
        points, gates = PointEvaluator(path), path.gates(theta)
        found.append((points.outputs(gates, x)[0], points.gradient(gates, x, cotangent)))
    (states, slopes), (observables, same_slopes) = found
    assert observables == pytest.approx(states, abs=EXACT)
    assert same_slopes == pytest.approx(slopes, abs=EXACT)
    plain = readouts_by_qutip(network, device, noise, theta, x[0])
    assert observables[:, 0] == pytest.approx(plain, abs=QUTIP)


@settings(max_examples=60, deadline=None)
@drawn
def test_grids_agree(network: Network, device: Device, noise: Noise, seed: int):
    """The grid grows from the other end; its gradient equals that of direct evaluation at its nodes."""
    rng = np.random.default_rng(seed)
    forwards, backwards = both_paths(network, device, noise)
    theta, rest = drawn_theta(rng, network, device, noise), rng.uniform(-1, 1, max(0, network.features - 2))
    plan = plan_grid(bounded(backwards.encoders, theta))
    if plan is None or plan.nodes > LARGEST_GRID:
        return
    gates, points = backwards.gates(theta), PointEvaluator(backwards)
    grid = GridEvaluator(backwards, plan, network.features, points)
    values = grid.values(gates, rest, marks=False).outputs
    states = PointEvaluator(forwards).outputs(forwards.gates(theta), x := grid.node_points(rest))[0]
    assert values.values.reshape(states.shape[0], -1) == pytest.approx(states, abs=EXACT)
    cotangent = rng.normal(size=(len(states), plan.axes[0].size, plan.axes[1].size))
    direct = points.gradient(gates, x, cotangent.reshape(len(states), -1))
    assert grid.gradient(gates, rest, cotangent) == pytest.approx(direct, abs=EXACT * plan.nodes)
