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

from playground.analysis.parts import parts_of
from playground.models import checks
from playground.models.batch import PointBatch
from playground.models.forward.builder import Builder
from playground.models.forward.path import Program
from playground.models.instructions import EndOfLayer, Instruction, PairTurn
from playground.models.layers import lower_network, silent_angles
from playground.models.pauli import FloatArray
from playground.models.planner import check_whole_state
from playground.models.readout import Readouts
from playground.models.sketch import DensitySketch
from playground.models.threads import one_blas_thread
from playground.models.workspace import passing_memory
from playground.spec.experiment import Experiment
from playground.spec.network import Network
from playground.spec.parameters import count_parameters


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
    steps, stops = _stopping(network, lower_network(network, experiment.device.acting, experiment.noise))
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


def _stopping(network: Network, steps: Sequence[Instruction]) -> tuple[list[Instruction], list[_Stop]]:
    """The same network with a mark after every step on one quron that may change the purity, and what each mark tells.

    The marks at the ends of layers have no cause.
    """
    found: list[Instruction] = []
    stops: list[_Stop] = []
    for part in parts_of(network, steps):
        found.append(part.step)
        if isinstance(part.step, EndOfLayer):
            stops.append(_Stop(part.layer, (), ""))
        elif part.cause and not isinstance(part.step, PairTurn):  # a turn is unitary, whoever asked for it
            found.append(EndOfLayer())
            stops.append(_Stop(part.layer, tuple(who.number for who in part.qurons) or (None,), part.cause))
    return found, stops


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
