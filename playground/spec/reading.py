"""Text to plain data: JSON with a size limit, without NaN, infinities or repeated fields."""

from __future__ import annotations

import json
from typing import Any

from playground.spec.errors import SpecError, shown

MAX_TEXT = 512 * 1024
"""Longest JSON text of an experiment, in bytes."""

_OPEN = "Open a file that was saved with Save."


def parse_json(text: str | bytes | bytearray, *, limit: int = MAX_TEXT, remedy: str = _OPEN) -> Any:
    """Return the data of a JSON text.

    Args:
        text: The text; bytes are read as UTF-8.
        limit: Largest size in bytes, looked at before anything else.
        remedy: What to do about a text that is too long or no JSON, a sentence.
    Returns:
        Dictionaries, lists, texts, numbers, booleans or None.
    Raises:
        SpecError: If the text is too long, is not JSON, or holds NaN, infinities or a field twice.
    """
    if len(text) > limit or (isinstance(text, str) and len(text.encode("utf-8", "replace")) > limit):
        raise SpecError(f"The text has {_size(len(text))}, but at most {_size(limit)} are read. {remedy}")
    try:
        decoded = text if isinstance(text, str) else bytes(text).decode("utf-8")
        return json.loads(
            decoded.removeprefix("\ufeff"), parse_constant=_refuse_constant, object_pairs_hook=_distinct_fields
        )
    except SpecError:
        raise
    except UnicodeDecodeError:
        raise SpecError(f"The file is not a text in UTF-8. {remedy}") from None
    except json.JSONDecodeError as error:
        raise SpecError(
            f"The text is not JSON: {error.msg} at line {error.lineno}, column {error.colno}, "
            f"near {shown(error.doc[max(error.pos - 10, 0) : error.pos + 10])}. "
            f"Correct it there. {remedy}"
        ) from None
    except RecursionError:
        raise SpecError(f"The text nests too many brackets. {remedy}") from None
    except ValueError:  # Python refuses to read whole numbers of more than 4300 digits
        raise SpecError("The text holds a number with thousands of digits. Write a shorter number.") from None


def _refuse_constant(name: str) -> Any:
    raise SpecError(f"The text holds {name}, which is not a number. Write a finite number instead.")


def _distinct_fields(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for name, value in pairs:
        if name in fields:
            raise SpecError(f"The field {shown(name)} stands twice in one object. Remove one of them.")
        fields[name] = value
    return fields


def _size(count: int) -> str:
    if count >= 1024 * 1024:
        return f"{count / 1024 / 1024:.1f} MiB"
    return f"{count / 1024:.0f} KiB" if count >= 1024 else f"{count} bytes"
