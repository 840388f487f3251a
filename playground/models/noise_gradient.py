"""How a loss depends on every number that sets decoherence, all at once, by the adjoint method.

The same backward pass that serves the angles ends at the noise matrices M and at the weights w of the readouts' Pauli
strings, and each dial s follows by dL/ds = sum <dL/dM, dM/ds> + sum <dL/dw, dw/ds>, over all places that it reaches
(`noise_places`). Crosstalk is an angle like any other. Pulses in continuous time have an angle more for every dial,
L + phi dL/ds at phi = 0, and the noise of such a network is moved along its slopes in the same way.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from playground.models.batch import PointBatch
from playground.models.cone import light_cone, without_idle
from playground.models.flow import Straight
from playground.models.forward.builder import Builder
from playground.models.forward.path import Program
from playground.models.grids.points import chunks, kept_bytes
from playground.models.heisenberg.path import Heisenberg, heisenberg_path
from playground.models.instructions import Instruction, Local, PairNoise, Pulses
from playground.models.noise_places import AMBIENT, DEVICE, Dial, Marked, Place, mark_noise
from playground.models.noise_slopes import gate_slopes
from playground.models.path import PathSlopes
from playground.models.pauli import FloatArray
from playground.models.readout import Readouts, measured_slopes, terms_on, terms_over
from playground.models.workspace import KeptMemory, PassingMemory
from playground.spec.device import Device, Noise
from playground.spec.errors import SpecError
from playground.spec.measurement import readout_errors
from playground.spec.network import Network
from playground.spec.parameters import count_parameters


@dataclass(frozen=True)
class NoiseGradient:
    """Derivatives of a loss with respect to decoherence, each per unit of its field.

    Args:
        layers: For every `decohere` layer, by its position, those of the fields of its channel (strengths and
            populations per 1, times per microsecond, angles per radian); for every `evolve` layer that of `duration`.
        ambient: Those of the three dials, per 1.
        device: Those of `t1`, `t2`, `gate_time_1q`, `gate_time_2q` (per microsecond), `thermal_population`, `error_1q`,
            `error_2q`, `readout_p01`, `readout_p10`, `exaggeration` (per 1) and `zz_crosstalk` (per radian per
            microsecond); one for each quron where the device lists its values. Without `t1` or `t2` where it is
            infinite, and without `exaggeration` where a gate error has whole powers only.
    """

    layers: dict[int, dict[str, float]]
    ambient: dict[str, float]
    device: dict[str, float | tuple[float, ...]]


class NoiseSlopes:
    """The readouts of a network as functions of its noise.

    Args:
        network, device, noise: As of a model.
    Raises:
        ValueError: If a strength is 1, where the slope is infinite.
        SpecError: If the network entangles too many qurons.
    """

    def __init__(self, network: Network, device: Device, noise: Noise) -> None:
        self._network, self._device = network, device
        self._marked = mark_noise(network, device, noise)
        needed, self._left = light_cone(self._marked.steps, network.observables, network.qurons)
        self._weights = self._weight_slopes()
        self._first_silent = count_parameters(network)
        self._fixed: list[list[Place | None]] = []
        if any(isinstance(step, Pulses) for step in needed):
            self._path = self._forwards(needed)
        else:
            self._path = self._backwards(needed)
            self._fixed = self._set_places(self._path)
        silent = [turn.value for turn in self._marked.silent]
        self._behind = np.array([*silent, *[0.0] * len(self._marked.tangents)])

    def gradient(self, theta: FloatArray, x: FloatArray, cotangent: FloatArray) -> NoiseGradient:
        """Derivatives of sum(cotangent * readouts).

        Args:
            theta: Shape (P,).
            x: Shape (N, features).
            cotangent: Shape (R, N).
        """
        found = dict.fromkeys(self._dials(), 0.0)
        path = self._path
        gates: Any = path.gates(np.concatenate([theta, self._behind]))
        kept, passing = KeptMemory(), PassingMemory()
        for part in chunks(len(x), kept_bytes(path)):
            kept.rewind()
            batch = PointBatch(x[part])
            done = path.forward(gates, batch, kept, marks=False)
            own = cotangent[:, part]
            if done.outputs.shape[1] != own.shape[1]:  # no encoder told the inputs apart
                own = own.sum(axis=1, keepdims=True)
            for dial, slope in self._by_dial(path.slopes(own, done, gates, batch, passing)):
                found[dial] += slope
        return self._sorted(found)

    # The network, ready for a backward pass

    def _terms(self) -> list[dict[str, float]]:
        """Of the readouts, together with the strings that readout errors would make of them."""
        terms = terms_on(self._left, self._network, self._device)
        for own, strings in zip(terms, self._weights, strict=True):
            for slopes in strings.values():
                own |= {string: own.get(string, 0.0) for string in slopes}
        return terms

    def _weight_slopes(self) -> list[dict[Dial, dict[str, float]]]:
        """For each readout, the derivatives of the weights of its strings with the readout errors of its qurons."""
        errors = readout_errors(self._device, self._network.widths[-1])
        own = [errors[quron] for quron in self._left]
        found: list[dict[Dial, dict[str, float]]] = []
        for terms in terms_over(self._left, self._network):
            slopes = dict[Dial, dict[str, float]]()
            for place, quron in enumerate(self._left):
                by_p01, by_p10 = measured_slopes(terms, own, place)
                slopes |= {Dial(DEVICE, "readout_p01", quron): by_p01, Dial(DEVICE, "readout_p10", quron): by_p10}
            found.append(slopes)
        return found

    def _backwards(self, needed: Sequence[Instruction]) -> Heisenberg:
        path = heisenberg_path(needed, self._network.qurons, self._terms(), self._count, slopes=True)
        if path is None:
            raise SpecError(
                "`layers` entangles too many qurons for a gradient with respect to noise. Use central differences, or "
                "fewer qurons.",
                "network.layers",
            )
        return path

    def _set_places(self, path: Heisenberg) -> list[list[Place | None]]:
        """Put what acts in truth into a path; the place of each of its matrices, those of qurons and those of pairs."""
        owners: list[list[Place | None]] = []
        for values, marks in ((path.fixed, path.plan.fixed), (path.pair_fixed, path.plan.pair_fixed)):
            owners.append([self._marked.places.get(id(mark)) for mark in marks])
            for number, place in enumerate(owners[-1]):
                if place is not None:
                    values[number] = place.matrix
        return owners

    def _forwards(self, needed: Sequence[Instruction]) -> Program:
        steps, wires = without_idle([_straightened(step, self._marked) for step in needed], self._network.qurons)
        plan = Builder(wires).build(steps)
        return Program(plan, Readouts(self._terms(), plan.order), self._count)

    @property
    def _count(self) -> int:
        return self._first_silent + len(self._marked.silent) + len(self._marked.tangents)

    # What a backward pass found

    def _by_dial(self, slopes: PathSlopes) -> Iterator[tuple[Dial, float]]:
        for places, matrices in zip(self._fixed, (slopes.fixed, slopes.pair_fixed), strict=False):
            for place, slope in zip(places, matrices, strict=True):
                if place is not None:
                    yield from ((dial, float(np.vdot(slope, own))) for dial, own in place.slopes.items())
        for own, weights in zip(self._weights, slopes.weights, strict=True):
            for dial, strings in own.items():
                yield dial, sum(weights[string] * slope for string, slope in strings.items())
        behind = slopes.angles[self._first_silent :].tolist()
        for turn, slope in zip(self._marked.silent, behind, strict=False):
            yield from ((dial, slope * own) for dial, own in turn.slopes.items())
        yield from zip(self._marked.tangents, behind[len(self._marked.silent) :], strict=True)

    def _dials(self) -> Iterator[Dial]:
        """All that have slopes: a channel that reaches no readout has slopes of 0."""
        for place in self._marked.places.values():
            yield from place.slopes
        for turn in self._marked.silent:
            yield from turn.slopes
        yield from self._marked.tangents
        for own in self._weights:
            yield from own

    def _sorted(self, found: dict[Dial, float]) -> NoiseGradient:
        layers = dict[int, dict[str, float]]()
        ambient, qurons = dict[str, float](), dict[str, dict[int, float]]()
        for (owner, name, quron), slope in found.items():
            if owner == DEVICE:
                qurons.setdefault(name, {})[quron] = slope
            elif owner == AMBIENT:
                ambient[name] = slope
            else:
                layers.setdefault(int(owner), {})[name] = slope
        return NoiseGradient(dict(sorted(layers.items())), ambient, self._by_field(qurons))

    def _by_field(self, qurons: dict[str, dict[int, float]]) -> dict[str, float | tuple[float, ...]]:
        """The slopes of the device's numbers: a sum over qurons, or a list where they have numbers of their own."""
        found = dict[str, float | tuple[float, ...]]()
        for name in _fields(self._device):
            values, each = getattr(self._device, name), qurons.get(name, {})
            is_listed = isinstance(values, tuple)
            found[name] = tuple(each.get(q, 0.0) for q in range(len(values))) if is_listed else sum(each.values())
        return found


def _fields(device: Device) -> Iterator[str]:
    """The fields of a device that have slopes."""
    for name in ("t1", "t2"):
        values = getattr(device, name)
        if values is not None and values != (None,) * device.listed_qurons:
            yield name
    yield from ("thermal_population", "gate_time_1q", "gate_time_2q", "error_1q", "error_2q")
    yield from ("readout_p01", "readout_p10", "zz_crosstalk")
    errors = (device.error_1q, 1), (device.error_2q, 2)
    if all(gate_slopes(error, device.exaggeration, qurons)[1] is not None for error, qurons in errors):
        yield "exaggeration"


def _straightened(step: Instruction, marked: Marked) -> Instruction:
    """Noise as a pulse that is its matrix and moves along its slopes; any other step as it is."""
    match step:
        case Local(qurons, matrix) if id(matrix) in marked.places:
            place, groups = marked.places[id(matrix)], [(quron,) for quron in qurons]
        case PairNoise(pair, factors):
            place, groups = marked.places[id(factors)], [pair]
        case _:
            return step
    terms = np.array([slope if slope.ndim == 2 else np.diag(slope) for slope in place.slopes.values()])
    parameters = np.array([marked.tangent(dial) for dial in place.slopes], dtype=np.intp)
    fixed = place.matrix if place.matrix.ndim == 2 else np.diag(place.matrix)
    flow = Straight(fixed, terms, parameters, np.zeros((0, *fixed.shape)), ())
    return Pulses(tuple((group, flow) for group in groups))
