"""The network: a row of layers on qurons, and what is read out at its end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, model_validator

from playground.spec.base import SpecModel
from playground.spec.choices import MAX_FEATURES, MAX_LAYERS, MAX_QURONS, MAX_READOUTS
from playground.spec.errors import SpecError, at, leaf_of, shown
from playground.spec.evolve import Evolve
from playground.spec.layers import Encode, Layer, make_layer
from playground.spec.narrow import is_list, is_object
from playground.spec.readouts import Readout, default_readouts, make_readout, readout_terms
from playground.spec.values import Items, Whole


def widths_of(qurons: int, layers: Sequence[Layer]) -> tuple[int, ...]:
    """Return the number of qurons before the first layer and after every layer."""
    widths = [qurons]
    for layer in layers:
        widths.append(layer.width_after(widths[-1]))
    return tuple(widths)


class Network(SpecModel, frozen=True):
    """A quantum neural network: `layers` act in order on `qurons` qurons in |0>; `readouts` are measured at the end.

    Args:
        qurons: Number of qurons before the first layer, 1 to 32. Quron 0 is drawn on top, the leftmost tensor factor.
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
        tuple[Annotated[str | Readout, BeforeValidator(make_readout)], ...], Items(1, MAX_READOUTS, "readouts")
    ] = ()

    @property
    def widths(self) -> tuple[int, ...]:
        """Number of qurons before the first layer and after every layer; length L + 1."""
        return widths_of(self.qurons, self.layers)

    @property
    def observables(self) -> tuple[tuple[tuple[str, float], ...], ...]:
        """Every readout as pairs (Pauli string, coefficient)."""
        return tuple(readout_terms(readout) for readout in self.readouts)

    def with_layers(self, layers: Sequence[Layer]) -> Self:
        """Return the network with other layers; readouts that no longer fit give way to Z on output quron 0.

        Args:
            layers: The layers after.
        Returns:
            The new network.
        Raises:
            SpecError: With a path relative to the network.
        """
        width = widths_of(self.qurons, layers)[-1]
        fits = [len(terms[0][0]) == width for terms in self.observables]
        readouts = [r if fit else default_readouts(width)[0] for r, fit in zip(self.readouts, fits, strict=True)]
        if not all(fits):
            readouts = list(dict.fromkeys(readouts))  # several that no longer fit become one
        return self.replace(layers=tuple(layers), readouts=tuple(readouts))

    def changed(self, field: str, value: Any) -> Self:
        if field == "features":
            self._check_features(value)
        if field != "layers" or not is_list(value):
            return super().changed(field, value)
        layers: list[Layer] = []
        for index, layer in enumerate(value):
            with at("layers", index):
                layers.append(make_layer(layer))
        return self.with_layers(layers)

    def _check_features(self, count: object) -> None:
        """Refuse a number of features that takes one away which a layer reads, and say which layer."""
        for index, layer in enumerate(self.layers):
            for feature in layer.features if isinstance(layer, Encode | Evolve) else ():
                if isinstance(count, int) and feature >= count >= 1:
                    raise SpecError(
                        f"`features` cannot be {count}: layer {index + 1} reads feature {feature + 1}. Choose other "
                        "features there first, or remove the layer.",
                        "features",
                    )

    @model_validator(mode="before")
    @classmethod
    def _null_is_default(cls, value: Any) -> Any:
        if is_object(value) and value.get("readouts", ()) is None:
            return {name: field for name, field in value.items() if name != "readouts"}
        return value

    @model_validator(mode="after")
    def _parts_fit(self) -> Network:
        widths = self.widths
        for index, layer in enumerate(self.layers):
            try:
                layer.check_on(widths[index], self.features)
            except SpecError as error:
                about_qurons = error.path.startswith(("qurons", "pairs"))
                reason = self._lost_before(index) if about_qurons else ""
                raise SpecError(error.message + reason, error.path).under("layers", index) from None
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
            if self.layers[number - 1].replaces_qurons:
                return (
                    f" The perceptron layer {number} traced out the qurons before it; after it the new qurons are "
                    "counted from 0."
                )
        return ""


def _count(number: int) -> str:
    return f"{number} quron{'s' * (number != 1)}"
