"""Layers on small numbers of qurons, checked by hand."""

import pytest

from playground.spec import Decohere, Encode, Entangle, Perceptron, Rotate, SpecError, make_layer
from playground.spec.choices import CHANNEL_PARAMETERS, CHANNELS, LAYER_KINDS


@pytest.mark.parametrize(
    ("pattern", "n", "pairs"),
    [
        ("ring", 2, ((0, 1),)),
        ("ring", 3, ((0, 1), (1, 2), (2, 0))),
        ("ring", 4, ((0, 1), (1, 2), (2, 3), (3, 0))),
        ("chain", 3, ((0, 1), (1, 2))),
        ("star", 4, ((0, 1), (0, 2), (0, 3))),
        ("all", 3, ((0, 1), (0, 2), (1, 2))),
    ],
)
def test_patterns(pattern, n, pairs):
    assert Entangle(pattern=pattern).pairs_on(n) == pairs


def test_patterns_over_chosen_qurons():
    assert Entangle(pattern="ring", qurons=(0, 2, 3)).pairs_on(5) == ((0, 2), (2, 3), (3, 0))
    assert Entangle(pattern="star", qurons=(1, 2, 4)).pairs_on(5) == ((1, 2), (1, 4))


def test_pairs_written_out_take_the_place_of_the_pattern():
    layer = make_layer({"kind": "entangle", "gate": "crx", "pairs": [[2, 0], [0, 1]]})
    assert isinstance(layer, Entangle)
    assert layer.pattern is None
    assert layer.pairs_on(3) == ((2, 0), (0, 1))
    assert layer.targets(5) == (0, 1, 2)
    assert layer.parameters_on(3) == (((2, 0), "CRX"), ((0, 1), "CRX"))
    assert layer.changed("pattern", "star") == Entangle(gate="crx", pattern="star")
    assert layer.changed("qurons", [0, 1]) == Entangle(gate="crx", qurons=(0, 1))
    assert layer.changed("pairs", None) == Entangle(gate="crx")
    assert Entangle(qurons=(0, 1)).changed("pairs", [[0, 1]]) == Entangle(pairs=((0, 1),))


def test_features_repeat_over_the_targets():
    assert Encode(features=(0, 1)).features_on(5) == (0, 1, 0, 1, 0)
    assert Encode(features=(1, 0), qurons=(1, 3, 4)).features_on(5) == (1, 0, 1)


def test_parameters_stand_in_the_order_of_the_contract():
    assert Rotate(axes="yz").parameters_on(2) == (((0,), "RY"), ((0,), "RZ"), ((1,), "RY"), ((1,), "RZ"))
    assert Entangle(gate="rxx").parameters_on(2) == (((0, 1), "RXX"),)
    assert Entangle(gate="cz").parameters_on(4) == ()
    assert Encode().parameters_on(4) == Decohere().parameters_on(4) == ()
    keys = Perceptron(width=2).parameters_on(2)
    assert keys[:9] == (
        ((0, 0), "XX"), ((0, 0), "YY"), ((0, 0), "ZZ"), ((1, 0), "XX"), ((1, 0), "YY"), ((1, 0), "ZZ"),
        ((0,), "RZ"), ((0,), "RY"), ((0,), "RZ"),
    )  # fmt: skip
    assert keys[9] == ((0, 1), "XX")


@pytest.mark.parametrize("m", [1, 2, 4])
@pytest.mark.parametrize("k", [1, 2, 4])
def test_a_perceptron_has_k_times_3m_plus_3_parameters(m, k):
    assert len(Perceptron(width=k).parameters_on(m)) == k * (3 * m + 3)


def test_every_kind_and_every_channel_can_be_made_from_its_name_alone():
    for kind in LAYER_KINDS:
        assert make_layer({"kind": kind}).kind == kind
    for channel in CHANNELS:
        layer = Decohere().changed("channel", channel)
        assert layer.channel == channel
        assert all(name in Decohere.model_fields for name in CHANNEL_PARAMETERS[channel])


def test_a_new_channel_starts_with_its_own_fields():
    thermal = Decohere(channel="thermal", t1=20, t2=30, time=2)
    assert thermal.changed("channel", "bit_flip") == Decohere(channel="bit_flip")
    damped = Decohere(strength=0.3, channel="generalized_amplitude_damping", ground_population=0.7)
    assert damped.changed("channel", "depolarizing") == Decohere(channel="depolarizing", strength=0.3)


def test_channels_on_pairs_take_a_pattern_or_pairs():
    ring = Decohere(channel="pair_depolarizing")
    assert (ring.pattern, ring.pairs_on(3)) == ("ring", ((0, 1), (1, 2), (2, 0)))
    chosen = Decohere(channel="zz_crosstalk", angle=-1.0, pairs=[[2, 0]])
    assert (chosen.pattern, chosen.pairs_on(3), chosen.targets(3)) == (None, ((2, 0),), (0, 2))
    assert chosen.changed("pattern", "chain") == Decohere(channel="zz_crosstalk", angle=-1.0, pattern="chain")
    assert ring.changed("pairs", [[1, 0]]) == Decohere(channel="pair_depolarizing", pairs=[[1, 0]])
    assert ring.without_quron(1, 2) is None
    assert chosen.without_quron(1, 3) == Decohere(channel="zz_crosstalk", angle=-1.0, pairs=[[1, 0]])
    assert Decohere().pairs_on(3) == ()


def test_a_channel_that_changes_stays_on_its_qurons_as_far_as_it_can():
    assert Decohere(qurons=(1,)).changed("channel", "zz_crosstalk") == Decohere(channel="zz_crosstalk")
    kept = Decohere(qurons=(0, 2)).changed("channel", "pair_depolarizing")
    assert kept == Decohere(channel="pair_depolarizing", qurons=(0, 2), pattern="ring")
    pairs = Decohere(channel="pair_depolarizing", pairs=[[2, 0]])
    assert pairs.changed("channel", "bit_flip") == Decohere(channel="bit_flip", qurons=(0, 2))
    assert pairs.changed("channel", "zz_crosstalk") == Decohere(channel="zz_crosstalk", pairs=[[2, 0]])


def test_without_quron_keeps_what_the_others_do():
    assert Rotate(qurons=(0, 2, 3)).without_quron(2, 4) == Rotate(qurons=(0, 2))
    assert Rotate(qurons=(2,)).without_quron(2, 4) is None
    assert Entangle().without_quron(0, 3) == Entangle()
    assert Entangle().without_quron(0, 2) is None
    assert Entangle(pairs=((0, 1), (2, 3))).without_quron(1, 4) == Entangle(pairs=((1, 2),))
    assert Entangle(pairs=((0, 1),)).without_quron(1, 4) is None
    assert Encode(features=(0, 1)).without_quron(3, 4) == Encode(features=(0, 1))
    assert Encode(features=(0, 1)).without_quron(1, 4) == Encode(features=(0, 0, 1))
    with pytest.raises(SpecError, match="only input of this perceptron"):
        Perceptron(qurons=(1,)).without_quron(1, 3)


@pytest.mark.parametrize(
    ("layer", "path", "words"),
    [
        (5, "", "A layer must be an object with a `kind`, but is 5"),
        ([], "", "but is []"),
        ({"kind": "decohere", "pattern": "ring"}, "pattern", "acts on single qurons"),
        ({"kind": "decohere", "pairs": [[0, 1]]}, "pairs", "one of the channels on pairs: pair_depolarizing"),
        ({"kind": "decohere", "channel": "zz_crosstalk", "strength": 0.2}, "strength", "has only angle"),
        ({"kind": "decohere", "channel": "zz_crosstalk", "pairs": [[0, 1]], "qurons": [0, 1]}, "qurons", "also has"),
        ({"axis": "x"}, "kind", "`kind` is missing"),
        ({"kind": "rotat"}, "kind", "Did you mean `rotate`?"),
        ({"kind": None}, "kind", "but is null"),
        ({"kind": ["rotate"]}, "kind", "but is ['rotate']"),
        ({"kind": "rotate", "axis": "y"}, "axis", "has no field 'axis'. Remove it. Did you mean `axes`?"),
        ({"kind": "rotate", 5: 1}, "5", "has no field 5"),
        ({"kind": "rotate", "axes": ""}, "axes", "letters x, y, z, but is ''"),
        ({"kind": "rotate", "axes": "xw"}, "axes", "but is 'xw'"),
        ({"kind": "rotate", "axes": ["y"]}, "axes", "but is ['y']"),
        ({"kind": "rotate", "axes": "xyzxyzx"}, "axes", "1 to 6"),
        ({"kind": "rotate", "qurons": []}, "qurons", "must hold 1 to 32 qurons, but holds 0"),
        ({"kind": "rotate", "qurons": [0, 0]}, "qurons", "once, in rising order, but is [0, 0]. Write [0]"),
        ({"kind": "rotate", "qurons": [2, 1]}, "qurons", "Write [1, 2]"),
        ({"kind": "rotate", "qurons": [True]}, "qurons[0]", "but is true"),
        ({"kind": "rotate", "qurons": [-1]}, "qurons[0]", "from 0 to 31, but is -1"),
        ({"kind": "rotate", "qurons": "01"}, "qurons", "must be a list of qurons, but is '01'"),
        ({"kind": "encode", "axis": "w"}, "axis", "must be one of x, y, z, but is 'w'"),
        ({"kind": "encode", "scale": float("nan")}, "scale", "but is nan"),
        ({"kind": "encode", "scale": 10**400}, "scale", "whole number of about 401 digits"),
        ({"kind": "encode", "scale": True}, "scale", "but is true"),
        ({"kind": "encode", "features": []}, "features", "holds 0"),
        ({"kind": "encode", "features": [0.0]}, "features[0]", "whole number from 0 to 7, but is 0.0"),
        ({"kind": "entangle", "gate": "cy"}, "gate", "but is 'cy'"),
        ({"kind": "entangle", "pattern": "rings"}, "pattern", "Did you mean `ring`?"),
        ({"kind": "entangle", "pairs": []}, "pairs", "holds 0"),
        ({"kind": "entangle", "pairs": [[1, 1]]}, "pairs[0]", "two different qurons, but is [1, 1]"),
        ({"kind": "entangle", "pairs": [[0, 1, 2]]}, "pairs[0]", "must hold 2 qurons, but holds 3"),
        ({"kind": "entangle", "pairs": [[0, 1]], "pattern": "all"}, "pattern", "Remove `pattern` or `pairs`"),
        ({"kind": "entangle", "pairs": [[0, 1]], "qurons": [0]}, "qurons", "Remove `qurons` or `pairs`"),
        ({"kind": "decohere", "strength": 1.0001}, "strength", "from 0 to 1, but is 1.0001"),
        ({"kind": "decohere", "strength": -0.1}, "strength", "but is -0.1"),
        ({"kind": "decohere", "strength": "0.1"}, "strength", "but is '0.1'"),
        ({"kind": "decohere", "strength": None}, "strength", "but is null"),
        ({"kind": "decohere", "channel": "damping"}, "channel", "but is 'damping'"),
        ({"kind": "decohere", "t1": 20}, "t1", "`t1` is 20.0, but the channel amplitude_damping has only strength"),
        ({"kind": "decohere", "channel": "thermal", "strength": 0.5}, "strength", "has only t1, t2, time"),
        ({"kind": "decohere", "channel": "thermal", "t1": 50, "t2": 101}, "t2", "`t2` is 101.0 and `t1` is 50.0"),
        ({"kind": "decohere", "channel": "thermal", "t1": 0}, "t1", "but is 0"),
        ({"kind": "perceptron", "width": 0}, "width", "from 1 to 31, but is 0"),
        ({"kind": "perceptron", "width": 1.0}, "width", "but is 1.0"),
    ],
)
def test_bad_layers_are_refused_by_path_value_and_remedy(layer, path, words):
    with pytest.raises(SpecError) as caught:
        make_layer(layer)
    assert caught.value.path == path
    assert words in caught.value.message


def test_t2_at_twice_t1_is_the_last_allowed():
    assert Decohere(channel="thermal", t1=35.0, t2=70.0).t2 == 70.0


def test_trained_scales_are_parameters_of_their_targets():
    layer = make_layer({"kind": "encode", "scale": 0.5, "trainable": True, "qurons": [0, 2]})
    assert layer.parameters_on(3) == (((0,), "scale"), ((2,), "scale"))
    assert layer.starts_on(3) == (0.5, 0.5)
    assert Rotate(axes="yz").starts_on(2) == (None,) * 4
    with pytest.raises(SpecError, match=r"`trainable` must be true or false, but is 1\."):
        make_layer({"kind": "encode", "trainable": 1})
