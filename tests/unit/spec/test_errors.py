"""Paths, and values written into messages."""

import copy
import pickle

import pytest

from playground.spec.errors import SpecError, at, joined, leaf_of, path_of, shown, suggestion


def test_path_and_message_make_the_text():
    error = SpecError("`strength` must be smaller.", "network.layers[2].strength")
    assert str(error) == "network.layers[2].strength: `strength` must be smaller."
    assert str(SpecError("Not JSON.")) == "Not JSON."
    assert isinstance(error, ValueError)


def test_an_error_survives_pickle_and_copy():
    error = SpecError("message", "path")
    for twin in (pickle.loads(pickle.dumps(error)), copy.copy(error)):  # noqa: S301 (our own bytes)
        assert (twin.message, twin.path) == ("message", "path")


def test_paths_are_written_as_in_the_file():
    assert path_of(("network", "layers", 2, "qurons", 0)) == "network.layers[2].qurons[0]"
    assert joined("a", "[1].b") == "a[1].b"
    assert joined("", "b") == "b"
    assert leaf_of("network.layers[2].qurons[1]") == "qurons[1]"


def test_at_puts_steps_before_the_path():
    with pytest.raises(SpecError) as caught, at("network", "layers", 3):
        raise SpecError("no", "width")
    assert caught.value.path == "network.layers[3].width"


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, "null"), (True, "true"), (1.5, "1.5"), ("a", "'a'"), (((0, 1), (1, 2)), "[[0, 1], [1, 2]]")],
)
def test_values_are_shown_as_json_writes_them(value, text):
    assert shown(value) == text


def test_values_of_any_size_are_shown_in_short():
    deep: list = []
    for _ in range(100_000):
        deep = [deep]
    for value in ("x" * 10**6, [0] * 10**6, {i: i for i in range(10**4)}, 10**6000, [10**6000], deep, object()):
        assert len(shown(value)) < 300


def test_a_misspelt_name_gets_the_nearest_one():
    assert suggestion("circle", ["circles", "moons"]) == "Did you mean `circles`?"
    assert suggestion("zzz", ["circles", "moons"]) == "Choose one of: circles, moons."
