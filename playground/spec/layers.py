"""The kinds of layer. A layer is a channel from the qurons before it to the qurons after it."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, Self, get_args

from pydantic import BeforeValidator, Field, model_validator

from playground.spec.choices import (
    CHANNEL_PARAMETERS,
    LAYER_KINDS,
    MAX_ANGLE,
    MAX_FEATURES,
    MAX_QURONS,
    MAX_SCALE,
    MAX_TIME,
    PAIR_CHANNELS,
    PARAMETRISED_GATES,
    Axis,
    Channel,
    Gate,
    Pattern,
)
from playground.spec.errors import SpecError, shown, suggestion
from playground.spec.evolve import Evolve
from playground.spec.layer import (
    SCALE,
    Axes,
    LayerBase,
    ParameterKey,
    check_feature,
    check_switch,
)
from playground.spec.narrow import is_object
from playground.spec.paired import PairedLayer
from playground.spec.relaxation import check_relaxation
from playground.spec.values import Items, Probability, Real, Whole


class Encode(LayerBase, frozen=True):
    """Writes features into angles: quron `targets[i]` turns by `scale * x[features[i % len(features)]]` about `axis`.

    Equation: R_P(t) = exp(-i t P / 2), P the Pauli matrix of `axis`, t = scale * x. Features are dimensionless,
    `scale` in radians per unit. Repeating the layer is data re-uploading.

    With `trainable`, the scale of every target is a parameter of its own (label `scale`). It starts at `scale`, not at
    random: a scale of the wrong size puts the frequencies of the output where the data have none.
    Source: Perez-Salinas et al., Quantum 4, 226 (2020), whose encodings have trained weights.
    """

    kind: Literal["encode"] = "encode"
    axis: Axis = "x"
    features: Annotated[
        tuple[Annotated[int, Whole(0, MAX_FEATURES - 1, "Features are counted from 0.")], ...],
        Items(1, MAX_QURONS, "features"),
    ] = (0, 1)
    scale: Annotated[float, Real(-MAX_SCALE, MAX_SCALE)] = 1.0
    trainable: Annotated[bool, BeforeValidator(check_switch)] = False

    def parameters_on(self, n: int) -> tuple[ParameterKey, ...]:
        return tuple(((quron,), SCALE) for quron in self.targets(n)) if self.trainable else ()

    def starts_on(self, n: int) -> tuple[float | None, ...]:
        return (self.scale,) * len(self.parameters_on(n))

    def features_on(self, n: int) -> tuple[int, ...]:
        """Return the feature that each target on `n` qurons receives."""
        return tuple(self.features[i % len(self.features)] for i in range(len(self.targets(n))))

    def check_on(self, n: int, features: int) -> None:
        super().check_on(n, features)
        for position, feature in enumerate(self.features):
            check_feature(feature, features, f"features[{position}]")

    def without_quron(self, quron: int, n: int) -> Layer | None:
        layer = super().without_quron(quron, n)
        if not isinstance(layer, Encode):
            return layer
        pairs = zip(self.targets(n), self.features_on(n), strict=True)
        kept = tuple(feature for target, feature in pairs if target != quron)
        # The list as written is kept where it still gives every quron its own feature.
        return layer if layer.features_on(n - 1) == kept else layer.replace(features=kept)


class Rotate(LayerBase, frozen=True):
    """Turns every target about each of `axes` in turn, by one trainable angle each: R_P(t) = exp(-i t P / 2)."""

    kind: Literal["rotate"] = "rotate"
    axes: Axes = "yz"

    def parameters_on(self, n: int) -> tuple[ParameterKey, ...]:
        return tuple(((quron,), f"R{axis.upper()}") for quron in self.targets(n) for axis in self.axes)


class Entangle(PairedLayer, frozen=True):
    """Applies a two-quron gate to pairs, in order: a pattern over the targets, or pairs written out.

    The gates `crx cry crz rxx ryy rzz` have one trainable angle for each pair; the first quron of a pair controls.
    A layer with `pairs` has `pattern=None`.
    """

    kind: Literal["entangle"] = "entangle"
    gate: Gate = "cz"

    def parameters_on(self, n: int) -> tuple[ParameterKey, ...]:
        if self.gate not in PARAMETRISED_GATES:
            return ()
        return tuple((pair, self.gate.upper()) for pair in self.pairs_on(n))

    @property
    def _noun(self) -> str:
        return "An entangle layer"


class Decohere(PairedLayer, frozen=True):
    """Lets the environment act on every target, or every pair: one channel, with the fields that belong to it.

    `strength` is the probability of the channel (0 to 1), `ground_population` the ground-state probability in
    equilibrium; `t1`, `t2` and `time` are in microseconds, `thermal_population` is the excited-state probability
    in equilibrium. `angle` is what ZZ crosstalk H = (zeta/4) ZZ has accumulated, zeta times time in radians: it turns
    a pair by exp(-i angle ZZ / 4). The channels of `choices.PAIR_CHANNELS` act on pairs, by `pattern` or `pairs` as
    in `Entangle`. Fields of other channels keep their defaults.
    """

    kind: Literal["decohere"] = "decohere"
    channel: Channel = "amplitude_damping"
    strength: Probability = 0.1
    ground_population: Probability = 0.9
    t1: Annotated[float, Real(1e-6, MAX_TIME)] = 50.0
    t2: Annotated[float, Real(1e-6, MAX_TIME)] = 70.0
    time: Annotated[float, Real(0.0, MAX_TIME)] = 1.0
    thermal_population: Probability = 0.0
    angle: Annotated[float, Real(-MAX_ANGLE, MAX_ANGLE, "Write an angle in radians.")] = 0.5
    pattern: Pattern | None = None

    @classmethod
    def acts_on_pairs(cls, fields: Any) -> bool:
        return fields.get("channel") in PAIR_CHANNELS

    @property
    def is_paired(self) -> bool:
        return self.channel in PAIR_CHANNELS

    @property
    def arguments(self) -> dict[str, float]:
        """The fields that belong to the channel, by name."""
        return {name: getattr(self, name) for name in CHANNEL_PARAMETERS[self.channel]}

    @property
    def _noun(self) -> str:
        return f"The channel {self.channel}"

    @model_validator(mode="after")
    def _only_own_fields(self) -> Decohere:
        own, fields = CHANNEL_PARAMETERS[self.channel], type(self).model_fields
        for channel, names in CHANNEL_PARAMETERS.items():
            for name in names:
                if name not in own and getattr(self, name) != fields[name].default:
                    raise SpecError(
                        f"`{name}` is {shown(getattr(self, name))}, but the channel {self.channel} has only "
                        f"{', '.join(own)}. Remove `{name}`, or choose the channel {channel}.",
                        name,
                    )
        for name in () if self.is_paired else ("pattern", "pairs"):
            if getattr(self, name) is not None:
                raise SpecError(
                    f"`{name}` is {shown(getattr(self, name))}, but the channel {self.channel} acts on single qurons. "
                    f"Remove `{name}`, or choose one of the channels on pairs: {', '.join(PAIR_CHANNELS)}.",
                    name,
                )
        if self.channel == "thermal":
            check_relaxation(self.t1, self.t2)
        return self

    def changed(self, field: str, value: Any) -> Self:
        own = next((names for channel, names in CHANNEL_PARAMETERS.items() if channel == value), None)
        if field != "channel" or own is None:
            return super().changed(field, value)
        fields = type(self).model_fields
        foreign = {name for names in CHANNEL_PARAMETERS.values() for name in names} - set(own)
        changes = {name: fields[name].default for name in foreign}
        return self.replace(channel=value, **changes, **self._places_for(value))

    def _places_for(self, channel: str) -> dict[str, Any]:
        """Return where another channel acts: on the same qurons as far as it can."""
        if channel in PAIR_CHANNELS:
            few = self.qurons is not None and len(self.qurons) < 2
            return {"qurons": None} if few else {}
        qurons = self.qurons if self.pairs is None else self.targets(0)
        return {"pattern": None, "pairs": None, "qurons": qurons}


class Perceptron(LayerBase, frozen=True):
    """A dissipative quantum perceptron: `width` fresh qurons replace all qurons that reach the layer.

    Each output quron j starts in |0>, meets every input i by exp(-i/2 (a XX + b YY + c ZZ)), then turns by RZ, RY,
    RZ; afterwards every quron that reached the layer is traced out. `qurons` chooses the inputs. k(3m + 3) parameters
    for m inputs and k outputs. Later layers count the new qurons from 0.
    Source: after Beer et al., Nat. Commun. 11, 808 (2020).
    """

    replaces_qurons: ClassVar[bool] = True

    kind: Literal["perceptron"] = "perceptron"
    width: Annotated[int, Whole(1, MAX_QURONS - 1)] = 1

    def width_after(self, n: int) -> int:
        return self.width

    def parameters_on(self, n: int) -> tuple[ParameterKey, ...]:
        keys: list[ParameterKey] = []
        for output in range(self.width):
            keys += [((i, output), axis) for i in self.targets(n) for axis in ("XX", "YY", "ZZ")]
            keys += [((output,), axis) for axis in ("RZ", "RY", "RZ")]
        return tuple(keys)

    def check_on(self, n: int, features: int) -> None:
        super().check_on(n, features)
        inputs = len(self.targets(n))
        if inputs + self.width > MAX_QURONS:
            most = MAX_QURONS - inputs
            outputs = f"at most {most} outputs, or " if most else ""
            raise SpecError(
                f"`width` is {self.width}, and {inputs} inputs make {inputs + self.width} qurons at one time, "
                f"more than {MAX_QURONS}. Choose {outputs}fewer inputs in `qurons`.",
                "width",
            )

    def without_quron(self, quron: int, n: int) -> Layer | None:
        if self.qurons == (quron,):
            raise SpecError(
                f"Quron {quron} is the only input of this perceptron layer and cannot be removed. "
                "Give the layer other `qurons`, or remove the layer first.",
                "qurons",
            )
        return super().without_quron(quron, n)

    def key_without(self, qurons: tuple[int, ...], removed: int) -> tuple[int, ...] | None:
        # Only inputs are renumbered: the first of a pair.
        if len(qurons) == 1:
            return qurons
        inputs = super().key_without(qurons[:1], removed)
        return None if inputs is None else (*inputs, qurons[1])


AnyLayer = Encode | Rotate | Entangle | Evolve | Decohere | Perceptron
_CLASSES: dict[str, type[AnyLayer]] = {cls.model_fields["kind"].default: cls for cls in get_args(AnyLayer)}


def make_layer(value: object) -> AnyLayer:
    """Return a layer made from a mapping with its `kind`, or the layer itself.

    Args:
        value: Layer, or mapping such as `{"kind": "rotate", "axes": "yz"}`.
    Returns:
        The checked layer.
    Raises:
        SpecError: With a path relative to the layer.
    """
    if isinstance(value, AnyLayer):
        return value
    kinds = ", ".join(LAYER_KINDS)
    if not is_object(value):
        raise SpecError(f"A layer must be an object with a `kind`, but is {shown(value)}. Write {{'kind': ...}}.")
    if "kind" not in value:
        raise SpecError(f"`kind` is missing from the layer {shown(dict(value))}. Add one of: {kinds}.", "kind")
    kind = value["kind"]
    if not isinstance(kind, str) or kind not in _CLASSES:
        raise SpecError(f"`kind` must be one of {kinds}, but is {shown(kind)}. {suggestion(kind, _CLASSES)}", "kind")
    return _CLASSES[kind].model_validate(value)


Layer = Annotated[AnyLayer, Field(discriminator="kind"), BeforeValidator(make_layer)]
