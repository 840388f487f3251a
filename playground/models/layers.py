"""Each kind of layer as a channel: what it does to the qurons, step by step, on a given device.

A new kind of layer is one class here and one row in `LAYERS`; nobody else asks for the kind.

Noise after a layer, in this order: depolarizing for the gates of the layer, thermal relaxation of every quron during
the layer's duration, and the ambient channels. A `decohere` layer is noise itself and adds none.
"""

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import replace
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
    gate_noise,
    idle_channel,
    idle_generator,
    pair_depolarizing,
    pair_gate_noise,
)
from playground.models.pauli import FIXED_GATES, FloatArray
from playground.spec import layers as spec
from playground.spec.device import Device, Noise
from playground.spec.network import Network
from playground.spec.parameters import count_parameters, parameter_labels
from playground.spec.per_quron import QuronDevice


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
            yield from _after_gate(pair, device)

    def duration(self, layer: spec.Entangle, device: Device) -> float:
        """The time of one gate, whatever the number of pairs."""
        return device.gate_time_2q


class DecohereKind:
    """One decoherence channel on each target, or on each pair."""

    is_noise = True

    def lower(self, layer: spec.Decohere, n: int, start: int, device: Device) -> Iterator[Instruction]:
        """The channel from the fields that belong to it."""
        if layer.is_paired:
            for pair in layer.pairs_on(n):
                yield PAIR_CHANNELS[layer.channel](pair, **layer.arguments)
        else:
            yield Local(layer.targets(n), CHANNELS[layer.channel](**layer.arguments))

    def duration(self, layer: spec.Decohere, device: Device) -> float:
        """Nothing: its time is a field of its own."""
        return 0.0


_UNNUMBERED = -1
"""Stands for a parameter behind theta until all of them are counted."""


def _crosstalk(pair: tuple[int, int], *, angle: float) -> PairTurn:
    """exp(-i angle ZZ / 4) = R_ZZ(angle / 2), angle = zeta t."""
    return PairTurn("rzz", pair, _UNNUMBERED, angle / 2)


def _depolarized(pair: tuple[int, int], *, strength: float) -> PairNoise:
    return PairNoise(pair, pair_depolarizing(strength))


PAIR_CHANNELS: dict[str, Callable[..., Instruction]] = {
    "pair_depolarizing": _depolarized,
    "zz_crosstalk": _crosstalk,
}
"""Every channel on a pair that a layer can name, as a step; the names are those of `spec.choices.PAIR_CHANNELS`."""


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
        waiting = [quron for quron in range(n) if quron not in layer.targets(n)]
        yield from _idle(waiting, layer.duration, device)

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
        fixed=on_each([idle_generator(device.on(quron), layer.duration) for quron in group]),
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
                yield from _after_gate((i, m + j), device)
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


def lower_network(
    network: Network, device: Device, noise: Noise, quiet: Container[int] = frozenset()
) -> list[Instruction]:
    """All steps of a network on a device under ambient noise, with the end of every layer marked.

    Args:
        network, device, noise: What to lower.
        quiet: Positions of layers that stay without noise, as on an ideal device; a `decohere` layer does nothing.
    """
    ambient = ambient_channel(noise)
    steps: list[Instruction] = []
    start = 0
    for place, (layer, before, after) in enumerate(
        zip(network.layers, network.widths, network.widths[1:], strict=False)
    ):
        kind = LAYERS[layer.kind]
        if place not in quiet:
            steps += kind.lower(layer, before, start, device)
        elif not kind.is_noise:
            steps += kind.lower(layer, before, start, Device())
        start += len(layer.parameters_on(before))
        if not kind.is_noise and place not in quiet:
            steps += _idle(range(after), kind.duration(layer, device), device)
            if ambient is not None:
                steps.append(Local(tuple(range(after)), ambient, "ambient"))
        steps.append(EndOfLayer())
    return numbered(steps, count_parameters(network))


def silent_angles(steps: Sequence[Instruction]) -> FloatArray:
    """The angles of turns that nobody trains, radians, in the order of their parameters, which follow theta."""
    return np.array([step.angle for step in steps if isinstance(step, PairTurn) and step.angle is not None])


def numbered(steps: Sequence[Instruction], first: int) -> list[Instruction]:
    """The same, every turn that nobody trains with a parameter of its own, from `first` on: the length of theta."""
    found: list[Instruction] = []
    for step in steps:
        is_silent = isinstance(step, PairTurn) and step.angle is not None
        found.append(replace(step, parameter=first) if is_silent else step)
        first += is_silent
    return found


def _idle(qurons: Sequence[int], time: float, device: Device) -> Iterator[Instruction]:
    """Thermal relaxation of qurons during `time` (microseconds), equal ones together."""
    alike: dict[QuronDevice, list[int]] = {}
    if device.listed_qurons:
        for quron in qurons:
            alike.setdefault(device.on(quron)._replace(readout_p01=0.0, readout_p10=0.0), []).append(quron)
    elif qurons:
        alike[device.on(0)] = list(qurons)
    for own, members in alike.items():
        channel = idle_channel(own, time)
        if channel is not None:
            yield Local(tuple(members), channel, "idle", time)


def _gate_errors(qurons: Sequence[int], gates: int, device: Device) -> Iterator[Instruction]:
    """Depolarizing for so many one-quron gates on each quron."""
    if device.error_1q:
        yield Local(tuple(qurons), gate_noise(device.error_1q, gates), "gate", gates)


def _after_gate(pair: tuple[int, int], device: Device) -> Iterator[Instruction]:
    """Crosstalk during a gate on a pair, and two-quron depolarizing for its error."""
    angle = device.zz_crosstalk * device.gate_time_2q
    if angle:
        yield _crosstalk(pair, angle=angle)
    if device.error_2q:
        yield PairNoise(pair, pair_gate_noise(device.error_2q))
