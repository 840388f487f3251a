"""Speed of training: how many epochs are owed, how many were made, and where it stops by itself."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

_DEBT = 0.1
"""Seconds of epochs that may be owed; a run that was held up does not race to catch up."""
_WINDOW = 1.0
"""Seconds over which the rate is measured."""


PHASES = ("encode", "forward", "loss", "gradient", "update")
"""What happens in an epoch, in turn; in slow motion one after the other."""
SLOW = 0.5
"""Epochs a second below which an epoch goes phase by phase."""


@dataclass(frozen=True)
class Stop:
    """Where training pauses by itself; None is nowhere."""

    epoch: int | None = None
    loss: float | None = None

    def reason(self, epoch: int, before: float, after: float) -> str:
        """Why to pause here, in words; empty if there is no reason.

        Args:
            epoch: Number of the epoch just made.
            before, after: Train loss before and after it; only the epoch that reaches the loss stops, so that one can
                play on.
        """
        if epoch == self.epoch:
            return f"Paused at epoch {epoch}, as set."
        if self.loss is not None and after <= self.loss and not before <= self.loss:
            return f"Paused at epoch {epoch}: the train loss is {after:.4g}, at or below {self.loss:g}, as set."
        return ""


class Pace:
    """Epochs a second wanted (0 = as many as possible), owed and made. Times are seconds of one clock.

    Attributes:
        speed: Epochs a second.
        phase: What is happening in slow motion, one of `PHASES`; empty at other speeds and before the first.
    """

    def __init__(self, speed: float) -> None:
        self.speed = speed
        self.phase = ""
        self._next = 0.0
        self._made: deque[float] = deque()

    def due(self) -> float:
        """Time of the next epoch; in the past if one is owed, which without a limit is always so."""
        return self._next if self.speed > 0 else 0.0

    @property
    def slow(self) -> bool:
        """Whether an epoch goes phase by phase."""
        return 0 < self.speed < SLOW

    def turn(self, now: float) -> str:
        """Begin the next phase of slow motion and return it."""
        place = PHASES.index(self.phase) + 1 if self.phase else 0
        self.phase = PHASES[place % len(PHASES)]
        self._next = now + 1 / (len(PHASES) * self.speed)
        return self.phase

    def made(self, now: float) -> None:
        """Note that an epoch has been made."""
        if self.speed > 0:
            self._next = max(self._next, now - _DEBT) + 1 / self.speed
        self._made.append(now)
        self._forget(now)

    def restart(self, now: float) -> None:
        """Start counting here: after a pause, nothing is owed."""
        self._next = now
        self.phase = ""
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
