"""The WebSocket `/live`: who may come in, what may come in, and how it goes out."""

from __future__ import annotations

import asyncio
import contextlib
import weakref
from urllib.parse import urlsplit

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from playground.live.connection import Close, Connection
from playground.live.lanes import Lanes
from playground.live.limits import Bucket
from playground.live.mailbox import Attach, Detach
from playground.live.messages import Ack
from playground.live.registry import Registry
from playground.live.session import Session
from playground.live.wire import WireError, parse_message, to_json

MESSAGES_PER_SECOND = 300
"""Messages a client may send in the long run; acknowledgements do not count."""
BURST = 600
"""Messages at once."""
CLOSE_UNKNOWN = 4401
"""Close code for a token that belongs to no living session: the page must be loaded anew."""
_COMPLAINT_SECONDS = 1.0
_SHORT = 64  # an acknowledgement is shorter


class LiveServer:
    """Joins sockets and sessions.

    Attributes:
        registry: Tokens of the living sessions.
        workers: What trains them.
    """

    def __init__(self) -> None:
        self.registry = Registry()
        self.workers = Lanes()

    def open(self, session: Session) -> str:
        """Take in a session, which lives as long as the caller holds it, and return its token."""
        self.workers.add(session)
        return self.registry.add(session)

    async def endpoint(self, websocket: WebSocket) -> None:
        """Serve one socket until it closes."""
        if not same_host(websocket.headers.get("origin"), websocket.headers.get("host")):
            await websocket.close(4403)  # before the handshake: HTTP 403
            return
        session = self.registry.get(websocket.query_params.get("token", ""))
        await websocket.accept()
        if session is None:
            await websocket.close(CLOSE_UNKNOWN, "unknown session")
            return
        connection = Connection(asyncio.get_running_loop())
        session.push(Attach(connection))
        owner = weakref.ref(session)
        del session  # a socket alone does not keep a session alive
        sender = asyncio.create_task(_send(websocket, connection))
        try:
            await self._receive(websocket, connection, owner)
        finally:
            sender.cancel()
            with contextlib.suppress(asyncio.CancelledError, Exception):
                await sender
            if (session := owner()) is not None:
                session.push(Detach(connection))

    async def _receive(self, websocket: WebSocket, connection: Connection, owner: weakref.ref[Session]) -> None:
        bucket, complaints = Bucket(MESSAGES_PER_SECOND, BURST), Bucket(1 / _COMPLAINT_SECONDS, 5)
        with contextlib.suppress(WebSocketDisconnect):
            while True:
                event = await websocket.receive()
                if event["type"] == "websocket.disconnect":
                    return
                error = self._take(event.get("text"), connection, owner, bucket)
                if owner() is None:
                    connection.close(CLOSE_UNKNOWN, "the session has ended")
                elif error is not None and complaints.take():
                    message = {"type": "message", "level": "error", "text": str(error), "path": error.field}
                    connection.send_text(to_json(message))

    def _take(
        self, text: str | None, connection: Connection, owner: weakref.ref[Session], bucket: Bucket
    ) -> WireError | None:
        """Pass one message on; or say what is wrong with it."""
        try:
            if text is None:
                raise WireError("", "A message must be text.")
            short = len(text) <= _SHORT
            if not short:  # reading a long message costs time, so it is weighed first
                _pay(bucket, 1 + len(text) / 1024)
            message = parse_message(text)
            if isinstance(message, Ack):
                if connection.acknowledge(message.frame):
                    self.workers.wake()
                return None
            if short:
                _pay(bucket, 1)
        except WireError as error:
            return error
        if (session := owner()) is not None:
            session.push(message)
        return None


def _pay(bucket: Bucket, price: float) -> None:
    if not bucket.take(price):
        raise WireError("", f"More than {MESSAGES_PER_SECOND} messages a second; some were left out.")


async def _send(websocket: WebSocket, connection: Connection) -> None:
    while True:
        item = await connection.outgoing()
        if websocket.application_state is not WebSocketState.CONNECTED:
            return
        try:
            if isinstance(item, Close):
                await websocket.close(item.code, item.reason)
                return
            if isinstance(item, str):
                await websocket.send_text(item)
            else:
                await websocket.send_bytes(item)
        except (WebSocketDisconnect, RuntimeError, OSError):
            return  # the client has gone; the receiving side notices too


def same_host(origin: str | None, host: str | None) -> bool:
    """Whether a request comes from a page of this server.

    Browsers always send `Origin` with a WebSocket handshake, so a foreign page cannot use a visitor's session.
    Programs that are not browsers send none; they still need the token.

    Args:
        origin: Header `Origin`, such as `https://example.org:8501`.
        host: Header `Host`, such as `example.org:8501`.
    """
    if origin is None:
        return True
    try:
        return host is not None and urlsplit(origin).netloc.lower() == host.lower() != ""
    except ValueError:  # no address at all
        return False
