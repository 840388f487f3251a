"""From steps, latest first, to the stages of the Heisenberg path.

Strings are followed by name: a Clifford gate only renames them, Pauli errors weigh them, and neither touches an array
until the next stage picks its rows. What acts on single qurons waits until a gate on a pair needs the result.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from playground.models.forward.chain import Rotations
from playground.models.heisenberg.bundles import Bundle, Columns
from playground.models.heisenberg.chains import Chains, ChainSteps
from playground.models.heisenberg.close import Close
from playground.models.heisenberg.layout import all_strings, codes_of, groups_of, letters_of, sides_of, sortable
from playground.models.heisenberg.order import Born, Step
from playground.models.heisenberg.stages import Blend, Expand, Pick
from playground.models.instructions import Encode, FixedGate, Local, PairNoise, PairTurn, Source, Turn
from playground.models.pauli import FIXED_GATES, PAIR_ROTATIONS, ROTATIONS, FloatArray, IntArray

Stage = Expand | Blend | Close

_FEW_STRINGS = 16
_FEW_PRODUCTS = 8192
"""An `Expand` is worth it for so many strings in, and products on a side."""

_FOLLOWED = 256
"""For so many strings it is found out which strings come of them; of more, all may."""

_BORN = np.tile(np.arange(4) == 0, (4, 1))
"""Support of a chain whose quron meets |0>: only the identity is left."""


@dataclass(frozen=True, eq=False)
class HeisenbergPlan:
    """A network's observables on their way back.

    Args:
        start: Pauli strings of the readouts, in the order of the first stage's rows in.
        stages: In order; the last one is a `Close`.
        encoders: For each stage the sources of its encoders.
        local, pairs: All chains.
        fixed: The fixed matrices of the local chains, shape (F, 4, 4).
        pair_fixed: Those of the pair chains that are diagonal noise, as factors, shape (G, 16).
        local_parameters, pair_parameters: Position in theta of each gate.
    """

    start: tuple[str, ...]
    stages: tuple[Stage, ...]
    encoders: tuple[tuple[Source, ...], ...]
    local: Chains
    pairs: Chains
    fixed: tuple[FloatArray, ...]
    pair_fixed: tuple[FloatArray, ...]
    local_parameters: IntArray
    pair_parameters: IntArray


class HeisenbergBuilder:
    """Collects stages.

    Args:
        strings: Pauli strings of the readouts, over the qurons in the end.
        names: Name of each of these qurons.
        slopes: Whether noise on pairs is a matrix with a slope of its own instead of weights of strings.
    """

    def __init__(self, strings: Sequence[str], names: Sequence[int], *, slopes: bool = False) -> None:
        self._strings, self._slopes = tuple(strings), slopes
        self._names = list(names)
        letters = [["IXYZ".index(letter) for letter in string] for string in strings]
        self._letters: IntArray = np.array(letters, dtype=np.intp).reshape(len(strings), len(names)).T
        self._rows: IntArray = np.arange(len(strings))  # row of each string in the array so far
        self._rows_in = len(strings)
        self._weight = np.ones(len(strings))
        self._waiting: dict[int, ChainSteps] = {}
        self._born: set[int] = set()
        self._pair: tuple[int, int] | None = None
        self._pair_steps = ChainSteps()
        self._stages: list[Stage] = []
        self._encoders: list[tuple[Source, ...]] = []
        self._local: list[ChainSteps] = []
        self._pairs: list[ChainSteps] = []
        self._gates: list[tuple[str, int]] = []
        self._pair_gates: list[tuple[FloatArray, int]] = []
        self._fixed: list[FloatArray] = []
        self._pair_fixed: list[FloatArray] = []

    def build(self, steps: Sequence[Step]) -> HeisenbergPlan:
        """The plan for these steps, births of all qurons included."""
        for step in steps:
            self._add(step)
        self._flush_pair()
        self._close()
        return HeisenbergPlan(
            self._strings,
            tuple(self._stages),
            tuple(self._encoders),
            Chains(self._local, _rotations([(ROTATIONS[axis], p) for axis, p in self._gates], 4), len(self._fixed), 4),
            Chains(self._pairs, _rotations(self._pair_gates, 16), len(self._pair_fixed), 16),
            tuple(self._fixed),
            tuple(self._pair_fixed),
            np.array([parameter for _, parameter in self._gates], dtype=np.intp),
            np.array([parameter for _, parameter in self._pair_gates], dtype=np.intp),
        )

    def _add(self, step: Step) -> None:
        match step:
            case Turn(axis, (quron,), (parameter,)):
                if quron in self._names:
                    self._gates.append((axis, parameter))
                    self._chain(quron).add(len(self._gates) - 1)
            case Local((quron,), matrix):
                if quron in self._names:
                    self._chain(quron).add(-2 - _number(matrix, self._fixed))
            case Encode(axis, (quron,)):
                self._encode(quron, axis, step.sources[0])
            case Born(quron):
                if quron in self._names:
                    self._chain(quron)
                    self._born.add(quron)
            case PairNoise() if self._slopes:
                if self._opens_pair(step.pair):
                    self._pair_steps.add(-2 - _number(step.factors, self._pair_fixed))
            case FixedGate() | PairNoise():
                if any(quron in self._names for quron in step.pair):
                    self._flush()
                    self._rename(step)
            case PairTurn():
                self._add_pair_turn(step)
            case _:
                raise ValueError(f"{step} acts on several qurons.")

    # Chains

    def _chain(self, quron: int) -> ChainSteps:
        if self._pair is not None and quron in self._pair:
            self._flush_pair()
        return self._waiting.setdefault(quron, ChainSteps())

    def _encode(self, quron: int, axis: str, source: Source) -> None:
        if quron in self._names and self._chain(quron).source:
            self._flush()
        if quron in self._names:
            chain = self._chain(quron)
            chain.axis, chain.source = axis, source

    # Strings

    def _pair_letters(self, pair: tuple[int, int]) -> tuple[int, int]:
        for quron in pair:
            if quron not in self._names:
                self._names.append(quron)
                self._letters = np.vstack([self._letters, np.zeros((1, self._letters.shape[1]), dtype=np.intp)])
        return self._names.index(pair[0]), self._names.index(pair[1])

    def _rename(self, gate: FixedGate | PairNoise) -> None:
        a, b = self._pair_letters(gate.pair)
        strings = 4 * self._letters[a] + self._letters[b]
        if isinstance(gate, PairNoise):
            self._weight = self._weight * gate.factors[strings]
            return
        source, sign = FIXED_GATES[gate.gate]
        self._weight = self._weight * sign[strings]
        self._letters[a], self._letters[b] = np.divmod(source[strings], 4)

    def _forget_idle(self) -> None:
        """Qurons of which every string has the identity."""
        busy = np.flatnonzero(self._letters.any(axis=1))
        if len(busy) == len(self._names):
            return
        left = [self._names[place] for place in busy]
        for quron in set(self._names).difference(left):
            self._waiting.pop(quron, None)
            self._born.discard(quron)
        self._letters, self._names = self._letters[busy], left

    # Stages

    def _opens_pair(self, pair: tuple[int, int]) -> bool:
        """Begin the chain of a pair, unless it has one, if any string holds a letter there."""
        if self._pair is None or set(self._pair) != set(pair):
            if not any(quron in self._names for quron in pair):
                return False
            self._flush()
            self._pair_letters(pair)
            self._pair, self._pair_steps = pair, ChainSteps()
        return True

    def _add_pair_turn(self, turn: PairTurn) -> None:
        if not self._opens_pair(turn.pair):
            return
        terms = PAIR_ROTATIONS[turn.gate]
        if turn.pair != self._pair:
            terms = terms.reshape(-1, 4, 4, 4, 4).transpose(0, 2, 1, 4, 3).reshape(-1, 16, 16)
        self._pair_gates.append((terms, turn.parameter))
        self._pair_steps.add(len(self._pair_gates) - 1)

    def _flush_pair(self) -> None:
        if self._pair is None:
            return
        pair, self._pair = self._pair, None
        bundle = Bundle(len(self._pairs), 1, pairs=True)
        self._pairs.append(self._pair_steps)
        self._blend([(bundle, list(pair))])
        self._encoders.append(())

    def _flush(self) -> None:
        self._flush_pair()
        if self._waiting:
            self._forget_idle()
        if not self._waiting:
            return
        chains, bundles, sources = self._take_waiting(), list[tuple[Bundle, list[int]]](), list[Source]()
        for born in (True, False):
            for axis in (0, 1):
                own = [quron for quron in chains if self._axes[quron] == axis and (quron in self._born) == born]
                if own:
                    bundles.append((self._bundle(own, chains, born=born), own))
        sources = [chain.source for chain in chains.values() if chain.source]
        touched = set(chains)
        products = len(self._rows) * 4 ** max(len(own) for _, own in bundles)
        if (
            len(self._rows) <= _FEW_STRINGS
            and products <= _FEW_PRODUCTS
            and not self._born
            and touched == set(self._names)
        ):
            self._expand(bundles, chains)
        else:
            reach = self._reachable(chains) if len(self._rows) <= _FOLLOWED else None
            self._blend(bundles, reach)
        self._encoders.append(tuple(sources))
        self._born = set()

    def _take_waiting(self) -> dict[int, ChainSteps]:
        """The waiting chains, those on the first axis of the grid in front and those of one source together."""
        chains, self._waiting = self._waiting, {}
        self._axes = sides_of(chains)

        def key(quron: int) -> tuple[int, bool, tuple[float, ...]]:
            source = chains[quron].source
            return self._axes[quron], source is None, () if source is None else sortable(source)

        return {quron: chains[quron] for quron in sorted(chains, key=key)}

    def _bundle(self, qurons: Sequence[int], chains: dict[int, ChainSteps], *, born: bool) -> Bundle:
        first = len(self._local)
        self._local += (chains[quron] for quron in qurons)
        own = [chains[quron].source for quron in qurons]
        starts = [place for place, source in enumerate(own) if source and (not place or source != own[place - 1])]
        ranges = pairwise([*starts, len(own)])
        sources = ((source, start, end) for start, end in ranges if (source := own[start]))
        return Bundle(first, len(own), tuple(sources), born=born)

    def _expand(self, bundles: list[tuple[Bundle, list[int]]], chains: dict[int, ChainSteps]) -> None:
        reach = self._reachable(chains)
        pick = Pick(self._rows, self._weight, self._rows_in)
        sides, order = list[Columns](), list[int]()
        for axis in (0, 1):
            found = next(((b, own) for b, own in bundles if self._axes[own[0]] == axis), (Bundle(0, 0), []))
            bundle, own = found
            order += own
            letters = self._letters[[self._names.index(quron) for quron in own]]
            places = 4 * letters[:, :, None] + all_strings(len(own))[:, None, :]
            sides.append(Columns(bundle, places.reshape(len(own), len(self._rows) * 4 ** len(own))))
        counts = (4 ** sides[0].bundle.count, 4 ** sides[1].bundle.count)
        self._stages.append(Expand(pick, (sides[0], sides[1]), counts))
        letters = reach[[self._names.index(quron) for quron in order]]
        self._restart(order, letters, codes_of(letters), counts[0] * counts[1])

    def _blend(self, bundles: list[tuple[Bundle, list[int]]], reach: IntArray | None = None) -> None:
        """Rows by the letters of all groups, then by the string on all other qurons; after it the other way round."""
        groups, order = groups_of(bundles)
        born = {quron for bundle, own in bundles if bundle.born for quron in own}
        kept = [quron for quron in order if quron not in born]
        others = [quron for quron in self._names if quron not in order]
        touched = self._letters[[self._names.index(quron) for quron in order]]
        rest = self._letters[[self._names.index(quron) for quron in others]]
        codes, number = np.unique(codes_of(rest), return_inverse=True)
        first = np.unique(number, return_index=True)[1]
        size = 4 ** len(order) * len(codes)
        source, weight = np.zeros(size, dtype=np.intp), np.zeros(size)
        where = codes_of(touched) * len(codes) + number
        source[where], weight[where] = self._rows, self._weight
        pick = Pick(source, weight, self._rows_in)
        rows_out = 4 ** len(kept) * len(codes)
        self._stages.append(Blend(pick, tuple(bundle for bundle, _ in bundles), groups))
        names = [*others, *kept]
        if reach is None:
            strings = all_strings(len(kept))
            outer = np.repeat(rest[:, first], strings.shape[1], axis=1)
            letters = np.vstack([outer, np.tile(strings, len(codes))])
            self._restart(names, letters, np.arange(rows_out), rows_out)
            return
        chosen = reach[[self._names.index(quron) for quron in kept]]
        outside = reach[[self._names.index(quron) for quron in others]]
        places = np.searchsorted(codes, codes_of(outside))
        rows, index = np.unique(places * 4 ** len(kept) + codes_of(chosen), return_index=True)
        self._restart(names, np.vstack([outside, chosen])[:, index], rows, rows_out)

    def _close(self) -> None:
        """The last stage: every quron that is left is born."""
        self._forget_idle()
        chains = self._take_waiting()
        sides = list[Columns]()
        numbers, counts = list[IntArray](), list[int]()
        for axis in (0, 1):
            own = [quron for quron in chains if self._axes[quron] == axis]
            letters = self._letters[[self._names.index(quron) for quron in own]]
            codes, first, number = np.unique(codes_of(letters), return_index=True, return_inverse=True)
            sides.append(Columns(self._bundle(own, chains, born=True), letters[:, first]))
            numbers.append(number)
            counts.append(len(codes))
        source = np.zeros(counts[0] * counts[1], dtype=np.intp)
        weight = np.zeros(len(source))
        where = numbers[0] * counts[1] + numbers[1]
        source[where], weight[where] = self._rows, self._weight
        pick = Pick(source, weight, self._rows_in)
        self._stages.append(Close(pick, (sides[0], sides[1]), (counts[0], counts[1])))
        self._encoders.append(tuple(chain.source for chain in chains.values() if chain.source))

    def _restart(self, names: Sequence[int], letters: IntArray, rows: IntArray, rows_in: int) -> None:
        """The strings after a stage, and the row of each."""
        self._names, self._letters, self._rows, self._rows_in = list(names), letters, rows, rows_in
        self._weight = np.ones(len(rows))

    def _reachable(self, chains: dict[int, ChainSteps]) -> IntArray:
        """Letters of all strings that may come of the present ones, on the present qurons; at least the identity."""
        codes, last = codes_of(self._letters), len(self._names) - 1
        for quron, chain in chains.items():
            place = 2 * (last - self._names.index(quron))
            support = _BORN if quron in self._born else self._support(chain)
            letters = codes >> place & 3
            row, letter = np.nonzero(support[letters])
            codes = _distinct((codes - (letters << place))[row] + (letter << place))
        return letters_of(codes if len(codes) else np.zeros(1, dtype=np.intp), len(self._names))

    def _support(self, chain: ChainSteps) -> NDArray[np.bool_]:
        """Which entries of a chain's matrix may differ from 0."""
        encoder = [chain.axis] if chain.source else []
        return _support_of((*map(self._kind, chain.before), *encoder, *map(self._kind, chain.after)))

    def _kind(self, factor: int) -> str | bytes:
        """What decides the support of a factor: the axis of a gate, or which entries of a fixed matrix are not 0."""
        return self._gates[factor][0] if factor >= 0 else (self._fixed[-2 - factor] != 0).tobytes()


def _distinct(codes: IntArray) -> IntArray:
    """In rising order, each once; `np.unique` hashes, which for numbers that are almost in order takes longer."""
    ordered = np.sort(codes, kind="stable")
    return ordered[np.append(True, ordered[1:] != ordered[:-1])] if len(codes) else codes


@lru_cache(maxsize=256)
def _support_of(kinds: tuple[str | bytes, ...]) -> NDArray[np.bool_]:
    """Which entries of a product may differ from 0, shape (4, 4)."""
    found = np.eye(4, dtype=bool)
    for kind in kinds:
        own = ROTATIONS[kind].any(axis=0) if isinstance(kind, str) else np.frombuffer(kind, bool).reshape(4, 4)
        found = found @ own
    return found


def _number(matrix: FloatArray, known: list[FloatArray]) -> int:
    """Its place among the known ones, where it now is."""
    number = next((place for place, other in enumerate(known) if other is matrix), len(known))
    if number == len(known):
        known.append(matrix)
    return number


def _rotations(gates: Sequence[tuple[FloatArray, int]], dimension: int) -> Rotations:
    return Rotations([terms for terms, _ in gates], [parameter for _, parameter in gates], dimension)
