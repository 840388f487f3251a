"""Edits of several layers at once, text from another window, and long random rows of edits against a plain list."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest

from playground.spec import Experiment, SpecError, default_experiment, initial_parameters, parameter_labels
from playground.spec.blocks import layers_of
from playground.spec.edits import apply_edit, arrange_layers, insert_layer, insert_layers, paste_layers
from playground.spec.history import History
from playground.spec.layers import make_layer

DEFAULT = default_experiment()
TRAINED = DEFAULT.replace(parameters=tuple(0.01 * k for k in range(len(parameter_labels(DEFAULT.network)))))
BLOCK = [{"kind": "rotate", "axes": "x"}, {"kind": "decohere", "channel": "bit_flip", "strength": 0.25, "qurons": [1]}]


def angles_by_layer(experiment: Experiment) -> list[tuple[float, ...]]:
    """The parameters of every layer."""
    theta = experiment.parameters
    assert theta is not None
    labelled = list(zip(parameter_labels(experiment.network), theta, strict=True))
    return [tuple(v for label, v in labelled if label.layer == k) for k in range(len(experiment.network.layers))]


def test_several_layers_go_in_as_one_edit():
    edited = insert_layers(TRAINED, 2, BLOCK)
    assert edited.network.layers[2:4] == tuple(make_layer(layer) for layer in BLOCK)
    one_by_one = insert_layer(insert_layer(TRAINED, 2, BLOCK[0]), 3, BLOCK[1])
    assert edited == one_by_one
    assert History(TRAINED).commit(edited).undo().now == TRAINED


def test_angles_come_along_where_they_fit():
    edited = insert_layers(TRAINED, 0, BLOCK, [[1.0, 2.0, 3.0, 4.0], None])
    assert angles_by_layer(edited)[0] == (1.0, 2.0, 3.0, 4.0)
    assert angles_by_layer(edited)[2:] == angles_by_layer(TRAINED)
    too_few = insert_layers(TRAINED, 0, BLOCK, [[1.0, 2.0], []])
    assert too_few == insert_layers(TRAINED, 0, BLOCK), "a copy from a narrower network is drawn anew"
    undrawn = insert_layers(DEFAULT, 0, BLOCK, [[1.0, 2.0, 3.0, 4.0], None])
    drawn = initial_parameters(undrawn.network, DEFAULT.training.seed)
    assert undrawn.parameters == (1.0, 2.0, 3.0, 4.0, *drawn[4:])


def test_arranging_moves_copies_and_removes_with_the_angles():
    before = angles_by_layer(TRAINED)
    order = [5, 1, 1, 0]
    edited = arrange_layers(TRAINED, order)
    assert edited.network.layers == tuple(TRAINED.network.layers[k] for k in order)
    assert angles_by_layer(edited) == [before[k] for k in order]


COPY = {"quron": "layers", "version": 1, "layers": BLOCK}


def test_a_copied_text_is_pasted():
    text = json.dumps(COPY | {"angles": [[1, 2, 3, 4], None]})
    assert paste_layers(TRAINED, 1, text) == insert_layers(TRAINED, 1, BLOCK, [[1.0, 2.0, 3.0, 4.0], None])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("hello", "not JSON.*Ctrl"),
        ("[1, 2]", "holds no layers, but \\[1, 2\\].*Ctrl"),
        ('{"version": 1, "network": {}}', "holds no layers"),
        (json.dumps(COPY | {"version": 2}), "`version` of the pasted layers must be 1, but is 2"),
        (json.dumps(COPY | {"secret": 1}), "no field 'secret'"),
        (json.dumps(COPY | {"layers": []}), "1 to 24 layers, but holds 0"),
        (json.dumps(COPY | {"layers": [BLOCK[0], {"kind": "teleport"}]}), "layers\\[1\\].*teleport"),
        (json.dumps(COPY | {"layers": [{"kind": "rotate", "qurons": [7]}]}), "network.layers\\[0\\].qurons"),
        (json.dumps(COPY | {"angles": [[1.0]]}), "`angles` must hold 2 rows"),
        (json.dumps(COPY | {"angles": [["a"], None]}), "angles\\[0\\].*but is 'a'"),
        (json.dumps(COPY | {"angles": [[1e9], None]}), "angles\\[0\\].*angle in radians"),
        ('{"quron": "layers", "version": 1, "layers": [NaN]}', "NaN"),
        ("[" * 70000, "at most 64 KiB.*Ctrl"),
        (None, "`text` must be a text"),
    ],
)
def test_what_is_no_copy_of_layers_is_refused_by_name(text: Any, says: str):
    with pytest.raises(SpecError, match=f"(?s){says}"):
        paste_layers(TRAINED, 0, text)


def test_the_fields_of_a_copy_are_handed_on_as_they_stand():
    assert layers_of(json.dumps(COPY)) == (BLOCK, None)


@pytest.mark.parametrize(
    ("edit", "path"),
    [
        ({"kind": "arrange_layers", "order": []}, "network.layers"),
        ({"kind": "arrange_layers", "order": [0, 1, 2, 3, 4], "count": 5}, "count"),
        ({"kind": "arrange_layers", "order": [6]}, "order"),
        ({"kind": "arrange_layers", "order": [True]}, "order"),
        ({"kind": "arrange_layers", "order": "012"}, "order"),
        ({"kind": "arrange_layers", "order": [0] * 25}, "network.layers"),
        ({"kind": "arrange_layers", "order": [0] * 1000}, "order"),
        ({"kind": "insert_layers", "index": 7, "layers": BLOCK}, "index"),
        ({"kind": "insert_layers", "index": 0, "layers": BLOCK * 20}, "layers"),
        ({"kind": "insert_layers", "index": 0, "layers": BLOCK * 12}, "network.layers"),
        ({"kind": "insert_layers", "index": 0, "layers": {"kind": "rotate"}}, "layers"),
    ],
)
def test_refusals_name_the_path(edit: dict, path: str):
    with pytest.raises(SpecError) as refused:
        apply_edit(TRAINED, edit)
    assert refused.value.path == path


def random_edit(rng: random.Random, count: int, mark: int) -> dict[str, Any]:
    """An edit that the canvas can make; `mark` makes new layers distinct."""
    gap = rng.randint(0, count)
    fresh: list[dict[str, Any]] = [
        {"kind": "decohere", "channel": "phase_damping", "strength": mark / 4096},
        {"kind": "decohere", "channel": "bit_flip", "strength": mark / 4096, "qurons": [rng.randint(0, 3)]},
        {"kind": "rotate", "axes": rng.choice(["x", "yz", "zyz"])},
        {"kind": "encode", "scale": mark / 1024},
        {"kind": "perceptron", "width": rng.randint(1, 3)},
    ]
    row = list(range(count))
    match rng.randint(0, 6):
        case 0 | 1:
            return {"kind": "insert_layer", "index": gap, "layer": rng.choice(fresh)}
        case 2:
            return {"kind": "insert_layers", "index": gap, "layers": rng.sample(fresh[:4], 2)}
        case 3:  # moved, several at once
            held = sorted(rng.sample(row, rng.randint(1, min(3, count))))
            rest = [k for k in row if k not in held]
            place = rng.randint(0, len(rest))
            return {"kind": "arrange_layers", "order": rest[:place] + held + rest[place:]}
        case 4:  # copied
            return {"kind": "arrange_layers", "order": [*row[:gap], rng.choice(row), *row[gap:]]}
        case 5:  # dragged out
            out = set(rng.sample(row, rng.randint(1, min(3, count))))
            return {"kind": "arrange_layers", "order": [k for k in row if k not in out]}
        case _:
            return {"kind": "move_layer", "source": rng.choice(row), "target": rng.choice(row)}


def expected(row: list[Any], edit: dict[str, Any]) -> list[Any]:
    """What an edit does to a plain list; new items are None."""
    row = list(row)
    match edit["kind"]:
        case "insert_layer":
            row.insert(edit["index"], None)
        case "insert_layers":
            row[edit["index"] : edit["index"]] = [None, None]
        case "arrange_layers":
            row = [row[k] for k in edit["order"]]
        case _:
            row.insert(edit["target"], row.pop(edit["source"]))
    return row


def test_a_thousand_canvas_edits_lose_no_layer_and_undo_returns_the_first_state():
    """The row is compared with a plain list after every edit, angles included; then undo and redo walk all of it."""
    rng = random.Random(1)
    history = History(TRAINED)
    made = refused = 0
    while made < 1000:
        before = list(zip(history.now.network.layers, angles_by_layer(history.now), strict=True))
        edit = random_edit(rng, len(before), made)
        try:
            edited = apply_edit(history.now, edit)
        except SpecError:
            refused += 1
            assert refused < 4000
            continue
        after = list(zip(edited.network.layers, angles_by_layer(edited), strict=True))
        wanted = expected(before, edit)
        assert len(after) == len(wanted)
        for (layer, angles), known in zip(after, wanted, strict=True):
            if known is not None:
                assert layer == known[0]
                assert angles == known[1] or len(angles) != len(known[1])  # another width behind a perceptron
        history = history.commit(edited)
        made += 1
    last = history.now
    while history.can_undo:
        history = history.undo()
    assert history.now == TRAINED
    while history.can_redo:
        history = history.redo()
    assert history.now == last
