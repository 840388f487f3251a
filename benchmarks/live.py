"""Load on the live server: epochs and frames a second, and the time from a drag to the frame that shows it.

Starts the app on a free port (or takes `--url`), opens pages as a browser would (Streamlit's own protocol brings
the token) and plays a client that acknowledges every frame at once.

    python -m benchmarks.live --sessions 1 --seconds 5
    python -m benchmarks.live --sessions 30 --seconds 10
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.measure import load, quantile

ROOT = Path(__file__).resolve().parents[1]
DRAG_SECONDS = 1 / 30


@dataclass
class Client:
    """What one visitor has seen.

    Attributes:
        first_frame: Seconds from opening the page to the first frame.
        epochs, frames: Epochs trained and frames received in `seconds`.
        echoes: Milliseconds from a drag to its frame.
        compute: Milliseconds the server took for each frame.
        size: Bytes of a frame.
    """

    first_frame: float = 0.0
    epochs: int = 0
    frames: int = 0
    seconds: float = 0.0
    size: int = 0
    echoes: list[float] = field(default_factory=list)
    compute: list[float] = field(default_factory=list)


async def open_page(host: str) -> tuple[websockets.ClientConnection, str]:
    """Open the page, which Streamlit keeps alive as long as this socket, and return the session's token."""
    page = await websockets.connect(
        f"ws://{host}/_stcore/stream",
        subprotocols=[websockets.Subprotocol("streamlit")],
        max_size=None,
        open_timeout=60,
    )
    start = BackMsg()
    start.rerun_script.query_string = ""
    await page.send(start.SerializeToString())
    async for packet in page:
        message = ForwardMsg()
        message.ParseFromString(packet)
        if message.WhichOneof("type") == "delta" and message.delta.new_element.WhichOneof("type") == "bidi_component":
            return page, json.loads(message.delta.new_element.bidi_component.json)["token"]
        if message.WhichOneof("type") == "script_finished":
            break
    raise RuntimeError("The page has no component.")


async def visit(host: str, seconds: float, speed: float, *, drag: bool) -> Client:
    """Look at the page for a while, dragging a noise dial if wanted."""
    seen, begun = Client(), time.perf_counter()
    page, token = await open_page(host)
    drain = asyncio.create_task(_drain(page))
    async with websockets.connect(f"ws://{host}/live?token={token}", max_size=None, open_timeout=60) as live:
        await live.send(json.dumps({"type": "speed", "value": speed}))
        await live.send(json.dumps({"type": "view", "layer": 6, "quron": 0}))
        dragger = asyncio.create_task(_drag(live)) if drag else None
        first_epoch = None
        while first_epoch is None or time.perf_counter() - begun < seconds + seen.first_frame:
            packet = await live.recv()
            if isinstance(packet, str):
                continue
            header = json.loads(packet[4 : 4 + int.from_bytes(packet[:4], "little")])
            await live.send(json.dumps({"type": "ack", "frame": header["frame"]}))
            if header["echo"]:
                seen.echoes.append(1e3 * time.perf_counter() - header["echo"])
            if first_epoch is None:
                seen.first_frame, first_epoch = time.perf_counter() - begun, header["epoch"]
            seen.frames += 1
            seen.epochs = header["epoch"] - first_epoch
            seen.size = len(packet)
            seen.compute.append(header["compute_ms"])
        seen.seconds = time.perf_counter() - begun - seen.first_frame
        if dragger:
            dragger.cancel()
    drain.cancel()
    await page.close()
    return seen


async def _drag(live: websockets.ClientConnection) -> None:
    for step in range(10**9):
        value = 0.02 + 0.02 * (step % 20) / 20
        message = {"type": "set", "path": ["noise", "amplitude_damping"], "value": value, "commit": False}
        await live.send(json.dumps({**message, "sent": 1e3 * time.perf_counter()}))
        await asyncio.sleep(DRAG_SECONDS)


async def _drain(page: websockets.ClientConnection) -> None:
    with contextlib.suppress(websockets.ConnectionClosed):
        async for _ in page:
            pass


@contextlib.contextmanager
def server() -> Iterator[str]:
    """The app on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py", f"--server.port={port}"]
    command += ["--server.headless=true", "--server.address=127.0.0.1"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)  # noqa: S603
    host = f"127.0.0.1:{port}"
    try:
        for _ in range(300):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"http://{host}/_stcore/health", timeout=1)
                break
            time.sleep(0.1)
        yield host
    finally:
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(10)
        process.kill()


async def measure(host: str, sessions: int, seconds: float, speed: float, *, drag: bool) -> None:
    """Run the clients and print one line."""
    clients = await asyncio.gather(*(visit(host, seconds, speed, drag=drag) for _ in range(sessions)))
    epochs = [client.epochs / client.seconds for client in clients]
    frames = [client.frames / client.seconds for client in clients]
    echoes = [echo for client in clients for echo in client.echoes]
    compute = [ms for client in clients for ms in client.compute]
    print(
        f"{sessions:3d} session{'s' * (sessions > 1)}, speed {speed:g}, {'dragging' if drag else 'watching'}: "
        f"epochs/s {statistics.median(epochs):.1f} (min {min(epochs):.1f}, sum {sum(epochs):.0f}), "
        f"frames/s {statistics.median(frames):.1f} (min {min(frames):.1f}), "
        f"drag to frame {quantile(echoes):.0f} ms (p95 {quantile(echoes, 0.95):.0f}), "
        f"frame {quantile(compute):.1f} ms and {clients[0].size / 1e3:.0f} kB, "
        f"first frame {quantile([client.first_frame for client in clients]):.2f} s "
        f"(max {max(client.first_frame for client in clients):.2f})",
        flush=True,
    )


def main() -> None:
    """Measure what the command line asks for; without arguments, one session and thirty."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sessions", type=int, nargs="*", default=[1, 30])
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--host", help="host:port of a running server")
    options = parser.parse_args()
    print(f"{os.cpu_count()} cores, load {load():.1f}; client and server share them")
    with contextlib.nullcontext(options.host) if options.host else server() as host:
        asyncio.run(measure(host, 1, 1.0, 60, drag=False))  # warms imports and caches
        for sessions in options.sessions:
            for speed, drag in ((60, False), (60, True), (0, False), (0, True)):
                asyncio.run(measure(host, sessions, options.seconds, speed, drag=drag))


if __name__ == "__main__":
    main()
