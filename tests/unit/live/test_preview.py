"""The preview of an edit: it shows what the drop would show, and it touches nothing."""

from __future__ import annotations

import random

import numpy as np
import pytest

from playground.live import messages as m
from playground.live.desk import Desk
from playground.live.preview import MOST_MS, Preview, TooSlow
from playground.spec.errors import SpecError

from .conftest import Table, example

INSERT = {"kind": "insert_layer", "index": 2, "layer": {"kind": "decohere", "channel": "bit_flip", "strength": 0.2}}
MOVE = {"kind": "arrange_layers", "order": [0, 1, 2, 4, 3, 5]}
REFUSED = {"kind": "insert_layer", "index": 0, "layer": {"kind": "rotate", "qurons": [9]}}


def previews(table: Table) -> list[tuple[dict, dict]]:
    """The preview frames that the client was sent."""
    return [frame for frame in table.client.frames if "preview" in frame[0]]


@pytest.mark.parametrize("edit", [INSERT, MOVE, {"kind": "arrange_layers", "order": [0, 1, 5]}])
def test_the_preview_is_the_picture_after_the_drop(table: Table, edit: dict):
    """Number for number: both are drawn by the same model from the same weights."""
    table.say(m.Preview(ticket=7, edit=edit))
    header, arrays = previews(table)[-1]
    assert header["preview"] == 7
    table.say(m.Edit(edit=edit))
    for name in ("map", "nodes", "bloch", "purities", "theta"):
        np.testing.assert_array_equal(arrays[name], table.client.arrays[name])
    scene = table.client.scene
    assert header["experiment"]["network"] == scene["experiment"]["network"]
    for name in ("layers", "parameters", "widths", "readouts"):
        assert header[name] == scene[name]


def test_the_preview_makes_no_entry_and_training_goes_on_as_without_it():
    """Two tables train side by side, one of them previews all the time: after as many epochs, the same weights."""
    plain, asking = Table(example(), playing=True), Table(example(), playing=True)
    for ticket in range(6):
        plain.pump()
        asking.say(m.Preview(ticket=ticket, edit=(INSERT, MOVE, REFUSED)[ticket % 3]))
    count = min(plain.trainer.epoch.index, asking.trainer.epoch.index)
    assert count > 5
    assert len(previews(asking)) == 4
    for table in (plain, asking):
        assert not table.desk.can_undo
        assert table.desk.experiment == example()
        table.session.playing = False
    behind, ahead = sorted((plain, asking), key=lambda table: table.trainer.epoch.index)
    while behind.trainer.epoch.index < ahead.trainer.epoch.index:
        behind.trainer.advance()
    np.testing.assert_array_equal(plain.trainer.theta, asking.trainer.theta)


def test_a_refused_preview_says_why_in_the_words_of_the_edit(table: Table):
    table.say(m.Preview(ticket=3, edit=REFUSED))
    [refusal] = table.client.of_type("preview")
    assert (refusal["preview"], refusal["level"]) == (3, "error")
    assert not table.client.errors
    table.say(m.Edit(edit=REFUSED))
    assert table.client.errors[-1]["text"] == refusal["text"]
    assert table.client.errors[-1]["path"] == refusal["path"]


def test_the_newest_question_wins_and_waits_for_credit(table: Table):
    client = table.client
    client.answers = False
    table.say(m.Step(), m.Step(), m.Step())
    assert not client.credit
    table.say(m.Preview(ticket=1, edit=INSERT), m.Preview(ticket=2, edit=MOVE))
    assert not previews(table)
    client.acknowledge()
    table.pump()
    assert [header["preview"] for header, _ in previews(table)] == [2]


def test_a_network_too_slow_to_hover_over_is_not_drawn():
    experiment = example()
    wide = experiment.replace(network=experiment.network.replace(qurons=8, readouts=None))
    desk = Desk(wide)
    assert desk.trainer.model.plan.ms > MOST_MS
    with pytest.raises(TooSlow, match="drawn after the drop only"):
        Preview().draw(desk.trainer, Table(example()).session.screen.look, MOVE)


def test_a_preview_of_nonsense_is_refused():
    table = Table(example())
    with pytest.raises(SpecError, match="must be an edit"):
        Preview().draw(table.trainer, table.session.screen.look, {"kind": "explode"})


def test_a_thousand_edits_on_the_desk_lose_no_layer_and_undo_returns_the_first_state():
    """Previewed now and then on the way; the weights of the beginning come back to the last bit."""
    experiment = example()
    network = experiment.network.replace(qurons=1, features=1, layers=[{"kind": "rotate", "axes": "y"}], readouts=None)
    desk = Desk(experiment.replace(network=network, data=experiment.data.replace(samples=20)))
    first, theta = desk.experiment, desk.trainer.theta
    preview, look = Preview(), Table(example()).session.screen.look
    rng = random.Random(7)
    for mark in range(1000):
        before = desk.experiment.network.layers
        row = list(range(len(before)))
        rng.shuffle(row)
        kept = row if len(row) < 3 or rng.random() < 0.5 else row[:-1]
        if len(row) < 4 and rng.random() < 0.9:
            fresh = {"kind": "decohere", "channel": "phase_flip", "strength": mark / 2000}
            edit = {"kind": "insert_layer", "index": len(row), "layer": fresh}
        else:
            edit = {"kind": "arrange_layers", "order": kept}
        if mark % 100 == 0:
            preview.draw(desk.trainer, look, edit)
        desk.edit(edit)
        after = desk.experiment.network.layers
        assert after[:-1] == before if edit["kind"] == "insert_layer" else after == tuple(before[k] for k in kept)
    while desk.can_undo:
        desk.undo()
    assert desk.experiment == first
    np.testing.assert_array_equal(desk.trainer.theta, theta)


def test_every_edit_is_answered_by_a_scene(table: Table):
    """Also one that changes nothing: two equal layers that change places."""
    table.say(m.Edit(edit={"kind": "arrange_layers", "order": [0, 1, 1, 2, 3, 4, 5]}))
    scenes = len(table.client.of_type("scene"))
    table.say(m.Edit(edit={"kind": "arrange_layers", "order": [0, 2, 1, 3, 4, 5, 6]}))
    assert len(table.client.of_type("scene")) == scenes + 1
