"""Chains that share an axis of the grid, with their matrices at its nodes."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from playground.models.batch import Batch
from playground.models.heisenberg.chains import ChainValues
from playground.models.instructions import Source
from playground.models.pauli import FloatArray, IntArray


@dataclass(eq=False)
class Slopes:
    """Derivatives that a backward pass collects, with respect to `ChainValues.harmonics` and to trained scales."""

    local: FloatArray
    pairs: FloatArray
    scales: FloatArray


@dataclass(frozen=True, eq=False)
class Meeting:
    """What a stage has to do with: the chains at a given theta, the batch, and which stage it is."""

    local: ChainValues
    pairs: ChainValues
    theta: FloatArray
    batch: Batch
    number: int

    def harmonics(self, source: Source) -> FloatArray:
        """1, cos t and sin t of an encoder's angle t, shape (s1 or 1, s2 or 1, 3)."""
        if source.parameter is None:
            return self.batch.harmonics(source, self.number + 1)
        angle = self.theta[source.parameter] * self.batch.coordinate(source.feature, self.number + 1)
        return np.stack([np.ones_like(angle), np.cos(angle), np.sin(angle)], axis=-1)


@dataclass(frozen=True)
class Bundle:
    """Chains `first` to `first + count` of the stage's size, those of one source side by side.

    Args:
        first, count: Which chains.
        sources: The encoders met, each with its range of the bundle; chains without one belong to any range.
        born: Whether the qurons meet |0> afterwards, so that each matrix becomes a column, F (1, 0, 0, 1).
        pairs: Whether these are (16, 16) chains.
    """

    first: int
    count: int
    sources: tuple[tuple[Source, int, int], ...] = ()
    born: bool = False
    pairs: bool = False

    @property
    def width(self) -> int:
        """Entries of a chain: 16, 256 for pairs, 4 if born."""
        return 256 if self.pairs else 4 if self.born else 16

    def entries(self, meeting: Meeting) -> FloatArray:
        """The matrices at the nodes, shape (s1 or 1, s2 or 1, count * width)."""
        if not self.count:
            return np.ones((1, 1, 0))
        if not self.sources:
            return self._harmonics(meeting, 0, self.count)[0].reshape(1, 1, -1)
        parts = [
            np.matmul(meeting.harmonics(source), self._harmonics(meeting, start, end))
            for source, start, end in self.sources
        ]
        if len(parts) == 1:
            return parts[0]
        shape = np.broadcast_shapes(*(part.shape[:2] for part in parts))
        return np.concatenate([np.broadcast_to(part, (*shape, part.shape[2])) for part in parts], axis=2)

    def pull_back(self, slope: FloatArray, meeting: Meeting, slopes: Slopes) -> None:
        """Add to `slopes` the derivatives that follow from those with respect to `entries`."""
        if not self.count:
            return
        total = slopes.pairs if self.pairs else slopes.local
        if not self.sources:
            self._add(total, 0, self.count, 0, slope.reshape(1, -1))
        for source, start, end in self.sources:
            harmonics = meeting.harmonics(source)
            own = reduced(slope[..., start * self.width : end * self.width], harmonics.shape[:2])
            flat = own.reshape(-1, own.shape[2])
            self._add(total, start, end, slice(None), harmonics.reshape(-1, 3).T @ flat)
            if source.parameter is not None:
                turned = np.matmul(own, self._harmonics(meeting, start, end)[1:].T)
                along = turned[..., 1] * harmonics[..., 1] - turned[..., 0] * harmonics[..., 2]
                x = meeting.batch.coordinate(source.feature, meeting.number + 1)
                slopes.scales[source.parameter] += np.vdot(along, x)

    def _harmonics(self, meeting: Meeting, start: int, end: int) -> FloatArray:
        """F_k of a range of chains, shape (3, (end - start) width)."""
        values = meeting.pairs if self.pairs else meeting.local
        own = values.harmonics[:, self.first + start : self.first + end]
        if self.born:
            rows = own.reshape(3, -1, 4, 4)
            own = rows[..., 0] + rows[..., 3]
        return own.reshape(3, -1)

    def _add(self, total: FloatArray, start: int, end: int, harmonics: int | slice, slope: FloatArray) -> None:
        chosen = total[harmonics, self.first + start : self.first + end]
        if self.born:
            columns = chosen.reshape(*chosen.shape[:-1], 4, 4)
            columns[..., 0:4:3] += slope.reshape(*chosen.shape[:-1], 4, 1)
        else:
            chosen += slope.reshape(chosen.shape)


@dataclass(frozen=True, eq=False)
class Columns:
    """Products of one entry from every chain of a bundle.

    Args:
        bundle: The chains.
        places: For each chain the entry that each product takes, shape (count, products).
    """

    bundle: Bundle
    places: IntArray

    @cached_property
    def _flat(self) -> IntArray:
        return self.places + self.bundle.width * np.arange(self.bundle.count)[:, None]

    @cached_property
    def _marks(self) -> FloatArray:
        """For each chain, which entry each product takes, as a matrix (count, products, width) of 0 and 1."""
        return (self.places[:, :, None] == np.arange(self.bundle.width)).astype(np.float64)

    def factors(self, meeting: Meeting) -> FloatArray:
        """The entries, shape (s1 or 1, s2 or 1, count, products)."""
        return self.bundle.entries(meeting).take(self._flat, axis=2)

    def products(self, factors: FloatArray) -> FloatArray:
        """Shape (s1 or 1, s2 or 1, products)."""
        return np.multiply.reduce(factors, axis=2)

    def pull_back(self, slope: FloatArray, factors: FloatArray, meeting: Meeting, slopes: Slopes) -> None:
        """Add the derivatives that follow from those with respect to `products`."""
        if not self.bundle.count:
            return
        others = _products_of_others(factors)
        others *= slope[:, :, None]
        s1, s2, count, products = others.shape
        found = np.matmul(others.reshape(-1, count, products).swapaxes(0, 1), self._marks)
        entries = found.swapaxes(0, 1).reshape(s1, s2, -1)
        self.bundle.pull_back(entries, meeting, slopes)


def reduced(array: FloatArray, shape: Sequence[int]) -> FloatArray:
    """Sum over the leading axes along which a smaller `shape` was spread."""
    axes = tuple(axis for axis, size in enumerate(shape) if size == 1 and array.shape[axis] != 1)
    return array.sum(axis=axes, keepdims=True) if axes else array


def _products_of_others(factors: FloatArray) -> FloatArray:
    """For each factor the product of all others, along the third axis."""
    others, last = np.ones(factors.shape), factors.shape[2] - 1
    for place in range(last):
        np.multiply(others[:, :, place], factors[:, :, place], out=others[:, :, place + 1])
    right = factors[:, :, last]
    for place in range(last - 1, -1, -1):
        others[:, :, place] *= right
        right = right * factors[:, :, place]
    return others
