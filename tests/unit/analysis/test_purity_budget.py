"""Shares of the loss of purity against states that can be written down, and against the engine's own purities."""

from itertools import groupby
from math import log, log2, pi

import numpy as np
import pytest
from hypothesis import given, settings

from playground.analysis.parts import PULSE, TRACED_OUT
from playground.analysis.purity_budget import PurityBudget, purity_budget
from playground.models import Model
from playground.spec.experiment import Experiment
from tests.invariants.random_networks import models, random_angles, random_inputs

ROUNDING = 1e-12
"""A few dozen operations on numbers of order one."""

PLUS = {"kind": "rotate", "axes": "y"}


def budget(layers: list[dict], theta: list[float], qurons: int = 1, **rest: dict) -> PurityBudget:
    network = {"qurons": qurons, "layers": layers, "readouts": ["Z" + "I" * (qurons - 1)]}
    return purity_budget(Experiment.model_validate({"network": network, **rest}), theta, [0.0, 0.0])


def test_t1_alone_takes_a_superposition_to_purity_seven_eighths_and_back() -> None:
    """From |+>, T1 alone: the purity falls to exactly 0.875 at t = T1 ln 2, then returns to 1.

    x = sqrt(e), z = 1 - e with e = exp(-t/T1), so Tr(rho^2) = (1 + e + (1 - e)^2) / 2, least at e = 1/2.
    """
    half = {"kind": "decohere", "channel": "thermal", "t1": 50.0, "t2": 100.0, "time": 50.0 * log(2)}
    found = budget([PLUS, half, {**half, "time": 2000.0}], [pi / 2])
    assert found.purity == pytest.approx([1, 1, 0.875, 1], abs=ROUNDING)
    assert [(share.layer, share.quron, share.cause) for share in found.shares] == [(1, 0, "channel"), (2, 0, "channel")]
    assert [share.bits for share in found.shares] == pytest.approx([-log2(0.875), log2(0.875)], abs=ROUNDING)
    assert found.bits == pytest.approx(0, abs=ROUNDING)


def test_product_states_pay_quron_by_quron() -> None:
    """Depolarizing p makes of a pure quron one of purity (1 + (1 - 4p/3)^2) / 2; purities of products multiply."""
    channel = {"kind": "decohere", "channel": "depolarizing", "strength": 0.3, "qurons": [0, 2]}
    found = budget([PLUS, channel], [0.3, 1.1, -2.0], 3)
    price = -log2((1 + 0.6**2) / 2)
    assert [(share.layer, share.quron) for share in found.shares] == [(1, 0), (1, 2)]
    assert [share.bits for share in found.shares] == pytest.approx([price, price], abs=ROUNDING)


def test_ambient_gate_and_idle_noise_are_told_apart() -> None:
    device = {"t1": 100.0, "t2": 80.0, "error_1q": 1e-3, "error_2q": 1e-2}
    bell = [{"kind": "rotate", "axes": "y", "qurons": [0]}, {"kind": "entangle", "gate": "cnot", "pairs": [[0, 1]]}]
    found = budget(bell, [pi / 2], 2, device=device, noise={"depolarizing": 0.01})
    causes = {layer: {s.cause for s in own} for layer, own in groupby(found.shares, key=lambda share: share.layer)}
    assert causes == {0: {"gate", "idle", "ambient"}, 1: {"gate", "idle", "ambient"}}
    assert {share.quron for share in found.shares if share.cause == "gate" and share.layer == 0} == {0}
    pair = [share.bits for share in found.shares if share.cause == "gate" and share.layer == 1]
    assert len(pair) == 2
    assert pair[0] == pair[1] > 0  # a gate's error is divided evenly between its qurons


def test_a_channel_on_a_pair_is_a_channel() -> None:
    layers = [PLUS, {"kind": "decohere", "channel": "pair_depolarizing", "strength": 0.1, "pairs": [[0, 1]]}]
    found = budget(layers, [0.3, 0.4], 2)
    assert {share.cause for share in found.shares} == {"channel"}


def test_a_perceptron_pays_for_what_it_traces_out() -> None:
    """exp(-i a (XX + YY) / 2) |10> = cos a |10> - i sin a |01>.

    At a = pi/2 input and output have changed places, and nothing is lost; at pi/4 an even mixture is left: one bit.
    """
    firing = {"kind": "rotate", "axes": "x"}
    layers = [firing, {"kind": "perceptron", "width": 1}]
    for angle, bits in ((pi / 2, 0.0), (pi / 4, 1.0)):
        found = budget(layers, [pi, angle, angle, 0.0, 0.0, 0.0, 0.0])
        (share,) = found.shares
        assert (share.layer, share.quron, share.cause) == (1, None, TRACED_OUT)
        assert share.bits == pytest.approx(bits, abs=ROUNDING)


def test_what_relaxes_during_a_pulse_is_its_share() -> None:
    layers = [{"kind": "evolve", "duration": 5.0, "drives": "x", "qurons": [1]}]
    found = budget(layers, [2.0], 2, device={"t1": 20.0, "t2": 30.0})
    assert [(share.quron, share.cause) for share in found.shares if abs(share.bits) > ROUNDING] == [(1, PULSE)]


@settings(max_examples=40, deadline=None)
@given(models())
def test_shares_add_up_layer_by_layer(drawn: tuple[Model, np.random.Generator]) -> None:
    """For every kind of layer, channel and device: the shares up to a layer are -log2 of the purity after it."""
    model, rng = drawn
    theta, x = random_angles(model, rng), random_inputs(model, rng, 1)[0]
    experiment = Experiment(network=model.network, device=model.device, noise=model.noise)
    found = purity_budget(experiment, theta, x)
    purity = model.purities(theta, x)
    np.testing.assert_allclose(found.purity, purity, atol=1e-10)
    upto = [sum(share.bits for share in found.shares if share.layer < layer) for layer in range(len(purity))]
    # A purity of 2^-4 known to 1e-12 gives bits to 1e-11.
    np.testing.assert_allclose(upto, -np.log2(purity), atol=1e-9)
    assert found.bits == pytest.approx(upto[-1], abs=1e-9)
