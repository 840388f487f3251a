"""Speed and rate limit, on a clock that the test moves."""

from __future__ import annotations

import pytest

from playground.live.limits import Bucket
from playground.live.pace import Pace


def epochs_in(pace, seconds, *, tick=0.001, busy=0.0):
    """Count the epochs of a worker that looks every `tick` seconds and needs `busy` seconds an epoch."""
    now, count = 0.0, 0
    pace.restart(now)
    while now < seconds:
        if pace.due() <= now:
            now += busy
            pace.made(now)
            count += 1
        now += tick
    return count


@pytest.mark.parametrize("speed", [1, 30, 60, 200])
def test_as_many_epochs_a_second_as_wanted(speed):
    assert epochs_in(Pace(speed), 2.0) == pytest.approx(2 * speed, abs=1)


def test_speed_zero_is_unlimited():
    assert epochs_in(Pace(0), 1.0, tick=0.0, busy=0.01) == pytest.approx(100, abs=1)


def test_a_slow_worker_does_not_pile_up_debt():
    pace = Pace(100)
    epochs_in(pace, 1.0, busy=0.05)
    before = pace.due()
    assert 0 <= 1.0 - before <= 0.2


def test_the_rate_is_measured():
    pace = Pace(50)
    epochs_in(pace, 3.0)
    assert pace.rate(3.0) == pytest.approx(50, rel=0.05)


def test_the_rate_falls_to_zero_after_a_pause():
    pace = Pace(50)
    epochs_in(pace, 1.0)
    assert pace.rate(10.0) == 0.0


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def test_bucket_allows_the_burst_and_then_the_rate():
    clock = Clock()
    bucket = Bucket(rate=10, burst=5, clock=clock)
    assert [bucket.take() for _ in range(7)] == [True] * 5 + [False] * 2
    clock.now = 0.25
    assert [bucket.take() for _ in range(3)] == [True] * 2 + [False]
    clock.now = 100.0
    assert sum(bucket.take() for _ in range(9)) == 5


def test_a_dear_message_counts_for_many():
    bucket = Bucket(rate=10, burst=5, clock=Clock())
    assert bucket.take(4.5)
    assert not bucket.take(1)
