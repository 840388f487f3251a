"""What is measured at the end of a network: Pauli strings over its output qurons, and weighted sums of them."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, field_serializer

from playground.spec.base import SpecModel
from playground.spec.choices import MAX_QURONS, MAX_TERMS
from playground.spec.errors import SpecError, shown
from playground.spec.narrow import is_list, is_object
from playground.spec.values import Real

_COEFFICIENT = Real(-100.0, 100.0)


def _check_pauli(value: object) -> str:
    if not isinstance(value, str) or not 1 <= len(value) <= MAX_QURONS or not set(value) <= set("IXYZ"):
        raise ValueError(
            f"must be 1 to {MAX_QURONS} of the letters I, X, Y, Z, one for each output quron, but is {shown(value)}. "
            "Write for example 'ZI'."
        )
    return value


def _check_terms(value: object) -> tuple[tuple[str, float], ...]:
    """Return Pauli strings with their coefficients, sorted, from a mapping or from pairs."""
    try:
        pairs: list[tuple[Any, Any]] = (
            list(value.items()) if is_object(value) else [(p, c) for p, c in value] if is_list(value) else []
        )
    except (TypeError, ValueError):
        pairs = []
    if not 1 <= len(pairs) <= MAX_TERMS:
        raise SpecError(
            f"`terms` must be an object with 1 to {MAX_TERMS} Pauli strings and their coefficients, but is "
            f"{shown(value)}. Write for example {{'ZI': 0.5}}."
        )
    terms: dict[str, float] = {}
    for pauli, coefficient in pairs:
        path = str(pauli)[:MAX_QURONS]
        try:
            name = _check_pauli(pauli)
            terms[name] = _COEFFICIENT.check(coefficient)
        except ValueError as error:
            raise SpecError(f"`{path}` {error}", path) from None
    if len({len(pauli) for pauli in terms}) > 1 or len(terms) < len(pairs):
        raise SpecError(
            f"`terms` must be different Pauli strings of one length, but are {shown([p for p, _ in pairs])}. "
            "Write one letter for each output quron."
        )
    return tuple(sorted(terms.items()))


class Readout(SpecModel, frozen=True):
    """A weighted sum of Pauli strings, sum_k c_k <P_k>: `Readout(terms={"ZI": 0.5, "XX": 0.1})`.

    `terms` is kept as sorted pairs (Pauli string, coefficient), so that the value is hashable.
    """

    terms: Annotated[tuple[tuple[str, float], ...], BeforeValidator(_check_terms)]

    @field_serializer("terms")
    def _as_object(self, terms: tuple[tuple[str, float], ...]) -> dict[str, float]:
        return dict(terms)


def make_readout(value: object) -> str | Readout:
    return Readout.model_validate(value) if is_object(value) or isinstance(value, Readout) else _check_pauli(value)


def readout_terms(readout: str | Readout) -> tuple[tuple[str, float], ...]:
    """Return a readout as pairs (Pauli string, coefficient)."""
    return ((readout, 1.0),) if isinstance(readout, str) else readout.terms


def default_readouts(width: int) -> tuple[str | Readout, ...]:
    """Return the readout a network of `width` output qurons has when none is named: Z on quron 0."""
    return ("Z" + "I" * (width - 1),)
