"""Which dials of an experiment can be swept: every continuous value, with its name, unit and a sensible range."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import pi
from typing import Any

from playground.spec.choices import AMBIENT_CHANNELS
from playground.spec.errors import SpecError, path_of, shown
from playground.spec.experiment import Experiment
from playground.spec.layer import SCALE
from playground.spec.layers import Decohere, Encode, Layer
from playground.spec.parameters import ParameterLabel, parameter_labels

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Dial:
    """A value that can be swept.

    Attributes:
        path: Where it stands, as in `spec.edits.set_value`.
        name: As the dials of the page are called, layers counted from 1.
        unit: `rad`, `us`, `rad/us`, `rad per unit of x`, or empty for a pure number.
        low, high: A sensible range; what is allowed may be wider.
        learning: Whether it acts on learning alone, so that a sweep must train at every value.
    """

    path: Path
    name: str
    unit: str
    low: float
    high: float
    learning: bool = False


FIELDS: dict[str, tuple[str, float, float]] = {
    "strength": ("", 0.0, 0.5),
    "ground_population": ("", 0.5, 1.0),
    "thermal_population": ("", 0.0, 0.5),
    "t1": ("us", 1.0, 300.0),
    "t2": ("us", 1.0, 300.0),
    "time": ("us", 0.0, 20.0),
    "angle": ("rad", -pi, pi),
    "duration": ("us", 0.0, 20.0),
    "scale": ("rad per unit of x", 0.0, 2 * pi),
    "gate_time_1q": ("us", 0.0, 1.0),
    "gate_time_2q": ("us", 0.0, 1.0),
    "error_1q": ("", 0.0, 0.1),
    "error_2q": ("", 0.0, 0.1),
    "readout_p01": ("", 0.0, 0.5),
    "readout_p10": ("", 0.0, 0.5),
    "zz_crosstalk": ("rad/us", -10.0, 10.0),
    "exaggeration": ("", 1.0, 200.0),
    "amplitude_damping": ("", 0.0, 0.3),
    "phase_damping": ("", 0.0, 0.3),
    "depolarizing": ("", 0.0, 0.3),
    "noise": ("", 0.0, 0.5),
    "learning_rate": ("", 0.005, 0.3),
    "momentum": ("", 0.0, 0.99),
    "l2": ("", 0.0, 0.1),
}
"""Unit and range of every field that can be swept."""

WHOLE = ("samples", "seed", "shots", "batch_size", "qurons", "features", "width", "version")
"""Fields of whole numbers, which name a size or a draw and not a strength."""


def dials(experiment: Experiment) -> tuple[Dial, ...]:
    """Return every dial of an experiment: angles, layers, ambient noise, device, data, learning.

    Args:
        experiment: The experiment.
    Returns:
        The dials, in that order.
    """
    return (
        *_angles(experiment),
        *_layers(experiment),
        *(_dial(("noise", name), f"ambient {_words(name)}") for name in AMBIENT_CHANNELS),
        *_device(experiment),
        _dial(("data", "noise"), "data noise"),
        *_learning(experiment),
    )


def find_dial(experiment: Experiment, path: Sequence[str | int]) -> Dial:
    """Return the dial at a path.

    Args:
        experiment: The experiment.
        path: Steps to the value, such as `("noise", "depolarizing")` or `("parameters", 3)`.
    Returns:
        The dial.
    Raises:
        SpecError: If there is no such dial, or it cannot be swept; says why.
    """
    wanted = tuple(path)
    for dial in dials(experiment):
        if dial.path == wanted:
            return dial
    where = path_of(step for step in wanted if isinstance(step, str | int))[:60]
    leaf = wanted[-1] if wanted else ""
    if leaf in WHOLE:
        raise SpecError(f"`{leaf}` holds whole numbers and cannot be swept. Choose a strength, time or angle.", where)
    if isinstance(leaf, str) and leaf in ("t1", "t2") and wanted[0] == "device":
        raise SpecError("`t1` can be swept once `t2` is finite: T2 can be at most 2 T1. Set `t2` first.", "device.t2")
    raise SpecError(f"`path` is {shown(list(wanted))}, and there is no such dial. Choose one from the list.", where)


def check_trained(dial: Dial, *, retrain: bool) -> None:
    """Refuse to sweep a dial of learning with the present parameters, which do not depend on it."""
    if dial.learning and not retrain:
        raise SpecError(
            f"`{dial.path[-1]}` acts on learning alone: with the present parameters every curve would be flat. "
            "Train at every value instead.",
            path_of(dial.path),
        )


def present_value(experiment: Experiment, theta: Sequence[float], dial: Dial) -> float:
    """Return where a dial stands; `theta` are the present parameters in radians, shape (P,)."""
    if dial.path[0] == "parameters":
        return float(theta[int(dial.path[1])])
    part: Any = experiment
    for step in dial.path:
        part = part[step] if isinstance(step, int) else getattr(part, step)
    return float("inf") if part is None else float(part)


def parameter_name(label: ParameterLabel, occurrence: int = 1, *, perceptron: bool = False) -> str:
    """Return a parameter's name as the page has it: `layer 2 RY q0`, in a perceptron `layer 3 XX q0 p1`."""
    last = len(label.qurons) - 1
    wires = [f"{'p' if perceptron and k == last else 'q'}{quron}" for k, quron in enumerate(label.qurons)]
    again = f" {occurrence}" if occurrence > 1 else ""
    return f"layer {label.layer + 1} {label.axis} {' '.join(wires)}{again}"


def _angles(experiment: Experiment) -> Iterator[Dial]:
    seen: Counter[ParameterLabel] = Counter()
    layers = experiment.network.layers
    for index, label in enumerate(parameter_labels(experiment.network)):
        seen[label] += 1
        name = parameter_name(label, seen[label], perceptron=layers[label.layer].kind == "perceptron")
        unit, low, high = FIELDS["scale"] if label.axis == SCALE else FIELDS["angle"]
        yield Dial(("parameters", index), name, unit, low, high)


def _layers(experiment: Experiment) -> Iterator[Dial]:
    for index, layer in enumerate(experiment.network.layers):
        for name in _fields(layer):
            what = _words(layer.channel) if isinstance(layer, Decohere) else layer.kind
            field = "" if name == "strength" else f" {_words(name)}"
            yield _dial(("network", "layers", index, name), f"layer {index + 1} {what}{field}")


def _fields(layer: Layer) -> tuple[str, ...]:
    if isinstance(layer, Decohere):
        return tuple(layer.arguments)
    if isinstance(layer, Encode):
        return () if layer.trainable else ("scale",)
    return ("duration", *(("scale",) if layer.features else ())) if layer.kind == "evolve" else ()


def _device(experiment: Experiment) -> Iterator[Dial]:
    device = experiment.device
    for name in type(device).model_fields:
        if name not in FIELDS:
            continue
        value = getattr(device, name)
        if isinstance(value, tuple):
            for quron, own in enumerate(value):
                if own is not None:
                    yield _dial(("device", name, quron), f"device {_words(name)} q{quron}")
        elif name != "t1" or device.t2 is not None:
            yield _dial(("device", name), f"device {_words(name)}")


def _learning(experiment: Experiment) -> Iterator[Dial]:
    own = {"sgd": ("momentum",)}.get(experiment.training.optimizer, ())
    for name in ("learning_rate", *own, "l2"):
        yield _dial(("training", name), _words(name), learning=True)


def _dial(path: Path, name: str, *, learning: bool = False) -> Dial:
    field = next(step for step in reversed(path) if isinstance(step, str))
    return Dial(path, name, *FIELDS[field], learning=learning)


def _words(name: str) -> str:
    return name.replace("_", " ").replace("t1", "T1").replace("t2", "T2")
