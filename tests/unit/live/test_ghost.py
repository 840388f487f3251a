"""The ideal network beside the noisy one: the same layers and angles, drawn only while there is noise."""

from __future__ import annotations

import numpy as np
import pytest

from playground.live import messages as m
from playground.live.ghost import OUTLINE, Ghost
from playground.live.picture import Look
from playground.live.trainer import Trainer
from playground.models.model import compile_model
from playground.spec.device import Device, Noise
from playground.spec.layers import Decohere

from .conftest import example


def noisy() -> Trainer:
    """Noise of all three kinds: ambient, of a layer, of the device."""
    given = example()
    network = given.network.with_layers([*given.network.layers, Decohere(strength=0.3)])
    return Trainer(given.replace(network=network, device=Device(t1=50, t2=50, readout_p01=0.02)))


def test_the_ghost_is_the_bare_network_at_the_same_angles():
    trainer, look = noisy(), Look(point=(0.3, -0.6))
    bare = example().network
    model = compile_model(bare)
    ghost = Ghost().outline(trainer, look, wait=False)
    np.testing.assert_allclose(ghost.decision, model.decision_map(trainer.theta, resolution=OUTLINE), atol=1e-9)
    bloch = model.bloch(trainer.theta, look.point)
    np.testing.assert_allclose(ghost.bloch, np.concatenate([*bloch, bloch[-1]]), atol=1e-9)  # the mark of the channel
    dataset = trainer.dataset
    f = model.predict(trainer.theta, dataset.x_test)[:, 0]
    assert ghost.costs["margin"] == pytest.approx(np.mean(f * dataset.y_test))
    assert ghost.costs["accuracy"] == pytest.approx(np.mean(np.sign(f) == dataset.y_test))
    loss, _ = model.loss_and_grad(trainer.theta, dataset.x_train, dataset.y_train)
    assert ghost.costs["train_loss"] == pytest.approx(loss)
    assert ghost.costs["purity"] == pytest.approx(1.0)
    assert ghost.costs["noisy_purity"] == pytest.approx(trainer.model.purities(trainer.theta, look.point)[-1])


def test_fidelity_is_that_of_quantum_states():
    from playground.quantum.measures import fidelity

    trainer, look = noisy(), Look(point=(0.3, -0.6))
    ghost = Ghost()
    states = [model.state(trainer.theta, look.point) for model in (trainer.model, ghost.model(trainer))]
    costs = ghost.outline(trainer, look, wait=False).costs
    # QuTiP takes a matrix square root of the nearly pure state, which keeps half the digits.
    assert costs["fidelity"] == pytest.approx(fidelity(*states), abs=1e-6)
    assert 0.05 < costs["fidelity"] < 0.95


def test_without_noise_nothing_is_computed(monkeypatch):
    trainer = Trainer(example().replace(noise=Noise()))
    monkeypatch.setattr("playground.live.ghost.compile_model", None)
    ghost = Ghost()
    assert ghost.model(trainer) is None
    assert ghost.outline(trainer, Look(), wait=False) is None


def test_a_noise_dial_does_not_compile_the_ideal_network_again():
    trainer, ghost = Trainer(example()), Ghost()
    first = ghost.model(trainer)
    trainer.take(trainer.experiment.replace(noise=Noise(depolarizing=0.3)), start=None)
    assert ghost.model(trainer) is first


def test_a_dear_ghost_is_drawn_less_often_until_the_picture_rests():
    time = iter(range(0, 1000, 10))  # every look at the clock is ten seconds later
    trainer, ghost = Trainer(example()), Ghost(lambda: next(time))
    first = ghost.outline(trainer, Look(), wait=True)
    trainer.advance()
    assert ghost.outline(trainer, Look(), wait=True) is first
    assert ghost.late
    assert ghost.outline(trainer, Look(), wait=False).epoch == 1
    assert not ghost.late


def test_between_two_frames_a_few_ideal_losses_are_filled_in_from_the_tape():
    trainer, ghost = Trainer(example()), Ghost()
    for _ in range(11):
        trainer.advance()
    ghost.outline(trainer, Look(), wait=False)
    ghost.fill(trainer, trainer.curve.gaps(2))
    known = {int(row[0]): row[3] for row in trainer.curve.since(-1) if np.isfinite(row[3])}
    assert list(known) == [3, 6, 9]
    ideal = compile_model(example().network)
    theta, dataset = trainer.tape.at(6).theta, trainer.dataset
    loss, _ = ideal.loss_and_grad(theta, dataset.x_train, dataset.y_train)
    assert known[6] == pytest.approx(loss, rel=1e-6)  # sent as float32


def test_swapping_draws_the_ideal_network_solid(table):
    noisy = table.client.header, table.client.arrays
    table.say(m.Swap(ideal=True))
    header, arrays = table.client.frames[-1]
    assert header["swapped"]
    ideal = compile_model(example().network).maps(table.trainer.theta)
    np.testing.assert_allclose(arrays["map"], ideal.decision[0], atol=1e-6)  # sent as float32
    np.testing.assert_allclose(arrays["nodes"], ideal.nodes, atol=1e-6)
    np.testing.assert_array_equal(arrays["ghost_bloch"], noisy[1]["bloch"])
    np.testing.assert_array_equal(arrays["bloch"], noisy[1]["ghost_bloch"])
    assert header["purity"] == pytest.approx(noisy[0]["purity"])  # numbers stay those of the training
    assert header["train_loss"] == noisy[0]["train_loss"]
    table.say(m.Set(path=["noise"], value={}, commit=True))
    assert table.client.header["swapped"] is False
    assert table.client.header["ghost"] is None


def test_the_ideal_loss_travels_beside_the_others(table):
    table.say(m.Step(), m.Step())
    rows = np.concatenate([arrays["losses"] for _, arrays in table.client.frames])
    assert rows.shape == (3, 4)
    assert np.all(np.isfinite(rows))
    assert rows[-1, 3] == pytest.approx(table.client.header["ghost"]["train_loss"])
