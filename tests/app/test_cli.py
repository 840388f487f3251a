"""The command `quron`: options, help, and the app from a folder that is not the checkout."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from playground.app.cli import UsageError, main, parse_options, typed_options

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("words", "options"),
    [
        ([], {}),
        (["--port", "8600"], {"server.port": "8600"}),
        (["--server.port=8600", "--headless"], {"server.port": "8600", "server.headless": "true"}),
        (["--headless", "--address", "::1"], {"server.headless": "true", "server.address": "::1"}),
    ],
)
def test_options_are_read(words, options):
    assert parse_options(words) == options


def test_options_get_streamlits_types():
    given = {"server.port": "8600", "server.headless": "True", "server.baseUrlPath": "a", "server.allowedHosts": "a,b"}
    assert typed_options(given) == {
        "server.port": 8600,
        "server.headless": True,
        "server.baseUrlPath": "a",
        "server.allowedHosts": ["a", "b"],
    }


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["8600"], "--port 8600"),
        (["--server.prot", "1"], "no option --server.prot"),
        (["--port", "many"], "must be a number"),
        (["--headless=perhaps"], "true or false"),
    ],
)
def test_a_wrong_command_line_is_explained(words, hint):
    with pytest.raises(UsageError, match=hint):
        typed_options(parse_options(words))
    with pytest.raises(SystemExit, match=hint):
        main(words)


def test_help(capsys):
    main(["--help"])
    assert "usage: quron" in capsys.readouterr().out


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def fetch(address: str, seconds: float = 60.0) -> tuple[dict[str, str], bytes]:
    deadline = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310
                return {name.lower(): value for name, value in answer.headers.items()}, answer.read()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def test_python_m_playground_serves_the_app_from_any_folder(tmp_path):
    port = free_port()
    command = [sys.executable, "-m", "playground", "--port", str(port), "--headless", "--address", "127.0.0.1"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(  # noqa: S603
        command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    try:
        assert fetch(f"http://127.0.0.1:{port}/_stcore/health")[1] == b"ok"
        headers, _ = fetch(f"http://127.0.0.1:{port}/")
        assert "content-security-policy" in headers
        assert fetch(f"http://127.0.0.1:{port}/frontend/lib/dom.js")[1]
    finally:
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.communicate(timeout=20)
        process.kill()
        process.wait()
    assert process.returncode in (0, 130, -signal.SIGINT)
