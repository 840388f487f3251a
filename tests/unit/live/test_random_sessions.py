"""Whatever is clicked, nothing raises, no layer is lost, and undo leads back to the very beginning."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.live import messages as m

from .conftest import Table, example

INDEX = st.integers(-1, 7)
STRENGTH = st.floats(-0.1, 1.1)
LAYERS = st.sampled_from(
    [
        {"kind": "rotate", "axes": "xz"},
        {"kind": "encode", "axis": "y", "features": [1]},
        {"kind": "entangle", "gate": "crx", "pattern": "chain"},
        {"kind": "decohere", "channel": "bit_flip", "strength": 0.1},
        {"kind": "perceptron", "width": 2},
    ]
)
PATHS = st.one_of(
    st.tuples(st.just(["noise", "amplitude_damping"]), STRENGTH),
    st.tuples(st.just(["training", "learning_rate"]), STRENGTH),
    st.tuples(st.just(["training", "optimizer"]), st.sampled_from(["sgd", "adam", "spsa", "none"])),
    st.tuples(st.just(["data", "name"]), st.sampled_from(["moons", "sine", "cats"])),
    st.tuples(st.just(["data", "noise"]), STRENGTH),
    st.tuples(st.just(["frozen"]), st.lists(st.integers(-1, 9), max_size=3)),
    st.tuples(st.just(["network", "features"]), st.integers(0, 3)),
    st.tuples(INDEX.map(lambda k: ["network", "layers", k, "strength"]), STRENGTH),
    st.tuples(INDEX.map(lambda k: ["network", "layers", k, "axes"]), st.sampled_from(["x", "zy", ""])),
    st.tuples(st.integers(-1, 30).map(lambda k: ["parameters", k]), st.floats(-4, 4) | st.none()),
    st.tuples(st.lists(st.text(max_size=4) | st.integers(), min_size=1, max_size=3), st.none() | st.integers()),
)
EDITS = st.one_of(
    st.builds(lambda k, layer: {"kind": "insert_layer", "index": k, "layer": layer}, INDEX, LAYERS),
    st.builds(lambda k: {"kind": "remove_layer", "index": k}, INDEX),
    st.builds(lambda k: {"kind": "duplicate_layer", "index": k}, INDEX),
    st.builds(lambda a, b: {"kind": "move_layer", "source": a, "target": b}, INDEX, INDEX),
    st.builds(
        lambda k, pair: {"kind": "insert_layers", "index": k, "layers": pair, "angles": [[0.5], None]},
        INDEX,
        st.lists(LAYERS, min_size=2, max_size=2),
    ),
    st.builds(lambda order: {"kind": "arrange_layers", "order": order}, st.lists(INDEX, max_size=7)),
    st.just({"kind": "add_quron"}),
    st.builds(lambda k: {"kind": "remove_quron", "quron": k}, INDEX),
    st.dictionaries(st.text(max_size=4), st.none(), max_size=2),
)
SPAN = st.sampled_from([-3.0, 0.0, 0.5, 1.0, 3.0])
MESSAGES = st.one_of(
    st.builds(lambda pair, commit: m.Set(path=pair[0], value=pair[1], commit=commit), PATHS, st.booleans()),
    st.builds(lambda pair, low, high: m.Hold(path=pair[0], low=low, high=high), PATHS, SPAN, SPAN),
    st.builds(lambda k: m.Hold(path=["network", "layers", k, "scale"], low=-1.0, high=1.0), INDEX),
    st.just(m.Release()),
    st.builds(lambda edit: m.Edit(edit=edit), EDITS),
    st.builds(lambda edit: m.Preview(ticket=1, edit=edit), EDITS),
    st.sampled_from([m.Undo(), m.Redo(), m.Step(), m.Reset(), m.Reroll(), m.Save(), m.Share(parameters=True)]),
    st.builds(lambda number: m.Seek(epoch=number), st.integers(0, 9)),
    st.sampled_from([m.Back(), m.Swap(ideal=True), m.Restore(run=1), m.StopAt(epoch=2), m.Forget(run=1)]),
    st.builds(lambda layer, quron: m.View(layer=layer, quron=quron), st.integers(0, 9), st.integers(0, 9)),
)


def small_table() -> Table:
    """A small network, so that many sequences can be tried."""
    experiment = example()
    network = experiment.network.replace(qurons=2, readouts=None)
    return Table(experiment.replace(network=network, data=experiment.data.replace(samples=20)))


@settings(max_examples=40, deadline=None, database=None)
@given(st.lists(MESSAGES, max_size=12))
def test_any_sequence_of_messages(messages):
    table = small_table()
    first, theta = table.desk.experiment, table.trainer.theta
    for message in messages:
        layers = len(table.desk.experiment.network.layers)
        table.say(message)
        after = len(table.desk.experiment.network.layers)
        kind = message.edit.get("kind") if isinstance(message, m.Edit) else None
        steps_back = isinstance(message, m.Undo | m.Redo) or kind in ("remove_layer", "remove_quron", "arrange_layers")
        assert steps_back or after >= layers
        assert not any("has stopped" in error["text"] for error in table.client.errors)
        assert table.trainer.theta.shape == (table.trainer.model.n_parameters,)
        assert table.client.scene["widths"] == list(table.desk.experiment.network.widths)
        assert np.isfinite(table.trainer.theta).all()
    while table.desk.can_undo:
        table.say(m.Undo())
    assert table.desk.experiment == first
    if not any(isinstance(message, m.Step | m.Reset) for message in messages):
        np.testing.assert_array_equal(table.trainer.theta, theta)
