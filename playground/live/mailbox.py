"""Messages on their way from the socket's thread to the worker's, the superseded ones left out."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any, Protocol

from playground.live.messages import AnyMessage, Preview, Probe, Seek, Set, Speed, View


class Link(Protocol):
    """What a session needs of a connection; the server's is `connection.Connection`."""

    @property
    def credit(self) -> bool:
        """Whether another frame may be sent."""
        ...

    @property
    def idle(self) -> bool:
        """Whether every frame sent has been acknowledged."""
        ...

    @property
    def answered(self) -> float:
        """Time of the last sign of life: the connection itself or an acknowledgement."""
        ...

    def send_text(self, text: str) -> None:
        """Send a JSON message."""
        ...

    def send_frame(self, number: int, frame: bytes) -> None:
        """Send a frame, which uses up credit."""
        ...

    def close(self, code: int, reason: str) -> None:
        """Close the connection."""
        ...


@dataclass(frozen=True, eq=False)
class Attach:
    """A client has connected."""

    link: Link


@dataclass(frozen=True, eq=False)
class Detach:
    """A client has gone."""

    link: Link


@dataclass(frozen=True, eq=False)
class Answer:
    """A message to the client that was worked out beside the worker's thread."""

    message: Mapping[str, Any]


class Verified(Answer):
    """The answer of the referee: it may be asked again."""


Item = AnyMessage | Attach | Detach | Answer


class Mailbox:
    """A queue in which a newer value in the hand takes the place of an older one of the same dial.

    Only values that have not been committed are superseded, and only up to the last message of another kind, so
    the order between drags and edits is kept.
    """

    def __init__(self) -> None:
        self._items: deque[Item] = deque()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._items)

    def put(self, item: Item) -> None:
        """Add a message."""
        dial = _dial(item)
        with self._lock:
            if dial is not None:
                for index in range(len(self._items) - 1, -1, -1):
                    other = _dial(self._items[index])
                    if other is None:
                        break
                    if other == dial:
                        del self._items[index]
                        break
            self._items.append(item)

    def take(self) -> list[Item]:
        """Remove and return everything, oldest first."""
        with self._lock:
            items = list(self._items)
            self._items.clear()
        return items


def _dial(item: Item) -> tuple[object, ...] | None:
    """What a message is the newest value of; None if every one of its kind counts."""
    if isinstance(item, Set) and not item.commit:
        return ("set", *item.path)
    if isinstance(item, Preview | Probe | Seek | View | Speed):
        return (type(item),)
    return None
