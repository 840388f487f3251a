"""Experiments as text: JSON for files, and links short enough for an address bar."""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Iterator
from typing import Any

from playground.spec.base import SpecModel
from playground.spec.errors import SpecError
from playground.spec.experiment import Experiment
from playground.spec.narrow import is_list
from playground.spec.network import Network
from playground.spec.reading import parse_json
from playground.spec.readouts import Readout, default_readouts

MAX_LINK = 4096
"""Longest link, in characters."""

MAX_UNPACKED = 64 * 1024
"""Most bytes that a link may unpack to: more than a page needs, and no burden."""

ANGLE_STEP = 1e-7
"""Precision of parameters in a link, in radians: eight digits up to pi."""

_ALWAYS = ("version", "kind")
_SEPARATOR = b"\0"
_CUT = "It was probably cut when it was copied. Copy the whole link again."


def to_json(experiment: Experiment) -> str:
    """Return the experiment as one line of JSON, defaults left out, parameters exact."""
    return json.dumps(_compact(experiment), separators=(",", ":"), allow_nan=False)


def from_json(text: str | bytes | bytearray) -> Experiment:
    """Return the experiment of a JSON text of at most 512 KiB.

    Raises:
        SpecError: If it is too long, no JSON, or no valid experiment.
    """
    return Experiment.model_validate(parse_json(text))


def to_link(experiment: Experiment) -> str:
    """Return the experiment as base64url text of at most 4096 characters; parameters to 1e-7 radians.

    The text holds, deflated: the JSON without parameters, and, if there are parameters, a zero byte and one
    variable-length integer for each.

    Raises:
        SpecError: If the link would be too long, with the remedy.
    """
    payload = to_json(experiment.replace(parameters=None)).encode()
    if experiment.parameters is not None:
        payload += _SEPARATOR + b"".join(_packed(round(angle / ANGLE_STEP)) for angle in experiment.parameters)
    link = base64.urlsafe_b64encode(zlib.compress(payload, 9)).rstrip(b"=").decode()
    if len(link) > MAX_LINK or len(payload) > MAX_UNPACKED:
        remedy = (
            "Save a file instead." if experiment.parameters is None else "Share without parameters, or save a file."
        )
        raise SpecError(
            f"The link would have {len(link)} characters, for {len(payload)} bytes, but can have at most {MAX_LINK}, "
            f"for {MAX_UNPACKED}. {remedy}"
        )
    return link


def from_link(text: str) -> Experiment:
    """Return the experiment of a link of at most 4096 characters, unpacked to at most 64 KiB.

    Raises:
        SpecError: If the link is too long, cut, changed, or holds no valid experiment.
    """
    link = text.strip().rstrip("=")
    if not link:
        raise SpecError("The link holds no experiment. Copy the whole link again.")
    if len(link) > MAX_LINK:
        raise SpecError(f"The link has {len(link)} characters, but can have at most {MAX_LINK}. Open a file instead.")
    document, separator, packed = _inflated(link).partition(_SEPARATOR)
    data = parse_json(document)
    if separator:
        if not isinstance(data, dict) or "parameters" in data:
            raise SpecError("The link holds parameters twice, or no experiment. Copy the whole link again.")
        data["parameters"] = tuple(number * ANGLE_STEP for number in _unpacked(packed))
    return Experiment.model_validate(data)


def _compact(value: Any) -> Any:
    """Return plain data with every field left out that has its default."""
    if isinstance(value, Readout):
        return {"terms": dict(value.terms)}
    if is_list(value):
        return [_compact(item) for item in value]
    if not isinstance(value, SpecModel):
        return value
    return {name: _compact(getattr(value, name)) for name in sorted(_written(value), key=lambda name: name != "kind")}


def _written(value: SpecModel) -> Iterator[str]:
    """Yield the names of the fields that must be written."""
    for name, field in type(value).model_fields.items():
        present = getattr(value, name)
        default = field.default
        if isinstance(value, Network) and name == "readouts":
            default = default_readouts(value.widths[-1])
        # None never needs writing: a field that may be None either defaults to it or follows from another field.
        if name in _ALWAYS or (present is not None and present != default):
            yield name


def _inflated(link: str) -> bytes:
    try:
        packed = base64.b64decode(link + "=" * (-len(link) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise SpecError(
            f"The link ({len(link)} characters) is not complete or has foreign characters. {_CUT}"
        ) from None
    unpacker = zlib.decompressobj()
    try:
        payload = unpacker.decompress(packed, MAX_UNPACKED + 1)
    except zlib.error:
        raise SpecError(f"The link ({len(link)} characters) cannot be unpacked. {_CUT}") from None
    if len(payload) > MAX_UNPACKED:
        raise SpecError(f"The link unpacks to more than {MAX_UNPACKED // 1024} KiB. Open a file instead.")
    if not unpacker.eof or unpacker.unused_data:
        raise SpecError(f"The link ({len(link)} characters) is cut off or has a wrong ending. {_CUT}")
    return payload


def _packed(number: int) -> bytes:
    """Return a signed whole number in groups of seven bits, the lowest first; small numbers are short."""
    rest = number << 1 if number >= 0 else (-number << 1) - 1
    groups = bytearray()
    while rest > 0x7F:
        groups.append(rest & 0x7F | 0x80)
        rest >>= 7
    groups.append(rest)
    return bytes(groups)


def _unpacked(groups: bytes) -> Iterator[int]:
    rest = shift = 0
    for group in groups:
        rest |= (group & 0x7F) << shift
        shift += 7
        if shift > 63:
            raise SpecError("The link holds a parameter that is too large. Copy the whole link again.")
        if group < 0x80:
            yield -((rest + 1) >> 1) if rest & 1 else rest >> 1
            rest = shift = 0
    if shift:
        raise SpecError(f"The link ends inside a parameter. {_CUT}")
