"""How many messages a client may send."""

from __future__ import annotations

import time
from collections.abc import Callable


class Bucket:
    """Token bucket: `rate` messages a second in the long run, `burst` at once.

    Args:
        rate: Messages a second.
        burst: Most messages without a pause.
        clock: Seconds, monotonic.
    """

    def __init__(self, rate: float, burst: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._burst, self._clock = rate, burst, clock
        self._tokens, self._time = burst, clock()

    def take(self, price: float = 1.0) -> bool:
        """Whether one more message is within the limit; if so, it is counted as `price` messages."""
        now = self._clock()
        self._tokens = min(self._burst, self._tokens + (now - self._time) * self._rate)
        self._time = now
        if self._tokens < price:
            return False
        self._tokens -= price
        return True
