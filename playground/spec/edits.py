"""Every structural edit: a pure function from an experiment to a new, valid one, or a `SpecError`.

Starting parameters that an experiment carries, and which of them are frozen, survive where their layer does; other
parameters are drawn from the seed and free.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from playground.spec.blocks import layers_of
from playground.spec.choices import MAX_ANGLE, MAX_LAYERS, MAX_PARAMETERS, MAX_QURONS
from playground.spec.device import Device, Noise
from playground.spec.errors import SpecError, at, shown, suggestion
from playground.spec.experiment import Experiment
from playground.spec.layers import Decohere, Layer, make_layer
from playground.spec.narrow import is_list, is_object
from playground.spec.network import Network
from playground.spec.parameters import (
    Renumber,
    carry_from,
    carry_parameters,
    count_parameters,
    initial_parameters,
    parameter_labels,
    same_qurons,
)
from playground.spec.refit import with_quron, without_quron
from playground.spec.scales import with_given_scales, with_learnt_scales
from playground.spec.settings import changed_part
from playground.spec.values import Items, Real, Whole


def insert_layer(experiment: Experiment, index: int, layer: Layer | Mapping[str, Any]) -> Experiment:
    """Return the experiment with a layer put before position `index` (0 to the number of layers)."""
    index = _position(index, len(experiment.network.layers), "index")
    return _with_inserted(experiment, index, [_made(layer)])


def insert_layers(
    experiment: Experiment,
    index: int,
    layers: Sequence[Layer | Mapping[str, Any]],
    angles: Sequence[Sequence[float] | None] | None = None,
) -> Experiment:
    """Return the experiment with several layers put in a row before position `index`, as one edit.

    Args:
        experiment: The experiment before.
        index: Where the first of them stands afterwards, 0 to the number of layers.
        layers: The layers, in order.
        angles: For every layer its parameters in radians, or None. They are taken over if the layer has as many
            where it lands; otherwise they are drawn from the seed, as those of any new layer.
    Returns:
        The new experiment.
    Raises:
        SpecError: If a layer cannot be used, or the result would be no valid network.
    """
    index = _position(index, len(experiment.network.layers), "index")
    made: list[Layer] = []
    for place, layer in enumerate(_items(layers, Items(1, MAX_LAYERS, "layers"), "layers")):
        with at("layers", place):
            made.append(make_layer(layer))
    known = _angles(angles, len(made))
    edited = _with_inserted(experiment, index, made)
    return _with_angles(edited, index, known) if any(known) else edited


def insert_everywhere(experiment: Experiment, layer: Layer | Mapping[str, Any]) -> Experiment:
    """Return the experiment with a layer put behind every layer that is not `decohere`, as one edit."""
    made = _made(layer)
    layers: list[Layer] = []
    origin: list[int | None] = []
    for index, present in enumerate(experiment.network.layers):
        behind = [] if isinstance(present, Decohere) else [made]
        layers += [present, *behind]
        origin += [index, *[None] * len(behind)]
    return _with_layers(experiment, layers, origin)


def paste_layers(experiment: Experiment, index: int, text: str) -> Experiment:
    """Return the experiment with the layers of a copied text before position `index`, see `blocks.layers_of`."""
    layers, angles = layers_of(text)
    return insert_layers(experiment, index, layers, angles)


def arrange_layers(experiment: Experiment, order: Sequence[int], count: int | None = None) -> Experiment:
    """Return the experiment with its layers in another order, parameters included.

    Args:
        experiment: The experiment before.
        order: Present positions in the order wanted. A position left out is removed, one that stands twice is
            copied: of four layers, `[1, 0, 3, 3]` swaps the first two, removes the third and doubles the last.
        count: How many layers the order was made for, if that is to be checked: an order for fewer layers would
            remove the others.
    Returns:
        The new experiment.
    Raises:
        SpecError: If a position does not exist, no layer would be left, or the result would be no valid network.
    """
    layers = experiment.network.layers
    if count is not None and count != len(layers):
        raise SpecError(
            f"`count` is {shown(count)}, but there are {len(layers)} layers: the network has changed meanwhile. "
            "Try again.",
            "count",
        )
    places = _items(order, Items(0, 2 * MAX_LAYERS, "positions"), "order")
    chosen = [_position(place, len(layers) - 1, "order") for place in places]
    if not chosen:
        counted = "1 layer, and the only layer" if len(layers) == 1 else f"{len(layers)} layers, and the last one"
        raise SpecError(f"`layers` holds {counted} cannot be removed. Add another one first.", "network.layers")
    return _with_layers(experiment, [layers[place] for place in chosen], list(chosen))


def remove_layer(experiment: Experiment, index: int) -> Experiment:
    """Return the experiment without the layer at `index`; the last layer cannot be removed."""
    order = _row(experiment)
    del order[_position(index, len(order) - 1, "index")]
    return arrange_layers(experiment, order)


def replace_layer(experiment: Experiment, index: int, layer: Layer | Mapping[str, Any]) -> Experiment:
    """Return the experiment with another layer at `index`."""
    layers = list(experiment.network.layers)
    index = _position(index, len(layers) - 1, "index")
    layers[index] = _made(layer)
    return _with_layers(experiment, layers, _kept(experiment))


def duplicate_layer(experiment: Experiment, index: int) -> Experiment:
    """Return the experiment with a copy of the layer at `index` after it, parameters included."""
    order = _row(experiment)
    index = _position(index, len(order) - 1, "index")
    order.insert(index, index)
    return arrange_layers(experiment, order)


def move_layer(experiment: Experiment, source: int, target: int) -> Experiment:
    """Return the experiment with the layer at `source` moved so that it stands at `target` afterwards."""
    order = _row(experiment)
    source = _position(source, len(order) - 1, "source")
    order.insert(_position(target, len(order) - 1, "target"), order.pop(source))
    return arrange_layers(experiment, order)


def add_quron(experiment: Experiment) -> Experiment:
    """Return the experiment with one more quron at the bottom, which no readout reads; a device that lists values for
    every quron gives it those of the one above."""
    with at("network"):
        network = with_quron(experiment.network)
    return _with_network(experiment, network, _kept(experiment), device=experiment.device.with_quron())


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

    return _with_network(experiment, network, list(origin), renumber, device=experiment.device.without_quron(gone))


def set_noise(
    experiment: Experiment, noise: Noise | Mapping[str, Any], device: Device | Mapping[str, Any]
) -> Experiment:
    """Return the experiment with other ambient noise and another device, as one edit."""
    return experiment.replace(noise=noise, device=device)


def set_value(experiment: Experiment, path: object, value: Any) -> Experiment:
    """Return the experiment with one value changed.

    Args:
        experiment: The experiment before.
        path: Steps to the value, such as `("noise", "amplitude_damping")`, `("network", "layers", 2, "strength")`,
            `("network", "readouts", 0)` or `("parameters", 5)`.
        value: The new value. `("network", "qurons")` adds or removes qurons at the bottom.
    Returns:
        The new experiment. Fields that depend on the value follow: `pattern` ends `pairs`, a new channel starts with
        its defaults, readouts that no longer fit become Z on output quron 0. Scales that are trained start anew where
        `scale` is set, and leave their mean there when `trainable` ends.
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
    "insert_layers": insert_layers,
    "insert_everywhere": insert_everywhere,
    "paste_layers": paste_layers,
    "arrange_layers": arrange_layers,
    "remove_layer": remove_layer,
    "replace_layer": replace_layer,
    "duplicate_layer": duplicate_layer,
    "move_layer": move_layer,
    "add_quron": add_quron,
    "remove_quron": remove_quron,
    "set_noise": set_noise,
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


def _row(experiment: Experiment) -> list[int]:
    return list(range(len(experiment.network.layers)))


def _kept(experiment: Experiment) -> list[int | None]:
    """Return the origin of every layer when all stay where they are."""
    return [*_row(experiment)]


def _items(value: object, items: Items, name: str) -> tuple[Any, ...]:
    try:
        return items.check(value)
    except ValueError as error:
        raise SpecError(f"`{name}` {error}", name) from None


def _angles(value: object, count: int) -> list[list[float] | None]:
    """Return the angles given for `count` new layers; None for those without."""
    if value is None:
        return [None] * count
    rows = _items(value, Items(count, count, "rows of angles, one for every layer"), "angles")
    return [None if row is None else _angle_row(row, f"angles[{place}]") for place, row in enumerate(rows)]


def _angle_row(row: object, name: str) -> list[float]:
    angles = _items(row, Items(0, MAX_PARAMETERS, "angles"), name)
    try:
        return [Real(-MAX_ANGLE, MAX_ANGLE, "Write an angle in radians.").check(angle) for angle in angles]
    except ValueError as error:
        raise SpecError(f"An entry of `{name}` {error}", name) from None


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


def _with_inserted(experiment: Experiment, index: int, made: Sequence[Layer]) -> Experiment:
    layers, origin = list(experiment.network.layers), _kept(experiment)
    layers[index:index] = made
    origin[index:index] = [None] * len(made)
    return _with_layers(experiment, layers, origin)


def _with_angles(experiment: Experiment, index: int, known: Sequence[list[float] | None]) -> Experiment:
    """Return the experiment with the parameters of its layers from `index` on that are known and fit."""
    network, theta = experiment.network, experiment.parameters
    row = list(initial_parameters(network, experiment.training.seed) if theta is None else theta)
    layer_of = [label.layer for label in parameter_labels(network)]
    for layer, angles in enumerate(known, start=index):
        count = layer_of.count(layer)
        if angles is not None and count and len(angles) == count:
            first = layer_of.index(layer)
            row[first : first + count] = angles
    return experiment.replace(parameters=tuple(row))


def _with_layers(experiment: Experiment, layers: Sequence[Layer], origin: list[int | None]) -> Experiment:
    with at("network"):
        network = experiment.network.with_layers(layers)
    return _with_network(experiment, network, origin)


def _with_network(
    experiment: Experiment,
    network: Network,
    origin: list[int | None] | None,
    renumber: Renumber = same_qurons,
    device: Device | None = None,
) -> Experiment:
    """Return the experiment with another network; starting parameters, and which of them are frozen, follow their
    layers (`origin` None: matched by look). The device is the same unless another is given."""
    old, theta = experiment.network, experiment.parameters
    if origin is not None:
        network = with_learnt_scales(old, theta, network, tuple(origin))

    def carried(values: Sequence[float], fresh: Sequence[float]) -> tuple[float, ...]:
        if origin is None:
            return carry_parameters(old, values, network, fresh)
        return carry_from(old, values, network, fresh, tuple(origin), renumber=renumber)

    if theta is not None:
        theta = carried(theta, initial_parameters(network, experiment.training.seed))
        theta = theta if origin is None else with_given_scales(old, network, theta, tuple(origin))
    marks = [float(index in experiment.frozen) for index in range(count_parameters(old))]
    frozen = carried(marks, [0.0] * count_parameters(network)) if experiment.frozen else ()
    kept = tuple(index for index, mark in enumerate(frozen) if mark)
    device = experiment.device if device is None else device
    return experiment.replace(network=network, device=device, parameters=theta, frozen=kept)


def _set_qurons(experiment: Experiment, value: object) -> Experiment:
    with at("network"):
        wanted = _whole(value, 1, MAX_QURONS, "qurons")
    while experiment.network.qurons < wanted:
        experiment = add_quron(experiment)
    while experiment.network.qurons > wanted:
        experiment = remove_quron(experiment)
    return experiment
