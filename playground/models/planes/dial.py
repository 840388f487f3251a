"""Which dials have planes: the network at other values of one of its numbers, and how outputs depend on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import ceil, isfinite, sqrt
from typing import Any, Literal

from playground.models.layers import turns_alone
from playground.models.model import Model, compile_model
from playground.models.pauli import FloatArray
from playground.models.planes.basis import Basis, Chebyshev, Trigonometric, Variable
from playground.spec.device import Noise
from playground.spec.errors import SpecError
from playground.spec.layer import SCALE
from playground.spec.layers import Decohere, Encode, Evolve
from playground.spec.parameters import parameter_labels
from playground.spec.per_quron import PER_QURON
from playground.spec.settings import changed_part

Path = Sequence[str | int]

_ROOTS = ("amplitude_damping", "generalized_amplitude_damping", "phase_damping")
"""Channels whose matrix is a polynomial of sqrt(1 - strength); the others are polynomials of the strength."""
_DEGREES = {"amplitude_damping": 2, "generalized_amplitude_damping": 2}
"""Degree of a channel's matrix, where it is not 1. The ground population enters linearly."""
_SATURATED = {"error_1q": 2 / 3, "error_2q": 4 / 5}
"""Errors beyond which no depolarizing channel is worse; outputs have a kink there."""
_START = 12
"""Functions that a series is first tried with, if nothing is known."""
_BEYOND = 24
"""Functions that the series of a wave needs beyond its number of radians, for eleven digits."""
_MEMORY_LIMIT = 100 * 2**20
"""Bytes that the models at other values of a dial may hold."""
_DEVICE = (
    *("t1", "t2", "thermal_population", "gate_time_1q", "gate_time_2q", "error_1q", "error_2q"),
    *("zz_crosstalk", "exaggeration"),
)
_READOUT = ("readout_p01", "readout_p10")


@dataclass(frozen=True, eq=False)
class Dial:
    """One number of a model that turns while the others stay.

    Args:
        at: The model and its parameters, with the dial at a value, from that value and theta.
        basis: Functions that an output is a sum of.
        count: How many of them.
        is_exact: Whether that is known; if not, `count` is where a look at the series begins.
        span: Smallest and largest value for which the basis holds; None if it holds for all.
    """

    at: Callable[[float, FloatArray], tuple[Model, FloatArray]]
    basis: Basis
    count: int
    is_exact: bool = True
    span: tuple[float, float] | None = None


@dataclass(frozen=True)
class ScaleDial:
    """The scale of an encoder, or of one quron of it.

    Args:
        model: The network.
        layer: Position of the encoder.
        targets: Positions among the encoder's targets of those in the hand.
        parameter: Position in theta of a trained scale; None for the scale of the whole layer.
    """

    model: Model
    layer: int
    targets: tuple[int, ...]
    parameter: int | None = None

    def at(self, value: float, theta: FloatArray) -> tuple[Model, FloatArray]:
        """The model with the dial at a value."""
        if self.parameter is not None:
            return self.model, turned(theta, self.parameter, value)
        network = changed_part(self.model.network, ("layers", self.layer, "scale"), value)
        return compile_model(network, self.model.device, self.model.noise), theta


def dial_of(model: Model, path: Path, low: float, high: float) -> Dial | ScaleDial | None:
    """The dial at a path of the experiment.

    Args:
        model: The model of the moment.
        path: As in `spec.edits.set_value`: parameters, noise, device, or a field of a layer.
        low, high: The values within reach of the hand.
    Returns:
        None if there is no such dial, or if outputs do not depend on it in a way that planes can hold.
    """
    if not (isfinite(low) and isfinite(high) and low < high):
        return None
    match tuple(path):
        case ("parameters", int(index)) if 0 <= index < model.n_parameters:
            return _parameter(model, index, low, high)
        case ("network", "layers", int(index), str(name)) if 0 <= index < len(model.network.layers):
            return _layer_field(model, index, name, low, high)
        case ("noise", str(name)) if name in Noise.model_fields:
            return _value(model, "noise", (name,), _strength(name), _ambient_degree(model, name), (low, high))
        case ("device", str(name)) if name in (*_DEVICE, *_READOUT):
            return _device_value(model, (name,), low, high)
        case ("device", str(name), int(quron)) if name in PER_QURON and 0 <= quron < model.network.qurons:
            return _device_value(model, (name, quron), low, high)
    return None


def turned(theta: FloatArray, index: int, value: float) -> FloatArray:
    """theta with one parameter at another value."""
    changed = theta.copy()
    changed[index] = value
    return changed


def _parameter(model: Model, index: int, low: float, high: float) -> Dial | ScaleDial:
    label = parameter_labels(model.network)[index]
    if label.axis == SCALE:
        targets = model.network.layers[label.layer].targets(model.network.widths[label.layer])
        return ScaleDial(model, label.layer, (targets.index(label.qurons[0]),), index)

    def at(value: float, theta: FloatArray) -> tuple[Model, FloatArray]:
        return model, turned(theta, index, value)

    if model.network.layers[label.layer].kind == "evolve":
        degree = 2 if label.axis == "XY" else 1  # the eigenvalues of XX + YY are twice as far apart
        if turns_alone(model.network, model.device, index):
            return Dial(at, Trigonometric(), 2 * degree + 1)
        # The series of exp(i degree t) on an interval ends soon after its number of periods there, whatever else acts.
        count = ceil(degree * (high - low) / 2) + _BEYOND
        return Dial(at, Chebyshev("value", low, high), count, is_exact=False, span=(low, high))
    controlled = label.axis.startswith("CR")
    return Dial(at, Trigonometric(0.5 if controlled else 1.0), 5 if controlled else 3)


def _layer_field(model: Model, index: int, name: str, low: float, high: float) -> Dial | ScaleDial | None:
    layer, width = model.network.layers[index], model.network.widths[index]
    qurons = len(layer.targets(width))
    if isinstance(layer, Encode) and name == "scale" and not layer.trainable:
        return ScaleDial(model, index, tuple(range(qurons)))
    if isinstance(layer, Evolve) and name == "duration":
        relaxes = any(model.device.on(quron).relaxes for quron in range(width))
        return _value(model, "network", ("layers", index, name), "value", None if relaxes else 0, (low, high))
    if not isinstance(layer, Decohere) or name not in layer.arguments:
        return None
    if layer.is_paired:
        qurons = len(layer.pairs_on(width))
    if name == "angle":  # each pair turns by half of it
        at = _Models(model, "network", ("layers", index, name)).at
        return Dial(at, Trigonometric(0.5), 2 * qurons + 1)
    variable: Variable = "value"
    degree: int | None = qurons
    if name == "strength":
        variable, degree = _strength(layer.channel), qurons * _DEGREES.get(layer.channel, 1)
    elif layer.channel == "thermal" and name != "thermal_population":
        degree = None
    if name in ("t1", "t2"):
        variable, (low, high) = "rate", _relaxing(name, layer.t1, layer.t2, low, high)
    return _value(model, "network", ("layers", index, name), variable, degree, (low, high))


def _device_value(model: Model, steps: tuple[str] | tuple[str, int], low: float, high: float) -> Dial | None:
    """The dial of a value of the device, or of the value of one quron."""
    name, qurons = steps[0], list(steps[1:]) or list(range(model.network.qurons))
    if isinstance(getattr(model.device, name), tuple) != (len(steps) > 1):
        return None
    variable: Variable = "value"
    if name in ("t1", "t2"):
        variable = "rate"
        for own in (model.device.on(quron) for quron in qurons):
            if not own.relaxes:
                return None
            low, high = _relaxing(name, own.t1, own.t2, low, high)
    degree = max(len(string) for string, _ in model.network.observables[0]) if name in _READOUT else None
    return _value(model, "device", steps, variable, degree, (low, min(high, _SATURATED.get(name, high))))


def _ambient_degree(model: Model, name: str) -> int:
    """Degree that an ambient channel may reach: it acts on every quron after every layer that is not noise itself."""
    network = model.network
    acts = sum(
        width for layer, width in zip(network.layers, network.widths[1:], strict=True) if layer.kind != "decohere"
    )
    return acts * _DEGREES.get(name, 1)


def _strength(channel: str) -> Variable:
    return "root" if channel in _ROOTS else "value"


def _relaxing(name: str, t1: float | None, t2: float | None, low: float, high: float) -> tuple[float, float]:
    """The part of a range of T1 or T2 in which T2 <= 2 T1."""
    if name == "t1":
        return (low if t2 is None else max(low, t2 / 2)), high
    return low, (high if t1 is None else min(high, 2 * t1))


@dataclass(eq=False)
class _Models:
    """Models with one number changed, compiled once for each value as long as memory allows."""

    model: Model
    part: Literal["network", "device", "noise"]
    steps: Path
    known: dict[float, Model] = field(default_factory=dict)

    def at(self, value: float, theta: FloatArray) -> tuple[Model, FloatArray]:
        """The model with the number at a value."""
        found = self.known.get(value)
        if found is None:
            parts: dict[str, Any] = {name: getattr(self.model, name) for name in ("network", "device", "noise")}
            parts[self.part] = changed_part(parts[self.part], self.steps, value)
            found = compile_model(**parts)
            if len(self.known) * self.model.plan.bytes < _MEMORY_LIMIT:
                self.known[value] = found
        return found, theta


def _value(
    model: Model,
    part: Literal["network", "device", "noise"],
    steps: Path,
    variable: Variable,
    degree: int | None,
    span: tuple[float, float],
) -> Dial | None:
    """The dial of a number of the network, device or noise; None if the range is empty or holds what cannot be."""
    low, high = span
    if not low < high or (variable == "rate" and low <= 0):
        return None
    try:
        for end in span:
            changed_part(getattr(model, part), steps, end)
    except SpecError:
        return None
    # The series of a polynomial of high degree D on an interval ends much earlier, after some sqrt(D) terms.
    start = _START if degree is None else ceil(sqrt(14 * degree))
    is_exact = degree is not None and degree < max(start, _START)
    count = degree + 1 if is_exact and degree is not None else start
    return Dial(_Models(model, part, steps).at, Chebyshev(variable, low, high), count, is_exact, span)


def is_same_but_for(path: Path, one: Model, other: Model) -> bool:
    """Whether two models are equal apart from the value at the path of a dial."""
    if path[:1] == ("parameters",):
        return one is other
    part, steps = path[0], path[1:]
    for name in ("network", "device", "noise"):
        before, after = getattr(one, name), getattr(other, name)
        if name == part and before != after:
            try:
                before = changed_part(before, steps, _value_at(after, steps))
            except (SpecError, LookupError, AttributeError, TypeError):
                return False
        if before != after:
            return False
    return True


def _value_at(part: Any, steps: Path) -> Any:
    for step in steps:
        part = getattr(part, step) if isinstance(step, str) else part[step]
    return part
