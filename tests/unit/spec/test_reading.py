"""Text to plain data, and the texts that are refused before anything is built from them."""

import pytest

from playground.spec.errors import SpecError
from playground.spec.reading import MAX_TEXT, parse_json


def test_text_and_bytes_are_read_with_or_without_a_byte_order_mark():
    for text in ('{"a": [1, 2.5, null, true]}', b'{"a": [1, 2.5, null, true]}', '\ufeff{"a": [1, 2.5, null, true]}'):
        assert parse_json(text) == {"a": [1, 2.5, None, True]}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is not JSON"),
        ("{'a': 1}", "line 1, column 2"),
        ('{"a": 1,\n "b" 2}', "line 2, column 6"),
        ("<html>", "near '<html>'"),
        ('{"a": NaN}', "NaN"),
        ('{"a": -Infinity}', "-Infinity"),
        ('{"a": 1, "a": 2}', "'a' stands twice"),
        ("[" * 60_000, "nests too many brackets"),
        ("7" * 5000, "thousands of digits"),
        (b"\xff\xfe{}", "UTF-8"),
        (" " * (MAX_TEXT + 1), "at most 512 KiB"),
        ("é" * (MAX_TEXT // 2 + 1), "at most 512 KiB"),
    ],
)
def test_bad_text_is_refused_with_a_remedy(text, words):
    with pytest.raises(SpecError) as caught:
        parse_json(text)
    assert words in caught.value.message
    assert any(remedy in caught.value.message for remedy in ("Open", "Write", "Correct", "Remove"))


def test_a_file_of_50_mb_is_refused_by_its_size():
    with pytest.raises(SpecError, match=r"50\.0 MiB"):
        parse_json(b"[" * (50 * 1024 * 1024))
