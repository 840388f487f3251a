"""Files and links, whole and damaged."""

import base64
import json
import zlib
from pathlib import Path

import pytest

from playground.spec import Encode, Network, Rotate, SpecError, default_experiment, initial_parameters, parameter_labels
from playground.spec.choices import MAX_LAYERS, MAX_QURONS
from playground.spec.codec import MAX_LINK, from_json, from_link, to_json, to_link

FIXTURES = Path(__file__).parents[2] / "fixtures" / "spec" / "v1"
DEFAULT = default_experiment()
TRAINED = DEFAULT.replace(parameters=initial_parameters(DEFAULT.network, 1))

# name, widths, number of parameters
SAVED = [
    ("contract", (4, 4, 4, 4, 4), 8),
    ("minimal", (1, 1), 0),
    ("every_layer", (3,) * 10 + (2,) * 4, 3 + 2 + 1 + 24 + 2),
    ("trained", (2, 2, 2, 2), 3),
]


def encoded(payload: bytes) -> str:
    return base64.urlsafe_b64encode(payload).decode()


def packed(payload: bytes) -> str:
    return encoded(zlib.compress(payload))


def damaged(link: str) -> str:
    payload = bytearray(base64.urlsafe_b64decode(link + "=" * (-len(link) % 4)))
    payload[-1] ^= 1  # the last byte belongs to the checksum
    return encoded(payload)


@pytest.mark.parametrize(("name", "widths", "count"), SAVED)
def test_saved_experiments_load_forever(name, widths, count):
    experiment = from_json((FIXTURES / f"{name}.json").read_bytes())
    assert experiment.network.widths == widths
    assert len(parameter_labels(experiment.network)) == count
    assert from_json(to_json(experiment)) == experiment


def test_every_saved_experiment_is_tested():
    assert {path.stem for path in FIXTURES.glob("*.json")} == {name for name, _, _ in SAVED}


@pytest.mark.parametrize("name", ["every_layer", "trained"])
def test_shared_links_load_forever(name):
    shared = from_link((FIXTURES / f"{name}.link").read_text())
    saved = from_json((FIXTURES / f"{name}.json").read_text())
    assert shared.replace(parameters=None) == saved.replace(parameters=None)
    assert shared.parameters == pytest.approx(saved.parameters, abs=5.1e-8)  # links keep multiples of 1e-7


def test_json_leaves_defaults_out_and_stays_canonical():
    text = to_json(DEFAULT)
    assert json.loads(text)["network"] == {
        "qurons": 4,
        "layers": [
            {"kind": "encode", "scale": 1.75},
            {"kind": "rotate", "axes": "zy"},
            {"kind": "entangle"},
            {"kind": "encode", "axis": "y", "scale": 1.75},
            {"kind": "rotate"},
            {"kind": "entangle", "gate": "rxx"},
        ],
    }
    assert to_json(from_json(text)) == text
    assert len(text) < 400


def test_files_keep_parameters_exactly():
    assert from_json(to_json(TRAINED)) == TRAINED


def test_links_are_short_and_keep_eight_digits():
    assert from_link(to_link(DEFAULT)) == DEFAULT
    assert len(to_link(DEFAULT)) < 250
    link = to_link(TRAINED)
    assert len(link) < 420
    assert from_link(link).parameters == pytest.approx(TRAINED.parameters, abs=5.1e-8)
    assert to_link(from_link(link)) == link
    assert set(link) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


def test_a_link_too_long_says_what_to_do():
    largest = Network(qurons=MAX_QURONS, layers=(Rotate(axes="xyzxyz"),) * MAX_LAYERS)
    trained = DEFAULT.replace(network=largest, parameters=initial_parameters(largest, 0))
    with pytest.raises(SpecError, match=r"can have at most 4096, for 65536\. Share without parameters"):
        to_link(trained)
    assert from_json(to_json(trained)) == trained
    assert from_link(to_link(trained.replace(parameters=None))).network == largest


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.99])
def test_a_link_cut_anywhere_is_refused(part):
    link = to_link(TRAINED)
    with pytest.raises(SpecError, match="Copy the whole link again"):
        from_link(link[: int(len(link) * part)])


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ("", "holds no experiment"),
        ("   ", "holds no experiment"),
        ("x", "not complete"),
        ("späm", "foreign characters"),
        ("????", "foreign characters"),
        ("AAAA", "cannot be unpacked"),
        ("A" * (MAX_LINK + 1), "4097 characters"),
        (damaged(to_link(TRAINED)), "cannot be unpacked"),
        (encoded(zlib.compress(to_json(DEFAULT).encode()) + b"more"), "wrong ending"),
        (packed(b"not JSON"), "not JSON"),
        (packed(b"[]"), "An experiment must be an object"),
        (packed(b"[]\0\1"), "no experiment"),
        (packed(b'{"parameters":[]}\0'), "parameters twice"),
        (packed(to_json(DEFAULT).encode() + b"\0" + b"\x80" * 20), "parameter that is too large"),
        (packed(to_json(DEFAULT).encode() + b"\0\x80"), "ends inside a parameter"),
        (packed(to_json(DEFAULT).encode() + b"\0\1"), "must hold 20 numbers"),
        (packed(b" " * (64 * 1024 + 1)), "more than 64 KiB"),
        (packed(b" " * 1_000_000), "more than 64 KiB"),
    ],
)
def test_bad_links_are_refused_by_what_is_wrong(link, words):
    with pytest.raises(SpecError) as caught:
        from_link(link)
    assert words in caught.value.message


@pytest.mark.parametrize("text", ["", "hello", "[]", "null", "1e999", '{"network": {"qurons": 1e999}}', b"\x00\x01"])
def test_bad_files_are_refused(text):
    with pytest.raises(SpecError):
        from_json(text)


def test_what_is_frozen_is_in_file_and_link():
    given = default_experiment().replace(frozen=(2, 7))
    assert from_json(to_json(given)) == given
    assert from_link(to_link(given)) == given
    assert "frozen" not in to_json(default_experiment())


def test_trained_scales_travel_in_links_and_files():
    layers = (Encode(scale=1.25, trainable=True), *DEFAULT.network.layers[1:])
    experiment = DEFAULT.replace(network=DEFAULT.network.replace(layers=layers))
    experiment = experiment.replace(parameters=initial_parameters(experiment.network, 1))
    assert from_json(to_json(experiment)) == experiment
    assert '"trainable":true' in to_json(experiment)
    found = from_link(to_link(experiment))
    assert found.network == experiment.network
    assert found.parameters == pytest.approx(experiment.parameters, abs=1e-7)
