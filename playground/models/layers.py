"""Each kind of layer as a channel: what it does to the qurons, step by step, on a given device.

A new kind of layer is one class here and one row in `LAYERS`; nobody else asks for the kind.

Noise after a layer, in this order: depolarizing for the gates of the layer, thermal relaxation of every quron during
the layer's duration, and the ambient channels. A `decohere` layer is noise itself and adds none.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

import numpy as np

from playground.models.flow import Flow, on_each, placed, turning
from playground.models.instructions import (
    Discard,
    Encode,
    EndOfLayer,
    FixedGate,
    Fresh,
    Instruction,
    Local,
    PairNoise,
    PairTurn,
    Pulses,
    Turn,
)
from playground.models.noise import (
    CHANNELS,
    ambient_channel,
    gate_error_probability,
    idle_channel,
    idle_generator,
    pair_depolarizing,
)
from playground.models.pauli import FIXED_GATES, FloatArray
from playground.spec import layers as spec
from playground.spec.choices import CHANNEL_PARAMETERS
from playground.spec.device import Device, Noise
from playground.spec.network import Network
from playground.spec.parameters import parameter_labels


class LayerKind(Protocol):
    """What a kind of layer knows. Parameters are numbered from `start` in theta."""

    is_noise: bool

    def lower(self, layer: Any, n: int, start: int, device: Device) -> Iterator[Instruction]:
        """The layer on n qurons, with the gate errors of the device."""
        ...

    def duration(self, layer: Any, device: Device) -> float:
        """How long the layer takes, in microseconds."""
        ...


class EncodeKind:
    """Features into angles: R_axis(scale * x_f) on each target, the scale fixed or a parameter of the target."""

    is_noise = False

    def lower(self, layer: spec.Encode, n: int, start: int, device: Device) -> Iterator[Instruction]:
        """One rotation a target."""
        targets = layer.targets(n)
        scales = tuple(range(start, start + len(layer.parameters_on(n))))
        yield Encode(layer.axis, targets, layer.features_on(n), layer.scale, scales)
        yield from _gate_errors(targets, 1, device)

    def duration(self, layer: spec.Encode, device: Device) -> float:
        """One gate."""
        return device.gate_time_1q


class RotateKind:
    """Trainable rotations of each target about each axis in turn."""

    is_noise = False

    def lower(self, layer: spec.Rotate, n: int, start: int, device: Device) -> Iterator[Instruction]:
        """All targets turn about one axis before any turns about the next."""
        targets, axes = layer.targets(n), layer.axes
        for place, axis in enumerate(axes):
            parameters = tuple(start + i * len(axes) + place for i in range(len(targets)))
            yield Turn(axis, targets, parameters)
        yield from _gate_errors(targets, len(axes), device)

    def duration(self, layer: spec.Rotate, device: Device) -> float:
        """One gate an axis."""
        return len(layer.axes) * device.gate_time_1q


class EntangleKind:
    """A two-quron gate on each pair, in order; every gate is followed by its error."""

    is_noise = False

    def lower(self, layer: spec.Entangle, n: int, start: int, device: Device) -> Iterator[Instruction]:
        """Fixed gates need no parameters, the others one a pair."""
        for place, pair in enumerate(layer.pairs_on(n)):
            if layer.gate in FIXED_GATES:
                yield FixedGate(layer.gate, pair)
            else:
                yield PairTurn(layer.gate, pair, start + place)
            yield from _pair_error(pair, device)

    def duration(self, layer: spec.Entangle, device: Device) -> float:
        """The time of one gate, whatever the number of pairs."""
        return device.gate_time_2q


class DecohereKind:
    """One decoherence channel on each target."""

    is_noise = True

    def lower(self, layer: spec.Decohere, n: int, start: int, device: Device) -> Iterator[Instruction]:
        """The channel's matrix from the fields that belong to it."""
        arguments = {name: getattr(layer, name) for name in CHANNEL_PARAMETERS[layer.channel]}
        yield Local(layer.targets(n), CHANNELS[layer.channel](**arguments))

    def duration(self, layer: spec.Decohere, device: Device) -> float:
        """Nothing: its time is a field of its own."""
        return 0.0


class EvolveKind:
    """Drives, detunings and couplings in continuous time, while the device relaxes the qurons they act on.

    The qurons that are left alone relax for as long.
    """

    is_noise = False

    def lower(self, layer: spec.Evolve, n: int, start: int, device: Device) -> Iterator[Instruction]:
        """One flow for each group of coupled qurons."""
        angles: dict[tuple[int, ...], list[tuple[str, int]]] = {}
        for place, (qurons, name) in enumerate(layer.parameters_on(n)):
            angles.setdefault(qurons, []).append((name, start + place))
        sources = dict(zip(layer.targets(n), layer.features_on(n), strict=False))
        parts = tuple((group, _flow(layer, group, angles, sources, device)) for group in layer.groups_on(n))
        yield Pulses(parts)
        waiting = tuple(quron for quron in range(n) if quron not in layer.targets(n))
        idle = idle_channel(device, layer.duration)
        if waiting and idle is not None:
            yield Local(waiting, idle)

    def duration(self, layer: spec.Evolve, device: Device) -> float:
        """Nothing more: decoherence has acted all the time."""
        return 0.0


_GENERATORS = {"DX": ("X",), "DY": ("Y",), "DZ": ("Z",), "ZZ": ("ZZ",), "XY": ("XX", "YY")}
"""Pauli strings of the parameters of an `evolve` layer: H = angle / (2 duration) times their sum."""


def _flow(
    layer: spec.Evolve,
    group: tuple[int, ...],
    angles: dict[tuple[int, ...], list[tuple[str, int]]],
    sources: dict[int, int],
    device: Device,
) -> Flow:
    """Everything that acts on a group of coupled qurons at the same time."""
    wires = len(group)

    def acting(letters: str, qurons: Sequence[int]) -> FloatArray:
        return turning(placed(letters, [group.index(quron) for quron in qurons], wires))

    own = [(qurons, *angle) for qurons, found in angles.items() if set(qurons) <= set(group) for angle in found]
    terms = [sum(acting(letters, qurons) for letters in _GENERATORS[name]) for qurons, name, _ in own]
    driven = [quron for quron in group if quron in sources]
    shape = (-1, 4**wires, 4**wires)
    return Flow(
        fixed=on_each(idle_generator(device, layer.duration), wires),
        terms=np.array(terms, dtype=np.float64).reshape(shape),
        parameters=np.array([parameter for *_, parameter in own], dtype=np.intp),
        drives=np.array([acting(layer.axis.upper(), [quron]) for quron in driven]).reshape(shape),
        sources=tuple((sources[quron], layer.scale) for quron in driven),
    )


def turns_alone(network: Network, device: Device, index: int) -> bool:
    """Whether an angle of an `evolve` layer commutes with whatever acts at the same time, so that it repeats.

    Its generator G then leaves exp(L) = exp(theta G) exp(L - theta G). A detuning with decay alone does, for example.

    Args:
        network, device: What is compiled.
        index: Position of the angle in theta.
    """
    labels = parameter_labels(network)
    place = labels[index].layer
    start = next(k for k, label in enumerate(labels) if label.layer == place)
    steps = LAYERS[network.layers[place].kind].lower(network.layers[place], network.widths[place], start, device)
    pulses = (flow for step in steps if isinstance(step, Pulses) for _, flow in step.parts)
    flow = next(flow for flow in pulses if index in flow.parameters)
    own = flow.terms[flow.parameters == index][0]
    return all(np.allclose(own @ other, other @ own) for other in (flow.fixed, *flow.terms, *flow.drives))


class PerceptronKind:
    """Fresh qurons meet the inputs, turn, and replace every quron before them.

    Output j, one after the other, meets each input i by exp(-i/2 (a XX + b YY + c ZZ)); then RZ, RY, RZ. Each
    meeting counts as one two-quron gate of the device, each rotation as a one-quron gate.
    """

    is_noise = False

    def lower(self, layer: spec.Perceptron, n: int, start: int, device: Device) -> Iterator[Instruction]:
        """Outputs are appended one by one, so that few qurons are alive at a time.

        The closing rotations commute with the trace over the inputs and come after it, where they cost less.
        """
        inputs, width = layer.targets(n), layer.width
        m = len(inputs)
        unread = tuple(quron for quron in range(n) if quron not in inputs)
        if unread:
            yield Discard(unread)
        for j in range(width):
            yield Fresh()
            offset = start + j * (3 * m + 3)
            for i in range(m):
                for place, gate in enumerate(("rxx", "ryy", "rzz")):
                    yield PairTurn(gate, (i, m + j), offset + 3 * i + place)
                yield from _pair_error((i, m + j), device)
        yield Discard(tuple(range(m)))
        outputs = tuple(range(width))
        for place, axis in enumerate("zyz"):
            parameters = tuple(start + j * (3 * m + 3) + 3 * m + place for j in outputs)
            yield Turn(axis, outputs, parameters)
        yield from _gate_errors(outputs, 3, device)

    def duration(self, layer: spec.Perceptron, device: Device) -> float:
        """The time of one two-quron gate."""
        return device.gate_time_2q


LAYERS: dict[str, LayerKind] = {
    "encode": EncodeKind(),
    "rotate": RotateKind(),
    "entangle": EntangleKind(),
    "evolve": EvolveKind(),
    "decohere": DecohereKind(),
    "perceptron": PerceptronKind(),
}
"""Every kind of layer; the names are those of `spec.choices.LAYER_KINDS`."""


def lower_network(network: Network, device: Device, noise: Noise) -> list[Instruction]:
    """All steps of a network on a device under ambient noise, with the end of every layer marked."""
    ambient = ambient_channel(noise)
    steps: list[Instruction] = []
    start = 0
    for layer, before, after in zip(network.layers, network.widths, network.widths[1:], strict=False):
        kind = LAYERS[layer.kind]
        steps += kind.lower(layer, before, start, device)
        start += len(layer.parameters_on(before))
        if not kind.is_noise:
            for channel in (idle_channel(device, kind.duration(layer, device)), ambient):
                if channel is not None:
                    steps.append(Local(tuple(range(after)), channel))
        steps.append(EndOfLayer())
    return steps


def _gate_errors(qurons: Sequence[int], gates: int, device: Device) -> Iterator[Instruction]:
    """Depolarizing for so many one-quron gates on each quron."""
    if device.error_1q:
        once = CHANNELS["depolarizing"](strength=gate_error_probability(device.error_1q, 1))
        yield Local(tuple(qurons), np.linalg.matrix_power(once, gates))


def _pair_error(pair: tuple[int, int], device: Device) -> Iterator[Instruction]:
    """Two-quron depolarizing after a gate on a pair."""
    if device.error_2q:
        yield PairNoise(pair, pair_depolarizing(gate_error_probability(device.error_2q, 2)))
