"""What goes over the WebSocket: frames out (JSON header, then float32), JSON messages in.

A frame is `uint32 header length | header | float32 ...`, little-endian. The header is UTF-8 JSON, padded with
spaces so that the numbers start at a multiple of four bytes, where the browser can read them in place.
"""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

import numpy as np
from numpy.typing import ArrayLike
from pydantic import ValidationError

from playground.live.messages import MESSAGES, AnyMessage

MAX_MESSAGE_BYTES = 128 * 1024
"""Longest message a client may send."""
_LENGTH = struct.Struct("<I")


class WireError(ValueError):
    """A message that cannot be understood.

    Attributes:
        field: Name of the field at fault, empty if it is the message as a whole.
    """

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"Field `{field}` {message}" if field else message)
        self.field = field


def encode_frame(header: Mapping[str, Any], arrays: Sequence[tuple[str, ArrayLike]]) -> bytes:
    """Pack a frame.

    Args:
        header: Values for the header; numbers that are not finite become null, which JSON has no word for.
        arrays: Name and array of each part, sent as float32 in this order.
    Returns:
        The bytes of the frame; the header's `arrays` lists the names and shapes.
    """
    parts = [(name, np.ascontiguousarray(array, dtype="<f4")) for name, array in arrays]
    shapes = [[name, list(part.shape)] for name, part in parts]
    text = to_json({**header, "arrays": shapes}).encode()
    text += b" " * (-(_LENGTH.size + len(text)) % 4)
    return b"".join([_LENGTH.pack(len(text)), text, *(part.tobytes() for _, part in parts)])


def decode_frame(frame: bytes) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """Unpack a frame, as the browser does.

    Args:
        frame: Bytes from `encode_frame`.
    Returns:
        The header, and the arrays by name.
    """
    (length,) = _LENGTH.unpack_from(frame)
    offset = _LENGTH.size + length
    header = json.loads(frame[_LENGTH.size : offset])
    arrays = {}
    for name, shape in header["arrays"]:
        count = math.prod(shape)
        arrays[name] = np.frombuffer(frame, "<f4", count, offset).reshape(shape)
        offset += 4 * count
    return header, arrays


def to_json(value: Mapping[str, Any]) -> str:
    """Write a message to the client; numbers that are not finite become null."""
    return json.dumps(_finite(value), separators=(",", ":"), allow_nan=False)


def parse_message(text: str) -> AnyMessage:
    """Read a message of the client.

    Args:
        text: JSON object with a `type` of `messages.MESSAGES`.
    Returns:
        The message as a value.
    Raises:
        WireError: If it is too long, not JSON, of an unknown type, or has a missing, unknown or ill-formed field.
    """
    if len(text) > MAX_MESSAGE_BYTES or len(text.encode(errors="replace")) > MAX_MESSAGE_BYTES:
        raise WireError("", f"A message must have at most {MAX_MESSAGE_BYTES // 1024} KiB.")
    try:
        content = json.loads(text, parse_constant=_refuse, parse_float=_finite_float)
    except (ValueError, RecursionError) as error:
        raise WireError("", f"The message must be JSON with finite numbers ({error}).") from error
    if not isinstance(content, dict):
        raise WireError("", "The message must be a JSON object.")
    kind = content.pop("type", None)
    if not isinstance(kind, str) or kind not in MESSAGES:
        raise WireError("type", f"must be one of {', '.join(MESSAGES)}, but is {_short(kind)}.")
    try:
        return MESSAGES[kind].model_validate(content)
    except ValidationError as error:
        raise _first_error(error) from error


def _first_error(error: ValidationError) -> WireError:
    detail = error.errors(include_url=False, include_context=False)[0]
    field = ".".join(str(part) for part in detail["loc"])
    return WireError(field, f"is refused: {detail['msg'].lower()} (it is {_short(detail['input'])}).")


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 40 else text[:37] + "..."


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not a number")


def _finite_float(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(f"{text} is too large")
    return value


def _finite(value: Any) -> Any:
    if isinstance(value, float):  # np.float64 is a float
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(item) for item in value]
    return value
