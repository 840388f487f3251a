"""Speed of training: how many epochs are owed, and how many were made."""

from __future__ import annotations

from collections import deque

_DEBT = 0.1
"""Seconds of epochs that may be owed; a run that was held up does not race to catch up."""
_WINDOW = 1.0
"""Seconds over which the rate is measured."""


class Pace:
    """Epochs a second wanted (0 = as many as possible), owed and made. Times are seconds of one clock."""

    def __init__(self, speed: float) -> None:
        self.speed = speed
        self._next = 0.0
        self._made: deque[float] = deque()

    def due(self) -> float:
        """Time of the next epoch; in the past if one is owed, which without a limit is always so."""
        return self._next if self.speed > 0 else 0.0

    def made(self, now: float) -> None:
        """Note that an epoch has been made."""
        if self.speed > 0:
            self._next = max(self._next, now - _DEBT) + 1 / self.speed
        self._made.append(now)
        self._forget(now)

    def restart(self, now: float) -> None:
        """Start counting here: after a pause, nothing is owed."""
        self._next = now
        self._made.clear()

    def rate(self, now: float) -> float:
        """Epochs a second, over the last second."""
        self._forget(now)
        if len(self._made) < 2:
            return 0.0
        return (len(self._made) - 1) / max(now - self._made[0], 1e-6)

    def _forget(self, now: float) -> None:
        while self._made and self._made[0] < now - _WINDOW:
            self._made.popleft()
