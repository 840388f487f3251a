"""The loss curve of a run, bounded in memory however long the run."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from playground.learning.train import Epoch

LIMIT = 4000
"""Most rows kept; beyond it the older half is thinned."""

Row = tuple[int, float, float, float]
"""Epoch, train loss, test loss, and the train loss of the ideal network, NaN where that was not asked for."""


class Curve:
    """Rows in the order of the epochs.

    Args:
        rows: What a run that is continued begins with.
    """

    def __init__(self, rows: Sequence[Row] = ()) -> None:
        self._rows = list(rows)

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows."""
        return tuple(self._rows)

    @property
    def last(self) -> int:
        """Number of the newest epoch, -1 if there is none."""
        return self._rows[-1][0] if self._rows else -1

    def append(self, epoch: Epoch) -> None:
        """Add an epoch. Every second row of the older half goes when there are too many."""
        self._rows.append((epoch.index, epoch.train_loss, epoch.test_loss, math.nan))
        if len(self._rows) > LIMIT:
            half = LIMIT // 2
            self._rows = self._rows[:half:2] + self._rows[half:]

    def note_ideal(self, index: int, loss: float) -> None:
        """Write the ideal network's loss beside epoch `index`, if that is there and has none yet."""
        place = bisect_left(self._rows, index, key=lambda row: row[0])
        row = self._rows[place] if place < len(self._rows) else None
        if row is not None and row[0] == index and math.isnan(row[3]):
            self._rows[place] = (*row[:3], loss)

    def gaps(self, after: int) -> list[int]:
        """Epochs after `after` whose ideal loss is not known."""
        first = bisect_left(self._rows, after + 1, key=lambda row: row[0])
        return [row[0] for row in self._rows[first:] if math.isnan(row[3])]

    def until(self, index: int) -> Curve:
        """A curve without the epochs after `index`."""
        return Curve([row for row in self._rows if row[0] <= index])

    def since(self, index: int) -> NDArray[np.float32]:
        """Rows of epochs after `index`, shape (k, 4)."""
        first = bisect_left(self._rows, index + 1, key=lambda row: row[0])
        return np.array(self._rows[first:], dtype=np.float32).reshape(-1, 4)
