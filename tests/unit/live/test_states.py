"""What is sent of the states at the probe, and only when asked for."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest

from playground.live import messages as m
from playground.live.picture import Look
from playground.live.states import States
from playground.live.trainer import Trainer
from playground.models.entanglement import PAIR_MEASURES, concurrences
from playground.models.model import Model

from .conftest import example

POINT = (0.3, -0.2)


def draw(trainer: Trainer, look: Look, states: States | None = None) -> dict[str, np.ndarray]:
    return dict((states or States()).draw(trainer.model, trainer.theta, look))


def test_nothing_is_computed_unless_asked_for(monkeypatch):
    def never(*args: object) -> None:
        raise AssertionError("nobody looks")

    for name in ("pair_states", "reduced_state"):
        monkeypatch.setattr(Model, name, never)
    assert draw(Trainer(example()), Look(point=POINT)) == {}


def test_the_measures_on_the_wire_are_those_of_the_models():
    measures = get_args(get_args(m.View.model_fields["pairs"].annotation)[0])
    assert set(measures) == set(PAIR_MEASURES)


def test_pairs_are_listed_layer_by_layer():
    """Six pairs of four qurons before the first and after each of six layers; |0000> is not entangled."""
    trainer = Trainer(example())
    pairs = draw(trainer, Look(point=POINT, pairs="concurrence"))["pairs"]
    assert pairs.shape == (7 * 6,)
    assert np.all(pairs[:6] < 1e-7)  # a root turns rounding of 1e-16 into 1e-8
    after_cz = trainer.model.pair_states(trainer.theta, POINT)[3]
    np.testing.assert_allclose(pairs[18:24], concurrences(after_cz), atol=1e-12)


def test_a_density_matrix_has_the_readout_in_it():
    """Tr(rho Z x 1 x 1 x 1) is the readout, Tr rho is 1."""
    trainer = Trainer(example())
    rho = draw(trainer, Look(point=POINT, matrix=(6, (0, 1, 2, 3))))["rho"]
    assert rho.shape == (16, 16, 2)
    signs = np.where(np.arange(16) < 8, 1, -1)
    assert np.trace(rho[..., 0]) == pytest.approx(1, abs=1e-12)
    assert np.diag(rho[..., 0]) @ signs == pytest.approx(trainer.model.predict(trainer.theta, [POINT])[0, 0], abs=1e-9)


def test_a_density_matrix_can_be_reduced():
    rho = draw(Trainer(example()), Look(point=POINT, matrix=(2, (3, 0))))["rho"]
    assert rho.shape == (4, 4, 2)


def test_kept_until_probe_or_weights_change(monkeypatch):
    trainer, states, calls = Trainer(example()), States(), []
    pair_states = Model.pair_states
    monkeypatch.setattr(Model, "pair_states", lambda *args: calls.append(1) or pair_states(*args))
    look = Look(point=POINT, pairs="mutual_information")
    draw(trainer, look, states)
    draw(trainer, look, states)
    assert len(calls) == 1
    trainer.advance()
    draw(trainer, look, states)
    assert len(calls) == 2


@pytest.mark.parametrize(
    ("matrix", "fits"),
    [
        ((3, (0, 1, 2, 3, 4)), True),
        ((3, (0, 1, 2, 3, 4, 5)), False),  # 4096 entries are too many
        ((4, (0,)), False),
        ((2, (0, 1)), True),
        ((2, (0, 0)), False),
        ((2, (0, 2)), False),
    ],
)
def test_matrices_that_the_network_does_not_have_are_left_out(matrix, fits):
    assert Look(matrix=matrix).within((2, 2, 2, 6)).matrix == (matrix if fits else None)


def test_a_view_asks_for_both_and_takes_them_back(table):
    view = {"layer": 1, "quron": 0}
    client = table.say(m.View(**view, pairs="concurrence", matrix=m.Matrix(layer=2, qurons=[1])))
    assert client.arrays["pairs"].shape == (42,)
    assert client.arrays["rho"].shape == (2, 2, 2)
    client = table.say(m.View(**view))
    assert not {"pairs", "rho"} & set(client.arrays)
