"""What all kinds of layer share: the qurons they act on, and how their fields are checked."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, ClassVar, Self

from pydantic import AfterValidator, BeforeValidator

from playground.spec.base import SpecModel
from playground.spec.choices import AXES, MAX_AXES, Pattern
from playground.spec.errors import SpecError, leaf_of, shown
from playground.spec.values import Items, QuronIndex, Qurons

ParameterKey = tuple[tuple[int, ...], str]
"""Which qurons a parameter of a layer acts on, and about which axis: `((0,), "RY")`."""

SCALE = "scale"
"""Stands for the axis of a parameter that is no angle but the scale of an encoder, in radians per unit."""


def _check_axes(axes: object) -> object:
    if not isinstance(axes, str) or not 1 <= len(axes) <= MAX_AXES or not set(axes) <= set(AXES):
        raise ValueError(
            f"must be 1 to {MAX_AXES} of the letters x, y, z, but is {shown(axes)}. Write for example 'yz'."
        )
    return axes


def check_switch(value: object) -> object:
    if not isinstance(value, bool):
        raise ValueError(f"must be true or false, but is {shown(value)}. Write one of them.")
    return value


def _check_pair(pair: tuple[int, ...]) -> tuple[int, ...]:
    if pair[0] == pair[1]:
        raise ValueError(f"must join two different qurons, but is {shown(pair)}. Change one of its ends.")
    return pair


Axes = Annotated[str, BeforeValidator(_check_axes)]
Pair = Annotated[tuple[QuronIndex, QuronIndex], AfterValidator(_check_pair), Items(2, 2, "qurons")]


class LayerBase(SpecModel, frozen=True):
    """What all layers share: the qurons they act on. `qurons=None` means all."""

    replaces_qurons: ClassVar[bool] = False
    """Whether the qurons after the layer are new ones, counted from 0."""

    qurons: Qurons | None = None

    def targets(self, n: int) -> tuple[int, ...]:
        """Return the qurons acted on, of the `n` that reach the layer, in rising order."""
        return tuple(range(n)) if self.qurons is None else self.qurons

    def width_after(self, n: int) -> int:
        """Return how many qurons leave the layer when `n` reach it."""
        return n

    def parameters_on(self, n: int) -> tuple[ParameterKey, ...]:
        """Return the trainable parameters on `n` qurons, in the order of the contract."""
        return ()

    def starts_on(self, n: int) -> tuple[float | None, ...]:
        """Return where each of the parameters starts; None for an angle that is drawn from the seed."""
        return (None,) * len(self.parameters_on(n))

    def check_on(self, n: int, features: int) -> None:
        """Raise SpecError, with a path relative to the layer, unless the layer fits `n` qurons and `features`."""
        for position, quron in enumerate(self.qurons or ()):
            check_reaches(quron, n, f"qurons[{position}]")

    def with_quron(self, n: int) -> Self:
        """Return the layer for `n + 1` qurons when one joins `n` of them at the bottom."""
        return self

    def without_quron(self, quron: int, n: int) -> Self | None:
        """Return the layer for the `n - 1` qurons left when `quron` is taken away; None if nothing is left to do."""
        if self.qurons is None:
            return self.replace()
        left = tuple(renumbered(q, quron) for q in self.qurons if q != quron)
        return self.replace(qurons=left) if left else None

    def key_without(self, qurons: tuple[int, ...], removed: int) -> tuple[int, ...] | None:
        """Return the qurons of a parameter after `removed` is taken away; None if the parameter goes with it."""
        return None if removed in qurons else tuple(renumbered(quron, removed) for quron in qurons)


def check_reaches(quron: int, n: int, path: str) -> None:
    """Raise SpecError at `path` unless `quron` is one of the n that reach a layer."""
    if quron >= n:
        raise SpecError(
            f"`{leaf_of(path)}` is quron {quron}, but {n} quron{'s' * (n > 1)} reach{'es' * (n == 1)} this layer, "
            f"counted from 0. Choose {span(n)}.",
            path,
        )


def span(count: int) -> str:
    """Say from where to where `count` things are numbered."""
    return "0" if count == 1 else f"from 0 to {count - 1}"


def renumbered(quron: int, removed: int) -> int:
    """Return the number of a quron after `removed` is taken away."""
    return quron - 1 if quron > removed else quron


def pairs_by(pattern: Pattern | None, targets: tuple[int, ...]) -> tuple[tuple[int, int], ...]:
    """Return the pairs of a pattern over qurons, in order. A ring over two is one pair, over more it closes."""
    if len(targets) < 2:
        return ()
    chain = tuple(pairwise(targets))
    match pattern:
        case "all":
            return tuple((a, b) for i, a in enumerate(targets) for b in targets[i + 1 :])
        case "star":
            return tuple((targets[0], b) for b in targets[1:])
        case "chain":
            return chain
        case _:
            return (*chain, (targets[-1], targets[0])) if len(targets) > 2 else chain


def check_feature(feature: int, features: int, path: str) -> None:
    """Raise SpecError at `path` unless `feature` is one of the features of a network."""
    if feature >= features:
        raise SpecError(
            f"`{leaf_of(path)}` is {feature}, but the network has {features} feature{'s' * (features > 1)}, "
            f"counted from 0. Choose {span(features)}, or raise `features` of the network.",
            path,
        )
