"""What kind of plain data a value is, in a form the type checker understands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeGuard


def is_object(value: object) -> TypeGuard[Mapping[Any, Any]]:
    """Return whether `value` is an object in the sense of JSON: names with values."""
    return isinstance(value, Mapping)


def is_list(value: object) -> TypeGuard[list[Any] | tuple[Any, ...]]:
    """Return whether `value` is a list in the sense of JSON."""
    return isinstance(value, list | tuple)
