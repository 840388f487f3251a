"""The WebSocket over a real socket: who may come in, what may come in, what comes out."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import json
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from playground.live.connection import BACKLOG, CLOSE_UNREAD, Close, Connection
from playground.live.server import BURST, CLOSE_UNKNOWN, LiveServer, same_host
from playground.live.session import CLOSE_REPLACED, Session
from playground.live.wire import MAX_MESSAGE_BYTES, decode_frame

from .conftest import example


class Site:
    """A running server with one session."""

    def __init__(self, server: LiveServer, port: int) -> None:
        self.server, self.port = server, port
        self.session: Session | None = Session(example())
        self.token = server.open(self.session)

    @contextlib.contextmanager
    def visit(self, token: str | None = None, *, origin: str | None = None) -> Iterator[ClientConnection]:
        address = f"ws://127.0.0.1:{self.port}/live?token={self.token if token is None else token}"
        with connect(address, origin=origin, max_size=None, max_queue=None, open_timeout=20) as client:  # type: ignore[arg-type]
            yield client


@pytest.fixture(scope="module")
def running() -> Iterator[tuple[LiveServer, int]]:
    live = LiveServer()
    app = Starlette(routes=[WebSocketRoute("/live", live.endpoint)])
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    live.workers.start()
    while not server.started:
        time.sleep(0.01)
    yield live, server.servers[0].sockets[0].getsockname()[1]
    live.workers.stop()
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def site(running) -> Site:
    return Site(*running)


def receive(client: ClientConnection, kind: str) -> dict:
    """The next message or frame of a kind; frames before it are acknowledged."""
    while True:
        packet = client.recv(timeout=20)
        if isinstance(packet, bytes):
            header, _ = decode_frame(packet)
            client.send(json.dumps({"type": "ack", "frame": header["frame"]}))
            if kind == "frame":
                return header
        elif (message := json.loads(packet))["type"] == kind:
            return message


def next_frame(client: ClientConnection, timeout: float = 20) -> dict:
    """The header of the next frame, which is not acknowledged."""
    while True:
        packet = client.recv(timeout=timeout)
        if isinstance(packet, bytes):
            return decode_frame(packet)[0]


def closing_code(client: ClientConnection) -> int:
    try:
        while True:
            client.recv(timeout=20)
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else 0


def test_scene_then_frames_that_train(site):
    with site.visit() as client:
        assert receive(client, "scene")["playing"]
        epochs = [receive(client, "frame")["epoch"] for _ in range(10)]
    assert epochs == sorted(epochs)
    assert epochs[-1] > epochs[0]


def test_a_drag_is_answered_by_a_frame_that_names_it(site):
    with site.visit() as client:
        client.send(json.dumps({"type": "set", "path": ["noise", "depolarizing"], "value": 0.5, "sent": 7.5}))
        for _ in range(100):
            if receive(client, "frame")["echo"] == 7.5:
                break
        else:
            pytest.fail("no frame answered the drag")


def test_no_more_than_two_frames_without_an_acknowledgement(site):
    with site.visit() as client:
        first, _ = next_frame(client), next_frame(client)
        client.send(json.dumps({"type": "ack", "frame": 10**6}))  # a frame that was never sent gives no credit
        with pytest.raises(TimeoutError):
            next_frame(client, timeout=0.5)
        client.send(json.dumps({"type": "ack", "frame": first["frame"]}))
        assert next_frame(client)["frame"] == first["frame"] + 2


@pytest.mark.parametrize("token", ["", "x", "A" * 43])
def test_an_unknown_token_is_turned_away(site, token):
    with site.visit(token) as client:
        assert closing_code(client) == CLOSE_UNKNOWN


def test_tokens_cannot_be_guessed(site):
    other = site.server.open(keep := Session(example()))
    assert keep is not None
    assert other != site.token
    assert len(site.token) >= 43  # 256 bits in base64


@pytest.mark.parametrize("origin", ["https://example.org", "null", "http://127.0.0.1:1", "http://["])
def test_a_foreign_page_is_turned_away(site, origin):
    with pytest.raises(InvalidStatus) as caught, site.visit(origin=origin):
        pass
    assert caught.value.response.status_code == 403


def test_the_own_page_may_come_in(site):
    with site.visit(origin=f"http://127.0.0.1:{site.port}") as client:
        assert receive(client, "scene")


@pytest.mark.parametrize(
    ("origin", "host", "same"),
    [
        (None, "a:1", True),
        ("https://a:1", "a:1", True),
        ("https://A:1", "a:1", True),
        ("https://a", "a:1", False),
        ("https://a:1", None, False),
        ("", "", False),
        ("null", "null", False),
    ],
)
def test_same_host(origin, host, same):
    assert same_host(origin, host) is same


@pytest.mark.parametrize(
    ("packet", "path", "words"),
    [
        ("{", "", "JSON"),
        (b"\x00", "", "text"),
        ('{"type":"speed","value":-1}', "value", "value"),
        ('{"type":"open","text":"' + "x" * MAX_MESSAGE_BYTES + '"}', "", "128 KiB"),
    ],
)
def test_a_bad_message_is_answered_and_the_connection_stays(site, packet, path, words):
    with site.visit() as client:
        client.send(packet)
        answer = receive(client, "message")
        assert answer["level"] == "error"
        assert answer["path"] == path
        assert words in answer["text"]
        client.send('{"type":"step"}')
        assert receive(client, "frame")


def test_a_flood_is_held_back_and_told(site):
    with site.visit() as client:
        for _ in range(BURST + 200):
            client.send('{"type":"probe","point":[0.1,0.2]}')  # has no answer that could pile up
        assert "messages a second" in receive(client, "message")["text"]
        assert receive(client, "frame")


def test_the_newest_connection_wins(site):
    with site.visit() as old, site.visit() as new:
        assert receive(new, "scene")
        assert closing_code(old) == CLOSE_REPLACED
        assert receive(new, "frame")


def test_a_reconnected_client_finds_its_experiment(site):
    with site.visit() as client:
        client.send('{"type":"edit","edit":{"kind":"add_quron"}}')
        while receive(client, "scene")["widths"][0] != 5:
            pass
    with site.visit() as client:
        assert receive(client, "scene")["widths"][0] == 5


def test_a_session_lives_only_as_long_as_its_owner(site):
    with site.visit() as client:
        receive(client, "frame")
        assert site.server.registry.get(site.token) is not None
        site.session = None
        deadline = time.monotonic() + 10
        while site.server.registry.get(site.token) is not None and time.monotonic() < deadline:
            gc.collect()
            time.sleep(0.02)
        assert site.server.registry.get(site.token) is None
        with contextlib.suppress(ConnectionClosed):  # an acknowledgement under way may have been answered already
            client.send('{"type":"play"}')
        assert closing_code(client) == CLOSE_UNKNOWN


def test_two_sessions_do_not_see_each_other(site):
    other = Session(example())
    token = site.server.open(other)
    with site.visit() as here, site.visit(token) as there:
        here.send('{"type":"edit","edit":{"kind":"remove_layer","index":0}}')
        while len(receive(here, "scene")["layers"]) != 5:
            pass
        assert len(receive(there, "scene")["layers"]) == 6


def test_a_client_that_does_not_read_is_cut_off():
    async def fill() -> list:
        connection = Connection(asyncio.get_running_loop())
        for _ in range(BACKLOG + 5):
            connection.send_text("{}")
            await asyncio.sleep(0)
        assert not connection.credit
        return [await connection.outgoing() for _ in range(BACKLOG + 1)]

    items = asyncio.run(fill())
    assert items[:-1] == ["{}"] * BACKLOG
    assert isinstance(items[-1], Close)
    assert items[-1].code == CLOSE_UNREAD


def test_sending_after_the_loop_has_gone_does_nothing():
    loop = asyncio.new_event_loop()
    connection = Connection(loop)
    loop.close()
    connection.send_text("{}")
    assert not connection.credit
