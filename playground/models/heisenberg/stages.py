"""What an observable meets on the nodes of a batch, stage by stage, each with its transpose.

An observable is an array of shape (R, s1, s2, rows): for every readout and node, the weights of its Pauli strings.
Every stage first picks the rows it wants; then all chains of the stage act, each with its matrix at each node.

- `Expand`: few strings become many. Each string is a product, so its images are products of matrix columns.
- `Blend`: chains act one or two at a time as matrices, (4, 4) or (16, 16), on all rows.

The last stage, `Close`, is in `close`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, reduce

import numpy as np

from playground.models.heisenberg.bundles import Bundle, Columns, Meeting, Slopes, reduced
from playground.models.pauli import FloatArray, IntArray
from playground.models.workspace import Memory


@dataclass(frozen=True, eq=False)
class Pick:
    """Rows moved and weighted, out[i] = weight[i] in[source[i]]; no row twice, rows that are absent with weight 0.

    Args:
        source, weight: Shape (rows,).
        rows_in: Number of rows before.
    """

    source: IntArray
    weight: FloatArray
    rows_in: int

    def forward(self, rows: FloatArray, memory: Memory) -> FloatArray:
        """Along the last axis."""
        out = memory.take((*rows.shape[:-1], len(self.source)))
        np.take(rows, self.source, axis=-1, out=out, mode="clip")
        out *= self.weight
        return out

    def backward(self, slope: FloatArray, memory: Memory) -> FloatArray:
        """Transpose of `forward`."""
        target, weight = self._inverse
        out = memory.take((*slope.shape[:-1], self.rows_in))
        np.take(slope, target, axis=-1, out=out, mode="clip")
        out *= weight
        return out

    @cached_property
    def _inverse(self) -> tuple[IntArray, FloatArray]:
        """Where each row in went, and with what weight."""
        target, weight = np.zeros(self.rows_in, dtype=np.intp), np.zeros(self.rows_in)
        present = np.flatnonzero(self.weight)
        target[self.source[present]], weight[self.source[present]] = present, self.weight[present]
        return target, weight


def refine(rows: FloatArray, meeting: Meeting, memory: Memory, axes: Sequence[int] = (0, 1)) -> FloatArray:
    """To the nodes after the stage's encoders; an axis of one node spreads by itself."""
    for axis in axes:
        matrix = meeting.batch.refinement(meeting.number, axis)
        if matrix is None or rows.shape[axis + 1] == 1 or matrix.shape[0] == matrix.shape[1]:
            continue
        rows = _along(matrix, rows, axis, memory)
    return rows


def coarsen(
    slope: FloatArray, nodes: tuple[int, ...], meeting: Meeting, memory: Memory, axes: Sequence[int] = (1, 0)
) -> FloatArray:
    """Transpose of `refine` from an array that had `nodes` nodes along its axes."""
    for axis in axes:
        matrix = meeting.batch.refinement(meeting.number, axis)
        if matrix is not None and slope.shape[axis + 1] != nodes[axis]:
            slope = _along(matrix.T, slope, axis, memory)
    return slope


def _along(matrix: FloatArray, rows: FloatArray, axis: int, memory: Memory) -> FloatArray:
    readouts, s1, s2, count = rows.shape
    if axis:
        out = memory.take((readouts, s1, len(matrix), count))
        return np.matmul(matrix, rows, out=out)
    out = memory.take((readouts, len(matrix), s2 * count))
    return np.matmul(matrix, rows.reshape(readouts, s1, -1), out=out).reshape(readouts, -1, s2, count)


@dataclass(frozen=True, eq=False)
class Expand:
    """From few strings to all strings on the qurons that the stage's chains act on.

    Args:
        pick: Which strings.
        sides: For each axis the products of matrix entries, (strings in) x (strings out) on the qurons of that side.
        counts: Strings out on each side.
    """

    pick: Pick
    sides: tuple[Columns, Columns]
    counts: tuple[int, int]

    @property
    def rows_out(self) -> int:
        """Number of rows after the stage."""
        return self.counts[0] * self.counts[1]

    @property
    def arrays_before(self) -> list[int]:
        """Rows of the arrays on the nodes before the stage's encoders."""
        return [len(self.pick.source)]

    @property
    def arrays_after(self) -> list[int]:
        """Rows of the arrays on the nodes after them."""
        return [self.rows_out]

    @property
    def flops(self) -> float:
        """Floating-point operations for one node."""
        return 2.0 * len(self.pick.source) * self.rows_out

    def forward(self, rows: FloatArray, meeting: Meeting, memory: Memory) -> tuple[FloatArray, list[FloatArray]]:
        """The rows after the stage, and what `backward` needs."""
        picked = self.pick.forward(rows, memory)
        fine = refine(picked, meeting, memory)
        first, second = (side.factors(meeting) for side in self.sides)
        left, right = (self._matrices(side, found) for side, found in zip((0, 1), (first, second), strict=True))
        weighted = left * fine[..., None]
        nodes = np.broadcast_shapes(weighted.shape[1:3], right.shape[:2])
        out = memory.take((len(rows), *nodes, *self.counts))
        np.matmul(weighted.swapaxes(-1, -2), right, out=out)
        return out.reshape(len(rows), *nodes, -1), [picked, fine, first, second, left, right, weighted]

    def backward(
        self, slope: FloatArray, kept: list[FloatArray], meeting: Meeting, memory: Memory, slopes: Slopes
    ) -> FloatArray:
        """Slope before the stage; adds to `slopes`."""
        picked, fine, first, second, left, right, weighted = kept
        slope = slope.reshape(*slope.shape[:3], *self.counts)
        turned = np.matmul(right, slope.swapaxes(-1, -2))
        from_right = reduced(np.matmul(weighted, slope).sum(axis=0), right.shape[:2])
        from_left = reduced((turned * fine[..., None]).sum(axis=0), left.shape[:2])
        before = reduced(np.multiply(turned, left).sum(axis=-1), fine.shape)
        for side, found, factors in zip(self.sides, (from_left, from_right), (first, second), strict=True):
            side.pull_back(found.reshape(*found.shape[:2], -1), factors, meeting, slopes)
        return self.pick.backward(coarsen(before, picked.shape[1:3], meeting, memory), memory)

    def _matrices(self, side: int, factors: FloatArray) -> FloatArray:
        """Shape (s1 or 1, s2 or 1, strings in, strings out)."""
        products = self.sides[side].products(factors)
        return products.reshape(*products.shape[:2], -1, self.counts[side])


@dataclass(frozen=True)
class Group:
    """One or two chains that act together.

    Args:
        members: Number of the bundle and place in it of each chain.
        before, after: Dimension of the matrix: letters in and out.
    """

    members: tuple[tuple[int, int], ...]
    before: int
    after: int


@dataclass(frozen=True, eq=False)
class Blend:
    """Chains on all rows, group by group.

    A row stands for letters by group, then for the number of the string on all other qurons, which in the end comes
    first.

    Args:
        pick: Which strings.
        bundles: The chains.
        groups: How they act.
    """

    pick: Pick
    bundles: tuple[Bundle, ...]
    groups: tuple[Group, ...]

    @property
    def arrays_before(self) -> list[int]:
        """As of `Expand`."""
        return [len(self.pick.source)]

    @property
    def arrays_after(self) -> list[int]:
        """As of `Expand`."""
        rows = [len(self.pick.source)]
        for group in self.groups:
            rows.append(rows[-1] // group.before * group.after)
        return rows

    @property
    def flops(self) -> float:
        """Floating-point operations for one node."""
        pairs = zip(self.groups, self.arrays_after, strict=False)
        return float(sum(2 * rows * group.after for group, rows in pairs))

    def forward(self, rows: FloatArray, meeting: Meeting, memory: Memory) -> tuple[FloatArray, list[FloatArray]]:
        """The rows after the stage, and what `backward` needs."""
        picked = self.pick.forward(rows, memory)
        state, kept = self.act(refine(picked, meeting, memory), self.entries(meeting), memory)
        return state, [picked, *kept]

    def backward(
        self, slope: FloatArray, kept: list[FloatArray], meeting: Meeting, memory: Memory, slopes: Slopes
    ) -> FloatArray:
        """Slope before the stage; adds to `slopes`."""
        entries = self.entries(meeting)
        found = [np.zeros(entry.shape) for entry in entries]
        slope = self.act_back(slope, kept[1:], entries, found, memory)
        self.pull_back(found, meeting, slopes)
        return self.pick.backward(coarsen(slope, kept[0].shape[1:3], meeting, memory), memory)

    def entries(self, meeting: Meeting) -> list[FloatArray]:
        """The matrices of every bundle at the nodes."""
        return [bundle.entries(meeting) for bundle in self.bundles]

    def act(
        self, state: FloatArray, entries: Sequence[FloatArray], memory: Memory
    ) -> tuple[FloatArray, list[FloatArray]]:
        """All groups in turn, and what `act_back` needs."""
        kept = list[FloatArray]()
        for group in self.groups:
            matrix = _matrix(group, entries, self.bundles)
            kept += [state, matrix]
            state = _blended(matrix, group, state, memory)
        return state, kept

    def act_back(
        self,
        slope: FloatArray,
        kept: Sequence[FloatArray],
        entries: Sequence[FloatArray],
        found: Sequence[FloatArray],
        memory: Memory,
    ) -> FloatArray:
        """Transpose of `act`; the derivatives with respect to `entries` are added to `found`."""
        for place in range(len(self.groups) - 1, -1, -1):
            group, state, matrix = self.groups[place], kept[2 * place], kept[2 * place + 1]
            environment = _environment(state, slope, group, matrix.shape[:2])
            _split(environment, group, entries, self.bundles, found)
            slope = reduced(_blended_back(matrix, group, slope, memory), state.shape)
        return slope

    def pull_back(self, found: Sequence[FloatArray], meeting: Meeting, slopes: Slopes) -> None:
        """Add the derivatives that follow from those with respect to `entries`."""
        for bundle, own in zip(self.bundles, found, strict=True):
            bundle.pull_back(own, meeting, slopes)


def _member(bundle: Bundle, place: int, entries: FloatArray) -> FloatArray:
    """The matrix of one chain at the nodes, shape (s1 or 1, s2 or 1, letters in, letters out)."""
    own = entries[..., place * bundle.width : (place + 1) * bundle.width]
    before = 16 if bundle.pairs else 4
    return own.reshape(*own.shape[:2], before, -1)


def _matrix(group: Group, entries: Sequence[FloatArray], bundles: Sequence[Bundle]) -> FloatArray:
    return reduce(_kron, [_member(bundles[number], place, entries[number]) for number, place in group.members])


def _kron(a: FloatArray, b: FloatArray) -> FloatArray:
    product = a[:, :, :, None, :, None] * b[:, :, None, :, None, :]
    return product.reshape(*product.shape[:2], a.shape[2] * b.shape[2], a.shape[3] * b.shape[3])


def _blended(matrix: FloatArray, group: Group, state: FloatArray, memory: Memory) -> FloatArray:
    """M^T on the letters of a group, which stand first and move to the end: products of large matrices throughout."""
    readouts, *nodes, count = state.shape
    rest = count // group.before
    spread = np.broadcast_shapes(nodes, matrix.shape[:2])
    out = memory.take((readouts, *spread, rest, group.after))
    np.matmul(state.reshape(readouts, *nodes, group.before, rest).swapaxes(-1, -2), matrix, out=out)
    return out.reshape(readouts, *spread, -1)


def _blended_back(matrix: FloatArray, group: Group, slope: FloatArray, memory: Memory) -> FloatArray:
    """Transpose of `_blended`, before the sum over nodes that the group told apart."""
    readouts, *nodes, count = slope.shape
    rest = count // group.after
    out = memory.take((readouts, *nodes, group.before, rest))
    np.matmul(matrix, slope.reshape(readouts, *nodes, rest, group.after).swapaxes(-1, -2), out=out)
    return out.reshape(readouts, *nodes, -1)


def _environment(state: FloatArray, slope: FloatArray, group: Group, shape: tuple[int, ...]) -> FloatArray:
    """sum of in dOut^T over all but the nodes that the group's matrix depends on."""
    rest = state.shape[3] // group.before
    given = state.reshape(*state.shape[:3], group.before, rest)
    products = np.matmul(given, slope.reshape(*slope.shape[:3], rest, group.after))
    return reduced(products.sum(axis=0), shape)


def _split(
    environment: FloatArray,
    group: Group,
    entries: Sequence[FloatArray],
    bundles: Sequence[Bundle],
    found: Sequence[FloatArray],
) -> None:
    """From the derivative with respect to A (x) B to those with respect to A and B."""
    if len(group.members) == 1:
        parts = [environment]
    else:
        (n, i), (m, j) = group.members
        a, b = _member(bundles[n], i, entries[n]), _member(bundles[m], j, entries[m])
        nodes = environment.shape[:2]
        paired = environment.reshape(*nodes, a.shape[2], b.shape[2], a.shape[3], b.shape[3]).swapaxes(3, 4)
        flat = paired.reshape(*nodes, a.shape[2] * a.shape[3], b.shape[2] * b.shape[3])
        parts = [
            np.matmul(flat, b.reshape(*b.shape[:2], -1, 1))[..., 0],
            np.matmul(a.reshape(*a.shape[:2], 1, -1), flat)[..., 0, :],
        ]
    for (number, place), part in zip(group.members, parts, strict=True):
        width, own = bundles[number].width, found[number]
        flat = part.reshape(*part.shape[:2], -1)
        own[..., place * width : (place + 1) * width] += reduced(flat, own.shape[:2])
