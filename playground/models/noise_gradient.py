"""How a loss depends on every strength of decoherence, all at once, by the adjoint method.

The same backward pass that serves the angles ends at the noise matrices M, and each strength s follows by
dL/ds = <dL/dM, dM/ds>. A dial at zero has a slope too, so every channel is there, whatever its strength. Crosstalk is
an angle like any other. Depolarizing on a pair mixes what was with what is erased, in proportion to its strength: its
slope is a difference of two evaluations.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from playground.models.batch import PointBatch
from playground.models.cone import light_cone
from playground.models.grids.points import PointEvaluator, chunks, kept_bytes
from playground.models.heisenberg.path import Heisenberg, heisenberg_path
from playground.models.instructions import EndOfLayer, Instruction, Local, PairNoise, PairTurn
from playground.models.layers import LAYERS, lower_network, silent_angles
from playground.models.noise import CHANNELS, affine, ambient_channel, idle_channel, pair_depolarizing
from playground.models.noise_slopes import Slopes, ambient_slopes, channel_slopes, thermal_slopes
from playground.models.pauli import FloatArray
from playground.models.readout import terms_on
from playground.models.workspace import KeptMemory, PassingMemory
from playground.spec.device import Device, Noise
from playground.spec.errors import SpecError
from playground.spec.layers import Decohere
from playground.spec.network import Network
from playground.spec.parameters import count_parameters
from playground.spec.per_quron import QuronDevice

_ERASED = 15 / 16
"""Strength of depolarizing on a pair that leaves nothing of any string but II."""


@dataclass(frozen=True)
class NoiseGradient:
    """Derivatives of a loss with respect to strengths of decoherence.

    Args:
        layers: For every `decohere` layer, by its position, those of the fields of its channel.
        ambient: Those of the three dials.
        device: Those of T1, T2 (where finite, per microsecond) and the thermal population, for idle times, and of ZZ
            crosstalk where there is some; one for each quron where the device lists its values.
    """

    layers: dict[int, dict[str, float]]
    ambient: dict[str, float]
    device: dict[str, float | tuple[float, ...]]


@dataclass(frozen=True, eq=False)
class _Place:
    """A noise matrix of the network: the one that stands in for it, who owns it, its value, and its slopes.

    The owner is the number of a layer, `ambient`, or a quron of the device.
    """

    stand_in: FloatArray
    owner: int | str | tuple[str, int]
    matrix: FloatArray
    slopes: Slopes


@dataclass(frozen=True)
class _Silent:
    """The angle of a turn that nobody trains, its value (radians), and its slope with the number that sets it."""

    owner: int | str
    value: float
    slope: float


class NoiseSlopes:
    """The readouts of a network as functions of its noise.

    Args:
        network, device, noise: As of a model.
    Raises:
        ValueError: If a strength is 1, where the slope is infinite.
        SpecError: If observables cannot be followed back through the network.
    """

    def __init__(self, network: Network, device: Device, noise: Noise) -> None:
        self._network, self._device, self._noise = network, device, noise
        marked, self._places, self._silent = _mark(network, device, noise)
        self._path = _path(marked, network, device)
        self._owners = [self._places.get(id(matrix)) for matrix in self._path.plan.fixed]
        for number, place in enumerate(self._owners):
            if place is not None:
                self._path.fixed[number] = place.matrix

    def gradient(self, theta: FloatArray, x: FloatArray, cotangent: FloatArray) -> NoiseGradient:
        """Derivatives of sum(cotangent * readouts).

        Args:
            theta: Shape (P,).
            x: Shape (N, features).
            cotangent: Shape (R, N).
        """
        path, silent = self._path, [turn.value for turn in self._silent]
        gates = path.gates(np.concatenate([theta, silent]))
        kept, slopes = KeptMemory(), PassingMemory()
        total, angles = np.zeros(path.fixed.shape), np.zeros(path.n_parameters)
        for part in chunks(len(x), kept_bytes(path)):
            kept.rewind()
            batch = PointBatch(x[part])
            done = path.forward(gates, batch, kept, marks=False)
            own = cotangent[:, part]
            if done.outputs.shape[1] != own.shape[1]:  # no encoder told the inputs apart
                own = own.sum(axis=1, keepdims=True)
            total += path.noise_slopes(own, done, gates, batch, slopes)
            if silent:
                angles += path.backward(own, done, gates, batch, slopes)
        layers, ambient, device = self._collect(total)
        for turn, slope in zip(self._silent, angles[len(theta) :].tolist(), strict=True):
            if isinstance(turn.owner, int):
                own_layer = layers.setdefault(turn.owner, {"angle": 0.0})
                own_layer["angle"] += slope * turn.slope
            else:
                device["zz_crosstalk"] = device.get("zz_crosstalk", 0.0) + slope * turn.slope
        for layer, slope in self._pair_slopes(theta, x, cotangent):
            layers[layer] = {"strength": layers.get(layer, {"strength": 0.0})["strength"] + slope}
        return NoiseGradient(layers, ambient, device)

    def _collect(self, found: FloatArray) -> tuple[dict[int, dict[str, float]], dict[str, float], dict[str, Any]]:
        sums: dict[int | str | tuple[str, int], dict[str, float]] = {}
        for place in self._places.values():  # a channel that reaches no readout has slopes of 0
            sums.setdefault(place.owner, dict.fromkeys(place.slopes, 0.0))
        for place, slope in zip(self._owners, found, strict=True):
            if place is not None:
                own = sums[place.owner]
                for name, matrix in place.slopes.items():
                    own[name] += float(np.vdot(slope, matrix))
        layers = {owner: own for owner, own in sums.items() if isinstance(owner, int)}
        qurons = {owner[1]: own for owner, own in sums.items() if isinstance(owner, tuple)}
        return layers, sums.get("ambient", {}), self._by_quron(qurons)

    def _by_quron(self, qurons: dict[int, dict[str, float]]) -> dict[str, Any]:
        """The slopes of the device's numbers: a sum over qurons, or a list where they have numbers of their own."""
        found: dict[str, Any] = {}
        for name in sorted({name for own in qurons.values() for name in own}):
            values = getattr(self._device, name)
            each = {quron: own.get(name, 0.0) for quron, own in qurons.items()}
            is_listed = isinstance(values, tuple)
            found[name] = tuple(each.get(q, 0.0) for q in range(len(values))) if is_listed else sum(each.values())
        return found

    def _pair_slopes(self, theta: FloatArray, x: FloatArray, cotangent: FloatArray) -> Iterator[tuple[int, float]]:
        """For every depolarizing act of a layer on a pair the layer, and the slope with its strength."""
        network, device = self._network, self._device
        steps, layer = lower_network(network, device.acting, self._noise), 0
        angles = np.concatenate([theta, silent_angles(steps)])

        def value(of: Sequence[Instruction]) -> float:
            path = _path(of, network, device)
            outputs, _ = PointEvaluator(path).outputs(path.gates(angles), x)
            return float(np.sum(cotangent * outputs))

        for place, step in enumerate(steps):
            if isinstance(step, PairNoise) and isinstance(network.layers[layer], Decohere):
                before, after = steps[:place], steps[place + 1 :]
                erased = PairNoise(step.pair, pair_depolarizing(_ERASED))
                yield layer, (value([*before, erased, *after]) - value([*before, *after])) / _ERASED
            layer += isinstance(step, EndOfLayer)


def _path(steps: Sequence[Instruction], network: Network, device: Device) -> Heisenberg:
    needed, left = light_cone(steps, network.observables, network.qurons)
    count = count_parameters(network) + len(silent_angles(steps))
    path = heisenberg_path(needed, network.qurons, terms_on(left, network, device), count)
    if path is None:
        raise SpecError(
            "`layers` holds a pulse, or entangles too many qurons, for a gradient with respect to noise. "
            "Use central differences, or fewer qurons.",
            "network.layers",
        )
    return path


def _mark(network: Network, device: Device, noise: Noise) -> tuple[list[Instruction], dict[int, _Place], list[_Silent]]:
    """The network with a matrix of its own in every place that has slopes, each known by its identity.

    The matrices that stand in let every letter pass that the channel could let pass at another strength.
    """
    everywhere = Noise(amplitude_damping=0.5, phase_damping=0.5, depolarizing=0.5)
    value = ambient_channel(noise)
    ambient = _Place(_stand_in(), "ambient", affine(1, 1, 1) if value is None else value, ambient_slopes(noise))
    places, silent, marked = dict[int, _Place](), list[_Silent](), list[Instruction]()
    for number, steps in enumerate(_by_layer(lower_network(network, device.acting, everywhere))):
        layer = network.layers[number]
        is_noise = isinstance(layer, Decohere)
        for step in steps:
            found: list[tuple[tuple[int, ...], _Place]] = []
            match step:
                case Local(origin="channel") if is_noise:
                    found = [(step.qurons, _channel_place(number, layer))]
                case Local(origin="idle"):
                    # Rates times a factor do what the rates as stated do in as many times the time.
                    time = LAYERS[layer.kind].duration(layer, device) * device.exaggeration
                    found = [((quron,), _idle_place(quron, device.on(quron), time)) for quron in step.qurons]
                case Local(origin="ambient"):
                    found = [(step.qurons, ambient)]
                case PairTurn(angle=float(angle)):
                    # The angle of a gate is proportional to zeta, that of a layer is half its field.
                    owner, slope = (number, 0.5) if is_noise else ("device", angle / device.zz_crosstalk)
                    silent.append(_Silent(owner, angle, slope))
                case _:
                    pass
            places.update((id(place.stand_in), place) for _, place in found)
            marked += [Local(qurons, place.stand_in) for qurons, place in found] or [step]
    return marked, places, silent


def _channel_place(number: int, layer: Decohere) -> _Place:
    matrix = CHANNELS[layer.channel](**layer.arguments)
    return _Place(_stand_in(), number, matrix, channel_slopes(layer.channel, **layer.arguments))


def _idle_place(number: int, quron: QuronDevice, time: float) -> _Place:
    slopes = thermal_slopes(t1=quron.t1, t2=quron.t2, time=time, thermal_population=quron.thermal_population)
    idle = idle_channel(quron, time)
    own = {name: slope for name, slope in slopes.items() if name != "time"}
    return _Place(_stand_in(), ("device", number), affine(1, 1, 1) if idle is None else idle, own)


def _stand_in() -> FloatArray:
    return affine(0.5, 0.5, 0.5, 0.5)


def _by_layer(steps: Sequence[Instruction]) -> Iterator[list[Instruction]]:
    """The steps of each layer, its end included."""
    own: list[Instruction] = []
    for step in steps:
        own.append(step)
        if isinstance(step, EndOfLayer):
            yield own
            own = []
