"""Every place where a network meets noise: what acts there, and how it changes with every dial that sets it.

A field of a device reaches many channels, each by the chain rule. With e the exaggeration, a layer of a one-quron and b
two-quron gates in a row that otherwise lasts c lets every quron relax for t = e (a t_1q + b t_2q + c); k gates with the
average infidelity r on d = 2 or 4 dimensions shrink every string by s = (1 - r d/(d - 1))^(e k); a pair turns by
e zeta t_2q during its gate. Dials at zero have slopes too, so every channel has its place, whatever its strength.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from playground.models.flow import Flow, on_each
from playground.models.instructions import EndOfLayer, Instruction, Local, PairNoise, PairTurn, Pulses
from playground.models.layers import LAYERS, lower_network, silent_angles
from playground.models.noise import (
    CHANNELS,
    affine,
    ambient_channel,
    gate_noise,
    idle_channel,
    pair_depolarizing,
    pair_gate_noise,
)
from playground.models.noise_slopes import (
    Slopes,
    ambient_slopes,
    channel_slopes,
    gate_slopes,
    pair_shrinking,
    relaxing_slopes,
    shrinking,
    thermal_slopes,
)
from playground.models.pauli import FloatArray
from playground.spec.device import Device, Noise
from playground.spec.layers import AnyLayer, Decohere, Evolve
from playground.spec.network import Network
from playground.spec.parameters import count_parameters

DEVICE, AMBIENT = "device", "ambient"


class Dial(NamedTuple):
    """A number that sets noise.

    Args:
        owner: The position of its layer, `AMBIENT` or `DEVICE`.
        field: Its name there.
        quron: Whose it is, where a device has one for each quron.
    """

    owner: int | str
    field: str
    quron: int = 0


@dataclass(frozen=True, eq=False)
class Place:
    """Noise in one place.

    Args:
        matrix: What acts, (4, 4) on a quron, or the (16,) factors of the strings of a pair.
        slopes: Its derivative with every dial, in the same shape.
    """

    matrix: FloatArray
    slopes: dict[Dial, FloatArray]


@dataclass(frozen=True)
class Silent:
    """The angle of a turn that nobody trains, its value (radians), and its slope with the dials that set it."""

    value: float
    slopes: dict[Dial, float]


@dataclass(frozen=True, eq=False)
class Marked:
    """A network whose noise can be told apart.

    Args:
        steps: As lowered, with a matrix of its own in every place. It lets every letter pass that the noise could let
            pass at another strength; its values are arbitrary.
        places: What stands there in truth, by the identity of that matrix.
        silent: The turns that nobody trains, whose parameters follow theta.
        tangents: Dials that are angles of pulses, in the order of their parameters, which follow.
        first: Of these parameters.
    """

    steps: list[Instruction]
    places: dict[int, Place]
    silent: list[Silent]
    tangents: dict[Dial, int]
    first: int

    def tangent(self, dial: Dial) -> int:
        """The parameter of a dial: at 0 a pulse is what it is, and its slope that of the dial."""
        return self.tangents.setdefault(dial, self.first + len(self.tangents))


def mark_noise(network: Network, device: Device, noise: Noise) -> Marked:
    """All places of a network on a device under noise.

    Raises:
        ValueError: If a strength is 1, where the slope is infinite.
    """
    return _Marker(network, device, noise).marked()


class _Marker:
    """Goes through the steps of a device that has every kind of noise."""

    def __init__(self, network: Network, device: Device, noise: Noise) -> None:
        self._network, self._device = network, device
        everywhere = Noise(amplitude_damping=0.5, phase_damping=0.5, depolarizing=0.5)
        busy = device.acting.replace(gate_time_1q=1.0, gate_time_2q=1.0, error_1q=0.1, error_2q=0.1, zz_crosstalk=1.0)
        self._steps = lower_network(network, busy, everywhere)
        first = count_parameters(network) + len(silent_angles(self._steps))
        self._found = Marked([], {}, [], {}, first)
        value = ambient_channel(noise)
        slopes = {Dial(AMBIENT, name): slope for name, slope in ambient_slopes(noise).items()}
        self._ambient = Place(affine(1, 1, 1) if value is None else value, slopes)

    def marked(self) -> Marked:
        """The network with all its places."""
        for number, own in enumerate(_by_layer(self._steps)):
            for step in own:
                self._found.steps.extend(self._step(step, number, self._network.layers[number]))
        return self._found

    def _step(self, step: Instruction, number: int, layer: AnyLayer) -> list[Instruction]:
        match step:
            case Local(qurons, origin="ambient"):
                return [self._local(qurons, self._ambient)]
            case Local(qurons, origin="idle", amount=waited):
                times = self._times(layer, waited, number)
                return [self._local((quron,), self._idle(quron, times)) for quron in qurons]
            case Local(qurons, origin="gate", amount=gates):
                return [self._local(qurons, self._gates(round(gates)))]
            case Local(qurons) if isinstance(layer, Decohere):
                slopes = _owned(number, channel_slopes(layer.channel, **layer.arguments))
                return [self._local(qurons, Place(CHANNELS[layer.channel](**layer.arguments), slopes))]
            case PairNoise(pair):
                return [self._paired(pair, self._pair_place(number, layer))]
            case PairTurn(angle=float()):
                turn = self._turn(number, layer)
                self._found.silent.append(turn)
                return [replace(step, angle=turn.value)]
            case Pulses(parts) if isinstance(layer, Evolve):
                return [Pulses(tuple((group, self._pulse(flow, group, number, layer)) for group, flow in parts))]
            case _:
                return [step]

    # Places

    def _local(self, qurons: tuple[int, ...], place: Place) -> Local:
        step = Local(qurons, affine(0.5, 0.5, 0.5, 0.5))
        self._found.places[id(step.matrix)] = place
        return step

    def _paired(self, pair: tuple[int, int], place: Place) -> PairNoise:
        """Noise on a pair, and on either end of it while the other does not matter."""
        step, true = PairNoise(pair, np.full(16, 0.5)), PairNoise(pair, place.matrix)
        self._found.places[id(step.factors)] = place
        for end in (0, 1):
            slopes = {dial: PairNoise(pair, slope).ends[end] for dial, slope in place.slopes.items()}
            self._found.places[id(step.ends[end])] = Place(true.ends[end], slopes)
        return step

    def _gates(self, gates: int) -> Place:
        device = self._device
        by_error, by_number = gate_slopes(device.error_1q, gates * device.exaggeration, 1)
        slopes = {Dial(DEVICE, "error_1q"): shrinking(by_error)}
        if by_number is not None:
            slopes[Dial(DEVICE, "exaggeration")] = shrinking(gates * by_number)
        return Place(gate_noise(device.acting.error_1q, gates), slopes)

    def _pair_place(self, number: int, layer: AnyLayer) -> Place:
        if isinstance(layer, Decohere):
            slopes = {Dial(number, "strength"): pair_shrinking(-16 / 15)}
            return Place(pair_depolarizing(layer.strength), slopes)
        device = self._device
        by_error, by_number = gate_slopes(device.error_2q, device.exaggeration, 2)
        slopes = {Dial(DEVICE, "error_2q"): pair_shrinking(by_error)}
        if by_number is not None:
            slopes[Dial(DEVICE, "exaggeration")] = pair_shrinking(by_number)
        return Place(pair_gate_noise(device.acting.error_2q), slopes)

    def _turn(self, number: int, layer: AnyLayer) -> Silent:
        """R_ZZ of half the angle zeta t."""
        if isinstance(layer, Decohere):
            return Silent(layer.angle / 2, {Dial(number, "angle"): 0.5})
        device = self._device
        zeta, time, times = device.zz_crosstalk, device.gate_time_2q, device.exaggeration
        slopes = {"zz_crosstalk": times * time / 2, "gate_time_2q": times * zeta / 2, "exaggeration": zeta * time / 2}
        return Silent(times * zeta * time / 2, {Dial(DEVICE, name): slope for name, slope in slopes.items()})

    # Relaxation

    def _times(self, layer: AnyLayer, waited: float, number: int) -> dict[Dial, tuple[float, float]]:
        """Dials that say how long a layer lasts: each with its value, and how often it is spent."""
        device, kind = self._device, LAYERS[layer.kind]
        singles = kind.duration(layer, Device(gate_time_1q=1.0, gate_time_2q=0.0))
        pairs = kind.duration(layer, Device(gate_time_1q=0.0, gate_time_2q=1.0))
        found = {
            Dial(DEVICE, "gate_time_1q"): (device.gate_time_1q, singles),
            Dial(DEVICE, "gate_time_2q"): (device.gate_time_2q, pairs),
        }
        if isinstance(layer, Evolve):
            found[Dial(number, "duration")] = waited, 1.0
        return found

    def _idle(self, quron: int, times: dict[Dial, tuple[float, float]]) -> Place:
        """Rates times a factor do what the rates as stated do in as many times the time."""
        own, factor = self._device.on(quron), self._device.exaggeration
        time = sum(value * often for value, often in times.values())
        found = thermal_slopes(t1=own.t1, t2=own.t2, time=time * factor, thermal_population=own.thermal_population)
        idle = idle_channel(own, time * factor)
        return Place(affine(1, 1, 1) if idle is None else idle, self._by_dial(found, quron, times, time))

    def _by_dial(
        self, found: Slopes, quron: int, times: dict[Dial, tuple[float, float]], time: float
    ) -> dict[Dial, FloatArray]:
        """From slopes with T1, T2, the population and the effective time to those with all dials of relaxation."""
        passing = found.pop("time")
        slopes = {Dial(DEVICE, name, quron): slope for name, slope in found.items()}
        slopes |= {dial: self._device.exaggeration * often * passing for dial, (_, often) in times.items() if often}
        return slopes | {Dial(DEVICE, "exaggeration"): time * passing}

    def _pulse(self, flow: Flow, group: Sequence[int], number: int, layer: Evolve) -> Flow:
        """The flow with an angle more for every dial of the relaxation during it."""
        terms, parameters = [flow.terms], list[int]()
        factor = self._device.exaggeration
        for place, quron in enumerate(group):
            own = self._device.on(quron)
            found = relaxing_slopes(
                t1=own.t1, t2=own.t2, time=layer.duration * factor, thermal_population=own.thermal_population
            )
            times = {Dial(number, "duration"): (layer.duration, 1.0)}
            for dial, slope in self._by_dial(found, quron, times, layer.duration).items():
                generators = [slope if wire == place else np.zeros((4, 4)) for wire in range(len(group))]
                terms.append(on_each(generators)[None])
                parameters.append(self._found.tangent(dial))
        numbers = np.array(parameters, dtype=np.intp)
        return replace(flow, terms=np.concatenate(terms), parameters=np.concatenate([flow.parameters, numbers]))


def _owned(number: int, slopes: Slopes) -> dict[Dial, FloatArray]:
    return {Dial(number, name): slope for name, slope in slopes.items()}


def _by_layer(steps: Sequence[Instruction]) -> Iterator[list[Instruction]]:
    """The steps of each layer, its end included."""
    own: list[Instruction] = []
    for step in steps:
        own.append(step)
        if isinstance(step, EndOfLayer):
            yield own
            own = []
