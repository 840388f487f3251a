"""One WebSocket as a session sees it: credit for two frames, and a way across the threads."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

FRAMES_IN_FLIGHT = 2
"""Frames sent and not acknowledged."""
BACKLOG = 256
"""Messages waiting to be sent; a client that reads none of them is cut off."""
CLOSE_UNREAD = 4408
"""Close code for a client that does not read."""


@dataclass(frozen=True)
class Close:
    """The order to close the socket."""

    code: int
    reason: str


Outgoing = str | bytes | Close


class Connection:
    """Credit and outgoing messages of one socket.

    The worker's thread sends; the event loop's thread acknowledges and empties the queue.

    Args:
        loop: Event loop of the socket.
        clock: Seconds, monotonic.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, clock: Callable[[], float] = time.monotonic) -> None:
        self._loop = loop
        self._clock = clock
        self._queue: asyncio.Queue[Outgoing] = asyncio.Queue()
        self._lock = Lock()
        self._unanswered: set[int] = set()
        self._closed = False
        self._answered = clock()

    @property
    def credit(self) -> bool:
        """Whether another frame may be sent."""
        return not self._closed and len(self._unanswered) < FRAMES_IN_FLIGHT

    @property
    def idle(self) -> bool:
        """Whether every frame sent has been acknowledged."""
        return not self._closed and not self._unanswered

    @property
    def answered(self) -> float:
        """Time of the last sign of life: the connection itself or an acknowledgement."""
        return self._answered

    def acknowledge(self, number: int) -> bool:
        """Take back the credit of a frame; False if no such frame is under way."""
        with self._lock:
            known = number in self._unanswered
            self._unanswered.discard(number)
        if known:
            self._answered = self._clock()
        return known

    def send_text(self, text: str) -> None:
        """Queue a JSON message."""
        self._put(text)

    def send_frame(self, number: int, frame: bytes) -> None:
        """Queue a frame, which uses up credit."""
        with self._lock:
            self._unanswered.add(number)
        self._put(frame)

    def close(self, code: int, reason: str) -> None:
        """Queue the order to close."""
        self._put(Close(code, reason))
        self._closed = True

    async def outgoing(self) -> Outgoing:
        """The next message to send."""
        return await self._queue.get()

    def _put(self, item: Outgoing) -> None:
        if self._closed:
            return
        if self._queue.qsize() >= BACKLOG:
            self._closed = True
            item = Close(CLOSE_UNREAD, "messages are not read")
        try:
            self._loop.call_soon_threadsafe(self._queue.put_nowait, item)
        except RuntimeError:  # the loop has been closed: the server is going down
            self._closed = True
