"""The steps of a network taken apart, quron by quron, wherever they can do harm."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from playground.models.instructions import (
    Discard,
    EndOfLayer,
    Fresh,
    Instruction,
    Local,
    PairNoise,
    PairTurn,
    Pulses,
)
from playground.spec.layers import Decohere
from playground.spec.network import Network

TRACED_OUT = "traced out"
"""Cause of what a perceptron loses with its inputs: entanglement with them turns into mixture."""
PULSE = "pulse"
"""Cause of what relaxation takes while an `evolve` layer acts."""
CROSSTALK = "crosstalk"
"""Cause of a turn that nobody asked for; it is unitary."""


class Who(NamedTuple):
    """A quron by the name it has in its layer.

    Attributes:
        number: As before the layer; a perceptron's outputs are counted from 0.
        is_fresh: Whether it is one of those outputs.
    """

    number: int
    is_fresh: bool


@dataclass(frozen=True, eq=False)
class Part:
    """A step, or what it does to one quron.

    Attributes:
        layer: Position of the layer.
        step: The step, or this part of it.
        qurons: Whom it does harm; none where it does none, or to all at once.
        cause: `channel`, `gate` (error), `idle`, `ambient`, `pulse`, `crosstalk`, `traced out`; empty for what was
            asked for and is unitary.
    """

    layer: int
    step: Instruction
    qurons: tuple[Who, ...]
    cause: str


def parts_of(network: Network, steps: Sequence[Instruction]) -> Iterator[Part]:
    """Take the steps of a network apart; their parts, one after the other, are the same network.

    Args:
        network: The network.
        steps: What it was lowered to.
    """
    alive = [Who(number, False) for number in range(network.qurons)]
    layer = fresh = 0
    for step in steps:
        placed = isinstance(network.layers[layer], Decohere)
        for part, qurons, cause in _divided(step):
            yield Part(layer, part, tuple(alive[q] for q in qurons), "channel" if cause and placed else cause)
        if isinstance(step, EndOfLayer):
            layer, fresh = min(layer + 1, len(network.layers) - 1), 0
            alive = [Who(number, False) for number in range(len(alive))]
        elif isinstance(step, Fresh):
            alive.append(Who(fresh, True))
            fresh += 1
        elif isinstance(step, Discard):
            alive = [who for place, who in enumerate(alive) if place not in step.qurons]


def _divided(step: Instruction) -> Iterator[tuple[Instruction, tuple[int, ...], str]]:
    """A step quron by quron where it does harm: the part, its qurons, and the cause."""
    match step:
        case Local(qurons, matrix, origin):
            for quron in qurons:
                yield Local((quron,), matrix, origin), (quron,), origin
        case PairNoise(pair):
            yield step, pair, "gate"
        case PairTurn(pair=pair, angle=float()):
            yield step, pair, CROSSTALK
        case Pulses(parts):
            for group, flow in parts:
                yield Pulses(((group, flow),)), group, PULSE
        case Discard():
            yield step, (), TRACED_OUT
        case _:
            yield step, (), ""
