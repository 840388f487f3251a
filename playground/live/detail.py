"""Whether a network can be drawn finely at speed."""

from __future__ import annotations

from collections import deque

SLOW_SECONDS = 0.05
"""A network that takes longer to draw is drawn coarsely while it moves."""
_RETRY_SECONDS = 3.0


class Detail:
    """Judges by the last fine pictures; one that was merely held up by something else does not count."""

    def __init__(self) -> None:
        self._fine: deque[float] = deque(maxlen=2)
        self._tried = 0.0

    def coarse(self, now: float) -> bool:
        """Whether the next picture should be coarse. Now and then a fine one is tried again."""
        slow = len(self._fine) == 2 and min(self._fine) > SLOW_SECONDS
        return slow and now - self._tried < _RETRY_SECONDS

    def note(self, now: float, seconds: float) -> None:
        """Note how long a fine picture took that was begun at `now`."""
        self._fine.append(seconds)
        self._tried = now + seconds
