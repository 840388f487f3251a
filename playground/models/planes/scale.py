"""Planes of an encoder's scale s: outputs are trigonometric polynomials of s x, on the maps and at the probe.

The encoders in the hand read features of their own, y = s x, so that one grid over x and y serves every s, without
limits and to rounding. Only the rows that turn it into a map depend on s.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from playground.models.grids.axes import CONSTANT, plan_grid
from playground.models.instructions import Source
from playground.models.model import Model, compile_model
from playground.models.pauli import FloatArray
from playground.models.planes.axes import Lines, SplitAxis
from playground.models.planes.basis import Trigonometric
from playground.models.planes.dial import ScaleDial, turned
from playground.models.planes.planes import Family, Planes
from playground.models.planes.samples import tensor_inputs
from playground.spec.choices import MAX_FEATURES
from playground.spec.layers import Encode
from playground.spec.network import Network
from playground.spec.settings import changed_part

_WAVES = Trigonometric()


@dataclass(frozen=True, eq=False)
class Split:
    """A network in which the encoders in the hand read two features of their own.

    Args:
        model, theta: The network, its encoders in the hand at scale 1.
        axes: Of feature 0 and feature 1.
        further: Features beyond the second that the encoders in the hand read.
    """

    model: Model
    theta: FloatArray
    axes: tuple[SplitAxis, SplitAxis]
    further: tuple[int, ...]

    @property
    def points(self) -> int:
        """How many points the engine is asked for."""
        return self.axes[0].size * self.axes[1].size


def split_scale(dial: ScaleDial, theta: FloatArray) -> Split | None:
    """Split the encoders in the hand off from the others; None if there are too many features, or no grid for these.

    Args:
        dial: Which scale.
        theta: Shape (P,), radians.
    """
    network = dial.model.network
    layer, own = network.layers[dial.layer], max(2, network.features)
    if not isinstance(layer, Encode) or own + 2 > MAX_FEATURES:
        return None
    read = list(layer.features_on(network.widths[dial.layer]))
    held = [read[target] for target in dial.targets]
    for target in dial.targets:
        read[target] += own * (read[target] < 2)
    network = changed_part(network, ("features",), own + 2)
    network = changed_part(network, ("layers", dial.layer, "features"), tuple(read))
    if dial.parameter is None:
        network = changed_part(network, ("layers", dial.layer, "scale"), 1.0)
    else:
        theta = turned(theta, dial.parameter, 1.0)
    plan = plan_grid([_sources(network, theta)])
    if plan is None:
        return None
    model = compile_model(network, dial.model.device, dial.model.noise)
    axes = SplitAxis(held.count(0), plan.axes[0]), SplitAxis(held.count(1), plan.axes[1])
    return Split(model, theta, axes, tuple(feature for feature in held if feature >= 2))


def _sources(network: Network, theta: FloatArray) -> list[Source]:
    """Where the angles of all encoders come from, with the scales of the moment."""
    found: list[Source] = []
    start = 0
    for layer, width in zip(network.layers, network.widths, strict=False):
        count = len(layer.parameters_on(width))
        if isinstance(layer, Encode):
            features = layer.features_on(width)
            scales = theta[start : start + count] if layer.trainable else [layer.scale] * len(features)
            found += [Source(feature, float(scale)) for feature, scale in zip(features, scales, strict=True)]
        start += count
    return found


def scale_planes(split: Split, x: FloatArray, map_lines: Lines, node_lines: Lines) -> Planes | None:
    """Planes of a scale.

    Args:
        split: From `split_scale`.
        x: The probe, shape (features,).
        map_lines, node_lines: Coordinates of the maps.
    Returns:
        None if the scale multiplies a feature beyond the second that is not 0.
    """
    if any(x[feature] for feature in split.further):
        return None
    model, theta = split.model, split.theta
    (x1, y1), (x2, y2) = (_along(axis) for axis in split.axes)
    inputs = tensor_inputs(model.network.features, (x1, x2), x[2:], (y1, y2))
    nodes = np.concatenate([found[:, :, 2].T for found in model.bloch_batch(theta, inputs)[1:]])
    moved = _family(nodes, split.axes, node_lines).moved()
    return Planes(
        basis=_WAVES,
        span=None,
        decision=_family(model.predict(theta, inputs)[:, :1].T, split.axes, map_lines),
        nodes=() if moved is None else (moved,),
        bloch=_bloch(split, x),
        purities=None,
    )


def _along(axis: SplitAxis) -> Lines:
    """x and y = s x at the nodes of a split axis, harmonics outermost."""
    waves = _WAVES.nodes(2 * axis.degree + 1)
    return np.tile(axis.rest.nodes, len(waves)), np.repeat(waves, axis.rest.size)


def _family(values: FloatArray, axes: tuple[SplitAxis, SplitAxis], lines: Lines) -> Family:
    """From samples over both angles, (N, s1 s2), to coefficients of their harmonics."""
    first, second = axes
    found = values.reshape(-1, 2 * first.degree + 1, first.rest.size, 2 * second.degree + 1, second.rest.size)
    for axis in (1, 3):
        found = np.moveaxis(_WAVES.coefficients(np.moveaxis(found, axis, 0)), 0, axis)
    which = tuple(range(len(found)))
    return Family(which, found.reshape(1, len(found), first.size, second.size), axes, lines)


def _bloch(split: Split, x: FloatArray) -> Family:
    """Components of the Bloch vectors at the probe, over the harmonics of s x1 and s x2."""
    first, second = (SplitAxis(axis.degree, CONSTANT) for axis in split.axes)
    (_, y1), (_, y2) = _along(first), _along(second)
    place = np.array([*x[:2], 0.0][:2])
    here = np.full(len(y1), place[0]), np.full(len(y2), place[1])
    inputs = tensor_inputs(split.model.network.features, here, x[2:], (y1, y2))
    found = np.concatenate(split.model.bloch_batch(split.theta, inputs), axis=1)
    return _family(found.reshape(len(found), -1).T, (first, second), (place[:1], place[1:]))
