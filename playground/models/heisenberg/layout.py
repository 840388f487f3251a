"""How a stage lays out its chains and strings: sides of the grid, groups of chains, numbers of strings."""

from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from playground.models.heisenberg.bundles import Bundle
from playground.models.heisenberg.chains import ChainSteps
from playground.models.heisenberg.stages import Group
from playground.models.instructions import Source
from playground.models.pauli import IntArray


def sides_of(chains: Mapping[int, ChainSteps]) -> dict[int, int]:
    """The axis of each quron: that of its feature, and for the others the one with fewer qurons."""
    axes = {q: chain.source.feature for q, chain in chains.items() if chain.source and chain.source.feature < 2}
    for quron in chains:
        if quron not in axes:
            on_second = sum(axes.values())
            axes[quron] = int(2 * on_second < len(axes))
    return axes


def sortable(source: Source) -> tuple[float, ...]:
    return source.feature, source.scale, -1 if source.parameter is None else source.parameter


def groups_of(bundles: list[tuple[Bundle, list[int]]]) -> tuple[tuple[Group, ...], list[int]]:
    """Chains two by two where that is faster, and the qurons in the order of the groups."""
    chosen = list[list[tuple[int, int]]]()
    for born in (True, False):
        single = list[tuple[int, int]]()
        for number, (bundle, own) in enumerate(bundles):
            if bundle.born != born:
                continue
            if bundle.pairs:
                chosen.append([(number, 0)])
                continue
            places = [(number, place) for place in range(len(own))]
            chosen += ([*places[start : start + 2]] for start in range(0, len(own) - 1, 2))
            single += places[len(own) - len(own) % 2 :]
        if single:
            chosen.append(single)
    groups, order = list[Group](), list[int]()
    for members in chosen:
        bundle, own = bundles[members[0][0]]
        qurons = own if bundle.pairs else [bundles[number][1][place] for number, place in members]
        before = 4 ** len(qurons)
        groups.append(Group(tuple(members), before, 1 if bundle.born else before))
        order += qurons
    return tuple(groups), order


def codes_of(letters: IntArray) -> IntArray:
    """Strings as numbers of base 4, first letter foremost; letters of shape (qurons, strings)."""
    return _places(len(letters)) @ letters


def letters_of(codes: IntArray, count: int) -> IntArray:
    """Letters of strings on so many qurons, shape (count, strings), the reverse of `codes_of`."""
    return codes // _places(count)[:, None] % 4


def all_strings(count: int) -> IntArray:
    """Letters of all strings, shape (count, 4^count)."""
    return letters_of(np.arange(4**count), count)


@lru_cache(maxsize=32)
def _places(count: int) -> IntArray:
    return 4 ** np.arange(count, dtype=np.intp)[::-1]
