"""Layers as text, on the way from one window to another: what Copy writes, and what Paste reads.

    {"quron": "layers", "version": 1, "layers": [{"kind": "rotate", "axes": "yz"}], "angles": [[0.1, 0.2]]}

`angles` may be left out; an entry of it may be null.
"""

from __future__ import annotations

from typing import Any

from playground.spec.errors import SpecError, shown
from playground.spec.narrow import is_object
from playground.spec.reading import parse_json

MARK = "layers"
"""Value of the field `quron`, by which the text is told from other JSON."""

VERSION = 1
"""Version of this form."""

MAX_TEXT = 64 * 1024
"""Longest text of copied layers, in bytes."""

_FIELDS = ("quron", "version", "layers", "angles")
_COPY = "Choose layers in a playground, press Ctrl+C there and Ctrl+V here."


def layers_of(text: object) -> tuple[Any, Any]:
    """Return the fields `layers` and `angles` of a copied text, both as they stand there.

    Args:
        text: JSON text of at most 64 KiB, as above.
    Returns:
        The layers, and the angles or None; `edits.insert_layers` checks both.
    Raises:
        SpecError: If the text is too long, no JSON, or no copy of layers.
    """
    if not isinstance(text, str):
        raise SpecError(f"`text` must be a text in quotes, but is {shown(text)}. {_COPY}", "text")
    data = parse_json(text, limit=MAX_TEXT, remedy=_COPY)
    if not is_object(data) or data.get("quron") != MARK:
        raise SpecError(f"The pasted text holds no layers, but {shown(data)}. {_COPY}", "text")
    if data.get("version") != VERSION or isinstance(data.get("version"), bool):
        raise SpecError(
            f"`version` of the pasted layers must be {VERSION}, but is {shown(data.get('version'))}. "
            "Update the older playground.",
            "text",
        )
    for name in data:
        if name not in _FIELDS:
            raise SpecError(f"Pasted layers have no field {shown(name)}. Remove it.", "text")
    return data.get("layers"), data.get("angles")
