"""The light cone of the readouts: what a network can leave out when nothing but its readouts is wanted.

Looking backwards from the readouts, each quron carries the set of Pauli letters that still matter. A gate that
leaves all of them as they are is dropped (a CZ before two Z, a rotation about the letter itself); a quron of which
only I matters is traced out at once. The parameters of dropped gates have the gradient 0, exactly.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache, reduce
from operator import or_

import numpy as np
from numpy.typing import NDArray

from playground.models.flow import Flow
from playground.models.instructions import (
    Discard,
    Encode,
    EndOfLayer,
    FixedGate,
    Fresh,
    Instruction,
    Local,
    PairNoise,
    PairTurn,
    Pulses,
    Turn,
)
from playground.models.pauli import FIXED_GATES, PAIR_ROTATIONS
from playground.models.readout import Terms

BoolArray = NDArray[np.bool_]
Letters = list[int]
"""For every quron, which of I, X, Y, Z matter, as the bits 1, 2, 4, 8; I always does."""

_I, _Z, _ALL = 1, 8, 15
_OTHERS = {"x": 12, "y": 10, "z": 6}
"""The letters that a rotation about an axis turns."""


def light_cone(
    instructions: Sequence[Instruction], observables: Sequence[Terms], wires: int
) -> tuple[list[Instruction], list[int]]:
    """The same readouts from fewer steps on fewer qurons.

    Args:
        instructions: A whole network, as lowered.
        observables: Pauli strings and weights of every readout.
        wires: Qurons at the start.
    Returns:
        Instructions without marks, and the output qurons that are left in the end, in order.
    """
    wanted = _letters_before(instructions, observables)
    kept: list[Instruction] = []
    alive = list(range(wires))  # number in the whole network of each quron that is left
    for place, instruction in enumerate(instructions):
        _trace_out_idle(kept, alive, wanted[place])
        after = wanted[place + 1]
        match instruction:
            case Fresh():
                if _matters(after[-1]):
                    alive.append(len(after) - 1)
                    kept.append(instruction)
            case Discard(qurons):
                left = [quron for quron in range(len(wanted[place])) if quron not in qurons]
                _trace_out(kept, alive, qurons)
                alive[:] = [left.index(quron) for quron in alive]
            case _:
                kept += _needed_part(instruction, after, alive)
    return kept, alive


def without_idle(instructions: Sequence[Instruction], wires: int) -> tuple[Sequence[Instruction], int]:
    """A light cone without the qurons that it traces out before anything has happened to them.

    Args:
        instructions: What `light_cone` returned.
        wires: Qurons at the start.
    Returns:
        Instructions, and qurons at the start.
    """
    match instructions[:1]:
        case [Discard(qurons)]:
            return instructions[1:], wires - len(qurons)
        case _:
            return instructions, wires


def _letters_before(instructions: Sequence[Instruction], observables: Sequence[Terms]) -> list[Letters]:
    """The letters that matter before every instruction, and at the end."""
    strings = [string for terms in observables for string, _ in terms]
    bits = {"I": 1, "X": 2, "Y": 4, "Z": 8}
    letters = [_I] * len(strings[0])
    for string in strings:
        letters = [known | bits[letter] for known, letter in zip(letters, string, strict=True)]
    wanted = [letters]
    for instruction in reversed(instructions):
        letters = _pull_back(instruction, letters)
        wanted.append(letters)
    return wanted[::-1]


def _pull_back(instruction: Instruction, after: Letters) -> Letters:
    before = list(after)
    match instruction:
        case Turn(axis, qurons) | Encode(axis, qurons):
            for quron in qurons:
                turned = after[quron] & _OTHERS[axis]
                before[quron] = after[quron] | (_OTHERS[axis] if turned else 0)
        case Local(qurons, matrix):
            sources = _sources((matrix != 0).tobytes())
            for quron in qurons:
                before[quron] = sources[after[quron]]
        case FixedGate(gate, (a, b)) | PairTurn(gate, (a, b)):
            before[a], before[b] = _pair_sources(gate, after[a], after[b]) or (after[a], after[b])
        case Pulses(parts):
            for qurons, flow in parts:
                for quron, letters in zip(qurons, _letters_before_pulse(qurons, flow, after), strict=True):
                    before[quron] = letters
        case Fresh():
            before.pop()
        case Discard(qurons):
            for quron in sorted(qurons):
                before.insert(quron, _I)
        case PairNoise() | EndOfLayer():
            pass
    return before


def _needed_part(instruction: Instruction, after: Letters, alive: list[int]) -> list[Instruction]:
    """What is left of an instruction, with qurons renumbered: nothing, itself, or its action on some qurons."""
    match instruction:
        case Turn(axis, qurons, parameters):
            busy = [i for i, q in enumerate(qurons) if _is_turned(axis, after[q])]
            places, own = tuple(alive.index(qurons[i]) for i in busy), tuple(parameters[i] for i in busy)
            return [Turn(axis, places, own)] if busy else []
        case Encode(axis, qurons, features, parameters=scales):
            busy = [i for i, q in enumerate(qurons) if _is_turned(axis, after[q])]
            places, own = tuple(alive.index(qurons[i]) for i in busy), tuple(features[i] for i in busy)
            trained = tuple(scales[i] for i in busy) if scales else ()
            return [replace(instruction, qurons=places, features=own, parameters=trained)] if busy else []
        case Local(qurons, matrix):
            places = tuple(alive.index(q) for q in qurons if _matters(after[q]))
            return [Local(places, matrix)] if places else []
        case FixedGate(gate, pair) | PairTurn(gate, pair):
            if _pair_sources(gate, after[pair[0]], after[pair[1]]) is None:
                return []
            return [replace(instruction, pair=(alive.index(pair[0]), alive.index(pair[1])))]
        case Pulses(parts):
            kept = tuple(part for qurons, flow in parts for part in _needed_pulse(qurons, flow, after, alive))
            return [Pulses(kept)] if kept else []
        case PairNoise():
            return _needed_pair_noise(instruction, after, alive)
        case _:
            return []


def _letters_before_pulse(qurons: tuple[int, ...], flow: Flow, after: Letters) -> Letters:
    """The letters before a pulse that those after it come from, for each of its qurons."""
    each = [[after[quron] >> letter & 1 for letter in range(4)] for quron in qurons]
    wanted = reduce(lambda a, b: np.outer(a, b).ravel(), each, np.ones(1)) > 0
    strings = flow.reach[wanted].any(axis=0).reshape((4,) * len(qurons))
    axes = range(len(qurons))
    own = [np.logical_or.reduce(strings, axis=tuple(other for other in axes if other != axis)) for axis in axes]
    return [int(np.dot(found, [1, 2, 4, 8])) for found in own]


def _needed_pulse(
    qurons: tuple[int, ...], flow: Flow, after: Letters, alive: list[int]
) -> list[tuple[tuple[int, ...], Flow]]:
    """A pulse on those of its qurons that matter; what it does to the others, and with them, is not seen."""
    letters = _letters_before_pulse(qurons, flow, after)
    wires = [wire for wire, own in enumerate(letters) if _matters(own)]
    places = tuple(alive.index(qurons[wire]) for wire in wires)
    return [(places, flow.restricted(wires))] if wires else []


def _needed_pair_noise(noise: PairNoise, after: Letters, alive: list[int]) -> list[Instruction]:
    """Pauli noise on a pair of which one quron no longer matters is noise on the other alone."""
    pair = noise.pair
    busy = [end for end in (0, 1) if _matters(after[pair[end]])]
    if len(busy) == 2:
        return [PairNoise((alive.index(pair[0]), alive.index(pair[1])), noise.factors)]
    return [Local((alive.index(pair[end]),), noise.ends[end]) for end in busy]


def _trace_out_idle(kept: list[Instruction], alive: list[int], letters: Letters) -> None:
    """Trace out the qurons of which only I matters."""
    _trace_out(kept, alive, [quron for quron in alive if not _matters(letters[quron])])


def _trace_out(kept: list[Instruction], alive: list[int], qurons: Sequence[int]) -> None:
    places = tuple(place for place, quron in enumerate(alive) if quron in qurons)
    if places:
        kept.append(Discard(places))
        alive[:] = [quron for quron in alive if quron not in qurons]


def _matters(letters: int) -> bool:
    return letters > _I


def _is_turned(axis: str, letters: int) -> bool:
    """Whether any letter that matters is another than the axis of a rotation."""
    return letters & _OTHERS[axis] > 0


@lru_cache(maxsize=256)
def _sources(support: bytes) -> tuple[int, ...]:
    """For every set of letters those that they come from, in a matrix with this (4, 4) support, and themselves."""
    rows = [sum(1 << column for column in range(4) if support[4 * row + column]) for row in range(4)]
    return tuple(
        letters | reduce(or_, (rows[row] for row in range(4) if letters >> row & 1), 0) for letters in range(16)
    )


@lru_cache(maxsize=4096)
def _pair_sources(gate: str, first: int, second: int) -> tuple[int, int] | None:
    """The letters on a pair that these come from, or None if a two-quron gate leaves all of their strings alone."""
    support, unchanged = _pair_table(gate)
    a, b = (np.array([bits >> letter & 1 for letter in range(4)]) for bits in (first, second))
    wanted = np.outer(a, b).ravel() > 0
    if unchanged[wanted].all():
        return None
    pulled = np.any(support[wanted], axis=0).reshape(4, 4)
    on_first, on_second = (sum(1 << letter for letter in range(4) if rows[letter].any()) for rows in (pulled, pulled.T))
    # A gate that stays needs both its qurons, even one that it replaces, as a swap does.
    return on_first | _Z, on_second | _Z


@lru_cache(maxsize=32)
def _pair_table(gate: str) -> tuple[BoolArray, BoolArray]:
    """Of a two-quron gate: which strings each string comes from (16, 16), and which stay as they are (16,)."""
    if gate in PAIR_ROTATIONS:
        terms = PAIR_ROTATIONS[gate]
    else:
        source, sign = FIXED_GATES[gate]
        terms = (sign[:, None] * np.eye(16)[source])[None]
    unchanged = np.abs(terms[0] - np.eye(16)).sum(axis=1) + np.abs(terms[1:]).sum(axis=(0, 2)) == 0
    return np.abs(terms).sum(axis=0) > 0, unchanged
