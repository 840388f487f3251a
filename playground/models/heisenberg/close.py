"""The last stage of the Heisenberg path: what is left meets |0...0>, a product state, and only numbers remain.

On a grid the product is contracted one side after the other, each side together with the refinement along its axis, so
that the observable itself is never refined.
"""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from playground.models.heisenberg.bundles import Columns, Meeting, Slopes, reduced
from playground.models.heisenberg.stages import Pick
from playground.models.pauli import FloatArray
from playground.models.workspace import Memory


class Ends(NamedTuple):
    """What the observable meets at last.

    Args:
        first, second: Entries of the columns of either side.
        left, right: Their products, shape (s1 or 1, s2 or 1, strings).
        near, far: On a grid, the products with the refinement along their axis, shape (fine, coarse * strings).
    """

    first: FloatArray
    second: FloatArray
    left: FloatArray
    right: FloatArray
    near: Any
    far: Any


@dataclass(frozen=True, eq=False)
class Close:
    """What is left meets |0...0> through the stage's chains.

    Args:
        pick: Rows by (strings of the first side, strings of the second).
        sides: For each axis the products of column entries.
        counts: Strings on each side.
    """

    pick: Pick
    sides: tuple[Columns, Columns]
    counts: tuple[int, int]
    _between: dict[int, Pick] = field(default_factory=dict)

    @property
    def arrays_before(self) -> list[int]:
        """As of `Expand`."""
        return [len(self.pick.source)]

    @property
    def arrays_after(self) -> list[int]:
        """As of `Expand`."""
        return [1]

    @property
    def flops(self) -> float:
        """Floating-point operations for one node: on a grid the refinement of one axis, a dozen nodes."""
        return 30.0 * len(self.pick.source)

    def forward(self, rows: FloatArray, meeting: Meeting, memory: Memory) -> tuple[FloatArray, list[Any]]:
        """Numbers, shape (R, s1, s2, 1), and what `backward` needs."""
        ends = self.ends(meeting)
        if ends.near is None:
            picked = self.pick.forward(rows, memory).reshape(*rows.shape[:3], *self.counts)
            half = np.matmul(picked, ends.right[..., None])[..., 0]
            return (half * ends.left).sum(axis=-1, keepdims=True), [ends, picked, half]
        picked = self.gather(rows, memory)
        half = memory.take((len(picked), ends.near.shape[1], len(ends.far)))
        np.matmul(picked, ends.far.T, out=half)
        return np.matmul(ends.near, half)[..., None], [ends, picked, half]

    def backward(
        self, slope: FloatArray, kept: list[Any], meeting: Meeting, memory: Memory, slopes: Slopes
    ) -> FloatArray:
        """Slope before the stage; adds to `slopes`."""
        ends, picked, half = kept
        if ends.near is None:
            turned = (slope * ends.left)[..., None]
            from_right = np.matmul(picked.swapaxes(-1, -2), turned)[..., 0].sum(axis=0)
            self.pull_back(ends, (slope * half).sum(axis=0), from_right, meeting, slopes)
            before = reduced(turned * ends.right[..., None, :], picked.shape)
            return self.pick.backward(before.reshape(*before.shape[:3], -1), memory)
        cotangent = slope[..., 0]
        turned = memory.take(half.shape)
        np.matmul(ends.near.T, cotangent, out=turned)
        from_near = np.matmul(cotangent, half.swapaxes(1, 2)).sum(axis=0)
        from_far = turned.reshape(-1, turned.shape[2]).T @ picked.reshape(-1, picked.shape[2])
        self.pull_back(ends, from_near, from_far, meeting, slopes)
        return self.scatter(turned, ends.far, memory)

    def ends(self, meeting: Meeting) -> Ends:
        """Everything about |0...0> at the nodes."""
        first, second = (side.factors(meeting) for side in self.sides)
        left, right = self.sides[0].products(first), self.sides[1].products(second)
        matrices = [meeting.batch.refinement(meeting.number, axis) for axis in (0, 1)]
        near, far = (
            None if matrix is None else _columns(matrix, products)
            for matrix, products in zip(matrices, (left, right), strict=True)
        )
        return Ends(first, second, left, right, near, far)

    def pull_back(
        self, ends: Ends, from_near: FloatArray, from_far: FloatArray, meeting: Meeting, slopes: Slopes
    ) -> None:
        """Add to `slopes` what follows from the derivatives with respect to `near` and `far`, or `left` and `right`."""
        found = [from_near, from_far]
        for axis in (0, 1):
            matrix = meeting.batch.refinement(meeting.number, axis)
            if matrix is not None:
                own = found[axis].reshape(*matrix.shape, self.counts[axis])
                products = np.matmul(matrix[:, None, :], own)  # transpose of `_columns`
                found[axis] = products.swapaxes(0, 1) if axis else products
        for side, own, factors in zip(self.sides, found, (ends.first, ends.second), strict=True):
            side.pull_back(reduced(own, factors.shape[:2]), factors, meeting, slopes)

    def gather(self, rows: FloatArray, memory: Memory) -> FloatArray:
        """Rows with each side's strings next to its nodes, shape (R, s1 * strings, s2 * strings)."""
        readouts, s1, s2, count = rows.shape
        picked = self._pick_between(s2).forward(rows.reshape(readouts, s1, s2 * count), memory)
        return picked.reshape(readouts, s1 * self.counts[0], s2 * self.counts[1])

    def scatter(self, turned: FloatArray, far: FloatArray, memory: Memory) -> FloatArray:
        """From the slope of `gather` times `far` transposed, (R, s1 * strings, q2), back to rows."""
        s2 = far.shape[1] // self.counts[1]
        out = memory.take((*turned.shape[:2], far.shape[1]))
        np.matmul(turned, far, out=out)
        picked = out.reshape(len(turned), -1, self.counts[0] * far.shape[1])
        before = self._pick_between(s2).backward(picked, memory)
        return before.reshape(*before.shape[:2], s2, -1)

    def _pick_between(self, s2: int) -> Pick:
        known = self._between.get(s2)
        if known is None:
            rows, nodes = self.pick.rows_in, np.arange(s2)[:, None]
            source = self.pick.source.reshape(self.counts[0], 1, self.counts[1]) + rows * nodes
            weight = np.broadcast_to(self.pick.weight.reshape(self.counts[0], 1, self.counts[1]), source.shape)
            known = Pick(source.ravel(), np.ascontiguousarray(weight).ravel(), s2 * rows)
            self._between.clear()
            self._between[s2] = known
        return known


def _columns(matrix: FloatArray, products: FloatArray) -> FloatArray:
    """Refinement along an axis times the products of its side, shape (fine, coarse * strings)."""
    columns = matrix[:, :, None] * products.reshape(-1, 1, products.shape[2])
    return columns.reshape(len(matrix), -1)
