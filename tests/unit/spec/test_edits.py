"""Every edit on small experiments, checked by hand."""

import inspect

import pytest

from playground.spec import (
    Decohere,
    Encode,
    Entangle,
    Experiment,
    Network,
    Noise,
    Perceptron,
    Readout,
    Rotate,
    SpecError,
    default_experiment,
    initial_parameters,
    parameter_labels,
)
from playground.spec.choices import MAX_QURONS
from playground.spec.edits import (
    EDITS,
    add_quron,
    apply_edit,
    duplicate_layer,
    insert_layer,
    move_layer,
    remove_layer,
    remove_quron,
    replace_layer,
    set_value,
)

DEFAULT = default_experiment()
LAYERS = DEFAULT.network.layers


def small(*layers, qurons=2, readouts=("ZI",), trained=True):
    """An experiment whose parameters are 1, 2, 3, ..."""
    network = Network(qurons=qurons, layers=layers, readouts=readouts)
    count = len(parameter_labels(network))
    return Experiment(network=network, parameters=tuple(range(1, count + 1)) if trained else None)


YZ, RXX = Rotate(axes="yz"), Entangle(gate="rxx")
TRAINED = small(YZ, RXX, Rotate(axes="x"))


def fresh(experiment):
    return initial_parameters(experiment.network, experiment.training.seed)


def test_insert_layer():
    edited = insert_layer(DEFAULT, 1, {"kind": "decohere", "strength": 0.25})
    assert edited.network.layers == (LAYERS[0], Decohere(strength=0.25), *LAYERS[1:])
    assert insert_layer(DEFAULT, 6, YZ).network.layers == (*LAYERS, YZ)


def test_insert_layer_draws_its_parameters_and_keeps_the_others():
    edited = insert_layer(TRAINED, 1, Rotate(axes="x"))
    assert edited.parameters == (1, 2, 3, 4, *fresh(edited)[4:6], 5, 6, 7)


def test_inserting_a_perceptron_refits_the_readouts():
    edited = insert_layer(small(YZ, readouts=("ZI", "IZ")), 1, Perceptron(width=3))
    assert edited.network.readouts == ("ZII",)
    assert edited.network.widths == (2, 2, 3)
    assert remove_layer(edited, 1).network.readouts == ("ZI",)
    assert insert_layer(small(YZ, readouts=("IX",)), 1, Perceptron(width=2)).network.readouts == ("IX",)


def test_an_inserted_perceptron_that_starves_later_layers_is_refused():
    with pytest.raises(SpecError) as caught:
        insert_layer(DEFAULT, 0, Perceptron(width=1))
    assert caught.value.path == "network.layers[3]"
    assert "Add a quron, or remove the layer" in caught.value.message


def test_remove_layer():
    edited = remove_layer(TRAINED, 0)
    assert edited.network.layers == (RXX, Rotate(axes="x"))
    assert edited.parameters == (5, 6, 7)


def test_the_only_layer_stays():
    with pytest.raises(SpecError, match=r"the only layer cannot be removed\. Add another one first"):
        remove_layer(small(YZ), 0)


def test_duplicate_layer_copies_the_parameters():
    edited = duplicate_layer(TRAINED, 1)
    assert edited.network.layers == (YZ, RXX, RXX, Rotate(axes="x"))
    assert edited.parameters == (1, 2, 3, 4, 5, 5, 6, 7)


def test_too_many_layers_are_refused():
    experiment = DEFAULT
    while len(experiment.network.layers) < 24:
        experiment = duplicate_layer(experiment, 0)
    with pytest.raises(SpecError, match=r"network\.layers: .*1 to 24 layers, but holds 25"):
        duplicate_layer(experiment, 0)


def test_move_layer_takes_its_parameters_along():
    edited = move_layer(TRAINED, 2, 0)
    assert edited.network.layers == (Rotate(axes="x"), YZ, RXX)
    assert edited.parameters == (6, 7, 1, 2, 3, 4, 5)
    assert move_layer(edited, 0, 2) == TRAINED


def test_replace_layer():
    edited = replace_layer(TRAINED, 0, {"kind": "rotate", "axes": "z"})
    assert edited.network.layers[0] == Rotate(axes="z")
    assert edited.parameters == (2, 4, 5, 6, 7)


def test_add_quron_leaves_it_unread():
    edited = add_quron(small(YZ, readouts=("ZX", Readout(terms={"ZI": 0.5, "XX": 0.1}))))  # type: ignore[arg-type]
    assert edited.network.qurons == 3
    assert edited.network.readouts == ("ZXI", Readout(terms=(("XXI", 0.1), ("ZII", 0.5))))
    assert edited.parameters == (1, 2, 3, 4, *fresh(edited)[4:])


def test_add_quron_before_a_perceptron_leaves_the_readouts():
    edited = add_quron(small(Perceptron(width=1), readouts=("X",)))
    assert edited.network.readouts == ("X",)
    assert edited.network.widths == (3, 1)


def test_one_quron_too_many_is_refused():
    experiment = small(YZ, qurons=MAX_QURONS, readouts=("Z" * MAX_QURONS,))
    with pytest.raises(SpecError, match=r"network\.qurons: .*from 1 to 32, but is 33"):
        add_quron(experiment)


def test_remove_quron_renumbers_layers_pairs_readouts_and_parameters():
    experiment = small(
        YZ,
        Rotate(axes="x", qurons=(1,)),
        Entangle(gate="crx", pairs=((0, 1), (2, 0))),
        qurons=3,
        readouts=("ZIX", "IZI"),
    )
    edited = remove_quron(experiment, 1)
    assert edited.network.layers == (YZ, Entangle(gate="crx", pairs=((1, 0),)))
    assert edited.network.readouts == ("ZX",)
    assert edited.parameters == (1, 2, 5, 6, 9)


def test_remove_quron_of_two_drops_what_needs_pairs():
    edited = remove_quron(TRAINED)
    assert edited.network.layers == (YZ, Rotate(axes="x"))
    assert edited.network.readouts == ("Z",)
    assert edited.parameters == (1, 2, 6)


def test_remove_quron_replaces_a_readout_of_nothing():
    assert remove_quron(small(YZ, readouts=("IZ",)), 1).network.readouts == ("Z",)
    terms = Readout(terms=(("IZ", 1.0), ("XI", 2.0), ("XZ", 3.0)))
    assert remove_quron(small(YZ, readouts=(terms,)), 1).network.readouts == (Readout(terms=(("X", 2.0),)),)


def test_remove_quron_before_a_perceptron_renumbers_its_inputs_alone():
    experiment = small(Perceptron(width=2), Rotate(axes="y"), readouts=("ZI",), qurons=2)
    keys = parameter_labels(experiment.network)
    edited = remove_quron(experiment, 0)
    kept = [
        value
        for label, value in zip(keys, experiment.parameters or (), strict=True)
        if not (label.layer == 0 and len(label.qurons) == 2 and label.qurons[0] == 0)
    ]
    assert edited.parameters == tuple(kept)
    assert edited.network.widths == (1, 2, 2)
    assert edited.network.readouts == ("ZI",)


def test_a_quron_that_cannot_go():
    with pytest.raises(SpecError, match="only quron cannot be removed"):
        remove_quron(small(YZ, qurons=1, readouts=("Z",)))
    with pytest.raises(SpecError, match=r"network\.layers\[0\]\.qurons: Quron 1 is the only input"):
        remove_quron(small(Perceptron(width=1, qurons=(1,)), readouts=("Z",)), 1)
    with pytest.raises(SpecError, match="must hold 1 to 24 layers, but holds 0"):
        remove_quron(small(RXX))


@pytest.mark.parametrize(
    ("path", "value", "read"),
    [
        (("noise", "amplitude_damping"), 0.5, lambda e: e.noise.amplitude_damping),
        (["training", "learning_rate"], 1, lambda e: e.training.learning_rate),
        (("network", "layers", 0, "scale"), 0.5, lambda e: e.network.layers[0].scale),
        (("network", "readouts", 0), "XXII", lambda e: e.network.readouts[0]),
        (("parameters", 5), 0.75, lambda e: e.parameters[5]),
        (("data", "noise"), 0.0, lambda e: e.data.noise),
        (("device", "name"), "mine", lambda e: e.device.name),
        (("noise",), Noise(), lambda e: e.noise),
        (("network", "qurons"), 6, lambda e: e.network.qurons),
        (("network", "qurons"), 2, lambda e: e.network.qurons),
    ],
)
def test_set_value(path, value, read):
    assert read(set_value(DEFAULT, path, value)) == value


def test_the_first_dial_turned_writes_down_the_drawn_parameters():
    edited = set_value(DEFAULT, ("parameters", 3), 0.5)
    drawn = fresh(DEFAULT)
    assert edited.parameters == (*drawn[:3], 0.5, *drawn[4:])


def test_fields_that_depend_on_the_value_follow():
    pairs = replace_layer(DEFAULT, 2, Entangle(pairs=((0, 2),)))
    assert set_value(pairs, ("network", "layers", 2, "pattern"), "star").network.layers[2] == Entangle(pattern="star")
    thermal = insert_layer(DEFAULT, 0, Decohere(channel="thermal", t1=9, t2=9))
    flipped = set_value(thermal, ("network", "layers", 0, "channel"), "bit_flip")
    assert flipped.network.layers[0] == Decohere(channel="bit_flip")
    narrow = insert_layer(DEFAULT, 6, Perceptron(width=2))
    assert set_value(narrow, ("network", "layers", 6, "width"), 3).network.readouts == ("ZII",)


def test_set_value_keeps_the_parameters_of_layers_that_did_not_change():
    edited = set_value(TRAINED, ("network", "layers", 0, "axes"), "y")
    assert edited.parameters == (1, 3, 5, 6, 7)
    whole = set_value(TRAINED, ("network", "layers"), [{"kind": "entangle", "gate": "rxx"}, YZ])
    assert whole.parameters == (5, 1, 2, 3, 4)
    assert set_value(TRAINED, ("network",), {"qurons": 2, "layers": [{"kind": "encode"}, YZ]}).parameters == (
        1,
        2,
        3,
        4,
    )


@pytest.mark.parametrize(
    ("path", "value", "where", "words"),
    [
        (("noise", "amplitude_damping"), 1.5, "noise.amplitude_damping", "but is 1.5"),
        (("noise", "amplitude_dampin"), 0.5, "noise.amplitude_dampin", "Did you mean `amplitude_damping`?"),
        (("network", "layers", 0, "strength"), 0.5, "network.layers[0].strength", "Encode has no field 'strength'"),
        (("network", "layers", 6, "scale"), 0.5, "network.layers[6]", "no position 6 in a list of 6"),
        (("network", "layers", True, "scale"), 0.5, "network.layers[true]", "no position true"),
        (("network", "layers", -1), YZ, "network.layers[-1]", "no position -1"),
        (("network", "layers", "0"), YZ, "network.layers.0", "no position '0'"),
        (("network", "layers", 1, "axes", 0), "x", "network.layers[1].axes[0]", "End the path before it"),
        (("network", "layers", 1, "kind"), "encode", "network.layers[1].kind", "but is 'encode'"),
        (("network", "layers"), [YZ, {"kind": "spin"}], "network.layers[1].kind", "but is 'spin'"),
        (("network", "layers"), "yz", "network.layers", "must be a list of layers"),
        (("network", "readouts", 0), "Z", "network.readouts[0]", "such as 'ZIII'"),
        (("network", "qurons"), 0, "network.qurons", "from 1 to 32, but is 0"),
        (("network", "qurons"), "four", "network.qurons", "but is 'four'"),
        (("network", "features"), 1, "network.features", "Choose other features there first"),
        (("network", "widths"), (1,), "network.widths", "Network has no field 'widths'"),
        (("network",), None, "network", "A network must be an object"),
        (("parameters", 20), 0.5, "parameters[20]", "no position 20"),
        (("parameters", 2), float("nan"), "parameters[2]", "but is nan"),
        (("parameters",), [1], "parameters", "must hold 20 numbers"),
        (("version",), 2, "version", "must be 1, but is 2"),
        (([],), 2, "[[]]", "no field []"),
        ((), None, "", "An experiment must be an object"),
        ("noise", 2, "path", "must be a list of steps, but is 'noise'"),
        (None, 2, "path", "but is null"),
    ],
)
def test_set_value_refuses_by_path_value_and_remedy(path, value, where, words):
    with pytest.raises(SpecError) as caught:
        set_value(DEFAULT, path, value)
    assert caught.value.path == where
    assert words in caught.value.message


def test_every_edit_can_be_written_as_a_message():
    assert apply_edit(DEFAULT, {"kind": "insert_layer", "index": 0, "layer": {"kind": "rotate"}}) == insert_layer(
        DEFAULT, 0, YZ
    )
    assert apply_edit(DEFAULT, {"kind": "move_layer", "source": 0, "target": 3}) == move_layer(DEFAULT, 0, 3)
    assert apply_edit(DEFAULT, {"kind": "remove_quron"}) == remove_quron(DEFAULT)
    assert apply_edit(DEFAULT, {"kind": "remove_quron", "quron": 1}) == remove_quron(DEFAULT, 1)
    assert apply_edit(DEFAULT, {"kind": "add_quron"}) == add_quron(DEFAULT)
    for name, function in EDITS.items():
        assert function.__name__ == name
        assert next(iter(inspect.signature(function).parameters)) == "experiment"


@pytest.mark.parametrize(
    ("edit", "where", "words"),
    [
        (None, "", "An edit must be an object"),
        ([], "", "An edit must be an object"),
        ({}, "kind", "but is null"),
        ({"kind": "remove"}, "kind", "Did you mean `remove_"),
        ({"kind": ["add_quron"]}, "kind", "must be an edit"),
        ({"kind": "move_layer", "source": 0}, "target", "`target` is missing"),
        ({"kind": "add_quron", "quron": 1}, "quron", "takes no arguments, but was given 'quron'"),
        ({"kind": "add_quron", "experiment": 1}, "experiment", "Remove it"),
        ({"kind": "remove_layer", "index": 6}, "index", "from 0 to 5, but is 6"),
        ({"kind": "remove_layer", "index": -1}, "index", "but is -1"),
        ({"kind": "remove_layer", "index": 0.0}, "index", "but is 0.0"),
        ({"kind": "remove_layer", "index": False}, "index", "but is false"),
        ({"kind": "insert_layer", "index": 7, "layer": YZ}, "index", "from 0 to 6, but is 7"),
        ({"kind": "insert_layer", "index": 0, "layer": {"kind": "rotate", "axes": "q"}}, "layer.axes", "but is 'q'"),
        ({"kind": "insert_layer", "index": 0, "layer": Rotate(qurons=(7,))}, "network.layers[0].qurons[0]", "quron 7"),
        ({"kind": "insert_layer", "index": 0, "layer": Encode(features=(3,))}, "network.layers[0].features[0]", "is 3"),
        ({"kind": "remove_quron", "quron": 4}, "quron", "from 0 to 3, but is 4"),
        ({"kind": "remove_quron", "quron": "q0"}, "quron", "but is 'q0'"),
    ],
)
def test_bad_messages_are_refused(edit, where, words):
    with pytest.raises(SpecError) as caught:
        apply_edit(DEFAULT, edit)
    assert caught.value.path == where
    assert words in caught.value.message


def frozen_labels(experiment):
    labels = parameter_labels(experiment.network)
    return [(labels[k].layer, labels[k].qurons, labels[k].axis) for k in experiment.frozen]


def test_frozen_parameters_stay_frozen_under_their_new_numbers():
    given = small(Rotate(axes="yz"), Entangle(gate="rxx"), Rotate(axes="y"), qurons=3, readouts=("ZII",))
    given = set_value(given, ("frozen",), [3, 7])  # RZ of quron 1, the coupling of qurons 1 and 2
    assert frozen_labels(given) == [(0, (1,), "RZ"), (1, (1, 2), "RXX")]
    assert frozen_labels(insert_layer(given, 0, Rotate(axes="x"))) == [(1, (1,), "RZ"), (2, (1, 2), "RXX")]
    assert frozen_labels(move_layer(given, 0, 2)) == [(0, (1, 2), "RXX"), (2, (1,), "RZ")]
    assert frozen_labels(remove_layer(given, 0)) == [(0, (1, 2), "RXX")]
    assert frozen_labels(remove_quron(given, 0)) == [(0, (0,), "RZ"), (1, (0, 1), "RXX")]
    assert frozen_labels(remove_quron(given, 1)) == []
    assert frozen_labels(duplicate_layer(given, 0)) == [(0, (1,), "RZ"), (1, (1,), "RZ"), (2, (1, 2), "RXX")]
    assert frozen_labels(set_value(given, ("network", "layers", 0, "axes"), "xz")) == [
        (0, (1,), "RZ"), (1, (1, 2), "RXX"),
    ]  # fmt: skip
    without = given.replace(parameters=None)  # what is frozen does not hang on starting parameters
    assert frozen_labels(add_quron(without)) == frozen_labels(given)


def scaled(*values, scale=1.5):
    """An encoder whose scales are trained, and a rotation; parameters: scales, then angles."""
    network = Network(qurons=2, layers=(Encode(scale=scale, trainable=True), Rotate(axes="x")))
    return Experiment(network=network, parameters=values) if values else Experiment(network=network)


SCALE_PATH = ("network", "layers", 0, "scale")
SWITCH = ("network", "layers", 0, "trainable")


def test_scales_that_become_parameters_start_where_they_are():
    still = Experiment(network=Network(qurons=2, layers=(Encode(scale=1.5), Rotate(axes="x"))), parameters=(7, 8))
    assert set_value(still, SWITCH, True).parameters == (1.5, 1.5, 7, 8)
    assert set_value(still.replace(parameters=None), SWITCH, True).parameters is None


def test_scales_that_are_no_longer_trained_leave_their_mean():
    assert set_value(scaled(1.0, 3.0, 7.0, 8.0), SWITCH, False) == Experiment(
        network=Network(qurons=2, layers=(Encode(scale=2.0), Rotate(axes="x"))), parameters=(7, 8)
    )
    assert set_value(scaled(), SWITCH, False).network.layers[0] == Encode(scale=1.5)
    beyond = set_value(scaled(900.0, 900.0, 7.0, 8.0), SWITCH, False)
    assert beyond.network.layers[0] == Encode(scale=100.0)


def test_a_scale_set_by_hand_is_that_of_every_target():
    edited = set_value(scaled(1.0, 3.0, 7.0, 8.0), SCALE_PATH, 0.5)
    assert edited.parameters == (0.5, 0.5, 7.0, 8.0)
    assert set_value(scaled(1.0, 3.0, 7.0, 8.0), (*SCALE_PATH[:3], "axis"), "y").parameters == (1.0, 3.0, 7.0, 8.0)


def test_scales_follow_their_layer_and_quron():
    trained = scaled(1.0, 3.0, 7.0, 8.0)
    assert duplicate_layer(trained, 0).parameters == (1.0, 3.0, 1.0, 3.0, 7.0, 8.0)
    assert remove_quron(trained, 0).parameters == (3.0, 8.0)
    assert add_quron(trained).parameters[:3] == (1.0, 3.0, 1.5)


def test_features_that_an_encoder_reads_cannot_be_taken_away():
    wide = set_value(DEFAULT, ("network", "features"), 3)
    assert wide.network.features == 3
    assert wide.network.layers == LAYERS
    with pytest.raises(SpecError, match=r"cannot be 1: layer 1 reads feature 2\. Choose other") as error:
        set_value(wide, ("network", "features"), 1)
    assert error.value.path == "network.features"
