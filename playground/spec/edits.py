"""Every structural edit: a pure function from an experiment to a new, valid one, or a `SpecError`.

Starting parameters that an experiment carries survive where their layer does; the others are drawn from the seed.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from playground.spec.choices import MAX_QURONS
from playground.spec.errors import SpecError, at, shown, suggestion
from playground.spec.experiment import Experiment
from playground.spec.layers import Layer, make_layer
from playground.spec.narrow import is_list, is_object
from playground.spec.network import Network
from playground.spec.parameters import Renumber, carry_from, carry_parameters, initial_parameters, same_qurons
from playground.spec.refit import with_quron, without_quron
from playground.spec.settings import changed_part
from playground.spec.values import Whole


def insert_layer(experiment: Experiment, index: int, layer: Layer | Mapping[str, Any]) -> Experiment:
    """Return the experiment with a layer put before position `index` (0 to the number of layers)."""
    layers = list(experiment.network.layers)
    index = _position(index, len(layers), "index")
    layers.insert(index, _made(layer))
    origin = _kept(experiment)
    origin.insert(index, None)
    return _with_layers(experiment, layers, origin)


def remove_layer(experiment: Experiment, index: int) -> Experiment:
    """Return the experiment without the layer at `index`; the last layer cannot be removed."""
    layers, origin = list(experiment.network.layers), _kept(experiment)
    index = _position(index, len(layers) - 1, "index")
    if len(layers) == 1:
        raise SpecError(
            "`layers` holds 1 layer, and the only layer cannot be removed. Add another one first.", "network.layers"
        )
    del layers[index], origin[index]
    return _with_layers(experiment, layers, origin)


def replace_layer(experiment: Experiment, index: int, layer: Layer | Mapping[str, Any]) -> Experiment:
    """Return the experiment with another layer at `index`."""
    layers = list(experiment.network.layers)
    index = _position(index, len(layers) - 1, "index")
    layers[index] = _made(layer)
    return _with_layers(experiment, layers, _kept(experiment))


def duplicate_layer(experiment: Experiment, index: int) -> Experiment:
    """Return the experiment with a copy of the layer at `index` after it, parameters included."""
    layers, origin = list(experiment.network.layers), _kept(experiment)
    index = _position(index, len(layers) - 1, "index")
    layers.insert(index + 1, layers[index])
    origin.insert(index + 1, index)
    return _with_layers(experiment, layers, origin)


def move_layer(experiment: Experiment, source: int, target: int) -> Experiment:
    """Return the experiment with the layer at `source` moved so that it stands at `target` afterwards."""
    layers, origin = list(experiment.network.layers), _kept(experiment)
    source = _position(source, len(layers) - 1, "source")
    target = _position(target, len(layers) - 1, "target")
    layers.insert(target, layers.pop(source))
    origin.insert(target, origin.pop(source))
    return _with_layers(experiment, layers, origin)


def add_quron(experiment: Experiment) -> Experiment:
    """Return the experiment with one more quron at the bottom, which no readout reads."""
    with at("network"):
        network = with_quron(experiment.network)
    return _with_network(experiment, network, _kept(experiment))


def remove_quron(experiment: Experiment, quron: int | None = None) -> Experiment:
    """Return the experiment without a quron (default: the lowest); those below it move up and are renumbered.

    Layers and readouts left with nothing to do are dropped. `quron` counts the qurons before the first layer.
    """
    old = experiment.network
    gone = old.qurons - 1 if quron is None else _position(quron, old.qurons - 1, "quron")
    with at("network"):
        network, origin = without_quron(old, gone)
    replaced = [i for i, layer in enumerate(old.layers) if layer.replaces_qurons]
    last_touched = replaced[0] if replaced else len(old.layers)

    def renumber(index: int, qurons: tuple[int, ...]) -> tuple[int, ...] | None:
        return old.layers[index].key_without(qurons, gone) if index <= last_touched else qurons

    return _with_network(experiment, network, list(origin), renumber)


def set_value(experiment: Experiment, path: object, value: Any) -> Experiment:
    """Return the experiment with one value changed.

    Args:
        experiment: The experiment before.
        path: Steps to the value, such as `("noise", "amplitude_damping")`, `("network", "layers", 2, "strength")`,
            `("network", "readouts", 0)` or `("parameters", 5)`.
        value: The new value. `("network", "qurons")` adds or removes qurons at the bottom.
    Returns:
        The new experiment. Fields that depend on the value follow: `pattern` ends `pairs`, a new channel starts with
        its defaults, readouts that no longer fit become Z on output quron 0.
    Raises:
        SpecError: With the path of the value.
    """
    if not is_list(path):
        raise SpecError(
            f"`path` must be a list of steps, but is {shown(path)}. Write ['noise', 'depolarizing'].", "path"
        )
    steps = tuple(path)
    if steps == ("network", "qurons"):
        return _set_qurons(experiment, value)
    if steps[:1] == ("parameters",) and len(steps) > 1 and experiment.parameters is None:
        drawn = initial_parameters(experiment.network, experiment.training.seed)
        experiment = experiment.replace(parameters=drawn)
    if steps[:1] != ("network",):
        return Experiment.model_validate(changed_part(experiment, steps, value))
    with at("network"):
        network = Network.model_validate(changed_part(experiment.network, steps[1:], value))
    same_row = len(network.layers) == len(experiment.network.layers) and len(steps) > 2
    return _with_network(experiment, network, _kept(experiment) if same_row else None)


EDITS: dict[str, Callable[..., Experiment]] = {
    "insert_layer": insert_layer,
    "remove_layer": remove_layer,
    "replace_layer": replace_layer,
    "duplicate_layer": duplicate_layer,
    "move_layer": move_layer,
    "add_quron": add_quron,
    "remove_quron": remove_quron,
    "set_value": set_value,
}


def apply_edit(experiment: Experiment, edit: object) -> Experiment:
    """Return the experiment after an edit written as a message.

    Args:
        experiment: The experiment before.
        edit: `kind`, a name in `EDITS`, and the arguments of that function by name, such as
            `{"kind": "move_layer", "source": 2, "target": 0}`.
    Returns:
        The new experiment.
    Raises:
        SpecError: If the message is no edit, or the result would be no valid experiment.
    """
    if not is_object(edit):
        raise SpecError(f"An edit must be an object with a `kind`, but is {shown(edit)}. Write {{'kind': ...}}.")
    kind = edit.get("kind")
    if not isinstance(kind, str) or kind not in EDITS:
        raise SpecError(f"`kind` must be an edit, but is {shown(kind)}. {suggestion(kind, EDITS)}", "kind")
    arguments = {name: value for name, value in edit.items() if name != "kind"}
    known = list(inspect.signature(EDITS[kind]).parameters.values())[1:]
    names = [parameter.name for parameter in known]
    for name in arguments:
        if name not in names:
            wanted = ", ".join(names) or "no arguments"
            raise SpecError(f"The edit {kind} takes {wanted}, but was given {shown(name)}. Remove it.", str(name)[:60])
    for parameter in known:
        if parameter.name not in arguments and parameter.default is parameter.empty:
            raise SpecError(f"`{parameter.name}` is missing from the edit {kind}. Add it.", parameter.name)
    return EDITS[kind](experiment, **arguments)


def _kept(experiment: Experiment) -> list[int | None]:
    """Return the origin of every layer when all stay where they are."""
    return list(range(len(experiment.network.layers)))


def _position(value: object, last: int, name: str) -> int:
    return _whole(value, 0, last, name)


def _whole(value: object, low: int, high: int, name: str) -> int:
    try:
        return Whole(low, high).check(value)
    except ValueError as error:
        raise SpecError(f"`{name}` {error}", name) from None


def _made(layer: object) -> Layer:
    with at("layer"):
        return make_layer(layer)


def _with_layers(experiment: Experiment, layers: Sequence[Layer], origin: list[int | None]) -> Experiment:
    with at("network"):
        network = experiment.network.with_layers(layers)
    return _with_network(experiment, network, origin)


def _with_network(
    experiment: Experiment, network: Network, origin: list[int | None] | None, renumber: Renumber = same_qurons
) -> Experiment:
    """Return the experiment with another network; starting parameters follow their layers (None: matched by look)."""
    theta = experiment.parameters
    if theta is not None:
        old, fresh = experiment.network, initial_parameters(network, experiment.training.seed)
        if origin is None:
            theta = carry_parameters(old, theta, network, fresh)
        else:
            theta = carry_from(old, theta, network, fresh, tuple(origin), renumber=renumber)
    return experiment.replace(network=network, parameters=theta)


def _set_qurons(experiment: Experiment, value: object) -> Experiment:
    with at("network"):
        wanted = _whole(value, 1, MAX_QURONS, "qurons")
    while experiment.network.qurons < wanted:
        experiment = add_quron(experiment)
    while experiment.network.qurons > wanted:
        experiment = remove_quron(experiment)
    return experiment
