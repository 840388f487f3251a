"""The loss curve of a run, bounded in memory however long the run."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from playground.learning.train import Epoch

LIMIT = 4000
"""Most rows kept; beyond it the older half is thinned."""


class Curve:
    """Rows (epoch, train loss, test loss) in the order of the epochs."""

    def __init__(self) -> None:
        self._rows: list[tuple[int, float, float]] = []

    def __len__(self) -> int:
        return len(self._rows)

    def append(self, epoch: Epoch) -> None:
        """Add an epoch. Every second row of the older half goes when there are too many."""
        self._rows.append((epoch.index, epoch.train_loss, epoch.test_loss))
        if len(self._rows) > LIMIT:
            half = LIMIT // 2
            self._rows = self._rows[:half:2] + self._rows[half:]

    def since(self, index: int) -> NDArray[np.float32]:
        """Rows of epochs after `index`, shape (k, 3)."""
        first = len(self._rows)
        while first > 0 and self._rows[first - 1][0] > index:
            first -= 1
        return np.array(self._rows[first:], dtype=np.float32).reshape(-1, 3)
