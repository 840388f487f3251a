"""Where purity is lost: a share for each channel, quron by quron, that add up to the loss of the whole network.

Purity is counted as S = -log2 Tr(rho^2), the Renyi-2 entropy in bits: 0 for a pure state, n for the maximally mixed one
of n qurons. Losses in bits add where ratios of purities would multiply, so the shares telescope:

    S_end = sum over steps (S after the step - S before it)

Steps come in the order in which the engine takes them: gates and their errors, idle relaxation, ambient channels, each
on one quron after the other. Shares of channels in a row depend on that order (the second one finds a state that is
mixed already), their sum does not. Unitary steps have none. A share is negative where relaxation purifies.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from playground.models import checks
from playground.models.batch import PointBatch
from playground.models.forward.builder import Builder
from playground.models.forward.path import Program
from playground.models.instructions import Discard, EndOfLayer, Fresh, Instruction, Local, PairNoise, Pulses
from playground.models.layers import lower_network, silent_angles
from playground.models.pauli import FloatArray
from playground.models.planner import check_whole_state
from playground.models.readout import Readouts
from playground.models.sketch import DensitySketch
from playground.models.threads import one_blas_thread
from playground.models.workspace import passing_memory
from playground.spec.experiment import Experiment
from playground.spec.layers import Decohere
from playground.spec.network import Network
from playground.spec.parameters import count_parameters

TRACED_OUT = "traced out"
"""Cause of what a perceptron loses with its inputs: entanglement with them turns into mixture."""
PULSE = "pulse"
"""Cause of what relaxation takes while an `evolve` layer acts."""


@dataclass(frozen=True)
class Share:
    """What one step adds to the Renyi-2 entropy.

    Attributes:
        layer: Position of the layer.
        quron: The quron acted on, as numbered after the layer (inputs of a perceptron: before it); None if it is all
            that is traced out. A step on several qurons at once is divided evenly among them.
        cause: `channel`, `gate` (error), `idle`, `ambient`, `pulse`, or `traced out`.
        bits: Its share of S = -log2 Tr(rho^2).
    """

    layer: int
    quron: int | None
    cause: str
    bits: float


@dataclass(frozen=True)
class PurityBudget:
    """Shares of the loss of purity.

    Attributes:
        shares: In the order of the steps; those of the same layer, quron and cause are one.
        bits: S = -log2 Tr(rho^2) of the final state, by itself: what the shares add up to.
        purity: Tr(rho^2) before the first and after every layer, shape (L + 1,).
    """

    shares: tuple[Share, ...]
    bits: float
    purity: FloatArray


@dataclass(frozen=True)
class _Stop:
    """A place in the program where the purity is read: which layer's, and who has acted since the last one."""

    layer: int
    qurons: tuple[int | None, ...]
    cause: str


def purity_budget(experiment: Experiment, theta: ArrayLike, x: ArrayLike) -> PurityBudget:
    """Divide the loss of purity of the whole state at one input among layers and qurons.

    Args:
        experiment: Network, device and noise.
        theta: Parameters in radians, shape (P,).
        x: One input, shape (features,).
    Raises:
        SpecError: If the whole state is too large to be held.
        ValueError: If a shape is wrong or a value is not finite.
    """
    network = experiment.network
    angles = checks.check_theta(theta, count_parameters(network))
    point = checks.check_input(x, network.features)
    steps, stops = _stopping(lower_network(network, experiment.device.acting, experiment.noise), network)
    sketch = DensitySketch(steps, network.qurons)
    check_whole_state(sketch, sketch.tables, network.qurons)
    plan = Builder(network.qurons, fuse=False).build(steps)
    silent = silent_angles(steps)
    program = Program(plan, Readouts([], plan.order), len(angles) + len(silent))
    with one_blas_thread(), passing_memory() as memory:
        gates = program.gates(np.concatenate([angles, silent]))
        purities, _ = program.whole_states(gates, PointBatch(point), memory)
    entropies = -np.log2(purities)
    ends = [0, *(number for number, stop in enumerate(stops, start=1) if not stop.cause)]
    return PurityBudget(tuple(_shares(stops, np.diff(entropies))), float(entropies[-1]), purities[ends])


def _stopping(steps: Sequence[Instruction], network: Network) -> tuple[list[Instruction], list[_Stop]]:
    """The same network with a mark after every step on one quron that may change the purity, and what each mark tells.

    The marks at the ends of layers have no cause.
    """
    found: list[Instruction] = []
    stops: list[_Stop] = []
    names = list(range(network.qurons))  # of the qurons alive: inputs keep theirs, fresh ones count from 0
    layer = fresh = 0
    for step in steps:
        if isinstance(step, EndOfLayer):
            found.append(step)
            stops.append(_Stop(layer, (), ""))
            layer, fresh, names = layer + 1, 0, list(range(len(names)))
        for part, acted, cause in _parts(step):
            found.append(part)
            if cause:
                found.append(EndOfLayer())
                placed = isinstance(network.layers[layer], Decohere)
                qurons = tuple(names[quron] for quron in acted) or (None,)
                stops.append(_Stop(layer, qurons, "channel" if placed else cause))
        if isinstance(step, Fresh):
            names.append(fresh)
            fresh += 1
        elif isinstance(step, Discard):
            names = [name for place, name in enumerate(names) if place not in step.qurons]
    return found, stops


def _parts(step: Instruction) -> Iterator[tuple[Instruction, tuple[int, ...], str]]:
    """A step quron by quron where it loses purity: the part, its qurons, and the cause; none for what is unitary."""
    match step:
        case EndOfLayer():
            return
        case Local(qurons, matrix, origin):
            for quron in qurons:
                yield Local((quron,), matrix, origin), (quron,), origin
        case PairNoise(pair):
            yield step, pair, "gate"
        case Pulses(parts):
            for group, flow in parts:
                yield Pulses(((group, flow),)), group, PULSE
        case Discard():
            yield step, (), TRACED_OUT
        case _:
            yield step, (), ""


def _shares(stops: Sequence[_Stop], bits: FloatArray) -> Iterator[Share]:
    """What happened between two marks, gathered by layer, quron and cause.

    The ends of layers follow unitary steps only: what they show is rounding, which goes to the step before.
    """
    found: dict[tuple[int, int | None, str], float] = {}
    last: list[tuple[int, int | None, str]] = []
    for stop, lost in zip(stops, bits, strict=True):
        if stop.cause:
            last = [(stop.layer, quron, stop.cause) for quron in stop.qurons]
        for key in last:
            found[key] = found.get(key, 0.0) + float(lost) / len(last)
    for (layer, quron, cause), lost in found.items():
        yield Share(layer, quron, cause, lost)
