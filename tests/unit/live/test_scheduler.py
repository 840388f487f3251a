"""Turns are fair, hands come first, and no session can stop the others."""

from __future__ import annotations

import gc
import math
import threading
import time
from collections import Counter

import pytest

from playground.live.lanes import Lanes
from playground.live.scheduler import HANDS_IN_A_ROW, Scheduler


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


class Job:
    """A job that needs `seconds` a turn and always wants more."""

    def __init__(self, clock, seconds=0.01, *, due=0.0, error=None):
        self.clock, self.seconds, self.when, self.error = clock, seconds, due, error
        self.waiting = self.heavy = False
        self.turns = []
        self.failures = []

    def on_push(self, wake):
        self.push = wake

    def due(self):
        return self.when

    def work(self, deadline, interrupted):
        self.turns.append(self.clock())
        self.waiting = False
        self.clock.now += self.seconds
        if self.error:
            raise self.error

    def fail(self, error):
        self.failures.append(error)


def scheduled(*jobs, clock):
    scheduler = Scheduler(clock)
    for job in jobs:
        scheduler.add(job)
    return scheduler


def test_every_session_gets_the_same_number_of_turns_however_long_theirs_are():
    clock = Clock()
    jobs = [Job(clock, seconds) for seconds in (0.001, 0.05, 0.01)]
    scheduler = scheduled(*jobs, clock=clock)
    for _ in range(30):
        assert scheduler.turn() == 0.0
    assert [len(job.turns) for job in jobs] == [10, 10, 10]


def test_a_waiting_hand_is_served_next():
    clock = Clock()
    jobs = [Job(clock) for _ in range(10)]
    scheduler = scheduled(*jobs, clock=clock)
    jobs[7].waiting = True
    scheduler.turn()
    assert [len(job.turns) for job in jobs] == [0] * 7 + [1] + [0] * 2


def test_hands_that_never_rest_leave_turns_to_the_others():
    clock = Clock()
    busy, quiet = Job(clock), Job(clock)
    scheduler = scheduled(busy, quiet, clock=clock)
    for _ in range(40):
        busy.waiting = True
        scheduler.turn()
    assert len(quiet.turns) >= 40 // (HANDS_IN_A_ROW + 2)


def test_nobody_due_means_sleep_until_the_first_is():
    clock = Clock()
    jobs = [Job(clock, due=5.0), Job(clock, due=3.0), Job(clock, due=math.inf)]
    assert scheduled(*jobs, clock=clock).turn() == 3.0
    assert scheduled(jobs[2], clock=clock).turn() == math.inf
    assert not any(job.turns for job in jobs)


def test_an_error_is_reported_to_its_own_session_and_the_others_go_on():
    clock = Clock()
    bad, good = Job(clock, error=RuntimeError("broken")), Job(clock)
    scheduler = scheduled(bad, good, clock=clock)
    for _ in range(4):
        scheduler.turn()
    assert [str(error) for error in bad.failures] == ["broken", "broken"]
    assert len(good.turns) == 2


def test_a_session_dies_with_its_owner():
    clock = Clock()
    keep, drop = Job(clock), Job(clock)
    scheduler = scheduled(keep, drop, clock=clock)
    del drop
    gc.collect()
    for _ in range(3):
        scheduler.turn()
    assert len(keep.turns) == 3


def test_a_message_interrupts_the_present_turn():
    clock = Clock()
    job, other = Job(clock), Job(clock)
    scheduler = scheduled(job, other, clock=clock)
    seen = []

    def work(deadline, interrupted):
        seen.append(interrupted())
        other.push()
        seen.append(interrupted())

    job.work = work
    scheduler.turn()
    assert seen == [False, True]


def test_the_thread_survives_errors_and_wakes_at_once():
    job = Job(time.monotonic, error=None)
    job.when = math.inf
    turned = threading.Event()
    counts = Counter()

    def work(deadline, interrupted):
        counts["turns"] += 1
        job.when = math.inf
        turned.set()
        raise RuntimeError("broken")

    job.work = work
    scheduler = Scheduler()
    scheduler.add(job)
    scheduler.start()
    try:
        for _ in range(3):
            turned.clear()
            job.when = 0.0
            begun = time.monotonic()
            job.push()
            assert turned.wait(5.0)
            assert time.monotonic() - begun < 0.5  # far less than the longest sleep of one second
    finally:
        scheduler.stop()
    assert counts["turns"] >= 3
    assert len(job.failures) >= 2


def test_start_and_stop_can_be_repeated():
    scheduler = Scheduler()
    for _ in range(2):
        scheduler.start()
        scheduler.start()
        assert [thread.name for thread in threading.enumerate()].count("quron-worker") == 1
        scheduler.stop()
        scheduler.stop()
    assert "quron-worker" not in [thread.name for thread in threading.enumerate()]


@pytest.mark.parametrize("count", [2, 30])
def test_thirty_equal_sessions_share_the_time_equally(count):
    clock = Clock()
    jobs = [Job(clock, 0.03) for _ in range(count)]
    scheduler = scheduled(*jobs, clock=clock)
    while clock.now < 20:
        scheduler.turn()
    turns = [len(job.turns) for job in jobs]
    assert max(turns) - min(turns) <= 1
    waits = [b - a for job in jobs for a, b in zip(job.turns, job.turns[1:], strict=False)]
    assert max(waits) == pytest.approx(0.03 * count)


def test_a_session_changes_lanes_when_its_network_becomes_heavy_or_light():
    job = Job(time.monotonic)
    lanes = Lanes()
    lanes.add(job)
    lanes.quick.turn()
    job.heavy = True
    lanes.quick.turn()
    assert len(job.turns) == 2
    assert lanes.quick.turn() == math.inf
    lanes.slow.turn()
    assert len(job.turns) == 3
    job.heavy = False
    lanes.slow.turn()
    assert lanes.slow.turn() == math.inf
    lanes.quick.turn()
    assert len(job.turns) == 5


def test_nobody_waits_for_a_heavy_session():
    heavy, light = Job(time.monotonic), Job(time.monotonic)
    heavy.heavy = True
    blocked, release = threading.Event(), threading.Event()

    def work(deadline, interrupted):
        blocked.set()
        release.wait(10)
        heavy.when = math.inf

    heavy.work = work
    lanes = Lanes()
    lanes.add(heavy)
    lanes.add(light)
    lanes.start()
    try:
        assert blocked.wait(5)
        before = len(light.turns)
        deadline = time.monotonic() + 5
        while len(light.turns) < before + 3 and time.monotonic() < deadline:
            time.sleep(0.01)
        assert len(light.turns) >= before + 3
    finally:
        release.set()
        lanes.stop()
    assert not lanes.running
