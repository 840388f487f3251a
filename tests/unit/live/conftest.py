"""A client that a test plays, and a clock that a test moves."""

from __future__ import annotations

import json

import pytest

from playground.live.mailbox import Attach, Detach
from playground.live.session import Session
from playground.live.wire import decode_frame
from playground.spec.experiment import Experiment


def example() -> Experiment:
    """Four qurons that learn circles, with all three kinds of ambient noise."""
    encode, rotate = {"kind": "encode", "axis": "x", "features": [0, 1]}, {"kind": "rotate", "axes": "yz"}
    ring = [{"kind": "entangle", "gate": gate, "pattern": "ring"} for gate in ("cz", "rxx")]
    layers = [encode, rotate, ring[0], encode, rotate, ring[1]]
    return Experiment.model_validate(
        {
            "network": {"qurons": 4, "layers": layers, "readouts": ["ZIII"]},
            "noise": {"amplitude_damping": 0.02, "phase_damping": 0.02, "depolarizing": 0.005},
            "data": {"name": "circles", "samples": 400},
            "training": {"learning_rate": 0.05},
        }
    )


class Clock:
    """Seconds that pass only when a test says so."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Client:
    """A screen that keeps what it is sent and acknowledges when told."""

    def __init__(self, clock: Clock, *, answers: bool = True) -> None:
        self.clock, self.answers = clock, answers
        self.answered = clock()
        self.in_flight = 0
        self.texts: list[dict] = []
        self.frames: list[tuple[dict, dict]] = []
        self.closed: int | None = None

    @property
    def credit(self) -> bool:
        return self.in_flight < 2

    @property
    def idle(self) -> bool:
        return self.in_flight == 0

    def send_text(self, text: str) -> None:
        self.texts.append(json.loads(text))

    def send_frame(self, number: int, frame: bytes) -> None:
        self.frames.append(decode_frame(frame))
        self.in_flight += 1
        if self.answers:
            self.acknowledge()

    def acknowledge(self) -> None:
        self.in_flight -= 1
        self.answered = self.clock()

    def close(self, code: int, reason: str) -> None:
        self.closed = code

    def of_type(self, kind: str) -> list[dict]:
        return [text for text in self.texts if text["type"] == kind]

    @property
    def errors(self) -> list[dict]:
        return [text for text in self.of_type("message") if text["level"] == "error"]

    @property
    def scene(self) -> dict:
        return self.of_type("scene")[-1]

    @property
    def header(self) -> dict:
        return self.frames[-1][0]

    @property
    def arrays(self) -> dict:
        return self.frames[-1][1]


class Table:
    """A session with a client, driven step by step."""

    def __init__(self, experiment: Experiment, *, playing: bool = False) -> None:
        self.clock = Clock()
        self.session = Session(experiment, self.clock)
        self.session.playing = playing
        self.client = Client(self.clock)
        self.session.push(Attach(self.client))
        self.pump()

    @property
    def desk(self):
        return self.session.desk

    @property
    def trainer(self):
        return self.session.desk.trainer

    def say(self, *messages) -> Client:
        """Hand in messages one by one, each answered before the next."""
        for message in messages:
            self.session.push(message)
            self.pump()
        return self.client

    def pump(self, seconds: float = 0.05) -> None:
        """Let the worker work until there is nothing to do for a while."""
        end = self.clock.now + seconds
        while self.clock.now < end:
            if self.session.due() <= self.clock.now:
                self.session.work(self.clock.now + 0.03)
            self.clock.now += 0.005

    def leave(self) -> None:
        self.session.push(Detach(self.client))
        self.pump()


@pytest.fixture
def table() -> Table:
    """The example, paused."""
    return Table(example())


@pytest.fixture
def playing() -> Table:
    """The example, training."""
    return Table(example(), playing=True)


@pytest.fixture
def seat():
    """Open another table: `seat(experiment, playing=...)`."""
    return Table
