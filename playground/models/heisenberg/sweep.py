"""The last `Blend` and the `Close` of a large observable, one node of feature 0 at a time.

The observable is largest just before it closes. Here it never exists as a whole: each slice is refined, acted on and
contracted while it is in the cache of the processor, and made anew for the gradient.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from playground.models.heisenberg.bundles import Meeting, Slopes
from playground.models.heisenberg.close import Close
from playground.models.heisenberg.stages import Blend, coarsen, refine
from playground.models.pauli import FloatArray
from playground.models.workspace import KeptMemory, Memory, PassingMemory

LARGE = 4096
"""From so many rows on, slices pay (measured)."""

Meetings = tuple[Meeting, Meeting]


class Sweep:
    """Two stages on a grid; not safe for several threads.

    Args:
        blend, close: The stages.

    Attributes:
        rows: Of the arrays that are held as a whole, on the grid before the encoders of `blend`.
    """

    def __init__(self, blend: Blend, close: Close) -> None:
        self._blend, self._close = blend, close
        self.rows = len(blend.pick.source)
        self._kept, self._passing = KeptMemory(), PassingMemory()

    def forward(self, rows: FloatArray, meetings: Meetings, memory: Memory) -> tuple[FloatArray, list[Any]]:
        """As of `Close`."""
        blending, closing = meetings
        picked = self._blend.pick.forward(rows, memory)
        coarse = refine(picked, blending, memory, axes=(0,))
        entries, ends = self._blend.entries(blending), self._close.ends(closing)
        half = np.empty((len(rows), ends.near.shape[1], len(ends.far)))
        for node, own in enumerate(self._parts(half)):
            state = refine(_slice(coarse, node), blending, self._passing, axes=(1,))
            state, _ = self._blend.act(state, [_slice(entry, node, 0) for entry in entries], self._passing)
            np.matmul(self._close.gather(state, self._passing), ends.far.T, out=own)
        return np.matmul(ends.near, half)[..., None], [picked.shape, coarse, entries, ends, half]

    def backward(
        self, slope: FloatArray, kept: list[Any], meetings: Meetings, memory: Memory, slopes: Slopes
    ) -> FloatArray:
        """As of `Blend`."""
        (shape, coarse, entries, ends, half), (blending, closing) = kept, meetings
        cotangent = slope[..., 0]
        turned = np.matmul(ends.near.T, cotangent)
        from_far, found = np.zeros(ends.far.shape), [np.zeros(entry.shape) for entry in entries]
        back = memory.take(coarse.shape)
        back[:] = 0.0
        for node, own in enumerate(self._parts(turned)):
            self._kept.rewind()
            state = refine(_slice(coarse, node), blending, self._kept, axes=(1,))
            here, there = ([_slice(part, node, 0) for part in parts] for parts in (entries, found))
            state, states = self._blend.act(state, here, self._kept)
            gathered = self._close.gather(state, self._kept)
            from_far += own.reshape(-1, own.shape[2]).T @ gathered.reshape(-1, gathered.shape[2])
            part = self._close.scatter(own, ends.far, self._passing)
            part = self._blend.act_back(part, states, here, there, self._passing)
            _slice(back, node)[:] += coarsen(part, (1, coarse.shape[2]), blending, self._passing, axes=(1,))
        from_near = np.matmul(cotangent, half.swapaxes(1, 2)).sum(axis=0)
        self._close.pull_back(ends, from_near, from_far, closing, slopes)
        self._blend.pull_back(found, blending, slopes)
        return self._blend.pick.backward(coarsen(back, shape[1:3], blending, memory, axes=(0,)), memory)

    def _parts(self, half: FloatArray) -> Sequence[FloatArray]:
        """The rows of every node of feature 0."""
        strings = self._close.counts[0]
        return [half[:, start : start + strings] for start in range(0, half.shape[1], strings)]


def _slice(array: FloatArray, node: int, axis: int = 1) -> FloatArray:
    """One node of feature 0, or the only one there is."""
    at = node if array.shape[axis] > 1 else 0
    return array[:, at : at + 1] if axis else array[at : at + 1]
