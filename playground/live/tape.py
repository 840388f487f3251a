"""The training history: epochs to go back to, bounded in memory however long the run."""

from __future__ import annotations

from bisect import bisect_right

from playground.learning.train import Epoch

MEMORY = 4 * 2**20
"""Bytes that the tape of a session may hold, about."""
MOST_EPOCHS = 4000
"""Most epochs kept, however small they are."""
_OVERHEAD = 600
"""Bytes of an epoch without its arrays."""


class Tape:
    """Whole epochs, optimiser state included, so that training from any of them repeats itself bit for bit.

    Args:
        n_parameters: P; an epoch holds four arrays of this length in float64 (angles, gradient, two of the optimiser).
    """

    def __init__(self, n_parameters: int) -> None:
        self.limit = max(16, min(MOST_EPOCHS, MEMORY // (4 * 8 * n_parameters + _OVERHEAD)))
        self._epochs: list[Epoch] = []
        self._touched = -1  # number of the last epoch when a hand last intervened

    def __len__(self) -> int:
        return len(self._epochs)

    @property
    def first(self) -> int:
        """Number of the oldest epoch kept, -1 if there is none."""
        return self._epochs[0].index if self._epochs else -1

    @property
    def last(self) -> int:
        """Number of the newest epoch, -1 if there is none."""
        return self._epochs[-1].index if self._epochs else -1

    @property
    def untouched(self) -> bool:
        """Whether nothing but training has happened since the tape began."""
        return self._touched < 0

    def put(self, epoch: Epoch) -> None:
        """Record an epoch in its place. Every second one of the older half goes when there are too many."""
        place = bisect_right(self._epochs, epoch.index, key=lambda other: other.index)
        if place and self._epochs[place - 1].index == epoch.index:
            self._epochs[place - 1] = epoch
            return
        self._epochs.insert(place, epoch)
        if len(self._epochs) > self.limit:
            half = self.limit // 2
            self._epochs = self._epochs[:half:2] + self._epochs[half:]

    def at(self, index: int) -> Epoch:
        """The newest epoch not after `index`, or the oldest one kept; the tape must not be empty."""
        place = bisect_right(self._epochs, index, key=lambda epoch: epoch.index)
        return self._epochs[max(0, place - 1)]

    def after(self, index: int) -> Epoch | None:
        """The oldest epoch after `index`, if there is one."""
        place = bisect_right(self._epochs, index, key=lambda epoch: epoch.index)
        return self._epochs[place] if place < len(self._epochs) else None

    def cut(self, index: int) -> None:
        """Forget what came after `index`."""
        self._epochs = [epoch for epoch in self._epochs if epoch.index <= index]
        self._touched = min(self._touched, index)

    def touch(self) -> None:
        """Note that a hand has intervened: what is recorded so far will not come again by training alone."""
        self._touched = max(0, self.last)

    def repeats(self, index: int) -> bool:
        """Whether training on from epoch `index` gives the later epochs again, bit for bit."""
        return index >= self._touched
