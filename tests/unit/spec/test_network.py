"""Networks: widths, readouts, and layers that do not fit what reaches them."""

import pytest

from playground.spec import Encode, Entangle, Network, Perceptron, Rotate, SpecError
from playground.spec.choices import MAX_LAYERS

ROTATE = {"kind": "rotate"}


def test_widths_follow_the_perceptrons():
    network = Network(qurons=3, layers=(Encode(), Perceptron(width=2), Rotate(), Perceptron(width=1)))
    assert network.widths == (3, 3, 2, 2, 1)
    assert network.readouts == ("Z",)


def test_a_mapping_a_json_text_and_the_constructor_agree():
    network = Network(qurons=2, layers=(Rotate(axes="y"), Entangle(gate="cnot")), readouts=("ZX",))
    data = {"qurons": 2, "layers": [{"kind": "rotate", "axes": "y"}, {"kind": "entangle", "gate": "cnot"}]}
    text = '{"qurons": 2, "layers": [{"kind": "rotate", "axes": "y"}, {"kind": "entangle", "gate": "cnot"}]}'
    assert Network.model_validate({**data, "readouts": ["ZX"]}) == network
    assert Network.model_validate(text) == Network.model_validate_json(text) == network.replace(readouts=("ZI",))
    assert Network.model_validate(network) is network
    assert Network.model_validate({**data, "readouts": None}).readouts == ("ZI",)


def test_a_network_without_encoding_is_allowed():
    assert Network(qurons=1, layers=(Rotate(),)).widths == (1, 1)


def test_readouts_of_terms_are_sorted_and_compare_by_content():
    one = Network(qurons=2, layers=(Rotate(),), readouts=({"terms": {"ZI": 0.5, "II": 1, "XX": 0.1}},))  # type: ignore
    two = Network(qurons=2, layers=(Rotate(),), readouts=({"terms": {"XX": 0.1, "ZI": 0.5, "II": 1.0}},))  # type: ignore
    assert one == two
    assert hash(one) == hash(two)
    assert one.observables == ((("II", 1.0), ("XX", 0.1), ("ZI", 0.5)),)
    assert one.model_dump(mode="json")["readouts"] == [{"terms": {"II": 1.0, "XX": 0.1, "ZI": 0.5}}]


def test_a_copy_with_changes_is_checked():
    network = Network(qurons=2, layers=(Rotate(),))
    with pytest.raises(SpecError, match="must be a whole number from 1 to 32, but is 0"):
        network.model_copy(update={"qurons": 0})
    assert network.model_copy() == network


@pytest.mark.parametrize(
    ("network", "path", "words"),
    [
        ({"qurons": 0, "layers": [ROTATE]}, "qurons", "from 1 to 32, but is 0. Add or remove qurons."),
        ({"qurons": 33, "layers": [ROTATE]}, "qurons", "from 1 to 32, but is 33"),
        ({"qurons": True, "layers": [ROTATE]}, "qurons", "but is true"),
        ({"qurons": 10**30, "layers": [ROTATE]}, "qurons", f"but is {10**30}"),
        ({"qurons": 10**5000, "layers": [ROTATE]}, "qurons", "about 5001 digits"),
        ({"qurons": 2, "layers": []}, "layers", "must hold 1 to 24 layers, but holds 0. Add some."),
        ({"qurons": 2, "layers": [ROTATE] * (MAX_LAYERS + 1)}, "layers", "holds 25. Remove some."),
        ({"qurons": 2}, "layers", "`layers` is missing"),
        ({"layers": [ROTATE]}, "qurons", "`qurons` is missing"),
        ({}, "qurons", "`qurons` is missing"),
        ({"qurons": 2, "layers": {"kind": "rotate"}}, "layers", "must be a list of layers"),
        ({"qurons": 2, "layers": [ROTATE, None]}, "layers[1]", "but is null"),
        ({"qurons": 2, "features": 0, "layers": [ROTATE]}, "features", "from 1 to 8, but is 0"),
        ({"qurons": 2, "layers": [ROTATE], "depth": 3}, "depth", "A network has no field 'depth'. Remove it."),
        ({"qurons": 2, "layers": [{"kind": "rotate", "qurons": [0, 2]}]}, "layers[0].qurons[1]", "from 0 to 1"),
        ({"qurons": 2, "layers": [{"kind": "entangle", "pairs": [[0, 3]]}]}, "layers[0].pairs[0][1]", "quron 3"),
        ({"qurons": 1, "layers": [ROTATE, {"kind": "entangle"}]}, "layers[1]", "1 quron only ([0]). Add a quron"),
        ({"qurons": 3, "layers": [{"kind": "entangle", "qurons": [1]}]}, "layers[0].qurons", "1 quron only ([1])"),
        ({"qurons": 2, "layers": [{"kind": "encode", "features": [0, 2]}]}, "layers[0].features[1]", "2 features"),
        ({"qurons": 4, "layers": [{"kind": "perceptron", "width": 29}]}, "layers[0].width", "at most 28 outputs"),
        ({"qurons": 32, "layers": [{"kind": "perceptron"}]}, "layers[0].width", "Choose fewer inputs"),
        ({"qurons": 2, "layers": [ROTATE], "readouts": []}, "readouts", "holds 0"),
        ({"qurons": 2, "layers": [ROTATE], "readouts": "ZI"}, "readouts", "must be a list of readouts, but is 'ZI'"),
        ({"qurons": 2, "layers": [ROTATE], "readouts": ["ZIZ"]}, "readouts[0]", "such as 'ZI'"),
        ({"qurons": 2, "layers": [ROTATE], "readouts": ["ZI", "II"]}, "readouts[1]", "'II' and reads no quron"),
        ({"qurons": 2, "layers": [ROTATE], "readouts": ["zi"]}, "readouts[0]", "letters I, X, Y, Z"),
        ({"qurons": 2, "layers": [ROTATE], "readouts": [5]}, "readouts[0]", "but is 5"),
        ({"qurons": 2, "layers": [ROTATE], "readouts": [{"terms": {}}]}, "readouts[0].terms", "1 to 32 Pauli strings"),
        ({"qurons": 2, "layers": [ROTATE], "readouts": [{"terms": 7}]}, "readouts[0].terms", "but is 7"),
        ({"qurons": 2, "layers": [ROTATE], "readouts": [{"terms": {"ZQ": 1}}]}, "readouts[0].terms.ZQ", "is 'ZQ'"),
        ({"qurons": 2, "layers": [ROTATE], "readouts": [{"terms": {"ZI": True}}]}, "readouts[0].terms.ZI", "is true"),
        (
            {"qurons": 2, "layers": [ROTATE], "readouts": [{"terms": {"ZI": 1, "Z": 1}}]},
            "readouts[0].terms",
            "one length",
        ),
        ({"qurons": 2, "layers": [ROTATE], "readouts": [{"terms": {"II": 1}}]}, "readouts[0]", "reads no quron"),
        ({"qurons": 2, "layers": [ROTATE], "readouts": [{"sum": 1}]}, "readouts[0].sum", "A readout has no field"),
        (5, "", "A network must be an object"),
        (None, "", "but is null"),
        ("[1, 2]", "", "A network must be an object"),
    ],
)
def test_bad_networks_are_refused_by_path_value_and_remedy(network, path, words):
    with pytest.raises(SpecError) as caught:
        Network.model_validate(network)
    assert caught.value.path == path
    assert words in caught.value.message


def test_a_readout_of_a_quron_that_a_perceptron_traced_out():
    with pytest.raises(SpecError) as caught:
        Network(qurons=2, layers=(Rotate(), Perceptron(width=1)), readouts=("ZI",))
    assert caught.value.path == "readouts[0]"
    for words in ("'ZI' and reads 2 qurons", "1 quron leaves", "perceptron layer 2 traced out", "such as 'Z'"):
        assert words in caught.value.message


def test_a_layer_on_a_quron_that_a_perceptron_traced_out():
    with pytest.raises(SpecError) as caught:
        Network(qurons=3, layers=(Perceptron(width=1), Rotate(qurons=(2,))))
    assert caught.value.path == "layers[1].qurons[0]"
    assert "perceptron layer 1 traced out" in caught.value.message


def test_the_constructor_raises_the_same_error():
    with pytest.raises(SpecError, match="from 1 to 32, but is 0"):
        Network(qurons=0, layers=(Rotate(),))
