"""The network: a row of layers on qurons, and what is read out at its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from pydantic import BeforeValidator, field_serializer, model_validator

from playground.spec.base import SpecModel
from playground.spec.choices import MAX_FEATURES, MAX_LAYERS, MAX_QURONS, MAX_READOUTS, MAX_TERMS
from playground.spec.errors import SpecError, leaf_of, shown
from playground.spec.layers import Layer, Perceptron
from playground.spec.values import Items, Real, Whole

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
        pairs = list(value.items()) if isinstance(value, Mapping) else [(p, c) for p, c in value]  # type: ignore
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


class Readout(SpecModel):
    """A weighted sum of Pauli strings, sum_k c_k <P_k>: `Readout(terms={"ZI": 0.5, "XX": 0.1})`.

    `terms` is kept as sorted pairs (Pauli string, coefficient), so that the value is hashable.
    """

    terms: Annotated[tuple[tuple[str, float], ...], BeforeValidator(_check_terms)]

    @field_serializer("terms")
    def _as_object(self, terms: tuple[tuple[str, float], ...]) -> dict[str, float]:
        return dict(terms)


def _check_readout(value: object) -> str | Readout:
    return Readout.model_validate(value) if isinstance(value, Mapping | Readout) else _check_pauli(value)


def readout_terms(readout: str | Readout) -> tuple[tuple[str, float], ...]:
    """Return a readout as pairs (Pauli string, coefficient)."""
    return ((readout, 1.0),) if isinstance(readout, str) else readout.terms


def default_readouts(width: int) -> tuple[str | Readout, ...]:
    """Return the readout a network of `width` output qurons has when none is named: Z on quron 0."""
    return ("Z" + "I" * (width - 1),)


def widths_of(qurons: int, layers: Sequence[Layer]) -> tuple[int, ...]:
    """Return the number of qurons before the first layer and after every layer."""
    widths = [qurons]
    for layer in layers:
        widths.append(layer.width_after(widths[-1]))
    return tuple(widths)


class Network(SpecModel):
    """A quantum neural network: `layers` act in order on `qurons` qurons in |0>; `readouts` are measured at the end.

    Args:
        qurons: Number of qurons before the first layer, 1 to 8. Quron 0 is drawn on top, the leftmost tensor factor.
        features: Number of features of an input, 1 to 8.
        layers: At least one layer.
        readouts: Pauli strings over the output qurons, or `Readout` values. Default: Z on output quron 0.
    Raises:
        SpecError: If a field cannot be used, or the layers and readouts do not fit each other.
    """

    qurons: Annotated[int, Whole(1, MAX_QURONS, "Add or remove qurons.")]
    features: Annotated[int, Whole(1, MAX_FEATURES)] = 2
    layers: Annotated[tuple[Layer, ...], Items(1, MAX_LAYERS, "layers")]
    readouts: Annotated[
        tuple[Annotated[str | Readout, BeforeValidator(_check_readout)], ...], Items(1, MAX_READOUTS, "readouts")
    ] = ()

    @property
    def widths(self) -> tuple[int, ...]:
        """Number of qurons before the first layer and after every layer; length L + 1."""
        return widths_of(self.qurons, self.layers)

    @property
    def observables(self) -> tuple[tuple[tuple[str, float], ...], ...]:
        """Every readout as pairs (Pauli string, coefficient)."""
        return tuple(readout_terms(readout) for readout in self.readouts)

    @model_validator(mode="before")
    @classmethod
    def _null_is_default(cls, value: Any) -> Any:
        if isinstance(value, dict) and value.get("readouts", ()) is None:
            return {name: field for name, field in value.items() if name != "readouts"}
        return value

    @model_validator(mode="after")
    def _parts_fit(self) -> Network:
        widths = self.widths
        for index, layer in enumerate(self.layers):
            try:
                layer.check_on(widths[index], self.features)
            except SpecError as error:
                raise SpecError(error.message + self._lost_before(index), error.path).under("layers", index) from None
        if not self.readouts:  # only when left out: an empty list is refused before
            object.__setattr__(self, "readouts", default_readouts(widths[-1]))
        for index, terms in enumerate(self.observables):
            self._check_observable(terms, index, widths[-1])
        return self

    def _check_observable(self, terms: tuple[tuple[str, float], ...], index: int, width: int) -> None:
        path = f"readouts[{index}]"
        example = default_readouts(width)[0]
        length = len(terms[0][0])
        if length != width:
            raise SpecError(
                f"`{leaf_of(path)}` is {shown(terms[0][0])} and reads {_count(length)}, but {_count(width)} "
                f"leave{'s' * (width == 1)} the network.{self._lost_before(len(self.layers))} "
                f"Write one letter for each of them, such as {example!r}.",
                path,
            )
        if all(set(pauli) == {"I"} for pauli, _ in terms):
            raise SpecError(
                f"`{leaf_of(path)}` is {shown(terms[0][0])} and reads no quron. Write X, Y or Z for at least one "
                f"quron, such as {example!r}.",
                path,
            )

    def _lost_before(self, index: int) -> str:
        """Return a sentence about the last perceptron layer before `index`, or nothing."""
        for number in range(index, 0, -1):
            layer = self.layers[number - 1]
            if isinstance(layer, Perceptron):
                return (
                    f" The perceptron layer {number} traced out the qurons before it; after it the new qurons are "
                    "counted from 0."
                )
        return ""


def _count(number: int) -> str:
    return f"{number} quron{'s' * (number != 1)}"
