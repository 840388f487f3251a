"""The race: every contestant is checked against the reference, then timed in turns with the playground's engine."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np

from benchmarks.measure import Spread, spread
from benchmarks.peers import reference
from benchmarks.peers.player import Player, PlayerError
from benchmarks.peers.table import OUR_PULSES, OURS, PEERS, TITLES, W5, Entry, Task
from benchmarks.peers.worker import some_points
from benchmarks.peers.workloads import RESOLUTION, WORKLOADS, Circuit, FloatArray, angles, dataset

CHECKED_POINTS = {"map": 8, "gradient": 2}
"""On how many points a contestant that takes them one by one is checked."""

MOST_CHECKED = RESOLUTION**2
"""On how many points of a map any other is checked at most."""

TURN_SECONDS = 0.4
"""How long a turn of a contestant that takes points one by one should last."""

BURST_SECONDS = 0.03
"""How long a contestant's calls in one turn last together at least."""

LEAST_TURNS, MOST_TURNS = 3, 15
"""Turns of a contestant whose calls are neither very long nor very short; one with long calls has at least one."""


@dataclass(frozen=True)
class Pace:
    """How long the race may take.

    Args:
        seconds: For every contestant and task, once it is warm.
        timeout: For one answer, compilation included.
    """

    seconds: float
    timeout: float


@dataclass
class Row:
    """What came out for one contestant in one task.

    Attributes:
        title, versions, note: As in `Contestant`.
        first: Seconds of the first call in a fresh process: building, compiling, one check.
        deviation: Largest difference from the reference.
        points: How many points a timed call took.
        seconds: Of the whole task, scaled from `points`.
        ratio: To our engine's calls just before and after each call.
        reason: Why there are no times.
    """

    title: str
    versions: dict[str, str] = field(default_factory=dict)
    note: str = ""
    first: float | None = None
    deviation: float | None = None
    points: int = 0
    seconds: Spread | None = None
    ratio: Spread | None = None
    reason: str = ""


Results = dict[Task, dict[str, Row]]
Say = Callable[[str], None]


@cache
def expected(task: Task, points: int) -> FloatArray:
    """Reference values of a task on some points; all of them for the map stand in the map's order."""
    work = WORKLOADS[task.workload]
    theta = angles(work.shape)
    x = some_points(points, task.resolution)
    if not isinstance(work, Circuit):
        return reference.pulse_outputs(work, theta, x)
    if task.kind == "map":
        return np.concatenate([reference.outputs(work, theta, part) for part in np.array_split(x, 1 + len(x) // 250)])
    x, y = dataset(task.points)
    return reference.gradient(work, theta, x[:points], y[:points])


class Racer:
    """One contestant in one task."""

    def __init__(self, player: Player, task: Task) -> None:
        self.player, self.task = player, task
        about = player.about
        self.row = Row(about["title"], about["versions"], about["note"])
        self.repeats, self.turns, self.spent = 1, 0, 0.0
        self.calls: list[float] = []
        self.ratios: list[float] = []
        self._open = not (about["batched"] or about["sample"])
        self.row.points = task.points if about["batched"] else about["sample"] or CHECKED_POINTS[task.kind]

    def check(self) -> None:
        """Compare with the reference.

        Raises:
            PlayerError: If the numbers differ or there are none.
        """
        points = min(self.row.points, MOST_CHECKED)
        answer = self._ask("values", points=points)
        difference = np.array(answer["values"]) - expected(self.task, points)
        self.row.deviation, self.row.first = float(np.max(np.abs(difference))), answer["seconds"]
        if not self.row.deviation <= self.player.about["tolerance"]:
            raise PlayerError(f"differs from the reference by {self.row.deviation:.1e}, so it was not timed")

    def settle(self) -> None:
        """Choose how many points and calls make a turn."""
        seconds = min(self._times(2 if self._open else 1))
        if self._open:
            each = seconds / self.row.points
            self.row.points = int(np.clip(TURN_SECONDS / each, self.row.points, self.task.points))
            seconds = each * self.row.points
        self.repeats = int(np.clip(BURST_SECONDS / seconds, 1, 25))

    def turn(self) -> float:
        """Take a turn and return the median of its calls, in seconds for the whole task."""
        found = self._times(self.repeats)
        self.spent += sum(found)
        self.turns += 1
        return statistics.median(found) * self.task.points / self.row.points

    def wants_turn(self, seconds: float) -> bool:
        """Whether there is time left."""
        return self.turns < MOST_TURNS and self.spent < (seconds * (3 if self.turns < LEAST_TURNS else 1))

    def finish(self) -> Row:
        """The row with its medians."""
        self.row.seconds, self.row.ratio = spread(self.calls), spread(self.ratios) if self.ratios else None
        return self.row

    def _times(self, repeats: int) -> list[float]:
        return self._ask("times", points=self.row.points, repeats=repeats, turn=self.turns)["seconds"]

    def _ask(self, command: str, **arguments: int) -> dict[str, Any]:
        workload, kind, resolution = self.task
        return self.player.ask(command, workload=workload, kind=kind, resolution=resolution, **arguments)


def race(pace: Pace, keys: Iterable[str] | None, say: Say) -> Results:
    """Run every task; contestants that fall out stand in their row with the reason."""
    wanted = [entry for entry in PEERS if keys is None or entry.key in keys]
    entries = (OURS, OUR_PULSES, *wanted)
    results: Results = {task: {} for task in TITLES}
    players = _start(entries, pace, results)
    try:
        for task, title in TITLES.items():
            say(title)
            racers = _ready(task, players, results[task], say)
            _take_turns(racers, OUR_PULSES if task == W5 else OURS, pace, results[task])
            results[task] = {entry.key: results[task][entry.key] for entry in entries if entry.key in results[task]}
    finally:
        for player in players.values():
            player.close()
    return results


def _start(entries: Iterable[Entry], pace: Pace, results: Results) -> dict[str, Player]:
    players = {}
    for entry in entries:
        player = Player(entry, pace.timeout)
        try:
            player.about = player.ask("about")
            players[entry.key] = player
        except PlayerError as error:
            for task in entry.tasks:
                results[task][entry.key] = Row(entry.key, reason=str(error))
    return players


def _ready(task: Task, players: dict[str, Player], rows: dict[str, Row], say: Say) -> dict[str, Racer]:
    """Check and settle all contestants of a task, one after the other."""
    racers = {}
    for key, player in players.items():
        if task not in player.entry.tasks:
            continue
        racer = Racer(player, task)
        rows[key] = racer.row
        try:
            racer.check()
            racer.settle()
            racers[key] = racer
            say(f"  {racer.row.title}: first {racer.row.first:.3g} s, off by {racer.row.deviation:.0e}")
        except PlayerError as error:
            racer.row.reason = str(error)
            say(f"  {racer.row.title}: {error}")
    return racers


def _take_turns(racers: dict[str, Racer], ours: Entry, pace: Pace, rows: dict[str, Row]) -> None:
    """Turn after turn, our engine before and after every peer; a ratio compares neighbours in time."""
    own = racers.pop(ours.key, None)
    waiting = dict(racers)
    while waiting:
        for key, racer in list(waiting.items()):
            try:
                before = own.turn() if own else float("nan")
                seconds = racer.turn()
                after = own.turn() if own else float("nan")
            except PlayerError as error:
                rows[key].reason = str(error)
                del waiting[key]
                continue
            racer.calls.append(seconds)
            if own:
                own.calls += [before, after]
                racer.ratios.append(2 * seconds / (before + after))
            if not racer.wants_turn(pace.seconds):
                del waiting[key]
    for racer in (*racers.values(), *([own] if own else [])):
        if racer.calls:
            racer.finish()
