"""A network's steps in the order in which an observable meets them on its way back: the latest first.

Qurons get names that stay, whoever is appended or traced out. Steps on different qurons commute, so the order is free
where no quron is shared: where it pays, a quron is followed back to its birth in |0> before the next one is touched,
which sweeps networks of nearest neighbours diagonally, with few qurons in the observable at a time.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from playground.models.instructions import (
    Discard,
    Encode,
    FixedGate,
    Fresh,
    Instruction,
    Local,
    PairNoise,
    PairTurn,
    Turn,
)

_FEW = 5
"""Up to so many qurons at a time the given order is as good as any: its gates fuse best."""


@dataclass(frozen=True)
class Born:
    """A quron appears in |0>: the last that its observable meets."""

    quron: int


Gate = FixedGate | PairNoise | PairTurn
Step = Turn | Encode | Local | Gate | Born
"""Instructions on one quron or a pair by name, and births."""

_KNOWN = (Turn, Encode, Local, FixedGate, PairTurn, PairNoise, Fresh, Discard)


def is_known(instructions: Sequence[Instruction]) -> bool:
    """Whether observables can be followed back through every step; nothing may be read on the way."""
    return all(isinstance(instruction, _KNOWN) for instruction in instructions)


def backwards(instructions: Sequence[Instruction], wires: int) -> tuple[list[Step], tuple[int, ...]]:
    """The steps, latest first, and the names of the qurons in the end.

    Args:
        instructions: A network without marks.
        wires: Qurons at the start; their names are their numbers.
    """
    steps, names, born = _by_name(instructions, wires)
    plain = _plain_order(steps, born)
    if most_alive(plain) <= _FEW:
        return plain, names
    return min((plain, _swept_order(steps, born)), key=most_alive), names


def qurons_of(step: Step) -> tuple[int, ...]:
    """Names of the qurons that a step acts on."""
    match step:
        case FixedGate(_, pair) | PairTurn(_, pair) | PairNoise(pair):
            return pair
        case Born(quron):
            return (quron,)
        case _:
            return step.qurons


def _by_name(instructions: Sequence[Instruction], wires: int) -> tuple[list[Step], tuple[int, ...], int]:
    """Steps in time, one for each quron or pair; the names in the end; how many names there are."""
    names, born, steps = list(range(wires)), wires, list[Step]()
    for instruction in instructions:
        match instruction:
            case Fresh():
                names.append(born)
                born += 1
            case Discard(places):
                names = [name for place, name in enumerate(names) if place not in places]
            case Turn(axis, places, parameters):
                steps += (Turn(axis, (names[q],), (p,)) for q, p in zip(places, parameters, strict=True))
            case Encode(axis, places, features, scale, parameters):
                own = [(p,) for p in parameters] or [()] * len(places)
                triples = zip(places, features, own, strict=True)
                steps += (Encode(axis, (names[q],), (f,), scale, p) for q, f, p in triples)
            case Local(places, matrix):
                steps += (Local((names[q],), matrix) for q in places)
            case FixedGate(gate, (a, b)):
                steps.append(FixedGate(gate, (names[a], names[b])))
            case PairTurn(gate, (a, b), parameter):
                steps.append(PairTurn(gate, (names[a], names[b]), parameter))
            case PairNoise((a, b), factors):
                steps.append(PairNoise((names[a], names[b]), factors))
            case _:
                raise ValueError(f"{instruction} has no place in a light cone.")
    return steps, tuple(names), born


def _plain_order(steps: Sequence[Step], born: int) -> list[Step]:
    """Time reversed; every birth as soon as nothing is left to meet before it."""
    first: dict[int, int] = {}
    for place, step in enumerate(steps):
        for quron in qurons_of(step):
            first.setdefault(quron, place)
    order = list[Step](Born(quron) for quron in range(born) if quron not in first)
    for place in range(len(steps) - 1, -1, -1):
        order.append(steps[place])
        order += (Born(quron) for quron in qurons_of(steps[place]) if first[quron] == place)
    return order


def _swept_order(steps: Sequence[Step], born: int) -> list[Step]:
    """One quron after the other is followed to its birth; next is the one that brings in fewest others.

    Sets of steps and of qurons are bits of integers. A step needs all later steps that share a quron with it.
    """
    needs, meets = [0] * born, [1 << quron for quron in range(born)]
    for place in range(len(steps) - 1, -1, -1):
        qurons = qurons_of(steps[place])
        need, met = 1 << place, 0
        for quron in qurons:
            need, met = need | needs[quron], met | meets[quron]
        for quron in qurons:
            needs[quron], meets[quron] = need, met
    order = list[Step]()
    left, done, gone, alive = set(range(born)), 0, 0, 0
    while left:
        quron = min(left, key=lambda q: (((meets[q] | alive) & ~gone).bit_count(), needs[q].bit_count()))
        todo = needs[quron] & ~done
        order += (steps[place] for place in range(todo.bit_length() - 1, -1, -1) if todo >> place & 1)
        order.append(Born(quron))
        done, alive, gone = done | todo, alive | meets[quron], gone | 1 << quron
        left.remove(quron)
    return order


def most_alive(order: Sequence[Step]) -> int:
    """Largest number of qurons that share gates and are not yet born, on the way."""
    alive, most = set[int](), 0
    for step in order:
        match step:
            case FixedGate() | PairTurn() | PairNoise():
                alive.update(step.pair)
                most = max(most, len(alive))
            case Born(quron):
                alive.discard(quron)
            case _:
                pass
    return most
