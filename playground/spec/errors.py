"""The one error of this room, and the sentences it speaks.

Every refusal names the path of the field, the offending value and a remedy, in words a student understands.
"""

from __future__ import annotations

import difflib
import reprlib
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from typing import Any

from pydantic import ValidationError

from playground.spec.narrow import is_list

_LONGEST_VALUE = 60
_BITS_SHOWN = 200

_repr = reprlib.Repr()
_repr.maxstring = _LONGEST_VALUE
_repr.maxother = _LONGEST_VALUE
_repr.maxlist = _repr.maxtuple = 10
_repr.maxdict = 4
_repr.maxlevel = 3


class SpecError(ValueError):
    """An experiment, or a part of one, that cannot be used as written.

    Args:
        message: A sentence that names the value and the remedy.
        path: Where the value stands, such as `network.layers[2].strength`; empty for the whole.
    """

    def __init__(self, message: str, path: str = "") -> None:
        super().__init__(message, path)
        self.message = message
        self.path = path

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message

    def under(self, *steps: str | int) -> SpecError:
        """Return the same error as seen from outside: `steps` lead from there to the part that was refused."""
        return SpecError(self.message, joined(path_of(steps), self.path))


@contextmanager
def at(*steps: str | int) -> Generator[None]:
    """Let errors raised inside carry a path that starts with `steps`."""
    try:
        yield
    except SpecError as error:
        raise error.under(*steps) from None


def path_of(steps: Iterable[str | int]) -> str:
    """Write steps as a path: `("layers", 2, "strength")` becomes `layers[2].strength`."""
    path = ""
    for step in steps:
        path = joined(path, f"[{step}]" if isinstance(step, int) else str(step))
    return path


def joined(outer: str, inner: str) -> str:
    """Join two paths, the second relative to the first."""
    if not outer or not inner or inner.startswith("["):
        return outer + inner
    return f"{outer}.{inner}"


def leaf_of(path: str) -> str:
    """Return the last named part of a path with its indices: `layers[2].qurons[1]` gives `qurons[1]`."""
    return path.rsplit(".", 1)[-1]


def shown(value: object) -> str:
    """Write a value for a message: short whatever its size, and as JSON writes null, true and false."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and value.bit_length() > _BITS_SHOWN:
        return f"a whole number of about {int(value.bit_length() * 0.30103) + 1} digits"
    if is_list(value):
        value = [list(item) if is_list(item) else item for item in value]
    try:
        return _repr.repr(value)
    except (ValueError, RecursionError):
        return f"a value of type {type(value).__name__} too large to print"


def suggestion(word: object, names: Iterable[str]) -> str:
    """Return a remedy for a misspelt name: the nearest allowed name, or all of them."""
    allowed = list(names)
    near = difflib.get_close_matches(str(word)[:_LONGEST_VALUE], allowed, n=1)
    if near:
        return f"Did you mean `{near[0]}`?"
    return f"Choose one of: {', '.join(allowed)}."


def from_validation(error: ValidationError) -> SpecError:
    """Turn the first complaint of pydantic into a `SpecError` with path, value and remedy."""
    first = error.errors(include_url=False)[0]
    path = path_of(first["loc"])
    cause = first.get("ctx", {}).get("error")
    if isinstance(cause, SpecError):
        return SpecError(cause.message, joined(path, cause.path))
    return SpecError(f"`{leaf_of(path) or 'value'}` {_complaint(first, cause)}", path)


def _complaint(details: Mapping[str, Any], cause: object) -> str:
    """Return the sentence after the field's name."""
    value, context = details["input"], details.get("ctx", {})
    match details["type"]:
        case "value_error":
            return str(cause)
        case "missing":
            return "is missing. Add it: it has no default."
        case "literal_error":
            names = [name.strip("'") for name in context["expected"].replace(" or ", ", ").split(", ")]
            return f"must be one of {', '.join(names)}, but is {shown(value)}. {suggestion(value, names)}"
        case "string_type":
            return f"must be a text in quotes, but is {shown(value)}. Write it as a text."
        case "string_too_long":
            return f"must have at most {context['max_length']} characters, but has {len(value)}. Shorten it."
        case _:
            return f"is not usable ({details['msg'].lower()}), because it is {shown(value)}. Correct or remove it."
