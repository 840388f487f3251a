"""The coordinator's end of a contestant's process."""

from __future__ import annotations

import contextlib
import json
import re
import selectors
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.measure import environment
from benchmarks.peers.table import Entry

ROOT = Path(__file__).resolve().parents[2]


class PlayerError(RuntimeError):
    """A contestant fell out; the message says why."""


class Player:
    """A contestant in a process of its own; `ask` waits for one answer."""

    def __init__(self, entry: Entry, timeout: float) -> None:
        self.entry, self._timeout = entry, timeout
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115  (lives as long as the process)
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "benchmarks.peers.worker", entry.key],
            cwd=ROOT,
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
        )
        self._failure = ""
        self.about: dict[str, Any] = {}

    def ask(self, command: str, **arguments: Any) -> dict[str, Any]:
        """Send a request and return its answer.

        Raises:
            PlayerError: If the process ended or took too long; it is stopped then.
        """
        if self._failure:
            raise PlayerError(self._failure)
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(json.dumps({"command": command, **arguments}).encode() + b"\n")
            process.stdin.flush()
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)
            if not selector.select(self._timeout):
                process.kill()
                self._failure = f"stopped after {self._timeout:.0f} s without an answer"
                raise PlayerError(self._failure)
        line = process.stdout.readline()
        if not line:
            process.wait()
            self._errors.seek(0)
            self._failure = last_error(self._errors.read().decode(errors="replace"))
            raise PlayerError(self._failure)
        return json.loads(line)

    def close(self) -> None:
        """End the process."""
        if self._process.stdin:
            with contextlib.suppress(BrokenPipeError):
                self._process.stdin.close()
        try:
            self._process.wait(2)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._errors.close()


def last_error(text: str) -> str:
    """The message of an exception from what its process wrote last, without the folders of this machine."""
    lines = [line for line in text.strip().splitlines() if re.match(r"[A-Za-z_.]+(Error|Exception|Interrupt)\b", line)]
    message = lines[-1] if lines else "the process ended without a message"
    message = re.sub(r"^[\w.]*UnavailableError: ", "", message)
    return re.sub(r"(/[\w.+-]+){2,}/", "", message)[:300]


def run_once(arguments: list[str], timeout: float) -> dict[str, Any]:
    """Run a module of this package that answers with one line of JSON, in a fresh process.

    Raises:
        PlayerError: If it failed or took too long.
    """
    try:
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-m", *arguments], cwd=ROOT, env=environment(), capture_output=True, timeout=timeout
        )
    except subprocess.TimeoutExpired:
        raise PlayerError(f"stopped after {timeout:.0f} s") from None
    if done.returncode:
        raise PlayerError(last_error(done.stderr.decode(errors="replace")))
    return json.loads(done.stdout.splitlines()[-1])
