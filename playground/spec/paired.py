"""Layers that act on pairs of qurons: by a pattern over their targets, or pairs written out."""

from __future__ import annotations

from typing import Annotated, Any, Self

from pydantic import model_validator

from playground.spec.choices import MAX_PAIRS, Pattern
from playground.spec.errors import SpecError, shown
from playground.spec.layer import LayerBase, Pair, check_reaches, pairs_by, renumbered
from playground.spec.narrow import is_object
from playground.spec.values import Items


class PairedLayer(LayerBase, frozen=True):
    """A layer that acts on pairs, in order: a pattern over the targets, or pairs written out, and then no pattern."""

    pattern: Pattern | None = "ring"
    pairs: Annotated[tuple[Pair, ...], Items(1, MAX_PAIRS, "pairs")] | None = None

    @classmethod
    def acts_on_pairs(cls, fields: Any) -> bool:
        """Return whether a layer with these fields acts on pairs; `fields` is a mapping, not yet checked."""
        return True

    @property
    def is_paired(self) -> bool:
        """Whether this layer acts on pairs."""
        return True

    @model_validator(mode="before")
    @classmethod
    def _pattern_or_pairs(cls, value: Any) -> Any:
        """A layer has either; `ring` if it names neither."""
        if not is_object(value) or not cls.acts_on_pairs(value):
            return value
        pattern, pairs = value.get("pattern"), value.get("pairs")
        if pairs is None:
            return {**value, "pattern": "ring" if pattern is None else pattern}
        for other in ("pattern", "qurons"):
            if value.get(other) is not None:
                raise SpecError(
                    f"`{other}` is {shown(value[other])}, but the layer also has `pairs`, which already name the "
                    f"qurons. Remove `{other}` or `pairs`.",
                    other,
                )
        return {**value, "pattern": None}

    def changed(self, field: str, value: Any) -> Self:
        # Pairs and a pattern over qurons exclude each other: the newest choice stands.
        if field in ("pattern", "qurons") and value is not None and self.pairs is not None:
            return self.replace(**{"pattern": None, "pairs": None, field: value})
        if field == "pairs" and value is not None and self.is_paired:
            return self.replace(pairs=value, pattern=None, qurons=None)
        return super().changed(field, value)

    def targets(self, n: int) -> tuple[int, ...]:
        if self.pairs is None:
            return super().targets(n)
        return tuple(sorted({quron for pair in self.pairs for quron in pair}))

    def pairs_on(self, n: int) -> tuple[tuple[int, int], ...]:
        """Return the pairs on `n` qurons, in order. A ring over two qurons is one pair, over more it closes."""
        if self.pairs is not None:
            return self.pairs
        return pairs_by(self.pattern, self.targets(n)) if self.is_paired else ()

    def check_on(self, n: int, features: int) -> None:
        super().check_on(n, features)
        for position, pair in enumerate(self.pairs or ()):
            for end, quron in enumerate(pair):
                check_reaches(quron, n, f"pairs[{position}][{end}]")
        if self.is_paired and not self.pairs_on(n):
            where = "qurons" if self.qurons is not None else ""
            raise SpecError(
                f"{self._noun} joins pairs, but acts on 1 quron only ({shown(self.targets(n))}). "
                "Add a quron, or remove the layer.",
                where,
            )

    def without_quron(self, quron: int, n: int) -> Self | None:
        if self.pairs is None:
            layer = super().without_quron(quron, n)
            return layer if layer is not None and (layer.pairs_on(n - 1) or not self.is_paired) else None
        pairs = (pair for pair in self.pairs if quron not in pair)
        left = tuple((renumbered(a, quron), renumbered(b, quron)) for a, b in pairs)
        return self.replace(pairs=left) if left else None

    @property
    def _noun(self) -> str:
        """What the layer is, for messages."""
        return "A layer"
