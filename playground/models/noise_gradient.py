"""How a loss depends on every strength of decoherence, all at once, by the adjoint method.

The same backward pass that serves the angles ends at the noise matrices M, and each strength s follows by
dL/ds = <dL/dM, dM/ds>. A dial at zero has a slope too, so every channel is there, whatever its strength.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from playground.models.batch import PointBatch
from playground.models.cone import light_cone
from playground.models.grids.points import chunks, kept_bytes
from playground.models.heisenberg.path import Heisenberg, heisenberg_path
from playground.models.instructions import EndOfLayer, Instruction, Local
from playground.models.layers import LAYERS, lower_network
from playground.models.noise import CHANNELS, affine, ambient_channel, idle_channel
from playground.models.noise_slopes import Slopes, ambient_slopes, channel_slopes, thermal_slopes
from playground.models.pauli import FloatArray
from playground.models.readout import measured_terms
from playground.models.workspace import KeptMemory, PassingMemory
from playground.spec.choices import CHANNEL_PARAMETERS
from playground.spec.device import Device, Noise
from playground.spec.errors import SpecError
from playground.spec.layers import Decohere
from playground.spec.network import Network
from playground.spec.parameters import count_parameters


@dataclass(frozen=True)
class NoiseGradient:
    """Derivatives of a loss with respect to strengths of decoherence.

    Args:
        layers: For every `decohere` layer, by its position, those of the fields of its channel.
        ambient: Those of the three dials.
        device: Those of T1, T2 (where finite, per microsecond) and the thermal population, for idle times.
    """

    layers: dict[int, dict[str, float]]
    ambient: dict[str, float]
    device: dict[str, float]


@dataclass(frozen=True, eq=False)
class _Place:
    """A noise matrix of the network: the one that stands in for it, who owns it, its value, and its slopes."""

    stand_in: FloatArray
    owner: int | str
    matrix: FloatArray
    slopes: Slopes


class NoiseSlopes:
    """The readouts of a network as functions of its noise.

    Args:
        network, device, noise: As of a model.
    Raises:
        ValueError: If a strength is 1, where the slope is infinite.
        SpecError: If observables cannot be followed back through the network.
    """

    def __init__(self, network: Network, device: Device, noise: Noise) -> None:
        marked, self._places = _mark(network, device, noise)
        steps, left = light_cone(marked, network.observables, network.qurons)
        terms = [
            measured_terms([("".join(s[q] for q in left), w) for s, w in own], device.readout_p01, device.readout_p10)
            for own in network.observables
        ]
        path = heisenberg_path(steps, network.qurons, terms, count_parameters(network))
        if path is None:
            raise SpecError(
                "`layers` holds a pulse, or entangles too many qurons, for a gradient with respect to noise. "
                "Use central differences, or fewer qurons.",
                "network.layers",
            )
        self._path: Heisenberg = path
        self._owners = [self._places.get(id(matrix)) for matrix in path.plan.fixed]
        for number, place in enumerate(self._owners):
            if place is not None:
                path.fixed[number] = place.matrix

    def gradient(self, theta: FloatArray, x: FloatArray, cotangent: FloatArray) -> NoiseGradient:
        """Derivatives of sum(cotangent * readouts).

        Args:
            theta: Shape (P,).
            x: Shape (N, features).
            cotangent: Shape (R, N).
        """
        path, gates = self._path, self._path.gates(theta)
        kept, slopes = KeptMemory(), PassingMemory()
        total = np.zeros(path.fixed.shape)
        for part in chunks(len(x), kept_bytes(path)):
            kept.rewind()
            batch = PointBatch(x[part])
            done = path.forward(gates, batch, kept, marks=False)
            own = cotangent[:, part]
            if done.outputs.shape[1] != own.shape[1]:  # no encoder told the inputs apart
                own = own.sum(axis=1, keepdims=True)
            total += path.noise_slopes(own, done, gates, batch, slopes)
        return self._collect(total)

    def _collect(self, found: FloatArray) -> NoiseGradient:
        sums: dict[int | str, dict[str, float]] = {}
        for place in self._places.values():  # a channel that reaches no readout has slopes of 0
            sums.setdefault(place.owner, dict.fromkeys(place.slopes, 0.0))
        for place, slope in zip(self._owners, found, strict=True):
            if place is not None:
                own = sums[place.owner]
                for name, matrix in place.slopes.items():
                    own[name] += float(np.vdot(slope, matrix))
        layers = {owner: own for owner, own in sums.items() if isinstance(owner, int)}
        return NoiseGradient(layers, sums.get("ambient", {}), sums.get("device", {}))


def _mark(network: Network, device: Device, noise: Noise) -> tuple[list[Instruction], dict[int, _Place]]:
    """The network with a matrix of its own in every place that has slopes, each known by its identity.

    The matrices that stand in let every letter pass that the channel could let pass at another strength.
    """
    everywhere = Noise(amplitude_damping=0.5, phase_damping=0.5, depolarizing=0.5)
    value = ambient_channel(noise)
    ambient = _Place(_stand_in(), "ambient", affine(1, 1, 1) if value is None else value, ambient_slopes(noise))
    places, marked = dict[int, _Place](), list[Instruction]()
    for number, steps in enumerate(_by_layer(lower_network(network, device, everywhere))):
        layer = network.layers[number]
        own = [place for place, step in enumerate(steps) if isinstance(step, Local)]
        found = dict[int, _Place]()
        if isinstance(layer, Decohere):
            arguments = {name: getattr(layer, name) for name in CHANNEL_PARAMETERS[layer.channel]}
            matrix, slopes = CHANNELS[layer.channel](**arguments), channel_slopes(layer.channel, **arguments)
            found[own[0]] = _Place(_stand_in(), number, matrix, slopes)
        else:
            found[own[-1]] = ambient
            time = LAYERS[layer.kind].duration(layer, device)
            idle = idle_channel(device, time)
            if idle is not None:
                found[own[-2]] = _Place(_stand_in(), "device", idle, _idle_slopes(device, time))
        places.update((id(place.stand_in), place) for place in found.values())
        for number_in_layer, step in enumerate(steps):
            meaning = found.get(number_in_layer)
            marked.append(Local(step.qurons, meaning.stand_in) if meaning and isinstance(step, Local) else step)
    return marked, places


def _idle_slopes(device: Device, time: float) -> Slopes:
    population = device.thermal_population
    found = thermal_slopes(t1=device.t1, t2=device.t2, time=time, thermal_population=population)
    return {name: slope for name, slope in found.items() if name != "time"}


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
