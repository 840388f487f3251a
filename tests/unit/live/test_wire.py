"""Frames that survive the way to the browser, and messages that are refused by name."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.live import messages as m
from playground.live.wire import (
    MAX_MESSAGE_BYTES,
    WireError,
    decode_frame,
    encode_frame,
    parse_message,
    to_json,
)

SHAPES = st.lists(st.integers(0, 5), min_size=1, max_size=3)


@given(
    st.dictionaries(st.text(max_size=5).filter(lambda key: key != "arrays"), st.integers() | st.text(max_size=9)),
    st.lists(SHAPES, max_size=4),
)
def test_frame_decodes_to_what_was_encoded(header, shapes):
    rng = np.random.default_rng(0)
    arrays = [(f"a{k}", rng.normal(size=shape)) for k, shape in enumerate(shapes)]
    frame = encode_frame(header, arrays)
    found, parts = decode_frame(frame)
    assert {key: found[key] for key in header} == header
    assert list(parts) == [name for name, _ in arrays]
    for name, array in arrays:
        np.testing.assert_array_equal(parts[name], array.astype(np.float32))


@pytest.mark.parametrize("text", ["", "a", "ab", "abc", "é"])
def test_numbers_of_a_frame_start_at_a_multiple_of_four(text):
    frame = encode_frame({"text": text}, [("x", np.ones(2))])
    length = int.from_bytes(frame[:4], "little")
    assert (4 + length) % 4 == 0
    assert len(frame) == 4 + length + 8


def test_numbers_json_has_no_word_for_become_null():
    message = to_json({"a": math.nan, "b": [math.inf, 1.0], "c": {"d": np.float64("-inf")}})
    assert json.loads(message) == {"a": None, "b": [None, 1.0], "c": {"d": None}}


def test_a_lone_surrogate_can_be_sent():
    to_json({"text": "\ud800"}).encode()


def test_a_set_message_is_read():
    message = parse_message('{"type":"set","path":["noise","depolarizing"],"value":0.1,"commit":true,"sent":12.5}')
    assert message == m.Set(path=["noise", "depolarizing"], value=0.1, commit=True, sent=12.5)


@pytest.mark.parametrize("kind", sorted(m.MESSAGES))
def test_every_message_refuses_an_unknown_field_by_name(kind):
    with pytest.raises(WireError) as caught:
        parse_message(json.dumps({"type": kind, "foo": 1}))
    required = [name for name, field in m.MESSAGES[kind].model_fields.items() if field.is_required()]
    assert caught.value.field in ["foo", *required]


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("not json", ""),
        ("[]", ""),
        ("1", ""),
        ("{}", "type"),
        ('{"type":"fly"}', "type"),
        ('{"type":["ack"]}', "type"),
        ('{"type":"ack"}', "frame"),
        ('{"type":"ack","frame":-1}', "frame"),
        ('{"type":"ack","frame":true}', "frame"),
        ('{"type":"speed","value":"fast"}', "value"),
        ('{"type":"speed","value":-1}', "value"),
        ('{"type":"speed","value":NaN}', ""),
        ('{"type":"speed","value":1e999}', ""),
        ('{"type":"set","path":[],"value":1}', "path"),
        ('{"type":"set","path":"noise","value":1}', "path"),
        ('{"type":"probe","point":[1e3,0]}', "point.0"),
        ('{"type":"probe","point":[]}', "point"),
        ('{"type":"view","layer":0,"quron":0,"hover":{"layer":0}}', "hover.quron"),
        ('{"type":"edit","edit":[]}', "edit"),
        ("[" * 60_000, ""),
        ('{"type":"open","text":"' + "x" * MAX_MESSAGE_BYTES + '"}', ""),
        ('{"type":"open","text":"' + "é" * (MAX_MESSAGE_BYTES // 2) + '"}', ""),
        ('{"type":"set","path":["a"],"value":' + "9" * 5000 + "}", ""),
    ],
)
def test_what_cannot_be_understood_is_refused_with_the_field(text, field):
    with pytest.raises(WireError) as caught:
        parse_message(text)
    assert caught.value.field == field
    assert field in str(caught.value)
    assert len(str(caught.value)) < 400


@given(st.text(max_size=60) | st.recursive(st.none() | st.floats() | st.text(), st.lists).map(json.dumps))
def test_any_text_is_a_message_or_a_wire_error(text):
    try:
        message: object = parse_message(text)
    except WireError as error:
        message = error
    assert isinstance(message, m.Message) or str(message)
