"""A network as pulses in time: which Hamiltonians and which rates act when, on which qurons.

Every layer lasts as long as the engine counts for it. Its steps are the engine's own (`models.layers.lower_network`),
in the same order. Rotations about one axis are one pulse; gates on pairs run at the same time where they commute with
all before them, else one after the other. The pulses of a layer share its time equally: the engine counts one gate
time for a layer of pairs, however many there are.

What the engine does after the gates of a layer (relaxation, gate errors of one quron, ambient dials) acts here all
through it, at the constant rates that make the same channel in the same time; the error of a gate on a pair and its
crosstalk act during its pulse. A `decohere` layer is a segment of its own: its channel exp(L) in small steps. The
device rests meanwhile, and the time it is drawn with, a gate time, is not a time of the device; only `thermal` has
one of its own.

A perceptron layer brings its fresh qurons at the start of the layer, and its inputs are traced out when the last of
them has met its outputs; the channel after the layer acts on the outputs, as in the engine.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from playground.analysis.pulses import commute, gate_turns, pair_jumps, rotation_turn, single_jumps
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
)
from playground.models.instructions import Turn as Rotation
from playground.models.layers import LAYERS, lower_network
from playground.models.pauli import FloatArray
from playground.quantum.lindblad import thermal_rates
from playground.quantum.timeline import Jump, Pulse, Turn
from playground.spec import layers as spec
from playground.spec.device import Device, Noise
from playground.spec.errors import SpecError
from playground.spec.network import Network
from playground.spec.per_quron import QuronDevice


@dataclass(frozen=True)
class Segment:
    """One pulse, and who leaves and who comes just before it.

    Args:
        layer: Position of its layer.
        duration: Microseconds.
        leave: Positions in the register that are traced out first.
        fresh: How many qurons in |0> are then added at the end.
        alive: Identities of the qurons of the register, in order: positions in `Schedule.born`.
        pulse: What acts.
    """

    layer: int
    duration: float
    leave: tuple[int, ...]
    fresh: int
    alive: tuple[int, ...]
    pulse: Pulse


@dataclass(frozen=True)
class Schedule:
    """A network in time.

    Args:
        qurons: How many there are at the start, all in |0>.
        segments: In order.
        born: For every quron that ever lives: the layer that brought it, -1 at the start.
        names: Its number among those alive with it, as on the cards.
        drawn: For every layer, whether its length is for drawing only.
    """

    qurons: int
    segments: tuple[Segment, ...]
    born: tuple[int, ...]
    names: tuple[int, ...]
    drawn: tuple[bool, ...]

    @property
    def most_alive(self) -> int:
        """Most qurons alive at one time."""
        return max((len(segment.alive) for segment in self.segments), default=self.qurons)


def make_schedule(network: Network, device: Device, noise: Noise, theta: FloatArray, x: FloatArray) -> Schedule:
    """Lay a network out in time.

    Args:
        network, device, noise: As for `compile_model`.
        theta: Shape (P,), radians.
        x: One input, shape (features,).
    Returns:
        Its pulses.
    Raises:
        SpecError: If a channel is none that constant rates can make, naming the layer.
    """
    acting = device.acting
    births = _Births(network.qurons)
    segments: list[Segment] = []
    start = 0
    for index, steps in enumerate(_by_layer(lower_network(network, acting, noise))):
        layer, n = network.layers[index], network.widths[index]
        count = len(layer.parameters_on(n))
        draft = _Draft(births, index)
        try:
            for step in steps:
                if isinstance(step, Pulses) and isinstance(layer, spec.Evolve):
                    draft.add(evolution(layer, n, acting, theta[start : start + count], x))
                else:
                    draft.take(step, theta, x)
            segments += draft.segments(_duration(layer, acting))
        except ValueError as error:
            raise SpecError(
                f"Layer {index + 1} cannot be shown in time: its channel {error}.", f"network.layers[{index}]"
            ) from None
        start += count
    drawn = tuple(isinstance(layer, spec.Decohere) and layer.channel != "thermal" for layer in network.layers)
    return Schedule(network.qurons, tuple(segments), tuple(births.born), tuple(births.names), drawn)


def evolution(layer: spec.Evolve, n: int, device: Device, theta: FloatArray, x: FloatArray) -> Pulse:
    """An `evolve` layer: its own generator, while its qurons relax at the rates of the device.

    Args:
        layer: The layer.
        n: Qurons that reach it.
        device: As it acts.
        theta: The layer's own angles, radians.
        x: One input, shape (features,).
    """
    letters = {"DX": ("X",), "DY": ("Y",), "DZ": ("Z",), "ZZ": ("ZZ",), "XY": ("XX", "YY")}
    turns = [
        Turn(angle / 2, string, qurons)
        for angle, (qurons, name) in zip(theta.tolist(), layer.parameters_on(n), strict=True)
        for string in letters[name]
    ]
    turns += [
        Turn(layer.scale * float(x[feature]) / 2, layer.axis.upper(), (quron,))
        for quron, feature in zip(layer.targets(n), layer.features_on(n), strict=False)
    ]
    jumps = [
        Jump(rate * layer.duration, name, (quron,))
        for quron in layer.targets(n)
        for name, rate in _relaxing(device.on(quron)).items()
        if rate
    ]
    return Pulse(tuple(turns), tuple(jumps))


def _relaxing(quron: QuronDevice) -> dict[str, float]:
    return thermal_rates(t1=quron.t1, t2=quron.t2, thermal_population=quron.thermal_population)


def _by_layer(steps: Iterable[Instruction]) -> Iterator[list[Instruction]]:
    found: list[Instruction] = []
    for step in steps:
        if isinstance(step, EndOfLayer):
            yield found
            found = []
        else:
            found.append(step)


def _duration(layer: spec.AnyLayer, device: Device) -> float:
    """How long a layer lasts on the time axis, microseconds."""
    if isinstance(layer, spec.Evolve):
        return layer.duration
    if isinstance(layer, spec.Decohere):
        return layer.time if layer.channel == "thermal" else device.gate_time_1q
    return LAYERS[layer.kind].duration(layer, device)


class _Births:
    """Who lives: identities of qurons, counted up as they appear."""

    def __init__(self, qurons: int) -> None:
        self.alive = list(range(qurons))
        self.born = [-1] * qurons
        self.names = list(range(qurons))

    def add(self, layer: int, name: int) -> None:
        self.alive.append(len(self.born))
        self.born.append(layer)
        self.names.append(name)


@dataclass
class _Phase:
    """Pulses of a layer on one register; turns and jumps name identities."""

    leave: tuple[int, ...] = ()
    fresh: int = 0
    alive: tuple[int, ...] = ()
    slots: list[tuple[list[Turn], list[Jump]]] = field(default_factory=list)


class _Draft:
    """The steps of one layer, gathered."""

    def __init__(self, births: _Births, layer: int) -> None:
        self._births, self._layer = births, layer
        self._phases = [_Phase(alive=tuple(births.alive))]
        self._outputs = 0
        self._channels: dict[int, FloatArray] = {}

    def take(self, step: Instruction, theta: FloatArray, x: FloatArray) -> None:
        """Add one step of the engine."""
        alive = self._births.alive
        match step:
            case Rotation(axis, qurons, parameters):
                angles = [float(theta[place]) for place in parameters]
                self._rotate(axis, qurons, angles)
            case Encode():
                scales = theta[list(step.parameters)].tolist() if step.parameters else [step.scale] * len(step.qurons)
                self._rotate(
                    step.axis, step.qurons, [s * float(x[f]) for s, f in zip(scales, step.features, strict=True)]
                )
            case PairTurn(pair=pair, angle=float()):  # crosstalk acts while the gate of its pair does
                slot = self._slot_of({alive[quron] for quron in pair})
                slot[0].extend(self._named(turn) for turn in gate_turns(step, theta))
            case FixedGate() | PairTurn():
                self._couple([self._named(turn) for turn in gate_turns(step, theta)])
            case PairNoise(pair, factors):
                slot = self._slot_of({alive[quron] for quron in pair})
                slot[1].extend(self._named(jump) for jump in pair_jumps(factors, pair))
            case Local(qurons, matrix):
                for quron in qurons:
                    before = self._channels.get(alive[quron], np.eye(4))
                    self._channels[alive[quron]] = matrix @ before
            case Discard(qurons):
                self._leave(qurons)
            case Fresh():
                self._come()
            case _:
                raise TypeError(f"The step {type(step).__name__} has no pulse.")

    def add(self, pulse: Pulse) -> None:
        """Add a pulse as it is, in a slot of its own."""
        self._open(map(self._named, pulse.turns), map(self._named, pulse.jumps))

    def segments(self, duration: float) -> Iterator[Segment]:
        """The pulses of the layer, which share its time, and the rates of its channels."""
        if not any(phase.slots for phase in self._phases):
            self._open((), ())
        count = sum(len(phase.slots) for phase in self._phases)
        rates = [
            jump._replace(rate=jump.rate / count)
            for quron, matrix in self._channels.items()
            for jump in single_jumps(matrix, quron)
        ]
        for phase in self._phases:
            leave, fresh = phase.leave, phase.fresh
            places = {quron: place for place, quron in enumerate(phase.alive)}
            for turns, jumps in phase.slots:
                here = [jump for jump in rates if jump.qurons[0] in places]
                pulse = Pulse(_placed(turns, places), _placed([*jumps, *here], places))
                yield Segment(self._layer, duration / count, leave, fresh, phase.alive, pulse)
                leave, fresh = (), 0

    def _named(self, part):
        """A turn or jump on positions, on identities."""
        return part._replace(qurons=tuple(self._births.alive[quron] for quron in part.qurons))

    def _open(self, turns: Iterable[Turn], jumps: Iterable[Jump]) -> None:
        self._phases[-1].slots.append((list(turns), list(jumps)))

    def _rotate(self, axis: str, qurons: Sequence[int], angles: Sequence[float]) -> None:
        turns = [rotation_turn(axis.upper(), angle, [q]) for q, angle in zip(qurons, angles, strict=True)]
        self._open(map(self._named, turns), ())

    def _couple(self, turns: list[Turn]) -> None:
        """Into the first slot after all that do not commute with it."""
        slots = self._phases[-1].slots
        against = [
            place
            for place, (others, _) in enumerate(slots)
            if any(not commute(turn, other) for turn in turns for other in others)
        ]
        place = against[-1] + 1 if against else 0
        if place == len(slots):
            self._open((), ())
        slots[place][0].extend(turns)

    def _slot_of(self, pair: set[int]) -> tuple[list[Turn], list[Jump]]:
        """The last slot in which a gate acts on both of a pair; the last one at all if there is none."""
        slots = self._phases[-1].slots
        if not slots:
            self._open((), ())
        return next((slot for slot in reversed(slots) if any(set(t.qurons) == pair for t in slot[0])), slots[-1])

    def _leave(self, positions: tuple[int, ...]) -> None:
        if self._phases[-1].slots:
            self._phases.append(_Phase())
        phase = self._phases[-1]
        phase.leave = positions
        alive = self._births.alive
        alive[:] = [quron for place, quron in enumerate(alive) if place not in positions]
        phase.alive = tuple(alive)

    def _come(self) -> None:
        """Fresh qurons stand at the end of the register, so that they can come before the layer's first pulse."""
        self._births.add(self._layer, self._outputs)
        self._outputs += 1
        phase = self._phases[-1]
        phase.fresh += 1
        phase.alive = tuple(self._births.alive)


def _placed(parts, places: dict[int, int]):
    return tuple(part._replace(qurons=tuple(places[quron] for quron in part.qurons)) for part in parts)
